import { STATUS_NAMES, statusName } from "../core/quantity-columns.js";
import { plainNumbers, type LongColumn, type LongPart } from "./long-table.js";
import { ByteText, NUMBER_BYTES } from "../render/byte-text.js";
import { textField } from "../render/csv.js";

type Industries = readonly { readonly naics: string; readonly title: string }[];

/** Bytes gathered before they are written. */
const CHUNK = 1 << 20;
const COMMA = 44;
const DISCLOSED = 0;
const ESTIMATED = 1;
/** Of a plain number that is not there. */
const NONE = 2;
const KINDS = STATUS_NAMES.length;
/** How many kinds fit in a number. */
const KINDS_AT_ONCE = 22;
const MOST_STATUS = ",undefined,,,".length;

/** The line of column names. */
export function longCsvHeader(columns: readonly LongColumn[]): Uint8Array {
  const names = columns.flatMap(({ id, kind }) =>
    kind === "quantity" ? [id, `${id}_status`, `${id}_low`, `${id}_high`] : [id],
  );
  return encodeText(`${names.join(",")}\n`);
}

/** Writes the long table as CSV, in pieces of some size. */
export class LongCsvWriter {
  readonly #text = new ByteText();
  readonly #rows: LongCsvRows;
  readonly #write: (bytes: Uint8Array) => void;

  /**
   * @param industries may grow while parts are added
   * @param write must be done with the bytes when it returns
   */
  constructor(columns: readonly LongColumn[], industries: Industries, write: (bytes: Uint8Array) => void) {
    this.#write = write;
    this.#rows = new LongCsvRows(columns, industries, this.#text);
    const header = longCsvHeader(columns);
    this.#text.reserve(header.length);
    this.#text.add(header);
  }

  add(part: LongPart): void {
    this.#rows.add(part);
    if (this.#text.length >= CHUNK) this.#write(this.#text.take());
  }

  finish(): void {
    this.#write(this.#text.take());
  }
}

/** Gathers rows of the long table as CSV: what `industries` writes of each area, with the area in front. */
export class LongCsvRows {
  readonly #text: ByteText;
  readonly #columns: readonly LongColumn[];
  readonly #industries: Industries;
  readonly #labels = new Map<number, Uint8Array>();
  readonly #shapes = new Map<number | string, RowShape>();
  readonly #mostOfRow: number;

  constructor(columns: readonly LongColumn[], industries: Industries, text: ByteText) {
    this.#text = text;
    this.#columns = columns;
    this.#industries = industries;
    this.#mostOfRow = columns.length * (3 * NUMBER_BYTES + MOST_STATUS);
  }

  add(part: LongPart): void {
    const text = this.#text;
    const { industry, length } = part.columns;
    const numbers = plainNumbers(part);
    const columns = this.#columns.flatMap(({ id, kind, quantity }): Written[] => {
      if (kind === "text") return [];
      if (kind === "number") return [writtenNumbers(numbers[id]!)];
      return [{ isPlain: false, ...part.columns.quantity(quantity!) }];
    });
    const front = encodeText(`${textField(part.area)},${textField(part.areaTitle)},`);
    for (let row = 0; row < length; row++) {
      const label = this.#labelOf(industry[row]!);
      text.reserve(front.length + label.length + this.#mostOfRow);
      text.add(front);
      text.add(label);
      const { values, texts } = this.#shapeOf(columns, row);
      for (let at = 0; at < values.length; at++) {
        text.add(texts[at]!);
        const { value, status, low, high } = columns[values[at]!]!;
        text.addNumber(value[row]!);
        if (status[row] !== ESTIMATED) continue;
        text.add(ESTIMATE_MIDDLE);
        text.addNumber(low![row]!);
        text.addByte(COMMA);
        text.addNumber(high![row]!);
      }
      text.add(texts[values.length]!);
    }
  }

  /** What a row is written as: most rows are like some other in what is known of each column. */
  #shapeOf(columns: readonly Written[], row: number): RowShape {
    let key = 0;
    let others = "";
    for (let at = 0; at < columns.length; at++) {
      if (at === KINDS_AT_ONCE) {
        others = String(key);
        key = 0;
      }
      const status = columns[at]!.status[row]!;
      key = key * KINDS + (status < KINDS ? status : KINDS - 1);
    }
    const whole = others === "" ? key : `${others} ${key}`;
    let shape = this.#shapes.get(whole);
    if (!shape) this.#shapes.set(whole, (shape = rowShape(columns, row)));
    return shape;
  }

  /** Code and title as two fields; made once an industry. */
  #labelOf(number: number): Uint8Array {
    let label = this.#labels.get(number);
    if (label === undefined) {
      const { naics, title } = this.#industries[number]!;
      label = encodeText(`${textField(naics)},${textField(title)}`);
      this.#labels.set(number, label);
    }
    return label;
  }
}

function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const ESTIMATE_MIDDLE = encodeText(`,${STATUS_NAMES[ESTIMATED]!},`);

/** A column as it is written; of a plain number the status says whether there is one. */
interface Written {
  readonly isPlain: boolean;
  readonly status: Uint8Array;
  readonly value: Float64Array;
  readonly low?: Float64Array | undefined;
  readonly high?: Float64Array | undefined;
}

function writtenNumbers(value: Float64Array): Written {
  const status = new Uint8Array(value.length);
  for (let row = 0; row < value.length; row++) if (Number.isNaN(value[row]!)) status[row] = NONE;
  return { isPlain: true, status, value };
}

/** What is written between the numbers of a row. */
interface RowShape {
  /** Columns with a number. */
  readonly values: Uint8Array;
  /** Before each of them, and at the end. */
  readonly texts: readonly Uint8Array[];
}

function rowShape(columns: readonly Written[], row: number): RowShape {
  const values: number[] = [];
  const texts: string[] = [];
  let text = "";
  for (const [at, { isPlain, status }] of columns.entries()) {
    const number = status[row]!;
    if (number !== DISCLOSED && number !== ESTIMATED) {
      text += isPlain ? "," : `,,${statusName(number)},,`;
      continue;
    }
    values.push(at);
    texts.push(`${text},`);
    text = isPlain || number === ESTIMATED ? "" : `,${STATUS_NAMES[DISCLOSED]!},,`;
  }
  return { values: Uint8Array.from(values), texts: [...texts, `${text}\n`].map(encodeText) };
}
