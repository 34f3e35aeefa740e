import { power } from "../core/power.js";

/** Jobs behind a printed growth. */
export interface GrowthCase {
  readonly printed: number;
  /** What the printed growth should be as a fraction, by the row's own jobs. */
  readonly expected: number;
}

/** Growth below half a percent says nothing once it is rounded. */
const LEAST_GROWTH = 0.005;

/**
 * Whether growths without a percent sign are percentages or fractions: the rows' own jobs decide, of which both are
 * printed. 5.2 beside 1,000 and 1,052 jobs is a percentage, 0.052 a fraction.
 *
 * @returns what a printed growth is divided by, 100 or 1; undefined where the rows do not show it
 */
export function findGrowthScale(cases: readonly GrowthCase[]): 100 | 1 | undefined {
  const ratios = cases
    .filter(({ expected, printed }) => Math.abs(expected) >= LEAST_GROWTH && printed !== 0)
    .map(({ printed, expected }) => printed / expected);
  const isMost = (isOfScale: (ratio: number) => boolean): boolean =>
    ratios.filter(isOfScale).length > ratios.length / 2;
  if (isMost((ratio) => ratio > 50 && ratio < 200)) return 100;
  return isMost((ratio) => ratio > 0.5 && ratio < 2) ? 1 : undefined;
}

/** Growth over a span from its jobs, whole or by the year; undefined where it has no answer. */
export function growthBetween({
  first,
  last,
  years = 1,
}: {
  readonly first: number;
  readonly last: number;
  readonly years?: number;
}): number | undefined {
  if (first <= 0 || last < 0 || years <= 0) return undefined;
  return power(last / first, 1 / years) - 1;
}
