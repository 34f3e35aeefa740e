import { describe, expect, it } from "vitest";
import { takeInventory } from "../../src/inspect/inventory.js";
import { checkPrintedPay } from "../../src/inspect/printed-pay.js";
import { checkPublishedQuotients, roundsTo } from "../../src/region/published-quotients.js";
import { checkTotals } from "../../src/inspect/totals.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

describe("what the files hold", () => {
  it("is counted by period and level, with how much is suppressed", () => {
    const table = qcewTable([
      { area: "99003", own: 0, industry: "10" },
      { area: "99001", own: 5, industry: "62" },
      { area: "99001", own: 3, industry: "62", disclosure: "N" },
      { area: "99001", own: 5, industry: "72", disclosure: "N" },
      { area: "99001", own: 5, industry: "722" },
      { area: "99001", own: 5, industry: "722", year: 2021 },
      { area: "99001", own: 5, industry: "722", quarter: 4 },
    ]);
    const periods = takeInventory(table);
    expect(periods.map(({ year, quarter, rows }) => [year, quarter, rows])).toEqual([
      [2021, 0, 1],
      [2023, 0, 5],
      [2023, 4, 1],
    ]);
    expect(periods[1]).toMatchObject({ areas: ["99001", "99003"], ownerships: [0, 3, 5] });
    expect(periods[1]?.levels).toEqual([
      { level: 0, rows: 1, suppressed: 0, privateRows: 0, privateSuppressed: 0 },
      { level: 4, rows: 3, suppressed: 2, privateRows: 2, privateSuppressed: 1 },
      { level: 5, rows: 1, suppressed: 0, privateRows: 1, privateSuppressed: 0 },
    ]);
  });
});

describe("printed pay", () => {
  const annual: QcewRow = { area: "99001", industry: "62", employment: 100, wages: 5_000_000, annualPay: 50_000 };

  it("is wages by jobs, which were divided before they were rounded", () => {
    // 100 stands for 99.5 to 100.5 jobs: 49,751 to 50,251 dollars.
    const table = qcewTable([annual, { ...annual, industry: "72", annualPay: 50_250 }]);
    expect(checkPrintedPay(table)).toEqual({ compared: 2, missed: [] });
  });

  it("that is another is named, with the row", () => {
    const table = qcewTable([annual, { ...annual, industry: "72", annualPay: 50_300 }]);
    expect(checkPrintedPay(table)).toEqual({
      compared: 2,
      missed: [{ row: 1, printed: 50_300, computed: 50_000 }],
    });
  });

  it("is by the week in quarterly files", () => {
    // 1,300,000 ÷ 13 weeks ÷ 100 jobs = 1,000.
    const quarterly = { ...annual, quarter: 2, wages: 1_300_000, annualPay: Number.NaN };
    const table = qcewTable([
      { ...quarterly, weeklyWage: 1_000 },
      { ...quarterly, industry: "72", weeklyWage: 900 },
    ]);
    expect(checkPrintedPay(table).missed.map(({ row }) => row)).toEqual([1]);
  });

  it("is not asked of suppressed rows, nor of those without jobs or a printed pay", () => {
    const table = qcewTable([
      { ...annual, disclosure: "N", annualPay: 0 },
      { ...annual, industry: "72", employment: 0, annualPay: 0 },
      { ...annual, industry: "81", annualPay: Number.NaN },
    ]);
    expect(checkPrintedPay(table)).toEqual({ compared: 0, missed: [] });
  });
});

describe("published quotients", () => {
  it("count as reproduced where they round to what is printed, or lie halfway", () => {
    expect(roundsTo(1.234, 1.23)).toBe(true);
    expect(roundsTo(1.235, 1.23)).toBe(true);
    expect(roundsTo(1.235, 1.24)).toBe(true);
    expect(roundsTo(1.2351, 1.23)).toBe(false);
  });

  const row = (area: string, own: number, industry: string, employment: number, lqEmployment: number): QcewRow => ({
    area,
    own,
    industry,
    employment,
    lqEmployment,
  });
  const nation = [row("US000", 0, "10", 8_000, 1), row("US000", 5, "62", 1_000, 1)];

  it("have all jobs as their base, of both sides", () => {
    // (50/200) ÷ (1,000/8,000) = 2; the area's own total of private jobs, 100, would give 4.
    const area = [row("99001", 0, "10", 200, 1), row("99001", 5, "10", 100, 0.6), row("99001", 5, "62", 50, 2)];
    const check = checkPublishedQuotients(qcewTable([...nation, ...area]));
    expect(check.missed).toEqual([]);
    // The nation's two, the area's total and its industry; the nation has no private total here.
    expect(check.compared).toBe(4);
    const wrong = checkPublishedQuotients(qcewTable([...nation, ...area.slice(0, 2), row("99001", 5, "62", 50, 2.02)]));
    expect(wrong.missed).toEqual([{ row: 4, field: "lqEmployment", printed: 2.02, computed: 2 }]);
    expect(wrong.byField.get("lqEmployment")).toEqual({ compared: 4, missed: 1 });
  });

  it("of all metropolitan counties together have the nation as their base", () => {
    // 6,960 of the nation's 8,000 jobs.
    expect(checkPublishedQuotients(qcewTable([...nation, row("USMSA", 0, "10", 6_960, 0.87)])).missed).toEqual([]);
  });

  it("that are withheld, or have nothing to compare with, are not compared", () => {
    const rows = [
      ...nation,
      row("99001", 0, "10", 200, 1),
      { ...row("99001", 5, "62", 0, 0), disclosure: "N" as const },
      { ...row("99001", 3, "62", 9, 0), lqDisclosure: "N" as const },
      row("99001", 5, "72", 9, 5),
      // An area without its total.
      row("99003", 5, "62", 9, 5),
    ];
    expect(checkPublishedQuotients(qcewTable(rows))).toMatchObject({ compared: 3, missed: [] });
  });

  it("are not given at all without rows of the nation", () => {
    expect(checkPublishedQuotients(qcewTable([row("99001", 0, "10", 200, 1)])).compared).toBe(0);
  });
});

describe("published totals", () => {
  const figures = (employment: number): Partial<QcewRow> => ({
    employment,
    wages: employment * 100,
    establishments: 1,
    month1: employment,
    month2: employment,
    month3: employment,
  });
  const own = (industry: string, employment: number, code = 5): QcewRow => ({
    area: "99001",
    own: code,
    industry,
    quarter: 1,
    ...figures(employment),
    establishments: industry === "10" ? 2 : 1,
  });

  it("that are the sum of their parts are right", () => {
    const table = qcewTable(
      [own("621", 30), own("6211", 10), own("6212", 20)].map((row) => ({ ...row, establishments: 1 })),
    );
    expect(checkTotals(table, new Map()).missed).toEqual([]);
  });

  it("that their parts exceed are named", () => {
    const table = qcewTable([{ ...own("621", 30), establishments: 2 }, own("6211", 10), own("6212", 90)]);
    const { missed } = checkTotals(table, new Map());
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.every(({ total }) => total === 0)).toBe(true);
  });
});
