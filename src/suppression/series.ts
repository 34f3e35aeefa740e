import { naicsVersionOfYear, type NaicsVersion } from "../core/codes.js";
import { sortRows, type Cells } from "./cells.js";

/** Codes of a later NAICS version whose content is that of one code of an earlier version, and that code. */
export interface SameContent {
  readonly later: NaicsVersion;
  readonly codes: ReadonlyMap<string, string>;
}

/** The rows of each area, ownership and industry over time: cells that can be followed from period to period. */
export interface Series {
  /** Rows of several periods each, earliest first. */
  readonly lists: readonly Uint32Array[];
  /** Of each row the number of its list; −1 where it is alone. */
  readonly of: Int32Array;
  /** Of each row its industry by content: the earlier version's number where a later code is the same. */
  readonly content: Uint32Array;
}

/** Codes that kept their number in 2022 while their content changed, and all of retail and information besides. */
const CHANGED_IN_2022 = /^(?:44|45|51|325314$|425120$)/;

/**
 * Follows cells over the periods of a table.
 *
 * @param same how codes go on over a revision of NAICS; where left out, codes go on that no revision touched
 */
export function buildSeries(cells: Cells, same?: SameContent): Series {
  const { table, order } = cells;
  const content = contentOfRows(cells, same);
  const { byOwnership, byArea, byPeriod } = cells.sortKeys;
  const byContent = { size: 2 * table.industries.length, of: (row: number) => content[row]! };
  const sorted = sortRows(order, [byOwnership, byArea, byContent, byPeriod]);
  const of = new Int32Array(table.length).fill(-1);
  const lists: Uint32Array[] = [];
  let start = 0;
  while (start < sorted.length) {
    const first = sorted[start]!;
    let end = start + 1;
    while (end < sorted.length && isSame(first, sorted[end]!)) end++;
    if (end - start > 1) {
      for (let k = start; k < end; k++) of[sorted[k]!] = lists.length;
      lists.push(sorted.subarray(start, end));
    }
    start = end;
  }
  return { lists, of, content };

  function isSame(a: number, b: number): boolean {
    return (
      content[a] === content[b] && table.area[a] === table.area[b] && table.ownership[a] === table.ownership[b]
    );
  }
}

/** Numbers of industries; from the number of codes on those of later codes that mean something else. */
function contentOfRows({ table }: Cells, same: SameContent | undefined): Uint32Array {
  const codes = table.industries;
  const numbers = new Map<string, number>(codes.map((code, number) => [code, number]));
  const boundary = same?.later ?? 2022;
  const later = codes.map((code, number) => {
    if (!same) return CHANGED_IN_2022.test(code) ? codes.length + number : number;
    const earlier = same.codes.get(code);
    if (earlier === undefined) return codes.length + number;
    return numbers.get(earlier) ?? codes.length + number;
  });
  return Uint32Array.from(table.industry, (industry, row) =>
    naicsVersionOfYear(table.year[row]!) >= boundary ? later[industry]! : industry,
  );
}

/** A quarter is a fourth of a year; annual averages stand a whole number apart. */
export function yearsApart(cells: Cells, a: number, b: number): number {
  const { year, quarter } = cells.table;
  return Math.abs(year[a]! + quarter[a]! / 4 - year[b]! - quarter[b]! / 4);
}
