/**
 * What one weight does to the order, in closed form: a factor's share goes from 0 to 1 while the others keep their
 * proportions among each other.
 */
export interface WeightLine {
  /** Share of the factor as stated. */
  readonly stated: number;
  /** An industry's score at share t is (fixed·(1 − t) + own·t) ÷ (others·(1 − t) + present·t). */
  readonly fixed: Float64Array;
  readonly others: Float64Array;
  readonly own: Float64Array;
  readonly present: Float64Array;
}

/**
 * @param scores by factor and industry, NaN where an industry has no value of the factor
 * @param shares stated weights that sum to 1, at least two of them
 */
export function weightLine(scores: readonly Float64Array[], shares: Float64Array, factor: number): WeightLine {
  const size = scores[0]!.length;
  const stated = shares[factor]!;
  const fixed = new Float64Array(size);
  const others = new Float64Array(size);
  scores.forEach((column, index) => {
    if (index === factor) return;
    const share = shares[index]! / (1 - stated);
    column.forEach((score, item) => {
      if (Number.isNaN(score)) return;
      fixed[item]! += share * score;
      others[item]! += share;
    });
  });
  const column = scores[factor]!;
  return {
    stated,
    fixed,
    others,
    own: column.map((score) => (Number.isNaN(score) ? 0 : score)),
    present: column.map((score) => (Number.isNaN(score) ? 0 : 1)),
  };
}

function scoreAt(line: WeightLine, item: number, share: number): number {
  const weight = line.others[item]! * (1 - share) + line.present[item]! * share;
  return (line.fixed[item]! * (1 - share) + line.own[item]! * share) / weight;
}

/**
 * The shares in [0, 1] at which two industries score alike: where both have every factor, the two straight lines meet
 * at most once; where one has not every factor, a quadratic is to be solved.
 */
export function crossings(line: WeightLine, a: number, b: number): readonly number[] {
  // Numerator and denominator of each score as p + q·t.
  const parts = (item: number) => ({
    p: line.fixed[item]!,
    q: line.own[item]! - line.fixed[item]!,
    r: line.others[item]!,
    s: line.present[item]! - line.others[item]!,
  });
  const one = parts(a);
  const two = parts(b);
  const square = one.q * two.s - two.q * one.s;
  const linear = one.p * two.s + one.q * two.r - two.p * one.s - two.q * one.r;
  const constant = one.p * two.r - two.p * one.r;
  return roots(square, linear, constant).filter((share) => share >= 0 && share <= 1);
}

const NEAR_ZERO = 1e-12;

function roots(square: number, linear: number, constant: number): readonly number[] {
  if (Math.abs(square) < NEAR_ZERO) return Math.abs(linear) < NEAR_ZERO ? [] : [-constant / linear];
  const discriminant = linear * linear - 4 * square * constant;
  if (discriminant < 0) return [];
  // The form that does not take near numbers from each other.
  const half = -(linear + (linear < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return half === 0 ? [0] : [half / square, constant / half];
}

/** One weight's change. */
export interface WeightChange {
  readonly factor: number;
  readonly from: number;
  readonly to: number;
}

/** The smallest change of one weight at which two industries change places; undefined if none does it. */
export function smallestSwap(lines: readonly WeightLine[], a: number, b: number): WeightChange | undefined {
  let smallest: WeightChange | undefined;
  lines.forEach((line, factor) => {
    for (const to of crossings(line, a, b)) {
      const isSmaller = !smallest || Math.abs(to - line.stated) < Math.abs(smallest.to - smallest.from);
      if (isSmaller) smallest = { factor, from: line.stated, to };
    }
  });
  return smallest;
}

/**
 * The shares of one factor nearest to the stated one, on both sides, from which an industry is no longer among the first
 * N, or from which it is, whatever it was not before.
 */
export function topLimits(
  line: WeightLine,
  item: number,
  { top, better }: { readonly top: number; readonly better: "higher" | "lower" },
): readonly number[] {
  const size = line.own.length;
  const shares: number[] = [];
  for (let other = 0; other < size; other++) if (other !== item) shares.push(...crossings(line, item, other));
  const isIn = (share: number): boolean => {
    const own = scoreAt(line, item, share);
    let ahead = 0;
    for (let other = 0; other < size; other++) {
      const score = scoreAt(line, other, share);
      if (better === "lower" ? score < own : score > own) ahead++;
    }
    return ahead < top;
  };
  const now = isIn(line.stated);
  const first = (direction: 1 | -1): number | undefined => {
    const ahead = shares
      .filter((share) => direction * (share - line.stated) > NEAR_ZERO)
      .sort((a, b) => direction * (a - b));
    const end = direction === 1 ? 1 : 0;
    return ahead.find((share, index) => {
      const next = ahead[index + 1] ?? end;
      return isIn((share + next) / 2) !== now;
    });
  };
  return [first(-1), first(1)].filter((share) => share !== undefined);
}
