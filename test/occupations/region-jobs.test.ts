import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosed, estimated, hasValue, SUPPRESSED, knownValue, type Datum } from "../../src/core/datum.js";
import { StaffingPatterns } from "../../src/staffing/match.js";
import { measureCoverage, jobsOfGroup, nationalIndustries, occupationJobs } from "../../src/occupations/region-jobs.js";
import { digitTree, soc, staffingTable, wages } from "../helpers/staffing.js";

const patterns = new StaffingPatterns(
  staffingTable({
    "31-33": { total: 1_000, occupations: { "51-4121": 20, "51-9061": 30 } },
    "3320A1": { total: 500, members: ["3321", "3326", "3329"], title: "Other metal", occupations: { "51-4121": 50 } },
    "48A1": { total: 1_000, members: ["4841", "4842"], title: "Truck transportation", occupations: { "53-3032": 600 } },
    "622": {
      total: 1_000,
      occupations: {
        "29-1141": { employment: 300, wages: wages({ annual: { mean: 90_000 } }) },
        "31-1131": 100,
        "29-1215": "**",
      },
    },
    "621": {
      total: 1_000,
      occupations: { "29-1141": { employment: 100, wages: wages({ annual: { mean: 80_000 } }) } },
    },
  }),
  digitTree(),
);

function staffed(naics: string, jobs: number | Datum) {
  return {
    naics,
    title: `Industry ${naics}`,
    jobs: typeof jobs === "number" ? disclosed(jobs) : jobs,
    match: patterns.match(naics),
  };
}

const jobsIn = (industries: readonly ReturnType<typeof staffed>[], code: string) =>
  occupationJobs(industries).find(({ occupation }) => occupation === code);

describe("an occupation's jobs", () => {
  it("are each industry's jobs times its share, added over the industries", () => {
    // 30 % of 2,000 and 10 % of 1,000
    const nurses = jobsIn([staffed("622", 2_000), staffed("621", 1_000)], "29-1141")!;
    expect(nurses.jobs).toEqual(disclosed(700));
    expect(nurses.parts.map(({ naics, jobs }) => [naics, jobs])).toEqual([
      ["622", disclosed(600)],
      ["621", disclosed(100)],
    ]);
    // (600 × 90,000 + 100 × 80,000) / 700
    expect(knownValue(nurses.industryWage as Datum)).toBeCloseTo(88_571.43, 2);
  });

  it("carry the range of an industry's estimate", () => {
    const nurses = jobsIn([staffed("622", estimated(2_000, { low: 1_800, high: 2_400 }))], "29-1141")!;
    expect(nurses.jobs).toEqual(estimated(600, { low: 540, high: 720 }));
  });

  it("combine the ranges of several industries as independent", () => {
    // Off by 60 and by 80 each way: √(60² + 80²) = 100.
    const nurses = jobsIn(
      [
        staffed("622", estimated(2_000, { low: 1_800, high: 2_200 })),
        staffed("621", estimated(1_000, { low: 200, high: 1_800 })),
      ],
      "29-1141",
    )!;
    expect(nurses.jobs).toEqual(estimated(700, { low: 600, high: 800 }));
  });

  it("leave out an industry whose jobs are withheld", () => {
    const nurses = jobsIn([staffed("622", SUPPRESSED), staffed("621", 1_000)], "29-1141")!;
    expect(nurses.jobs).toEqual(disclosed(100));
  });

  it("stay withheld where the only pattern withholds them, and say where", () => {
    const doctors = jobsIn([staffed("622", 2_000)], "29-1215")!;
    expect(doctors.jobs).toEqual(SUPPRESSED);
    expect(doctors.withheldIn).toEqual(["622"]);
  });

  it("say how much of them is spread by a wider industry's pattern", () => {
    // 10 % of 500 by the aggregate's own pattern, 2 % of 1,000 by that of all manufacturing.
    const welders = jobsIn([staffed("3321", 500), staffed("336", 1_000)], "51-4121")!;
    // Of the borrowed 20 nothing is known: none to all of the 1,000.
    expect(welders.jobs).toEqual(estimated(70, { low: 50, high: 1_050 }));
    expect(welders.borrowed).toBeCloseTo(20 / 70, 12);
  });
});

describe("several industries of one aggregate", () => {
  const trio = [staffed("3321", 100), staffed("3326", 50), staffed("3329", 250)];

  it("have the aggregate's share of their jobs together, once", () => {
    // 10 % of 400 and not of 1,200.
    expect(jobsIn(trio, "51-4121")?.jobs).toEqual(disclosed(40));
  });

  it("are one line of the nation's staffing, with the persons of the aggregate", () => {
    const lines = nationalIndustries(trio);
    expect(lines.map(({ naics, jobs }) => [naics, jobs])).toEqual([["3320A1", disclosed(500)]]);
    expect(occupationJobs(lines)[0]?.jobs).toEqual(disclosed(50));
    const trucks = nationalIndustries([staffed("4841", 1), staffed("4842", 1)]);
    expect(occupationJobs(trucks)[0]?.jobs).toEqual(disclosed(600));
  });
});

describe("the range of several occupations together", () => {
  const industry = staffed("622", estimated(2_000, { low: 1_800, high: 2_400 }));

  it("is the industry's own, since its error is that of all its occupations", () => {
    const both = jobsOfGroup([industry], (code) => code === soc("29-1141") || code === soc("31-1131"));
    // 40 % of 1,800 to 2,400; adding two ranges as independent would give 735 to 954.
    expect(hasValue(both) && [both.value, "low" in both && both.low, "high" in both && both.high]).toEqual([
      800, 720, 960,
    ]);
  });

  it("is as wide as the industry's where all its jobs are meant", () => {
    expect(measureCoverage([industry])).toEqual({
      jobs: estimated(2_000, { low: 1_800, high: 2_400 }),
      // 600 in 1,000 are in no published detailed occupation.
      uncovered: estimated(1_200, { low: 1_080, high: 1_440 }),
    });
  });
});

describe("jobs by occupation, with what is uncovered", () => {
  it("add up to the industries' jobs", () => {
    const codes = fc.subarray(["622", "621", "3321", "336", "4841"], { minLength: 1 });
    fc.assert(
      fc.property(codes, fc.array(fc.nat(50_000), { minLength: 5, maxLength: 5 }), (chosen, counts) => {
        const industries = chosen.map((code, index) => staffed(code, counts[index]!));
        const usable = industries.filter(({ match }) => match.pattern);
        fc.pre(usable.length > 0);
        const all = jobsOfGroup(industries, () => true);
        const { jobs, uncovered } = measureCoverage(industries);
        expect(knownValue(all)! + knownValue(uncovered)!).toBeCloseTo(knownValue(jobs)!, 6);
        const each = occupationJobs(industries).reduce((sum, one) => sum + (knownValue(one.jobs) ?? 0), 0);
        expect(each).toBeCloseTo(knownValue(all)!, 6);
      }),
    );
  });
});
