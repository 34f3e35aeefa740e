import { mean, standardDeviation } from "simple-statistics";
import { averageRanks } from "./average-rank.js";
import type { Direction } from "./factor.js";

/** A way to turn the values of one factor into scores that can be averaged over factors. */
export interface RankingMethod {
  readonly id: "mean-rank" | "percentile" | "min-max" | "z-score";
  readonly label: string;
  /** Whether a low or a high weighted mean is the better one. */
  readonly better: Direction;
  readonly definition: string;
  /** Scores of the items that have a value, in the method's own sense of better. */
  readonly score: (values: readonly (number | undefined)[], direction: Direction) => (number | undefined)[];
  /** The score of an item without a value that counts as the worst. */
  readonly worst: (scores: readonly (number | undefined)[]) => number;
}

const present = (scores: readonly (number | undefined)[]): number[] =>
  scores.filter((score): score is number => score !== undefined);

function missingShareLastPlaces(scores: readonly (number | undefined)[]): number {
  const ranked = present(scores).length;
  const missing = scores.length - ranked;
  return ranked + (missing + 1) / 2;
}

const orient = (direction: Direction): number => (direction === "higher" ? 1 : -1);

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
    score: averageRanks,
    worst: missingShareLastPlaces,
  },
  {
    id: "percentile",
    label: "percentile rank",
    better: "higher",
    definition: "Share of the other industries that a factor's value beats (ties half), then the weighted mean.",
    score: (values, direction) => {
      const ranks = averageRanks(values, direction);
      const others = present(ranks).length - 1;
      return ranks.map((rank) => (rank === undefined ? undefined : others === 0 ? 1 : (others + 1 - rank) / others));
    },
    worst: () => 0,
  },
  {
    id: "min-max",
    label: "min-max",
    better: "higher",
    definition: "Each factor scaled so that its worst value is 0 and its best 1, then the weighted mean.",
    score: (values, direction) => {
      const known = present(values);
      const low = Math.min(...known);
      const span = Math.max(...known) - low;
      return values.map((value) => {
        if (value === undefined) return undefined;
        if (span === 0) return 1;
        const position = (value - low) / span;
        return direction === "higher" ? position : 1 - position;
      });
    },
    worst: () => 0,
  },
  {
    id: "z-score",
    label: "z-score",
    better: "higher",
    definition: "Each factor in standard deviations from its mean over the industries, then the weighted mean.",
    score: (values, direction) => {
      const known = present(values);
      if (known.length === 0) return values.map(() => undefined);
      const centre = mean(known);
      const deviation = standardDeviation(known);
      return values.map((value) => {
        if (value === undefined) return undefined;
        return deviation === 0 ? 0 : (orient(direction) * (value - centre)) / deviation;
      });
    },
    worst: (scores) => {
      const known = present(scores);
      return known.length === 0 ? 0 : Math.min(...known);
    },
  },
];

export type RankingMethodId = RankingMethod["id"];

export function rankingMethod(id: RankingMethodId): RankingMethod {
  const method = RANKING_METHODS.find((one) => one.id === id);
  if (!method) throw new Error(`unreachable: no ranking method ${id}`);
  return method;
}
