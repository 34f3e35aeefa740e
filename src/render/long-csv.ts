import { STATUS_NAMES, statusName } from "../quantity-columns.js";
import { numbersOf, type LongColumn, type LongPart } from "../sweep/long-table.js";
import { ByteText, NUMBER_BYTES } from "./byte-text.js";
import { textField } from "./csv.js";

type Industries = readonly { readonly naics: string; readonly title: string }[];

/** Bytes gathered before they are written. */
const CHUNK = 1 << 20;
const COMMA = 44;
const LINE_FEED = 10;
const DISCLOSED = 0;
const ESTIMATED = 1;

/** Writes the long table as CSV: what `industries` writes of each area, with the area in front. */
export class LongCsvWriter {
  readonly #text = new ByteText();
  readonly #columns: readonly LongColumn[];
  readonly #industries: Industries;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #labels = new Map<number, Uint8Array>();
  readonly #mostOfRow: number;

  /**
   * @param industries may grow while parts are added
   * @param write must be done with the bytes when it returns
   */
  constructor(columns: readonly LongColumn[], industries: Industries, write: (bytes: Uint8Array) => void) {
    this.#columns = columns;
    this.#industries = industries;
    this.#write = write;
    this.#mostOfRow = columns.length * (3 * NUMBER_BYTES + MOST_STATUS);
    const names = columns.flatMap(({ id, kind }) =>
      kind === "quantity" ? [id, `${id}_status`, `${id}_low`, `${id}_high`] : [id],
    );
    const header = bytesOf(`${names.join(",")}\n`);
    this.#text.reserve(header.length);
    this.#text.add(header);
  }

  add(part: LongPart): void {
    const text = this.#text;
    const { quantities, industry, length } = part.columns;
    const numbers = numbersOf(part);
    const columns = this.#columns.flatMap(({ id, kind, quantity }) =>
      kind === "text" ? [] : [kind === "number" ? numbers[id]! : quantities[quantity!]!],
    );
    const front = bytesOf(`${textField(part.area)},${textField(part.areaTitle)},`);
    for (let row = 0; row < length; row++) {
      const label = this.#labelOf(industry[row]!);
      text.reserve(front.length + label.length + this.#mostOfRow);
      text.add(front);
      text.add(label);
      for (const column of columns) {
        if (column instanceof Float64Array) {
          const value = column[row]!;
          if (Number.isNaN(value)) text.addByte(COMMA);
          else text.addNumberField(value);
          continue;
        }
        const status = column.status[row]!;
        if (status === DISCLOSED) {
          text.addNumberField(column.value[row]!);
          text.add(DISCLOSED_END);
        } else if (status === ESTIMATED) {
          text.addNumberField(column.value[row]!);
          text.add(ESTIMATED_END);
          text.addNumberField(column.low![row]!);
          text.addNumberField(column.high![row]!);
        } else text.add(EMPTY[Math.min(status, EMPTY.length - 1)]!);
      }
      text.addByte(LINE_FEED);
    }
    if (text.length >= CHUNK) this.#write(text.take());
  }

  finish(): void {
    this.#write(this.#text.take());
  }

  /** Code and title as two fields; made once an industry. */
  #labelOf(number: number): Uint8Array {
    let label = this.#labels.get(number);
    if (label === undefined) {
      const { naics, title } = this.#industries[number]!;
      label = bytesOf(`${textField(naics)},${textField(title)}`);
      this.#labels.set(number, label);
    }
    return label;
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const DISCLOSED_END = bytesOf(`,${STATUS_NAMES[DISCLOSED]!},,`);
const ESTIMATED_END = bytesOf(`,${STATUS_NAMES[ESTIMATED]!}`);
/** By number of the status, what is written where there is no value. */
const EMPTY = STATUS_NAMES.map((_, status) => bytesOf(`,,${statusName(status)},,`));
const MOST_STATUS = Math.max(...EMPTY.map(({ length }) => length));
