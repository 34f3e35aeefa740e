import type { Datum } from "../core/datum.js";
import type { QuantityColumn } from "../core/quantity-columns.js";

/**
 * The results of one area as columns over its industries, in order of code: small enough that those of an area
 * can wait on a disk while all areas are compared.
 */
export interface AreaColumns {
  readonly length: number;
  /** For each row, its industry, an index into the sweep's list. */
  readonly industry: Uint32Array;
  /** What a measure gives, by its place among the measures; computed when it is asked for. */
  readonly quantity: (measure: number) => QuantityColumn;
  /**
   * Every measure of one row, by its place among the measures: computed when it is asked for where the columns are
   * little to keep until then, at once elsewhere.
   */
  readonly dataAt: (row: number) => () => readonly Datum[];
  /** Places and scores; NaN where there is none. */
  readonly numbers: readonly Float64Array[];
}

/** What of the results can wait. */
export type StoredColumns = Omit<AreaColumns, "dataAt">;

/** The columns as bytes, with these measures, from which `unpackArea` makes them again. */
export function packArea(
  { length, industry, quantity, numbers }: StoredColumns,
  measures: readonly number[],
): Uint8Array {
  const quantities = measures.map(quantity);
  const ranged = quantities.map(({ low }) => (low ? 1 : 0));
  const doubles = [
    ...quantities.flatMap(({ value, low, high }) => (low && high ? [value, low, high] : [value])),
    ...numbers,
  ];
  const bytes = new Uint8Array(8 * length * doubles.length + 4 * length + length * quantities.length + ranged.length);
  let at = 0;
  const put = (column: Float64Array | Uint32Array | Uint8Array): void => {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  };
  for (const column of doubles) put(column);
  put(industry);
  for (const { status } of quantities) put(status);
  put(Uint8Array.from(ranged));
  return bytes;
}

/** What `packArea` made; the bytes must begin at a multiple of eight in their buffer. */
export function unpackArea(
  bytes: Uint8Array,
  shape: { readonly length: number; readonly measures: readonly number[]; readonly numbers: number },
): StoredColumns {
  const { length } = shape;
  const ranged = bytes.subarray(bytes.length - shape.measures.length);
  let at = bytes.byteOffset;
  const doubles = (): Float64Array => {
    const column = new Float64Array(bytes.buffer, at, length);
    at += column.byteLength;
    return column;
  };
  const ranges = Array.from(ranged, (hasRange) => {
    const value = doubles();
    return { value, low: hasRange === 1 ? doubles() : undefined, high: hasRange === 1 ? doubles() : undefined };
  });
  const numbers = Array.from({ length: shape.numbers }, doubles);
  const industry = new Uint32Array(bytes.buffer, at, length);
  at += industry.byteLength;
  const quantities = ranges.map((range): QuantityColumn => {
    const status = new Uint8Array(bytes.buffer, at, length);
    at += length;
    return { status, ...range };
  });
  return { length, industry, quantity: (measure) => quantities[shape.measures.indexOf(measure)]!, numbers };
}
