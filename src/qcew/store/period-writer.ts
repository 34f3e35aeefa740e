import type { Batch } from "../read/batch.js";
import { withoutDuplicates } from "../read/build-table.js";
import { STORED_FIELDS, type QcewField, type QcewSource, type QcewTable } from "../table.js";
import { pickRows, sliceRows } from "../join-tables.js";
import { GROUP_ROWS, StoreFileWriter, type StoredFields, type WrittenFile } from "./parquet-writer.js";
import { RowBuffer, type Codes } from "./row-buffer.js";
import { hasRepeats, sortRowsByKey, sortKeys } from "./row-order.js";

/** A file of sorted rows: a period, or a part of one that is still to be merged with others. */
export interface SortedRun extends WrittenFile {
  readonly path: string;
  readonly sources: readonly QcewSource[];
}

/**
 * Writes the rows of one period in the order of the store, whatever the order in which they come.
 *
 * Rows that come in order, as those of published files do, pass through a small buffer into one file. Where
 * they do not, as many as memory may hold are sorted at a time, and each such part becomes a file.
 */
export class PeriodWriter {
  /** Rows of one key with the same figures, left out. */
  duplicates = 0;
  readonly #runs: (WrittenFile & { readonly path: string; readonly sourceNumbers: readonly number[] })[] = [];
  readonly #buffer: RowBuffer;
  readonly #codes: Codes;
  readonly #newPath: () => string;
  #limit = GROUP_ROWS;
  #file: StoreFileWriter | undefined;
  #last: readonly [area: string, ownership: number, industry: string] | undefined;
  #sources = new Set<number>();

  constructor(period: { readonly year: number; readonly quarter: number }, codes: Codes, newPath: () => string) {
    this.#buffer = new RowBuffer(period, codes);
    this.#codes = codes;
    this.#newPath = newPath;
  }

  get buffered(): number {
    return this.#buffer.length;
  }

  /** @param most rows that may wait in memory, should they come in no order */
  add(batch: Batch, rows: Uint32Array | undefined, most: number): void {
    this.#buffer.add(batch, rows);
    if (this.#buffer.length >= Math.min(this.#limit, Math.max(most, GROUP_ROWS))) this.#flush(false, most);
  }

  /** The files, each whole; the files that were read must be read to their end. */
  finish(): readonly SortedRun[] {
    this.#flush(true, 0);
    this.#endFile();
    // Of a file that is still being read little is known; now all are read.
    return this.#runs.map(({ sourceNumbers, ...run }) => ({
      ...run,
      sources: sourceNumbers.map((number) => this.#codes.sources[number]!),
    }));
  }

  /** Closes what is open; the files are the caller's to remove. */
  abandon(): void {
    this.#file?.abandon();
    this.#file = undefined;
  }

  #flush(isLast: boolean, most: number): void {
    const all = this.#buffer.table();
    if (all.length === 0) return;
    const keys = sortKeys(all);
    const order = sortRowsByKey(keys);
    const sorted = order ? pickRows(all, order) : all;
    // More rows of the last area may come.
    let end = sorted.length;
    if (!isLast) {
      const last = sorted.area[end - 1]!;
      while (end > 0 && sorted.area[end - 1] === last) end--;
      if (end === 0) return;
    }
    let ready = sliceRows(sorted, 0, end);
    if (hasRepeats(keys, order)) {
      const single = withoutDuplicates(ready, Object.keys(ready.fields) as QcewField[]);
      this.duplicates += single.duplicates;
      ready = single.table;
    }
    this.#write(ready, most);
    this.#buffer.keep(order ? order.slice(end).sort() : listRows(end, all.length));
  }

  #write(table: QcewTable, most: number): void {
    const needs = listStoredFields(table);
    const isFollowing = this.#last === undefined || isBefore(this.#last, table, 0);
    if (this.#file && (!isFollowing || !covers(this.#file.fields, needs))) {
      // Rows in no order: the more of them are sorted at a time, the fewer parts there are to merge.
      if (!isFollowing) this.#limit = most;
      this.#endFile();
    }
    this.#file ??= new StoreFileWriter(this.#newPath(), needs);
    const fields = this.#file.fields;
    for (let start = 0; start < table.length;) {
      let end = Math.min(table.length, start + GROUP_ROWS);
      while (end < table.length && table.area[end] === table.area[end - 1]) end++;
      this.#file.writeGroup(withFields(sliceRows(table, start, end), fields));
      start = end;
    }
    this.#last = keyAt(table, table.length - 1);
    for (let row = 0; row < table.length; row++) this.#sources.add(table.source[row]!);
  }

  #endFile(): void {
    if (!this.#file) return;
    const { path } = this.#file;
    const sourceNumbers = [...this.#sources].sort((a, b) => a - b);
    this.#runs.push({ ...this.#file.finish(), path, sourceNumbers });
    this.#file = undefined;
    this.#last = undefined;
    this.#sources = new Set();
  }
}

function listRows(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, index) => start + index);
}

function keyAt(table: QcewTable, row: number): readonly [string, number, string] {
  return [table.areas[table.area[row]!]!, table.ownership[row]!, table.industries[table.industry[row]!]!];
}

function isBefore(key: readonly [string, number, string], table: QcewTable, row: number): boolean {
  const next = keyAt(table, row);
  if (key[0] !== next[0]) return key[0] < next[0];
  return key[1] === next[1] ? key[2] < next[2] : key[1] < next[1];
}

/** The figures that a table has, and whether some are blank. */
export function listStoredFields(table: QcewTable): StoredFields {
  const fields = new Map<QcewField, { readonly nullable: boolean }>();
  for (const field of STORED_FIELDS) {
    const column = table.fields[field];
    if (!column) continue;
    const blanks = countBlanks(column);
    if (blanks < table.length) fields.set(field, { nullable: blanks > 0 });
  }
  return fields;
}

function countBlanks(column: Float64Array): number {
  let blanks = 0;
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) blanks++;
  return blanks;
}

/** Whether a file can take rows that have these fields: it has them all, and any others may be blank in it. */
function covers(has: StoredFields, needs: StoredFields): boolean {
  for (const [field, { nullable }] of needs)
    if (!has.has(field) || (nullable && !has.get(field)!.nullable)) return false;
  for (const [field, { nullable }] of has) if (!nullable && !needs.has(field)) return false;
  return true;
}

/** Exactly the fields of a file; blank where the table has none. */
function withFields(table: QcewTable, fields: StoredFields): QcewTable {
  const columns: Partial<Record<QcewField, Float64Array>> = {};
  for (const field of fields.keys()) {
    columns[field] = table.fields[field] ?? new Float64Array(table.length).fill(Number.NaN);
  }
  return { ...table, fields: columns };
}
