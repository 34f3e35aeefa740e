import { describe, expect, it } from "vitest";
import { checkConsistency } from "../../src/consistency/check.js";
import type { Contradiction } from "../../src/consistency/finding.js";
import { consistencyNotes, contradictions, summarizeFindings } from "../../src/consistency/notes.js";
import { asWholeYears } from "../../src/qcew/whole-year.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const NONE = new Map<string, readonly string[]>();

/** Kinds of contradiction in rows, with how many rows or totals miss. */
function found(rows: readonly QcewRow[]): Readonly<Partial<Record<Contradiction, number>>> {
  const findings = contradictions(checkConsistency(qcewTable(rows), NONE));
  return Object.fromEntries(findings.map(({ kind, missed }) => [kind, missed]));
}

function noteOf(rows: readonly QcewRow[]): string {
  const table = qcewTable(rows);
  return consistencyNotes(summarizeFindings(checkConsistency(table, NONE), table))[0]?.text ?? "";
}

/** A county of two sectors, the second of two 3-digit industries: 30 = 10 + 20 establishments, 20 = 12 + 8. */
const row = (industry: string, establishments: number, employment: number, more: Partial<QcewRow> = {}): QcewRow => ({
  area: "39049",
  industry,
  establishments,
  employment,
  // $100 a week in every row: 100 × 52 weeks × jobs.
  wages: employment * 5_200,
  weeklyWage: 100,
  annualPay: 5_200,
  lqEmployment: 1,
  // Two establishments and ten jobs more than the year before.
  changeEstablishments: 2,
  changeEmployment: 10,
  changeWages: 52_000,
  changePercentEstablishments: tenth(2 / (establishments - 2)),
  changePercentEmployment: tenth(10 / (employment - 10)),
  changePercentWages: tenth(10 / (employment - 10)),
  ...more,
});
const tenth = (fraction: number): number => Math.round(fraction * 1000) / 10;

const SECTORS = [row("42", 10, 100), row("31-33", 20, 300)];
const DIGITS = [row("311", 12, 200), row("312", 8, 100)];
const ABOVE = [
  row("10", 30, 400),
  row("101", 20, 300),
  row("1013", 20, 300),
  row("102", 10, 100),
  row("1021", 10, 100),
];
const BELOW = [
  ...["3111", "31111", "311111"].map((code) => row(code, 12, 200)),
  ...["3121", "31211", "312111"].map((code) => row(code, 8, 100)),
  ...["421", "4211", "42111", "421110"].map((code) => row(code, 10, 100)),
];
const COUNTY = [...ABOVE, ...SECTORS, ...DIGITS, ...BELOW];

const without = (...codes: readonly string[]) => COUNTY.filter(({ industry }) => !codes.includes(industry));
const changed = (code: string, change: Partial<QcewRow>) =>
  COUNTY.map((one) => (one.industry === code ? { ...one, ...change } : one));
const each = (change: (one: QcewRow) => Partial<QcewRow>) => COUNTY.map((one) => ({ ...one, ...change(one) }));

describe("rows that agree", () => {
  it("contradict nothing", () => {
    expect(found(COUNTY)).toEqual({});
    expect(noteOf(COUNTY)).toBe("");
  });

  it("may be withheld, with their establishments", () => {
    const withheld = { disclosure: "N", lqDisclosure: "N", changeDisclosure: "N" } as const;
    const nothing = {
      employment: 0,
      wages: 0,
      weeklyWage: 0,
      annualPay: 0,
      lqEmployment: 0,
      changeEmployment: 0,
      changeWages: 0,
    };
    const hidden = ["312", "3121", "31211", "312111"];
    expect(
      found(COUNTY.map((one) => (hidden.includes(one.industry) ? { ...one, ...withheld, ...nothing } : one))),
    ).toEqual({});
  });
});

