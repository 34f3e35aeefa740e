import { knownValue } from "../core/datum.js";
import { StaffingPatterns, type MatchKind } from "./match.js";
import type { IndustryTree } from "../naics/naics.js";
import type { StaffingPattern } from "./pattern.js";
import type { SocCode, StaffingTable, Wage } from "./records.js";

/** The occupations that most people of an industry have, for the industries of a ranking. */
export interface MainOccupations {
  /** Publishers of the patterns and of the wages, for people. */
  readonly sources: readonly string[];
  /** Each pattern once, however many industries take it. */
  readonly patterns: readonly MainPattern[];
  /** In the order of the table; an industry that no pattern holds is left out. */
  readonly industries: readonly (readonly [naics: string, IndustryPattern])[];
  /** Whether the patterns are by another revision of NAICS than the industries. */
  readonly otherRevision: boolean;
}

export interface MainPattern {
  readonly code: string;
  readonly title: string;
  /** Largest share first. Occupations whose employment is withheld are not among them. */
  readonly occupations: readonly MainOccupation[];
}

export interface MainOccupation {
  readonly code: SocCode;
  readonly title: string;
  /** Part of the industry's jobs, in the nation. */
  readonly share: number;
  /** Median of the nation over all industries, dollars a year. */
  readonly medianPay: Wage;
  /** What is typically asked for entry, in BLS's words; empty where that is not known. */
  readonly education: string;
}

export interface IndustryPattern {
  readonly kind: Exclude<MatchKind, "none">;
  /** Place in `patterns`. */
  readonly pattern: number;
}

/** The tables that the occupations of industries are read from. */
export interface StaffingTables {
  readonly staffing: StaffingTable;
  readonly tree: IndustryTree;
  /** What is known of an occupation over all industries; few of hundreds are asked for. */
  readonly about: (code: SocCode) => Pick<MainOccupation, "medianPay" | "education"> & { readonly title: string };
  /** Where that is from. */
  readonly sources: readonly string[];
}

/** How many occupations of an industry are shown: enough to see what kind of work it is. */
const MOST = 8;
/** The revision of NAICS that the patterns are by. */
const REVISION = 2022;

/** The main occupations of industries, by the staffing pattern that stands for each. */
export function mainOccupations(
  industries: readonly { readonly naics: string; readonly members?: readonly string[] }[],
  revision: number,
  tables: StaffingTables,
): MainOccupations {
  const patterns = new StaffingPatterns(tables.staffing, tables.tree);
  const places = new Map<StaffingPattern, number>();
  const matched = industries.flatMap(({ naics, members }): (readonly [string, IndustryPattern])[] => {
    const { kind, pattern } = patterns.match(naics, members);
    if (!pattern || kind === "none") return [];
    if (!places.has(pattern)) places.set(pattern, places.size);
    return [[naics, { kind, pattern: places.get(pattern)! }]];
  });
  return {
    sources: [...tables.staffing.sources.map(({ label }) => label), ...tables.sources],
    patterns: [...places.keys()].map((pattern) => mainPattern(pattern, tables)),
    industries: matched,
    otherRevision: revision !== REVISION,
  };
}

function mainPattern({ code, title, rows }: StaffingPattern, { about }: StaffingTables): MainPattern {
  const known = [...rows.values()].flatMap(({ occupation, share }) => {
    const part = knownValue(share);
    return part === undefined || part === 0 ? [] : [{ code: occupation, share: part }];
  });
  known.sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
  return { code, title, occupations: known.slice(0, MOST).map((one) => ({ ...one, ...about(one.code) })) };
}
