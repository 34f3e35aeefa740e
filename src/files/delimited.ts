import { CsvError, parse } from "csv-parse/sync";
import { InputError, type ErrorCode } from "../core/errors.js";
import { LONGEST_LINE } from "./limits.js";
import { LineDecoder } from "./decode.js";

/** Takes the rows of one text; false where no more are needed. */
export type OnRow = (cells: readonly string[], line: number) => boolean;

/** What a delimited text is, for messages. */
export interface DelimitedFile {
  readonly file: string;
  /** The code of an error about its quotes. */
  readonly quoteCode: ErrorCode;
}

/** Text is split into rows in pieces of this size, so that a file of any length takes little memory. */
const PIECE_BYTES = 1_048_576;
/** How many bytes it takes to see the delimiter. */
const HEAD_BYTES = 20_000;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads rows of delimited text as its bytes come in: any delimiter that spreadsheets write, any encoding that extends
 * ASCII, LF, CRLF or CR, with a byte order mark and a line `sep=;` or without. Empty lines are counted and left out;
 * cells come without blanks around them and without what keeps spreadsheets from reading codes as numbers.
 */
export class DelimitedReader {
  readonly #of: DelimitedFile;
  readonly #onRow: OnRow;
  readonly #decoder: LineDecoder;
  /** The first bytes, until there are enough to see the delimiter. */
  #head: Buffer = Buffer.alloc(0);
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Bytes up to the last line break outside quotes. */
  #whole = 0;
  /** Bytes up to the last line break of any kind. */
  #lastBreak = 0;
  #isQuoted = false;
  #line = 1;
  #delimiter: string | undefined;
  #isEnough = false;

  constructor(of: DelimitedFile, onRow: OnRow) {
    this.#of = of;
    this.#onRow = onRow;
    this.#decoder = new LineDecoder(of.file);
  }

  /** The delimiter, once there are any cells. */
  get delimiter(): string | undefined {
    return this.#delimiter;
  }

