import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPublishedQuotients } from "../../src/region/published-quotients.js";
import { readQcew } from "../../src/qcew/read/read.js";
import { PUBLISHED, type QcewField, type QcewTable } from "../../src/qcew/table.js";
import { splitRows, naiveZip, type NaiveRow } from "../helpers/naive-qcew.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const SLICES = "qcew/quarterly/2018_1_by_industry.zip";
const root = fileURLToPath(new URL("../../", import.meta.url));
const FIXTURE = join(root, "fixtures/quotients/2018-q1.csv");

const PAIRS = [
  ["qtrly_estabs", "lq_qtrly_estabs"],
  ["month1_emplvl", "lq_month1_emplvl"],
  ["month2_emplvl", "lq_month2_emplvl"],
  ["month3_emplvl", "lq_month3_emplvl"],
  ["total_qtrly_wages", "lq_total_qtrly_wages"],
] as const;
const COLUMNS = ["area_fips", "own_code", "industry_code", "disclosure_code", "lq_disclosure_code", ...PAIRS.flat()];
const FIELDS: readonly QcewField[] = [
  "establishments",
  "month1",
  "month2",
  "month3",
  "wages",
  "lqEstablishments",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
];

interface ByHand {
  compared: number;
  /** Rows and columns that do not come out. */
  readonly missed: string[];
  /** Quotients that lie halfway between two hundredths, so that either is right. */
  readonly ties: string[];
}

/**
 * Every printed quotient against a quotient of whole numbers, with no rounding on the way: whether
 * |a·T ÷ (A·t) − printed| is under half a hundredth is asked after multiplying by 200·A·t. The base is total
 * covered, own 0; USMSA and its like are parts of the nation and have its base.
 */
function compareByHand(rows: readonly NaiveRow[]): ByHand {
  const result: ByHand = { compared: 0, missed: [], ties: [] };
  const key = (row: NaiveRow) => `${row["own_code"]}/${row["industry_code"]}`;
  const totals = new Map(rows.filter((row) => key(row) === "0/10").map((row) => [row["area_fips"]!, row]));
  const nation = new Map(rows.filter((row) => row["area_fips"] === "US000").map((row) => [key(row), row]));
  const nationTotal = nation.get("0/10")!;
  for (const row of rows) {
    if (row["disclosure_code"] !== "" || row["lq_disclosure_code"] !== "") continue;
    const area = row["area_fips"]!;
    const total = area.startsWith("US") ? nationTotal : totals.get(area)!;
    const reference = nation.get(key(row));
    if (!reference || reference["disclosure_code"] !== "") continue;
    for (const [level, quotient] of PAIRS) {
      const whole = (of: NaiveRow) => BigInt(of[level]!);
      const numerator = whole(row) * whole(nationTotal);
      const denominator = whole(total) * whole(reference);
      if (denominator === 0n) continue;
      result.compared++;
      const hundredths = BigInt(Math.round(Number(row[quotient]) * 100));
      const off = 200n * numerator - 2n * hundredths * denominator;
      const distance = off < 0n ? -off : off;
      if (distance === denominator) result.ties.push(`${area} ${key(row)} ${level}`);
      if (distance > denominator) result.missed.push(`${area} ${key(row)} ${level}: ${row[quotient]}`);
    }
  }
  return result;
}

/** Printed quotients of a table that no disclosure flag withholds. */
function countPublished(table: QcewTable): number {
  let count = 0;
  for (let row = 0; row < table.length; row++) {
    if (table.disclosure[row] !== PUBLISHED || table.lqDisclosure[row] !== PUBLISHED) continue;
    for (const field of FIELDS) {
      if (field.startsWith("lq") && !Number.isNaN(table.fields[field]![row]!)) count++;
    }
  }
  return count;
}

async function tableOf(path: string): Promise<QcewTable> {
  return (await readQcew([path], { fields: FIELDS })).table;
}

describeShared("the quotients published for 2018 Q1, every area and ownership", [SLICES], () => {
  let table: QcewTable;
  let rows: readonly NaiveRow[];
  beforeAll(async () => {
    table = await tableOf(sharedData(SLICES));
    const texts = await naiveZip(sharedData(SLICES), () => true);
    rows = [...texts.values()].flatMap((text) => splitRows(text, COLUMNS));
  });

  it("are reproduced to the hundredth, all of them", () => {
    const check = checkPublishedQuotients(table);
    expect(check.missed).toEqual([]);
    expect(check.compared).toBe(countPublished(table));
    // 76,651 disclosed rows in the 18 files, each with five quotients.
    expect(check.compared).toBe(5 * 76_651);
  });

  it("are reproduced by whole-number arithmetic too, with no tie among them", () => {
    expect(compareByHand(rows)).toEqual({ compared: checkPublishedQuotients(table).compared, missed: [], ties: [] });
  });

  it("are of every ownership", () => {
    const ownerships = rows.filter((row) => row["lq_disclosure_code"] === "").map((row) => row["own_code"]);
    expect([...new Set(ownerships)].sort()).toEqual(["0", "1", "2", "3", "5", "8", "9"]);
  });

  it("are in the fixture as data/scripts/quotient-fixture.mjs takes them from the files", () => {
    const target = mkdtempSync(join(tmpdir(), "sector-rank-quotients-"));
    try {
      execFileSync(process.execPath, [join(root, "data/scripts/quotient-fixture.mjs"), sharedData(""), target]);
      const made = readFileSync(join(target, "quotients/2018-q1.csv"), "utf8");
      expect(made).toBe(readFileSync(FIXTURE, "utf8"));
    } finally {
      rmSync(target, { recursive: true });
    }
  });
});

describe("the published quotients of the fixture", () => {
  it("are reproduced to the hundredth, all of them", async () => {
    const table = await tableOf(FIXTURE);
    const check = checkPublishedQuotients(table);
    const byHand = compareByHand(splitRows(readFileSync(FIXTURE, "utf8"), COLUMNS));
    expect(check.missed).toEqual([]);
    expect(byHand).toEqual({ compared: check.compared, missed: [], ties: [] });
    expect(check.compared).toBe(countPublished(table));
    // 699 rows, less 145 with N and 4 with "-", each with five quotients.
    expect(check.compared).toBe(5 * (699 - 145 - 4));
  });

  it("miss when a row of another release stands among them", async () => {
    const table = await tableOf(FIXTURE);
    // Franklin County's private sector revised by 2 %: LQ 0.98 and more move by over a hundredth.
    const month3 = Float64Array.from(table.fields.month3!, (jobs, row) =>
      table.areas[table.area[row]!] === "39049" && table.ownership[row] === 5 ? jobs * 1.02 : jobs,
    );
    const check = checkPublishedQuotients({ ...table, fields: { ...table.fields, month3 } });
    expect(check.missed.length).toBeGreaterThan(5);
    expect(new Set(check.missed.map(({ field }) => field))).toEqual(new Set(["lqMonth3"]));
    expect(new Set(check.missed.map(({ row }) => table.areas[table.area[row]!]))).toEqual(new Set(["39049"]));
  });
});
