import { describe, expect, it } from "vitest";
import { dirichletInto, gamma } from "../../src/ranking/dirichlet.js";
import { seededRandom } from "../../src/ranking/random.js";

const DRAWS = 60_000;

function moments(draw: () => number): { readonly mean: number; readonly variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS };
}

describe("gamma draws", () => {
  it.each([0.3, 1, 2.5, 40])("of shape %d have that mean and that variance", (shape) => {
    const random = seededRandom(3);
    const { mean, variance } = moments(() => gamma(shape, random));
    // The mean's standard error is √(shape ÷ draws); the variance's is √((2·shape² + 6·shape) ÷ draws).
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / DRAWS));
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((2 * shape ** 2 + 6 * shape) / DRAWS));
  });
});

describe("Dirichlet draws", () => {
  it.each([
    { concentration: 20, stated: [0.5, 0.25, 0.2, 0.05] },
    { concentration: 3, stated: [1 / 3, 1 / 3, 1 / 3] },
  ])("of concentration $concentration have the stated weights as mean and w(1 − w)/(c + 1) as variance", (given) => {
    const { concentration, stated } = given;
    stated.forEach((weight, factor) => {
      const random = seededRandom(5);
      const weights = new Float64Array(stated.length);
      const parameters = Float64Array.from(stated, (one) => one * concentration);
      const { mean, variance } = moments(() => {
        dirichletInto(parameters, random, weights);
        return weights[factor]!;
      });
      const theory = (weight * (1 - weight)) / (concentration + 1);
      expect(Math.abs(mean - weight)).toBeLessThan(4 * Math.sqrt(theory / DRAWS));
      expect(variance / theory).toBeGreaterThan(0.95);
      expect(variance / theory).toBeLessThan(1.05);
    });
  });

  it("sum to 1 and are never negative, also for tiny parameters", () => {
    const random = seededRandom(9);
    const weights = new Float64Array(3);
    for (const parameter of [1, 0.01, 1e-9]) {
      for (let draw = 0; draw < 200; draw++) {
        dirichletInto(new Float64Array(3).fill(parameter), random, weights);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
