import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagePay, averagePayMeasure } from "../../src/measures/average-pay.js";
import { changeMeasure } from "../../src/measures/change.js";
import { competitiveShare, competitiveShareMeasure } from "../../src/measures/competitive-share.js";
import { compoundAnnualGrowth, compoundAnnualGrowthMeasure } from "../../src/measures/compound-annual-growth.js";
import { employmentMeasure } from "../../src/measures/employment.js";
import { establishmentsMeasure } from "../../src/measures/establishments.js";
import { growth, growthMeasure } from "../../src/measures/growth.js";
import { jobShareMeasure } from "../../src/measures/job-share.js";
import { payRatioMeasure } from "../../src/measures/pay-ratio.js";
import { projectedChangeMeasure, projectedGrowthMeasure } from "../../src/measures/projected-growth.js";
import { wagesMeasure } from "../../src/measures/wages.js";
import {
  ABSENT,
  disclosed,
  estimated,
  industryTable,
  SUPPRESSED,
  undefinedBecause,
  type SpanSpec,
} from "../helpers/industry-table.js";

/** One industry, 3364, beside totals that don't matter. */
function oneIndustry(span: SpanSpec, reference: SpanSpec = 500) {
  const table = industryTable({
    region: { total: { start: 1_000, end: 1_000 }, "3364": span },
    reference: { total: { start: 10_000, end: 10_000 }, "3364": reference },
  });
  return { table, industry: table.industry("3364") };
}

describe("the figures themselves", () => {
  it("are columns as they stand, with their status", () => {
    const { table, industry } = oneIndustry({ employment: SUPPRESSED, establishments: 4, wages: SUPPRESSED });
    expect(employmentMeasure.compute(industry, table)).toEqual(SUPPRESSED);
    expect(wagesMeasure.compute(industry, table)).toEqual(SUPPRESSED);
    expect(establishmentsMeasure.compute(industry, table)).toEqual(disclosed(4));
  });
});

