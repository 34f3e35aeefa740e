import { knownValue } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { Thresholds } from "./cautions.js";
import type { RankCandidate } from "./criteria.js";
import type { Ranking } from "./rank.js";
import {
  jobsOfPart,
  placeWithin,
  shortListEntry,
  factorStandings,
  type FactorStanding,
  type ShortListEntry,
} from "./short-list.js";

/** An industry off the short list that a board may still want to look at. */
export interface Alternative {
  readonly entry: ShortListEntry;
  /**
   * `leads`: among the best three, or the best tenth, by a factor. `all-but-one`: in the best third by every factor
   * but one.
   */
  readonly reason: "leads" | "all-but-one";
  /** The factors that it leads by, or the one that keeps it off; best place first. */
  readonly by: readonly FactorStanding[];
}

/** What counts as leading by a factor: the best places, however few industries there are, or the best part of them. */
export const LEADING = { places: 3, part: 0.1 } as const;

/**
 * Industries off the short list that one weight more or one figure better would put on it: an average of places hides
 * the region's largest employer and its strongest concentration where another factor holds them back.
 *
 * Only industries with enough jobs are named (`thresholds.alsoConsiderJobs`, a part of the region's).
 *
 * @returns those that lead by a factor first, by their best place; then those in the best third by all factors but one
 */
export function alsoConsider(
  ranking: Ranking<RankCandidate>,
  shortList: readonly ShortListEntry[],
  table: IndustryTable,
  thresholds: Thresholds,
): readonly Alternative[] {
  const least = jobsOfPart(table, thresholds.alsoConsiderJobs) ?? 0;
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const found = ranking.industries.flatMap((industry): Alternative[] => {
    const { candidate } = industry;
    const jobs = knownValue(candidate.row.region.end.employment);
    if (listed.has(candidate.naics) || jobs === undefined || jobs < least) return [];
    const standings = [...factorStandings(industry, ranking)].sort((a, b) => a.rank - b.rank);
    const entry = () => shortListEntry(industry, ranking, table, thresholds);
    const leading = standings.filter(({ rank, of }) => rank <= Math.max(LEADING.places, of * LEADING.part));
    if (leading.length > 0) return [{ entry: entry(), reason: "leads", by: leading }];
    const others = standings.filter((one) => placeWithin(one) > 1 / 3);
    const isNear = standings.length > 2 && industry.missing.length === 0 && others.length === 1;
    return isNear ? [{ entry: entry(), reason: "all-but-one", by: others }] : [];
  });
  const bestPlace = ({ reason, by }: Alternative): number => (reason === "leads" ? by[0]!.rank : Infinity);
  return found.sort((a, b) => bestPlace(a) - bestPlace(b) || a.entry.industry.rank - b.entry.industry.rank);
}
