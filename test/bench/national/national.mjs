// Times national jobs against known floors and other data engines, all in one run on the same bytes.
//
//   npm run bench:national                    every job whose rival is on the machine
//   npm run bench:national -- --runs 5        more runs a job; the median counts
//   npm run bench:national -- --only region   jobs whose name holds the word
//   npm run bench:national -- --years 4       years in the store whose time and memory are to be flat
//   npm run bench:national -- --accept        the table also goes into docs/speed.md; only from a machine at rest
//
// Files of full size are made by ../shared/tools once, and DuckDB and Polars installed, in a folder outside the
// package: $SECTOR_RANK_BENCH, else sector-rank-bench in the system's temporary folder. pandas and R's data.table are
// used where the system has them (Debian: python3-pandas, r-cran-data.table).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const generator = fileURLToPath(new URL("../../../../shared/tools/qcew-synthesize/generate.mjs", import.meta.url));
const argv = process.argv.slice(2);
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const runs = Number(option("--runs", "3"));
const only = option("--only", "");
const years = Number(option("--years", "3"));
const accept = argv.includes("--accept");

const place = process.env.SECTOR_RANK_BENCH ?? join(tmpdir(), "sector-rank-bench");
const enginesAt = join(place, "engines");
const store = join(place, "store");
mkdirSync(enginesAt, { recursive: true });

const run = (program, args, options = {}) => {
  const { status, stderr } = spawnSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"], ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with status ${status}: ${stderr}`);
};

/** A made-up national year as CSV and as zip, made once. */
function yearFile(year) {
  const csv = join(place, `${year}.annual.singlefile.csv`);
  if (!existsSync(csv)) {
    if (!existsSync(generator)) throw new Error(`no file ${csv}, and no generator to make it`);
    console.error(`making ${csv}`);
    run(process.execPath, [generator, "--year", String(year), "--out", csv]);
  }
  return csv;
}

function zipOf(csv) {
  const zip = csv.replace(/csv$/, "zip");
  if (!existsSync(zip)) run("zip", ["-q", "-j", zip, csv]);
  return zip;
}

/** DuckDB and Polars from the npm registry; absent where it can't be reached. */
function installEngines() {
  if (existsSync(join(enginesAt, "node_modules", "nodejs-polars"))) return;
  writeFileSync(join(enginesAt, "package.json"), '{ "private": true }');
  const install = (...packages) =>
    spawnSync("npm", ["install", "--silent", "--include=optional", ...packages], { cwd: enginesAt }).status === 0;
  if (!install("@duckdb/node-api", "nodejs-polars")) return;
  // npm leaves a package's binary out where it asks for a newer Node.js, though it runs on this one.
  const { optionalDependencies } = JSON.parse(
    readFileSync(join(enginesAt, "node_modules/nodejs-polars/package.json"), "utf8"),
  );
  const binary = Object.keys(optionalDependencies).find(
    (name) => name.includes(`-${process.platform}-${process.arch}`) && !name.endsWith("-musl"),
  );
  if (binary) install(`${binary}@${optionalDependencies[binary]}`);
}

installEngines();
const works = (program, ...args) => spawnSync(program, args, { cwd: enginesAt }).status === 0;
const engineTests = {
  duckdb: () => works(process.execPath, "-e", 'require("@duckdb/node-api")'),
  polars: () => works(process.execPath, "-e", 'require("nodejs-polars")'),
  pandas: () => works("/usr/bin/python3", "-c", "import pandas"),
  "data.table": () => works("Rscript", "-e", "library(data.table)"),
};
const present = new Set(Object.keys(engineTests).filter((name) => engineTests[name]()));
const absent = Object.keys(engineTests).filter((name) => !present.has(name));
if (absent.length > 0) console.error(`not on this machine, so left out: ${absent.join(", ")}`);
const has = (engine) => present.has(engine);
const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const early = yearFile(2018);
const late = yearFile(2023);
const zips = [zipOf(early), zipOf(late)];

const env = { ...process.env, SECTOR_RANK_BENCH_ENGINES: enginesAt };
const tool = (...args) => [process.execPath, [join(root, "bin/sector-rank.js"), ...args]];
const engine = (name, job, ...args) => [
  process.execPath,
  [fileURLToPath(new URL("engines.mjs", import.meta.url)), name, job, ...args],
];
const REGION = ["--region", "39049", "--level", "4", "--suppressed", "drop", "--format", "csv"];
const COUNTIES = ["--areas", "counties", "--level", "4"];
const scratch = (name) => join(place, name);
const fresh = (path) => () => rmSync(path, { recursive: true, force: true });

if (!existsSync(join(store, "manifest.json"))) {
  console.error("preparing the store");
  run(...tool("prepare", early, late, "--store", store));
}

