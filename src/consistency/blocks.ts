import { OWNERSHIP_SLOTS, NATION } from "../core/codes.js";
import type { QcewTable } from "../qcew/table.js";
import { classifyArea } from "../suppression/cells.js";

/** The rows of one area and ownership in one period. */
export interface Block {
  readonly area: number;
  /** One of AREA_KINDS. */
  readonly kind: number;
  readonly ownership: number;
  readonly year: number;
  readonly quarter: number;
  readonly rows: Uint32Array;
}

/** Years of four digits, each with eight places for quarters. */
const MOST_PERIODS = 10_000 * 8;

/** Rows by period, area and ownership, in that order, in time linear in the rows. */
export function groupIntoBlocks(table: QcewTable): readonly Block[] {
  const { area, ownership, year, quarter } = table;
  const { starts, order } = sortByBlock(table);
  const kinds = table.areas.map(classifyArea);
  const blocks: Block[] = [];
  for (let block = 0; block + 1 < starts.length; block++) {
    if (starts[block] === starts[block + 1]) continue;
    const rows = order.subarray(starts[block]!, starts[block + 1]!);
    const first = rows[0]!;
    blocks.push({
      area: area[first]!,
      kind: kinds[area[first]!]!,
      ownership: ownership[first]!,
      year: year[first]!,
      quarter: quarter[first]!,
      rows,
    });
  }
  return blocks;
}

/** A counting sort: the rows of block b are `order[starts[b]]` to `order[starts[b + 1]]`. */
function sortByBlock(table: QcewTable): { readonly starts: Uint32Array; readonly order: Uint32Array } {
  const { length, area, ownership, year, quarter } = table;
  const periods = new Map<number, number>();
  const perPeriod = table.areas.length * OWNERSHIP_SLOTS;
  const periodOf = new Uint32Array(MOST_PERIODS);
  for (let row = 0, last = -1; row < length; row++) {
    const key = year[row]! * 8 + quarter[row]!;
    if (key === last) continue;
    last = key;
    if (!periods.has(key)) periods.set(key, periods.size);
    periodOf[key] = periods.get(key)! * perPeriod;
  }
  const starts = new Uint32Array(periods.size * perPeriod + 1);
  let isSorted = true;
  for (let row = 0, before = 0; row < length; row++) {
    const block = periodOf[year[row]! * 8 + quarter[row]!]! + area[row]! * OWNERSHIP_SLOTS + ownership[row]!;
    if (block < before) isSorted = false;
    before = block;
    starts[block + 1]!++;
  }
  for (let block = 1; block < starts.length; block++) starts[block]! += starts[block - 1]!;
  const order = new Uint32Array(length);
  // A store's rows are in this order, and so are those of most files.
  if (isSorted) {
    for (let row = 0; row < length; row++) order[row] = row;
    return { starts, order };
  }
  const next = starts.slice();
  for (let row = 0; row < length; row++) {
    const block = periodOf[year[row]! * 8 + quarter[row]!]! + area[row]! * OWNERSHIP_SLOTS + ownership[row]!;
    order[next[block]!++] = row;
  }
  return { starts, order };
}

/** Blocks of one area and period, by period and area. */
export function blocksByArea(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1)?.[0];
    const isSame = last && last.area === block.area && last.year === block.year && last.quarter === block.quarter;
    if (isSame) groups.at(-1)!.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** For each source, whether it holds one industry alone, of many areas: in a slice by industry nothing has its parts. */
export function slicesByIndustry({ source, sources, industry, length }: QcewTable): Uint8Array {
  const first = new Int32Array(sources.length).fill(-1);
  const isSlice = new Uint8Array(sources.length).fill(1);
  for (let row = 0; row < length; row++) {
    const of = source[row]!;
    if (first[of] === -1) first[of] = industry[row]!;
    else if (first[of] !== industry[row]) isSlice[of] = 0;
  }
  return isSlice;
}

/**
 * Whether the nation's rows were computed, from states' files or from the next year's changes: those of the publisher
 * print quotients, which are 1. What was computed misses by the rounding of every part, and has no industries that
 * were withheld or have ended.
 */
export function nationIsWorkedOut({ areas, area, fields, length }: QcewTable): boolean {
  const nation = areas.findIndex((code) => code === NATION);
  const { lqEmployment, lqMonth1 } = fields;
  if (nation === -1 || (!lqEmployment && !lqMonth1)) return false;
  const isPrinted = (column: Float64Array | undefined, row: number): boolean =>
    column !== undefined && !Number.isNaN(column[row]);
  for (let row = 0; row < length; row++) {
    if (area[row] !== nation) continue;
    if (isPrinted(lqEmployment, row) || isPrinted(lqMonth1, row)) return false;
  }
  return true;
}
