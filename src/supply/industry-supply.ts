import { derive, disclosed, hasValue, sumData, knownValue, ABSENT, type Datum } from "../core/datum.js";
import type { SocCode } from "../staffing/records.js";
import type { Demand } from "./demand.js";
import type { OccupationSupply } from "./occupation-supply.js";

/** An industry's part of openings and completions. */
export interface IndustrySupply {
  /** Undefined for all other industries together. */
  readonly naics: string | undefined;
  readonly title: string;
  readonly openings: Datum;
  /** The industry's part of its occupations' completions, by its part of their jobs. */
  readonly completions: number;
  readonly gap: Datum;
  readonly ratio: Datum;
  /** Its occupations with the largest gaps. */
  readonly largest: readonly { readonly occupation: SocCode; readonly title: string; readonly gap: number }[];
}

/** How many occupations of an industry are named. */
const NAMED = 3;

/**
 * The short list's part of openings and completions. Each occupation's are divided over the region's industries by their
 * jobs in it, so that every completion is counted in one industry, or among all others.
 *
 * @param occupations those that are looked at
 * @returns undefined without jobs by industry
 */
export function supplyByIndustry(
  occupations: readonly OccupationSupply[],
  demand: Demand,
  shortList: readonly { readonly naics: string; readonly title: string }[],
): readonly IndustrySupply[] | undefined {
  const { analysis } = demand;
  if (!analysis) return undefined;
  const parts = new Map(analysis.entries.map(({ code, parts: own }) => [code, own]));
  const shares = (code: SocCode): ReadonlyMap<string, number> => {
    const own = parts.get(code) ?? [];
    const all = own.reduce((sum, { jobs }) => sum + (knownValue(jobs) ?? 0), 0);
    return new Map(own.map(({ naics, jobs }) => [naics, all === 0 ? 0 : (knownValue(jobs) ?? 0) / all]));
  };
  const listed = new Set(shortList.map(({ naics }) => naics));
  const lines = new Map<string | undefined, { openings: Datum[]; completions: number; gaps: OccupationGap[] }>();
  const line = (naics: string | undefined) => {
    let found = lines.get(naics);
    if (!found) lines.set(naics, (found = { openings: [], completions: 0, gaps: [] }));
    return found;
  };
  for (const { occupation, title, openings, completions, gap } of occupations) {
    let left = 1;
    for (const [naics, share] of shares(occupation)) {
      if (!listed.has(naics) || share === 0) continue;
      left -= share;
      const part = line(naics);
      part.completions += completions * share;
      part.openings.push(derive({ openings }, (of) => of.openings * share));
      if (hasValue(gap)) part.gaps.push({ occupation, title, gap: gap.value * share });
    }
    const rest = line(undefined);
    rest.completions += completions * left;
    rest.openings.push(derive({ openings }, (of) => of.openings * Math.max(0, left)));
  }
  const rows = shortList.map(({ naics, title }) => buildIndustry(naics, title, lines.get(naics)));
  return [...rows, buildIndustry(undefined, "All other industries, and occupations in none", lines.get(undefined))];
}

interface OccupationGap {
  readonly occupation: SocCode;
  readonly title: string;
  readonly gap: number;
}

function buildIndustry(
  naics: string | undefined,
  title: string,
  of: { readonly openings: readonly Datum[]; readonly completions: number; readonly gaps: readonly OccupationGap[] } = {
    openings: [],
    completions: 0,
    gaps: [],
  },
): IndustrySupply {
  // An occupation without a figure of openings adds none, and is named in the notes.
  const known = of.openings.filter(hasValue);
  const openings = known.length === 0 ? ABSENT : sumData(known);
  const both = { openings, completions: disclosed(of.completions) };
  return {
    naics,
    title,
    openings,
    completions: of.completions,
    gap: derive(both, (one) => one.openings - one.completions),
    ratio: derive(both, (one) => (one.openings > 0 ? one.completions / one.openings : undefined), "no openings"),
    largest: of.gaps
      .filter(({ gap }) => gap > 0)
      .sort((a, b) => b.gap - a.gap)
      .slice(0, NAMED),
  };
}
