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

function conserve(targets: readonly Loose[], total: number): readonly number[] {
  const values = targets.map((target) => target.value);
  let free = targets.map((_, index) => index);
  let left = total;
  while (free.length > 0) {
    const gap = left - sum(free.map((index) => values[index]!));
    const spread = sum(free.map((index) => targets[index]!.variance));
    const moved = free.map((index) => {
      const weight = spread > 0 ? targets[index]!.variance / spread : 1 / free.length;
      return { index, value: values[index]! + gap * weight };
    });
    const below = moved.filter(({ value }) => value < 0);
    const above = moved.filter(({ index, value }) => value > targets[index]!.cap);
    // The side that the gap pushes against is settled first; settling both at once could leave no room.
    const [first, second] = gap < 0 ? [below, above] : [above, below];
    const out = first.length > 0 ? first : second;
    if (out.length === 0) {
      for (const { index, value } of moved) values[index] = value;
      return values;
    }
    for (const { index, value } of out) {
      values[index] = Math.min(targets[index]!.cap, Math.max(0, value));
      left -= values[index];
    }
    const settled = new Set(out.map(({ index }) => index));
    free = free.filter((index) => !settled.has(index));
  }
  return values;
}

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
