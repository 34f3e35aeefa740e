import { describe, expect, it } from "vitest";
import { estimateSuppressed, METHODS } from "../../src/suppression/estimate.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";
import { rowAt } from "./world.js";

const COUNTIES = ["99001", "99003", "99005", "99007", "99009"] as const;

/** A quarter's figures add up exactly; pay is alike everywhere. */
function cell(area: string, industry: string, establishments: number, jobs: number | undefined): QcewRow {
  const employment = jobs ?? 0;
  const disclosure = jobs === undefined ? "N" : "";
  return { area, industry, establishments, employment, wages: employment * 8_000, quarter: 1, disclosure };
}

/**
 * Five counties whose other general merchandise shops, 452319, have 8 jobs each. The fifth's are withheld beside its
 * warehouse clubs, 452311. The code is not of today's revision, so that no shipped size of the nation is of that industry.
 */
function shops(): QcewRow[] {
  const published = COUNTIES.slice(0, 4).flatMap((area, k) => {
    const [few, many] = [10 + k, 60];
    return [
      cell(area, "10", 400, 8_000),
      cell(area, "44-45", many, 1_000),
      cell(area, "452", few + 2, few * 8 + 500),
      cell(area, "4523", few + 2, few * 8 + 500),
      cell(area, "45231", few + 2, few * 8 + 500),
      cell(area, "452311", 2, 500),
      cell(area, "452319", few, few * 8),
    ];
  });
  const [last] = COUNTIES.slice(4);
  return [
    ...published,
    cell(last!, "10", 400, 8_000),
    cell(last!, "44-45", 60, 1_100),
    cell(last!, "452", 21, 900),
    cell(last!, "4523", 21, 900),
    cell(last!, "45231", 21, 900),
    cell(last!, "452311", 3, undefined),
    cell(last!, "452319", 18, undefined),
  ];
}

describe("estimates of industries that are not in today's revision", () => {
  const table = qcewTable(shops());
  const { employment } = estimateSuppressed(table);
  const row = rowAt(table, COUNTIES[4], "452319");

  it("stand on the same industry in the counties around, not on its parent's size", () => {
    // 18 shops × 8 jobs = 144; the clubs, at 250 jobs each, have the other 756.
    expect(employment.value[row]!).toBeGreaterThan(144 * 0.7);
    expect(employment.value[row]!).toBeLessThan(144 * 1.4);
  });

  it("have a range that holds what the counties around suggest", () => {
    expect(employment.low[row]!).toBeLessThan(144);
    expect(employment.high[row]!).toBeGreaterThan(144);
  });
});

/** The same where no county shows how large a warehouse club is: the four withhold theirs, and the sums above. */
function shopsAlone(): QcewRow[] {
  const published = COUNTIES.slice(0, 4).flatMap((area) => [
    cell(area, "10", 500, 5_000),
    cell(area, "44-45", 100, undefined),
    cell(area, "452", 8, undefined),
    cell(area, "4523", 6, undefined),
    cell(area, "452311", 1, undefined),
    cell(area, "452319", 5, 40),
  ]);
  const last = COUNTIES[4];
  return [
    ...published,
    cell(last, "10", 500, 5_000),
    cell(last, "44-45", 100, undefined),
    cell(last, "452", 22, undefined),
    cell(last, "4523", 20, 646),
    cell(last, "452311", 2, undefined),
    cell(last, "452319", 18, undefined),
  ];
}

describe("estimates beside an industry of which nobody shows the size", () => {
  const table = qcewTable(shopsAlone());
  const { employment } = estimateSuppressed(table);
  const shops = rowAt(table, COUNTIES[4], "452319");
  const clubs = rowAt(table, COUNTIES[4], "452311");

  it("stay near the size that four counties show, and leave the rest to it", () => {
    // 18 shops × 8 jobs = 144 of 646.
    expect(employment.value[shops]!).toBeGreaterThan(144 * 0.7);
    expect(employment.value[shops]!).toBeLessThan(144 * 1.4);
    expect(employment.value[clubs]! + employment.value[shops]!).toBeCloseTo(646, 0);
  });

  it("have ranges that hold both", () => {
    expect(employment.low[shops]!).toBeLessThan(144);
    expect(employment.high[shops]!).toBeGreaterThan(144);
    expect(employment.high[clubs]!).toBeGreaterThan(646 - 144);
  });
});

