import { fieldOf, NOTHING, PUBLISHED, type QcewTable } from "../qcew/table.js";

export const QUANTITIES = ["employment", "wages"] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** What kind of area a code is of; decides which areas add up to which. */
export const AREA_KINDS = { nation: 0, state: 1, county: 2, msa: 3, other: 4 } as const;

/** A quarter, or a year of annual averages where `quarter` is 0. */
export interface Period {
  readonly year: number;
  readonly quarter: number;
}

/**
 * The rows of a table as cells to be filled: which are known, which are not, and one order for all.
 *
 * The order does not depend on the order of the input, so neither does any result: sums of floating-point
 * numbers do depend on it.
 */
export interface Cells {
  readonly table: QcewTable;
  readonly periods: readonly Period[];
  /** Of each row, an index into `periods`. */
  readonly period: Uint16Array;
  /** Of each period, whether rows may be missing where there was something. */
  readonly lacksRows: readonly boolean[];
  /** Of each area of the table, one of AREA_KINDS. */
  readonly areaKind: Uint8Array;
  /** Place of each area and industry of the table among its codes sorted as text. */
  readonly areaRank: Uint32Array;
  readonly industryRank: Uint32Array;
  /** Every usable row: by period, ownership, area, industry. */
  readonly order: Uint32Array;
  /** Rows with a withheld figure, in `order`: the unknowns. */
  readonly rows: Uint32Array;
  /** Of each row its place among the unknowns; −1 where the figure is known. */
  readonly unknown: Int32Array;
  readonly establishments: Float64Array;
  /** Known figures by row; meaningless where `unknown` says so. */
  readonly known: Readonly<Record<Quantity, Float64Array>>;
}

const SMALLEST_STATE_AREA = /^\d{5}$/;

export function areaKindOf(code: string): number {
  if (code === "US000") return AREA_KINDS.nation;
  if (SMALLEST_STATE_AREA.test(code)) return code.endsWith("000") ? AREA_KINDS.state : AREA_KINDS.county;
  if (/^C\d{4}$/.test(code)) return AREA_KINDS.msa;
  return AREA_KINDS.other;
}

/** @param yearsFromChange years whose rows lack industries that have ended since */
export function buildCells(table: QcewTable, yearsFromChange: readonly number[] = []): Cells {
  const { length } = table;
  const employment = withoutBlanks(table, fieldOf(table, "employment"));
  const wages = withoutBlanks(table, fieldOf(table, "wages"));
  const areaKind = Uint8Array.from(table.areas, areaKindOf);
  const { periods, period } = findPeriods(table);
  const areaRank = rankCodes(table.areas);
  const industryRank = rankCodes(table.industries);

  const usable = new Uint32Array(length);
  let usableCount = 0;
  for (let row = 0; row < length; row++) {
    // From 2025 Q4 "nothing" in an MSA can mean "no longer tabulated", which is no zero.
    const discontinued = table.disclosure[row] === NOTHING && areaKind[table.area[row]!] === AREA_KINDS.msa;
    if (!discontinued) usable[usableCount++] = row;
  }
  const order = sortRows(usable.subarray(0, usableCount), [
    { size: table.industries.length, of: (row) => industryRank[table.industry[row]!]! },
    { size: table.areas.length, of: (row) => areaRank[table.area[row]!]! },
    { size: 256, of: (row) => table.ownership[row]! },
    { size: periods.length, of: (row) => period[row]! },
  ]);

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
    lacksRows: periods.map(({ year }) => yearsFromChange.includes(year)),
    areaKind,
    areaRank,
    industryRank,
    order,
    rows: rows.slice(0, count),
    unknown,
    establishments: fieldOf(table, "establishments"),
    known: { employment, wages },
  };
}

/** Sorts rows by several small numbers; the last key is the first criterion. Stable, linear. */
export function sortRows(
  rows: Uint32Array,
  keys: readonly { readonly size: number; readonly of: (row: number) => number }[],
): Uint32Array {
  let from = rows;
  for (const { size, of } of keys) {
    const starts = new Uint32Array(size + 1);
    for (const row of from) starts[of(row) + 1]!++;
    for (let key = 0; key < size; key++) starts[key + 1]! += starts[key]!;
    const to = new Uint32Array(from.length);
    for (const row of from) to[starts[of(row)]!++] = row;
    from = to;
  }
  return from;
}

function rankCodes(codes: readonly string[]): Uint32Array {
  const sorted = codes.map((_, index) => index).sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
  const ranks = new Uint32Array(codes.length);
  sorted.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

function findPeriods(table: QcewTable): { periods: readonly Period[]; period: Uint16Array } {
  const found = new Set<number>();
  for (let row = 0; row < table.length; row++) found.add(table.year[row]! * 8 + table.quarter[row]!);
  const keys = [...found].sort((a, b) => a - b);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const period = new Uint16Array(table.length);
  for (let row = 0; row < table.length; row++) {
    period[row] = numbers.get(table.year[row]! * 8 + table.quarter[row]!)!;
  }
  return { periods: keys.map((key) => ({ year: key >> 3, quarter: key & 7 })), period };
}

/** "Nothing there" rows are blank in some rewritten files; elsewhere they print the zero they mean. */
function withoutBlanks(table: QcewTable, values: Float64Array): Float64Array {
  let copy: Float64Array | undefined;
  for (let row = 0; row < table.length; row++) {
    if (table.disclosure[row] === NOTHING && values[row] !== 0) (copy ??= values.slice())[row] = 0;
  }
  return copy ?? values;
}
