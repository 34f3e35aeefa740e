import { InputError } from "../../errors.js";
import type { QcewSource } from "../../qcew/table.js";
import type { Batch } from "./batch.js";
import { createBatch } from "./batch.js";
import { RowCells, ROW_QUOTE_OPEN, ROW_UNFINISHED, ROW_WHOLE } from "./cells.js";
import type { AreaTable } from "./codes.js";
import { IndustryTable, NO_CODE } from "./codes.js";
import type { QcewHeader } from "./header.js";
import { COMMA, findHeader } from "./header.js";
import { textOf } from "./numbers.js";
import { Problems } from "./problems.js";
import { createRepairs } from "./repairs.js";
import { RowReader, ROW_OF_SIZE_CLASS } from "./row-reader.js";
import type { Selection } from "./selection.js";

/** Bytes held at once: they stay in a processor's cache, and no row is as long. */
const BUFFER_BYTES = 262_144;

/** What is being done with a text. */
type Stage = "header" | "rows" | "skipped";

/**
 * Turns the texts of QCEW files, one after the other, into batches of wanted rows.
 *
 * Memory does not grow with a text: its bytes pass through one buffer, and full batches are for the
 * caller to take.
 */
export class QcewScanner {
  readonly sources: QcewSource[] = [];
  readonly industries = new IndustryTable();
  readonly problems = new Problems();
  readonly repairs = createRepairs();
  /** Batches that are full, in the order of their rows. */
  full: Batch[] = [];
  /** Data rows passed, wanted or not, over all texts. */
  rows = 0;
  rowsOfSizeClasses = 0;

  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  #filled = 0;
  #batch: Batch;

  // Of the text at hand:
  #file = "";
  #named = false;
  #stage: Stage = "header";
  #reader: RowReader | undefined;
  #cells: RowCells = new RowCells(0, 0, 0);
  /** The line of the next row. */
  #line = 1;
  #textBytes = 0;
  #textRows = 0;

  constructor(
    readonly selection: Selection,
    readonly areas: AreaTable,
  ) {
    this.#batch = createBatch(selection.fields);
  }

  /**
   * A text follows.
   *
   * @param text.named the user named it, so that a text of no QCEW layout is an error and not left out
   */
  begin(text: { readonly file: string; readonly named: boolean }): void {
    this.#file = text.file;
    this.#named = text.named;
    this.#filled = 0;
    this.#stage = "header";
    this.#reader = undefined;
    this.#line = 1;
    this.#textBytes = 0;
    this.#textRows = 0;
  }

  /** Room for the text's next bytes. */
  space(): Uint8Array {
    return this.#bytes.subarray(this.#filled);
  }

  /** So many bytes were put into the room; false: the rest of this text is not needed. */
  advance(count: number): boolean {
    this.#filled += count;
    this.#textBytes += count;
    this.#scan(false);
    return this.#stage !== "skipped";
  }