/** `goals`: at most so many times another job's seconds, or so many MB or seconds; below 1 is faster than it. */
const jobs = [
  { name: "node -e 0", command: [process.execPath, ["-e", "0"]] },
  { name: "wc -l, two CSVs", command: ["wc", ["-l", early, late]] },
  { name: "zcat, two zips", command: ["sh", ["-c", `zcat ${zips[0]} ${zips[1]} > /dev/null`]] },
  has("duckdb") && { name: "DuckDB: region, two CSVs", command: engine("duckdb", "region", early, late) },
  has("polars") && { name: "Polars: region, two CSVs", command: engine("polars", "region", early, late) },
  has("pandas") && {
    name: "pandas: region, two CSVs",
    command: ["/usr/bin/python3", [script("region_pandas.py"), early, late]],
  },
  has("data.table") && {
    name: "R data.table: region, two CSVs",
    command: ["Rscript", [script("region-data-table.R"), early, late]],
  },
  {
    name: "region, two CSVs",
    command: tool("industries", "--qcew", early, "--qcew", late, ...REGION),
    goals: [
      { of: "wc -l, two CSVs", times: 3.5 },
      { of: "Polars: region, two CSVs", times: 1 / 2.5 },
      { of: "DuckDB: region, two CSVs", times: 1 / 5 },
      { megabytes: 80 },
    ],
  },
  {
    name: "region, two zips",
    command: tool("industries", "--qcew", zips[0], "--qcew", zips[1], ...REGION),
    goals: [{ of: "zcat, two zips", times: 0.5 }, { megabytes: 110 }],
  },
  {
    name: "region, store",
    command: tool("industries", "--store", store, ...REGION),
    goals: [{ of: "node -e 0", times: 2.5 }],
  },
  has("duckdb") && {
    name: "DuckDB: every county, two CSVs",
    command: engine("duckdb", "counties", early, late, "--out", scratch("counties-duckdb.csv")),
  },
  {
    // The columns of DuckDB's query, with their statuses, of suppressed cells too, and growth over the NAICS revision.
    name: "every county, drop mode, two CSVs",
    command: tool(
      ...["sweep", "--qcew", early, "--qcew", late, ...COUNTIES, "--suppressed", "drop"],
      ...["--columns", "employment,averagePay,lq,growth", "--out", scratch("counties.csv")],
    ),
    before: fresh(scratch("counties.csv")),
    goals: [{ of: "DuckDB: every county, two CSVs", times: 0.5 }],
  },
  {
    name: "every county, drop mode, every measure and place",
    command: tool(
      ...["sweep", "--qcew", early, "--qcew", late, ...COUNTIES, "--suppressed", "drop"],
      ...["--out", scratch("counties-all.csv")],
    ),
    before: fresh(scratch("counties-all.csv")),
  },
  {
    name: "backtest, every county, drop mode, two CSVs",
    command: tool("backtest", "--qcew", early, "--qcew", late, ...COUNTIES, "--suppressed", "drop"),
  },
  {
    name: "every county, with estimates, store",
    command: tool("sweep", "--store", store, ...COUNTIES, "--out", scratch("counties-estimated.csv")),
    before: fresh(scratch("counties-estimated.csv")),
    once: true,
    goals: [{ seconds: 60 }, { megabytes: 4096 }],
  },
  {
    name: "relatedness of every county, 4-digit, with estimates, store",
    command: tool("relatedness", "--store", store, "--region", "39049", "--areas", "counties"),
    once: true,
    goals: [{ seconds: 20 }, { megabytes: 1000 }],
  },
  {
    name: "relatedness of every county, 4-digit, drop mode, store",
    command: tool(
      ...["relatedness", "--store", store, "--region", "39049", "--areas", "counties"],
      ...["--suppressed", "drop"],
    ),
  },
  has("duckdb") && {
    name: "DuckDB: CSV to Parquet",
    command: engine("duckdb", "parquet", late, "--out", scratch("late.parquet")),
  },
  {
    name: "prepare, one CSV",
    command: tool("prepare", late, "--store", scratch("one-year")),
    before: fresh(scratch("one-year")),
    goals: [{ of: "DuckDB: CSV to Parquet", times: 2 }],
  },
].filter((job) => job && (only === "" || job.name.includes(only) || isFloorOf(job.name)));

function isFloorOf(name) {
  return /^(?:node|wc|zcat|DuckDB|Polars|pandas|R )/.test(name);
}

requireSameAnswers();

/** Engines that did not do the same work can't be compared. */
function requireSameAnswers() {
  const answers = jobs
    .filter(({ name }) => /^(?:DuckDB|Polars|pandas|R ).*region/.test(name))
    .map(({ name, command: [program, args] }) => [
      name,
      spawnSync(program, args, { env, encoding: "utf8" }).stdout.trim(),
    ]);
  if (new Set(answers.map(([, answer]) => answer)).size > 1) {
    throw new Error(`the engines disagree: ${answers.map((pair) => pair.join(": ")).join("; ")}`);
  }
}

