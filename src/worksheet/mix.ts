import { disclosed } from "../core/datum.js";
import type { Candidate, Factor } from "../ranking/factor.js";
import { rankIndustries } from "../ranking/rank.js";

/** What places industries by figures and by ratings together. */
export const MIXED_FACTORS = { lmi: "lmiRank", readiness: "readiness" } as const;

interface Rated {
  readonly naics: string;
  readonly rank: number | undefined;
  readonly readiness: number | undefined;
}

/** The two factors with their weights; one of weight 0 is left out. */
export function mixedFactors(weight: number): readonly Factor[] {
  const both: readonly Factor[] = [
    { id: MIXED_FACTORS.lmi, label: "LMI rank", weight: 1 - weight, direction: "lower" },
    { id: MIXED_FACTORS.readiness, label: "Readiness", weight, direction: "higher" },
  ];
  return both.filter((factor) => factor.weight > 0);
}

/**
 * Places industries by the weighted mean of their places by LMI rank and by readiness. Only industries with both take part, and
 * places are among them: 25 rated industries of 86 would else all stand before the 25th by readiness, and win by being rated.
 *
 * @param weight of readiness, a part of 1
 */
export function mixRanks(
  industries: readonly Rated[],
  weight: number,
): ReadonlyMap<string, { readonly rank: number; readonly score: number }> {
  const candidates = industries.flatMap(({ naics, rank, readiness }): Candidate[] => {
    if (rank === undefined || readiness === undefined) return [];
    return [
      { naics, values: { [MIXED_FACTORS.lmi]: disclosed(rank), [MIXED_FACTORS.readiness]: disclosed(readiness) } },
    ];
  });
  const ranking = rankIndustries(candidates, mixedFactors(weight), { method: "mean-rank", missing: "exclude" });
  return new Map(ranking.industries.map(({ candidate, rank, score }) => [candidate.naics, { rank, score }]));
}
