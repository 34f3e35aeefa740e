import { PlaceSorter } from "./place-sorter.js";
import type { Direction } from "./factor.js";

export const RANKING_METHOD_IDS = [
  "mean-rank",
  "percentile",
  "decile",
  "min-max",
  "geometric-mean",
  "z-score",
  "copeland",
] as const;
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
  /** Items are compared pair by pair, each factor with its weight as votes; without it scores are averaged. */
  readonly comparesPairs?: boolean;
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

function countScores(scores: Float64Array): number {
  let count = 0;
  for (const score of scores) if (!Number.isNaN(score)) count++;
  return count;
}

function leastScore(scores: Float64Array): number {
  let least = Infinity;
  for (const score of scores) if (score < least) least = score;
  return least;
}

/** Those without a value share the last places. */
function lastPlaces(scores: Float64Array): number {
  const ranked = countScores(scores);
  return ranked + (scores.length - ranked + 1) / 2;
}

/** The tenth of the items that a place is in: 10 for the first. */
export function decile(place: number, count: number): number {
  return 10 - Math.floor((10 * (place - 1)) / count);
}

/** 0 for the worst value, 1 for the best, in proportion between. */
function positionsInto(values: Float64Array, direction: Direction, scores: Float64Array): void {
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
}

/** The best of a factor in a geometric mean, in which the worst must be above 0. */
export const BEST_OF_GEOMETRIC = 100;

/**
 * The methods. START's tab K is mean rank; the others depend less on which industries are in the set (percentile,
 * decile), keep the distances between values (min-max, z-score), or let a strong factor make up less for a weak one
 * (geometric mean, Copeland).
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
    worst: lastPlaces,
  },
  {
    id: "percentile",
    label: "percentile rank",
    better: "higher",
    definition: "Share of the other industries that a factor's value beats (ties half), then the weighted mean.",
    scoreInto: (values, direction, scores, sorter) => {
      sorter.rank(values, direction, scores);
      const others = countScores(scores) - 1;
      for (let item = 0; item < scores.length; item++) {
        const rank = scores[item]!;
        if (!Number.isNaN(rank)) scores[item] = others === 0 ? 1 : (others + 1 - rank) / others;
      }
    },
    worst: () => 0,
  },
  {
    id: "decile",
    label: "decile",
    better: "higher",
    definition: "Tenth of the industries by each factor, 10 for the best and 1 for the last, then the weighted mean.",
    scoreInto: (values, direction, scores, sorter) => {
      sorter.rank(values, direction, scores);
      const count = countScores(scores);
      for (let item = 0; item < scores.length; item++) {
        const rank = scores[item]!;
        if (!Number.isNaN(rank)) scores[item] = decile(rank, count);
      }
    },
    worst: () => 1,
  },
  {
    id: "min-max",
    label: "min-max",
    better: "higher",
    definition: "Each factor scaled so that its worst value is 0 and its best 1, then the weighted mean.",
    scoreInto: positionsInto,
    worst: () => 0,
  },
  {
    id: "geometric-mean",
    label: "geometric mean",
    better: "higher",
    definition: `Each factor scaled so that its worst value is 1 and its best ${BEST_OF_GEOMETRIC}, then the weighted geometric mean; scores are its natural logarithm.`,
    scoreInto: (values, direction, scores) => {
      positionsInto(values, direction, scores);
      for (let item = 0; item < scores.length; item++) {
        scores[item] = Math.log(1 + (BEST_OF_GEOMETRIC - 1) * scores[item]!);
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
    worst: (scores) => (countScores(scores) === 0 ? 0 : leastScore(scores)),
  },
  {
    id: "copeland",
    label: "Copeland",
    better: "higher",
    definition:
      "Part of the other industries that it beats pair by pair: one beats another if the factors by which it stands higher weigh more than those by which it stands lower; even pairs count half.",
    scoreInto: (values, direction, scores, sorter) => {
      sorter.rank(values, direction, scores);
    },
    comparesPairs: true,
    worst: lastPlaces,
  },
];

export function rankingMethod(id: RankingMethodId): RankingMethod {
  const method = RANKING_METHODS.find((one) => one.id === id);
  if (!method) throw new Error(`unreachable: no ranking method ${id}`);
  return method;
}
