import {
  ABSENT,
  derive,
  disclosed,
  estimated,
  NOTHING_TO_DIVIDE_BY,
  rangeOfFormula,
  SUPPRESSED,
  undefinedBecause,
  type Datum,
  type DatumStatus,
  type Estimates,
} from "./datum.js";

/** Statuses by number. From `UNDEFINED` on a number also says why: it is an index into the reasons. */
export const STATUS_NAMES: readonly DatumStatus[] = ["disclosed", "estimated", "suppressed", "absent", "undefined"];
const DISCLOSED = 0;
const ESTIMATED = 1;
const SUPPRESSED_NUMBER = 2;
const ABSENT_NUMBER = 3;
const UNDEFINED = 4;
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

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A reason beyond what fits in a byte, of which a sweep has a handful, is told as the last one.
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
        this.setNone(row, UNDEFINED + this.reasons.numberOf(datum.reason));
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

/**
 * `derive` for every row of columns. Rows of published and estimated figures, which are most, take no objects;
 * whatever else a row holds is left to `derive` itself.
 *
 * @param formula must read its values at once, and not keep them
 */
export function deriveColumn<Name extends string>(
  inputs: ColumnInputs<Name>,
  formula: (values: Readonly<Record<Name, number>>) => number | undefined,
  { length, reasons, reason = NOTHING_TO_DIVIDE_BY.reason }: ColumnScope & { readonly reason?: string },
): QuantityColumn {
  const result = new ColumnBuilder(length, reasons);
  const values = {} as Record<Name, number>;
  const columns: QuantityColumn[] = [];
  const names: Name[] = [];
  const estimates = new RowEstimates<Name>();
  const mixed = new Uint8Array(length);
  let isSuppressed = false;
  for (const name in inputs) {
    const input = inputs[name];
    // Every name in its order, so that all values have one shape.
    values[name] = 0;
    if (isDatum(input)) {
      if (input.status === "disclosed") values[name] = input.value;
      else if (input.status === "suppressed") isSuppressed = true;
      else if (input.status === "estimated") {
        values[name] = input.value;
        estimates.addConstant(name, input);
        for (let row = 0; row < length; row++) mixed[row]! |= ESTIMATED;
      } else mixed.fill(UNDEFINED);
      continue;
    }
    names.push(name);
    columns.push(input);
    const { status } = input;
    for (let row = 0; row < length; row++) mixed[row]! |= status[row]!;
  }
  for (let row = 0; row < length; row++) {
    if (isSuppressed || (mixed[row]! > ESTIMATED && isSuppressedIn(columns, row))) {
      result.setSuppressed(row);
      continue;
    }
    if (mixed[row]! > ESTIMATED) {
      result.set(row, derive(dataAt(inputs, row, reasons), formula, reason));
      continue;
    }
    for (let at = 0; at < names.length; at++) values[names[at]!] = columns[at]!.value[row]!;
    const value = formula(values);
    if (value === undefined || !Number.isFinite(value)) result.setNone(row, UNDEFINED + reasons.numberOf(reason));
    else if (mixed[row] === DISCLOSED) result.value[row] = value;
    else {
      estimates.collect(names, columns, row);
      const { low, high } = rangeOfFormula(values, value, estimates, formula);
      result.setEstimated(row, value, low, high);
    }
  }
  return result;
}

export interface ColumnScope {
  readonly length: number;
  readonly reasons: Reasons;
}

/** The estimates among a row's inputs; used again for the next row. */
class RowEstimates<Name extends string> implements Estimates<Name> {
  readonly names: Name[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];
  count = 0;
  /** Those that are the same in every row come first. */
  #constants = 0;

  addConstant(name: Name, { low, high }: { readonly low: number; readonly high: number }): void {
    this.#add(name, low, high);
    this.#constants = this.count;
  }

  collect(names: readonly Name[], columns: readonly QuantityColumn[], row: number): void {
    this.count = this.#constants;
    for (let at = 0; at < names.length; at++) {
      const { status, low, high } = columns[at]!;
      if (status[row] === ESTIMATED) this.#add(names[at]!, low![row]!, high![row]!);
    }
  }

  #add(name: Name, low: number, high: number): void {
    this.names[this.count] = name;
    this.low[this.count] = low;
    this.high[this.count++] = high;
  }
}

function isDatum(input: QuantityColumn | Datum): input is Datum {
  return typeof input.status === "string";
}

function isSuppressedIn(columns: readonly QuantityColumn[], row: number): boolean {
  for (const { status } of columns) if (status[row] === SUPPRESSED_NUMBER) return true;
  return false;
}

function dataAt<Name extends string>(
  inputs: ColumnInputs<Name>,
  row: number,
  reasons: Reasons,
): Readonly<Record<Name, Datum>> {
  const data = {} as Record<Name, Datum>;
  for (const name in inputs) {
    const input = inputs[name];
    data[name] = isDatum(input) ? input : datumAt(input, row, reasons);
  }
  return data;
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
