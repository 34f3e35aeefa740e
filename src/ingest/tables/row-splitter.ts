import { CsvError, parse } from "csv-parse/sync";
import { InputError } from "../../errors.js";

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
    this.#delimiter ??= delimiterOf(text);
    const start = this.#line;
    let previous = 0;
    for (const { record, info } of this.#records(text)) {
      // Empty lines are records too, so a record starts where the one before it ended.
      const line = start + previous;
      previous = info.lines;
      if (this.#isEnough) return;
      if (record.length === 1 && record[0] === "") continue;
      if (!this.#onRow(record, line)) this.#isEnough = true;
    }
    this.#line = start + previous;
  }

  #records(text: string): readonly { readonly record: string[]; readonly info: { readonly lines: number } }[] {
    try {
      return parse(text, {
        bom: true,
        delimiter: this.#delimiter ?? ",",
        info: true,
        quote: this.#delimiter === "\t" ? null : '"',
        relax_column_count: true,
        record_delimiter: ["\r\n", "\n", "\r"],
        // The Employment Projections write codes as ="11-0000", so that spreadsheets keep them.
        relax_quotes: true,
        trim: true,
      }) as unknown as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const line = this.#line + Number(error["lines"] ?? 1) - 1;
      const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
      throw new InputError(isOpen ? "a quote is opened and not closed" : "a quote stands inside a cell", {
        code: "OCCUPATION_QUOTE",
        where: { file: this.#file, line },
        found: text.split(/\r\n|\n|\r/)[line - this.#line]?.slice(0, 200) ?? error.message,
        hint: isOpen ? "close it, or take it out" : "put the whole cell in quotes, and write quotes inside it twice",
      });
    }
  }
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
