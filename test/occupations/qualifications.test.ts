import { describe, expect, it } from "vitest";
import { disclosed, knownValue, type Datum } from "../../src/core/datum.js";
import { industryTree } from "../../src/naics/read-naics.js";
import { analyzeOccupations } from "../../src/occupations/analysis.js";
import { attainmentReading } from "../../src/occupations/attainment.js";
import { attainmentSection, entryEducationTable } from "../../src/occupations/education-table.js";
import { occupationMatrix } from "../../src/occupations/matrix-table.js";
import { sharedSkills } from "../../src/occupations/shared-skills.js";
import { bachelorShare, collegeShare } from "../../src/staffing/attainment.js";
import { shippedNationalWages, shippedOccupations } from "../../src/staffing/read/shipped-occupations.js";
import { shippedStaffing } from "../../src/staffing/read/shipped-staffing.js";
import { soc } from "../helpers/staffing.js";

const facts = (code: string) => shippedOccupations().occupations.get(soc(code))!;

describe("attainment of workers beside the typical education", () => {
  it("is that of Table 5.3", () => {
    // Registered nurses, 2018–19: 0.4, 0.9, 3.8, 29.9, 52.4, 10.2 and 2.3 percent.
    const nurses = facts("29-1141").attainment!;
    expect(nurses.shares).toEqual([0.004, 0.009, 0.038, 0.299, 0.524, 0.102, 0.023]);
    expect(collegeShare(nurses)).toBeCloseTo(0.986, 9);
    expect(bachelorShare(nurses)).toBeCloseTo(0.649, 9);
    expect(facts("11-1011").attainment?.isWider).toBe(true);
  });

  it("is read as START does where most workers have another education", () => {
    // High school and long-term training on the job; 9.0 + 38.0 percent have no college.
    expect(facts("51-9161").typicalEducation?.training).toBe("Moderate-term on-the-job training");
    expect(attainmentReading(facts("51-9161"))).toBe(
      "moderate-term on-the-job training, yet 53% have some college or more",
    );
    // A bachelor's degree is typical: 33 + 11.1 + 1.6 percent have one or more.
    expect(attainmentReading(facts("11-1021"))).toBe(
      "bachelor's degree, yet only 46% have a bachelor's degree or more",
    );
    expect(attainmentReading(facts("29-1141"))).toBeUndefined();
    expect(attainmentReading({})).toBeUndefined();
  });
});

describe("the occupations of several industries", () => {
  const analysis = analyzeOccupations({
    industries: [
      { naics: "621", title: "Ambulatory care", jobs: disclosed(1000) },
      { naics: "622", title: "Hospitals", jobs: disclosed(500) },
      { naics: "6231", title: "Nursing homes", jobs: disclosed(200) },
    ],
    staffing: shippedStaffing(),
    tree: industryTree(),
    national: shippedNationalWages(),
    regional: undefined,
    facts: shippedOccupations(),
    thresholds: [],
  });

  it("by industry add up to those of each", () => {
    const { columns, rows } = occupationMatrix(analysis, analysis.entries, 5);
    expect(columns.slice(2).map(({ id }) => id)).toEqual(["jobs", "621", "622", "6231"]);
    for (const { cells } of rows) {
      const parts = ["621", "622", "6231"].map(
        (naics) => knownValue((cells[naics] as Datum | undefined) ?? disclosed(0)) ?? 0,
      );
      const sum = parts.reduce((all, part) => all + part, 0);
      expect(sum).toBeCloseTo(knownValue(cells["jobs"] as Datum) ?? 0, 9);
    }
    // 617,920 of 8,644,100 jobs in 621 are nurses', by OEWS May 2024.
    const nurses = rows.find(({ cells }) => cells["soc"] === "29-1141")!.cells;
    expect(knownValue(nurses["621"] as Datum)).toBeCloseTo((1000 * 617_920) / 8_644_100, 9);
    // 6231 borrows 623's.
    expect(nurses["6231"]).toMatchObject({ status: "estimated", low: 0, high: 200 });
  });

  it("by entry education add up to all jobs but those in no published occupation", () => {
    const { rows } = entryEducationTable(analysis);
    const jobs = rows.reduce((sum, { cells }) => sum + (knownValue(cells["jobs"] as Datum) ?? 0), 0);
    expect(jobs + knownValue(analysis.uncovered)!).toBeCloseTo(1700, 6);
    const shares = rows.reduce((sum, { cells }) => sum + (knownValue(cells["share"] as Datum) ?? 0), 0);
    expect(shares).toBeCloseTo(jobs / 1700, 9);
  });

  it("are named where their workers have mostly another education", () => {
    const [section] = attainmentSection(analysis);
    expect(section?.items?.some((item) => item.includes("43-6013 Medical secretaries"))).toBe(true);
    expect(section?.items?.some((item) => item.includes("29-1141"))).toBe(false);
  });

  it("share skills by importance, weighed by jobs", () => {
    const two = [
      { code: soc("11-1011"), jobs: disclosed(1) },
      { code: soc("31-1120"), jobs: disclosed(0) },
    ];
    // Chief executives alone: judgment and decision making 4.75 in O*NET 29.3.
    expect(sharedSkills(two).skills[0]).toBe("Judgment and Decision Making");
    expect(sharedSkills(two).knowledge[0]).toBe("Administration and Management");
    expect(sharedSkills([{ code: soc("99-9999"), jobs: disclosed(5) }]).skills).toEqual([]);
  });
});
