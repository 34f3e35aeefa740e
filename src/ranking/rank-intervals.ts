import { countingDatum, type Candidate, type Factor } from "./factor.js";
import { rankingMethod } from "./methods.js";
import { seededRandom } from "./random.js";
import { RankDraws } from "./rank-draws.js";
import type { RankedIndustry, RankingOptions } from "./rank.js";

/** The ranks that an industry has in 90 % of the draws. */
export interface RankInterval {
  readonly low: number;
  readonly high: number;
}

const DRAWS = 300;
const SEED = 1;

/**
 * How far the ranks may move because figures are estimates: every estimated figure is drawn again from its
 * interval, the industries are ranked again, and the middle 90 % of each industry's ranks are given.
 *
 * See FigureDraws for how they are drawn. The same input gives the same intervals. Published figures don't
 * move; where nothing is estimated, neither do ranks.
 *
 * @returns by code; undefined if no figure is an estimate
 */
export function rankIntervals<C extends Candidate>(
  industries: readonly RankedIndustry<C>[],
  factors: readonly Factor[],
  options: RankingOptions,
): ReadonlyMap<string, RankInterval> | undefined {
  const taking = factors.filter(({ id }) => industries.some(({ ranks }) => ranks[id] !== undefined));
  const draws = new RankDraws(
    taking.map(({ id }) => industries.map(({ candidate }) => countingDatum(candidate, id))),
    taking,
    { method: rankingMethod(options.method), countsWorst: options.missing === "worst" },
  );
  if (!draws.moves) return undefined;

  const random = seededRandom(SEED);
  const weights = Float64Array.from(taking, ({ weight }) => weight);
  const places = industries.map(() => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw++) {
    draws.drawFigures(random);
    const ranked = draws.rank(weights);
    for (let item = 0; item < ranked.length; item++) places[item]![draw] = ranked[item]!;
  }
  return new Map(
    industries.map(({ candidate, rank }, item) => {
      const sorted = places[item]!.sort();
      const low = sorted[Math.floor(DRAWS * 0.05)]!;
      const high = sorted[Math.ceil(DRAWS * 0.95) - 1]!;
      return [candidate.naics, { low: Math.min(low, rank), high: Math.max(high, rank) }];
    }),
  );
}
