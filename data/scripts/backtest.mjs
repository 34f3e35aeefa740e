// Makes data/backtest/lists.csv: what became of lists of 2016 Q1 by 2018 Q1, as `backtest` finds it in the two national
// quarters that are published whole enough. It runs the built command: `npm run build` first. data/README.md says how.
// node data/scripts/backtest.mjs [SOURCE [TARGET]]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { folders, writeCsv } from "./lib.mjs";

const { source, target } = folders();
const root = fileURLToPath(new URL("../..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "backtest-"));

/** Sectors that both quarters hold; the lists are of a third of them. */
const SECTORS = ["21", "22", "23", "42", "51", "52", "53", "54", "55", "56", "61", "62", "71", "72", "81"];
const TOP = 5;
const KINDS = ["states", "msas", "counties"];
const LATER = join(source, "qcew/quarterly/2018_1_by_industry.zip");

try {
  const early = join(scratch, "2016q1.csv");
  await writeEarly(early);
  const rows = KINDS.flatMap((kind) => listRows(kind, early));
  const header = [
    ...[
      "areas",
      "year",
      "later",
      "quarter",
      "level",
      "suppressed",
      "top",
      "of",
      "list",
      "method",
      "weights",
      "verdict",
    ],
    ...["lift", "low", "high", "by_lot", "over_lot", "over_lot_low", "over_lot_high", "ahead", "count"],
    ...["list_growth", "rest_growth"],
    ...["nation_lift", "nation_low", "nation_high", "establishments_lift", "pay_lift", "followed"],
  ];
  writeCsv(join(target, "backtest", "lists.csv"), header, rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function listRows(kind, early) {
  const words = ["backtest", early, LATER, "--areas", kind, "--level", "sector", "--only", SECTORS.join(",")];
  const asked = [...words, "--top", String(TOP), "--suppressed", "drop", "--json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "bin/sector-rank.js"), ...asked], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  const { year, quarter, level, suppressed, top, results } = JSON.parse(stdout);
  return results.flatMap(({ years, lists }) => {
    const byLot = lists.find(({ id }) => id === "lot").lift.value;
    return lists
      .filter(({ lift }) => lift.areas > 0)
      .map(({ id, method = "", weights = [], verdict = "", lift, overLot, won, growth, nation, ...others }) => [
        ...[kind, year, year + years, quarter, level, suppressed, top, SECTORS.length, id, method],
        ...[weights.map(({ factor, weight }) => `${factor}=${weight}`).join(" "), verdict],
        ...[lift.value, lift.low, lift.high, byLot, overLot.value, overLot.low, overLot.high, won.value].map(fixed),
        lift.areas,
        ...[growth.list, growth.rest, nation.value, nation.low, nation.high].map(fixed),
        ...[others.establishments.value, others.pay.value, others.followedShare].map(fixed),
      ]);
  });
}

/** Five digits: no range is known better. */
function fixed(value) {
  return value === undefined ? "" : value.toFixed(5);
}

/**
 * The sectors and totals of 2016 Q1 in the layout of its publisher. Its change over the year of the second month is
 * missing from the source: it is taken as the mean of those of the other two, so that growth since 2015 is known.
 */
async function writeEarly(path) {
  const file = await asyncBufferFromFile(join(source, "qcew/national/2016q1-national.parquet"));
  const metadata = await parquetMetadataAsync(file);
  const text = ["area_fips", "industry_code", "disclosure_code", "lq_disclosure_code", "oty_disclosure_code"];
  const columns = [
    ...["area_fips", "own_code", "industry_code", "agglvl_code", "year", "qtr", "disclosure_code"],
    ...["qtrly_estabs_count", "month1_emplvl", "month2_emplvl", "month3_emplvl", "total_qtrly_wages"],
    ...["lq_disclosure_code", "lq_qtrly_estabs_count", "lq_month1_emplvl", "lq_month3_emplvl", "lq_total_qtrly_wages"],
    ...["oty_disclosure_code", "oty_qtrly_estabs_count_chg", "oty_month1_emplvl_chg", "oty_month3_emplvl_chg"],
    "oty_total_qtrly_wages_chg",
  ];
  const [month1, month3] = ["oty_month1_emplvl_chg", "oty_month3_emplvl_chg"].map((name) => columns.indexOf(name));
  const header = [...columns, "oty_month2_emplvl_chg"];
  const lines = [header.join(",")];
  let rowStart = 0;
  for (const { num_rows: count } of metadata.row_groups) {
    const rowEnd = rowStart + Number(count);
    const chunks = new Map(columns.map((name) => [name, []]));
    const onChunk = ({ columnName, columnData }) => chunks.get(columnName).push(columnData);
    await parquetRead({ file, metadata, compressors, columns, rowStart, rowEnd, onChunk });
    const data = columns.map((name) => {
      const parts = chunks.get(name);
      return parts.length === 1 ? parts[0] : parts.flatMap((part) => [...part]);
    });
    const level = data[columns.indexOf("agglvl_code")];
    for (let row = 0; row < level.length; row++) {
      if (![0, 1, 4].includes(Number(level[row]) % 10)) continue;
      const cells = data.map((column, at) => (text.includes(columns[at]) ? (column[row] ?? "").trim() : column[row]));
      lines.push([...cells, (Number(cells[month1]) + Number(cells[month3])) / 2].join(","));
    }
    rowStart = rowEnd;
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
}
