import { ABSENT, derive, sumData, knownValue, type Datum } from "../core/datum.js";
import type { MatchKind, PatternMatch } from "../staffing/match.js";
import { patternJobs } from "../staffing/pattern-jobs.js";
import { meanOfWages } from "../staffing/pattern.js";
import type { SocCode, Wage, WageDistribution } from "../staffing/records.js";

/** An industry of the region with its jobs and the pattern they are spread by. */
export interface StaffedIndustry {
  readonly naics: string;
  readonly title: string;
  readonly jobs: Datum;
  readonly match: PatternMatch;
}

/** What one industry adds to an occupation. */
export interface IndustryPart {
  readonly naics: string;
  readonly kind: MatchKind;
  /** Part of the industry's jobs that are this occupation's. */
  readonly share: Datum;
  readonly jobs: Datum;
  /** In the industry, in the nation, dollars a year; those of a wider industry where the pattern is borrowed. */
  readonly wages: { readonly mean: Wage; readonly percentiles?: WageDistribution };
}

/** An occupation's jobs over the chosen industries of the region. */
export interface OccupationJobs {
  readonly occupation: SocCode;
  readonly title: string;
  readonly jobs: Datum;
  /** Industries that employ it and have a figure, most jobs first. */
  readonly parts: readonly IndustryPart[];
  /** Industries whose pattern withholds it, so that there are more jobs than counted. */
  readonly withheldIn: readonly string[];
  /** Part of the jobs that is spread by the pattern of a wider industry, 0 to 1. */
  readonly borrowed: number;
  /** Mean annual wage in these industries in the nation, weighed by the region's jobs. */
  readonly industryWage: Wage;
}

/** Industries that can take part: those with jobs and a pattern. */
export function usableIndustries(industries: readonly StaffedIndustry[]): readonly StaffedIndustry[] {
  return industries.filter(({ jobs, match }) => match.pattern !== undefined && knownValue(jobs) !== undefined);
}

/**
 * Jobs by occupation: each industry's jobs times the occupation's share, added over the industries.
 *
 * An industry's error is that of all its occupations, so an occupation's range comes from its industries, whose
 * errors are independent of each other. For the same reason ranges of several occupations must not be added: see
 * {@link jobsOfGroup}. The ranges say nothing of how far the region's staffing differs from the nation's; where a pattern
 * is borrowed they are as wide as can be, see {@link patternJobs}.
 */
export function occupationJobs(industries: readonly StaffedIndustry[], only?: SocCode): readonly OccupationJobs[] {
  const usable = usableIndustries(industries);
  const codes = new Map<SocCode, string>();
  for (const { match } of usable) {
    for (const { occupation, title } of match.pattern!.rows.values()) {
      if (!codes.has(occupation) && (only === undefined || occupation === only)) codes.set(occupation, title);
    }
  }
  return [...codes].map(([occupation, title]) => {
    const withheldIn: string[] = [];
    const parts: IndustryPart[] = [];
    for (const { naics, jobs, match } of usable) {
      const row = match.pattern!.rows.get(occupation);
      if (!row) continue;
      const part = patternJobs(jobs, row.share, { isBorrowed: match.kind === "ancestor" });
      if (knownValue(part) === undefined) withheldIn.push(naics);
      else {
        const wages = { mean: row.meanWage, ...(row.annual && { percentiles: row.annual }) };
        parts.push({ naics, kind: match.kind, share: row.share, jobs: part, wages });
      }
    }
    parts.sort((a, b) => knownValue(b.jobs)! - knownValue(a.jobs)! || (a.naics < b.naics ? -1 : 1));
    const jobs = parts.length === 0 ? { status: "suppressed" as const } : sumData(parts.map((part) => part.jobs));
    const borrowed = parts.filter(({ kind }) => kind === "ancestor").map((part) => part.jobs);
    const all = knownValue(jobs) ?? 0;
    return {
      occupation,
      title,
      jobs,
      parts,
      withheldIn,
      borrowed: all === 0 ? 0 : (knownValue(sumData(borrowed)) ?? 0) / all,
      industryWage: meanOfWages(parts.map(({ jobs: employment, wages }) => ({ employment, meanWage: wages.mean }))),
    };
  });
}

/** Jobs of several occupations together: shares are added within each industry before its jobs come in. */
export function jobsOfGroup(industries: readonly StaffedIndustry[], isMember: (occupation: SocCode) => boolean): Datum {
  const usable = usableIndustries(industries);
  return sumData(
    usable.map(({ jobs, match }) => {
      let share = 0;
      for (const row of match.pattern!.rows.values()) {
        if (isMember(row.occupation)) share += knownValue(row.share) ?? 0;
      }
      return derive({ jobs }, ({ jobs: count }) => count * share);
    }),
  );
}

/** The region's jobs in the industries, and how many of them no published detailed occupation covers. */
export function measureCoverage(industries: readonly StaffedIndustry[]): {
  readonly jobs: Datum;
  readonly uncovered: Datum;
} {
  const usable = usableIndustries(industries);
  if (usable.length === 0) return { jobs: ABSENT, uncovered: ABSENT };
  return {
    jobs: sumData(usable.map(({ jobs }) => jobs)),
    uncovered: sumData(
      usable.map(({ jobs, match }) => derive({ jobs }, ({ jobs: count }) => count * match.pattern!.uncovered)),
    ),
  };
}

/**
 * Industries of the nation with the persons that their patterns count, each published pattern once.
 *
 * Several industries may be given by one aggregate (3321, 3326 and 3329 are all 3320A1); adding what each
 * returns would count the aggregate three times, so they become one line.
 */
export function nationalIndustries(
  industries: readonly { readonly naics: string; readonly title: string; readonly match: PatternMatch }[],
): readonly StaffedIndustry[] {
  const lines = new Map<string, StaffedIndustry>();
  for (const { naics, title, match } of industries) {
    const { pattern } = match;
    if (!pattern) continue;
    const known = lines.get(pattern.code);
    const isWhole = match.kind === "own" || match.kind === "parts";
    if (known) lines.set(pattern.code, { ...known, naics: pattern.code, title: pattern.title });
    else {
      lines.set(pattern.code, {
        naics: isWhole ? naics : pattern.code,
        title: isWhole ? title : pattern.title,
        jobs: pattern.total,
        match,
      });
    }
  }
  return [...lines.values()];
}
