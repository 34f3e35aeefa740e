import { RowCells, ROW_UNFINISHED, ROW_WHOLE } from "./cells.js";
import type { QcewLayout } from "./layout.js";
import { parseQcewLayout } from "./layout.js";
import { decodeCell } from "./numbers.js";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
export const COMMA = 44;
const SEMICOLON = 59;
const TAB = 9;

/** A spreadsheet's user may have put a title above the header, in one cell a line. */
const HEADER_WITHIN_LINES = 20;
const MOST_COLUMNS = 1_024;

export interface QcewHeader {
  readonly layout: QcewLayout;
  readonly delimiter: number;
  /** The byte that ends rows. A carriage return before it belongs to no cell. */
  readonly rowEnd: number;
  /** Where the first row starts. */
  readonly next: number;
  /** The line of the first row. */
  readonly line: number;
}

export type HeaderSearch = QcewHeader | "more bytes are needed" | "no header";

/**
 * Finds the header of a QCEW file among its first lines.
 *
 * @param isLast no bytes follow `limit`
 * @throws {InputError} when a header has a column twice or not at all
 */
export function findHeader(bytes: Uint8Array, limit: number, isLast: boolean, file: string): HeaderSearch {
  const hasMark = limit >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const rowEnd = detectRowEnd(bytes, limit, isLast);
  if (rowEnd === undefined) return "more bytes are needed";
  let at = hasMark ? 3 : 0;
  for (let line = 1; line <= HEADER_WITHIN_LINES; line++) {
    if (at >= limit) return isLast ? "no header" : "more bytes are needed";
    const delimiter = detectDelimiter(bytes, at, limit);
    const cells = new RowCells(MOST_COLUMNS, delimiter, rowEnd);
    const cut = cells.cut(bytes, at, limit, isLast);
    if (cut === ROW_UNFINISHED) return "more bytes are needed";
    if (cut !== ROW_WHOLE) return "no header";
    const names: string[] = [];
    for (let cell = 0; cell < Math.min(cells.count, MOST_COLUMNS); cell++) {
      names.push(decodeCell(bytes, cells.starts[cell]!, cells.ends[cell]!));
    }
    const layout = parseQcewLayout(names, { file, line });
    line += cells.innerBreaks;
    if (layout !== undefined) return { layout, delimiter, rowEnd, next: cells.next, line: line + 1 };
    // Whatever has two cells may be a row of data that got above the header: not to be passed over.
    if (names.filter((name) => name !== "").length > 1) return "no header";
    at = cells.next;
  }
  return "no header";
}

/** What ends the rows: a line feed, or a lone carriage return as old Macintosh programs wrote. */
function detectRowEnd(bytes: Uint8Array, limit: number, isLast: boolean): number | undefined {
  for (let at = 0; at < limit; at++) {
    if (bytes[at] === LINE_FEED) return LINE_FEED;
    if (bytes[at] !== CARRIAGE_RETURN) continue;
    if (at + 1 < limit) return bytes[at + 1] === LINE_FEED ? LINE_FEED : CARRIAGE_RETURN;
  }
  return isLast ? LINE_FEED : undefined;
}

/** The most frequent of comma, semicolon and tab in a line. */
function detectDelimiter(bytes: Uint8Array, start: number, limit: number): number {
  const counts = new Map([
    [COMMA, 0],
    [SEMICOLON, 0],
    [TAB, 0],
  ]);
  for (let at = start; at < limit && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN; at++) {
    const count = counts.get(bytes[at]!);
    if (count !== undefined) counts.set(bytes[at]!, count + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
