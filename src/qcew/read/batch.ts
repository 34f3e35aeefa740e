import type { QcewField } from "../table.js";

/** Rows as columns, up to a fixed number of them; the scanner fills one after the other. */
export interface Batch {
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
  /** In the order of the fields that the batch was made for. */
  readonly values: Float64Array[];
}

/** Rows of a batch: small enough to stay in a processor's cache, large enough that handing over costs nothing. */
export const BATCH_ROWS = 2_048;

export function createBatch(fields: readonly QcewField[], capacity: number = BATCH_ROWS): Batch {
  return batchOver(fields.length, capacity, new ArrayBuffer(bytesOfBatch(fields.length, capacity)));
}

/** A batch's columns lie in one buffer, which can be handed to another thread at once. */
export function sharedBuffer(batch: Batch): ArrayBuffer {
  return batch.area.buffer as ArrayBuffer;
}

/** An empty batch whose columns lie in a buffer, from a place on where numbers of eight bytes may start. */
export function batchOver(fields: number, capacity: number, buffer: ArrayBuffer, start = 0): Batch {
  // Columns of wide numbers first, so that each starts where its numbers may.
  let at = start;
  const place = (bytes: number): number => (at += bytes) - bytes;
  const values = Array.from({ length: fields }, () => new Float64Array(buffer, place(capacity * 8), capacity));
  return {
    length: 0,
    values,
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

/** Bytes that a batch's columns need. */
export function bytesOfBatch(fields: number, capacity: number): number {
  return capacity * (fields * 8 + 4 * 4 + 2 + 6);
}

/** A copy without room to spare. */
export function compactBatch(batch: Batch): Batch {
  const { length } = batch;
  // Even, so that columns of two-byte numbers start where they may.
  const capacity = length + (length % 2);
  const copy = batchOver(batch.values.length, capacity, new ArrayBuffer(bytesOfBatch(batch.values.length, capacity)));
  copy.length = length;
  for (const [slot, column] of batch.values.entries()) copy.values[slot]!.set(column.subarray(0, length));
  for (const name of BATCH_CODE_COLUMNS) copy[name].set(batch[name].subarray(0, length));
  return copy;
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
