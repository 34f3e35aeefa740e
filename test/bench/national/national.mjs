// Times national jobs against known floors and other data engines, all in one run on the same bytes.
//
//   npm run bench:national                    every job whose rival is on the machine
//   npm run bench:national -- --runs 5        more runs a job; the median counts
//   npm run bench:national -- --only region   jobs whose name holds the word
//   npm run bench:national -- --years 4       years in the store whose time and memory are to be flat
//   npm run bench:national -- --compare BASE  the jobs of two builds in turn, as ratios: BASE is a built checkout or a
//                                             git commit
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
import { report } from "../accepted.mjs";
import { compareBuilds } from "../compare.mjs";
import { jobTable, measure, measureJobs, run, secondsText } from "../jobs.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const generator = fileURLToPath(new URL("../../../../shared/tools/qcew-synthesize/generate.mjs", import.meta.url));
const argv = process.argv.slice(2);
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const runs = Number(option("--runs", "3"));
const only = option("--only", "");
const years = Number(option("--years", "3"));
const base = option("--compare", undefined);

const place = process.env.SECTOR_RANK_BENCH ?? join(tmpdir(), "sector-rank-bench");
const enginesAt = join(place, "engines");
mkdirSync(enginesAt, { recursive: true });

/** A made-up national year, made once. */
function yearFile(year) {
  const csv = join(place, `${year}.annual.singlefile.csv`);
  if (!existsSync(csv)) {
    if (!existsSync(generator)) throw new Error(`no file ${csv}, and no generator to make it`);
    console.error(`making ${csv}`);
    run(process.execPath, [generator, "--year", String(year), "--out", csv]);
  }
  return csv;
}

const zipOf = (csv) => csv.replace(/csv$/, "zip");

/** A zip of each of the two years, made once. */
function makeZips() {
  for (const csv of [early, late]) if (!existsSync(zipOf(csv))) run("zip", ["-q", "-j", zipOf(csv), csv]);
}

const early = yearFile(2018);
const late = yearFile(2023);
const zips = [zipOf(early), zipOf(late)];

const env = { ...process.env, SECTOR_RANK_BENCH_ENGINES: enginesAt };
const DROP = ["--level", "4", "--suppressed", "drop", "--format", "csv"];
const COUNTY = ["--region", "39049", ...DROP];
const SEVEN_COUNTIES = ["--region", "39041,39045,39049,39089,39097,39129,39159", ...DROP];
const STATE = ["--region", "39000", ...DROP];
const COUNTIES = ["--areas", "counties", "--level", "4"];
const scratch = (name) => join(place, name);
const fresh = (path) => () => rmSync(path, { recursive: true, force: true });

/** The program of a checkout. */
const toolOf =
  (checkout) =>
  (...args) => [process.execPath, [join(checkout, "bin/sector-rank.js"), ...args]];

/** A store of both years that a checkout made; the format may change from one to another. */
function storeOf(checkout, name) {
  const store = scratch(name);
  if (existsSync(join(store, "manifest.json"))) return store;
  console.error(`preparing the store ${store}`);
  rmSync(store, { recursive: true, force: true });
  run(...toolOf(checkout)("prepare", early, late, "--store", store), { cwd: checkout });
  return store;
}

/**
 * The jobs of a checkout. `goals`: at most so many times another job's seconds, or so many MB or seconds; below 1 is faster
 * than it. `needsStore`, `needsZips`: reads what is only made for such a job.
 */