  /** The text is whole. False: it was of no QCEW layout. */
  end(): boolean {
    this.#scan(true);
    if (this.#reader === undefined) return false;
    const { layout, source } = this.#reader;
    this.sources[source] = { file: this.#file, layout: layout.name, bytes: this.#textBytes, rows: this.#textRows };
    return true;
  }

  /** The rows that no full batch holds yet. */
  takeLast(): Batch {
    const last = this.#batch;
    this.#batch = createBatch(this.selection.fields);
    return last;
  }

  #scan(isLast: boolean): void {
    let at = 0;
    if (this.#stage === "header") at = this.#readHeader(isLast);
    if (this.#stage === "rows") {
      at = this.#readRows(this.#reader!, at, isLast);
      this.#bytes.copyWithin(0, at, this.#filled);
      this.#filled -= at;
    }
    if (this.#stage === "skipped") this.#filled = 0;
  }

  /** @returns where the first row starts, if the header is there */
  #readHeader(isLast: boolean): number {
    const isFull = this.#filled === BUFFER_BYTES;
    try {
      const header = findHeader(this.#bytes, this.#filled, isLast, this.#file);
      if (header === "no header" || (header === "more bytes are needed" && (isLast || isFull))) this.#notQcew();
      else if (header !== "more bytes are needed") return this.#startRows(header);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#stage = "skipped";
      this.problems.add(error);
    }
    return 0;
  }

  #startRows(header: QcewHeader): number {
    const { layout, delimiter, rowEnd } = header;
    this.#stage = "rows";
    this.#line = header.line;
    this.#cells = new RowCells(layout.header.length, delimiter, rowEnd);
    this.#reader = new RowReader({
      layout,
      file: this.#file,
      source: this.sources.length,
      isContinental: delimiter !== COMMA,
      areas: this.areas,
      industries: this.industries,
      selection: this.selection,
      problems: this.problems,
      repairs: this.repairs,
    });
    this.sources.push({ file: this.#file, layout: layout.name, bytes: 0, rows: 0 });
    return header.next;
  }

  /** @returns where the first row starts that is not whole yet */
  #readRows(reader: RowReader, from: number, isLast: boolean): number {
    const bytes = this.#bytes;
    const limit = this.#filled;
    const cells = this.#cells;
    let at = from;
    while (at < limit) {
      const cut = cells.cut(bytes, at, limit, isLast);
      if (cut === ROW_UNFINISHED) {
        if (limit - at < BUFFER_BYTES) return at;
        this.#tooLong(at);
        return limit;
      }
      const lineEnd = cut === ROW_WHOLE ? cells.next : endOfLine(bytes, at, limit, cells.rowEnd);
      const isUnended = lineEnd === limit && isLast && bytes[limit - 1] !== cells.rowEnd;
      if (cut === ROW_WHOLE) {
        if (!isBlank(cells)) this.#readRow(reader, at, isUnended);
        this.#line += 1 + cells.innerBreaks;
      } else {
        this.#badQuote(reader, at, lineEnd, cut === ROW_QUOTE_OPEN, isUnended);
        this.#line++;
      }
      if (isUnended) this.repairs.unended.push(this.#file);
      at = lineEnd;
    }
    return at;
  }

  #readRow(reader: RowReader, at: number, isUnended: boolean): void {
    const bytes = this.#bytes;
    const cells = this.#cells;
    this.rows++;
    this.#textRows++;
    const width = reader.layout.header.length;
    if (cells.count !== width) {
      const isCutShort = isUnended && cells.count < width;
      this.problems.addRow(this.#file, {
        code: isCutShort ? "QCEW_CUT_SHORT" : "QCEW_ROW_WIDTH",
        message: `${isCutShort ? "the file breaks off in " : ""}a row of ${cells.count} cells under a header of ${width}`,
        line: this.#line,
        found: textOf(bytes, at, cells.next).trimEnd(),
        hint: isCutShort
          ? "download the file again"
          : "use the file as published; a comma may stand in a cell without quotes, or a cell may be lost",
      });
      return;
    }
    const area = reader.areaOf(bytes, cells, this.#line);
    if (area === NO_CODE) return;
    if (this.areas.wanted[area] === 0 && !this.selection.strict) return;
    if (this.#batch.length === this.#batch.line.length) {
      this.full.push(this.#batch);
      this.#batch = createBatch(this.selection.fields);
    }
    const fate = reader.read(bytes, cells, area, this.#line, this.#batch);
    if (fate === ROW_OF_SIZE_CLASS) this.rowsOfSizeClasses++;
  }

  #badQuote(reader: RowReader, at: number, lineEnd: number, isOpen: boolean, isUnended: boolean): void {
    this.rows++;
    this.#textRows++;
    const isCutShort = isOpen && isUnended;
    const column = reader.layout.header[this.#cells.count - 1]?.trim();
    this.problems.addRow(this.#file, {
      code: isCutShort ? "QCEW_CUT_SHORT" : "QCEW_QUOTE",
      message: isCutShort
        ? "the file breaks off inside quotes"
        : isOpen
          ? "a quote is opened and not closed"
          : "a quote stands inside a cell",
      line: this.#line,
      column: isOpen ? undefined : column,
      found: textOf(this.#bytes, at, lineEnd).trimEnd(),
      hint: isCutShort ? "download the file again" : "use the file as published",
    });
  }

  #tooLong(at: number): void {
    this.#stage = "skipped";
    this.problems.addRow(this.#file, {
      code: "QCEW_QUOTE",
      message: `a row of more than ${BUFFER_BYTES} bytes; a quote may be open`,
      line: this.#line,
      found: textOf(this.#bytes, at, at + 200),
      hint: "use the file as published",
    });
  }

  #notQcew(): void {
    this.#stage = "skipped";
    if (!this.#named) {
      this.repairs.skipped.push(this.#file);
      return;
    }
    const start = this.#bytes.subarray(0, Math.min(this.#filled, 200));
    const firstLine = textOf(start, 0, start.length)
      .trimStart()
      .split(/[\r\n]/, 1)[0]!;
    const isText = !start.includes(0);
    this.problems.addRow(this.#file, {
      code: this.#filled === 0 ? "FILE_EMPTY" : isText ? "QCEW_LAYOUT_UNKNOWN" : "FILE_NOT_TEXT",
      message:
        this.#filled === 0 ? "an empty file" : isText ? "the header is of no QCEW layout" : "a file that is not text",
      line: 1,
      found: this.#filled === 0 ? undefined : firstLine,
      hint: "name a QCEW data file: its first line has area_fips, own_code, industry_code and more",
    });
  }
}

/** Empty lines, and the empty rows that spreadsheets leave below a table. */
function isBlank(cells: RowCells): boolean {
  const count = Math.min(cells.count, cells.capacity);
  for (let cell = 0; cell < count; cell++) {
    if (cells.starts[cell] !== cells.ends[cell]) return false;
  }
  return true;
}

function endOfLine(bytes: Uint8Array, at: number, limit: number, rowEnd: number): number {
  const end = bytes.indexOf(rowEnd, at);
  return end < 0 || end >= limit ? limit : end + 1;
}