/** Metropolitan areas without any row of a nation, state or county; the last one's drinking places and restaurants are withheld. */
function eateries(): QcewRow[] {
  const published = ["C9901", "C9902", "C9903"].flatMap((area) => [
    cell(area, "10", 900, 18_000),
    cell(area, "72", 110, 1_700),
    cell(area, "722", 110, 1_700),
    cell(area, "7224", 40, 200),
    cell(area, "7225", 70, 1_500),
  ]);
  return [
    ...published,
    cell("C9904", "10", 900, 18_000),
    cell("C9904", "72", 90, 1_020),
    cell("C9904", "722", 90, 1_020),
    cell("C9904", "7224", 45, undefined),
    cell("C9904", "7225", 45, undefined),
  ];
}

describe("a metropolitan area beside others, without rows of a nation, states or counties", () => {
  const table = qcewTable(eateries());
  const estimates = estimateSuppressed(table);
  const [bars, restaurants] = ["7224", "7225"].map((code) => rowAt(table, "C9904", code));

  it("has cells of the industry's size in the other areas, not equal shares by establishments", () => {
    // 200 ÷ 40 = 5 jobs a bar and 1,500 ÷ 70 = 21.4 a restaurant: 225 and 964, of which 1,020 are left; equal shares: 510 each.
    const { value } = estimates.employment;
    expect(value[bars!]! + value[restaurants!]!).toBeCloseTo(1_020, 1);
    expect(value[bars!]!).toBeLessThan(320);
    expect(METHODS[estimates.method[bars!]!]).toBe("peer-size");
  });
});

/** A county where one of two withheld kinds of lenders has nearly all jobs: nothing published says which. */
function lenders(): QcewRow[] {
  const elsewhere = COUNTIES.slice(0, 4).flatMap((area) => [
    cell(area, "10", 900, 18_000),
    cell(area, "52", 60, 700),
    cell(area, "522", 60, 700),
    cell(area, "5221", 40, 500),
    cell(area, "5222", 10, 120),
    cell(area, "5223", 10, 80),
  ]);
  return [
    ...elsewhere,
    cell(COUNTIES[4], "10", 900, 27_000),
    cell(COUNTIES[4], "52", 60, 9_500),
    cell(COUNTIES[4], "522", 60, 9_500),
    cell(COUNTIES[4], "5221", 40, 500),
    cell(COUNTIES[4], "5222", 12, undefined),
    cell(COUNTIES[4], "5223", 8, undefined),
  ];
}

describe("two lenders of which one is a giant", () => {
  const table = qcewTable(lenders());
  const estimates = estimateSuppressed(table);
  const [credit, brokers] = ["5222", "5223"].map((code) => rowAt(table, COUNTIES[4], code));

  it("share what is left: 9,500 − 500 = 9,000 jobs, known to the last one together", () => {
    const sum = estimates.sum([credit!, brokers!], "employment");
    expect(sum).toMatchObject({ status: "estimated" });
    if (sum.status !== "estimated") return;
    expect(sum.value).toBeCloseTo(9_000, 1);
    expect(sum.high - sum.low).toBeLessThan(1);
  });

  it("have ranges in which either may be the giant", () => {
    const { low, high } = estimates.employment;
    // The giant with 8,800 jobs, the other with 200 among a dozen offices, whichever it is.
    for (const row of [credit!, brokers!]) {
      expect(low[row]!).toBeLessThan(1_000);
      expect(high[row]!).toBeGreaterThan(8_000);
    }
  });
});
