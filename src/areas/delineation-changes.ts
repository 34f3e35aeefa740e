import type { AreaCode } from "../core/codes.js";
import { changesAround, inUseIn, type AreaChange } from "./area-changes.js";
import { findDelineation, DELINEATIONS, type Areas, type Delineation } from "./areas.js";

/**
 * The codes that an area had or has under other delineations, where all of its counties stayed: QCEW's Dayton, OH went from
 * C1938 to C1943 with the same three counties.
 */
export function changesOfCode(areas: Areas, code: AreaCode): readonly AreaChange[] {
  const found: AreaChange[] = [];
  for (const [index, newer] of DELINEATIONS.slice(0, -1).entries()) {
    const older = DELINEATIONS[index + 1]!;
    const [now, then] = [newer, older].map((one) => countiesIn(areas, code, one, newer.firstYear)) as [
      Counties,
      Counties,
    ];
    if ((now.size === 0) === (then.size === 0)) continue;
    const [mine, others] = now.size > 0 ? [now, older] : [then, newer];
    const twin = overlapping(areas, code, [...mine], others).find((other) =>
      isSame(mine, countiesIn(areas, other, others, newer.firstYear)),
    );
    if (twin === undefined) continue;
    const [before, after] = now.size > 0 ? [twin, code] : [code, twin];
    found.push({
      effective: `${newer.firstYear}-01-01`,
      kind: "renamed",
      before: [before],
      after: [after],
      what: `${areas.nameOf(after)} has the code ${after} in the delineation of ${newer.month} and had ${before} before`,
    });
  }
  return found.reverse();
}

/** What the counties of an area gained and lost between the delineations of two years. */
export interface CountiesMoved {
  readonly from: Delineation;
  readonly to: Delineation;
  readonly joined: readonly AreaCode[];
  readonly left: readonly AreaCode[];
}

/** The counties that joined and left between two years; undefined if the area has the same counties in both years, or is not delineated in one of them. */
export function countiesMoved(areas: Areas, code: AreaCode, start: number, end: number): CountiesMoved | undefined {
  const [from, to] = [findDelineation(start), findDelineation(end)];
  if (from === to) return undefined;
  const [then, now] = [from, to].map((one) => countiesIn(areas, code, one, end)) as [Counties, Counties];
  if (then.size === 0 || now.size === 0 || isSame(then, now)) return undefined;
  return { from, to, joined: difference(now, then), left: difference(then, now) };
}

/** The area that has most of another one's counties in a year in which that other is not delineated. */
export interface StandIn {
  readonly area: AreaCode;
  /** The delineation that the area asked about is of. */
  readonly own: Delineation;
  /** Counties that the area asked about has and this one has not, and the other way round. */
  readonly missing: readonly AreaCode[];
  readonly adds: readonly AreaCode[];
}

/** The area to use in its place; undefined if the area is delineated in the year, or no area has half of its counties. */
export function standInFor(areas: Areas, code: AreaCode, year: number): StandIn | undefined {
  const there = findDelineation(year);
  if (areas.countiesBy(code, there.name).length > 0) return undefined;
  const own = areas.delineationFor(code);
  if (!own) return undefined;
  const mine = countiesIn(areas, code, own, year);
  const [best] = overlapping(areas, code, [...mine], there)
    .map((area) => ({ area, theirs: countiesIn(areas, area, there, year) }))
    .map(({ area, theirs }) => ({ area, own, missing: difference(mine, theirs), adds: difference(theirs, mine) }))
    .sort((a, b) => a.missing.length + a.adds.length - b.missing.length - b.adds.length || (a.area < b.area ? -1 : 1));
  return best && best.missing.length * 2 <= mine.size ? best : undefined;
}

/** The codes that have an area's counties, or most of them, in the years of other delineations. */
export function otherCodes(areas: Areas, code: AreaCode): readonly AreaCode[] {
  return DELINEATIONS.flatMap(({ firstYear }) => {
    const year = Number.isFinite(firstYear) ? firstYear : OLDEST;
    return standInFor(areas, code, year)?.area ?? [];
  });
}

/** Any year of the oldest delineation. */
const OLDEST = 2003;

type Counties = ReadonlySet<AreaCode>;

/** An area's counties by a delineation, under the codes that counties have in a year. */
function countiesIn(areas: Areas, code: string, { name }: Delineation, year: number): Counties {
  const counties = areas.countiesBy(code, name);
  return new Set(inUseIn(counties, changesAround(counties, areas.changes), year, () => false).codes);
}

/** Areas of the same kind in a delineation that share a county with a list. */
function overlapping(areas: Areas, code: string, counties: readonly AreaCode[], { name }: Delineation): AreaCode[] {
  const isCombined = code.startsWith("CS");
  return areas.areasOver(counties, name).filter((other) => other.startsWith("CS") === isCombined);
}

function isSame(a: Counties, b: Counties): boolean {
  return a.size === b.size && [...a].every((code) => b.has(code));
}

function difference(a: Counties, b: Counties): readonly AreaCode[] {
  return [...a].filter((code) => !b.has(code)).sort();
}
