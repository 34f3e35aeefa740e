/** What cutting a row ended with. */
export const ROW_WHOLE = 0;
/** The bytes end before the row does; more may follow. */
export const ROW_UNFINISHED = 1;
/** A quote is open at the end of the file. */
export const ROW_QUOTE_OPEN = 2;
/** A quote stands inside a cell, or text follows a closing quote. */
export const ROW_QUOTE_STRAY = 3;

export type RowCut = typeof ROW_WHOLE | typeof ROW_UNFINISHED | typeof ROW_QUOTE_OPEN | typeof ROW_QUOTE_STRAY;

const SPACE = 32;
const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The places of one row's cells in a byte buffer, reused from row to row.
 *
 * A cell is `bytes[starts[i]]` up to, not including, `bytes[ends[i]]`: without its quotes and without
 * spaces around it. Doubled quotes inside a quoted cell stay doubled; no code or number has any.
 */
export class RowCells {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Cells of the row, also those beyond the room for places. */
  count = 0;
  /** Where the next row starts. */
  next = 0;
  /** Line breaks inside quotes. */
  innerBreaks = 0;

  constructor(
    readonly capacity: number,
    readonly delimiter: number,
    readonly rowEnd: number,
  ) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  /**
   * Cuts the row that starts at `start`, minding quotes as RFC 4180 does.
   *
   * @param limit where the bytes end
   * @param isLast no bytes follow `limit`, so a row without a line break ends there
   */
  cut(bytes: Uint8Array, start: number, limit: number, isLast: boolean): RowCut {
    const { starts, ends, capacity, delimiter, rowEnd } = this;
    let at = start;
    let count = 0;
    this.innerBreaks = 0;
    for (;;) {
      while (at < limit && bytes[at] === SPACE) at++;
      let from = at;
      let to: number;
      if (at < limit && bytes[at] === QUOTE) {
        from = ++at;
        for (;;) {
          while (at < limit && bytes[at] !== QUOTE) {
            if (bytes[at] === rowEnd) this.innerBreaks++;
            at++;
          }
          if (at >= limit) return isLast ? ROW_QUOTE_OPEN : ROW_UNFINISHED;
          if (at + 1 >= limit && !isLast) return ROW_UNFINISHED;
          if (at + 1 >= limit || bytes[at + 1] !== QUOTE) break;
          at += 2;
        }
        to = at++;
        while (at < limit && bytes[at] === SPACE) at++;
        if (at < limit && bytes[at] === CARRIAGE_RETURN && rowEnd === LINE_FEED) at++;
        if (at < limit && bytes[at] !== delimiter && bytes[at] !== rowEnd) return this.#stray(count);
      } else {
        let byte = -1;
        while (at < limit) {
          byte = bytes[at]!;
          if (byte === delimiter || byte === rowEnd) break;
          if (byte === QUOTE) return this.#stray(count);
          at++;
        }
        to = at;
        if (byte === rowEnd || at === limit) {
          if (to > from && bytes[to - 1] === CARRIAGE_RETURN && rowEnd === LINE_FEED) to--;
        }
      }
      if (at >= limit && !isLast) return ROW_UNFINISHED;
      while (to > from && bytes[to - 1] === SPACE) to--;
      while (from < to && bytes[from] === SPACE) from++;
      if (count < capacity) {
        starts[count] = from;
        ends[count] = to;
      }
      count++;
      if (at >= limit || bytes[at] === rowEnd) break;
      at++;
    }
    this.count = count;
    this.next = Math.min(at + 1, limit);
    return ROW_WHOLE;
  }

  #stray(count: number): RowCut {
    this.count = count + 1;
    return ROW_QUOTE_STRAY;
  }
}
