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
  const { length, disclosure: marks, area } = table;
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
    if (marks[row] !== NOTHING || areaKind[area[row]!] !== AREA_KINDS.msa) usable[usableCount++] = row;
  }
  const byPeriod = { size: periods.length, of: period };
  const byOwnership = { size: OWNERSHIP_SLOTS, of: table.ownership };
  const byArea = { size: table.areas.length, of: table.area, ranks: areaRank };
  const byIndustry = { size: table.industries.length, of: table.industry, ranks: industryRank };
  const keys = [byPeriod, byOwnership, byArea, byIndustry];
  const order = joinRuns(usable.subarray(0, usableCount), keys) ?? sortRows(usable.subarray(0, usableCount), keys);

  // This and what else passes over all rows counts places: in code that runs once, an iterator takes three times as long.
  const unknown = new Int32Array(length).fill(-1);
  const rows = new Uint32Array(usableCount);
  let count = 0;
  for (let place = 0; place < usableCount; place++) {
    const row = order[place]!;
    const mark = marks[row];
    if (mark === NOTHING) continue;
    if (mark === PUBLISHED && Number.isFinite(employment[row]) && Number.isFinite(wages[row])) continue;
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

/**
 * Rows in the order of four keys where they lie in runs that are in that order: those of a file of one area, by ownership
 * and code, as the publisher sorts them. Joining the runs takes a fraction of sorting.
 *
 * @returns undefined where they don't
 */
function joinRuns(rows: Uint32Array, keys: readonly SortKey[]): Uint32Array | undefined {
  const [{ of: period }, { of: ownership, size: ownerships }, { of: area, size: areas, ranks: areaRank }, industries] =
    keys as readonly [SortKey, SortKey, SortKey, SortKey];
  const { of: industry, ranks: industryRank } = industries;
  const { length } = rows;
  const most = length / SHORTEST_RUN;
  const starts: number[] = [];
  const blocks: number[] = [];
  let [lastBlock, lastRank] = [-1, -1];
  for (let place = 0; place < length; place++) {
    const row = rows[place]!;
    const block = (period[row]! * ownerships + ownership[row]!) * areas + areaRank![area[row]!]!;
    const rank = industryRank![industry[row]!]!;
    if (block !== lastBlock) {
      if (starts.length > most) return undefined;
      starts.push(place);
      blocks.push((lastBlock = block));
    } else if (rank < lastRank) return undefined;
    lastRank = rank;
  }
  const runs = blocks.map((_, run) => run).sort((a, b) => blocks[a]! - blocks[b]!);
  if (runs.some((run, place) => place > 0 && blocks[run] === blocks[runs[place - 1]!])) return undefined;
  const order = new Uint32Array(length);
  let filled = 0;
  for (const run of runs) {
    const of = rows.subarray(starts[run]!, starts[run + 1] ?? length);
    order.set(of, filled);
    filled += of.length;
  }
  return order;
}

/** With fewer rows a run, sorting is no slower. */
const SHORTEST_RUN = 8;

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
 * From the last key to the first, rows are dealt out by its number, each time in the order that they are in: as many
 * passes as keys, and no row is compared with another.
 */
export function sortRows(rows: Uint32Array, keys: readonly SortKey[]): Uint32Array {
  const { length } = rows;
  let sorted = isRising(rows) ? rows : rows.slice().sort();
  for (let k = keys.length - 1; k >= 0; k--) {
    const numbers = listNumbers(sorted, keys[k]!);
    const next = new Uint32Array(keys[k]!.size + 1);
    for (let at = 0; at < length; at++) next[numbers[at]! + 1]!++;
    if (next.indexOf(length) !== -1) continue;
    for (let number = 0; number < keys[k]!.size; number++) next[number + 1]! += next[number]!;
    const dealt = new Uint32Array(length);
    for (let at = 0; at < length; at++) dealt[next[numbers[at]!]!++] = sorted[at]!;
    sorted = dealt;
  }
  return sorted === rows ? rows.slice() : sorted;
}

function listNumbers(rows: Uint32Array, { of, ranks }: SortKey): Uint32Array {
  const numbers = new Uint32Array(rows.length);
  if (ranks) for (let k = 0; k < rows.length; k++) numbers[k] = ranks[of[rows[k]!]!]!;
  else for (let k = 0; k < rows.length; k++) numbers[k] = of[rows[k]!]!;
  return numbers;
}

function isRising(rows: Uint32Array): boolean {
  for (let k = 1; k < rows.length; k++) if (rows[k]! < rows[k - 1]!) return false;
  return true;
}

function rankCodes(codes: readonly string[]): Uint32Array {
  const sorted = codes.map((_, index) => index).sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
  const ranks = new Uint32Array(codes.length);
  sorted.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

function findPeriods(table: QcewTable): { periods: readonly Period[]; period: Uint16Array } {
  const { length, year, quarter } = table;
  const period = new Uint16Array(length);
  const starts: number[] = [];
  const ofRun: number[] = [];
  // Rows of a file are of one period, one after the other.
  for (let row = 0, last = -1; row < length; row++) {
    const key = year[row]! * 8 + quarter[row]!;
    if (key === last) continue;
    starts.push(row);
    ofRun.push((last = key));
  }
  const keys = [...new Set(ofRun)].sort((a, b) => a - b);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  ofRun.forEach((key, run) => period.fill(numbers.get(key)!, starts[run]!, starts[run + 1] ?? length));
  return { periods: keys.map((key) => ({ year: key >> 3, quarter: (key & 7) as Quarter })), period };
}

/** "Nothing there" rows are blank in some rewritten files; elsewhere they print the zero they mean. */
function withoutBlanks(table: QcewTable, values: Float64Array): Float64Array {
  let copy: Float64Array | undefined;
  const { length, disclosure } = table;
  for (let row = 0; row < length; row++) {
    if (disclosure[row] === NOTHING && values[row] !== 0) (copy ??= values.slice())[row] = 0;
  }
  return copy ?? values;
}
