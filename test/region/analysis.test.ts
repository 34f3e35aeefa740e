import { describe, expect, it } from "vitest";
import { analyzeIndustries, type AnalysisOptions } from "../../src/region/analysis.js";
import { disclosed, type Datum } from "../../src/core/datum.js";
import { InputError } from "../../src/core/errors.js";
import type { IndustryTable } from "../../src/core/industry-table.js";
import { competitiveShareMeasure } from "../../src/measures/competitive-share.js";
import { locationQuotientChangeMeasure } from "../../src/measures/location-quotient-change.js";
import { locationQuotientMeasure } from "../../src/measures/location-quotient.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { SUPPRESSED, undefinedBecause } from "../helpers/industry-table.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

/** An area's rows: total covered, the private total, and private industries by code. */
function area(
  code: string,
  jobs: Readonly<Record<string, number>> & { readonly total: number },
  more: Partial<QcewRow> = {},
): QcewRow[] {
  const row = (own: number, industry: string, employment: number): QcewRow => ({
    area: code,
    own,
    industry,
    employment,
    wages: employment * 40_000,
    establishments: Math.ceil(employment / 20),
    ...more,
  });
  const industries = Object.entries(jobs).filter(([industry]) => industry !== "total");
  const sum = industries.reduce((all, [, employment]) => all + employment, 0);
  return [
    row(0, "10", jobs.total),
    row(5, "10", sum),
    ...industries.map(([industry, employment]) => row(5, industry, employment)),
  ];
}

const NATION = area("US000", { total: 100_000, "62": 15_000, "72": 10_000, "31-33": 12_000 });
const ONE = area("99001", { total: 600, "62": 120, "72": 60 });
const TWO = area("99003", { total: 400, "62": 80, "31-33": 96 });
const REGION = ["99001", "99003"];

function analyze(
  rows: readonly QcewRow[],
  options: Partial<AnalysisOptions> = {},
  areas: Partial<Parameters<typeof analysisInputs>[1]> = {},
) {
  return analyzeIndustries(analysisInputs(qcewTable(rows), { region: REGION, ...areas }), {
    ...PLAIN_OPTIONS,
    ...options,
  });
}

function lqs(table: IndustryTable): Record<string, Datum> {
  return Object.fromEntries(table.rows.map((row) => [row.naics, locationQuotientMeasure.compute(row, table)]));
}

