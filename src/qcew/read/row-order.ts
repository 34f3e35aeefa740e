import type { QcewTable } from "../table.js";

const MOST_PERIODS = 31;
const MOST_INDUSTRIES = 65_536;

/**
 * Whether a table's rows stand in an order that lets no key appear twice: each area's rows of a file in one
 * block, in it by ownership, industry code, and period, and no period of an area in two blocks.
 *
 * Published files are in that order, and looking at neighbours is ten times as fast as remembering all keys.
 * False says nothing about duplicates.
 */
export function isInPublishedOrder(table: QcewTable): boolean {
  const { area, source, ownership, industry, year, quarter, length } = table;
  if (table.industries.length > MOST_INDUSTRIES) return false;
  const ranks = rankCodes(table.industries);
  // One bit a period; per area, the bits of the blocks before.
  const periods = new Map<number, number>();
  const seen = new Int32Array(table.areas.length);
  let blockPeriods = 0;
  let lastArea = -1;
  let lastSource = -1;
  let lastPeriod = -1;
  let lastKey = -1;
  for (let row = 0; row < length; row++) {
    const period = (year[row]! << 3) | quarter[row]!;
    const key = (ownership[row]! << 16) | ranks[industry[row]!]!;
    if (area[row] !== lastArea || source[row] !== lastSource) {
      if (lastArea >= 0) {
        if ((seen[lastArea]! & blockPeriods) !== 0) return false;
        seen[lastArea]! |= blockPeriods;
      }
      lastArea = area[row]!;
      lastSource = source[row]!;
      blockPeriods = 0;
      lastPeriod = -1;
    } else if (key < lastKey || (key === lastKey && period <= lastPeriod)) return false;
    if (period !== lastPeriod) {
      let bit = periods.get(period);
      if (bit === undefined) {
        if (periods.size === MOST_PERIODS) return false;
        bit = 1 << periods.size;
        periods.set(period, bit);
      }
      blockPeriods |= bit;
    }
    lastPeriod = period;
    lastKey = key;
  }
  return lastArea < 0 || (seen[lastArea]! & blockPeriods) === 0;
}

function rankCodes(codes: readonly string[]): Uint32Array {
  const order = [...codes.keys()].sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
  const ranks = new Uint32Array(codes.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}
