import type { QcewField } from "../table.js";

/** What a row is about, as columns of codes. */
interface RowCodes {
  length: number;
  readonly area: Uint32Array;
  readonly industry: Uint32Array;
  readonly ownership: Uint8Array;
  readonly level: Uint8Array;
  readonly year: Uint16Array;
  readonly quarter: Uint8Array;
  readonly disclosure: Uint8Array;
  readonly lqDisclosure: Uint8Array;
  readonly changeDisclosure: Uint8Array;
  readonly source: Uint32Array;
  readonly line: Uint32Array;
}

/** Rows as columns, up to a fixed number of them; the scanner fills one after the other. */
export interface OpenBatch extends RowCodes {
  /** In the order of the fields that the batch was made for. */
  readonly values: readonly Float64Array[];
}

/** Rows to be handed on, which take as little memory as their figures allow: touching it is dearer than reading the text. */
export interface Batch extends RowCodes {
  /** In the order of the fields. A column that is blank in all rows has no entries. */
  readonly values: readonly (Float64Array | Int32Array)[];
  readonly forms: readonly ColumnForm[];
}

/** How figures lie in a batch: not at all, as whole numbers of 32 bits, or as they are. */
export type ColumnForm = "blank" | "whole" | "any";

const BYTES: Readonly<Record<ColumnForm, number>> = { blank: 0, whole: 4, any: 8 };
const BYTES_OF_CODES = 4 * 4 + 2 + 6;

// Node.js 20 has it; the library of the language that types are checked against does not.
interface ResizableBuffer extends ArrayBuffer {
  readonly resizable: boolean;
  resize(bytes: number): void;
}
const ResizableBuffer = ArrayBuffer as unknown as new (
  bytes: number,
  options: { readonly maxByteLength: number },
) => ResizableBuffer;

/** Bytes of a batch from which on pages of its own pay. */
const WORTH_RETURNING = 65_536;

/** Rows of a batch: small enough to stay in a processor's cache, large enough that handing over costs nothing. */
export const BATCH_ROWS = 2_048;

export function createBatch(fields: readonly QcewField[], capacity: number = BATCH_ROWS): OpenBatch {
  return openBatchOver(fields.length, capacity, new ArrayBuffer(bytesOfBatch(fields.length, capacity)));
}

/** A batch's columns lie in one buffer, which can be handed to another thread at once. */
export function sharedBuffer(batch: Batch): ArrayBuffer {
  return batch.area.buffer as ArrayBuffer;
}

/** An empty batch whose columns lie in a buffer, from a place on where numbers of eight bytes may start. */
export function openBatchOver(fields: number, capacity: number, buffer: ArrayBuffer, start = 0): OpenBatch {
  const values = Array.from(
    { length: fields },
    (_, slot) => new Float64Array(buffer, start + slot * capacity * 8, capacity),
  );
  return { length: 0, values, ...codesOver(buffer, start + fields * capacity * 8, capacity) };
}

/** Bytes that the columns of a batch that is read into need. */
export function bytesOfBatch(fields: number, capacity: number): number {
  return capacity * (fields * BYTES.any + BYTES_OF_CODES);
}

/** A batch of so many rows whose columns lie in a buffer. */
export function batchOver(forms: readonly ColumnForm[], length: number, buffer: ArrayBuffer): Batch {
  // Columns of wide numbers first, so that each starts where its numbers may.
  let wide = 0;
  let narrow = forms.filter((form) => form === "any").length * length * BYTES.any;
  const values = forms.map((form) => {
    if (form === "any") return new Float64Array(buffer, (wide += length * BYTES.any) - length * BYTES.any, length);
    if (form === "whole")
      return new Int32Array(buffer, (narrow += length * BYTES.whole) - length * BYTES.whole, length);
    return NO_FIGURES;
  });
  return { ...codesOver(buffer, narrow, length), length, values, forms };
}

const NO_FIGURES = new Float64Array(0);

function codesOver(buffer: ArrayBuffer, start: number, capacity: number): Omit<RowCodes, "length"> {
  let at = start;
  const place = (bytes: number): number => (at += bytes) - bytes;
  return {
    area: new Uint32Array(buffer, place(capacity * 4), capacity),
    industry: new Uint32Array(buffer, place(capacity * 4), capacity),
    source: new Uint32Array(buffer, place(capacity * 4), capacity),
    line: new Uint32Array(buffer, place(capacity * 4), capacity),
    year: new Uint16Array(buffer, place(capacity * 2), capacity),
    ownership: new Uint8Array(buffer, place(capacity), capacity),
    level: new Uint8Array(buffer, place(capacity), capacity),
    quarter: new Uint8Array(buffer, place(capacity), capacity),
    disclosure: new Uint8Array(buffer, place(capacity), capacity),
    lqDisclosure: new Uint8Array(buffer, place(capacity), capacity),
    changeDisclosure: new Uint8Array(buffer, place(capacity), capacity),
  };
}

/**
 * The rows read so far, in memory of their own that is no larger than it need be.
 *
 * @param isReturned whether `returnBatch` is to give that memory back; else it is left to the next batches
 */
export function compactBatch(batch: OpenBatch, isReturned = false): Batch {
  const { length } = batch;
  const forms = batch.values.map((column) => formOfColumn(column, length));
  const bytes = length * forms.reduce((sum, form) => sum + BYTES[form], BYTES_OF_CODES);
  const isLarge = isReturned && bytes >= WORTH_RETURNING;
  const buffer = isLarge ? new ResizableBuffer(bytes, { maxByteLength: bytes }) : new ArrayBuffer(bytes);
  const compact = batchOver(forms, length, buffer);
  for (const [slot, form] of forms.entries()) {
    if (form !== "blank") compact.values[slot]!.set(batch.values[slot]!.subarray(0, length));
  }
  for (const name of BATCH_CODE_COLUMNS) compact[name].set(batch[name].subarray(0, length));
  return compact;
}

/** Gives a batch's memory back at once, not when garbage is collected; its rows are gone. */
export function returnBatch(batch: Batch): void {
  const buffer = sharedBuffer(batch) as ResizableBuffer;
  if (buffer.resizable) buffer.resize(0);
}

function formOfColumn(column: Float64Array, length: number): ColumnForm {
  let row = 0;
  if (Number.isNaN(column[0])) {
    while (row < length && Number.isNaN(column[row])) row++;
    return row === length ? "blank" : "any";
  }
  while (row < length && (column[row]! | 0) === column[row]) row++;
  return row === length ? "whole" : "any";
}

export const BATCH_CODE_COLUMNS = [
  "area",
  "industry",
  "ownership",
  "level",
  "year",
  "quarter",
  "disclosure",
  "lqDisclosure",
  "changeDisclosure",
  "source",
  "line",
] as const;