function errorOf(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("an analysis", () => {
  it("is of the region's sums: the quotient of sums, never a mean of quotients", () => {
    const { table } = analyze([...NATION, ...ONE, ...TWO]);
    expect(table.rows.map(({ naics }) => naics)).toEqual(["31-33", "62", "72"]);
    expect(table.total.region.end.employment).toEqual(disclosed(1_000));
    // 62: (200/1,000) ÷ (15,000/100,000) = 4/3; the counties' own quotients are both 4/3 as well.
    // 31-33: 96/1,000 ÷ 0.12 = 0.8, where one county has 0 and the other 2.
    expect(lqs(table)["31-33"]).toMatchObject({ status: "disclosed" });
    expect((lqs(table)["31-33"] as { value: number }).value).toBeCloseTo(0.8, 12);
    expect((lqs(table)["62"] as { value: number }).value).toBeCloseTo(4 / 3, 12);
    expect((lqs(table)["72"] as { value: number }).value).toBeCloseTo(0.6, 12);
  });

  it("does not depend on the order of rows", () => {
    const forth = analyze([...NATION, ...ONE, ...TWO]).table;
    const back = analyze([...TWO, ...ONE, ...NATION].reverse()).table;
    expect(back.rows).toEqual(forth.rows);
  });

  it("has the titles of the year's own codes", () => {
    const { table } = analyze([...NATION, ...ONE, ...TWO]);
    expect(table.rows.map(({ title }) => title)).toEqual([
      "Manufacturing",
      "Health care and social assistance",
      "Accommodation and food services",
    ]);
    expect(table.naics).toBe(2022);
  });

  it("divides by the same ownership where asked", () => {
    const { table } = analyze([...NATION, ...ONE, ...TWO], { lqBase: "ownership" });
    // Private: 200 of 356 here; 15,000 of 37,000 there.
    expect((lqs(table)["62"] as { value: number }).value).toBeCloseTo(200 / 356 / (15_000 / 37_000), 12);
  });

  it("is 1 in every industry where the region is the reference", () => {
    const { table } = analyze([...ONE, ...TWO], {}, { reference: REGION });
    expect(Object.values(lqs(table))).toEqual([disclosed(1), disclosed(1), disclosed(1)]);
  });

  it("leaves a suppressed sum suppressed, beside a disclosed total", () => {
    const hidden = TWO.map((row) =>
      row.industry === "62" ? { ...row, disclosure: "N" as const, employment: 0, wages: 0 } : row,
    );
    const { table } = analyze([...NATION, ...ONE, ...hidden]);
    expect(lqs(table)["62"]).toEqual(SUPPRESSED);
    expect(table.rows[1]?.region.end.establishments).toEqual(disclosed(6 + 4));
  });

  it("has clusters in place of their codes", () => {
    const { table } = analyze(
      [...NATION, ...ONE, ...TWO],
      {},
      { clusters: () => [{ name: "Hospitality and health", title: "Hospitality and health", members: ["62", "72"] }] },
    );
    expect(table.rows.map(({ naics }) => naics)).toEqual(["Hospitality and health", "31-33"]);
    const [cluster] = table.rows;
    expect(cluster?.members).toEqual(["62", "72"]);
    // 260 of 1,000 against 25,000 of 100,000.
    expect((lqs(table)["Hospitality and health"] as { value: number }).value).toBeCloseTo(1.04, 12);
  });

  it("annualises a quarter's wages only when asked, and labels it", () => {
    const quarter = [...NATION, ...ONE, ...TWO].map((row) => ({ ...row, quarter: 1 }));
    const plain = analyze(quarter).table;
    const yearly = analyze(quarter, { annualizeWages: true }).table;
    expect([plain.annualised, yearly.annualised]).toEqual([false, true]);
    expect(plain.rows[1]?.region.end.wages).toEqual(disclosed(200 * 40_000));
    expect(yearly.rows[1]?.region.end.wages).toEqual(disclosed(4 * 200 * 40_000));
    expect(yearly.rows[1]?.region.end.employment).toEqual(disclosed(200));
    // Annual averages have nothing to multiply.
    expect(analyze([...NATION, ...ONE, ...TWO], { annualizeWages: true }).table.annualised).toBe(false);
  });

  it("keeps the rows that every figure came from", () => {
    const { trail, table } = analyze([...NATION, ...ONE, ...TWO]);
    const lines = (rows: readonly number[]) => rows.map((row) => trail.table.line[row]);
    // Lines count from 2, under the header: the nation has 5 rows, the first county 4.
    expect(lines(trail.region.get("62")!)).toEqual([9, 13]);
    expect(lines(trail.reference.get("62")!)).toEqual([4]);
    expect(lines(trail.regionTotal.end)).toEqual([7, 11]);
    expect(table.rows).toHaveLength(3);
  });
});

describe("the span of an analysis", () => {
  const earlier = [...NATION, ...ONE, ...TWO].map((row) => ({
    ...row,
    year: 2022,
    employment: row.area === "US000" ? row.employment! * 0.9 : row.employment! / 2,
  }));

  it("compares with the first year, on both sides", () => {
    const { table, span } = analyze([...NATION, ...ONE, ...TWO, ...earlier]);
    expect([span.start?.year, table.years]).toEqual([2022, { start: 2022, end: 2023 }]);
    const row = table.rows[1]!;
    expect(row.region.start?.employment).toEqual(disclosed(100));
    // 200 − 100 · (15,000/13,500) = 88.9.
    const competitive = competitiveShareMeasure.compute(row, table);
    expect("value" in competitive && competitive.value).toBeCloseTo(200 - 100 / 0.9, 9);
  });

  it("says that the reference does not reach back, and gives neither its growth nor a change of quotients", () => {
    const { table, notes } = analyze([...NATION, ...ONE, ...TWO, ...earlier.filter(({ area: of }) => of !== "US000")]);
    expect(notes.map(({ id }) => id)).toContain("reference-not-back");
    const row = table.rows[1]!;
    expect(row.region.start?.employment).toEqual(disclosed(100));
    expect(competitiveShareMeasure.compute(row, table)).toEqual(undefinedBecause("the files do not reach back"));
    expect(locationQuotientChangeMeasure.compute(row, table)).toEqual(undefinedBecause("the files do not reach back"));
  });

  it("takes no part of a composed reference for the whole of it in the first year", () => {
    const states = [...area("98000", { total: 5_000, "62": 600 }), ...area("97000", { total: 9_000, "62": 700 })];
    const rows = [...ONE, ...TWO, ...states, ...earlier, ...states.slice(0, 3).map((row) => ({ ...row, year: 2022 }))];
    const { table, notes } = analyze(rows, {}, { reference: ["98000", "97000"] });
    expect(table.total.reference.end.employment).toEqual(disclosed(14_000));
    expect(table.total.reference.start).toBeUndefined();
    expect(notes.map(({ id }) => id)).toContain("reference-not-back");
  });

  it("takes the first year from the published changes where no file of it is given", () => {
    const changing = (rows: readonly QcewRow[]) =>
      rows.map((row) => ({ ...row, changeEmployment: row.employment! / 5, changeWages: 0, changeEstablishments: 1 }));
    const { table, span } = analyze([...changing(NATION), ...changing(ONE), ...changing(TWO)]);
    expect(span.startFromChange).toBe(true);
    // 200 jobs, 40 more than the year before.
    expect(table.rows[1]?.region.start?.employment).toEqual(disclosed(160));
    expect(table.rows[1]?.reference.start?.employment).toEqual(disclosed(12_000));
  });

  it("gives no growth of a reference whose rows print no change, and does not take it for zero", () => {
    const changing = [...ONE, ...TWO].map((row) => ({ ...row, changeEmployment: 0, changeWages: 0 }));
    const { table } = analyze([...NATION, ...changing]);
    expect(table.rows[1]?.region.start?.employment).toEqual(disclosed(200));
    expect(table.rows[1]?.reference.start).toBeUndefined();
    expect(table.total.reference.start).toBeUndefined();
  });
});

describe("a reference without rows in the files", () => {
  /** Rows whose published quotients are those of the nation above, rounded. */
  const quoted = [...ONE, ...TWO].map((row) => {
    const shares: Readonly<Record<string, number>> = { "62": 0.15, "72": 0.1, "31-33": 0.12 };
    const total = row.area === "99001" ? 600 : 400;
    const share = row.own === 0 ? 1 : shares[row.industry];
    const lq = share === undefined ? undefined : Math.round((row.employment! / total / share) * 100) / 100;
    return lq === undefined
      ? { ...row, lqDisclosure: "N" as const }
      : { ...row, lqEmployment: lq, lqWages: lq, lqEstablishments: lq };
  });

  it("is recovered from published quotients, and the range holds the truth", () => {
    const { table, notes } = analyze(quoted);
    expect(table.reference.recovered).toBe(true);
    expect(notes.map(({ id }) => id)).toContain("reference-recovered");
    const truth = lqs(analyze([...NATION, ...ONE, ...TWO]).table);
    for (const [code, lq] of Object.entries(lqs(table))) {
      const exact = truth[code] as { value: number };
      expect(lq.status).toBe("estimated");
      if (lq.status !== "estimated") continue;
      expect(lq.low).toBeLessThanOrEqual(exact.value);
      expect(lq.high).toBeGreaterThanOrEqual(exact.value);
      // A quotient of 0.8 to 2 is known to half a hundredth: 0.6 % at the worst.
      expect(Math.abs(lq.value / exact.value - 1)).toBeLessThan(0.007);
    }
  });

  it("is not said to lack an industry of which the files tell nothing", () => {
    const unquoted = quoted.map((row) => (row.industry === "62" ? { ...row, lqDisclosure: "N" as const } : row));
    expect(lqs(analyze(unquoted).table)["62"]).toEqual(
      undefinedBecause("no published quotient to recover the reference from"),
    );
  });

  it("is an error where the files print no quotients either", () => {
    const { details, message } = errorOf(() => analyze([...ONE, ...TWO]));
    expect(details.code).toBe("REFERENCE_MISSING");
    expect(message).toContain("Test Reference");
  });

  it("is an error where the user chose it, for nothing may stand in for it", () => {
    expect(errorOf(() => analyze(quoted, {}, { reference: ["98000"] })).details.code).toBe("REFERENCE_MISSING");
  });

  it("in part is an error that names the part, not a whole that is too small", () => {
    const state = area("98000", { total: 5_000, "62": 600 });
    const error = errorOf(() => analyze([...ONE, ...TWO, ...state], {}, { reference: ["98000", "97000"] }));
    expect(error.details.code).toBe("REFERENCE_MISSING");
    expect(error.message).toContain("97000");
  });

  it("as a total is an error, though its industries are there", () => {
    const error = errorOf(() => analyze([...NATION.filter(({ own }) => own === 5), ...ONE, ...TWO]));
    expect(error.details.code).toBe("REFERENCE_MISSING");
    expect(error.message).toContain("US000");
  });
});

describe("questions that the files can't answer", () => {
  it("an ownership that they do not hold: those that they hold are named", () => {
    const { details } = errorOf(() => analyze([...NATION, ...ONE, ...TWO], { ownership: "federal" }));
    expect(details.code).toBe("COMBINATION_NOT_PUBLISHED");
    expect(details.found).toContain("total covered, private");
  });

  it("all ownerships together, of files with private rows alone", () => {
    const { details } = errorOf(() => analyze([...NATION, ...ONE, ...TWO], { ownership: "total" }));
    expect(details.code).toBe("COMBINATION_NOT_PUBLISHED");
  });

  it("a level that they do not hold: those that they hold are named", () => {
    const { details } = errorOf(() => analyze([...NATION, ...ONE, ...TWO], { level: "4" }));
    expect(details.code).toBe("LEVEL_MISSING");
    expect(details.found).toContain("sector");
  });

  it("shares of an area without its all-industries row", () => {
    const without = TWO.filter(({ own }) => own !== 0);
    const error = errorOf(() => analyze([...NATION, ...ONE, ...without]));
    expect(error.details.code).toBe("REGION_TOTAL_MISSING");
    expect(error.message).toContain("99003");
    expect(error.details.found).toContain("1 of 2");
  });

  it("shares of total covered from private rows alone: they are not all jobs", () => {
    const privateOnly = [...ONE, ...TWO].filter(({ own }) => own === 5);
    expect(errorOf(() => analyze([...NATION, ...privateOnly])).details.code).toBe("REGION_TOTAL_MISSING");
    // Against the same ownership they are whole.
    expect(analyze([...NATION, ...privateOnly], { lqBase: "ownership" }).table.rows).toHaveLength(3);
  });

  it("shares of a suppressed total: its place is named", () => {
    const hidden = TWO.map((row) => (row.own === 0 ? { ...row, disclosure: "N" as const, employment: 0 } : row));
    const { details } = errorOf(() => analyze([...NATION, ...ONE, ...hidden]));
    expect(details.code).toBe("REGION_TOTAL_MISSING");
    // Under the header, the nation's five rows and the first county's four.
    expect(details.where).toEqual({ file: "test.csv", line: 11, column: "disclosure_code" });
  });
});
