import { areaKindOf } from "../suppression/cells.js";
import { OWNERSHIPS } from "../suppression/cells.js";
import type { QcewTable } from "../qcew/table.js";

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

/** The rows of a table by period, area and ownership, in time linear in the rows. */
export function blocksOf(table: QcewTable): readonly Block[] {
  const { length, area, ownership, year, quarter } = table;
  const periods = new Map<number, number>();
  const number = new Int32Array(length);
  let lastKey = -1;
  let period = 0;
  const perPeriod = table.areas.length * OWNERSHIPS;
  for (let row = 0; row < length; row++) {
    const key = year[row]! * 8 + quarter[row]!;
    if (key !== lastKey) {
      period = periods.get(key) ?? periods.size;
      periods.set(key, period);
      lastKey = key;
    }
    number[row] = period * perPeriod + area[row]! * OWNERSHIPS + ownership[row]!;
  }
  const starts = new Uint32Array(periods.size * perPeriod + 1);
  for (let row = 0; row < length; row++) starts[number[row]! + 1]!++;
  for (let block = 1; block < starts.length; block++) starts[block]! += starts[block - 1]!;
  const next = starts.slice();
  const order = new Uint32Array(length);
  for (let row = 0; row < length; row++) order[next[number[row]!]!++] = row;

  const kinds = table.areas.map(areaKindOf);
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

/** Files that hold one industry alone, of every area: slices by industry, in which no industry has its parts. */
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
