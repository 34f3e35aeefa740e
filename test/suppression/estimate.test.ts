import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.js";
import { readQcew } from "../../src/qcew/read/read.js";
import { requireField, PUBLISHED, WITHHELD, type QcewTable } from "../../src/qcew/table.js";
import { estimateSuppressed, METHODS } from "../../src/suppression/estimate.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const COUNTY = "99001";

/** Manufacturing with food published and two subsectors withheld; the nation shows how large plants are. */
function handExample(): QcewRow[] {
  const nation = (industry: string, establishments: number, employment: number): QcewRow => ({
    area: "US000",
    quarter: 1,
    industry,
    establishments,
    employment,
    wages: employment * 60_000,
  });
  const county = (industry: string, establishments: number, employment: number | undefined): QcewRow => ({
    area: COUNTY,
    // A quarter's figures are not rounded averages, so they add up exactly.
    quarter: 1,
    industry,
    establishments,
    employment: employment ?? 0,
    wages: (employment ?? 0) * 60_000,
    disclosure: employment === undefined ? "N" : "",
  });
  return [
    nation("10", 10_000, 400_000),
    nation("31-33", 3_000, 120_000),
    nation("311", 1_000, 45_000),
    nation("333", 1_000, 50_000),
    nation("337", 1_000, 25_000),
    county("10", 20, 1_000),
    county("31-33", 20, 1_000),
    county("311", 10, 400),
    county("333", 4, undefined),
    county("337", 6, undefined),
  ];
}

function rowOf(table: QcewTable, area: string, industry: string, year = 2023): number {
  for (let row = 0; row < table.length; row++) {
    const matches =
      table.areas[table.area[row]!] === area &&
      table.industries[table.industry[row]!] === industry &&
      table.ownership[row] === 5 &&
      table.year[row] === year;
    if (matches) return row;
  }
  throw new Error(`no row of ${area} ${industry}`);
}

describe("estimates of withheld cells", () => {
  const table = qcewTable(handExample());
  const estimates = estimateSuppressed(table);
  const machinery = rowOf(table, COUNTY, "333");
  const furniture = rowOf(table, COUNTY, "337");

  it("share what is left of the total: 1,000 − 400 = 600 jobs", () => {
    const { value } = estimates.employment;
    expect(value[machinery]! + value[furniture]!).toBeCloseTo(600, 1);
    // First guesses 4 × 50 = 200 and 6 × 25 = 150 lean to machinery.
    expect(value[machinery]!).toBeGreaterThan(value[furniture]!);
  });

  it("are bounded by what is left: 0 to 600 each", () => {
    const { boundLow, boundHigh } = estimates.employment;
    expect(boundLow[machinery]).toBeGreaterThanOrEqual(0);
    expect(boundHigh[machinery]).toBeCloseTo(600, 6);
    expect(boundHigh[furniture]).toBeCloseTo(600, 6);
  });

  it("are pinned in a sum that a published total gives", () => {
    const sum = estimates.sum([machinery, furniture], "employment");
    expect(sum.status).toBe("estimated");
    if (sum.status !== "estimated") return;
    expect(sum.value).toBeCloseTo(600, 1);
    expect(sum.high - sum.low).toBeLessThan(1);
  });

  it("are exact where only one cell is left, and marked so", () => {
    // All ten other establishments are machinery's, so it has all that is left.
    const rows = handExample()
      .filter(({ industry, area }) => !(area === COUNTY && industry === "337"))
      .map((row) => (row.area === COUNTY && row.industry === "333" ? { ...row, establishments: 10 } : row));
    const one = qcewTable(rows);
    const filled = estimateSuppressed(one);
    const row = rowOf(one, COUNTY, "333");
    expect(filled.employment.value[row]).toBeCloseTo(600, 1);
    expect(METHODS[filled.method[row]!]).toBe("recomputable");
  });

  it("refuse totals that contradict each other", () => {
    const rows = handExample().map((row) =>
      row.area === COUNTY && row.industry === "311" ? { ...row, employment: 1_400 } : row,
    );
    expect(() => estimateSuppressed(qcewTable(rows))).toThrow(UserError);
  });
});

