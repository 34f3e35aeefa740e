// Times the tool's jobs against known floors, all in one run on one machine, and prints ratios.
//
//   npm run bench                 start-up, demo, one region of the built-in files, tables for a terminal, and what part of
//                                 a run compares the rows that it reads with each other
//   npm run bench -- --runs 9     more runs a job; the median counts
//   npm run bench -- --json       for scripts
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { timeChecks } from "./checks.mjs";
import { benchCommute } from "./commute.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bin = `${root}bin/sector-rank.js`;
const argv = process.argv.slice(2);
const runs = Number(argv[argv.indexOf("--runs") + 1]) || 7;

const FLOOR = "node -e 0";
const tool = (...args) => [process.execPath, [bin, ...args]];
const shared = fileURLToPath(new URL("../../../shared/data/qcew/", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "sector-rank-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const survey = join(folder, "survey.csv");
writeFileSync(survey, surveyOf(5_000));

/** What is timed: the command, and the goal as a ratio to the floor or in seconds, where there is one. */
const jobs = [
  { name: FLOOR, command: [process.execPath, ["-e", "0"]] },
  { name: "--help", command: tool("--help"), goal: 1.6 },
  { name: "demo", command: tool("demo"), goal: 3, seconds: 0.6 },
  { name: "demo --suppressed drop", command: tool("demo", "--suppressed", "drop") },
  { name: "demo --out-dir", command: tool("demo", "--out-dir", folder), seconds: 3 },
  { name: "rank one county, built-in files", command: tool("rank", "--qcew", "data/demo", "--region", "39049") },
  {
    name: "rank ten counties, 40 files of four years",
    command: tool("rank", "--qcew", `${shared}annual/columbus-oh`, "--region", "C1814"),
    needs: `${shared}annual/columbus-oh`,
    seconds: 0.6,
  },
  {
    name: "credentials, 5,000 answers",
    command: tool("credentials", "--survey", survey, "--out", join(folder, "list.html")),
    seconds: 2,
  },
].filter(({ needs }) => needs === undefined || existsSync(needs));

/** A survey of that many answers: 20 credentials, and three ways to group who answered. */
function surveyOf(answers) {
  const ratings = ["required", "preferred", "useful", "not used", "unknown"];
  const rows = Array.from({ length: answers }, (_, k) => {
    const person = Math.floor(k / 20);
    const rating = ratings[(k * 7 + person * 3) % ratings.length];
    return `${person},Company ${person},Branch ${person % 6},Place ${person % 4},${10 * (person % 30) + 5},Credential ${k % 20},${rating}`;
  });
  return ["respondent,company,industry,region,size,credential,rating", ...rows].join("\n");
}

/** Wall time of one run in seconds; throws where the command fails, since a failure is not a fast run. */
function time([program, args]) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with status ${status}: ${stderr}`);
  return seconds;
}

const times = new Map(jobs.map(({ name }) => [name, []]));
// Jobs take turns, so that a busy moment of the machine hits all of them alike.
for (let run = 0; run <= runs; run++) {
  for (const { name, command } of jobs) {
    const seconds = time(command);
    // The first round warms the disk cache and is not counted.
    if (run > 0) times.get(name).push(seconds);
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const floor = median(times.get(FLOOR));
const results = jobs.map(({ name, goal, seconds: most }) => {
  const seconds = median(times.get(name));
  return { name, milliseconds: Math.round(seconds * 1000), ratio: seconds / floor, goal, seconds: most };
});

/** Processor time of laying out tables for a terminal, in a fresh process each. */
const tableGoals = { demo: 40, rows1000: 600 };
const tableRuns = Array.from({ length: runs }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}test/bench/tables.mjs`], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`tables.mjs ended with status ${status}: ${stderr}`);
  return JSON.parse(stdout);
});
const tables = Object.entries(tableGoals).map(([name, goal]) => {
  return { name, milliseconds: median(tableRuns.map((run) => run[name])), goal };
});

