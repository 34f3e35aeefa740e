import { describe, expect, it } from "vitest";
import { ABSENT, disclosed } from "../../../src/core/datum.js";
import { contradictionNotes } from "../../../src/occupations/read/contradictions.js";
import type { OccupationGroup } from "../../../src/occupations/read/groups.js";
import type { OccupationLevel, OccupationRow, SocCode, WageDistribution } from "../../../src/staffing/records.js";

const NO_WAGES: WageDistribution = { mean: ABSENT, p10: ABSENT, p25: ABSENT, median: ABSENT, p75: ABSENT, p90: ABSENT };

/** Nurses have $45 an hour in the middle: 45 × 2,080 = 93,600. */
const row = (
  occupation: string,
  title: string,
  jobs: number,
  more: {
    readonly share?: number;
    readonly hour?: number;
    readonly year?: number;
    readonly level?: OccupationLevel;
  } = {},
): OccupationRow => ({
  occupation: occupation as SocCode,
  title,
  level: more.level ?? "detailed",
  employment: disclosed(jobs),
  ...(more.share !== undefined && { publishedShare: disclosed(more.share) }),
  wages: {
    hourly: { ...NO_WAGES, ...(more.hour !== undefined && { mean: disclosed(more.hour) }) },
    annual: { ...NO_WAGES, ...(more.year !== undefined && { mean: disclosed(more.year) }) },
  },
  line: Number(occupation.slice(3)),
});

const NURSES = row("29-1141", "Registered Nurses", 6_000, { share: 0.6, hour: 45, year: 93_600 });
const AIDES = row("31-1131", "Nursing Assistants", 4_000, { share: 0.4, hour: 19, year: 39_520 });
const group = (...rows: readonly OccupationRow[]): OccupationGroup => ({
  file: "w.csv",
  code: "622",
  title: "Hospitals",
  line: 2,
  total: disclosed(10_000),
  rows,
  repeated: 0,
});
const notes = (...rows: readonly OccupationRow[]) => contradictionNotes([group(...rows)], "2018");
const textOf = (...rows: readonly OccupationRow[]): string =>
  notes(...rows)
    .map(({ text }) => text)
    .join(" ");

describe("rows of occupations", () => {
  it("agree", () => {
    expect(notes(NURSES, AIDES)).toEqual([]);
  });

  it("contradict their printed percent where jobs are of another row, in thousands, or have a digit more", () => {
    expect(textOf({ ...NURSES, employment: disclosed(4_000) }, AIDES)).toContain(
      "1 of 2 printed percents are not jobs ÷ total (w.csv, line 1141: 29-1141 prints 60.0%, its jobs are 40.0%)",
    );
    expect(textOf(...[NURSES, AIDES].map((one) => ({ ...one, employment: disclosed(6) })))).toContain("2 of 2 printed");
  });

  it("contradict their hours where one of the columns is of something else", () => {
    expect(textOf(row("29-1141", "Registered Nurses", 6_000, { hour: 45, year: 45_000 }))).toContain(
      "1 of 1 yearly wages are not 2,080 hourly ones (w.csv, line 1141: 29-1141: $45 an hour, $45,000 a year)",
    );
  });

  it("contradict the order of percentiles", () => {
    const annual = { ...NO_WAGES, p10: disclosed(70_000), median: disclosed(60_000), p90: disclosed(90_000) };
    expect(textOf({ ...NURSES, wages: { hourly: NO_WAGES, annual } })).toContain("percentiles out of order");
  });

  it("contradict their group: parts with more, and rows that are missing", () => {
    const major = (jobs: number) =>
      row("29-0000", "Healthcare Practitioners and Technical Occupations", jobs, { level: "major" });
    const other = row("31-0000", "Healthcare Support Occupations", 4_000, { level: "major" });
    expect(notes(NURSES, AIDES, major(6_000), other)).toEqual([]);
    expect(textOf(NURSES, AIDES, major(600), other)).toContain("have fewer jobs than their parts");
    // Two of three groups are whole, one holds 4,000 of 9,000; and 6,000 + 1,000 + 1,000 are not 10,000.
    const [third, part] = [
      row("47-0000", "Construction and Extraction Occupations", 6_000, { level: "major" }),
      row("47-2111", "Electricians", 6_000),
    ];
    expect(textOf(row("29-1141", "Registered Nurses", 4_000), AIDES, major(9_000), other, third, part)).toContain(
      "29-0000 has 9,000 jobs, its parts 4,000",
    );
    expect(
      textOf(NURSES, major(6_000), row("31-0000", "Healthcare Support Occupations", 1_000, { level: "major" })),
    ).toContain("the total has 10,000 jobs, the groups in it 7,000");
  });

  it("contradict the nation: a wage of another column or unit", () => {
    // $93,600 ten times over.
    expect(textOf(row("29-1141", "Registered Nurses", 6_000, { year: 936_000 }))).toContain("eight times as much");
    const weekly = ["29-1141", "31-1131", "15-1252", "13-2011", "41-2031"].map((code) =>
      row(code, "", 100, { year: 1_500 }),
    );
    expect(notes(...weekly).map(({ id }) => id)).toContain("wages-scale");
  });

  it("contradict the list of occupations where a title is another code's", () => {
    expect(textOf(row("29-1141", "Nursing Assistants", 6_000))).toContain(
      '29-1141 with the title of 31-1131, "Nursing Assistants"',
    );
    // Titles of older lists are not compared.
    expect(contradictionNotes([group(row("29-1141", "Nursing Assistants", 6_000))], "2010")).toEqual([]);
  });
});
