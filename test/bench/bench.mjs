// Times the tool's jobs against known floors, all in one run on one machine, and prints ratios beside their goals and
// beside the figures that were accepted last (docs/speed.md).
//
//   npm run bench                    start-up, demo, one region of the built-in files, tables for a terminal, and what part
//                                    of a run compares the rows that it reads with each other
//   npm run bench -- --runs 9        more runs a job; the median counts
//   npm run bench -- --json          for scripts
//   npm run bench -- --accept        the tables also go into docs/speed.md; only from a machine at rest
//   npm run bench -- --compare BASE  the jobs of two builds in turn, as ratios: BASE is a built checkout or a git commit
//   npm run bench -- --only demo     jobs whose name holds the word
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./accepted.mjs";
import { median } from "./arithmetic.mjs";
import { timeChecks } from "./checks.mjs";
import { benchCommute } from "./commute.mjs";
import { compareBuilds } from "./compare.mjs";
import { jobTable, measureJobs, run } from "./jobs.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bin = `${root}bin/sector-rank.js`;
const argv = process.argv.slice(2);
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const runs = Number(option("--runs", "7"));
const base = option("--compare", undefined);
const only = option("--only", "");

const FLOOR = "node -e 0";
const shared = fileURLToPath(new URL("../../../shared/data/qcew/", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "sector-rank-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const survey = join(folder, "survey.csv");
writeFileSync(survey, surveyOf(5_000));

const COLUMBUS = `${shared}annual/columbus-oh`;

/** The jobs of a checkout, with their goals. */
function jobsOf(checkout) {
  const tool = (...args) => [process.execPath, [join(checkout, "bin/sector-rank.js"), ...args]];
  return [
    { name: "--help", command: tool("--help"), goals: [{ of: FLOOR, times: 1.6 }] },
    { name: "demo", command: tool("demo"), goals: [{ of: FLOOR, times: 3 }, { seconds: 0.6 }] },
    { name: "demo --suppressed drop", command: tool("demo", "--suppressed", "drop") },
    { name: "demo --out-dir", command: tool("demo", "--out-dir", folder), goals: [{ seconds: 3 }] },
    { name: "rank one county, built-in files", command: tool("rank", "--qcew", "data/demo", "--region", "39049") },
    {
      name: "rank ten counties, 40 files of four years",
      command: tool("rank", "--qcew", COLUMBUS, "--region", "C1814"),
      isPossible: existsSync(COLUMBUS),
      goals: [{ seconds: 0.6 }],
    },
    {
      name: "credentials, 5,000 answers",
      command: tool("credentials", "--survey", survey, "--out", join(folder, "list.html")),
      goals: [{ seconds: 2 }],
    },
  ].filter(({ name, isPossible = true }) => isPossible && name.includes(only));
}

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

if (base !== undefined) {
  console.log(compareBuilds(base, jobsOf, { pairs: runs }).join("\n"));
  process.exit(0);
}

const jobs = [{ name: FLOOR, command: [process.execPath, ["-e", "0"]] }, ...jobsOf(root)];
const results = measureJobs(jobs, runs, { cwd: root });

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
  run(process.execPath, [generator, "--year", "2023", "--rows", String(MADE_UP_ROWS), "--out", file]);
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
  const figures = [...results].map(([name, figure]) => ({ name, ...figure }));
  const all = { node: process.version, runs, floor: FLOOR, results: figures, tables, checks, commute };
  console.log(JSON.stringify(all, undefined, 2));
} else {
  const verdict = (isMet) => (isMet ? "met" : "missed");
  const percent = (part) => `${(100 * part).toFixed(1)}%`;
  const lines = [`Median of ${runs} runs on Node ${process.version}, by turns.`, "", ...jobTable(jobs, results)];
  lines.push("", "| table on a terminal | ms | goal | |", "| --- | ---: | ---: | --- |");
  for (const { name, milliseconds, goal } of tables) {
    lines.push(`| ${name} | ${milliseconds} | ≤ ${goal} | ${verdict(milliseconds <= goal)} |`);
  }
  lines.push("", "| checks of the rows read | ms | part of the run | goal | |", "| --- | ---: | ---: | ---: | --- |");
  for (const { name, milliseconds, part, goal } of checks) {
    lines.push(`| ${name} | ${milliseconds} | ${percent(part)} | ≤ ${percent(goal)} | ${verdict(part <= goal)} |`);
  }
  const { rows, zcat, ratio, goal } = commute;
  lines.push(
    "",
    `| commuter flows | s | zcat, s | against zcat | goal | |`,
    "| --- | ---: | ---: | ---: | ---: | --- |",
  );
  const figures = [commute.commute, zcat, ratio].map((value) => value.toFixed(2)).join(" | ");
  lines.push(`| ${rows} block pairs | ${figures} | ≤ ${goal} | ${verdict(ratio <= goal)} |`);
  report("jobs", lines.join("\n"), argv.includes("--accept"));
}