/** A file of all areas of a part of the industries, made up; without its generator the built-in files. */
const generator = fileURLToPath(new URL("../../../shared/tools/qcew-synthesize/generate.mjs", import.meta.url));
const MADE_UP_ROWS = 600_000;
function fileToPrepare() {
  if (!existsSync(generator)) return "demo";
  const file = join(folder, "made-up.csv");
  time([process.execPath, [generator, "--year", "2023", "--rows", String(MADE_UP_ROWS), "--out", file]]);
  return file;
}

const store = join(folder, "store");
const removeStore = () => rmSync(store, { recursive: true, force: true });
const checked = [
  { name: "demo", command: ["demo"], runs },
  {
    name: "prepare",
    command: ["prepare", fileToPrepare(), "--store", store],
    before: removeStore,
    runs: Math.min(runs, 3),
  },
];
/** Of a run's time at most this part goes into checks. */
const MOST_OF_CHECKS = 0.05;
const checks = checked.map(({ name, command, ...rest }) => {
  const timed = timeChecks(bin, command, { cwd: root, ...rest });
  const part = median(timed.map(({ all, checks }) => checks / all));
  return { name, milliseconds: Math.round(median(timed.map(({ checks }) => checks))), part, goal: MOST_OF_CHECKS };
});

/** A tenth of a large state; `npm run bench:commute` takes a whole one. */
const commute = await benchCommute({ rows: 500_000, runs: Math.min(runs, 3) });

if (argv.includes("--json")) {
  const all = { node: process.version, runs, floor: FLOOR, results, tables, checks, commute };
  console.log(JSON.stringify(all, undefined, 2));
} else {
  console.log(`Median of ${runs} runs on Node ${process.version}; ratio to \`${FLOOR}\` in the same run.\n`);
  console.log("| job | ms | ratio | goal | |\n| --- | ---: | ---: | ---: | --- |");
  for (const { name, milliseconds, ratio, goal, seconds } of results) {
    const goals = [
      ...(goal === undefined ? [] : [{ text: `≤ ${goal}`, isMet: ratio <= goal }]),
      ...(seconds === undefined ? [] : [{ text: `≤ ${seconds} s`, isMet: milliseconds <= 1000 * seconds }]),
    ];
    const shown = goals.map(({ text }) => text).join(", ");
    const verdict = goals.map(({ isMet }) => (isMet ? "met" : "missed")).join(", ");
    console.log(`| ${name} | ${milliseconds} | ${ratio.toFixed(2)} | ${shown} | ${verdict} |`);
  }
  console.log("\n| table on a terminal | ms | goal | |\n| --- | ---: | ---: | --- |");
  for (const { name, milliseconds, goal } of tables) {
    console.log(`| ${name} | ${milliseconds} | ≤ ${goal} | ${milliseconds <= goal ? "met" : "missed"} |`);
  }
  const percent = (part) => `${(100 * part).toFixed(1)}%`;
  console.log("\n| checks of the rows read | ms | part of the run | goal | |\n| --- | ---: | ---: | ---: | --- |");
  for (const { name, milliseconds, part, goal } of checks) {
    const verdict = part <= goal ? "met" : "missed";
    console.log(`| ${name} | ${milliseconds} | ${percent(part)} | ≤ ${percent(goal)} | ${verdict} |`);
  }
  const { rows, zcat, ratio, goal } = commute;
  const verdict = ratio <= goal ? "met" : "missed";
  console.log(`\n| commuter flows | s | against zcat | goal | |\n| --- | ---: | ---: | ---: | --- |`);
  const [seconds, times] = [commute.commute.toFixed(2), ratio.toFixed(2)];
  console.log(`| ${rows} block pairs (zcat ${zcat.toFixed(2)} s) | ${seconds} | ${times} | ≤ ${goal} | ${verdict} |`);
}
