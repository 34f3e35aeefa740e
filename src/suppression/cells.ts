import { OWNERSHIP_SLOTS, type Period, type Quarter } from "../core/codes.js";
import { requireField, NOTHING, PUBLISHED, type QcewTable } from "../qcew/table.js";

export const QUANTITIES = ["employment", "wages"] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** What kind of area a code is of; decides which areas add up to which. */
export const AREA_KINDS = { nation: 0, state: 1, county: 2, msa: 3, other: 4 } as const;

/**
 * The rows of a table as cells to be filled: which are known, which are not, and one order for all.
 *
 * The order does not depend on the order of the input, so neither does any result: sums of floating-point
 * numbers do depend on it.
 */
export interface Cells {
  readonly table: QcewTable;
  readonly periods: readonly Period[];
  /** For each row, an index into `periods`. */
  readonly period: Uint16Array;
  /** For each period, whether rows may be missing where there was something: those computed from a later file. */
  readonly lacksRows: readonly boolean[];
  /** For each area of the table, one of AREA_KINDS. */
  readonly areaKind: Uint8Array;
  /** Every usable row: by period, ownership, area, industry. */
  readonly order: Uint32Array;
  readonly sortKeys: Readonly<Record<"byPeriod" | "byOwnership" | "byArea" | "byIndustry", SortKey>>;
  /** Rows with a withheld figure, in `order`: the unknowns. */
  readonly rows: Uint32Array;
  /** For each row, its place among the unknowns; −1 where the figure is known. */
  readonly unknown: Int32Array;
  readonly establishments: Float64Array;
  /** Known figures by row; meaningless where `unknown` says so. */
  readonly known: Readonly<Record<Quantity, Float64Array>>;
}

const SMALLEST_STATE_AREA = /^\d{5}$/;

export function classifyArea(code: string): number {
  if (code === "US000") return AREA_KINDS.nation;
  if (SMALLEST_STATE_AREA.test(code)) return code.endsWith("000") ? AREA_KINDS.state : AREA_KINDS.county;
  if (/^C\d{4}$/.test(code)) return AREA_KINDS.msa;
  return AREA_KINDS.other;
}

/** @param yearsFromChange years, besides the table's derived one, whose rows lack industries that have ended since */
export function buildCells(table: QcewTable, yearsFromChange: readonly number[] = []): Cells {
  const { length } = table;
  const employment = withoutBlanks(table, requireField(table, "employment"));
  const wages = withoutBlanks(table, requireField(table, "wages"));
  const areaKind = Uint8Array.from(table.areas, classifyArea);
  const { periods, period } = findPeriods(table);
  const areaRank = rankCodes(table.areas);
  const industryRank = rankCodes(table.industries);

  const usable = new Uint32Array(length);
  let usableCount = 0;
  for (let row = 0; row < length; row++) {
    // From 2025 Q4 "nothing" in an MSA can mean "no longer tabulated", which is not zero.
    const discontinued = table.disclosure[row] === NOTHING && areaKind[table.area[row]!] === AREA_KINDS.msa;
    if (!discontinued) usable[usableCount++] = row;
  }
  const byPeriod = { size: periods.length, of: period };
  const byOwnership = { size: OWNERSHIP_SLOTS, of: table.ownership };
  const byArea = { size: table.areas.length, of: table.area, ranks: areaRank };
  const byIndustry = { size: table.industries.length, of: table.industry, ranks: industryRank };
  const order = sortRows(usable.subarray(0, usableCount), [byPeriod, byOwnership, byArea, byIndustry]);

  const unknown = new Int32Array(length).fill(-1);
  const rows = new Uint32Array(usableCount);
  let count = 0;
  for (const row of order) {
    const isKnown =
      table.disclosure[row] === NOTHING ||
      (table.disclosure[row] === PUBLISHED && Number.isFinite(employment[row]!) && Number.isFinite(wages[row]!));
    if (isKnown) continue;
    unknown[row] = count;
    rows[count++] = row;
  }
  return {
    table,
    periods,
    period,
    lacksRows: periods.map(({ year }) => year === table.derivedYear || yearsFromChange.includes(year)),
    areaKind,
    order,
    sortKeys: { byPeriod, byOwnership, byArea, byIndustry },
    rows: rows.slice(0, count),
    unknown,
    establishments: requireField(table, "establishments"),
    known: { employment, wages },
  };
}

interface SortKey {
  /** The numbers are below this. */
  readonly size: number;
  /** For each row, its number, or that of its code. */
  readonly of: ArrayLike<number>;
  /** For each code, its number, where `of` holds codes. */
  readonly ranks?: Uint32Array;
}

/**
 * Sorts rows by several small numbers, the first named first, then by row.
 *
 * The numbers and the row make one number below 2^53, so that the engine's own sort does the work.
 */
export function sortRows(rows: Uint32Array, keys: readonly SortKey[]): Uint32Array {
  const { length } = rows;
  let rowBound = 1;
  for (let k = 0; k < length; k++) if (rows[k]! >= rowBound) rowBound = rows[k]! + 1;
  if (keys.reduce((product, { size }) => product * size, rowBound) > Number.MAX_SAFE_INTEGER) {
    return rows.slice().sort((a, b) => compareRows(a, b, keys));
  }
  const numbers = new Float64Array(length);
  for (const { size, of, ranks } of keys) {
    if (ranks) for (let k = 0; k < length; k++) numbers[k] = numbers[k]! * size + ranks[of[rows[k]!]!]!;
    else for (let k = 0; k < length; k++) numbers[k] = numbers[k]! * size + of[rows[k]!]!;
  }
  for (let k = 0; k < length; k++) numbers[k] = numbers[k]! * rowBound + rows[k]!;
  numbers.sort();
  const sorted = new Uint32Array(length);
  for (let k = 0; k < length; k++) sorted[k] = numbers[k]! % rowBound;
  return sorted;
}

function compareRows(a: number, b: number, keys: readonly SortKey[]): number {
  for (const { of, ranks } of keys) {
    const difference = ranks ? ranks[of[a]!]! - ranks[of[b]!]! : of[a]! - of[b]!;
    if (difference !== 0) return difference;
  }
  return a - b;
}

function rankCodes(codes: readonly string[]): Uint32Array {
  const sorted = codes.map((_, index) => index).sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
  const ranks = new Uint32Array(codes.length);
  sorted.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

function findPeriods(table: QcewTable): { periods: readonly Period[]; period: Uint16Array } {
  const found = new Set<number>();
  for (let row = 0, last = -1; row < table.length; row++) {
    // Rows of a file are of one period, one after the other.
    const key = table.year[row]! * 8 + table.quarter[row]!;
    if (key !== last) found.add((last = key));
  }
  const keys = [...found].sort((a, b) => a - b);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const period = new Uint16Array(table.length);
  for (let row = 0, last = -1, number = 0; row < table.length; row++) {
    const key = table.year[row]! * 8 + table.quarter[row]!;
    if (key !== last) number = numbers.get((last = key))!;
    period[row] = number;
  }
  return { periods: keys.map((key) => ({ year: key >> 3, quarter: (key & 7) as Quarter })), period };
}

/** "Nothing there" rows are blank in some rewritten files; elsewhere they print the zero they mean. */
function withoutBlanks(table: QcewTable, values: Float64Array): Float64Array {
  let copy: Float64Array | undefined;
  for (let row = 0; row < table.length; row++) {
    if (table.disclosure[row] === NOTHING && values[row] !== 0) (copy ??= values.slice())[row] = 0;
  }
  return copy ?? values;
}
