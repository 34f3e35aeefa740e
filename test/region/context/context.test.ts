import { describe, expect, it } from "vitest";
import { analyzeIndustries } from "../../../src/region/analysis.js";
import { basicJobs, hachman, herfindahl, shannon } from "../../../src/region/context/diversity.js";
import { findQuadrant } from "../../../src/region/context/quadrant.js";
import { regionContext } from "../../../src/region/context/region-context.js";
import { disclosed, estimated, SUPPRESSED, knownValue } from "../../../src/core/datum.js";
import { quotientWithEstablishment } from "../../../src/measures/one-establishment.js";
import { analysisInputs, PLAIN_OPTIONS } from "../../helpers/analysis-inputs.js";
import { qcewTable, type QcewRow } from "../../helpers/qcew-table.js";

const shares = (...parts: number[]) => Float64Array.from(parts);

describe("diversity by published examples", () => {
  it("has the Hachman index 0.3593 of Krumme's table", () => {
    // Shares 50, 10, 20, 20 % and location quotients 5, 0.5, 0.5, 2/3: 1 ÷ (2.5 + 0.05 + 0.1 + 0.1333).
    expect(hachman(shares(0.5, 0.1, 0.2, 0.2), shares(5, 0.5, 0.5, 2 / 3))).toBeCloseTo(0.3593, 4);
  });

  it("is 1 where the region is as its reference, and has no answer where the reference is without an industry", () => {
    expect(hachman(shares(0.3, 0.7), shares(1, 1))).toBeCloseTo(1, 12);
    expect(hachman(shares(0.3, 0.7), shares(Infinity, 1))).toBeUndefined();
  });

  it("has Herfindahl and Shannon at their ends", () => {
    expect(herfindahl(shares(1, 0))).toBe(1);
    expect(herfindahl(shares(0.25, 0.25, 0.25, 0.25))).toBe(0.25);
    // 0.25 + 0.09 + 0.04.
    expect(herfindahl(shares(0.5, 0.3, 0.2))).toBeCloseTo(0.38, 12);
    expect(shannon(shares(1, 0))).toBe(0);
    expect(shannon(shares(0.25, 0.25, 0.25, 0.25))).toBeCloseTo(Math.log(4), 12);
  });

  it("counts as basic the jobs above the reference area's share", () => {
    // 40 of 100 against 20 %: 20 basic; 10 of 100 against 20 %: none.
    const totals = { regionTotal: 100, referenceIndustry: 200, referenceTotal: 1000 };
    expect(basicJobs({ regionIndustry: 40, ...totals })).toBe(20);
    expect(basicJobs({ regionIndustry: 10, ...totals })).toBe(0);
  });
});

describe("a region's context", () => {
  // Krumme's regional shares over four sectors; the nation has a fifth industry's 0.
  const own: Readonly<Record<string, readonly [region: number, nation: number]>> = {
    "23": [500, 1000],
    "42": [100, 2000],
    "51": [200, 4000],
    "62": [200, 3000],
  };
  const rows = (withheld = ""): readonly QcewRow[] =>
    (["99001", "US000"] as const).flatMap((area, side) => [
      { area, own: 0, industry: "10", employment: side === 0 ? 1000 : 10_000, establishments: 1, wages: 1 },
      { area, industry: "10", employment: side === 0 ? 1000 : 10_000, establishments: 1, wages: 1 },
      ...Object.entries(own).map(([industry, jobs]): QcewRow => ({
        area,
        industry,
        employment: jobs[side]!,
        establishments: 1,
        wages: 1,
        disclosure: side === 0 && industry === withheld ? "N" : "",
      })),
    ]);
  const contextOf = (withheld?: string) =>
    regionContext(analyzeIndustries(analysisInputs(qcewTable(rows(withheld)), { region: ["99001"] }), PLAIN_OPTIONS));

  it("is Krumme's", () => {
    const context = contextOf();
    expect(knownValue(context.hachman)).toBeCloseTo(0.3593, 4);
    // 0.25 + 0.01 + 0.04 + 0.04.
    expect(knownValue(context.herfindahl)).toBeCloseTo(0.34, 12);
    // Only the first is above the nation's share: 500 − 100.
    expect(knownValue(context.basicJobs)).toBeCloseTo(400, 9);
    expect(knownValue(context.multiplier)).toBeCloseTo(2.5, 12);
  });

  it("is suppressed where an industry's jobs are", () => {
    expect(contextOf("42").hachman).toEqual(SUPPRESSED);
  });
});

describe("quadrants", () => {
  it.each([
    [0.1, 1.5, "star"],
    [0.1, 0.5, "emerging"],
    [-0.1, 1.5, "mature"],
    [-0.1, 0.5, "transforming"],
    [0, 1, "transforming"],
  ] as const)("of growth %d and quotient %d is %s", (growth, quotient, quadrant) => {
    expect(findQuadrant(disclosed(growth), disclosed(quotient))).toEqual({ quadrant, sure: true });
  });

  it("are not sure where a range crosses a border, and not given without a figure", () => {
    const crossing = estimated(1.1, { low: 0.9, high: 1.3 });
    expect(findQuadrant(disclosed(0.1), crossing)).toEqual({ quadrant: "star", sure: false });
    expect(findQuadrant(disclosed(0.1), SUPPRESSED)).toBeUndefined();
  });
});

describe("one establishment more or fewer", () => {
  const jobs = {
    regionIndustry: 40,
    establishments: 4,
    regionTotal: 1000,
    referenceIndustry: 2000,
    referenceTotal: 100_000,
  };

  it("moves the quotient by the establishment's average jobs, in the total too", () => {
    // 50 of 1,010 and 30 of 990 against 2 %.
    expect(quotientWithEstablishment(jobs, 1)).toBeCloseTo(50 / 1010 / 0.02, 12);
    expect(quotientWithEstablishment(jobs, -1)).toBeCloseTo(30 / 990 / 0.02, 12);
  });

  it("leaves none where there was one, and has no answer where there was none", () => {
    expect(quotientWithEstablishment({ ...jobs, establishments: 1 }, -1)).toBe(0);
    expect(quotientWithEstablishment({ ...jobs, establishments: 0 }, 1)).toBeUndefined();
  });
});
