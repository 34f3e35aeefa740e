import { InputError, MAXIMUM_PROBLEMS } from "../../core/errors.js";
import type { QcewSource } from "../table.js";
import { BATCH_ROWS, compactBatch, type Batch } from "./batch.js";
import { RowCells, ROW_QUOTE_OPEN, ROW_UNFINISHED, ROW_WHOLE } from "./cells.js";
import type { AreaTable } from "./codes.js";
import { NO_CODE } from "./code-map.js";
import { IndustryCodeList } from "./codes.js";
import { firstYear } from "./first-year.js";
import type { QcewHeader } from "./header.js";
import { findHeader } from "./header.js";
import { notQcewError } from "./not-qcew.js";
import { decodeCell } from "./numbers.js";
import { Problems } from "./problems.js";
import { createRepairs } from "./repairs.js";
import { quoteProblem, ROW_TOO_LONG, rowWidthProblem } from "./row-problems.js";
import { isBlank, remarkIn } from "./rows-aside.js";
import type { RowPlan } from "./row-plan.js";
import { createRowPlan } from "./row-plan.js";
import { RowReader, ROW_OF_SIZE_CLASS, SECOND_HEADER } from "./row-reader.js";
import { BUFFER_BYTES } from "./engine/memory-map.js";
import type { RowEngine, RowShape } from "./engine/row-engine.js";
import { PlainRowEngine } from "./engine/row-engine.js";
import { VectorRowEngine, type RowFunctions } from "./engine/vector-engine.js";
import { AreaRun } from "./engine/area-run.js";
import type { SelectionTables } from "./selection.js";

const QUOTE = 34;
/** From this many bytes on, setting up the faster engine pays. */
const WORTH_VECTORS = 32_768;

/** What it takes to read the rows of one text. */
interface TextRows {
  readonly plan: RowPlan;
  readonly shape: RowShape;
  readonly cells: RowCells;
  readonly careful: RowReader;
  /** Where the area is the first cell. */
  readonly run: AreaRun | undefined;
}

/** What is being done with a text. */
type Stage = "header" | "rows" | "skipped";

/** A line that names columns instead of holding their cells. */
const HEADER = /\barea_fips\b.*\bown_code\b/i;

/**
 * Turns the texts of QCEW files, one after the other, into batches of wanted rows.
 *
 * Memory does not grow with a text: its bytes pass through one buffer, and full batches are for the
 * caller to take.
 */
export class QcewScanner {
  /** A zip of many files of which one is damaged is not a zip of one file fewer. */
  readonly checksWhatItRefuses = true;
  sources: QcewSource[] = [];
  problems = new Problems();
  repairs = createRepairs();
  readonly industries = new IndustryCodeList();
  /** Whether batches are given back with `returnBatch`. */
  isReturned = false;
  /** Batches that are full, in the order of their rows. */
  full: Batch[] = [];
  /** Data rows passed, wanted or not, over all texts. */
  rows = 0;
  rowsOfSizeClasses = 0;

  #engine: RowEngine;
  #filled = 0;
  /** Bytes that the engine has had; endless for one that is to stay. */
  #passed: number;

  // Of the present text:
  #file = "";
  #named = false;
  #stage: Stage = "header";
  #rowsAt: TextRows | undefined;
  /** The line of the next row. */
  #line = 1;
  #textBytes = 0;
  #textRows = 0;
  /** Below the header of another table that was bound to this one, rows have another width. */
  #hasSecondHeader = false;

  /**
   * @param options.engine left out, one is chosen that fits the amount of text
   * @param options.functions what the faster engine needs; left out, they are compiled when it is chosen
   */
  constructor(
    readonly selection: SelectionTables,
    readonly areas: AreaTable,
    { engine, functions }: { readonly engine?: RowEngine; readonly functions?: RowFunctions | undefined } = {},
  ) {
    // Whoever has compiled the functions knows that there is enough to read.
    const chosen = engine ?? (functions && vectorEngine(selection, functions));
    this.#engine = chosen ?? new PlainRowEngine(selection.fields);
    this.#passed = chosen === undefined ? 0 : Infinity;
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
    this.#rowsAt = undefined;
    this.#line = 1;
    this.#textBytes = 0;
    this.#textRows = 0;
    this.#hasSecondHeader = false;
  }

  /** Room for the text's next bytes. */
  space(): Uint8Array {
    return this.#engine.bytes.subarray(this.#filled);
  }

  /** Called when this many bytes were put into the room; returns false if the rest of this text is not needed. */
  advance(count: number): boolean {
    this.#filled += count;
    this.#textBytes += count;
    this.#scan(false);
    return this.#stage !== "skipped";
  }

