import { hasValue, knownValue, type Datum } from "../core/datum.js";
import { needsOccupation, type ChosenStaffing, type StaffedChoice } from "../report/chosen-staffing.js";
import { MATCH_WORDS } from "../staffing/match.js";
import { patternJobs } from "../staffing/pattern-jobs.js";
import type { Occupation } from "../staffing/occupation-records.js";
import type { SocCode, Wage, WageDistribution } from "../staffing/records.js";

// What the sheets of occupations are made of: a row an industry and occupation, and every occupation once.

/** A chosen industry as the sheets show it. */
export interface SheetIndustry extends StaffedChoice {
  /** The cell of its jobs on another sheet; without one they stand beside. */
  readonly jobsCell?: string;
}

/** An occupation of a chosen industry. */
export interface StaffedRow {
  readonly industry: SheetIndustry;
  readonly code: SocCode;
  readonly title: string;
  readonly share: Datum;
  readonly pattern: string;
  /** In the industry in the nation, dollars a year: the mean, and percentiles where they are published. */
  readonly meanWage: Wage;
  readonly annual: WageDistribution | undefined;
}

export function jobsAtShare({ industry: { jobs, match }, share }: StaffedRow): Datum {
  return patternJobs(jobs, share, { isBorrowed: match.kind === "ancestor" });
}

export function staffedRows(industry: SheetIndustry): readonly StaffedRow[] {
  const { kind, pattern } = industry.match;
  if (!pattern) return [];
  const words = kind === "own" ? MATCH_WORDS.own : `${MATCH_WORDS[kind]} ${pattern.code} ${pattern.title}`;
  return [...pattern.rows.values()]
    .map(({ occupation, title, share, meanWage, annual }) => ({
      industry,
      code: occupation,
      title,
      share,
      pattern: words,
      meanWage,
      annual,
    }))
    .sort((a, b) => (knownValue(b.share) ?? -1) - (knownValue(a.share) ?? -1) || (a.code < b.code ? -1 : 1));
}

export interface ChosenOccupation {
  readonly code: SocCode;
  readonly title: string;
  /** Over the chosen industries, as made; those of industries that withhold it are not among them. */
  readonly jobs: number;
  readonly isEstimated: boolean;
  readonly sharing: number;
  readonly facts: Occupation | undefined;
  /** Of the nation, and of the area whose wages the user brought. */
  readonly wages: Wages | undefined;
  readonly regional: Wages | undefined;
}

export interface Wages {
  readonly annual: WageDistribution;
  readonly hourly: WageDistribution;
}

/** Every occupation of the rows once, most jobs first. */
export function distinctOccupations(
  rows: readonly StaffedRow[],
  { national, regional, facts }: Pick<ChosenStaffing, "national" | "regional" | "facts">,
): readonly ChosenOccupation[] {
  const found = new Map<SocCode, { title: string; jobs: number; isEstimated: boolean; sharing: number }>();
  for (const row of rows) {
    const one = found.get(row.code) ?? { title: row.title, jobs: 0, isEstimated: false, sharing: 0 };
    const jobs = jobsAtShare(row);
    if (hasValue(jobs)) one.jobs += jobs.value;
    if (jobs.status === "estimated") one.isEstimated = true;
    if (needsOccupation({ kind: row.industry.match.kind, share: row.share })) one.sharing++;
    found.set(row.code, one);
  }
  return [...found]
    .map(([code, one]) => ({
      ...one,
      code,
      title: facts.occupations.get(code)?.title ?? one.title,
      facts: facts.occupations.get(code),
      wages: national?.occupations.get(code)?.wages,
      regional: regional?.occupations.get(code)?.wages,
    }))
    .sort((a, b) => b.jobs - a.jobs || (a.code < b.code ? -1 : 1));
}
