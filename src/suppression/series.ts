import { naicsVersionOfYear, OWNERSHIP_SLOTS, type NaicsVersion } from "../core/codes.js";
import type { Cells } from "./cells.js";

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
  readonly length: number;
  /** Rows of several periods each, earliest first: those of list k from `starts[k]` to `starts[k + 1]`. */
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
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
  const of = new Int32Array(table.length).fill(-1);
  const starts = new Uint32Array((order.length >> 1) + 1);
  const rows = new Uint32Array(order.length);
  let [length, filled] = [0, 0];
  // By content, within an area and ownership: the rows that are still to come, and of a list its number and next place.
  const left = new Uint32Array(2 * table.industries.length);
  const list = new Int32Array(left.length).fill(-1);
  const next = new Uint32Array(left.length);
  for (const blocks of blocksOverTime(cells)) {
    for (const { start, end } of blocks) {
      for (let place = start; place < end; place++) left[content[order[place]!]!]!++;
    }
    for (const { start, end } of blocks) {
      for (let place = start; place < end; place++) {
        const row = order[place]!;
        const key = content[row]!;
        if (list[key] === -1) {
          if (left[key] === 1) {
            left[key] = 0;
            continue;
          }
          list[key] = length++;
          next[key] = filled;
          filled += left[key]!;
          starts[length] = filled;
        }
        of[row] = list[key]!;
        rows[next[key]!++] = row;
        if (--left[key]! === 0) list[key] = -1;
      }
    }
  }
  return { length, rows: rows.subarray(0, filled), starts: starts.subarray(0, length + 1), of, content };
}

interface OrderedRows {
  /** Places in the cells' order. */
  readonly start: number;
  readonly end: number;
}

/** The rows of each area and ownership that has any in several periods, by ownership and area: those of each period. */
function blocksOverTime({ table, order, period, sortKeys }: Cells): readonly (readonly OrderedRows[])[] {
  const { area, ownership } = table;
  const { size: areas, ranks } = sortKeys.byArea;
  const found = new Map<number, OrderedRows[]>();
  for (let start = 0; start < order.length;) {
    const first = order[start]!;
    const [ofArea, ofOwnership, ofPeriod] = [area[first]!, ownership[first]!, period[first]!];
    let end = start + 1;
    for (; end < order.length; end++) {
      const row = order[end]!;
      if (area[row] !== ofArea || ownership[row] !== ofOwnership || period[row] !== ofPeriod) break;
    }
    const key = ofOwnership * areas + ranks![ofArea]!;
    const known = found.get(key);
    if (known) known.push({ start, end });
    else found.set(key, [{ start, end }]);
    start = end;
  }
  return [...found]
    .filter(([, blocks]) => blocks.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([, blocks]) => blocks);
}

/** Numbers of industries; from the number of codes on those of later codes that mean something else. */
function contentOfRows(cells: Cells, same: SameContent | undefined): Uint32Array {
  const { table, period } = cells;
  const codes = table.industries;
  const boundary = same?.later ?? 2022;
  const isLater = cells.periods.map(({ year }) => naicsVersionOfYear(year) >= boundary);
  const numbers = new Map<string, number>(codes.map((code, number) => [code, number]));
  const earlier = codes.map((code): EarlierContent | undefined => {
    if (same) return earlierContent(code, same);
    return CHANGED_IN_2022.test(code) ? undefined : { code, parts: [] };
  });
  const before = Uint32Array.from(codes, (_, industry) => {
    return numbers.get(earlier[industry]?.code ?? "") ?? codes.length + industry;
  });
  const content = table.industry.slice();
  for (let row = 0; row < content.length; row++) if (isLater[period[row]!]!) content[row] = before[content[row]!]!;
  setApart(content, before, earlier, { cells, isLater, numbers });
  return content;
}

/** Gives a code a content of its own in areas where much of other codes came to it. */
function setApart(
  content: Uint32Array,
  before: Uint32Array,
  earlier: readonly (EarlierContent | undefined)[],
  {
    cells: { table, period, establishments },
    isLater,
    numbers,
  }: {
    readonly cells: Cells;
    /** For each period. */
    readonly isLater: readonly boolean[];
    readonly numbers: ReadonlyMap<string, number>;
  },
): void {
  const codes = table.industries.length;
  const joined = earlier.map((of, industry) => {
    if (!of || of.parts.length === 0 || before[industry]! >= codes) return undefined;
    return of.parts.map(({ code, share }) => ({ number: numbers.get(code) ?? -1, share }));
  });
  const isCounted = new Uint8Array(codes);
  joined.forEach((parts, industry) => {
    if (!parts) return;
    isCounted[before[industry]!] = 1;
    for (const { number } of parts) if (number !== -1) isCounted[number] = 1;
  });
  if (joined.every((parts) => parts === undefined)) return;
  // Most establishments before the break, of each area and ownership.
  const counts = new Map<number, number>();
  const key = (row: number, industry: number): number =>
    (table.area[row]! * OWNERSHIP_SLOTS + table.ownership[row]!) * codes + industry;
  const numbersOfRows = table.industry;
  for (let row = 0; row < numbersOfRows.length; row++) {
    const industry = numbersOfRows[row]!;
    if (isCounted[industry] === 0 || isLater[period[row]!]!) continue;
    const of = key(row, industry);
    counts.set(of, Math.max(counts.get(of) ?? 0, establishments[row]!));
  }
  for (let row = 0; row < numbersOfRows.length; row++) {
    const industry = numbersOfRows[row]!;
    const parts = joined[industry];
    if (parts === undefined || !isLater[period[row]!]!) continue;
    const count = (number: number): number => (number === -1 ? 0 : (counts.get(key(row, number)) ?? 0));
    const came = parts.reduce((sum, { number, share }) => sum + share * count(number), 0);
    if (!(came <= MOST_PART * count(before[industry]!))) content[row] = codes + industry;
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

/** The rows of a list, earliest first. */
export function listRows({ rows, starts }: Series, list: number): Uint32Array {
  return rows.subarray(starts[list], starts[list + 1]);
}

/** A quarter is a fourth of a year; annual averages stand a whole number apart. */
export function yearsApart(cells: Cells, a: number, b: number): number {
  const { year, quarter } = cells.table;
  return Math.abs(year[a]! + quarter[a]! / 4 - year[b]! - quarter[b]! / 4);
}
