import { InputError } from "../../errors.js";
import type { QcewSource } from "../../qcew/table.js";
import { createBatch, type Batch } from "./batch.js";
import { RowCells, ROW_QUOTE_OPEN, ROW_QUOTE_STRAY, ROW_UNFINISHED, ROW_WHOLE } from "./cells.js";
import type { AreaTable } from "./codes.js";
import { IndustryTable, NO_CODE } from "./codes.js";
import type { QcewLayout } from "./layout.js";
import { parseQcewLayout } from "./layout.js";
import { textOf } from "./numbers.js";
import { Problems } from "./problems.js";
import { RowReader, ROW_OF_SIZE_CLASS } from "./row-reader.js";
import type { Selection } from "./selection.js";

/** Bytes held at once: they stay in a processor's cache, and no row is as long. */
const BUFFER_BYTES = 262_144;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A file, or a member of an archive or folder, whose text is about to follow. */
export interface ScannedFile {
  readonly file: string;
  /** Whether the user named it, so that text of no QCEW layout is an error and not skipped. */
  readonly named: boolean;
}

/** Turns the bytes of QCEW files, one file after the other, into batches of wanted rows. */
export class QcewScanner {
  readonly sources: QcewSource[] = [];
  readonly industries = new IndustryTable();
  readonly problems = new Problems();
  /** Files of no QCEW layout. */
  readonly skipped: string[] = [];
  /** Files whose last line has no line break: perhaps cut short. */
  readonly unended: string[] = [];
  /** Full batches, for the caller to take. */
  full: Batch[] = [];
  rows = 0;
  rowsOfSizeClasses = 0;

  #batch: Batch;
  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  #filled = 0;
  #file: ScannedFile = { file: "", named: false };
  #reader: RowReader | undefined;
  #cells: RowCells = new RowCells(0, 0, 0);
  #line = 1;
  #fileRows = 0;
  #fileBytes = 0;
  #skipping = false;

  constructor(
    readonly selection: Selection,
    readonly areas: AreaTable,
  ) {
    this.#batch = createBatch(selection.fields);
  }

  begin(file: ScannedFile): void {
    this.#file = file;
    this.#filled = 0;
    this.#reader = undefined;
    this.#line = 1;
    this.#fileRows = 0;
    this.#fileBytes = 0;
    this.#skipping = false;
  }

  /** Room for the file's next bytes; say how many were put there with `advance`. */
  space(): Uint8Array {
    return this.#bytes.subarray(this.#filled);
  }

  /** @returns false when the file needs no further reading */
  advance(count: number): boolean {
    this.#filled += count;
    this.#fileBytes += count;
    this.#scan(false);
    return !this.#skipping;
  }