  /** The text is whole. False: it was of no QCEW layout. */
  end(): boolean {
    this.#scan(true);
    if (this.#rowsAt === undefined) return false;
    const { source } = this.#rowsAt.plan;
    this.sources[source] = { ...this.sources[source]!, bytes: this.#textBytes, rows: this.#textRows };
    return true;
  }

  /** The rows that no full batch holds yet. */
  takeLast(): Batch {
    const last = compactBatch(this.#engine.batch, this.isReturned);
    this.#engine.batch.length = 0;
    return last;
  }

  /** What is on record of the texts since the last call; afterwards nothing is. */
  takeRecords(): Pick<QcewScanner, "sources" | "problems" | "repairs" | "rows" | "rowsOfSizeClasses"> {
    const { sources, problems, repairs, rows, rowsOfSizeClasses } = this;
    this.sources = [];
    this.problems = new Problems();
    this.repairs = createRepairs();
    this.rows = 0;
    this.rowsOfSizeClasses = 0;
    return { sources, problems, repairs, rows, rowsOfSizeClasses };
  }

  #scan(isLast: boolean): void {
    let at = 0;
    if (this.#stage === "header") at = this.#readHeader(isLast);
    if (this.#stage === "rows") {
      if (this.#passed + this.#filled > WORTH_VECTORS && this.#passed < Infinity) this.#useVectors();
      at = this.#readRows(this.#rowsAt!, at, isLast);
      this.#engine.bytes.copyWithin(0, at, this.#filled);
      this.#filled -= at;
      this.#passed += at;
    }
    if (this.#stage === "skipped") this.#filled = 0;
  }

  #useVectors(): void {
    this.#passed = Infinity;
    const faster = vectorEngine(this.selection);
    if (faster === undefined) return;
    if (this.#engine.batch.length > 0) this.full.push(this.takeLast());
    faster.bytes.set(this.#engine.bytes.subarray(0, this.#filled));
    this.#engine = faster;
    if (this.#rowsAt) this.#rowsAt = this.#readersOf(this.#rowsAt.plan);
  }

  /** @returns where the first row starts, if the header is there */
  #readHeader(isLast: boolean): number {
    const isFull = this.#filled === BUFFER_BYTES;
    try {
      const header = findHeader(this.#engine.bytes, this.#filled, isLast, this.#file);
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
    this.#stage = "rows";
    this.#line = header.line;
    const { selection, areas, industries, problems, repairs } = this;
    const source = this.sources.length;
    const plan = createRowPlan(header, { file: this.#file, source, areas, industries, selection, problems, repairs });
    this.#rowsAt = this.#readersOf(plan);
    const year = firstYear(header, this.#engine.bytes, this.#filled);
    this.sources.push({
      file: this.#file,
      layout: plan.layout.name,
      bytes: 0,
      rows: 0,
      ...(year !== undefined && { firstYear: year }),
    });
    return header.next;
  }

  #readersOf(plan: RowPlan): TextRows {
    const { layout, delimiter, rowEnd } = plan;
    const width = layout.header.length;
    this.#engine.prepare(plan);
    return {
      plan,
      shape: { delimiter, rowEnd, width },
      cells: new RowCells(width, delimiter, rowEnd),
      careful: new RowReader(plan),
      run: layout.roles.area === 0 ? new AreaRun(this.#engine.bytes, plan.areas, delimiter) : undefined,
    };
  }

  /** @returns where the first row starts that is not whole yet */
  #readRows(rows: TextRows, from: number, isLast: boolean): number {
    const limit = this.#filled;
    const { next } = this.#engine;
    let at = from;
    while (at < limit) {
      const count = this.#engine.split(at, limit, rows.shape);
      this.#readPlainRows(rows, at, limit, count);
      if (count > 0) at = next[count - 1]!;
      if (count === next.length || at >= limit) continue;
      // The next row is not plain, or not whole.
      const end = this.#readOtherRow(rows, at, limit, isLast);
      if (end === at) return at;
      at = end;
    }
    return at;
  }

  /** The rows that start at `from` and where `next` says. */
  #readPlainRows(rows: TextRows, from: number, limit: number, count: number): void {
    const engine = this.#engine;
    const { next } = engine;
    const { run } = rows;
    const { wanted } = this.areas;
    const { strict } = this.selection;
    let at = from;
    let row = 0;
    const pass = (end: number): void => {
      if (end === row) return;
      this.#count(end - row);
      at = next[end - 1]!;
      row = end;
    };
    while (row < count) {
      run?.begin(at);
      if (run === undefined || run.area === NO_CODE) {
        this.#readOtherRow(rows, at, limit, true);
        at = next[row++]!;
        continue;
      }
      const end = row + engine.alike({ at, row, end: count }, run);
      const isWanted = wanted[run.area] === 1;
      if (!isWanted && !strict) {
        pass(end);
        continue;
      }
      while (row < end) {
        this.#makeRoom();
        pass(engine.read({ at, row, end, line: this.#line }, run, isWanted));
        if (row === end || engine.batch.length === BATCH_ROWS) continue;
        this.#readOtherRow(rows, at, limit, true);
        at = next[row++]!;
      }
    }
  }

  /** Plain rows, of one line each. */
  #count(rows: number): void {
    this.rows += rows;
    this.#textRows += rows;
    this.#line += rows;
  }

  /**
   * Reads one row with all care.
   *
   * @returns where the next row starts; `at` when the row is not whole yet
   */
  #readOtherRow(rows: TextRows, at: number, limit: number, isLast: boolean): number {
    const { bytes } = this.#engine;
    const { cells } = rows;
    const cut = cells.cut(bytes, at, limit, isLast);
    if (cut === ROW_UNFINISHED) {
      if (limit - at < BUFFER_BYTES) return at;
      this.#tooLong(at);
      return limit;
    }
    const end = cut === ROW_WHOLE ? cells.next : endOfLine(bytes, at, limit, cells.rowEnd);
    const isUnended = end === limit && isLast && bytes[limit - 1] !== cells.rowEnd;
    if (cut === ROW_WHOLE) {
      if (!isBlank(cells, bytes[at] === QUOTE)) this.#readRow(rows, at, isUnended);
      this.#line += 1 + cells.innerBreaks;
    } else {
      this.#badQuote(rows.plan, cells, { at, end, isOpen: cut === ROW_QUOTE_OPEN, isUnended });
      this.#line++;
    }
    if (isUnended) this.repairs.unended.push(this.#file);
    return end;
  }

  #readRow(rows: TextRows, at: number, isUnended: boolean): void {
    const { bytes } = this.#engine;
    const { cells, shape, careful } = rows;
    if (this.#isRemark(cells, shape.width)) return;
    this.rows++;
    this.#textRows++;
    if (cells.count === shape.width) {
      this.#makeRoom();
      if (careful.read(bytes, cells, this.#line, this.#engine.batch) === ROW_OF_SIZE_CLASS) this.rowsOfSizeClasses++;
      return;
    }
    const found = decodeCell(bytes, at, cells.next).trimEnd();
    this.#hasSecondHeader ||= HEADER.test(found);
    if (this.#hasSecondHeader) {
      const { code, message, hint } = SECOND_HEADER;
      this.problems.addRow(this.#file, { code, message, line: this.#line, found, hint, kind: message });
      return;
    }
    const counted = { cells: cells.count, header: shape.width, isUnended };
    this.problems.addRow(this.#file, { ...rowWidthProblem(counted), line: this.#line, found });
  }

  /** Notes a remark below the table; a file of many of them is damaged. */
  #isRemark(cells: RowCells, width: number): boolean {
    const text = remarkIn(this.#engine.bytes, cells, width);
    if (text === undefined) return false;
    const remarks = this.repairs.remarks.get(this.#file) ?? [];
    if (remarks.length === MAXIMUM_PROBLEMS) return false;
    this.repairs.remarks.set(this.#file, [...remarks, { line: this.#line, text }]);
    return true;
  }

  #makeRoom(): void {
    if (this.#engine.batch.length === BATCH_ROWS) this.full.push(this.takeLast());
  }

  #badQuote(
    plan: RowPlan,
    cells: RowCells,
    where: { readonly at: number; readonly end: number; readonly isOpen: boolean; readonly isUnended: boolean },
  ): void {
    const { at, end, isOpen, isUnended } = where;
    this.rows++;
    this.#textRows++;
    const column = plan.layout.header[cells.count - 1]?.trim();
    this.problems.addRow(this.#file, {
      ...quoteProblem({ isOpen, isUnended }),
      line: this.#line,
      column: isOpen ? undefined : column,
      found: decodeCell(this.#engine.bytes, at, end).trimEnd(),
    });
  }

  #tooLong(at: number): void {
    this.#stage = "skipped";
    this.problems.addRow(this.#file, {
      ...ROW_TOO_LONG,
      line: this.#line,
      found: decodeCell(this.#engine.bytes, at, at + 200),
    });
  }

  #notQcew(): void {
    this.#stage = "skipped";
    if (!this.#named) {
      this.repairs[this.#textBytes === 0 ? "empty" : "skipped"].push(this.#file);
      return;
    }
    this.problems.add(notQcewError(this.#file, this.#engine.bytes.subarray(0, Math.min(this.#filled, 200))));
  }
}

/** Nothing in a Node.js started without WebAssembly, or on a machine that can't spare its address space. */
function vectorEngine({ fields }: SelectionTables, functions?: RowFunctions): RowEngine | undefined {
  try {
    return new VectorRowEngine(fields, functions);
  } catch {
    return undefined;
  }
}

function endOfLine(bytes: Uint8Array, at: number, limit: number, rowEnd: number): number {
  const end = bytes.indexOf(rowEnd, at);
  return end < 0 || end >= limit ? limit : end + 1;
}
