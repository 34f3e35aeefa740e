import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/ranking/random.js";
import { normalCdf, regularizedBeta } from "../../src/sweep/distributions.js";
import { bootstrapPercentile, standardizeQuotients } from "../../src/sweep/standardize.js";

describe("standardized location quotients", () => {
  it("are deviations of logarithms where those are the more normal", () => {
    // e to the powers −2 … 2 over and over: the logarithms have mean 0 and, of 20, the variance 40 ÷ 19.
    const logs = Array.from({ length: 20 }, (_, k) => (k % 5) - 2);
    const { z, isLog, areas } = standardizeQuotients(logs.map(Math.exp))!;
    expect(isLog).toBe(true);
    expect(areas).toBe(20);
    for (const [k, log] of logs.entries()) expect(z[k]).toBeCloseTo(log / Math.sqrt(40 / 19), 12);
  });

  it("are deviations of the quotients themselves where those are", () => {
    // 11 … 30 evenly: mean 20.5, variance (20² − 1) ÷ 12 × 20 ÷ 19 = 35.
    const values = Array.from({ length: 20 }, (_, k) => 11 + k);
    const { z, isLog } = standardizeQuotients(values)!;
    expect(isLog).toBe(false);
    for (const [k, value] of values.entries()) expect(z[k]).toBeCloseTo((value - 20.5) / Math.sqrt(35), 12);
  });

  it("leave out areas without jobs in the industry", () => {
    const values = [0, ...Array.from({ length: 12 }, (_, k) => 0.5 + k)];
    const { z, areas } = standardizeQuotients(values)!;
    expect(areas).toBe(12);
    expect(z[0]).toBeNaN();
  });

  it("are not given for few areas, or for areas that are all alike", () => {
    expect(standardizeQuotients([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeUndefined();
    expect(standardizeQuotients(Array.from({ length: 20 }, () => 1.5))).toBeUndefined();
  });
});

describe("the bootstrapped percentile", () => {
  it("is what resampling comes to", () => {
    const random = seededRandom(7);
    const sorted = Float64Array.from({ length: 60 }, () => random() ** 3 * 10).sort();
    const draws = 40_000;
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const resample = Float64Array.from({ length: 60 }, () => sorted[Math.floor(random() * 60)]!).sort();
      // The 57th of 60 is the first with 95 % at or below it.
      sum += resample[56]!;
    }
    // The standard deviation of a resample's percentile is below 1, so that of the mean is below 0.005.
    expect(Math.abs(bootstrapPercentile(sorted, 0.95) - sum / draws)).toBeLessThan(0.02);
  });

  it("lies among the values and moves with them", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 10, maxLength: 80 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        const found = bootstrapPercentile(sorted, 0.95);
        expect(found).toBeGreaterThanOrEqual(sorted[0]! - 1e-9);
        expect(found).toBeLessThanOrEqual(sorted.at(-1)! + 1e-9);
        const moved = bootstrapPercentile(
          sorted.map((value) => 3 + 2 * value),
          0.95,
        );
        expect(moved).toBeCloseTo(3 + 2 * found, 8);
      }),
    );
  });
});

describe("the distributions behind them", () => {
  it("give the tables' values", () => {
    // Of the standard normal distribution: 95 % below 1.6448536, 97.5 % below 1.9599640.
    expect(normalCdf(1.6448536)).toBeCloseTo(0.95, 6);
    expect(normalCdf(-1.959964)).toBeCloseTo(0.025, 6);
    // Beta(1, 1) is uniform; of Beta(2, 1) the distribution function is x²; of Beta(2, 2) 3x² − 2x³.
    expect(regularizedBeta(0.3, 1, 1)).toBeCloseTo(0.3, 12);
    expect(regularizedBeta(0.3, 2, 1)).toBeCloseTo(0.09, 12);
    expect(regularizedBeta(0.7, 2, 2)).toBeCloseTo(3 * 0.49 - 2 * 0.343, 12);
  });

  it("count a binomial tail", () => {
    // At least 57 of 60 with probability 0.9 each: Σ C(60,k) 0.9^k 0.1^(60−k), k = 57 … 60.
    const choose = [34220, 1770, 60, 1];
    const tail = choose.reduce((sum, ways, k) => sum + ways * 0.9 ** (57 + k) * 0.1 ** (3 - k), 0);
    expect(regularizedBeta(0.9, 57, 4)).toBeCloseTo(tail, 12);
  });
});
