import { valueOf } from "../datum.js";
import type { Factor } from "./factor.js";
import { rankingMethod } from "./methods.js";
import { normal, seededRandom } from "./random.js";
import type { RankedIndustry, RankingOptions } from "./rank.js";
import type { Candidate } from "./factor.js";
import { scoreIndustries } from "./score.js";

/** The ranks that an industry has in 90 % of the draws. */
export interface RankInterval {
  readonly low: number;
  readonly high: number;
}

/** Standard deviations from the middle of a normal distribution to the ends of its 90 % interval. */
const NINETY_PERCENT = 1.6448536269514722;
const DRAWS = 300;
const SEED = 1;

/**
 * How far the ranks may move because figures are estimates: every estimated figure is drawn anew from its
 * interval, the industries are ranked again, and the middle 90 % of each industry's ranks are told.
 *
 * Figures of one industry that hang on its jobs (jobs, location quotient, growth) move together; pay moves
 * apart. Each side of an interval is taken as half a normal distribution. The same input gives the same
 * intervals. Published figures don't move; where nothing is estimated, neither do ranks.
 *
 * @returns by code; nothing where no figure is an estimate
 */
export function rankIntervals<C extends Candidate>(
  industries: readonly RankedIndustry<C>[],
  factors: readonly Factor[],
  options: RankingOptions,
): ReadonlyMap<string, RankInterval> | undefined {
  const taking = factors.filter(({ id }) => industries.some(({ ranks }) => ranks[id] !== undefined));
  const data = taking.map(({ id }) => industries.map(({ candidate }) => candidate.values[id]));
  const isEstimated = data.some((column) =>
    column.some((datum) => datum?.status === "estimated" && datum.high > datum.low),
  );
  if (!isEstimated) return undefined;

  const random = seededRandom(SEED);
  const method = rankingMethod(options.method);
  const countsWorst = options.missing === "worst";
  const places = industries.map(() => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw++) {
    const jobs = industries.map(() => normal(random));
    const columns = data.map((column, factor) =>
      column.map((datum, item) => {
        if (datum?.status !== "estimated") return datum && valueOf(datum);
        const deviate = MOVES_APART.has(taking[factor]!.id) ? normal(random) : jobs[item]!;
        const side = deviate < 0 ? datum.value - datum.low : datum.high - datum.value;
        return datum.value + (deviate * side) / NINETY_PERCENT;
      }),
    );
    scoreIndustries(columns, taking, { method, countsWorst }).places.forEach((place, item) => {
      places[item]![draw] = place;
    });
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

/** Factors whose error is not that of the industry's jobs. */
const MOVES_APART: ReadonlySet<string> = new Set(["averagePay", "payRatio", "wages", "wageLq"]);