/** A sector of made-up subsectors in two counties, some withheld, with the counties' published totals. */
const worlds = fc
  .array(
    fc.record({
      establishments: fc.integer({ min: 1, max: 40 }),
      size: fc.integer({ min: 1, max: 80 }),
      hidden: fc.boolean(),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .filter((cells) => cells.filter(({ hidden }) => hidden).length !== 1);

const CODES = ["311", "312", "321", "322", "323", "331", "332", "333"];

function worldRows(cells: readonly { establishments: number; size: number; hidden: boolean }[]): QcewRow[] {
  const jobs = cells.map(({ establishments, size }) => establishments * size);
  const total = jobs.reduce((sum, one) => sum + one, 0);
  const establishments = cells.reduce((sum, one) => sum + one.establishments, 0);
  const whole = (industry: string): QcewRow => ({
    area: COUNTY,
    industry,
    establishments,
    employment: total,
    wages: total * 50_000,
  });
  return [
    whole("10"),
    whole("31-33"),
    ...cells.map(({ establishments: count, hidden }, index): QcewRow => ({
      area: COUNTY,
      industry: CODES[index]!,
      establishments: count,
      employment: hidden ? 0 : jobs[index]!,
      wages: hidden ? 0 : jobs[index]! * 50_000,
      disclosure: hidden ? "N" : "",
    })),
  ];
}

describe("for any county", () => {
  it("keep published figures, stay inside bounds and intervals, and meet the total", () => {
    fc.assert(
      fc.property(worlds, (cells) => {
        const table = qcewTable(worldRows(cells));
        const { employment } = estimateSuppressed(table);
        const jobs = requireField(table, "employment");
        let sum = 0;
        for (let row = 2; row < table.length; row++) {
          const value = employment.value[row]!;
          sum += value;
          if (table.disclosure[row] === PUBLISHED) expect(value).toBe(jobs[row]);
          expect(value).toBeGreaterThanOrEqual(employment.boundLow[row]! - 0.1);
          expect(value).toBeLessThanOrEqual(employment.boundHigh[row]! + 0.1);
          expect(employment.low[row]!).toBeLessThanOrEqual(value + 1e-6);
          expect(employment.high[row]!).toBeGreaterThanOrEqual(value - 1e-6);
        }
        // Annual averages are rounded, so a total may be missed by a few jobs, never more.
        expect(Math.abs(sum - jobs[1]!)).toBeLessThanOrEqual(5);
      }),
      { numRuns: 60 },
    );
  });

  it("do not depend on the order of the rows", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 7 }), (cells, shift) => {
        const rows = worldRows(cells);
        const turned = [...rows.slice(shift), ...rows.slice(0, shift)];
        const table = qcewTable(rows);
        const other = qcewTable(turned);
        const first = estimateSuppressed(table);
        const second = estimateSuppressed(other);
        for (let row = 0; row < table.length; row++) {
          if (table.disclosure[row] !== WITHHELD) continue;
          const code = table.industries[table.industry[row]!]!;
          expect(second.employment.value[rowOf(other, COUNTY, code)]).toBe(first.employment.value[row]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("have bounds that another published total never widens", () => {
    fc.assert(
      fc.property(worlds, (cells) => {
        const rows = worldRows(cells);
        const table = qcewTable(rows);
        const fewer = qcewTable(rows.filter(({ industry }) => industry !== "31-33"));
        const more = estimateSuppressed(table).employment;
        const less = estimateSuppressed(fewer).employment;
        for (let row = 0; row < fewer.length; row++) {
          if (fewer.disclosure[row] !== WITHHELD) continue;
          const same = rowOf(table, COUNTY, fewer.industries[fewer.industry[row]!]!);
          expect(more.boundHigh[same]!).toBeLessThanOrEqual(less.boundHigh[row]! + 5);
          expect(more.boundLow[same]!).toBeGreaterThanOrEqual(less.boundLow[row]! - 5);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describeShared("Union County, Ohio, 2023", ["qcew/annual/columbus-oh"], () => {
  it("has transportation equipment estimated inside its bounds, among the county's largest", async () => {
    const { table } = await readQcew([sharedData("qcew/annual/columbus-oh")], {
      areas: (code) => code === "39159",
      years: (year) => year === 2023,
      fields: ["establishments", "employment", "wages", "changeEstablishments", "changeEmployment", "changeWages"],
    });
    const estimates = estimateSuppressed(table);
    const row = rowOf(table, "39159", "336");
    expect(table.disclosure[row]).toBe(WITHHELD);
    expect(requireField(table, "employment")[row]).toBe(0);
    const { value, low, high, boundLow, boundHigh } = estimates.employment;
    expect(value[row]!).toBeGreaterThan(1_000);
    expect(value[row]!).toBeGreaterThanOrEqual(boundLow[row]!);
    expect(value[row]!).toBeLessThanOrEqual(boundHigh[row]!);
    expect(low[row]!).toBeLessThan(high[row]!);
    const larger = [...table.industry.keys()].filter(
      (one) => table.ownership[one] === 5 && table.level[one] === 75 && value[one]! > value[row]!,
    );
    expect(larger.length).toBeLessThan(3);
  });
});
