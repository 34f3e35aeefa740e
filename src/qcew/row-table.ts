import type { QcewTable } from "./table.js";

export const NO_ROW = -1;

/** The columns that make a key; where they are equal, rows are of one thing. */
export interface KeyOfRow {
  readonly area: number;
  readonly industry: number;
  readonly ownership: number;
  readonly year: number;
  readonly quarter: number;
}

/**
 * Row numbers by key, in one typed array.
 *
 * A `Map` of all rows of a national file takes a second and 200 MB; this takes a quarter of either. The
 * keys themselves are not stored: they are in the table's columns.
 */
export class RowTable {
  readonly #table: QcewTable;
  readonly #rows: Int32Array;
  readonly #mask: number;

  constructor(table: QcewTable) {
    this.#table = table;
    // Half empty or emptier, so that chains stay short.
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, table.length * 2)));
    this.#rows = new Int32Array(slots).fill(NO_ROW);
    this.#mask = slots - 1;
  }

  /** The row that was added with the same key, or NO_ROW after adding this one. */
  findOrAdd(row: number): number {
    const { area, industry, ownership, year, quarter } = this.#table;
    const [a, i, o, y, q] = [area[row]!, industry[row]!, ownership[row]!, year[row]!, quarter[row]!];
    const rows = this.#rows;
    for (let slot = hash(a, i, o, y, q) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const other = rows[slot]!;
      if (other === NO_ROW) {
        rows[slot] = row;
        return NO_ROW;
      }
      if (
        industry[other] === i &&
        area[other] === a &&
        ownership[other] === o &&
        year[other] === y &&
        quarter[other] === q
      ) {
        return other;
      }
    }
  }

  /** The row of a key, or NO_ROW. */
  find(key: KeyOfRow): number {
    const { area, industry, ownership, year, quarter } = this.#table;
    const rows = this.#rows;
    const start = hash(key.area, key.industry, key.ownership, key.year, key.quarter);
    for (let slot = start & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const row = rows[slot]!;
      if (
        row === NO_ROW ||
        (industry[row] === key.industry &&
          area[row] === key.area &&
          ownership[row] === key.ownership &&
          year[row] === key.year &&
          quarter[row] === key.quarter)
      ) {
        return row;
      }
    }
  }
}

function hash(area: number, industry: number, ownership: number, year: number, quarter: number): number {
  const period = (year << 3) | quarter;
  const mixed = Math.imul(area, 0x9e3779b1) + Math.imul((industry << 4) | ownership, 0x85ebca6b);
  const all = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + Math.imul(period, 0x297a2d39);
  return all ^ (all >>> 16);
}
