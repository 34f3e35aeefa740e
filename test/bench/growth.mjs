// How time and memory grow with what is asked for, on made-up national files: `npm run bench:growth`.
//
//   -- --only files     the jobs whose name holds the word
//   -- --accept         write the table into docs/speed.md
//
// Made-up files are shared with `npm run bench:national`. Costs are seconds of all processors, which other work on the
// machine changes less than the time on the clock.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const generator = fileURLToPath(new URL("../../../shared/tools/qcew-synthesize/generate.mjs", import.meta.url));
const argv = process.argv.slice(2);
const only = argv.includes("--only") ? argv[argv.indexOf("--only") + 1] : "";
const place = process.env.SECTOR_RANK_BENCH ?? join(tmpdir(), "sector-rank-bench");
const work = join(place, "growth");
/** A cost above that of the first size that grows faster than the size by this much is steeper than linear; less is noise. */
const NOISE = 1.25;
/** Seconds above the cost of the first size from which on growth can be seen. */
const VISIBLE = 0.5;
/** Rows of a year where ten of them are wanted: a tenth of a national file. */
const TENTH = 360_000;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

function tool(...args) {
  const memoryFile = join(work, "memory.txt");
  const command = [process.execPath, join(root, "bin/sector-rank.js"), ...args];
  const measured = ["-f", "%M %U %S", "-o", memoryFile, ...command];
  const { status, stderr } = spawnSync("/usr/bin/time", measured, { stdio: ["ignore", "ignore", "pipe"] });
  if (status !== 0) throw new Error(`${args.slice(0, 4).join(" ")} ended with status ${status}: ${stderr}`);
  const [kilobytes, user, system] = readFileSync(memoryFile, "utf8").split(" ").map(Number);
  return { cpu: user + system, megabytes: kilobytes / 1000 };
}

function yearFile(year, { rows, folder = place } = {}) {
  const csv = join(folder, `${year}.annual.singlefile.csv`);
  const some = rows === undefined ? [] : ["--rows", String(rows)];
  if (!existsSync(csv)) {
    execFileSync(process.execPath, [generator, "--year", String(year), "--out", csv, ...some], { stdio: "ignore" });
  }
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

/** By job the sizes, and what is run for one of them; what it needs is made before it is timed. */
const jobs = {
  "counties in one region, two CSVs": () => {
    const files = [2018, 2023].flatMap((year) => ["--qcew", yearFile(year)]);
    const counties = areasIn(yearFile(2023)).filter(isCounty);
    return {
      sizes: [1, 10, 100, 1_000, Math.min(3_000, counties.length)],
      run: (count) => tool("industries", ...files, "--region", counties.slice(0, count).join(), ...drop),
    };
  },
  "files of one area in a folder": () => {
    const csv = yearFile(2023);
    const slices = join(work, "slices");
    mkdirSync(slices);
    const split = `NR == 1 { head = $0; next } { area = substr($1, 2, 5) } area != last { if (last) close(file);
      file = "${slices}/" area ".csv"; print head > file; last = area } { print > file }`;
    execFileSync("awk", ["-F,", split, csv]);
    const areas = areasIn(csv).filter(isCounty);
    return {
      sizes: [1, 10, 100, 1_000, 3_000],
      run(count) {
        const folder = join(work, `slices-${count}`);
        mkdirSync(folder);
        for (const area of ["US000", ...areas.slice(0, count)]) {
          linkSync(join(slices, `${area}.csv`), join(folder, `${area}.csv`));
        }
        return tool("industries", "--qcew", folder, "--region", areas[0], ...drop);
      },
    };
  },
  "years in a store (a tenth of a national file each)": () => {
    const store = join(work, "store");
    const county = areasIn(yearFile(2023, { rows: TENTH, folder: work })).find(isCounty);
    let next = 2023;
    return {
      sizes: [1, 2, 5, 10],
      run(count) {
        for (; next > 2023 - count; next--) {
          tool("prepare", yearFile(next, { rows: TENTH, folder: work }), "--store", store);
        }
        return tool("industries", "--store", store, "--region", county, ...drop);
      },
    };
  },
  "draws of sensitivity, ten counties": () => ({
    sizes: [100, 1_000, 10_000],
    run: (draws) => tool("sensitivity", "--qcew", "demo", "--region", "C1814", "--draws", String(draws)),
  }),
};

const lines = [
  "| what grows | how many | CPU seconds | ms a further one | MB | |",
  "| --- | ---: | ---: | ---: | ---: | --- |",
];
for (const [name, prepare] of Object.entries(jobs)) {
  if (!name.includes(only)) continue;
  const { sizes, run } = prepare();
  let first;
  let before;
  for (const size of sizes) {
    const { cpu, megabytes } = run(size);
    first ??= cpu;
    const further = before && (1000 * (cpu - before.cpu)) / (size - before.size);
    const above = before && before.cpu - first;
    const isSteeper = above > VISIBLE && (cpu - first) / above > (NOISE * size) / before.size;
    const shown = [size.toLocaleString("en-US"), cpu.toFixed(2), further?.toFixed(2) ?? "", megabytes.toFixed(0)];
    lines.push(`| ${before ? "" : name} | ${shown.join(" | ")} | ${isSteeper ? "steeper than linear" : ""} |`);
    console.error(lines.at(-1));
    before = { size, cpu };
  }
}
const table = lines.join("\n");
console.log(table);

if (argv.includes("--accept")) {
  const page = join(root, "docs/speed.md");
  const [start, rest] = readFileSync(page, "utf8").split("<!-- growth -->\n");
  const after = rest.slice(rest.indexOf("<!-- end of growth -->"));
  writeFileSync(page, `${start}<!-- growth -->\n\n${table}\n\n${after}`);
}
