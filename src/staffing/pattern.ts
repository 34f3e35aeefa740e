import { derive, disclosed, sumData, knownValue, type Datum } from "../core/datum.js";
import type { IndustryStaffing, SocCode, Wage, WageDistribution } from "./records.js";

/** One detailed occupation of a staffing pattern. */
export interface PatternRow {
  readonly occupation: SocCode;
  readonly title: string;
  /** Part of the industry's published total; suppressed where the publisher withholds its employment. */
  readonly share: Datum;
  /** Persons in the nation. */
  readonly employment: Datum;
  /** Mean annual wage in this industry, dollars. */
  readonly meanWage: Wage;
  /** Its percentiles in this industry, dollars a year, where they are published; none of several industries together. */
  readonly annual?: WageDistribution;
}

/** What an industry's jobs are made of. */
export interface StaffingPattern {
  /** As published; several, joined by `+`, where it was added up. */
  readonly code: string;
  readonly title: string;
  /** The published codes that it is made of. */
  readonly published: readonly string[];
  /** The NAICS codes that it stands for. */
  readonly members: readonly string[];
  /** Persons in the nation; the denominator of every share. */
  readonly total: Datum;
  /** Detailed occupations, which alone may be added up, by code. */
  readonly rows: ReadonlyMap<SocCode, PatternRow>;
  /** Part of the total that is in no published detailed occupation, 0 to 1. */
  readonly uncovered: number;
}

/**
 * The staffing pattern of a published industry: detailed occupations as shares of its published total.
 *
 * Never of their own sum: small and withheld occupations are missing there, so that shares of the sum would
 * overstate every other. What is missing is the uncovered remainder. A share that can't be computed from employment is
 * taken as published. Levels above detailed hold the same persons again and are left out.
 *
 * @returns undefined if the publisher gives neither a total nor shares, or no detailed occupation
 */
export function staffingPattern(industry: IndustryStaffing): StaffingPattern | undefined {
  const rows = new Map<SocCode, PatternRow>();
  for (const row of industry.occupations) {
    if (row.level !== "detailed") continue;
    const computed = derive({ part: row.employment, total: industry.total }, ({ part, total }) => part / total);
    const share = knownValue(computed) === undefined ? (row.publishedShare ?? computed) : computed;
    rows.set(row.occupation, {
      occupation: row.occupation,
      title: row.title,
      share,
      employment: row.employment,
      meanWage: row.wages.annual.mean,
      ...(hasPercentiles(row.wages.annual) && { annual: row.wages.annual }),
    });
  }
  const known = [...rows.values()].filter(({ share }) => knownValue(share) !== undefined);
  if (known.length === 0) return undefined;
  return {
    code: industry.code,
    title: industry.title,
    published: [industry.code],
    members: industry.members,
    total: industry.total,
    rows,
    uncovered: remainder(rows),
  };
}

/**
 * One pattern of several industries that do not overlap: persons and totals are added, and divided after.
 *
 * @returns undefined if a total is missing, since the parts can't be weighed then
 */
export function combinePatterns(patterns: readonly StaffingPattern[]): StaffingPattern | undefined {
  const distinct = [...new Map(patterns.map((pattern) => [pattern.code, pattern])).values()];
  if (distinct.length === 1) return distinct[0];
  const total = sumData(distinct.map((pattern) => pattern.total));
  if (knownValue(total) === undefined || distinct.some((pattern) => knownValue(pattern.total) === undefined))
    return undefined;
  const pieces = new Map<SocCode, PatternRow[]>();
  for (const pattern of distinct) {
    for (const row of pattern.rows.values()) {
      const others = pieces.get(row.occupation);
      if (others) others.push(row);
      else pieces.set(row.occupation, [row]);
    }
  }
  const rows = new Map<SocCode, PatternRow>();
  for (const [occupation, parts] of pieces) {
    // A withheld part is in the remainder, as it is in a single pattern.
    const published = parts.filter(({ employment }) => knownValue(employment) !== undefined);
    const employment =
      published.length === 0 ? parts[0]!.employment : sumData(published.map((part) => part.employment));
    rows.set(occupation, {
      occupation,
      title: parts[0]!.title,
      employment,
      share: derive({ part: employment, total }, ({ part, total: all }) => part / all),
      meanWage: meanOfWages(published),
    });
  }
  return {
    code: distinct.map(({ code }) => code).join("+"),
    title: distinct.map(({ title }) => title).join("; "),
    published: distinct.flatMap(({ published }) => published),
    members: distinct.flatMap(({ members }) => members),
    total,
    rows,
    uncovered: remainder(rows),
  };
}

function hasPercentiles({ mean: _mean, ...points }: WageDistribution): boolean {
  void _mean;
  return Object.values(points).some(({ status }) => status !== "absent");
}

/** Mean wage over parts, weighed by their persons; parts without a plain wage have no say. */
export function meanOfWages(parts: readonly { readonly employment: Datum; readonly meanWage: Wage }[]): Wage {
  let bill = 0;
  let persons = 0;
  for (const { employment, meanWage } of parts) {
    const count = knownValue(employment);
    const wage = knownValue(meanWage);
    if (count === undefined || wage === undefined) continue;
    bill += count * wage;
    persons += count;
  }
  return persons === 0 ? { status: "absent" } : disclosed(bill / persons);
}

function remainder(rows: ReadonlyMap<SocCode, PatternRow>): number {
  let covered = 0;
  for (const { share } of rows.values()) covered += knownValue(share) ?? 0;
  return Math.max(0, 1 - covered);
}
