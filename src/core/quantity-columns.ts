import {
  ABSENT,
  disclosed,
  estimated,
  isDatum,
  NOTHING_TO_DIVIDE_BY,
  setInput,
  SUPPRESSED,
  undefinedBecause,
  type Datum,
  type DatumStatus,
} from "./datum.js";
import { ABSENT_NUMBER, Derivation, DISCLOSED, ESTIMATED, SUPPRESSED_NUMBER, UNDEFINED } from "./derivation.js";

/** Statuses by number. From `UNDEFINED` on a number also says why: it is an index into the reasons. */
export const STATUS_NAMES: readonly DatumStatus[] = ["disclosed", "estimated", "suppressed", "absent", "undefined"];
const MOST_REASONS = 255 - UNDEFINED;

/** One column of quantities over industries. `value` is NaN where there is none. */
export interface QuantityColumn {
  readonly status: Uint8Array;
  readonly value: Float64Array;
  /** Only where the column holds an estimate; NaN in the other rows. */
  readonly low: Float64Array | undefined;
  readonly high: Float64Array | undefined;
}

/** Why figures are undefined, each reason once. */
export class Reasons {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  addReason(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A reason beyond what fits in a byte, is given as the last one; a sweep has a handful of them.
    if (this.texts.length === MOST_REASONS) return MOST_REASONS - 1;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** A column on its way: rows are set one by one, and are 0 and published before. */
export class ColumnBuilder {
  readonly status: Uint8Array;
  readonly value: Float64Array;
  low: Float64Array | undefined;
  high: Float64Array | undefined;

  constructor(
    length: number,
    readonly reasons: Reasons,
  ) {
    this.status = new Uint8Array(length);
    this.value = new Float64Array(length);
  }

  set(row: number, datum: Datum): void {
    switch (datum.status) {
      case "disclosed":
        this.value[row] = datum.value;
        break;
      case "estimated":
        this.setEstimated(row, datum.value, datum.low, datum.high);
        break;
      case "undefined":
        this.setNone(row, UNDEFINED + this.reasons.addReason(datum.reason));
        break;
      default:
        this.setNone(row, datum.status === "suppressed" ? SUPPRESSED_NUMBER : ABSENT_NUMBER);
    }
  }

  setEstimated(row: number, value: number, low: number, high: number): void {
    this.low ??= new Float64Array(this.value.length).fill(Number.NaN);
    this.high ??= new Float64Array(this.value.length).fill(Number.NaN);
    this.status[row] = ESTIMATED;
    this.value[row] = value;
    this.low[row] = low;
    this.high[row] = high;
  }

  setSuppressed(row: number): void {
    this.setNone(row, SUPPRESSED_NUMBER);
  }

  setAbsent(row: number): void {
    this.setNone(row, ABSENT_NUMBER);
  }

  setNone(row: number, status: number): void {
    this.status[row] = status;
    this.value[row] = Number.NaN;
  }
}

export function quantityColumn(data: readonly Datum[], reasons: Reasons): QuantityColumn {
  const column = new ColumnBuilder(data.length, reasons);
  for (let row = 0; row < data.length; row++) column.set(row, data[row]!);
  return column;
}

/** A column that is the same in every row. */
export function constantColumn(length: number, datum: Datum, reasons: Reasons): QuantityColumn {
  const column = new ColumnBuilder(length, reasons);
  for (let row = 0; row < length; row++) column.set(row, datum);
  return column;
}

/** A column without a figure, for a few rows that have one. */
export function absentColumn(length: number, reasons: Reasons): ColumnBuilder {
  const column = new ColumnBuilder(length, reasons);
  column.status.fill(ABSENT_NUMBER);
  column.value.fill(Number.NaN);
  return column;
}

/** The column with figures of another in the rows in which that has one. */
export function whereKnown(
  column: QuantityColumn,
  other: QuantityColumn | undefined,
  reasons: Reasons,
): QuantityColumn {
  if (!other) return column;
  const result = new ColumnBuilder(column.status.length, reasons);
  for (let row = 0; row < column.status.length; row++) {
    result.set(row, datumAt(other.status[row]! <= ESTIMATED ? other : column, row, reasons));
  }
  return result;
}

export function statusName(status: number): DatumStatus {
  return STATUS_NAMES[Math.min(status, UNDEFINED)]!;
}

/** The column with its reasons in other numbers: the old ones are places in a list of the new. */
export function withReasons(column: QuantityColumn, numbers: readonly number[]): QuantityColumn {
  const { status } = column;
  for (let row = 0; row < status.length; row++) {
    if (status[row]! >= UNDEFINED) status[row] = UNDEFINED + numbers[status[row]! - UNDEFINED]!;
  }
  return column;
}

/** One figure of a column. */
export function datumAt({ status, value, low, high }: QuantityColumn, row: number, reasons: Reasons): Datum {
  const number = status[row]!;
  if (number === DISCLOSED) return disclosed(value[row]!);
  if (number === ESTIMATED) return estimated(value[row]!, { low: low![row]!, high: high![row]! });
  if (number >= UNDEFINED) return undefinedBecause(reasons.texts[number - UNDEFINED]!);
  return number === SUPPRESSED_NUMBER ? SUPPRESSED : ABSENT;
}

/** What is derived for whole columns: columns, and figures that are the same in every row. */
export type ColumnInputs<Name extends string> = Readonly<Record<Name, QuantityColumn | Datum>>;

/** `derive` for every row of columns: the same computation, without an object for a figure. */
export function deriveColumn<Name extends string>(
  inputs: ColumnInputs<Name>,
  formula: (values: Readonly<Record<Name, number>>) => number | undefined,
  { length, reasons, reason = NOTHING_TO_DIVIDE_BY.reason }: ColumnScope & { readonly reason?: string },
): QuantityColumn {
  const result = new ColumnBuilder(length, reasons);
  const names = Object.keys(inputs) as Name[];
  const derivation = new Derivation(names, formula);
  const columns: QuantityColumn[] = [];
  const places: number[] = [];
  for (let at = 0; at < names.length; at++) {
    const input = inputs[names[at]!];
    if (isDatum(input)) setInput(derivation, at, input);
    else {
      columns.push(input);
      places.push(at);
    }
  }
  for (let row = 0; row < length; row++) {
    for (let c = 0; c < columns.length; c++) setCell(derivation, places[c]!, columns[c]!, row);
    const status = derivation.evaluate();
    if (status === DISCLOSED) result.value[row] = derivation.value;
    else if (status === ESTIMATED) {
      result.setEstimated(row, derivation.value, derivation.rangeLow, derivation.rangeHigh);
    } else result.setNone(row, status < UNDEFINED ? status : whyUndefined(derivation.blockedBy, row));
  }
  return result;

  /** The number of the reason of an undefined input, or of the formula's own. */
  function whyUndefined(input: number, row: number): number {
    const blocking = input < 0 ? undefinedBecause(reason) : inputs[names[input]!];
    if (!isDatum(blocking)) return blocking.status[row]!;
    return UNDEFINED + reasons.addReason(blocking.status === "undefined" ? blocking.reason : reason);
  }
}

function setCell(derivation: Derivation<string>, at: number, column: QuantityColumn, row: number): void {
  const status = column.status[row]!;
  if (status === DISCLOSED) derivation.setDisclosed(at, column.value[row]!);
  else if (status === ESTIMATED) {
    derivation.setEstimated(at, column.value[row]!, column.low![row]!, column.high![row]!);
  } else derivation.setNone(at, status);
}

export interface ColumnScope {
  readonly length: number;
  readonly reasons: Reasons;
}

/** The column with another figure in the rows in which `where` is absent. */
export function whereAbsent(
  column: QuantityColumn,
  { where, then, reasons }: { readonly where: QuantityColumn; readonly then: Datum; readonly reasons: Reasons },
): QuantityColumn {
  if (!where.status.includes(ABSENT_NUMBER)) return column;
  const result = new ColumnBuilder(column.status.length, reasons);
  for (let row = 0; row < column.status.length; row++) {
    result.set(row, where.status[row] === ABSENT_NUMBER ? then : datumAt(column, row, reasons));
  }
  return result;
}
