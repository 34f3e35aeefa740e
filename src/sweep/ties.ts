import { averageRanks } from "../ranking/average-rank.js";
import type { Direction } from "../ranking/factor.js";

/** A quotient is a handful of divisions, each right to half of the last bit: so far equal fractions may end apart. */
const ROUNDING = 4e-15;

/** Whether two figures are equal except for the rounding of their arithmetic: 1 ÷ 48 and 2 ÷ 96 of sums of thirds. */
export function areAlike(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Places of figures, 1 for the first; those that are equal except for rounding share the mean of their places, as
 * areas with the same share of jobs do.
 */
export function rankWithTies(values: ArrayLike<number>, direction: Direction): readonly number[] {
  return averageRanks(Array.from(withTiesEqual(values)), direction).map((place) => place!);
}

/** The figures, each of those that are alike replaced by the least of them. */
export function withTiesEqual(values: ArrayLike<number>): Float64Array {
  const equal = Float64Array.from(values);
  // Numbers sort fast where no order of items is asked for, and few are alike without being equal.
  const sorted = equal.slice().sort();
  const least = new Map<number, number>();
  for (let k = 1; k < sorted.length; k++) {
    const [before, here] = [sorted[k - 1]!, sorted[k]!];
    if (before !== here && areAlike(before, here)) least.set(here, least.get(before) ?? before);
  }
  return least.size === 0 ? equal : equal.map((value) => least.get(value) ?? value);
}
