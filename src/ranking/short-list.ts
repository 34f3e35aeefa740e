import { hasValue, valueOf, type Datum } from "../datum.js";
import type { IndustryTable } from "../industry-table.js";
import { locationQuotient } from "../measures/location-quotient.js";
import { caution, type Note } from "../notes.js";
import type { RankCandidate } from "./criteria.js";
import type { RankedIndustry, Ranking } from "./rank.js";

/** Limits from which an industry carries a caution. */
export interface Thresholds {
  /** Jobs: START warns of growth rates from "50 to 100 jobs". */
  readonly smallBase: number;
  /** Next Gen: 12 firms at least to form a partnership. */
  readonly fewEstablishments: number;
  /** 1.2 is the cut-off of Lightcast and StatsAmerica. */
  readonly highLq: number;
}

export interface ShortListEntry {
  readonly industry: RankedIndustry<RankCandidate>;
  /** Factors in whose best third it stands, best first. */
  readonly lifted: readonly FactorStanding[];
  /** Factors in whose last third it stands, worst first. */
  readonly heldBack: readonly FactorStanding[];
  /** Factors it has no figure for. */
  readonly missing: readonly string[];
  readonly cautions: readonly string[];
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
        cautions: cautionsAbout(industry.candidate, table, thresholds).map(({ text }) => text),
      };
    });
}

interface Caution {
  readonly id: string;
  readonly text: string;
}

/** What to be careful about with one industry, in the order of how much it matters. */
export function cautionsAbout(
  candidate: RankCandidate,
  table: IndustryTable,
  thresholds: Thresholds,
): readonly Caution[] {
  const cautions: Caution[] = [];
  const { row, values } = candidate;
  const employment = row.region.end.employment;
  if (employment.status === "suppressed") {
    cautions.push({ id: "suppressed", text: "jobs are suppressed in at least one area, so little can be said" });
  }
  if (employment.status === "estimated") {
    const half = halfWidth(employment);
    if (half !== undefined && half >= 0.005) {
      cautions.push({ id: "estimated", text: `jobs are partly estimated (± ${percent(half)}, 90 % interval)` });
    }
  }
  const start = row.region.start && valueOf(row.region.start.employment);
  if (start !== undefined && start < thresholds.smallBase && hasValue(values["growth"] ?? { status: "absent" })) {
    cautions.push({ id: "small-base", text: `growth from a small base (under ${thresholds.smallBase} jobs)` });
  }
  const establishments = valueOf(row.region.end.establishments);
  if (establishments !== undefined && establishments < thresholds.fewEstablishments) {
    cautions.push({
      id: "few-establishments",
      text: `few establishments (${establishments}): ${thresholds.fewEstablishments} are the least for a partnership`,
    });
  }
  const range = oneEstablishmentRange(candidate, table);
  const lq = valueOf(values["lq"] ?? { status: "absent" });
  if (range && lq !== undefined && establishments !== undefined && establishments > 1) {
    const cut = thresholds.highLq;
    if (lq >= cut && range.low < cut) {
      cautions.push({
        id: "one-establishment",
        text: `one average establishment fewer would take its LQ below ${cut}`,
      });
    } else if (lq < cut && range.high >= cut) {
      cautions.push({ id: "one-establishment", text: `one average establishment more would take its LQ to ${cut}` });
    }
  }
  if (row.bridge?.kind === "split") {
    cautions.push({ id: "bridged", text: `growth crosses a NAICS revision: ${row.bridge.text}` });
  }
  if (row.bridge?.kind === "refused") {
    cautions.push({ id: "not-bridged", text: `no growth is shown: ${row.bridge.text}` });
  }
  return cautions;
}

/**
 * The location quotient with one establishment of average size fewer and one more: small areas jump.
 *
 * @source Crawley, Gabe & Pominova, "The pitfalls of using location quotients…", 2021
 */
export function oneEstablishmentRange(
  candidate: RankCandidate,
  table: IndustryTable,
): { readonly low: number; readonly high: number } | undefined {
  const { region, reference } = candidate.row;
  const regionIndustry = valueOf(region.end.employment);
  const establishments = valueOf(region.end.establishments);
  const regionTotal = valueOf(table.total.region.end.employment);
  const referenceIndustry = valueOf(reference.end.employment);
  const referenceTotal = valueOf(table.total.reference.end.employment);
  if (!regionIndustry || !establishments || !regionTotal || !referenceIndustry || !referenceTotal) return undefined;
  const one = regionIndustry / establishments;
  const moved = (jobs: number) =>
    locationQuotient({
      regionIndustry: regionIndustry + jobs,
      regionTotal: regionTotal + jobs,
      referenceIndustry,
      referenceTotal,
    });
  const low = moved(-one);
  const high = moved(one);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** The cautions of all industries as notes, one a kind, naming the industries. */
export function cautionNotes(
  candidates: readonly RankCandidate[],
  table: IndustryTable,
  thresholds: Thresholds,
): readonly Note[] {
  const byKind = new Map<string, string[]>();
  for (const candidate of candidates) {
    for (const { id } of cautionsAbout(candidate, table, thresholds)) {
      byKind.set(id, [...(byKind.get(id) ?? []), candidate.naics]);
    }
  }
  return [...byKind].map(([id, industries]) => caution(id, noteText(id, thresholds), industries));
}

function noteText(id: string, thresholds: Thresholds): string {
  const texts: Readonly<Record<string, string>> = {
    suppressed: "Jobs are suppressed in at least one area: no partial sum is shown in their place.",
    estimated: "Jobs are estimated in part, since cells are suppressed; ranges are 90 % intervals.",
    "small-base": `Growth starts from fewer than ${thresholds.smallBase} jobs, where a few jobs make a large rate.`,
    "few-establishments": `Fewer than ${thresholds.fewEstablishments} establishments, the least for a sector partnership.`,
    "one-establishment": `One average establishment more or fewer would move the location quotient across ${thresholds.highLq}.`,
    bridged: "Growth crosses a revision of NAICS; the first year was brought to the later codes by estimated shares.",
    "not-bridged": "No growth is shown, since the codes changed content between the years.",
  };
  return texts[id] ?? id;
}

/** Half the interval as a part of the value. */
function halfWidth(datum: Extract<Datum, { status: "estimated" }>): number | undefined {
  return datum.value > 0 ? (datum.high - datum.low) / 2 / datum.value : undefined;
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(0)} %`;
