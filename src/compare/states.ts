import { ABSENT, hasValue, SUPPRESSED } from "../core/datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { RankingState } from "./decompose.js";
import type { Result, Values } from "../result/result.js";

/** What a result's ranking was computed from; nothing for a result without ranks. */
export function rankingState({ ranking, industries }: Result): RankingState | undefined {
  if (!ranking) return undefined;
  return {
    method: ranking.method,
    missing: ranking.missing,
    factors: ranking.factors.map((factor) => ({ ...factor, label: factorLabel(factor.id) })),
    values: new Map(industries.map(({ naics, values, missing }) => [naics, countingValues(values, missing)])),
  };
}

/** Figures that are mostly guesses are among those that the ranking missed, and it went without them. */
function countingValues(values: Values, missing: readonly string[]): Values {
  const guesses = missing.filter((id) => hasValue(values[id] ?? ABSENT));
  return guesses.length === 0 ? values : { ...values, ...Object.fromEntries(guesses.map((id) => [id, SUPPRESSED])) };
}

/** A measure's label, or the name that the user gave a factor. */
export function factorLabel(id: string): string {
  return ALL_MEASURES.find((measure) => measure.id === id)?.label ?? id;
}
