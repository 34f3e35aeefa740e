import { InputError } from "../../core/errors.js";

/** Text is split into rows in pieces of this size, so that a file of any length takes little memory. */
const PIECE_BYTES = 1_048_576;
/** A quote that is opened and never closed would gather the whole file. */
const LONGEST_PIECE = 67_108_864;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Takes the rows of one text; false where no more are needed. */
export type OnRow = (cells: readonly string[], line: number) => boolean;

/**
 * Splits a text of comma-, semicolon- or tab-separated values into rows with their line numbers, as its bytes
 * come in. Tab-separated files have no quotes: O*NET's hold bare inch marks.
 */
export class RowSplitter {
  readonly #file: string;
  readonly #onRow: OnRow;
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Bytes of the pieces up to the last line break outside quotes. */
  #whole = 0;
  #isQuoted = false;
  #line = 1;
  #delimiter: string | undefined;
  #isEnough = false;

  constructor(file: string, onRow: OnRow) {
    this.#file = file;
    this.#onRow = onRow;
  }

  /** @returns false where no more is needed */
  push(bytes: Uint8Array): boolean {
    if (this.#isEnough) return false;
    const piece = Buffer.from(bytes);
    this.#delimiter ??= delimiterOf(decode(piece));
    const quotes = this.#delimiter !== "\t";
    let isQuoted = this.#isQuoted;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!;
      if (byte === QUOTE && quotes) isQuoted = !isQuoted;
      else if (!isQuoted && (byte === LINE_FEED || (byte === CARRIAGE_RETURN && piece[at + 1] !== LINE_FEED))) {
        // A lone CR at a piece's end may be half of a CRLF.
        if (byte === LINE_FEED || at + 1 < piece.length) this.#whole = this.#bytes + at + 1;
      }
    }
    this.#isQuoted = isQuoted;
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= PIECE_BYTES && this.#whole > 0) this.#split(this.#whole);
    else if (this.#bytes > LONGEST_PIECE) this.#split(this.#bytes);
    return !this.#isEnough;
  }

  end(): void {
    if (!this.#isEnough && this.#bytes > 0) this.#split(this.#bytes);
  }

  #split(length: number): void {
    const all = Buffer.concat(this.#pieces);
    const rest = all.subarray(length);
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#whole = 0;
    const text = decode(all.subarray(0, length));
    let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    while (at < text.length && !this.#isEnough) {
      const line = this.#line;
      const end = this.#endOfRow(text, at);
      const row = text.slice(at, end);
      at = afterBreak(text, end);
      this.#line++;
      if (row !== "" && !this.#onRow(this.#cellsOf(row, line), line)) this.#isEnough = true;
    }
  }

  /** Where the row ends that starts at a place: at the first line break outside quotes. */
  #endOfRow(text: string, start: number): number {
    let { end, quotes } = measureLine(text, start);
    if (this.#delimiter === "\t") return end;
    while (quotes % 2 === 1 && end < text.length) {
      const next = measureLine(text, afterBreak(text, end));
      quotes += next.quotes;
      end = next.end;
      this.#line++;
    }
    return end;
  }

  #cellsOf(row: string, line: number): readonly string[] {
    const delimiter = this.#delimiter ?? ",";
    if (delimiter === "\t" || !row.includes('"')) return row.split(delimiter).map(trim);
    const cells: string[] = [];
    let at = 0;
    for (;;) {
      if (row[at] === '"') {
        let cell = "";
        for (;;) {
          const close = row.indexOf('"', at + 1);
          if (close < 0) throw this.#badQuote(row, line, true);
          cell += row.slice(at + 1, close);
          at = close + 1;
          if (row[at] !== '"') break;
          cell += '"';
        }
        cells.push(cell.trim());
        if (at < row.length && row[at] !== delimiter) {
          if (row.slice(at).search(/\S/) >= 0 && row.slice(at).trimStart()[0] !== delimiter) {
            throw this.#badQuote(row, line, false);
          }
          at = row.indexOf(delimiter, at);
          if (at < 0) return cells;
        }
      } else {
        // The Employment Projections write codes as ="11-0000", so that spreadsheets keep them.
        const comma = row.indexOf(delimiter, at);
        cells.push(row.slice(at, comma < 0 ? row.length : comma).trim());
        at = comma < 0 ? row.length : comma;
      }
      if (at >= row.length) return cells;
      at += 1;
      if (at === row.length) return [...cells, ""];
    }
  }

  #badQuote(row: string, line: number, isOpen: boolean): InputError {
    return new InputError(isOpen ? "a quote is opened and not closed" : "a quote stands inside a cell", {
      code: "OCCUPATION_QUOTE",
      where: { file: this.#file, line },
      found: row.slice(0, Math.min(200, measureLine(row, 0).end)),
      hint: isOpen ? "close it, or take it out" : "put the whole cell in quotes, and write quotes inside it twice",
    });
  }
}

const BYTE_ORDER_MARK = 0xfeff;

function afterBreak(text: string, at: number): number {
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
}

function trim(cell: string): string {
  return cell.trim();
}

/** Where a line ends, at its LF, CR or CRLF, or at the text's end; and how many quotes it has. */
function measureLine(text: string, start: number): { readonly end: number; readonly quotes: number } {
  let quotes = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === LINE_FEED || character === CARRIAGE_RETURN) return { end: at, quotes };
    if (character === QUOTE) quotes++;
  }
  return { end: text.length, quotes };
}

/** Publishers write UTF-8 or Windows-1252; a byte that is no UTF-8 tells. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The most frequent of tab, comma and semicolon in the first lines. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 2_000);
  const count = (delimiter: string): number => start.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, next) => (count(next) > count(best) ? next : best));
}
