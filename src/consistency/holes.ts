import { changesAround, isInForce } from "../areas/area-changes.js";
import { findDelineation, inUse, type Areas } from "../areas/areas.js";
import type { AreaCode, Period, Quarter } from "../core/codes.js";
import type { QcewTable } from "../qcew/table.js";

/** Periods of which files hold other areas of a kind, or any area between two quarters of this one, but not this one. */
export interface Hole {
  readonly area: AreaCode;
  readonly periods: readonly Period[];
}

/** How full the grid of areas and periods is. */
export interface GridCheck {
  /** Areas times periods that should be there. */
  readonly compared: number;
  readonly holes: readonly Hole[];
}

type Kind = "nation" | "state" | "county" | "metropolitan" | "other";

/**
 * Areas without a period that other areas of their kind have: files that a yearly refresh forgot. The nation and states
 * are also compared with the periods of counties and metropolitan areas, whose reference they are.
 *
 * An area that changed is not a hole: a county renamed, merged or split, Connecticut's two sets, a metropolitan code that the
 * delineation of the year does not have.
 */
export function findHoles(table: QcewTable, areas: Areas): GridCheck {
  const held = collectPeriods(table);
  const hasRows = (code: string, year: number): boolean =>
    [...(held.get(code) ?? [])].some((key) => Math.floor(key / 10) === year);
  const byKind = new Map<Kind, Set<number>>();
  for (const [code, periods] of held) {
    const known = byKind.get(classifyHolder(code)) ?? new Set<number>();
    for (const key of periods) known.add(key);
    byKind.set(classifyHolder(code), known);
  }
  const parts = [...(byKind.get("county") ?? []), ...(byKind.get("metropolitan") ?? [])];
  const all = [...new Set([...byKind.values()].flatMap((periods) => [...periods]))];
  const holes: Hole[] = [];
  let compared = 0;
  for (const [code, periods] of [...held].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kind = classifyHolder(code);
    const wanted = new Set([
      ...byKind.get(kind)!,
      ...(kind === "nation" || kind === "state" ? parts : []),
      ...quartersBetween(periods, all),
    ]);
    // Annual averages and quarters are two tables: files of one do not ask for the other.
    const isAnnual = new Set([...periods].map((key) => key % 10 === 0));
    const expected = [...wanted]
      .filter((key) => isAnnual.has(key % 10 === 0))
      .filter((key) => periods.has(key) || isExpected(areas, code as AreaCode, Math.floor(key / 10), hasRows))
      .sort((a, b) => a - b);
    compared += expected.length;
    const missing = expected.filter((key) => !periods.has(key)).map(decodePeriod);
    if (missing.length > 0) holes.push({ area: code as AreaCode, periods: missing });
  }
  return { compared, holes };
}

/** Quarters of the files between the first and the last that an area has: nobody leaves one out of a row of quarters. */
function quartersBetween(periods: ReadonlySet<number>, all: readonly number[]): readonly number[] {
  const own = [...periods].filter((key) => key % 10 !== 0);
  const [first, last] = [Math.min(...own), Math.max(...own)];
  return all.filter((key) => key % 10 !== 0 && key > first && key < last);
}

/** An area without some periods, and which: "39097 Madison County, Ohio: no rows of 2023". */
export function describeHole({ area, periods }: Hole, nameOf: (area: AreaCode) => string): string {
  const names = periods.map(({ year, quarter }) => (quarter === 0 ? `${year}` : `${year} Q${quarter}`));
  return `${area} ${nameOf(area)}: no rows of ${names.join(", ")}`;
}

/** Whether files of a year could have rows of an area, as far as changes of areas say. */
export function isExpected(
  areas: Areas,
  code: AreaCode,
  year: number,
  hasRows: (code: string, year: number) => boolean,
): boolean {
  const area = areas.get(code);
  if (area && !inUse(area, year)) return false;
  if (/^CS?\d/.test(code)) return area === undefined || areas.countiesBy(code, findDelineation(year).name).length > 0;
  return !changesAround([code], areas.changes).some((change) => {
    const { before, after } = change;
    const inForce = isInForce(change, year, hasRows);
    return inForce ? before.includes(code) && !after.includes(code) : after.includes(code) && !before.includes(code);
  });
}

function classifyHolder(code: string): Kind {
  if (code === "US000") return "nation";
  if (/^\d\d000$/.test(code)) return "state";
  // An unknown county may well have no jobs in a year.
  if (/^\d{5}$/.test(code)) return code.endsWith("999") ? "other" : "county";
  return /^CS?\d/.test(code) ? "metropolitan" : "other";
}

function collectPeriods({ length, area, year, quarter, areas }: QcewTable): ReadonlyMap<string, ReadonlySet<number>> {
  const numbers = areas.map(() => new Set<number>());
  let [lastArea, lastKey] = [-1, -1];
  for (let row = 0; row < length; row++) {
    const key = year[row]! * 10 + quarter[row]!;
    // Rows of an area and period mostly follow each other.
    if (area[row] === lastArea && key === lastKey) continue;
    [lastArea, lastKey] = [area[row]!, key];
    numbers[lastArea]!.add(key);
  }
  return new Map(areas.map((code, number) => [code, numbers[number]!]));
}

function decodePeriod(key: number): Period {
  return { year: Math.floor(key / 10), quarter: (key % 10) as Quarter };
}