describe("growth over the span", () => {
  it("is a fraction of the first year's jobs", () => {
    expect(growth({ start: 200, end: 250 })).toBe(0.25);
    expect(growth({ start: 200, end: 0 })).toBe(-1);
  });

  it("has no answer from zero", () => {
    expect(growth({ start: 0, end: 250 })).toBeUndefined();
    const { table, industry } = oneIndustry({ start: 0, end: 250 });
    expect(growthMeasure.compute(industry, table)).toEqual(undefinedBecause("no jobs at the start"));
    // The change in jobs has one.
    expect(changeMeasure.compute(industry, table)).toEqual(disclosed(250));
  });

  it("has no answer where the region had no such activity, or the files don't reach back", () => {
    const isNew = oneIndustry({ start: ABSENT, end: 250 });
    expect(growthMeasure.compute(isNew.industry, isNew.table)).toEqual(undefinedBecause("no activity in 2019"));
    const late = industryTable({ region: { total: 1_000, "3364": 50 }, reference: { total: 10_000, "3364": 500 } });
    expect(growthMeasure.compute(late.industry("3364"), late)).toEqual(undefinedBecause("the files do not reach back"));
  });

  it("says why where a revision of NAICS was not bridged", () => {
    const text = "the code holds other industries since 2022";
    const table = industryTable({
      region: { total: { start: 1_000, end: 1_000 }, "4441": 50 },
      reference: { total: 10_000, "4441": 500 },
      bridges: { "4441": { kind: "refused", text } },
    });
    for (const measure of [growthMeasure, changeMeasure, compoundAnnualGrowthMeasure]) {
      expect(measure.compute(table.industry("4441"), table)).toEqual(undefinedBecause(text));
    }
  });

  it("is suppressed where an end is", () => {
    for (const span of [
      { start: SUPPRESSED, end: 5 },
      { start: 5, end: SUPPRESSED },
    ]) {
      const { table, industry } = oneIndustry(span);
      expect(growthMeasure.compute(industry, table)).toEqual(SUPPRESSED);
      expect(changeMeasure.compute(industry, table)).toEqual(SUPPRESSED);
    }
  });

  it("by the year is the rate that leads from the first to the last", () => {
    // 100 → 121 in two years: 10 % a year.
    expect(compoundAnnualGrowth({ start: 100, end: 121, years: 2 })).toBeCloseTo(0.1, 12);
    expect(compoundAnnualGrowth({ start: 0, end: 121, years: 2 })).toBeUndefined();
    expect(compoundAnnualGrowth({ start: 100, end: 121, years: 0 })).toBeUndefined();
    const { table, industry } = oneIndustry({ start: 10_000, end: 14_641 });
    const cagr = compoundAnnualGrowthMeasure.compute(industry, table);
    expect("value" in cagr && cagr.value).toBeCloseTo(0.1, 12);
  });

  it("by the year, compounded, is the growth over the span", () => {
    const jobs = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(jobs, jobs, fc.integer({ min: 1, max: 20 }), (start, end, years) => {
        const yearly = compoundAnnualGrowth({ start, end, years })!;
        expect((start * (1 + yearly) ** years) / end).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("competitive share", () => {
  it("is that of the University of Washington's worked example", () => {
    // Region 500, 100, 200, 200 → 1000, 100, 250, 280; the nation's industries grow by 10, 20, 30, 40 %.
    const start = [500, 100, 200, 200];
    const end = [1_000, 100, 250, 280];
    const rates = [0.1, 0.2, 0.3, 0.4];
    const shares = start.map((jobs, industry) =>
      competitiveShare({
        regionStart: jobs,
        regionEnd: end[industry]!,
        referenceStart: 100,
        referenceEnd: 100 * (1 + rates[industry]!),
      })!,
    );
    expect(shares.map((share) => Math.round(share * 1e9) / 1e9)).toEqual([450, -20, -10, 0]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(420, 9);
  });

  it.each([
    { region: "A", start: [90, 20, 10, 60], end: [100, 40, 10, 55], total: -3 },
    { region: "B", start: [60, 30, 30, 40], end: [85, 55, 40, 35], total: 32 },
    { region: "C", start: [250, 100, 110, 300], end: [255, 115, 85, 390], total: -29 },
  ])("adds up to the regional share of Farhauer and Kröll's region $region", ({ start, end, total }) => {
    const nation = { start: [400, 150, 150, 400], end: [440, 210, 135, 480] };
    const sum = start.reduce(
      (all, jobs, industry) =>
        all +
        competitiveShare({
          regionStart: jobs,
          regionEnd: end[industry]!,
          referenceStart: nation.start[industry]!,
          referenceEnd: nation.end[industry]!,
        })!,
      0,
    );
    expect(sum).toBeCloseTo(total, 9);
  });

  it("adds up with national growth and industry mix to the change in jobs", () => {
    const jobs = fc.integer({ min: 1, max: 100_000 });
    const industry = fc.record({ e0: fc.nat(100_000), e1: fc.nat(100_000), n0: jobs, n1: jobs });
    fc.assert(
      fc.property(fc.array(industry, { minLength: 1 }), (industries) => {
        const national =
          industries.reduce((sum, { n1 }) => sum + n1, 0) / industries.reduce((sum, { n0 }) => sum + n0, 0) - 1;
        for (const { e0, e1, n0, n1 } of industries) {
          const mix = e0 * (n1 / n0 - 1 - national);
          const competitive = competitiveShare({
            regionStart: e0,
            regionEnd: e1,
            referenceStart: n0,
            referenceEnd: n1,
          })!;
          const scale = Math.max(1, e0, e1, Math.abs(mix));
          expect((e0 * national + mix + competitive - (e1 - e0)) / scale).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  it("is all of an industry's jobs where the region started from none", () => {
    const jobs = { regionStart: 0, regionEnd: 80, referenceStart: 500, referenceEnd: 700 };
    expect(competitiveShare(jobs)).toBe(80);
  });

  it("has no answer where the reference area started from none, or its shares were recovered", () => {
    const { table, industry } = oneIndustry({ start: 10, end: 20 }, { start: 0, end: 5 });
    expect(competitiveShareMeasure.compute(industry, table)).toEqual(
      undefinedBecause("the reference area started from none"),
    );
    const recovered = industryTable({
      region: { total: { start: 1_000, end: 1_000 }, "3364": { start: 10, end: 20 } },
      reference: { total: 1, "3364": estimated(0.1, { low: 0.09, high: 0.11 }) },
      recovered: true,
    });
    expect(competitiveShareMeasure.compute(recovered.industry("3364"), recovered)).toEqual(
      undefinedBecause("recovered reference shares give no growth"),
    );
  });
});

describe("pay", () => {
  it("is wages by jobs, of the sums", () => {
    expect(averagePay({ wages: 900_000, employment: 15 })).toBe(60_000);
    expect(averagePay({ wages: 900_000, employment: 0 })).toBeUndefined();
    const { table, industry } = oneIndustry({ employment: 15, wages: 900_000 });
    expect(averagePayMeasure.compute(industry, table)).toEqual(disclosed(60_000));
  });

  it("of jobs that are none has no answer", () => {
    const { table, industry } = oneIndustry({ employment: 0, wages: 0 });
    expect(averagePayMeasure.compute(industry, table)).toEqual(undefinedBecause("no jobs to average pay over"));
  });

  it("has the range that is known of it, where that is narrower than of wages and jobs apart", () => {
    const pay = estimated(60_000, { low: 55_000, high: 65_000 });
    const { table, industry } = oneIndustry({
      employment: estimated(15, { low: 5, high: 30 }),
      wages: estimated(900_000, { low: 300_000, high: 2_000_000 }),
      pay,
    });
    expect(averagePayMeasure.compute(industry, table)).toEqual(pay);
  });

  it("ratio is against the average of all the region's jobs", () => {
    const table = industryTable({
      region: {
        total: { employment: 1_000, wages: 50_000_000 },
        "3364": { employment: 15, wages: 900_000 },
      },
      reference: { total: 1 },
    });
    // 60,000 against 50,000.
    expect(payRatioMeasure.compute(table.industry("3364"), table)).toEqual(disclosed(1.2));
  });
});

describe("an industry's share of jobs", () => {
  it("is of all the region's jobs", () => {
    const { table, industry } = oneIndustry({ start: 10, end: 40 });
    expect(jobShareMeasure.compute(industry, table)).toEqual(disclosed(0.04));
  });
});

describe("projected growth", () => {
  const projected = (base: number, level: number) => {
    const table = industryTable({
      region: { total: 1_000, "3364": 40 },
      reference: { total: 10_000 },
      projections: {
        "3364": {
          base: disclosed(base),
          projected: disclosed(level),
          baseYear: 2022,
          projectedYear: 2032,
          match: { kind: "exact", codes: ["3364"], text: "3364 Industry 3364", lines: [] },
        },
      },
    });
    return { table, industry: table.industry("3364") };
  };

  it("is annual, over the projection's own span and from its own base", () => {
    // 1,000 · 1.02^10 = 1,218.994…
    const { table, industry } = projected(1_000, 1_000 * 1.02 ** 10);
    const rate = projectedGrowthMeasure.compute(industry, table);
    expect("value" in rate && rate.value).toBeCloseTo(0.02, 12);
    const change = projectedChangeMeasure.compute(industry, table);
    expect("value" in change && change.value).toBeCloseTo(218.994, 3);
  });

  it("has no answer from zero or without a projection", () => {
    const zero = projected(0, 50);
    expect(projectedGrowthMeasure.compute(zero.industry, zero.table)).toEqual(
      undefinedBecause("no jobs in the base year"),
    );
    const { table, industry } = oneIndustry(5);
    expect(projectedGrowthMeasure.compute(industry, table)).toEqual(undefinedBecause("no projection was given"));
  });
});
