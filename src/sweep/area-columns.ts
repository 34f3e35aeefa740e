import { ABSENT, disclosed, estimated, SUPPRESSED, undefinedBecause, type Datum, type DatumStatus } from "../datum.js";

/** Statuses by number. From `UNDEFINED` on a number also says why: it is an index into the reasons. */
export const STATUS_NAMES: readonly DatumStatus[] = ["disclosed", "estimated", "suppressed", "absent", "undefined"];
const DISCLOSED = 0;
const ESTIMATED = 1;
const SUPPRESSED_NUMBER = 2;
const ABSENT_NUMBER = 3;
const UNDEFINED = 4;
const MOST_REASONS = 255 - UNDEFINED;

/** One column of quantities over the industries of an area. `value` is NaN where there is none. */
export interface QuantityColumn {
  readonly status: Uint8Array;
  readonly value: Float64Array;
  /** Only where the column holds an estimate; NaN in the other rows. */
  readonly low: Float64Array | undefined;
  readonly high: Float64Array | undefined;
}

/**
 * The results of one area as columns over its industries, in order of code: small enough that those of an area
 * can wait on a disk while all areas are compared.
 */
export interface AreaColumns {
  readonly length: number;
  /** Of each row its industry, an index into the sweep's list. */
  readonly industry: Uint32Array;
  readonly quantities: readonly QuantityColumn[];
  /** Places and scores; NaN where there is none. */
  readonly numbers: readonly Float64Array[];
}

/** Why figures are undefined, each reason once over the whole sweep. */
export class Reasons {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A reason beyond what fits in a byte, of which a sweep has a handful, is told as the last one.
    if (this.texts.length === MOST_REASONS) return MOST_REASONS - 1;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

export function quantityColumn(data: readonly Datum[], reasons: Reasons): QuantityColumn {
  const { length } = data;
  const status = new Uint8Array(length);
  const value = new Float64Array(length);
  let low: Float64Array | undefined;
  let high: Float64Array | undefined;
  for (let row = 0; row < length; row++) {
    const datum = data[row]!;
    switch (datum.status) {
      case "disclosed":
        value[row] = datum.value;
        break;
      case "estimated":
        low ??= new Float64Array(length).fill(Number.NaN);
        high ??= new Float64Array(length).fill(Number.NaN);
        status[row] = ESTIMATED;
        value[row] = datum.value;
        low[row] = datum.low;
        high[row] = datum.high;
        break;
      case "undefined":
        status[row] = UNDEFINED + reasons.numberOf(datum.reason);
        value[row] = Number.NaN;
        break;
      default:
        status[row] = datum.status === "suppressed" ? SUPPRESSED_NUMBER : ABSENT_NUMBER;
        value[row] = Number.NaN;
    }
  }
  return { status, value, low, high };
}

export function statusName(status: number): DatumStatus {
  return STATUS_NAMES[Math.min(status, UNDEFINED)]!;
}

/** One figure of a column. */
export function datumAt({ status, value, low, high }: QuantityColumn, row: number, reasons: Reasons): Datum {
  const number = status[row]!;
  if (number === DISCLOSED) return disclosed(value[row]!);
  if (number === ESTIMATED) return estimated(value[row]!, { low: low![row]!, high: high![row]! });
  if (number >= UNDEFINED) return undefinedBecause(reasons.texts[number - UNDEFINED]!);
  return number === SUPPRESSED_NUMBER ? SUPPRESSED : ABSENT;
}

/** The columns as bytes, from which `unpackArea` makes them again. */
export function packArea({ length, industry, quantities, numbers }: AreaColumns): Uint8Array {
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
  shape: { readonly length: number; readonly quantities: number; readonly numbers: number },
): AreaColumns {
  const { length } = shape;
  const ranged = bytes.subarray(bytes.length - shape.quantities);
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
  return { length, industry, quantities, numbers };
}
