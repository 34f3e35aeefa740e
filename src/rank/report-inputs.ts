import { describeFilters } from "../ranking/criteria.js";
import { nearSpread } from "../ranking/near-spread.js";
import type { RankedRegion } from "../ranking/rank-region.js";
import { eligibilityTest } from "../ranking/short-list.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import { rankRegionOptions, toThresholds } from "../command/run-options.js";

type RankValues = Parameters<typeof rankRegionOptions>[0];

/** What a report of a ranking shows: the ranking, how safe its places are, and what is known beside it. */
export function rankReportInputs(
  ranked: RankedRegion,
  options: RankValues,
  beside: Pick<RankReportInputs, "provenance" | "notes" | "history"> &
    Partial<Pick<RankReportInputs, "standings" | "follows" | "people">>,
): RankReportInputs {
  const thresholds = toThresholds(options);
  return {
    ...ranked,
    ...beside,
    weightSpread: nearSpread(ranked.ranking, {
      top: options.top,
      isListable: eligibilityTest(ranked.ranking, ranked.analysis.table, thresholds),
    }),
    filters: describeFilters(rankRegionOptions(options)),
    thresholds,
    countGuesses: options.suppressed === "estimate-all",
    top: options.top,
  };
}
