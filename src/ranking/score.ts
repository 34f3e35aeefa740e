import { averageRanks } from "./average-rank.js";
import type { Factor } from "./factor.js";
import { scoresBy, type RankingMethod } from "./methods.js";
import { pairTotalsInto } from "./pair-totals.js";

/** Values of one factor over the industries; `undefined` where there is none. */
export type FactorValues = readonly (number | undefined)[];

export interface Scored {
  /** What enters the weighted mean, by factor and industry. */
  readonly scores: readonly FactorValues[];
  /** Weighted mean of each industry. */
  readonly totals: readonly number[];
  /** Rank of each industry, ties sharing the mean of their places. */
  readonly places: readonly number[];
}

/**
 * Scores industries on every factor, takes the weighted mean over the factors that each has, and ranks.
 *
 * @param columns values by factor, all over the same industries; every industry has a value somewhere
 * @param countsWorst an industry without a value gets the method's worst score, instead of being weighed on
 *   its other factors
 */
export function scoreIndustries(
  columns: readonly FactorValues[],
  factors: readonly Pick<Factor, "weight" | "direction">[],
  { method, countsWorst }: { readonly method: RankingMethod; readonly countsWorst: boolean },
): Scored {
  const scores = columns.map((values, index) => scoresBy(method, values, factors[index]!.direction, { countsWorst }));
  const industries = columns[0]?.length ?? 0;
  const totals = method.comparesPairs
    ? pairTotals(scores, factors)
    : Array.from({ length: industries }, (_, item) => {
        let sum = 0;
        let weights = 0;
        for (let index = 0; index < scores.length; index++) {
          const score = scores[index]![item];
          if (score === undefined) continue;
          sum += factors[index]!.weight * score;
          weights += factors[index]!.weight;
        }
        return sum / weights;
      });
  // Weighted means of the same ranks in another order may differ in the last bit; within a trillionth scores are ties.
  const comparable = totals.map((total) => Math.round(total * 1e9) / 1e9);
  return { scores, totals, places: averageRanks(comparable, method.better).map((place) => place!) };
}

function pairTotals(scores: readonly FactorValues[], factors: readonly Pick<Factor, "weight">[]): readonly number[] {
  const totals = new Float64Array(scores[0]?.length ?? 0);
  pairTotalsInto(
    scores.map((column) => Float64Array.from(column, (score) => score ?? NaN)),
    Float64Array.from(factors, ({ weight }) => weight),
    totals,
  );
  return Array.from(totals);
}
