import { countingDatum, type Candidate, type Factor } from "./factor.js";
import { rankingMethod } from "./methods.js";
import { RankDraws } from "./rank-draws.js";
import type { Ranking } from "./rank.js";
import { spreadOfRanks, type Spread } from "./weight-draws.js";

/** Ranks over draws of weights and of estimated figures. */
export interface IndustrySpread {
  /** Part of the draws in which it is among the first N. */
  readonly topShare: number;
  readonly low: number;
  readonly high: number;
  readonly median: number;
}

/** How a ranking's own table draws weights: as `sensitivity` does, a tenth as often. */
export const SPREAD_OF_RANK = { draws: 1_000, concentration: 20, seed: 1 } as const;

/**
 * How the ranks fall over weights near the stated ones and draws of the estimated figures, and how often an industry
 * is among the first `top`.
 *
 * @param isListable industries that may be on the short list; others are passed over, and their share is 0
 * @returns by code; undefined where a single factor leaves no weight to draw
 */
export function nearSpread<C extends Candidate>(
  ranking: Ranking<C>,
  { top, isListable }: { readonly top: number; readonly isListable?: ((candidate: C) => boolean) | undefined },
): ReadonlyMap<string, IndustrySpread> | undefined {
  const factors = ranking.factors.filter(({ count }) => count > 0);
  if (factors.length < 2) return undefined;
  const stated = Float64Array.from(factors, ({ share }) => share);
  const parameters = stated.map((share) => share * SPREAD_OF_RANK.concentration);
  const listable =
    isListable && Uint8Array.from(ranking.industries, ({ candidate }) => (isListable(candidate) ? 1 : 0));
  const options = { ...SPREAD_OF_RANK, top, stated, parameters, listable, compared: [] };
  const spread = spreadOfRanks(prepareRankDraws(ranking, factors), options);
  return new Map(ranking.industries.map(({ candidate }, item) => [candidate.naics, spreadAt(spread, item)]));
}

export function prepareRankDraws<C extends Candidate>(ranking: Ranking<C>, factors: readonly Factor[]): RankDraws {
  return new RankDraws(
    factors.map(({ id }) => ranking.industries.map(({ candidate }) => countingDatum(candidate, id))),
    factors,
    { method: rankingMethod(ranking.method), countsWorst: ranking.missingRule === "worst" },
  );
}

export function spreadAt({ topShare, low, high, median }: Spread, item: number): IndustrySpread {
  return { topShare: topShare[item]!, low: low[item]!, high: high[item]!, median: median[item]! };
}
