import { SEGMENT_COUNT } from "../segments.js";
import type { PairCounts } from "./pair-counts.js";

const ZERO = 48;
const COMMA = 44;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const CODE_DIGITS = 15;

/** What is done with rows that need more than to be added up. */
export interface ScanHandlers {
  /**
   * A row of another form, by its place in the bytes and the lines before it.
   *
   * @returns false where the scan ends with it
   */
  readonly onOdd: (row: Uint8Array, linesBefore: number) => boolean;
  /** A pair of counties that was not met before. */
  readonly onPair: (slot: number, linesBefore: number) => void;
}

/**
 * Adds up rows of block pairs in LODES's own layout: two codes of 15 digits, or 14 where a leading zero was lost, then a
 * whole number for each segment; what follows is passed over.
 *
 * @param bytes whole lines
 * @returns lines passed, rows added up among them, and the place behind the last of them
 */
export function scanBlockRows(
  bytes: Uint8Array,
  counts: PairCounts,
  { onOdd, onPair }: ScanHandlers,
): { readonly lines: number; readonly rows: number; readonly end: number } {
  const figures = new Float64Array(SEGMENT_COUNT);
  const end = bytes.length;
  let pairs = counts.length;
  let lines = 0;
  let rows = 0;
  let at = 0;
  while (at < end) {
    const start = at;
    let isPlain = false;
    scan: {
      let last = endOfDigits(bytes, at);
      const work = countyAt(bytes, at, last - at);
      if (work < 0 || bytes[last] !== COMMA) break scan;
      at = last + 1;
      last = endOfDigits(bytes, at);
      const home = countyAt(bytes, at, last - at);
      if (home < 0 || bytes[last] !== COMMA) break scan;
      at = last;
      for (let index = 0; index < SEGMENT_COUNT; index++) {
        if (bytes[at] !== COMMA) break scan;
        const first = ++at;
        let value = 0;
        let digit = bytes[at]! - ZERO;
        while (digit >= 0 && digit <= 9) {
          value = value * 10 + digit;
          digit = bytes[++at]! - ZERO;
        }
        if (at === first || at - first > CODE_DIGITS) break scan;
        figures[index] = value;
      }
      const next = bytes[at];
      if (next !== COMMA && next !== LINE_FEED && next !== CARRIAGE_RETURN) break scan;
      const slot = counts.slot(work, home);
      if (slot >= pairs) {
        pairs = slot + 1;
        onPair(slot, lines);
      }
      const { sums } = counts;
      for (let index = 0; index < SEGMENT_COUNT; index++) sums[slot * SEGMENT_COUNT + index]! += figures[index]!;
      isPlain = true;
      rows++;
    }
    while (bytes[at] !== LINE_FEED) at++;
    at++;
    const isLast = !isPlain && !onOdd(bytes.subarray(start, at), lines);
    // A row that was read with care may have brought a pair.
    if (!isPlain) pairs = counts.length;
    lines++;
    if (isLast) break;
  }
  return { lines, rows, end: at };
}

function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO);
  return at;
}

/** The county of a block code as a number; −1 if the code has another length. */
function countyAt(bytes: Uint8Array, start: number, length: number): number {
  const first = digits4(bytes, start);
  if (length === CODE_DIGITS) return first * 10 + bytes[start + 4]! - ZERO;
  return length === CODE_DIGITS - 1 ? first : -1;
}

function digits4(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 1000 + bytes[at + 1]! * 100 + bytes[at + 2]! * 10 + bytes[at + 3]! - ZERO * 1111;
}
