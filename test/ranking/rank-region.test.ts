import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/errors.js";
import { rankRegion, type RankRegionOptions } from "../../src/ranking/rank-region.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { disclosed, estimated, undefinedBecause } from "../helpers/industry-table.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

/** A county of 1,000 jobs and the nation; private 3-digit industries by code with jobs and pay. */
const INDUSTRIES: Readonly<Record<string, { readonly jobs: number; readonly pay: number; readonly before: number }>> = {
  "311": { jobs: 200, pay: 40_000, before: 160 },
  "333": { jobs: 120, pay: 70_000, before: 150 },
  "622": { jobs: 300, pay: 60_000, before: 240 },
  "722": { jobs: 160, pay: 20_000, before: 100 },
  "999": { jobs: 20, pay: 30_000, before: 20 },
};

const ROWS: readonly QcewRow[] = [
  { area: "99001", own: 0, industry: "10", employment: 1_000, wages: 50_000_000, establishments: 90 },
  { area: "US000", own: 0, industry: "10", employment: 100_000, wages: 6e9, establishments: 9_000 },
  ...Object.entries(INDUSTRIES).flatMap(([industry, { jobs, pay, before }]): QcewRow[] => [
    { area: "99001", industry, employment: jobs, wages: jobs * pay, establishments: 15 },
    { area: "99001", industry, employment: before, wages: before * pay, establishments: 15, year: 2020 },
    { area: "US000", industry, employment: 10_000, wages: 5e8, establishments: 900 },
  ]),
  { area: "99001", own: 0, industry: "10", year: 2020, employment: 900, wages: 4e7, establishments: 80 },
];

const OPTIONS: RankRegionOptions = {
  ...PLAIN_OPTIONS,
  level: "3",
  profile: "next-gen",
  method: "mean-rank",
  missing: "reweight",
  top: 2,
  thresholds: {
    smallBase: 100,
    fewEstablishments: 12,
    highLq: 1.2,
    shortListJobs: 0.0005,
    alsoConsiderJobs: 0.0025,
  },
};

function rank(
  options: Partial<RankRegionOptions> = {},
  factors?: Parameters<typeof rankRegion>[2],
  rows: readonly QcewRow[] = ROWS,
) {
  return rankRegion(analysisInputs(qcewTable(rows), { region: ["99001"] }), { ...OPTIONS, ...options }, factors);
}

const order = ({ ranking }: ReturnType<typeof rank>) => ranking.industries.map(({ candidate }) => candidate.naics);

describe("a region's ranking", () => {
  it("is by START's criteria as by hand, without projections", () => {
    // Jobs: 622, 311, 722, 333, and so the LQs, whose reference shares are all 10 %.
    // Pay: 333, 622, 311, 722. Growth: 722 60 %, 311 and 622 25 %, 333 −20 %.
    const ranked = rank({ profile: "start" });
    expect(ranked.ranking.industries.map(({ candidate, score }) => [candidate.naics, score])).toEqual([
      ["622", (1 + 2 + 2.5 + 1) / 4],
      ["311", (2 + 3 + 2.5 + 2) / 4],
      ["722", (3 + 4 + 1 + 3) / 4],
      ["333", (4 + 1 + 4 + 4) / 4],
    ]);
    expect(ranked.shortList.map(({ industry }) => industry.candidate.naics)).toEqual(["622", "311"]);
    expect(ranked.rankIntervals).toBeUndefined();
  });

  it("leaves the unclassified out, and keeps its measures", () => {
    const ranked = rank();
    expect(order(ranked)).not.toContain("999");
    expect(ranked.measured.map(({ naics }) => naics)).toContain("999");
    expect(ranked.notes.map(({ id }) => id)).toContain("unclassified-left-out");
  });

  it("by one factor is that factor's order", () => {
    expect(order(rank({ weights: { averagePay: { weight: 3 } } }))).toEqual(["333", "622", "311", "722"]);
    expect(order(rank({ weights: { averagePay: { weight: 3, direction: "lower" } } }))).toEqual([
      "722",
      "311",
      "622",
      "333",
    ]);
  });

  it("takes projected growth out of both profiles where no projections are given; past growth does not stand in", () => {
    for (const profile of ["start", "next-gen"] as const) {
      const projected = rank({ profile }).ranking.factors.find(({ id }) => id === "projectedGrowth");
      expect(projected).toMatchObject({ share: 0, count: 0 });
    }
    // Next Gen's other three: 622 1, 2, 1; 311 2, 3, 2; 333 4, 1, 4; 722 3, 4, 3.
    expect(rank().ranking.industries.map(({ candidate, score }) => [candidate.naics, score])).toEqual([
      ["622", (1 + 2 + 1) / 3],
      ["311", (2 + 3 + 2) / 3],
      ["333", (4 + 1 + 4) / 3],
      ["722", (3 + 4 + 3) / 3],
    ]);
  });

  it("of a part of the industries counts places within the part", () => {
    const { ranking } = rank({ only: ["31-33"] });
    expect(ranking.industries.map(({ candidate, ranks }) => [candidate.naics, ranks["averagePay"]])).toEqual([
      ["311", 2],
      ["333", 1],
    ]);
  });
});

