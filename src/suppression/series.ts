import { naicsVersionOfYear, type NaicsVersion } from "../core/codes.js";
import { sortRows, type Cells } from "./cells.js";

/** The code of an earlier NAICS version that a later one holds as a whole, and what else came to it. */
export interface EarlierContent {
  readonly code: string;
  /** Codes of which a part came, and which part of their establishments. */
  readonly parts: readonly { readonly code: string; readonly share: number }[];
}

/** How codes go on over a revision of NAICS. */
export interface SameContent {
  /** The version from which on codes mean what `codes` says. */
  readonly later: NaicsVersion;
  /** For each code of that version, what it was; undefined if it was several codes or only parts of some. */
  readonly codes: ReadonlyMap<string, EarlierContent | undefined>;
}

/** A cell goes on under another code though parts of others came to it, if they are no more than this part of it. */
const MOST_PART = 0.1;

/** The rows of each area, ownership and industry over time: cells that can be followed from period to period. */
export interface Series {
  /** Rows of several periods each, earliest first. */
  readonly lists: readonly Uint32Array[];
  /** For each row, the number of its list; −1 where it is alone. */
  readonly of: Int32Array;
  /** For each row, its industry by content: the earlier version's number where a later code is the same. */
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
    return content[a] === content[b] && table.area[a] === table.area[b] && table.ownership[a] === table.ownership[b];
  }
}

/** Numbers of industries; from the number of codes on those of later codes that mean something else. */
function contentOfRows(cells: Cells, same: SameContent | undefined): Uint32Array {
  const { table } = cells;
  const codes = table.industries;
  const boundary = same?.later ?? 2022;
  const isLaterPeriod = cells.periods.map(({ year }) => naicsVersionOfYear(year) >= boundary);
  const isLater = (row: number): boolean => isLaterPeriod[cells.period[row]!]!;
  if (!same) {
    const isOther = codes.map((code) => CHANGED_IN_2022.test(code));
    return contents((industry, row) => (isOther[industry] && isLater(row) ? codes.length + industry : industry));
  }
  const numbers = new Map<string, number>(codes.map((code, number) => [code, number]));
  const earlier = codes.map((code) => earlierContent(code, same));
  const before = codes.map((_, industry) => numbers.get(earlier[industry]?.code ?? "") ?? codes.length + industry);
  const counts = new EarlierCounts(cells, isLater);
  return contents((industry, row) => {
    if (!isLater(row)) return industry;
    const parts = earlier[industry]?.parts;
    if (parts === undefined || parts.length === 0) return before[industry]!;
    const whole = counts.of(row, before[industry]!);
    const came = parts.reduce((sum, { code, share }) => sum + share * counts.of(row, numbers.get(code) ?? -1), 0);
    return came <= MOST_PART * whole ? before[industry]! : codes.length + industry;
  });

  function contents(of: (industry: number, row: number) => number): Uint32Array {
    const found = new Uint32Array(table.length);
    for (let row = 0; row < found.length; row++) found[row] = of(table.industry[row]!, row);
    return found;
  }
}

/** QCEW has codes of its own below those of NAICS (238111), which go on as these do. */
function earlierContent(code: string, { codes }: SameContent): EarlierContent | undefined {
  if (code.startsWith("99")) return { code, parts: [] };
  for (let above = code; above.length > 1; above = above.slice(0, -1)) {
    if (!codes.has(above)) continue;
    const content = codes.get(above);
    return above === code
      ? content
      : content?.code === above && content.parts.length === 0
        ? { code, parts: [] }
        : undefined;
  }
  return undefined;
}

/** Most establishments of cells before the break. */
class EarlierCounts {
  readonly #cells: Cells;
  readonly #isLater: (row: number) => boolean;
  #counts: Map<number, number> | undefined;

  constructor(cells: Cells, isLater: (row: number) => boolean) {
    this.#cells = cells;
    this.#isLater = isLater;
  }

  /** Of the area and ownership of a row. */
  of(row: number, industry: number): number {
    if (industry === -1) return 0;
    return (this.#counts ??= this.#find()).get(this.#key(row, industry)) ?? 0;
  }

  #find(): Map<number, number> {
    const { table, establishments } = this.#cells;
    const counts = new Map<number, number>();
    for (let row = 0; row < table.length; row++) {
      if (this.#isLater(row)) continue;
      const key = this.#key(row, table.industry[row]!);
      counts.set(key, Math.max(counts.get(key) ?? 0, establishments[row]!));
    }
    return counts;
  }

  #key(row: number, industry: number): number {
    const { table } = this.#cells;
    return (table.area[row]! * 10 + table.ownership[row]!) * table.industries.length + industry;
  }
}

/** A quarter is a fourth of a year; annual averages stand a whole number apart. */
export function yearsApart(cells: Cells, a: number, b: number): number {
  const { year, quarter } = cells.table;
  return Math.abs(year[a]! + quarter[a]! / 4 - year[b]! - quarter[b]! / 4);
}