const canMeasureMemory = existsSync("/usr/bin/time");

/** Wall seconds and, where GNU time is there, seconds of all processors and the largest resident set in MB. */
function measure({ command: [program, args], before }) {
  before?.();
  const memoryFile = scratch("memory.txt");
  const start = process.hrtime.bigint();
  if (canMeasureMemory) run("/usr/bin/time", ["-f", "%M %U %S", "-o", memoryFile, program, ...args], { env });
  else run(program, args, { env });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!canMeasureMemory) return { seconds, cpu: NaN, megabytes: NaN };
  const [kilobytes, user, system] = readFileSync(memoryFile, "utf8").split(" ").map(Number);
  return { seconds, cpu: user + system, megabytes: kilobytes / 1000 };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const measured = new Map(jobs.map(({ name }) => [name, []]));
for (let turn = 0; turn <= runs; turn++) {
  for (const job of jobs) {
    if (job.once && turn > 1) continue;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Krun ${turn}: ${job.name}`);
    const one = measure(job);
    // The first round warms the disk cache and is not counted.
    if (turn > 0) measured.get(job.name).push(one);
  }
}
if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");

const medianOf = (name, what) => median((measured.get(name) ?? []).map((one) => one[what]));
const secondsOf = (name) => medianOf(name, "seconds");
const figure = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : "");
const lines = [
  "| job | seconds | CPU seconds | MB | goal | measured | |",
  "| --- | ---: | ---: | ---: | --- | ---: | --- |",
];
for (const { name, goals = [] } of jobs) {
  const seconds = secondsOf(name);
  const megabytes = Math.max(...measured.get(name).map((one) => one.megabytes));
  const figures = `${seconds.toFixed(2)} | ${figure(medianOf(name, "cpu"), 2)} | ${figure(megabytes, 0)}`;
  if (goals.length === 0) lines.push(`| ${name} | ${figures} | | | |`);
  for (const [index, goal] of goals.entries()) {
    const first = index === 0 ? `| ${name} | ${figures} |` : "| | | | |";
    lines.push(`${first} ${verdictOf(goal, seconds, megabytes)} |`);
  }
}

function verdictOf({ of, times, seconds: mostSeconds, megabytes: mostMegabytes }, seconds, megabytes) {
  const row = (goal, value, isMet) => `${goal} | ${value} | ${isMet ? "met" : "missed"}`;
  if (mostSeconds !== undefined) return row(`≤ ${mostSeconds} s`, seconds.toFixed(1), seconds <= mostSeconds);
  if (mostMegabytes !== undefined)
    return row(`≤ ${mostMegabytes} MB`, String(Math.round(megabytes)), megabytes <= mostMegabytes);
  const other = secondsOf(of);
  if (Number.isNaN(other) || other === undefined) return `${of} | not on this machine | `;
  return row(`≤ ${Number(times.toFixed(2))} × ${of}`, (seconds / other).toFixed(2), seconds <= times * other);
}

const [swept, queried] = ["counties.csv", "counties-duckdb.csv"].map(scratch);
if (existsSync(swept) && existsSync(queried)) {
  const script = fileURLToPath(new URL("compare-counties.mjs", import.meta.url));
  const { stdout } = spawnSync(process.execPath, [script, swept, queried], { encoding: "utf8" });
  lines.push("", `Every county, here and in DuckDB: ${stdout.trim()}.`);
}

if (years > 2) lines.push("", ...timeYears());

/** Years are added one at a time to a store: the thirty-sixth costs what the first did unless the cost grows. */
function timeYears() {
  const growing = scratch("years");
  rmSync(growing, { recursive: true, force: true });
  const table = [
    "| years in the store | seconds to add the last | CPU seconds | MB | seconds to read one region |",
    "| ---: | ---: | ---: | ---: | ---: |",
  ];
  for (let count = 1; count <= years; count++) {
    const added = measure({ command: tool("prepare", yearFile(2024 - count), "--store", growing) });
    const read = measure({ command: tool("industries", "--store", growing, "--year", "2023", ...REGION) });
    const figures = [
      figure(added.seconds, 2),
      figure(added.cpu, 2),
      figure(added.megabytes, 0),
      figure(read.seconds, 2),
    ];
    table.push(`| ${count} | ${figures.join(" | ")} |`);
  }
  return table;
}

const cores = availableParallelism();
const about = `Median of ${runs} runs, one job after the other, on ${cores} cores with Node ${process.version}; the files lie in the disk cache.`;
const text = [about, "", ...lines].join("\n");
console.log(text);
if (accept) {
  const page = join(root, "docs/speed.md");
  const [before, rest] = readFileSync(page, "utf8").split("<!-- measured -->\n");
  const after = rest.slice(rest.indexOf("<!-- end of measured -->"));
  writeFileSync(page, `${before}<!-- measured -->\n\n${text}\n\n${after}`);
}
