// Accuracy of the estimates of suppressed cells: `npm run build && npm run bench:suppression [-- ohio|national] [--seeds 1,2,3]`
// masks published cells; `-- withheld [ohio|national] [--detail] [--quick]` judges really withheld ones;
// `-- limit` shows what the best combination of all facts would reach;
// `-- growth [ohio|areas|columbus|states] [--seeds=1,2,3]` judges growth; `-- signals [--seeds=1,2,3]` judges figures of other publishers;
// `-- top-ten [national|ohio|masked] [--detail] [--quick]` judges rankings.
import { existsSync } from "node:fs";
import { load, readMsaCounties, readNational, readOhio, selectRows, SHARED } from "./suppression-data.mjs";
import { classOf, CLASS_NAMES, maskTable } from "./suppression-mask.mjs";
import { runBaselines } from "./suppression-baselines.mjs";
import { runMidpointProgram } from "./suppression-midpoint.mjs";
import { percent, renderTable, score } from "./suppression-score.mjs";
import { benchChange } from "./suppression-change.mjs";
import { benchLimit } from "./suppression-limit.mjs";
import { benchSignals } from "./suppression-signals.mjs";
import { benchTopTen } from "./suppression-top-ten.mjs";
import { benchWithheld } from "./suppression-withheld.mjs";

const { estimateSuppressed } = await load("suppression/estimate.js");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const seedOption = process.argv.find((word) => word.startsWith("--seeds="));
const seeds = (seedOption?.slice("--seeds=".length) ?? "101,102,103").split(",").map(Number);
const LEVEL_NAMES = { 4: "sector", 5: "3-digit", 6: "4-digit", 7: "5-digit", 8: "6-digit" };

if (!existsSync(SHARED)) {
  console.log("skipped: the shared data folder is not here");
  process.exit(0);
}
if (wanted.includes("withheld")) {
  const files = ["national", "ohio"].filter((name) => wanted.length === 1 || wanted.includes(name));
  const has = (option) => process.argv.includes(option);
  const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
  await benchWithheld({ isQuick: has("--quick"), isDetailed: has("--detail"), files, only });
  process.exit(0);
}
if (wanted.includes("limit")) {
  await benchLimit();
  process.exit(0);
}
if (wanted.includes("growth")) {
  await benchChange(seeds, wanted.slice(1));
  process.exit(0);
}
if (wanted.includes("signals")) {
  await benchSignals(seeds);
  process.exit(0);
}
if (wanted.includes("top-ten")) {
  const has = (option) => process.argv.includes(option);
  await benchTopTen({ isDetailed: has("--detail"), isQuick: has("--quick"), seeds, parts: wanted.slice(1) });
  process.exit(0);
}
const counties = readMsaCounties();
if (wanted.length === 0 || wanted.includes("ohio")) {
  const ohio = await readOhio();
  const isCounty = (row) => ohio.level[row] >= 70 && ohio.level[row] <= 78;
  await bench(
    "Ohio 2016 Q1, 88 counties with state and MSA rows",
    selectRows(ohio, (row) => ohio.quarter[row] === 1),
    0.15,
  );
  await bench(
    "Ohio 2016 Q1, 88 counties alone",
    selectRows(ohio, (row) => ohio.quarter[row] === 1 && isCounty(row)),
    0.15,
  );
  await bench("Ohio 2016, four quarters, with state and MSA rows", ohio, 0.15);
}
if (wanted.length === 0 || wanted.includes("national")) {
  await bench("National 2016 Q1 (private cells)", selectPrivate(await readNational()), 0.05);
}

function selectPrivate(table) {
  return selectRows(table, (row) => table.ownership[row] === 5 || table.ownership[row] === 0);
}

async function bench(title, table, share) {
  // Without totals over areas each county is a program of its own, which is soon solved.
  const isAlone = /alone/.test(title);
  console.log(`\n## ${title}\n`);
  const pooled = new Map();
  const add = (key, method, rows, truth, columns) => {
    if (!pooled.has(key)) pooled.set(key, new Map());
    const methods = pooled.get(key);
    if (!methods.has(method))
      methods.set(method, { truth: [], value: [], low: columns.low && [], high: columns.low && [] });
    const into = methods.get(method);
    for (const row of rows) {
      into.truth.push(truth[row]);
      into.value.push(columns.value[row]);
      into.low?.push(columns.low[row]);
      into.high?.push(columns.high[row]);
    }
  };
  for (const seed of seeds) {
    const { table: hidden, masked, primary } = await maskTable(table, { seed, share, counties });
    const started = performance.now();
    const estimates = estimateSuppressed(hidden, { counties });
    const seconds = (performance.now() - started) / 1000;
    const baselines = await runBaselines(hidden);
    if (isAlone) baselines["midpoint program"] = await runMidpointProgram(hidden);
    const exact = masked.filter(
      (row) => estimates.employment.boundLow[row] === estimates.employment.boundHigh[row],
    ).length;
    console.log(
      `seed ${seed}: ${masked.length} cells masked (${primary} drawn), ${exact} recomputable, ${seconds.toFixed(1)} s for ${table.length} rows`,
    );
    const rows = masked.filter((row) => table.ownership[row] === 5 && table.level[row] >= 74 && table.level[row] <= 78);
    for (const row of rows) {
      const level = LEVEL_NAMES[table.level[row] % 10];
      const keys = [level, `${level} by establishments: ${CLASS_NAMES[classOf(table.fields.establishments[row])]}`];
      for (const key of keys) {
        add(key, "this tool", [row], table.fields.employment, estimates.employment);
        add(`wages: ${key}`, "this tool", [row], table.fields.wages, estimates.wages);
        for (const [name, value] of Object.entries(baselines))
          add(key, name, [row], table.fields.employment, { value });
      }
    }
  }
  const names = Object.values(LEVEL_NAMES);
  print(names.flatMap((level) => [...(pooled.get(level)?.keys() ?? [])].map((method) => [level, method])));
  print(names.map((level) => [`wages: ${level}`, "this tool"]));
  print(
    ["3-digit", "4-digit"].flatMap((level) =>
      CLASS_NAMES.flatMap((name) =>
        ["this tool", "establishments x peer size"].map((method) => [`${level} by establishments: ${name}`, method]),
      ),
    ),
  );

  function print(lines) {
    const rows = lines
      .filter(([key, method]) => pooled.get(key)?.has(method))
      .map(([key, method]) => {
        const columns = pooled.get(key).get(method);
        const s = score([...columns.truth.keys()], columns.truth, columns);
        return [
          key,
          method,
          s.cells,
          s.jobs,
          percent(s.error),
          percent(s.median),
          percent(s.bias),
          percent(s.coverage),
          percent(s.width, 0),
        ];
      });
    console.log(
      `\n${renderTable(["", "method", "cells", "jobs", "error", "median", "bias", "covered", "width"], rows)}`,
    );
  }
}