function jobsOf(checkout, store) {
  const tool = toolOf(checkout);
  return [
    {
      name: "region of one county, two CSVs",
      command: tool("industries", "--qcew", early, "--qcew", late, ...COUNTY),
      goals: [
        { of: "wc -l, two CSVs", times: 3.5 },
        { of: "Polars: region, two CSVs", times: 1 / 2.5 },
        { of: "DuckDB: region, two CSVs", times: 1 / 5 },
        { megabytes: 80 },
      ],
    },
    {
      name: "region of seven counties, two CSVs",
      command: tool("industries", "--qcew", early, "--qcew", late, ...SEVEN_COUNTIES),
      goals: [{ of: "wc -l, two CSVs", times: 3.5 }, { megabytes: 80 }],
    },
    {
      name: "region of a state, two CSVs",
      command: tool("industries", "--qcew", early, "--qcew", late, ...STATE),
      goals: [{ of: "wc -l, two CSVs", times: 3.5 }, { megabytes: 80 }],
    },
    {
      name: "region, two zips",
      command: tool("industries", "--qcew", zips[0], "--qcew", zips[1], ...COUNTY),
      needsZips: true,
      goals: [{ of: "zcat, two zips", times: 0.5 }, { megabytes: 110 }],
    },
    {
      name: "region, store",
      command: tool("industries", "--store", store, ...COUNTY),
      needsStore: true,
      goals: [{ of: "node -e 0", times: 2.5 }],
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
      needsStore: true,
      before: fresh(scratch("counties-estimated.csv")),
      once: true,
      goals: [{ seconds: 35 }, { megabytes: 700 }],
    },
    {
      name: "relatedness of every county, 4-digit, with estimates, store",
      command: tool("relatedness", "--store", store, "--region", "39049", "--areas", "counties"),
      needsStore: true,
      once: true,
      goals: [{ seconds: 20 }, { megabytes: 1000 }],
    },
    {
      name: "relatedness of every county, 4-digit, drop mode, store",
      command: tool(
        ...["relatedness", "--store", store, "--region", "39049", "--areas", "counties"],
        ...["--suppressed", "drop"],
      ),
      needsStore: true,
    },
    {
      name: "prepare, one CSV",
      command: tool("prepare", late, "--store", scratch("one-year")),
      before: fresh(scratch("one-year")),
      goals: [{ of: "DuckDB: CSV to Parquet", times: 2 }],
    },
  ].filter(({ name }) => name.includes(only));
}

if (base !== undefined) {
  // Made for this comparison alone, since either build may make them differently.
  const names = { base: "store-base", here: "store-here" };
  for (const name of Object.values(names)) fresh(scratch(name))();
  const ofCheckout = (checkout, which) => {
    const jobs = jobsOf(checkout, scratch(names[which]));
    if (jobs.some(({ needsZips }) => needsZips)) makeZips();
    if (jobs.some(({ needsStore }) => needsStore)) storeOf(checkout, names[which]);
    return jobs;
  };
  console.log(compareBuilds(base, ofCheckout, { pairs: runs, env }).join("\n"));
  process.exit(0);
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
const engine = (name, job, ...args) => [
  process.execPath,
  [fileURLToPath(new URL("engines.mjs", import.meta.url)), name, job, ...args],
];

makeZips();

/** What the jobs are compared with. */
const others = [
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
  has("duckdb") && {
    name: "DuckDB: every county, two CSVs",
    command: engine("duckdb", "counties", early, late, "--out", scratch("counties-duckdb.csv")),
  },
  has("duckdb") && {
    name: "DuckDB: CSV to Parquet",
    command: engine("duckdb", "parquet", late, "--out", scratch("late.parquet")),
  },
].filter(Boolean);
const jobs = [...others, ...jobsOf(root, storeOf(root, "store"))];

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

const measured = measureJobs(jobs, runs, { cwd: root, env });
const lines = jobTable(jobs, measured);

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
  const tool = toolOf(root);
  for (let count = 1; count <= years; count++) {
    const added = measure({ command: tool("prepare", yearFile(2024 - count), "--store", growing) }, { cwd: root });
    const read = measure(
      { command: tool("industries", "--store", growing, "--year", "2023", ...COUNTY) },
      { cwd: root },
    );
    const [seconds, cpu, reading] = [added.seconds, added.cpu, read.seconds].map(secondsText);
    const figures = [seconds, cpu, added.megabytes.toFixed(0), reading];
    table.push(`| ${count} | ${figures.join(" | ")} |`);
  }
  return table;
}

const cores = availableParallelism();
const about = `Median of ${runs} runs, one job after the other, on ${cores} cores with Node ${process.version}; the files lie in the disk cache.`;
report("national", [about, "", ...lines].join("\n"), argv.includes("--accept"));
