import type { IndustryTable } from "../core/industry-table.js";
import { cautionsAbout, type Caution, type Thresholds } from "./cautions.js";
import type { RankCandidate } from "./criteria.js";
import type { RankedIndustry, Ranking } from "./rank.js";

export interface ShortListEntry {
  readonly industry: RankedIndustry<RankCandidate>;
  /** Factors in whose best third it stands, best first. */
  readonly lifted: readonly FactorStanding[];
  /** Factors in whose last third it stands, worst first. */
  readonly heldBack: readonly FactorStanding[];
  /** Factors it has no figure for. */
  readonly missing: readonly string[];
  readonly cautions: readonly Caution[];
}

export interface FactorStanding {
  readonly id: string;
  readonly label: string;
  readonly rank: number;
  readonly of: number;
}

/**
 * The first industries of a ranking, why each is there, and what to be careful about.
 *
 * Ties at the end of the list are all taken in: a list that cut one of two equals would be arbitrary.
 */
export function buildShortList(
  ranking: Ranking<RankCandidate>,
  table: IndustryTable,
  { top, thresholds }: { readonly top: number; readonly thresholds: Thresholds },
): readonly ShortListEntry[] {
  const last = ranking.industries[Math.min(top, ranking.industries.length) - 1];
  if (!last) return [];
  return ranking.industries
    .filter(({ rank }) => rank <= last.rank)
    .map((industry) => {
      const standings = ranking.factors.flatMap(({ id, label, count }) => {
        const rank = industry.ranks[id];
        return rank === undefined ? [] : [{ id, label, rank, of: count }];
      });
      const third = ({ rank, of }: FactorStanding) => (of <= 1 ? 0 : (rank - 1) / (of - 1));
      return {
        industry,
        lifted: standings.filter((one) => third(one) <= 1 / 3).sort((a, b) => third(a) - third(b)),
        heldBack: standings.filter((one) => third(one) >= 2 / 3).sort((a, b) => third(b) - third(a)),
        missing: industry.missing,
        cautions: cautionsAbout(industry.candidate, table, thresholds),
      };
    });
}
