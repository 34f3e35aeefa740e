/** How many standard deviations to either side hold 90 % of a normal distribution. */
export const NINETY_PERCENT = 1.645;

/** What a later industry may have got of the codes that split. */
export interface SplitTarget {
  /** Its part by shares known beforehand, and the variance of that. */
  readonly mean: number;
  readonly variance: number;
  /** Its part by its own later figure, where there is one, and the variance of that. */
  readonly evidence?: { readonly value: number; readonly variance: number };
  /** The most it can have got: all of the codes that reach it. */
  readonly cap: number;
}

export interface SplitPart {
  readonly value: number;
  readonly deviation: number;
}

/**
 * Shares a total out: each part is the mean of what was known beforehand and what the later figure says,
 * weighted by their precision; then all are moved to add up to the total, in proportion to their variances,
 * between 0 and their caps.
 *
 * This is the mean of independent normal variables given their sum. With variances in proportion to the means
 * and no evidence it has the moments of a Dirichlet distribution.
 */
export function fitSplit(targets: readonly SplitTarget[], total: number): readonly SplitPart[] {
  const loose = targets.map(({ mean, variance, evidence, cap }) => {
    if (!evidence || variance === 0) return { value: mean, variance, cap };
    const weight = 1 / variance + 1 / evidence.variance;
    return { value: (mean / variance + evidence.value / evidence.variance) / weight, variance: 1 / weight, cap };
  });
  const values = conserve(loose, total);
  const spread = sum(loose.map((target) => target.variance));
  return loose.map(({ variance }, index) => ({
    value: values[index]!,
    deviation: spread > 0 ? Math.sqrt(Math.max(0, variance - variance ** 2 / spread)) : 0,
  }));
}

interface Loose {
  readonly value: number;
  readonly variance: number;
  readonly cap: number;
}

/**
 * The values nearest to those wanted, by their variances, that add up to the total between 0 and their caps:
 * each is moved by its variance times one number for all, and stopped at its ends. The sum grows with that
 * number, which is found by halving.
 */
function conserve(targets: readonly Loose[], total: number): readonly number[] {
  const at =
    (step: number) =>
    ({ value, variance, cap }: Loose): number =>
      Math.min(cap, Math.max(0, value + step * variance));
  const sumAt = (step: number): number => {
    const moved = at(step);
    let total = 0;
    for (const target of targets) total += moved(target);
    return total;
  };
  const furthest = targets.map(({ value, variance, cap }) =>
    variance > 0 ? Math.max(Math.abs(value), Math.abs(cap - value)) / variance : 0,
  );
  let high = Math.max(0, ...furthest);
  let low = -high;
  for (let round = 0; round < HALVINGS; round++) {
    const middle = (low + high) / 2;
    const isLast = middle === low || middle === high;
    if (sumAt(middle) < total) low = middle;
    else high = middle;
    // No number lies between the two any more.
    if (isLast) break;
  }
  const values = targets.map(at((low + high) / 2));
  // What halving left, far below a job, goes to the largest, so that sums are kept to the last digit.
  const left = total - sum(values);
  const largest = values.indexOf(Math.max(...values));
  return values.map((value, index) => (index === largest ? value + left : value));
}

const HALVINGS = 100;

/**
 * The variance of an industry's growth against its sector's, relative to its size squared, over a span of years.
 * Measured on six-digit codes without change, nation and counties of Ohio, 2019 to 2024: the log of growth
 * deviates by √(years ÷ 3) · √(0.15² + 2.5² ÷ jobs).
 */
export function growthVariance(jobs: number, years: number): number {
  return (0.15 ** 2 + 2.5 ** 2 / Math.max(1, jobs)) * (years / 3);
}

/** The same for the number of establishments. */
export function establishmentGrowthVariance(establishments: number, years: number): number {
  return (0.1 ** 2 + 1 / Math.max(1, establishments)) * (years / 3);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
