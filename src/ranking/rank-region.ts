import { analyzeIndustries, type Analysis, type AnalysisInputs, type AnalysisOptions } from "../region/analysis.js";
import type { Datum } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import type { Thresholds } from "./cautions.js";
import {
  chooseFactors,
  filterCandidates,
  measureIndustries,
  type CriteriaOptions,
  type Filters,
  type RankCandidate,
} from "./criteria.js";
import { rankIntervals, type RankInterval } from "./rank-intervals.js";
import { rankIndustries, type Ranking, type RankingOptions } from "./rank.js";
import { buildShortList, type ShortListEntry } from "./short-list.js";
import { applyRules, type Rule, type RuleResults } from "./rules/rules.js";

/** The user's own figures about industries, which join the measures as factors. */
export interface UserFactorValues {
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, Readonly<Record<string, Datum>>>;
}

export interface RankRegionOptions extends AnalysisOptions, CriteriaOptions, Filters, RankingOptions {
  readonly top: number;
  readonly thresholds: Thresholds;
  readonly rules?: readonly Rule[];
  /** The rules are applied one after another. */
  readonly eliminate?: boolean;
}

export interface RankedRegion {
  readonly analysis: Analysis;
  /** Every industry with its measures, before filters. */
  readonly measured: readonly RankCandidate[];
  readonly ranking: Ranking<RankCandidate>;
  /** Where figures are estimates: the ranks of nine in ten draws of them. */
  readonly rankIntervals: ReadonlyMap<string, RankInterval> | undefined;
  readonly shortList: readonly ShortListEntry[];
  /** What the rules make of the industries left by the filters; nothing where there are no rules. */
  readonly rules?: RuleResults | undefined;
  readonly notes: readonly Note[];
}

/**
 * The main job without its files: the table of industries, its measures, the ranking and the short list.
 *
 * @throws {InputError} NO_INDUSTRY_LEFT where filters or missing figures leave none, and what analyzeIndustries throws
 */
export function rankRegion(
  inputs: AnalysisInputs,
  options: RankRegionOptions,
  userFactors: UserFactorValues = { names: [], values: new Map() },
): RankedRegion {
  const factors = chooseFactors(options, userFactors.names);
  const analysis = withUserFactors(analyzeIndustries(inputs, options), userFactors);
  const measured = measureIndustries(analysis.table);
  const { candidates, notes } = filterCandidates(measured, options);
  const ranking = rankIndustries(candidates, factors, options);
  if (ranking.industries.length === 0) throw nothingRanked(candidates.length, options.missing);
  const shortList = buildShortList(ranking, analysis.table, options);
  return {
    analysis,
    measured,
    ranking,
    rankIntervals: rankIntervals(ranking.industries, factors, options),
    shortList,
    ...(options.rules &&
      options.rules.length > 0 && {
        rules: applyRules(candidates, analysis.table, options.rules, options.eliminate === true),
      }),
    notes,
  };
}

function nothingRanked(candidates: number, missing: RankRegionOptions["missing"]): InputError {
  const excluding = missing === "exclude";
  return new InputError(
    excluding ? "no industry has a figure for every factor" : "no industry has a figure for any factor",
    {
      code: "NO_INDUSTRY_LEFT",
      found: `${candidates} industries, each lacking a figure`,
      hint: excluding ? "use --missing reweight, or fewer factors" : "choose other --weights",
    },
  );
}

function withUserFactors(analysis: Analysis, userFactors: UserFactorValues): Analysis {
  if (userFactors.names.length === 0) return analysis;
  const rows = analysis.table.rows.map((row) => ({
    ...row,
    userFactors: Object.fromEntries(
      userFactors.names.map((name): [string, Datum] => [
        name,
        userFactors.values.get(row.naics)?.[name] ?? { status: "absent" },
      ]),
    ),
  }));
  return { ...analysis, table: { ...analysis.table, rows } };
}