describe("missing rows", () => {
  it("leave totals with fewer establishments than they print, and rows without parent", () => {
    // 312 is gone with all below it: 31-33 holds 12 of 20.
    expect(found(without("312", "3121", "31211", "312111"))).toEqual({ "fewer-establishments": 1 });
    expect(noteOf(without("312", "3121", "31211", "312111"))).toContain(
      "1 of 13 totals have parts with fewer establishments, so that rows are missing (test.csv:8: 39049 31-33 private prints 20 establishments, its parts hold 12)",
    );
    // 31-33 itself is gone: 311 and 312 stand for it in 1013, which still adds up.
    expect(found(without("31-33"))).toEqual({ parent: 2 });
    // The last of a branch is gone: 31211 has nothing below it, as others of its level have.
    expect(found(without("312111"))).toEqual({ "no-parts": 1 });
  });

  it("of a whole level between others are said to be missing, from files that hold it of another year or not at all", () => {
    const rows = without("311", "312", "421");
    const before = COUNTY.map((one) => ({ ...one, year: one.year! - 1 }));
    expect(found(rows)).toEqual({ "levels-left-out": 1 });
    expect(found([...before, ...rows])).toEqual({ level: 1 });
  });

  it("of a level that nobody asked for are none", () => {
    expect(found([...ABOVE, ...SECTORS, ...DIGITS, row("421", 10, 100)])).toEqual({});
  });
});

describe("a damaged column", () => {
  it("of jobs contradicts printed pay, percents of change and, in one row, the total", () => {
    expect(found(changed("311", { employment: 2_000 }))).toMatchObject({ pay: 1, percent: 1, parts: 2 });
    // In thousands: 0.4 rounds to 0, so that every row pays its wages to nobody.
    expect(found(each(() => ({ employment: 0 })))).toMatchObject({ pay: COUNTY.length });
  });

  it("of wages contradicts printed pay", () => {
    expect(found(each(({ weeklyWage }) => ({ wages: weeklyWage! })))).toMatchObject({ pay: COUNTY.length });
    expect(noteOf(each(({ wages }) => ({ wages: wages! / 1000 })))).toContain(
      "19 of 19 rows print a pay that is not their wages ÷ jobs (test.csv:2: 39049 10 private prints $5,200 a year, wages ÷ jobs is $5 a year)",
    );
  });

  it("of establishments contradicts its changes, though doubled parts still add up", () => {
    expect(Object.keys(found(each(({ establishments }) => ({ establishments: establishments! * 2 }))))).toEqual([
      "percent",
    ]);
  });

  it("of changes contradicts its percents", () => {
    expect(found(each(() => ({ changeEmployment: 0 })))).toEqual({ percent: COUNTY.length });
    // A level of 30 can't have grown by 2,000.
    expect(noteOf(changed("10", { changeEstablishments: 2_000 }))).toContain(
      "prints a change of 2,000 up to a level of 30",
    );
  });

  it("of counts holds whole numbers", () => {
    expect(found(changed("312111", { establishments: 8.5, changePercentEstablishments: Number.NaN }))).toMatchObject({
      fractions: 1,
    });
  });
});

describe("marks of what is withheld", () => {
  it("stand in no row that prints figures", () => {
    expect(found(changed("312111", { disclosure: "N" }))).toMatchObject({ "withheld-figures": 1 });
  });

  it("stand in quotients and changes, too", () => {
    const one = { disclosure: "N", employment: 0, wages: 0, annualPay: 0, weeklyWage: 0 } as const;
    // Another row shows that the file has such marks.
    const marked = {
      ...one,
      lqDisclosure: "N",
      changeDisclosure: "N",
      lqEmployment: 0,
      changeEmployment: 0,
      changeWages: 0,
    } as const;
    const rows = COUNTY.map((each) => {
      if (each.industry === "312111") return { ...each, ...one };
      return each.industry === "311111" ? { ...each, ...marked } : each;
    });
    expect(found(rows)).toEqual({ "withheld-flags": 1 });
  });

  it("are missed where quotients and changes have them, and no job is printed", () => {
    const lost = {
      employment: 0,
      wages: 0,
      annualPay: 0,
      weeklyWage: 0,
      lqEmployment: 0,
      changeEmployment: 0,
      changeWages: 0,
    };
    expect(found(changed("312111", { ...lost, lqDisclosure: "N", changeDisclosure: "N" }))).toMatchObject({
      "lost-mark": 1,
    });
  });
});

