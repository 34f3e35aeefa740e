import { UsageError } from "../core/errors.js";
import type { Factor, FurtherFactor } from "../ranking/factor.js";
import { readRules, weakestRules, type Rule } from "../ranking/rules/rules.js";
import type { InputOptions } from "../region/read/inputs.js";
import type { AnalysisOptions } from "../region/analysis.js";
import type { Level } from "../core/industry-table.js";
import type { RankRegionOptions } from "../ranking/rank-region.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { OptionValues } from "./option-types.js";
import { placeOfOption } from "./resolve-options.js";
import type {
  inputOptions,
  priceOptions,
  projectionOptions,
  rankingOptions,
  ruleOptions,
  thresholdOptions,
  workforceOptions,
} from "./options.js";

export type InputValues = OptionValues<typeof inputOptions> &
  Partial<
    OptionValues<typeof projectionOptions> & OptionValues<typeof priceOptions> & OptionValues<typeof workforceOptions>
  > & {
    readonly clusters?: string | undefined;
  };
type RankingValues = OptionValues<typeof rankingOptions>;
type ThresholdValues = OptionValues<typeof thresholdOptions>;

/** The input options of the command line in the terms of the analysis. */
export function analysisOptions(options: InputValues): InputOptions & AnalysisOptions {
  return {
    ...options,
    level: parseLevel(options.level),
    quarter: parseQuarter(options.quarter),
    suppressed: options.suppressed === "drop" ? "drop" : "estimate",
    qcew: [...options.qcew, ...(options.store === undefined ? [] : [options.store])],
  };
}

/** The options of `rank` in the terms of the ranking; an empty list is not a filter. */
export function rankRegionOptions(options: InputValues & RankingValues & ThresholdValues): RankRegionOptions {
  return {
    ...analysisOptions(options),
    countGuesses: options.suppressed === "estimate-all",
    weights: options.weights,
    placeOfWeight: (id) => placeOfOption(options, "weights", id),
    profile: options.profile,
    method: options.method,
    missing: options.missing,
    top: options.top,
    minEmployment: options.minEmployment,
    minEstablishments: options.minEstablishments,
    minLq: options.minLq,
    minPay: options.minPay,
    only: options.only.length > 0 ? options.only : undefined,
    excludeIndustries: options.excludeIndustries.length > 0 ? options.excludeIndustries : undefined,
    thresholds: toThresholds(options),
  };
}

/**
 * The rules of a run.
 *
 * @param factors those of the ranking, by which --drop-weakest strikes out
 * @throws {UsageError} RULE_SYNTAX, RULE_NAME, and OPTION_MISSING where nothing is there to eliminate by
 */
export function gatherRules(
  { rule, eliminate, dropWeakest }: OptionValues<typeof ruleOptions>,
  userFactors: readonly FurtherFactor[],
  factors: () => readonly Factor[],
): { readonly rules: readonly Rule[]; readonly eliminate: boolean } {
  if (dropWeakest !== undefined) {
    return { rules: readRules([...rule, ...weakestRules(factors(), dropWeakest)], userFactors), eliminate: true };
  }
  if (eliminate && rule.length === 0) throw eliminateNeedsRules();
  return { rules: readRules(rule, userFactors), eliminate };
}

export function eliminateNeedsRules(): UsageError {
  return new UsageError("--eliminate needs rules", {
    code: "OPTION_MISSING",
    found: "no --rule",
    hint: 'add --rule "lq >= 1.2", or leave --eliminate out',
  });
}

function parseQuarter(text: InputValues["quarter"]): InputOptions["quarter"] {
  return text === undefined || text === "mean" ? text : Number(text);
}

function parseLevel(text: InputValues["level"]): Level {
  return text === "2" ? "sector" : text;
}

/** The limits of cautions, as the command line or a config states them. */
export function toThresholds({ thresholds }: ThresholdValues): Thresholds {
  return {
    smallBase: thresholds["small-base"],
    fewEstablishments: thresholds["few-establishments"],
    highLq: thresholds["high-lq"],
    shortListJobs: thresholds["short-list-jobs"] / 100,
    alsoConsiderJobs: thresholds["also-consider-jobs"] / 100,
  };
}
