import { knownValue } from "../core/datum.js";
import { information, type Note } from "../core/notes.js";
import type { IndustryTable } from "../core/industry-table.js";
import { shortListCautions, type Caution, type Thresholds } from "./cautions.js";
import type { RankCandidate } from "./criteria.js";
import type { RankedIndustry, Ranking } from "./rank.js";

export interface ShortListEntry {
  readonly industry: RankedIndustry<RankCandidate>;
  /** Factors in whose best third it stands, best first. */
  readonly lifted: readonly FactorStanding[];
  /** Factors in whose last third it stands, worst first. */
  readonly heldBack: readonly FactorStanding[];
  /** Factors it has no figure for. */
  readonly missing: readonly Pick<FactorStanding, "id" | "label">[];
  readonly cautions: readonly Caution[];
}

export interface FactorStanding {
  readonly id: string;
  readonly label: string;
  readonly rank: number;
  readonly of: number;
}

export interface ShortListOptions {
  readonly top: number;
  readonly thresholds: Thresholds;
}

/** Whether an industry has too few establishments to be short-listed; not where their number is unknown. */
export function isOfFew({ candidate }: RankedIndustry<RankCandidate>, { fewEstablishments }: Thresholds): boolean {
  const establishments = knownValue(candidate.row.region.end.establishments);
  return establishments !== undefined && establishments < fewEstablishments;
}

/** The note on industries that have too few establishments for the short list. */
export const FEW_NOT_LISTED = "few-establishments-not-listed";

/** Names the industries that would be short-listed if they had enough establishments. */
export function fewEstablishmentNotes(
  ranking: Ranking<RankCandidate>,
  shortList: readonly ShortListEntry[],
  thresholds: Thresholds,
): readonly Note[] {
  const last = shortList.at(-1)?.industry.rank ?? Infinity;
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const left = ranking.industries.filter(
    (one) => one.rank <= last && isOfFew(one, thresholds) && !listed.has(one.candidate.naics),
  );
  if (left.length === 0) return [];
  const codes = left.map(({ candidate }) => candidate.naics);
  return [
    information(
      FEW_NOT_LISTED,
      `Ranked, but not on the short list, with fewer than ${thresholds.fewEstablishments} establishments: ${codes.join(", ")}. --thresholds few-establishments=0 includes them.`,
      codes,
    ),
  ];
}

/**
 * The first industries of a ranking, why each is there, and what to be careful about.
 *
 * Ties at the end of the list are all taken in: a list that cut one of two equals would be arbitrary. Industries with
 * fewer jobs than the floor are passed over; see {@link isListable}. So are those of few establishments, unless there
 * are no others: START asks for enough employers to recruit from.
 */
export function buildShortList(
  ranking: Ranking<RankCandidate>,
  table: IndustryTable,
  { top, thresholds }: ShortListOptions,
): readonly ShortListEntry[] {
  const eligible = eligibleIndustries(ranking, table, thresholds);
  const last = eligible[Math.min(top, eligible.length) - 1];
  if (!last) return [];
  return eligible
    .filter(({ rank }) => rank <= last.rank)
    .map((industry) => shortListEntry(industry, ranking, table, thresholds));
}

/** The ranked industries that may be short-listed, in rank order. */
export function eligibleIndustries(
  ranking: Ranking<RankCandidate>,
  table: IndustryTable,
  thresholds: Thresholds,
): readonly RankedIndustry<RankCandidate>[] {
  const listable = ranking.industries.filter(({ candidate }) => isListable(candidate, table, thresholds));
  const large = listable.filter((one) => !isOfFew(one, thresholds));
  return large.length > 0 ? large : listable;
}

/** Whether an industry of a ranking may be short-listed, by its candidate. */
export function eligibilityTest(
  ranking: Ranking<RankCandidate>,
  table: IndustryTable,
  thresholds: Thresholds,
): (candidate: RankCandidate) => boolean {
  const eligible = new Set(eligibleIndustries(ranking, table, thresholds).map(({ candidate }) => candidate));
  return (candidate) => eligible.has(candidate);
}

/** What speaks for one ranked industry and against it, on the list or off it. */
export function shortListEntry(
  industry: RankedIndustry<RankCandidate>,
  ranking: Ranking<RankCandidate>,
  table: IndustryTable,
  thresholds: Thresholds,
): ShortListEntry {
  const standings = factorStandings(industry, ranking);
  return {
    industry,
    lifted: standings.filter((one) => placeWithin(one) <= 1 / 3).sort((a, b) => placeWithin(a) - placeWithin(b)),
    heldBack: standings.filter((one) => placeWithin(one) >= 2 / 3).sort((a, b) => placeWithin(b) - placeWithin(a)),
    missing: ranking.factors.filter(({ id }) => industry.missing.includes(id)),
    cautions: shortListCautions(industry.candidate, table, thresholds),
  };
}

/** The places of an industry by each factor that it has a figure for. */
export function factorStandings(
  industry: RankedIndustry<RankCandidate>,
  ranking: Ranking<RankCandidate>,
): readonly FactorStanding[] {
  return ranking.factors.flatMap(({ id, label, count }) => {
    const rank = industry.ranks[id];
    return rank === undefined ? [] : [{ id, label, rank, of: count }];
  });
}

/** 0 for the first place, 1 for the last. */
export function placeWithin({ rank, of }: FactorStanding): number {
  return of <= 1 ? 0 : (rank - 1) / (of - 1);
}

/** Jobs that make up a part of all covered jobs of the region; undefined where those are not known. */
export function jobsOfPart(table: IndustryTable, part: number): number | undefined {
  const total = knownValue(table.total.region.end.employment);
  return total === undefined ? undefined : total * part;
}

/**
 * Whether an industry may be on the short list: it has the least part of the region's jobs that a target needs. One
 * whose jobs are not known is let through, and carries a caution.
 */
export function isListable(
  { row }: Pick<RankCandidate, "row">,
  table: IndustryTable,
  { shortListJobs }: Thresholds,
): boolean {
  const least = jobsOfPart(table, shortListJobs);
  const jobs = knownValue(row.region.end.employment);
  return least === undefined || jobs === undefined || jobs >= least;
}

/** Industries that rank as well as the short list's last and are passed over, since they have too few jobs. */
export function passedOver(
  ranking: Ranking<RankCandidate>,
  table: IndustryTable,
  { top, thresholds }: { readonly top: number; readonly thresholds: Thresholds },
): readonly RankedIndustry<RankCandidate>[] {
  const last = buildShortList(ranking, table, { top, thresholds }).at(-1)?.industry.rank ?? Infinity;
  return ranking.industries.filter(({ rank, candidate }) => rank <= last && !isListable(candidate, table, thresholds));
}
