import type { QcewTable } from "../qcew/table.js";

/** Finds the rows of areas in a table. Build once a table, since building visits every row. */
export class RowsOfAreas {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #starts: Uint32Array;
  readonly #rows: Uint32Array;

  constructor(table: QcewTable) {
    this.#numbers = new Map(table.areas.map((code, number) => [code, number]));
    this.#starts = new Uint32Array(table.areas.length + 1);
    for (let row = 0; row < table.length; row++) this.#starts[table.area[row]! + 1]!++;
    for (let area = 0; area < table.areas.length; area++) this.#starts[area + 1]! += this.#starts[area]!;
    const next = this.#starts.slice();
    this.#rows = new Uint32Array(table.length);
    for (let row = 0; row < table.length; row++) this.#rows[next[table.area[row]!]!++] = row;
  }

  /** The areas' rows in the order of the table, on which sums of floating-point numbers depend. */
  of(areas: readonly string[]): Uint32Array {
    const parts = areas.map((code) => {
      const number = this.#numbers.get(code);
      return number === undefined ? NONE : this.#rows.subarray(this.#starts[number]!, this.#starts[number + 1]!);
    });
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all.sort();
  }
}

const NONE = new Uint32Array();
