import { naicsVersionOfYear, OWNERSHIP_SLOTS, type NaicsVersion } from "../core/codes.js";
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
  const { byOwnership, byArea, byPeriod } = cells.sortKeys;
  const byContent = { size: 2 * table.industries.length, of: content };
  const sorted = sortRows(order, [byOwnership, byArea, byContent, byPeriod]);
  const of = new Int32Array(table.length).fill(-1);
  const starts = new Uint32Array((sorted.length >> 1) + 1);
  let [length, filled, start] = [0, 0, 0];
  while (start < sorted.length) {
    const first = sorted[start]!;
    let end = start + 1;
    while (end < sorted.length && isSame(first, sorted[end]!)) end++;
    if (end - start > 1) {
      for (let k = start; k < end; k++) {
        const row = sorted[k]!;
        of[row] = length;
        // In place: what is kept is never ahead of what is looked at.
        sorted[filled++] = row;
      }
      starts[++length] = filled;
    }
    start = end;
  }
  return { length, rows: sorted.subarray(0, filled), starts: starts.subarray(0, length + 1), of, content };

  function isSame(a: number, b: number): boolean {
    return content[a] === content[b] && table.area[a] === table.area[b] && table.ownership[a] === table.ownership[b];
  }
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
  for (let row = 0; row < content.length; row++) {
    if (isLater[period[row]!]!) content[row] = before[table.industry[row]!]!;
  }
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
  // Most establishments before the break, of each area and ownership.
  const counts = new Map<number, number>();
  const key = (row: number, industry: number): number =>
    (table.area[row]! * OWNERSHIP_SLOTS + table.ownership[row]!) * codes + industry;
  for (let row = 0; row < content.length; row++) {
    const industry = table.industry[row]!;
    if (isCounted[industry] === 0 || isLater[period[row]!]!) continue;
    const of = key(row, industry);
    counts.set(of, Math.max(counts.get(of) ?? 0, establishments[row]!));
  }
  for (let row = 0; row < content.length; row++) {
    const industry = table.industry[row]!;
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
