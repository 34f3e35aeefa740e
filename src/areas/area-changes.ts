import type { AreaCode } from "../core/codes.js";

/**
 * A change of counties, or of the code of a metropolitan area. The codes before and after cover the same ground
 * together, but single ones can be followed only where an area was renamed, merged or split whole.
 */
export interface AreaChange {
  /** Day of effect, as `2015-05-01`. A publisher takes a change up with data of that year or some years later. */
  readonly effective: string;
  readonly kind: "renamed" | "merged" | "split" | "parts" | "boundary";
  readonly before: readonly AreaCode[];
  readonly after: readonly AreaCode[];
  /** In words, as a clause: "Shannon County was renamed Oglala Lakota County". */
  readonly what: string;
}

/** Whether files of a year hold rows of an area. */
export type HasRows = (code: AreaCode, year: number) => boolean;

/**
 * Whether the codes after a change are those in use in the files of a year.
 *
 * What the files hold decides, since publishers take a change up late: a code that is gone and still has rows says no, a
 * new one with rows says yes. Where neither has rows, the day of effect decides, in the middle of the year.
 */
export function isInForce({ effective, before, after }: AreaChange, year: number, hasRows: HasRows): boolean {
  if (before.some((code) => !after.includes(code) && hasRows(code, year))) return false;
  if (after.some((code) => !before.includes(code) && hasRows(code, year))) return true;
  const changed = Number(effective.slice(0, 4));
  return year > changed || (year === changed && Number(effective.slice(5, 7)) <= 6);
}

/** Areas that cover the same ground in two years, under the codes of each; as few as can be followed together. */
export interface SameGround {
  readonly now: readonly AreaCode[];
  readonly then: readonly AreaCode[];
}

/** What became of areas between two years. */
export interface Followed {
  /** The codes that cover the same ground in the other year; those that can't be followed are left as they are. */
  readonly codes: readonly AreaCode[];
  /** Changes that moved ground over the areas' outer border, so that the codes cover other ground in the other year. */
  readonly inexact: readonly AreaChange[];
  /** Changes that were followed. */
  readonly exact: readonly AreaChange[];
}

/**
 * The codes under which the ground of some areas stood in an earlier year.
 *
 * @param codes in use in year `to`
 * @param changes in order of time
 * @returns `groups`: which codes of the two years belong together
 */
export function followBack(
  codes: readonly AreaCode[],
  changes: readonly AreaChange[],
  { from, to, hasRows }: { readonly from: number; readonly to: number; readonly hasRows: HasRows },
): Followed & { readonly groups: readonly SameGround[] } {
  let groups: readonly SameGround[] = codes.map((code) => ({ now: [code], then: [code] }));
  const inexact: AreaChange[] = [];
  const exact: AreaChange[] = [];
  for (const change of [...changes].reverse()) {
    const isTouched = ({ then }: SameGround): boolean => then.some((code) => change.after.includes(code));
    const touched = groups.filter(isTouched);
    if (touched.length === 0) continue;
    if (!isInForce(change, to, hasRows) || isInForce(change, from, hasRows)) continue;
    const then = touched.flatMap((group) => group.then);
    if (!change.after.every((code) => then.includes(code))) {
      inexact.push(change);
      continue;
    }
    exact.push(change);
    const others = then.filter((code) => !change.after.includes(code));
    const joined = { now: touched.flatMap((group) => group.now), then: [...others, ...change.before] };
    groups = [...groups.filter((group) => !isTouched(group)), joined];
  }
  return { codes: sorted(groups.flatMap(({ then }) => then)), groups, inexact, exact };
}

/**
 * The codes of some areas as the files of a year have them: a code that is not in use yet, or no longer, gives way to
 * those that cover its ground.
 *
 * @param codes of any time
 * @returns `inexact`: changes by which a code of the list is not in use that year and no others cover its ground
 */
export function inUseIn(
  codes: readonly AreaCode[],
  changes: readonly AreaChange[],
  year: number,
  hasRows: HasRows,
): Followed {
  let current: readonly AreaCode[] = codes;
  const inexact: AreaChange[] = [];
  const exact: AreaChange[] = [];
  const replace = (change: AreaChange, from: readonly AreaCode[], to: readonly AreaCode[]): void => {
    const outOfUse = from.filter((code) => !to.includes(code));
    if (!outOfUse.some((code) => current.includes(code))) return;
    if (from.every((code) => current.includes(code))) {
      current = [...current.filter((code) => !from.includes(code)), ...to];
      exact.push(change);
    } else inexact.push(change);
  };
  for (const change of changes) if (isInForce(change, year, hasRows)) replace(change, change.before, change.after);
  for (const change of [...changes].reverse()) {
    if (!isInForce(change, year, hasRows)) replace(change, change.after, change.before);
  }
  return { codes: sorted(current), inexact, exact };
}

/** The changes that some areas, or those that they came from or went into, took part in. */
export function changesAround(codes: readonly AreaCode[], changes: readonly AreaChange[]): readonly AreaChange[] {
  const known = new Set<AreaCode>(codes);
  let found: readonly AreaChange[] = [];
  for (;;) {
    const next = changes.filter(({ before, after }) => [...before, ...after].some((code) => known.has(code)));
    if (next.length === found.length) return found;
    found = next;
    for (const code of next.flatMap(({ before, after }) => [...before, ...after])) known.add(code);
  }
}

function sorted(codes: readonly AreaCode[]): readonly AreaCode[] {
  return [...new Set(codes)].sort();
}
