import type { AreaTable } from "./codes.js";
import { NO_CODE } from "./code-map.js";

const QUOTE = 34;
const BYTES = 8;

/**
 * Tells the area of rows whose first cell it is, deciding once a run of rows that start with the same
 * bytes: the cell with its quotes and the delimiter, eight bytes at most.
 */
export class AreaRun {
  /** The run's area, or NO_CODE. */
  area = NO_CODE;
  readonly #bytes: Uint8Array;
  readonly #words: DataView;
  readonly #areas: AreaTable;
  readonly #delimiter: number;
  #first = 0;
  #second = 0;
  #secondMask = 0;

  constructor(bytes: Uint8Array, areas: AreaTable, delimiter: number) {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#areas = areas;
    this.#delimiter = delimiter;
  }

  /** The area of the row at `start`, which is eight bytes or longer; NO_CODE when it must be looked at closer. */
  areaAt(start: number): number {
    const first = this.#words.getUint32(start, true);
    const second = this.#words.getUint32(start + 4, true);
    if (this.area !== NO_CODE && first === this.#first && (second & this.#secondMask) === this.#second) {
      return this.area;
    }
    return this.#startRun(start, first, second);
  }

  #startRun(start: number, first: number, second: number): number {
    const bytes = this.#bytes;
    const isQuoted = bytes[start] === QUOTE;
    const codeStart = isQuoted ? start + 1 : start;
    const closing = isQuoted ? QUOTE : this.#delimiter;
    let codeEnd = codeStart;
    while (codeEnd < start + BYTES && bytes[codeEnd] !== closing) codeEnd++;
    const length = codeEnd + (isQuoted ? 2 : 1) - start;
    this.area = NO_CODE;
    // At least 1001 and its delimiter: five bytes.
    if (length < 5 || length > BYTES || bytes[start + length - 1] !== this.#delimiter) return NO_CODE;
    this.area = this.#areas.number(bytes, codeStart, codeEnd);
    this.#secondMask = length === BYTES ? -1 : (1 << ((length - 4) * 8)) - 1;
    this.#first = first;
    this.#second = second & this.#secondMask;
    return this.area;
  }
}