describe("areas and years", () => {
  it("of a state whose counties are all there add up", () => {
    const county = COUNTY.map((one) => ({ ...one, area: "39001" }));
    const double = (name: "establishments" | "employment" | "wages") => (one: QcewRow) => 2 * one[name]!;
    const state = COUNTY.map((one) => ({
      area: "39000",
      industry: one.industry,
      establishments: double("establishments")(one),
      employment: double("employment")(one),
      wages: double("wages")(one),
    }));
    expect(found([...state, ...COUNTY, ...county])).toEqual({});
    const missing = county.filter(({ industry }) => industry !== "312111");
    expect(found([...state, ...COUNTY, ...missing])).toEqual({ "fewer-establishments": 1, "no-parts": 1 });
    // Of a state without most of its counties nothing is said.
    expect(found([...state, ...COUNTY])).toEqual({});
  });

  it("are of ownerships that add up to total covered, which is not missing", () => {
    const local = row("10", 4, 50, { own: 3 });
    const total = row("10", 34, 450, { own: 0 });
    expect(found([total, local, ...COUNTY])).toEqual({});
    expect(
      found([{ ...total, establishments: 44, changePercentEstablishments: tenth(2 / 42) }, local, ...COUNTY]),
    ).toEqual({
      "fewer-establishments": 1,
    });
    expect(found([local, ...COUNTY])).toEqual({ parent: 1 });
  });

  it("follow from the next year's changes, except for revisions", () => {
    const unchanged = {
      ...{ changeEstablishments: 0, changeEmployment: 0, changeWages: 0 },
      ...{ changePercentEstablishments: 0, changePercentEmployment: 0, changePercentWages: 0 },
    };
    const now = each(() => unchanged);
    const before = now.map((one) => ({ ...one, year: 2022 }));
    expect(found([...before, ...now])).toEqual({});
    // Jobs and wages doubled alike: pay and sums don't show it.
    const doubled = before.map((one) => ({ ...one, employment: one.employment! * 2, wages: one.wages! * 2 }));
    expect(Object.keys(found([...doubled, ...now]))).toEqual(["year-before"]);
  });

  it("have about as many rows each", () => {
    const many = Array.from({ length: 60 }, (_, at) => row(`5${100 + at}`, 1, 12));
    const few = many.slice(0, 20).map((one) => ({ ...one, year: 2022 }));
    const note = noteOf([...many, ...few]);
    expect(note).toContain("1 of the years of areas have less than half the rows of another year");
    expect(note).toContain("20 rows in 2022, 60 in another year");
  });
});

describe("years made of four quarters", () => {
  const noteOfYear = (establishments: readonly number[]): string => {
    const quarters = establishments.map((count, index) => ({
      area: "39049",
      industry: "10",
      quarter: index + 1,
      establishments: count,
      employment: 400,
      wages: 400 * 1_300,
    }));
    const years = asWholeYears(qcewTable(quarters));
    return consistencyNotes(summarizeFindings(checkConsistency(years, NONE), years))[0]?.text ?? "";
  };

  it("are checked against what the quarters print, not a mean that is not a whole number", () => {
    // (30 + 30 + 30 + 31) ÷ 4 = 30.25 establishments, which no file prints.
    expect(noteOfYear([30, 30, 30, 31])).toBe("");
  });

  it("name what a quarter prints", () => {
    expect(noteOfYear([30, 30, 30, 30.5])).toContain("prints 30.5 establishments");
  });
});
