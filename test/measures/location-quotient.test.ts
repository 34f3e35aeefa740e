import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locationQuotientChangeMeasure } from "../../src/measures/location-quotient-change.js";
import { locationQuotient, locationQuotientMeasure } from "../../src/measures/location-quotient.js";
import { wageLocationQuotientMeasure } from "../../src/measures/wage-location-quotient.js";
import { disclosed, estimated, industryTable, SUPPRESSED, undefinedBecause } from "../helpers/industry-table.js";

describe("location quotient", () => {
  it("is 2 when an industry's share of jobs is twice the reference area's", () => {
    const jobs = { regionIndustry: 40, regionTotal: 1_000, referenceIndustry: 2_000, referenceTotal: 100_000 };
    expect(locationQuotient(jobs)).toBe(2);
  });

  it("is that of the worked examples of others", () => {
    // REAT 3.0.3, man/locq.Rd: 0.3847623.
    const reat = { regionIndustry: 1_714, regionTotal: 79_006, referenceIndustry: 879_213, referenceTotal: 15_593_224 };
    expect(locationQuotient(reat)).toBeCloseTo(0.3847623, 7);
    // University of Washington, Geography 350: region 500, 100, 200, 200 of 1,000 against 10, 20, 40, 30 %.
    const region = [500, 100, 200, 200];
    const shares = [10, 20, 40, 30];
    const quotients = region.map((jobs, industry) =>
      locationQuotient({
        regionIndustry: jobs,
        regionTotal: 1_000,
        referenceIndustry: shares[industry]!,
        referenceTotal: 100,
      }),
    );
    expect(quotients.map((lq) => lq?.toFixed(3))).toEqual(["5.000", "0.500", "0.500", "0.667"]);
  });

  it("is that which BLS prints for a county", () => {
    // QCEW 2018 Q1: private construction (23) in Franklin County, Ohio, printed 0.71 for January, 0.78 for wages.
    const january = {
      regionIndustry: 24_535,
      regionTotal: 741_008,
      referenceIndustry: 6_696_575,
      referenceTotal: 142_889_218,
    };
    const wages = {
      regionIndustry: 412_282_611,
      regionTotal: 11_081_640_362,
      referenceIndustry: 102_869_728_291,
      referenceTotal: 2_152_073_570_126,
    };
    expect(locationQuotient(january)?.toFixed(2)).toBe("0.71");
    expect(locationQuotient(wages)?.toFixed(2)).toBe("0.78");
  });

  it("is zero where the region has none of the industry", () => {
    const jobs = { regionIndustry: 0, regionTotal: 1_000, referenceIndustry: 2_000, referenceTotal: 100_000 };
    expect(locationQuotient(jobs)).toBe(0);
  });

  it("has no answer where the reference area has none of the industry, or the region no jobs", () => {
    const jobs = { regionIndustry: 40, regionTotal: 1_000, referenceIndustry: 0, referenceTotal: 100_000 };
    expect(locationQuotient(jobs)).toBeUndefined();
    expect(locationQuotient({ ...jobs, regionTotal: 0, referenceIndustry: 5 })).toBeUndefined();
  });

  const counts = fc.array(fc.record({ region: fc.nat(50_000), reference: fc.integer({ min: 1, max: 5_000_000 }) }), {
    minLength: 1,
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

  it("averages to 1 over all industries when weighted by reference shares", () => {
    fc.assert(
      fc.property(counts, (industries) => {
        const regionTotal = sum(industries.map(({ region }) => region));
        const referenceTotal = sum(industries.map(({ reference }) => reference));
        fc.pre(regionTotal > 0);
        const average = industries.reduce((total, { region, reference }) => {
          const jobs = { regionIndustry: region, regionTotal, referenceIndustry: reference, referenceTotal };
          return total + (reference / referenceTotal) * (locationQuotient(jobs) ?? NaN);
        }, 0);
        expect(average).toBeCloseTo(1, 9);
      }),
    );
  });

  it("is 1 in every industry where the region is the reference area", () => {
    fc.assert(
      fc.property(counts, (industries) => {
        const total = sum(industries.map(({ reference }) => reference));
        for (const { reference } of industries) {
          const jobs = {
            regionIndustry: reference,
            regionTotal: total,
            referenceIndustry: reference,
            referenceTotal: total,
          };
          expect(locationQuotient(jobs)).toBe(1);
        }
      }),
    );
  });

  it("does not change when either side's jobs are counted in another unit", () => {
    const job = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(job, job, job, job, fc.integer({ min: 2, max: 10_000 }), (a, b, c, d, unit) => {
        const jobs = { regionIndustry: a, regionTotal: b, referenceIndustry: c, referenceTotal: d };
        const lq = locationQuotient(jobs)!;
        const region = locationQuotient({ ...jobs, regionIndustry: a * unit, regionTotal: b * unit })!;
        const reference = locationQuotient({ ...jobs, referenceIndustry: c * unit, referenceTotal: d * unit })!;
        expect(region / lq).toBeCloseTo(1, 12);
        expect(reference / lq).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe("the lq column", () => {
  it("stays suppressed when the industry's jobs are suppressed", () => {
    const table = industryTable({
      region: { total: 1_000, "3364": SUPPRESSED },
      reference: { total: 9_000, "3364": 90 },
    });
    expect(locationQuotientMeasure.compute(table.industry("3364"), table)).toEqual({ status: "suppressed" });
  });

  it("is an estimate with a range when the industry's jobs are one", () => {
    const table = industryTable({
      region: { total: 1_000, "3364": estimated(40, { low: 30, high: 60 }) },
      reference: { total: 100_000, "3364": 2_000 },
    });
    expect(locationQuotientMeasure.compute(table.industry("3364"), table)).toEqual({
      status: "estimated",
      value: 2,
      low: 1.5,
      high: 3,
    });
  });

  it("is an estimate when the reference area's share was recovered", () => {
    // 4 % here, against 2 % (1.6 to 2.5 %) there.
    const table = industryTable({
      region: { total: 1_000, "3364": 40 },
      reference: { total: 1, "3364": estimated(0.02, { low: 0.016, high: 0.025 }) },
      recovered: true,
    });
    const lq = locationQuotientMeasure.compute(table.industry("3364"), table);
    expect(lq).toMatchObject({ status: "estimated", value: 2 });
    expect(lq.status === "estimated" && [lq.low, lq.high].map((end) => end.toFixed(9))).toEqual([
      "1.600000000",
      "2.500000000",
    ]);
  });

  it("says so where the reference area has none of the industry", () => {
    const table = industryTable({ region: { total: 1_000, "3364": 40 }, reference: { total: 9_000 } });
    const none = undefinedBecause("the reference area has none of it");
    expect(locationQuotientMeasure.compute(table.industry("3364"), table)).toEqual(none);
    const zero = industryTable({ region: { total: 1_000, "3364": 40 }, reference: { total: 9_000, "3364": 0 } });
    expect(locationQuotientMeasure.compute(zero.industry("3364"), zero)).toEqual(none);
  });
});

describe("the wageLq column", () => {
  it("is the same quotient of wages", () => {
    // 20 % of wages here, 10 % there.
    const table = industryTable({
      region: { total: { employment: 9, wages: 500 }, "3364": { employment: 9, wages: 100 } },
      reference: { total: { employment: 9, wages: 4_000 }, "3364": { employment: 9, wages: 400 } },
    });
    expect(wageLocationQuotientMeasure.compute(table.industry("3364"), table)).toEqual(disclosed(2));
  });
});

describe("the lqChange column", () => {
  it("is the later quotient less the earlier one", () => {
    // From (50/1,000) ÷ (500/10,000) = 1 to (75/1,000) ÷ (500/10,000) = 1.5.
    const table = industryTable({
      region: { total: { start: 1_000, end: 1_000 }, "3364": { start: 50, end: 75 } },
      reference: { total: { start: 10_000, end: 10_000 }, "3364": { start: 500, end: 500 } },
    });
    const change = locationQuotientChangeMeasure.compute(table.industry("3364"), table);
    expect(change).toMatchObject({ status: "disclosed" });
    expect("value" in change && change.value).toBeCloseTo(0.5, 12);
  });

  it("has no answer where a side does not reach back", () => {
    const table = industryTable({
      region: { total: { start: 1_000, end: 1_000 }, "3364": { start: 50, end: 75 } },
      reference: { total: 10_000, "3364": 500 },
    });
    expect(locationQuotientChangeMeasure.compute(table.industry("3364"), table)).toEqual(
      undefinedBecause("the files do not reach back"),
    );
  });
});
