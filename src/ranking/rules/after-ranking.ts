import { ABSENT, disclosed } from "../../core/datum.js";
import type { IndustryTable } from "../../core/industry-table.js";
import type { Thresholds } from "../cautions.js";
import type { RankCandidate } from "../criteria.js";
import { nearSpread } from "../near-spread.js";
import type { Ranking } from "../rank.js";
import { eligibilityTest } from "../short-list.js";
import { applyRules, TOP_SHARE, type Rule, type RuleResults } from "./rules.js";

/**
 * Holds industries against rules once they are ranked, so that a rule may name `topShare`: how often each stays listed when
 * weights and estimates are drawn. The draws are made only where a rule names it.
 */
export function rulesAfter(
  ranking: Ranking<RankCandidate>,
  candidates: readonly RankCandidate[],
  table: IndustryTable,
  {
    rules,
    eliminates,
    top,
    thresholds,
  }: {
    readonly rules: readonly Rule[];
    readonly eliminates: boolean;
    readonly top: number;
    readonly thresholds: Thresholds;
  },
): RuleResults {
  if (!rules.some(({ names }) => names.includes(TOP_SHARE))) return applyRules(candidates, table, rules, eliminates);
  const spread = nearSpread(ranking, { top, isListable: eligibilityTest(ranking, table, thresholds) });
  const withShares = candidates.map((candidate) => {
    const share = spread?.get(candidate.naics)?.topShare;
    return {
      ...candidate,
      values: { ...candidate.values, [TOP_SHARE]: share === undefined ? ABSENT : disclosed(share) },
    };
  });
  return applyRules(withShares, table, rules, eliminates);
}