  /** The file's bytes are all there. */
  end(sha256?: string): void {
    if (!this.#skipping) this.#scan(true);
    if (this.#skipping) return;
    if (this.#reader === undefined) return this.#notQcew("nothing", "FILE_EMPTY", "a file with nothing in it");
    this.sources[this.#reader.source] = {
      file: this.#file.file,
      layout: this.#reader.layout.name,
      bytes: this.#fileBytes,
      rows: this.#fileRows,
      ...(sha256 === undefined ? {} : { sha256 }),
    };
  }

  /** The rows that no full batch holds yet. */
  takeLast(): Batch {
    const last = this.#batch;
    this.#batch = createBatch(this.selection.fields);
    return last;
  }

  #scan(isLast: boolean): void {
    let at = 0;
    if (this.#reader === undefined && !this.#skipping) at = this.#readHeader(isLast);
    if (this.#skipping) {
      this.#filled = 0;
      return;
    }
    if (this.#reader === undefined) return;
    at = this.#readRows(this.#reader, at, isLast);
    this.#bytes.copyWithin(0, at, this.#filled);
    this.#filled -= at;
  }

  /** @returns where the first row starts */
  #readHeader(isLast: boolean): number {
    const bytes = this.#bytes;
    let start = 0;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && this.#filled >= 3) start = 3;
    while (start < this.#filled && (bytes[start] === LINE_FEED || bytes[start] === CARRIAGE_RETURN)) {
      if (bytes[start] === LINE_FEED) this.#line++;
      start++;
    }
    if (start === this.#filled && (isLast || start < BUFFER_BYTES)) return 0;
    const rowEnd = rowEndOf(bytes, start, this.#filled);
    if (rowEnd === undefined && !isLast && this.#filled < BUFFER_BYTES) return 0;
    const delimiter = delimiterOf(bytes, start, this.#filled);
    const cells = new RowCells(1_024, delimiter, rowEnd ?? LINE_FEED);
    const cut = cells.cut(bytes, start, this.#filled, isLast);
    if (cut === ROW_UNFINISHED && this.#filled < BUFFER_BYTES) return 0;
    const header: string[] = [];
    if (cut === ROW_WHOLE) {
      for (let cell = 0; cell < Math.min(cells.count, cells.capacity); cell++) {
        header.push(textOf(bytes, cells.starts[cell]!, cells.ends[cell]!));
      }
    }
    const layout = this.#parseLayout(header);
    if (layout === undefined) {
      if (!this.#skipping) {
        const end = Math.min(this.#filled, start + 200);
        this.#notQcew(textOf(bytes, start, end), "QCEW_LAYOUT_UNKNOWN", "the header is of no QCEW layout");
      }
      return 0;
    }
    this.#cells = new RowCells(header.length, delimiter, cells.rowEnd);
    this.#line += 1 + cells.innerBreaks;
    this.sources.push({ file: this.#file.file, layout: layout.name, bytes: 0, rows: 0 });
    this.#reader = new RowReader(
      layout,
      this.#file.file,
      this.sources.length - 1,
      this.areas,
      this.industries,
      this.selection,
      this.problems,
    );
    return cells.next;
  }

  #parseLayout(header: readonly string[]): QcewLayout | undefined {
    try {
      return parseQcewLayout(header, this.#file.file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.add(error);
      this.#skipping = true;
      return undefined;
    }
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
      if (cut === ROW_QUOTE_OPEN || cut === ROW_QUOTE_STRAY) {
        this.#quote(reader, cells, cut);
        const next = bytes.indexOf(cells.rowEnd, at);
        this.#line++;
        at = next < 0 || next >= limit ? limit : next + 1;
        continue;
      }
      if (cells.count === 1 && cells.starts[0] === cells.ends[0]) {
        this.#line++;
        at = cells.next;
        continue;
      }
      this.#readRow(reader, bytes, cells);
      this.#line += 1 + cells.innerBreaks;
      at = cells.next;
      if (isLast && at >= limit && bytes[limit - 1] !== cells.rowEnd) this.unended.push(this.#file.file);
    }
    return at;
  }

  #readRow(reader: RowReader, bytes: Uint8Array, cells: RowCells): void {
    this.rows++;
    this.#fileRows++;
    const width = reader.layout.header.length;
    if (cells.count !== width) {
      this.problems.addRow(this.#file.file, {
        code: "QCEW_ROW_WIDTH",
        message: `a row of ${cells.count} cells under a header of ${width}`,
        line: this.#line,
        found: textOf(bytes, cells.starts[0]!, Math.min(this.#filled, cells.next)).trimEnd(),
        hint: "download the file again; it may be cut short, or a comma may stand in a cell without quotes",
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

  #quote(reader: RowReader, cells: RowCells, cut: number): void {
    this.#fileRows++;
    this.rows++;
    const column = reader.layout.header[cells.count - 1];
    this.problems.addRow(this.#file.file, {
      code: "QCEW_QUOTE",
      message: cut === ROW_QUOTE_OPEN ? "a quote is opened and not closed" : "a quote stands inside a cell",
      line: this.#line,
      column: cut === ROW_QUOTE_OPEN ? undefined : column,
      hint: "download the file again, or remove the quote",
    });
  }

  #tooLong(at: number): void {
    this.#skipping = true;
    this.problems.addRow(this.#file.file, {
      code: "QCEW_QUOTE",
      message: `a row of more than ${BUFFER_BYTES} bytes; a quote may be open`,
      line: this.#line,
      found: textOf(this.#bytes, at, at + 200),
      hint: "download the file again",
    });
  }

  #notQcew(found: string, code: "FILE_EMPTY" | "QCEW_LAYOUT_UNKNOWN", message: string): void {
    this.#skipping = true;
    if (!this.#file.named) {
      this.skipped.push(this.#file.file);
      return;
    }
    this.problems.addRow(this.#file.file, {
      code,
      message,
      line: 1,
      found: found.split(/[\r\n]/, 1)[0],
      hint: "name a QCEW data file: its first line has area_fips, own_code, industry_code and more",
    });
  }
}

/** What ends the rows: a line feed, or a lone carriage return as old Macintosh programs wrote. */
function rowEndOf(bytes: Uint8Array, start: number, limit: number): number | undefined {
  for (let at = start; at < limit; at++) {
    if (bytes[at] === LINE_FEED) return LINE_FEED;
    if (bytes[at] === CARRIAGE_RETURN) {
      if (at + 1 >= limit) return undefined;
      return bytes[at + 1] === LINE_FEED ? LINE_FEED : CARRIAGE_RETURN;
    }
  }
  return undefined;
}

/** The most frequent of comma, semicolon and tab in the first line. */
function delimiterOf(bytes: Uint8Array, start: number, limit: number): number {
  const counts = new Map([
    [44, 0],
    [59, 0],
    [9, 0],
  ]);
  for (let at = start; at < limit && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN; at++) {
    const count = counts.get(bytes[at]!);
    if (count !== undefined) counts.set(bytes[at]!, count + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
