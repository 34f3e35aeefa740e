// How time and memory grow with what is asked for, on made-up national files: `npm run bench:growth`.
//
//   -- --only files     the jobs whose name holds the word
//   -- --accept         the table also goes into docs/speed.md; only from a machine at rest
//
// Made-up files are shared with `npm run bench:national`. Costs are seconds of all processors, which other work on the
// machine changes less than the time on the clock.
import { execFileSync } from "node:child_process";
import { existsSync, linkSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./accepted.mjs";
import { growthRates, median } from "./arithmetic.mjs";
import { measure, run, sayOnTerminal } from "./jobs.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const generator = fileURLToPath(new URL("../../../shared/tools/qcew-synthesize/generate.mjs", import.meta.url));
const argv = process.argv.slice(2);
const only = argv.includes("--only") ? argv[argv.indexOf("--only") + 1] : "";
const place = process.env.SECTOR_RANK_BENCH ?? join(tmpdir(), "sector-rank-bench");
const work = join(place, "growth");
/** Seconds above the cost of the first size from which on growth can be told from noise, and megabytes. */
const VISIBLE = { cpu: 0.5, megabytes: 20 };
/** Runs of a job, of which the median counts; one that takes longer than so many seconds is run once. */
const RUNS = 3;
const LONG = 8;
/** Rows of a year where ten of them are wanted: a tenth of a national file. */
const TENTH = 360_000;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

const tool = (...args) => [process.execPath, [join(root, "bin/sector-rank.js"), ...args]];

function yearFile(year, { rows, folder = place } = {}) {
  const csv = join(folder, `${year}.annual.singlefile.csv`);
  const some = rows === undefined ? [] : ["--rows", String(rows)];
  if (!existsSync(csv)) run(process.execPath, [generator, "--year", String(year), "--out", csv, ...some]);
  return csv;
}

/** Codes of areas in the order of a file. */
function areasIn(csv) {
  const listed = execFileSync("sh", ["-c", `cut -d, -f1 '${csv}' | tr -d '"' | uniq`], { encoding: "utf8" });
  return listed.trim().split("\n").slice(1);
}

/** Made-up files hold counties that there are not; a region is of those that there are. */
const { readAreas } = await import("../../dist/areas/read-areas.js");
const known = new Set(readAreas().all.flatMap(({ code, kind }) => (kind === "county" ? [code] : [])));
const isCounty = (code) => known.has(code);
const drop = ["--level", "4", "--suppressed", "drop", "--format", "csv"];

/** By job the sizes, what each needs before it is timed, and the command. */
const jobs = {
  "counties in one region, two CSVs": () => {
    const files = [2018, 2023].flatMap((year) => ["--qcew", yearFile(year)]);
    const counties = areasIn(yearFile(2023)).filter(isCounty);
    return {
      sizes: [1, 10, 100, 1_000, Math.min(3_000, counties.length)],
      command: (count) => tool("industries", ...files, "--region", counties.slice(0, count).join(), ...drop),
    };
  },
  "files of one area in a folder": () => {
    const csv = yearFile(2023);
    const slices = join(work, "slices");
    mkdirSync(slices);
    const split = `NR == 1 { head = $0; next } { area = substr($1, 2, 5) } area != last { if (last) close(file);
      file = "${slices}/" area ".csv"; print head > file; last = area } { print > file }`;
    run("awk", ["-F,", split, csv]);
    const areas = areasIn(csv).filter(isCounty);
    const folderOf = (count) => join(work, `slices-${count}`);
    return {
      sizes: [1, 10, 100, 1_000, Math.min(3_000, areas.length)],
      prepare(count) {
        mkdirSync(folderOf(count));
        for (const area of ["US000", ...areas.slice(0, count)]) {
          linkSync(join(slices, `${area}.csv`), join(folderOf(count), `${area}.csv`));
        }
      },
      command: (count) => tool("industries", "--qcew", folderOf(count), "--region", areas[0], ...drop),
    };
  },
  "years in a store, a tenth of a national file each": () => {
    const store = join(work, "store");
    const county = areasIn(yearFile(2023, { rows: TENTH, folder: work })).find(isCounty);
    let next = 2023;
    return {
      sizes: [1, 2, 5, 10],
      prepare(count) {
        for (; next > 2023 - count; next--) {
          run(...tool("prepare", yearFile(next, { rows: TENTH, folder: work }), "--store", store));
        }
      },
      command: () => tool("industries", "--store", store, "--region", county, ...drop),
    };
  },
  "draws of sensitivity, ten counties": () => ({
    sizes: [100, 1_000, 10_000],
    command: (draws) => tool("sensitivity", "--qcew", "demo", "--region", "C1814", "--draws", String(draws)),
  }),
};

/** CPU seconds and megabytes of each size. */
function measureSizes(name, { sizes, prepare, command }) {
  return sizes.map((size) => {
    prepare?.(size);
    const runs = [];
    while (runs.length < RUNS && !(runs[0]?.seconds > LONG)) {
      sayOnTerminal(`${name}: ${size}`);
      runs.push(measure({ command: command(size) }, { cwd: root }));
    }
    return { size, cpu: median(runs.map(({ cpu }) => cpu)), megabytes: median(runs.map((one) => one.megabytes)) };
  });
}

function rowsOfJob(name, measured) {
  const rates = (what) =>
    growthRates(
      measured.map((one) => ({ size: one.size, cost: one[what] })),
      VISIBLE[what],
    );
  const [time, memory] = [rates("cpu"), rates("megabytes")];
  return measured.map(({ size, cpu, megabytes }, index) => {
    const before = measured[index - 1];
    const figures = [cpu.toFixed(2), megabytes.toFixed(0)];
    if (!before) return `| ${name}: ${size} | ${figures.join(" | ")} | | | | |`;
    const each = ((1000 * (cpu - before.cpu)) / (size - before.size)).toFixed(2);
    const [inTime, inMemory] = [time[index - 1], memory[index - 1]];
    const marks = [
      ...(inTime.isSteep ? ["time is steeper than linear"] : []),
      ...(inMemory.isSteep ? ["memory is steeper than linear"] : []),
    ];
    const shown = [...figures, each, inTime.ratio.toFixed(2), inMemory.ratio.toFixed(2), marks.join("; ")];
    return `| ${name}: ${size.toLocaleString("en-US")} | ${shown.join(" | ")} |`;
  });
}

const lines = [
  "| what grows: how many | CPU seconds | MB | ms a further one | time ÷ size | MB ÷ size | |",
  "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
];
for (const [name, open] of Object.entries(jobs)) {
  if (name.includes(only)) lines.push(...rowsOfJob(name, measureSizes(name, open())));
}
sayOnTerminal("");

const about = `Median of ${RUNS} runs, of one where it takes more than ${LONG} seconds, on Node ${process.version}.`;
// A part of the table doesn't take the place of the whole.
report("growth", [about, "", ...lines].join("\n"), argv.includes("--accept") && only === "");