  /**
   * @returns false where no more is needed
   * @throws {InputError} ENCODING, FILE_NOT_TEXT, or the file's code for a quote that is not closed
   */
  push(bytes: Uint8Array): boolean {
    if (this.#isEnough) return false;
    if (this.#delimiter !== undefined) return this.#take(Buffer.from(bytes));
    this.#head = Buffer.concat([this.#head, bytes]);
    return this.#head.length < HEAD_BYTES || this.#takeHead();
  }

  end(): void {
    if (this.#delimiter === undefined && this.#head.length > 0) this.#takeHead();
    if (!this.#isEnough && this.#bytes > 0) this.#split(this.#bytes);
  }

  #takeHead(): boolean {
    this.#delimiter = detectDelimiter(this.#head.toString("latin1"));
    return this.#take(this.#head);
  }

  #take(piece: Buffer): boolean {
    // Tables with tabs have bare inch marks, so that only their rows show which quotes enclose a cell.
    const quote = this.#delimiter === "\t" ? -1 : QUOTE;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!;
      if (byte === quote) this.#isQuoted = !this.#isQuoted;
      else if (
        byte === LINE_FEED ||
        (byte === CARRIAGE_RETURN && at + 1 < piece.length && piece[at + 1] !== LINE_FEED)
      ) {
        this.#lastBreak = this.#bytes + at + 1;
        if (!this.#isQuoted) this.#whole = this.#lastBreak;
      }
    }
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= PIECE_BYTES && this.#whole > 0) this.#split(this.#whole);
    else if (this.#bytes > LONGEST_LINE) {
      if (this.#lastBreak === 0) throw lineTooLong(this.#of.file, this.#line);
      this.#split(this.#lastBreak);
    }
    return !this.#isEnough;
  }

  #split(length: number): void {
    const all = Buffer.concat(this.#pieces);
    const rest = all.subarray(length);
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#whole = 0;
    this.#lastBreak = 0;
    let text = this.#decoder.decode(all.subarray(0, length), this.#line);
    if (this.#line === 1) text = text.replace(/^\ufeff/, "").replace(DECLARATION, "");
    const lines = text.split(LINE_BREAK);
    // A piece ends with a line break, apart from the file's last.
    if (rest.length > 0 || lines.at(-1) === "") lines.pop();
    const piece = { ...this.#of, delimiter: this.#delimiter!, firstLine: this.#line };
    for (const { cells, line } of pieceRows(lines, piece)) {
      if (this.#onRow(cells, line)) continue;
      this.#isEnough = true;
      return;
    }
    this.#line += lines.length;
  }
}

function lineTooLong(file: string, line: number): InputError {
  return new InputError("a line too long for a table", {
    code: "FILE_NOT_TEXT",
    where: { file, line },
    found: `more than ${LONGEST_LINE} bytes without a line break`,
    hint: "check that it is the right file, as downloaded from its publisher",
  });
}

const LINE_BREAK = /\r\n|\n|\r/;

export interface DelimitedRow {
  /** Where the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface Piece extends DelimitedFile {
  readonly delimiter: string;
  /** The number of the first of the lines. */
  readonly firstLine: number;
}

function pieceRows(lines: readonly string[], piece: Piece): Iterable<DelimitedRow> {
  const quoted = lines.filter((line) => line.includes('"'));
  const parsed = quoted.length === 0 ? [] : parseLines(quoted, piece.delimiter);
  // A cell with a line break in it, or a quote that is not a delimiter of a cell.
  if (parsed === undefined) return parseWhole(lines, piece);
  let next = 0;
  const rows: DelimitedRow[] = [];
  for (const [index, text] of lines.entries()) {
    const cells = text.includes('"') ? parsed[next++]! : text.split(piece.delimiter);
    addRow(rows, cells, piece.firstLine + index);
  }
  return rows;
}

function addRow(rows: DelimitedRow[], cells: readonly string[], line: number): void {
  const plain = cells.map(plainCell);
  if (plain.length > 1 || plain[0] !== "") rows.push({ line, cells: plain });
}

/** Blanks of all kinds around a cell, and `="11-0000"` as what it shows. */
function plainCell(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.startsWith('="') && trimmed.endsWith('"') ? trimmed.slice(2, -1).trim() : trimmed;
}

/** Cells of lines that are rows each; undefined if they are not. */
function parseLines(lines: readonly string[], delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    const rows = parse(lines.join("\n"), options(delimiter));
    if (rows.length !== lines.length || rows.some((cells) => cells.some((cell) => cell.includes("\n"))))
      return undefined;
    return rows;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function options(delimiter: string) {
  return { delimiter, ltrim: true, rtrim: true, relax_column_count: true, skip_empty_lines: true } as const;
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
  readonly raw: string;
}

/**
 * Text in which quotes do more than to enclose cells of one line. The rows above a quote out of place come before the
 * error, since they may be all that is needed.
 */
function* parseWhole(lines: readonly string[], piece: Piece): Generator<DelimitedRow> {
  let parsed: readonly ParsedRow[];
  try {
    parsed = parseRows(lines, piece);
  } catch (error) {
    const { line = piece.firstLine } = (error instanceof InputError && error.details.where) || {};
    if (line > piece.firstLine) yield* rowsAbove(lines.slice(0, line - piece.firstLine), piece);
    throw error;
  }
  const rows: DelimitedRow[] = [];
  for (const { record, info, raw } of parsed) {
    const inRow = raw.trim().split("\n").length;
    addRow(rows, record, piece.firstLine + info.lines - inRow);
  }
  yield* rows;
}

/** Rows above an error, which is thrown after them: what is wrong with them too is not worth another one. */
function* rowsAbove(lines: readonly string[], piece: Piece): Generator<DelimitedRow> {
  try {
    yield* pieceRows(lines, piece);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}

function parseRows(lines: readonly string[], piece: Piece): readonly ParsedRow[] {
  const text = lines.join("\n");
  const parseWith = (more: object): readonly ParsedRow[] =>
    parse(text, { ...options(piece.delimiter), info: true, raw: true, ...more }) as unknown as readonly ParsedRow[];
  try {
    return parseWith({});
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  if (piece.delimiter === "\t") return parseWith({ quote: false }).map(unquoted);
  try {
    // Publishers write ="11-0000" and 5" in cells without quotes.
    return parseWith({ relax_quotes: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === "CSV_QUOTE_NOT_CLOSED"
      ? openQuote(lines, piece)
      : strayQuote(lines, Number(error["lines"] ?? 1) - 1, piece);
  }
}

/** A cell that a spreadsheet put in quotes, in a text in which other quotes stand for themselves. */
function unquoted(row: ParsedRow): ParsedRow {
  const record = row.record.map((cell) => (/^"[^]*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
  return { ...row, record };
}

/** The last quote that opens is the one that nothing closes. */
function openQuote(lines: readonly string[], { file, quoteCode, firstLine }: Piece): InputError {
  let opening = 0;
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    for (const character of line) {
      if (character !== '"') continue;
      isOpen = !isOpen;
      if (isOpen) opening = index;
    }
  }
  return new InputError("a quote is opened and not closed", {
    code: quoteCode,
    where: { file, line: firstLine + opening },
    found: lines[opening]!.slice(0, LONGEST_FOUND),
    hint: "close it, or take it out",
  });
}

function strayQuote(lines: readonly string[], index: number, { file, quoteCode, firstLine }: Piece): InputError {
  return new InputError("a quote stands inside a cell", {
    code: quoteCode,
    where: { file, line: firstLine + index },
    found: (lines[index] ?? "").slice(0, LONGEST_FOUND),
    hint: "put the whole cell in quotes, and write quotes inside it twice",
  });
}

const LONGEST_FOUND = 200;

/** A line in which Excel says how the cells are divided. */
const DECLARATION = /^"?sep=(.)"?[ \t]*(?=\r|\n|$)/i;

/** Tab and bar before semicolon before comma, since text has commas and semicolons of its own. */
const DELIMITERS = ["\t", "|", ";", ","] as const;

/** Titles stand above the header, so that the first line alone may have no delimiter. */
const LINES_LOOKED_AT = 40;

/** The delimiter that most lines have equally often; of equals, the more frequent one. */
function detectDelimiter(text: string): string {
  const start = text.slice(0, HEAD_BYTES).replace(/^(?:\ufeff|ï»¿)/, "");
  const declared = DECLARATION.exec(start)?.[1];
  if (declared !== undefined) return declared;
  const lines = start
    .replaceAll(/"[^"]*"/g, "")
    .split(LINE_BREAK, LINES_LOOKED_AT)
    .filter((line) => line.trim() !== "");
  const scores = DELIMITERS.map((delimiter) => {
    const widths = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) widths.set(count, (widths.get(count) ?? 0) + 1);
    }
    const [count, alike] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
    return { delimiter, alike, count };
  });
  return scores.reduce((best, next) =>
    next.alike > best.alike || (next.alike === best.alike && next.count > best.count) ? next : best,
  ).delimiter;
}