describe("the user's own factors", () => {
  const greenJobs = {
    names: ["greenJobs"],
    values: new Map([
      ["333", { greenJobs: disclosed(50) }],
      ["722", { greenJobs: disclosed(1) }],
    ]),
  };

  it("join the profile's, and an industry without a figure is ranked on the others", () => {
    const { ranking } = rank({}, greenJobs);
    const hospitals = ranking.industries.find(({ candidate }) => candidate.naics === "622");
    expect(hospitals?.missing).toEqual(["greenJobs"]);
    expect(hospitals?.candidate.values["greenJobs"]).toEqual(undefinedBecause("not rated"));
    // Jobs, pay, LQ and this one have figures.
    expect(ranking.factors.at(-1)).toMatchObject({ id: "greenJobs", count: 2, share: 0.25 });
  });

  it("can be the only one", () => {
    const weights = { greenJobs: { weight: 1 } };
    const { ranking } = rank({ weights }, greenJobs);
    expect(ranking.industries.map(({ candidate }) => candidate.naics)).toEqual(["333", "722"]);
    expect(ranking.unranked.map(({ candidate }) => candidate.naics)).toEqual(["311", "622"]);
  });
});

describe("a ranking that can't be", () => {
  function errorOf(run: () => unknown): InputError {
    try {
      run();
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
    throw new Error("nothing was thrown");
  }

  it("for lack of any figure is an error, not an empty table", () => {
    const { details } = errorOf(() => rank({ weights: { projectedGrowth: { weight: 1 } } }));
    expect(details.code).toBe("NO_INDUSTRY_LEFT");
    expect(details.hint).toContain("--weights");
  });

  it("because no industry has all figures says how to rank on the others", () => {
    const factors = {
      names: ["a", "b"],
      values: new Map([
        ["311", { a: disclosed(1) }],
        ["622", { b: disclosed(1) }],
      ]),
    };
    const weights = { a: { weight: 1 }, b: { weight: 1 } };
    const { details } = errorOf(() => rank({ weights, missing: "exclude" }, factors));
    expect(details.code).toBe("NO_INDUSTRY_LEFT");
    expect(details.hint).toContain("--missing reweight");
    expect(order(rank({ weights }, factors))).toEqual(["311", "622"]);
  });
});

describe("ranks of estimates", () => {
  const factor = (low: number, high: number) => ({
    names: ["a"],
    values: new Map([
      ["311", { a: disclosed(10) }],
      ["333", { a: disclosed(20) }],
      ["622", { a: estimated(30, { low, high }) }],
      ["722", { a: disclosed(40) }],
    ]),
  });
  const weights = { a: { weight: 1 } };

  it("have the ranks that their interval leaves them, and the others theirs", () => {
    const intervals = rank({ weights }, factor(5, 60)).rankIntervals!;
    expect(intervals.get("622")).toEqual({ low: 1, high: 4 });
    // It is passed by 622 at the most.
    expect(intervals.get("311")).toEqual({ low: 3, high: 4 });
    expect(intervals.get("722")).toEqual({ low: 1, high: 2 });
  });

  it("stay where no draw reaches a neighbour", () => {
    const intervals = rank({ weights }, factor(29, 31)).rankIntervals!;
    for (const { low, high } of intervals.values()) expect(low).toBe(high);
  });

  it("are the same in every run", () => {
    expect(rank({ weights }, factor(5, 60)).rankIntervals).toEqual(rank({ weights }, factor(5, 60)).rankIntervals);
  });
});
