import { describe, expect, it } from "vitest";
import { ABSENT, disclosed } from "../../src/core/datum.js";
import type { ChosenStaffing } from "../../src/report/chosen-staffing.js";
import type { PatternMatch } from "../../src/staffing/match.js";
import type { SocCode } from "../../src/staffing/records.js";
import { TAB } from "../../src/workbook/tabs/tab.js";
import { occupationMatrixSheet } from "../../src/workbook/occupation-matrix-sheet.js";
import { staffingSheets } from "../../src/workbook/occupation-sheets.js";

const NURSES = "29-1141" as SocCode;
const CLERKS = "43-9061" as SocCode;

function match(code: string, shares: ReadonlyMap<SocCode, number>): PatternMatch {
  const rows = new Map(
    [...shares].map(([occupation, share]) => [
      occupation,
      {
        occupation,
        title: occupation === NURSES ? "Registered nurses" : "Office clerks",
        share: disclosed(share),
        meanWage: ABSENT,
      },
    ]),
  );
  return { kind: "own", pattern: { code, title: code, rows, uncovered: 0 } } as unknown as PatternMatch;
}

const staffed: ChosenStaffing = {
  chosen: "2 industries",
  industries: [
    {
      naics: "622",
      title: "Hospitals",
      jobs: disclosed(1000),
      match: match(
        "622",
        new Map([
          [NURSES, 0.3],
          [CLERKS, 0.005],
        ]),
      ),
    },
    { naics: "621", title: "Ambulatory", jobs: disclosed(500), match: match("621", new Map([[NURSES, 0.1]])) },
  ],
  national: undefined,
  regional: undefined,
  facts: { soc: 2018, occupations: new Map() } as unknown as ChosenStaffing["facts"],
  sources: ["made up"],
};

describe("the sheets of chosen industries' occupations", () => {
  const sheets = staffingSheets(staffed);

  it("are START's four", () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      "Occ A Staffing",
      "Occ B Wages",
      "Occ C Characteristics",
      "Occ D Combined",
    ]);
  });

  it("hold every row of the patterns, with jobs as a formula over the industry's", () => {
    const [staffing] = sheets;
    const header = staffing!.rows[TAB.header]!.map((cell) => cell?.value);
    const at = (name: string): number => header.indexOf(name);
    const rows = staffing!.rows.slice(TAB.first);
    expect(rows.map((row) => [row[at("NAICS")]?.value, row[at("SOC")]?.value, row[at("Share")]?.value])).toEqual([
      ["622", NURSES, 0.3],
      ["621", NURSES, 0.1],
      // Under a hundredth of the industry's jobs comes last, and is not printed.
      ["622", CLERKS, 0.005],
    ]);
    expect(rows.map((row) => row[at("Jobs here")]?.value)).toEqual([300, 50, 5]);
    const [share, jobs] = ["Share", "Industry's jobs"].map((name) => String.fromCharCode(65 + at(name)));
    const line = TAB.first + 1;
    expect(rows[0]![at("Jobs here")]?.formula).toBe(
      `IF(COUNT($${jobs}${line},$${share}${line})=2,$${jobs}${line}*$${share}${line},"")`,
    );
    expect(rows.map((row) => row[at("Industry's jobs")]?.value)).toEqual([1000, 500, 1000]);
    expect(staffing!.print.area?.lastRow).toBe(TAB.first + 1);
  });

  it("add up by occupation: nurses 1,000 × 30% + 500 × 10% = 350", () => {
    const combined = sheets[3]!.rows.slice(TAB.first);
    expect(combined.map((row) => row.slice(0, 4).map((cell) => cell?.value))).toEqual([
      [NURSES, "Registered nurses", 350, 2],
      [CLERKS, "Office clerks", 5, 0],
    ]);
  });

  it("stand as a matrix, industries across", () => {
    const [matrix] = occupationMatrixSheet(staffed);
    const rows = matrix!.rows.slice(TAB.first);
    expect(rows.map((row) => row.map((cell) => cell?.value))).toEqual([
      [NURSES, "Registered nurses", 350, 300, 50],
      [CLERKS, "Office clerks", 5, 5, undefined],
    ]);
  });

  it("count no industry that borrows its pattern among those that need an occupation", () => {
    const [hospitals, ambulatory] = staffed.industries;
    const borrowed = { ...ambulatory!, match: { ...ambulatory!.match, kind: "ancestor" as const } };
    const combined = staffingSheets({ ...staffed, industries: [hospitals!, borrowed] })[3]!.rows.slice(TAB.first);
    expect(combined[0]!.slice(2, 4).map((cell) => cell?.value)).toEqual([350, 1]);
    expect(combined[0]![3]?.formula).toContain('"<>borrowed from*"');
  });

  it("show their titles, also where the first column is hidden", () => {
    for (const { name, rows, hiddenColumns = [] } of sheets) {
      const column = rows[0]!.findIndex((cell) => cell?.value === name);
      expect(column).toBeGreaterThanOrEqual(0);
      expect(hiddenColumns).not.toContain(column);
    }
  });
});
