import { normalCdf, regularizedBeta } from "./distributions.js";

/** Fewer areas than this say nothing about how quotients are spread over areas. */
export const FEWEST_AREAS = 10;

/** One- and two-tailed 5 % points of the normal distribution, which O'Donoghue & Gleave propose as cut-offs. */
export const NORMAL_CUT_OFFS = { oneTailed: 1.65, twoTailed: 1.96 } as const;

const PERCENTILE = 0.95;

export interface Standardized {
  /** Deviations from the mean over areas, in standard deviations; NaN where the quotient is not above 0. */
  readonly z: Float64Array;
  /** Whether the logarithms were standardised, being nearer to a normal distribution than the quotients. */
  readonly isLog: boolean;
  /** How many areas took part. */
  readonly areas: number;
  /** The bootstrapped 95th percentile of `z`: an area above it stands out among those compared. */
  readonly cutOff: number;
}

/**
 * Standardises the location quotients of one industry over areas: how far each is from the mean, in standard
 * deviations, of quotients or of their logarithms, whichever are nearer to a normal distribution
 * (Kolmogorov-Smirnov distance). A quotient of 0 has no logarithm and takes no part.
 *
 * @returns nothing for fewer than {@link FEWEST_AREAS} areas, or where all are alike
 * @source O'Donoghue & Gleave, "A note on methods for measuring industrial agglomeration", Regional Studies 2004;
 *   Tian, "Measuring agglomeration using the standardized location quotient with a bootstrap method", JRAP 2013
 */
export function standardizeQuotients(quotients: ArrayLike<number>): Standardized | undefined {
  const taking: number[] = [];
  for (let k = 0; k < quotients.length; k++) if (quotients[k]! > 0) taking.push(k);
  if (taking.length < FEWEST_AREAS) return undefined;
  const raw = scores(Float64Array.from(taking, (k) => quotients[k]!));
  const log = scores(Float64Array.from(taking, (k) => Math.log(quotients[k]!)));
  if (!raw || !log) return undefined;
  const isLog = log.distance < raw.distance;
  const chosen = isLog ? log : raw;
  const z = new Float64Array(quotients.length).fill(Number.NaN);
  taking.forEach((k, place) => (z[k] = chosen.z[place]!));
  return { z, isLog, areas: taking.length, cutOff: bootstrapPercentile(chosen.sorted, PERCENTILE) };
}

interface Scores {
  readonly z: Float64Array;
  readonly sorted: Float64Array;
  /** Kolmogorov-Smirnov distance to the standard normal distribution. */
  readonly distance: number;
}

function scores(values: Float64Array): Scores | undefined {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (count - 1));
  if (!(deviation > 1e-12 * Math.abs(mean))) return undefined;
  const z = values.map((value) => (value - mean) / deviation);
  const sorted = z.slice().sort();
  let distance = 0;
  sorted.forEach((value, place) => {
    const expected = normalCdf(value);
    distance = Math.max(distance, expected - place / count, (place + 1) / count - expected);
  });
  return { z, sorted, distance };
}

/**
 * The mean of a percentile over all resamples with replacement: the bootstrap without its chance.
 *
 * In a resample of n values the k-th smallest is at most the j-th of the sample with the probability that a beta
 * variable of k and n − k + 1 is at most j ÷ n. So the mean over every possible resample is a weighted sum of
 * the sample, and no draws, and no seed, are needed.
 *
 * @param sorted rising
 * @source Hutson & Ernst, "The exact bootstrap mean and variance of an L-estimator", JRSS B 2000
 */
export function bootstrapPercentile(sorted: ArrayLike<number>, part: number): number {
  const count = sorted.length;
  const rank = Math.ceil(part * count);
  let sum = 0;
  let below = 0;
  for (let j = 1; j <= count; j++) {
    const upTo = regularizedBeta(j / count, rank, count - rank + 1);
    sum += (upTo - below) * sorted[j - 1]!;
    below = upTo;
  }
  return sum;
}
