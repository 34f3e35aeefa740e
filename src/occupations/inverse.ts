import { derive, sumData, knownValue, type Datum } from "../core/datum.js";
import { meanOfWages, type StaffingPattern } from "../staffing/pattern.js";
import type { IndustryTree } from "../naics/naics.js";
import type { SocCode, Wage } from "../staffing/records.js";

/** One published industry in which an occupation works. */
export interface Workplace {
  readonly code: string;
  readonly title: string;
  /** How many published industries hold this one; only those of 0 may be added up. */
  readonly depth: number;
  /** The narrowest published industry that holds it. */
  readonly within: string | undefined;
  /** Persons of the occupation there. */
  readonly employment: Datum;
  /** Part of the industry's jobs. */
  readonly shareOfIndustry: Datum;
  /** Part of the occupation's jobs over all top-level industries. */
  readonly shareOfOccupation: Datum;
  readonly meanWage: Wage;
}

export interface InverseStaffing {
  readonly occupation: SocCode;
  readonly title: string | undefined;
  /** Over the top-level industries. */
  readonly total: Datum;
  /** Each industry is followed by the published ones within it; most persons first. */
  readonly workplaces: readonly Workplace[];
  readonly meanWage: Wage;
}

/**
 * Where an occupation works: the published industries that employ it.
 *
 * Published levels overlap, so the industries form a tree; only its top is added up. A share of the
 * occupation is of that sum, since the employment of self-employed and withheld industries is in none of them.
 */
export function inverseStaffing(
  occupation: SocCode,
  patterns: readonly StaffingPattern[],
  tree: IndustryTree,
): InverseStaffing {
  const found = patterns.flatMap((pattern) => {
    const row = pattern.rows.get(occupation);
    return row && knownValue(row.employment) !== undefined ? [{ pattern, row }] : [];
  });
  const holders = containers(
    found.map(({ pattern }) => pattern),
    tree,
  );
  const top = found.filter(({ pattern }) => holders.get(pattern) === undefined);
  const total = sumData(top.map(({ row }) => row.employment));
  const workplaces: Workplace[] = [];
  const within = new Map<StaffingPattern | undefined, typeof found>();
  for (const one of found) {
    const holder = holders.get(one.pattern);
    const others = within.get(holder);
    if (others) others.push(one);
    else within.set(holder, [one]);
  }
  const add = (holder: StaffingPattern | undefined, depth: number): void => {
    const here = within.get(holder) ?? [];
    here.sort(
      (a, b) =>
        knownValue(b.row.employment)! - knownValue(a.row.employment)! || (a.pattern.code < b.pattern.code ? -1 : 1),
    );
    for (const { pattern, row } of here) {
      workplaces.push({
        code: pattern.code,
        title: pattern.title,
        depth,
        within: holder?.code,
        employment: row.employment,
        shareOfIndustry: row.share,
        shareOfOccupation: derive({ part: row.employment, total }, ({ part, total: all }) => part / all),
        meanWage: row.meanWage,
      });
      add(pattern, depth + 1);
    }
  };
  add(undefined, 0);
  return {
    occupation,
    title: found[0]?.row.title,
    total,
    workplaces,
    meanWage: meanOfWages(top.map(({ row }) => row)),
  };
}

/** The narrowest other pattern that holds each pattern wholly. */
function containers(
  patterns: readonly StaffingPattern[],
  tree: IndustryTree,
): ReadonlyMap<StaffingPattern, StaffingPattern | undefined> {
  const byMembers = new Map<string, StaffingPattern[]>();
  for (const pattern of patterns) {
    for (const member of pattern.members) byMembers.set(member, [...(byMembers.get(member) ?? []), pattern]);
  }
  const findHolders = (code: string): readonly StaffingPattern[] => {
    const holders: StaffingPattern[] = [];
    for (let at: string | undefined = code; at !== undefined; at = tree.parent(at)) {
      const here = [...(byMembers.get(at) ?? [])].sort((a, b) => a.members.length - b.members.length);
      holders.push(...here);
    }
    return holders;
  };
  return new Map(
    patterns.map((pattern) => {
      const [first = "", ...rest] = pattern.members;
      const others = rest.map((member) => new Set(findHolders(member)));
      const holder = findHolders(first).find(
        (candidate) =>
          candidate !== pattern &&
          candidate.members.join() !== pattern.members.join() &&
          others.every((set) => set.has(candidate)),
      );
      return [pattern, holder] as const;
    }),
  );
}
