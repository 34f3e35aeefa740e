import { PlaceSorter } from "./place-sorter.js";
import type { Direction } from "./factor.js";

export const RANKING_METHOD_IDS = ["mean-rank", "percentile", "min-max", "z-score"] as const;
export type RankingMethodId = (typeof RANKING_METHOD_IDS)[number];

/** A way to turn the values of one factor into scores that can be averaged over factors. */
export interface RankingMethod {
  readonly id: RankingMethodId;
  readonly label: string;
  /** Whether a low or a high weighted mean is the better one. */
  readonly better: Direction;
  readonly definition: string;
  /**
   * Scores of the items that have a value, in the method's own sense of better; NaN for those that have none. Allocates
   * nothing, because it is called once a draw.
   */
  readonly scoreInto: (values: Float64Array, direction: Direction, scores: Float64Array, sorter: PlaceSorter) => void;
  /** The score of an item without a value that counts as the worst. */
  readonly worst: (scores: Float64Array) => number;
}

/** Scores of the items that have a value. */
export function scoresBy(
  method: RankingMethod,
  values: readonly (number | undefined)[],
  direction: Direction,
  { countsWorst }: { readonly countsWorst: boolean },
): (number | undefined)[] {
  const scores = new Float64Array(values.length);
  method.scoreInto(
    Float64Array.from(values, (value) => value ?? NaN),
    direction,
    scores,
    new PlaceSorter(values.length),
  );
  const worst = countsWorst ? method.worst(scores) : undefined;
  return Array.from(scores, (score) => (Number.isNaN(score) ? worst : score));
}

function countOf(scores: Float64Array): number {
  let count = 0;
  for (const score of scores) if (!Number.isNaN(score)) count++;
  return count;
}

function leastOf(scores: Float64Array): number {
  let least = Infinity;
  for (const score of scores) if (score < least) least = score;
  return least;
}

/**
 * The four methods. START's tab K is mean rank; the others depend less on which industries are in the set
 * (percentile), or keep the distances between values (min-max, z-score).
 *
 * @source START toolkit, regional needs assessment, tab K; OECD/JRC Handbook on Constructing Composite
 *   Indicators, 2008, chapter 5
 */
export const RANKING_METHODS: readonly RankingMethod[] = [
  {
    id: "mean-rank",
    label: "mean rank",
    better: "lower",
    definition: "Rank of each factor over the industries, then the weighted mean of ranks; 1 is best.",
    scoreInto: (values, direction, scores, sorter) => {
      sorter.rank(values, direction, scores);
    },
    worst: (scores) => {
      const ranked = countOf(scores);
      // Those without a value share the last places.
      return ranked + (scores.length - ranked + 1) / 2;
    },
  },
  {
    id: "percentile",
    label: "percentile rank",
    better: "higher",
    definition: "Share of the other industries that a factor's value beats (ties half), then the weighted mean.",
    scoreInto: (values, direction, scores, sorter) => {
      sorter.rank(values, direction, scores);
      const others = countOf(scores) - 1;
      for (let item = 0; item < scores.length; item++) {
        const rank = scores[item]!;
        if (!Number.isNaN(rank)) scores[item] = others === 0 ? 1 : (others + 1 - rank) / others;
      }
    },
    worst: () => 0,
  },
  {
    id: "min-max",
    label: "min-max",
    better: "higher",
    definition: "Each factor scaled so that its worst value is 0 and its best 1, then the weighted mean.",
    scoreInto: (values, direction, scores) => {
      let low = Infinity;
      let high = -Infinity;
      for (const value of values) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      const span = high - low;
      for (let item = 0; item < values.length; item++) {
        const value = values[item]!;
        const position = (value - low) / span;
        if (Number.isNaN(value)) scores[item] = NaN;
        else if (span === 0) scores[item] = 1;
        else scores[item] = direction === "higher" ? position : 1 - position;
      }
    },
    worst: () => 0,
  },
  {
    id: "z-score",
    label: "z-score",
    better: "higher",
    definition: "Each factor in standard deviations from its mean over the industries, then the weighted mean.",
    scoreInto: (values, direction, scores) => {
      let count = 0;
      let sum = 0;
      for (const value of values) {
        if (Number.isNaN(value)) continue;
        count++;
        sum += value;
      }
      const centre = sum / count;
      let squares = 0;
      for (const value of values) if (!Number.isNaN(value)) squares += (value - centre) ** 2;
      const deviation = Math.sqrt(squares / count);
      const sign = direction === "higher" ? 1 : -1;
      for (let item = 0; item < values.length; item++) {
        const value = values[item]!;
        if (Number.isNaN(value)) scores[item] = NaN;
        else scores[item] = deviation === 0 ? 0 : (sign * (value - centre)) / deviation;
      }
    },
    worst: (scores) => (countOf(scores) === 0 ? 0 : leastOf(scores)),
  },
];

export function rankingMethod(id: RankingMethodId): RankingMethod {
  const method = RANKING_METHODS.find((one) => one.id === id);
  if (!method) throw new Error(`unreachable: no ranking method ${id}`);
  return method;
}
