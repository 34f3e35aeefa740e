import { normal, type Random } from "./random.js";
import { power } from "../core/power.js";

/**
 * A draw from the gamma distribution of a shape and scale 1.
 *
 * @source Marsaglia & Tsang, "A simple method for generating gamma variables", 2000; below shape 1 by their boost
 */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * power(1 - random(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const root = 1 + c * x;
    const v = root * root * root;
    if (v <= 0) continue;
    const u = 1 - random();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * Draws weights that sum to 1 from the Dirichlet distribution.
 *
 * With parameters c·w the mean is w and the variance of each weight w(1 − w)/(c + 1); with all parameters 1 every set of
 * weights is as likely as any other.
 */
export function dirichletInto(parameters: Float64Array, random: Random, weights: Float64Array): void {
  let sum = 0;
  for (let factor = 0; factor < parameters.length; factor++) {
    const draw = gamma(parameters[factor]!, random);
    weights[factor] = draw;
    sum += draw;
  }
  // All underflow to 0 only for parameters near 0: one factor then has all the weight.
  if (sum === 0) weights[0] = sum = 1;
  for (let factor = 0; factor < weights.length; factor++) weights[factor] = weights[factor]! / sum;
}
