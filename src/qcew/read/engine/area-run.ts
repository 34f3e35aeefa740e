import type { AreaTable } from "../codes.js";
import { NO_CODE } from "../code-map.js";

const QUOTE = 34;
const BYTES = 8;

/**
 * Finds the area of rows whose first cell it is, once for all rows that follow each other and start with the
 * same bytes: the cell with its quotes and the delimiter, eight bytes at most.
 */
export class AreaRun implements RowStart {
  first = 0;
  second = 0;
  secondMask = 0;
  /** Length of the area's cell with its delimiter. */
  bytes = 0;
  /** The area of rows that start so, or NO_CODE. */
  area = NO_CODE;
  readonly #text: Uint8Array;
  readonly #words: DataView;
  readonly #areas: AreaTable;
  readonly #delimiter: number;

  constructor(bytes: Uint8Array, areas: AreaTable, delimiter: number) {
    this.#text = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#areas = areas;
    this.#delimiter = delimiter;
  }

  /** Looks at the row at `start`, which has eight bytes or more. NO_CODE: it must be looked at closer. */
  begin(start: number): void {
    const first = this.#words.getInt32(start, true);
    const second = this.#words.getInt32(start + 4, true);
    if (this.area !== NO_CODE && first === this.first && (second & this.secondMask) === this.second) return;
    this.area = NO_CODE;
    const bytes = this.#text;
    const isQuoted = bytes[start] === QUOTE;
    const codeStart = isQuoted ? start + 1 : start;
    const closing = isQuoted ? QUOTE : this.#delimiter;
    let codeEnd = codeStart;
    while (codeEnd < start + BYTES && bytes[codeEnd] !== closing) codeEnd++;
    const length = codeEnd + (isQuoted ? 2 : 1) - start;
    // At least 1001 and its delimiter: five bytes.
    if (length < 5 || length > BYTES || bytes[start + length - 1] !== this.#delimiter) return;
    this.area = this.#areas.number(bytes, codeStart, codeEnd);
    this.secondMask = length === BYTES ? -1 : (1 << ((length - 4) * 8)) - 1;
    this.bytes = length;
    this.first = first;
    this.second = second & this.secondMask;
  }
}

/** Bytes that rows start with, as two numbers of four bytes, the first byte lowest. */
export interface RowStart {
  readonly first: number;
  readonly second: number;
  /** Bits of the second number that count; the others are 0 in it. */
  readonly secondMask: number;
}
