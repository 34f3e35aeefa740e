import { averageRanks } from "./average-rank.js";
import { effectiveWeights } from "./effective-weights.js";
import { countingNumber, type Candidate, type Factor } from "./factor.js";
import { rankingMethod, type RankingMethodId } from "./methods.js";
import { scoreIndustries } from "./score.js";
import { treated } from "./treatment.js";

/** What to do with an industry without a factor's value. */
export const MISSING_RULES = ["reweight", "worst", "exclude"] as const;
export type MissingRule = (typeof MISSING_RULES)[number];

export interface RankingOptions {
  readonly method: RankingMethodId;
  readonly missing: MissingRule;
}

export interface RankedIndustry<C extends Candidate> {
  readonly candidate: C;
  /** 1 is best; fractional only under ties. */
  readonly rank: number;
  /** Weighted mean of the factor scores, in the method's scale. */
  readonly score: number;
  /** Rank within each factor, 1 best, over the industries that have a value. */
  readonly ranks: Readonly<Record<string, number>>;
  /** What entered the weighted mean for each factor, in the method's scale. */
  readonly scores: Readonly<Record<string, number>>;
  /** Factors without a value, or with one that is mostly a guess: left out or counted worst as the rule says. */
  readonly missing: readonly string[];
}

export interface Ranking<C extends Candidate> {
  readonly method: RankingMethodId;
  readonly missingRule: MissingRule;
  readonly factors: readonly (Factor & {
    /** Weight as a part of all weights. */
    readonly share: number;
    /** Part of the ranking's variance that goes with this factor; see effectiveWeights. */
    readonly effectiveWeight: number | undefined;
    /** Ranked industries that have a value; places within the factor are among these. */
    readonly count: number;
  })[];
  /** In rank order; ties in order of their codes. */
  readonly industries: readonly RankedIndustry<C>[];
  /** Not ranked, and the factors without a value of them. */
  readonly unranked: readonly { readonly candidate: C; readonly missing: readonly string[] }[];
}

/**
 * Ranks industries by the weighted mean of their factor scores.
 *
 * Values are taken at full precision. A factor that no industry has a value for takes no part, whatever
 * the rule. Under `reweight` an industry's score is the mean over the factors it has; under `worst` it gets
 * the worst score of the method; under `exclude` it is not ranked. A value is never taken as zero.
 *
 * @source START toolkit, tab K
 */
export function rankIndustries<C extends Candidate>(
  candidates: readonly C[],
  factors: readonly Factor[],
  options: RankingOptions,
): Ranking<C> {
  const method = rankingMethod(options.method);
  const numbers = (among: readonly C[], factor: Factor) => among.map((candidate) => countingNumber(candidate, factor));

  const taking = factors.filter((factor) => numbers(candidates, factor).some((value) => value !== undefined));
  const lacking = (candidate: C): string[] =>
    taking.filter((factor) => countingNumber(candidate, factor) === undefined).map((factor) => factor.id);

  const isRanked = (candidate: C): boolean => {
    const missing = lacking(candidate).length;
    if (missing === 0) return taking.length > 0;
    return options.missing !== "exclude" && missing < taking.length;
  };
  const ranked = candidates.filter(isRanked);
  const unranked = candidates
    .filter((candidate) => !isRanked(candidate))
    .map((candidate) => ({ candidate, missing: lacking(candidate) }));

  const values = taking.map((factor) => treated(numbers(ranked, factor), factor));
  const { scores, totals, places } = scoreIndustries(values, taking, {
    method,
    countsWorst: options.missing === "worst",
  });
  const columns = taking.map((factor, index) => ({
    factor,
    values: values[index]!,
    scores: scores[index]!,
    ranks: averageRanks(values[index]!, factor.direction),
  }));

  const industries = ranked
    .map((candidate, item) => ({
      candidate,
      rank: places[item]!,
      score: totals[item]!,
      ranks: collectEntries(columns, ({ ranks }) => ranks[item]),
      scores: collectEntries(columns, ({ scores }) => scores[item]),
      missing: lacking(candidate),
    }))
    .sort((a, b) => a.rank - b.rank || compareCodes(a.candidate.naics, b.candidate.naics));

  const weightSum = taking.reduce((sum, factor) => sum + factor.weight, 0);
  const effective = effectiveWeights(
    columns.map(({ scores }) => scores),
    totals,
  );
  return {
    method: options.method,
    missingRule: options.missing,
    factors: factors.map((factor) => {
      const column = columns.findIndex((one) => one.factor === factor);
      return {
        ...factor,
        share: column === -1 ? 0 : factor.weight / weightSum,
        effectiveWeight: column === -1 ? 0 : effective[column],
        count: columns[column]?.values.filter((value) => value !== undefined).length ?? 0,
      };
    }),
    industries,
    unranked,
  };
}

function collectEntries<Column extends { readonly factor: Factor }>(
  columns: readonly Column[],
  pick: (column: Column) => number | undefined,
): Record<string, number> {
  const entries: Record<string, number> = {};
  for (const column of columns) {
    const value = pick(column);
    if (value !== undefined) entries[column.factor.id] = value;
  }
  return entries;
}

/** Order of codes as text, the same on every platform. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
