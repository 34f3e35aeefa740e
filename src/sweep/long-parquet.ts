import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from "hyparquet-writer";
import { statusName } from "../core/quantity-columns.js";
import { plainNumbers, type LongColumn, type LongPart } from "./long-table.js";
import { TOOL } from "../core/version.js";

/** Rows of a group: what waits in memory before it is written. */
const GROUP_ROWS = 32_768;

type Industries = readonly { readonly naics: string; readonly title: string }[];
type Cell = string | number | null;

/** Writes the long table as Parquet, a row group at a time. */
export class LongParquetWriter {
  readonly #writer: ParquetWriter;
  readonly #columns: readonly LongColumn[];
  readonly #industries: Industries;
  #parts: LongPart[] = [];
  #rows = 0;

  /** @param industries may grow while parts are added */
  constructor(columns: readonly LongColumn[], industries: Industries, write: (bytes: Uint8Array) => void) {
    this.#columns = columns;
    this.#industries = industries;
    this.#writer = new ParquetWriter({ writer: new Output(write), schema: buildSchema(columns), createdBy: TOOL });
  }

  add(part: LongPart): void {
    this.#parts.push(part);
    this.#rows += part.length;
    if (this.#rows >= GROUP_ROWS) this.#flush();
  }

  finish(): void {
    this.#flush();
    void this.#writer.finish();
  }

  #flush(): void {
    if (this.#rows === 0) return;
    const columnData = this.#columns.flatMap((column) => this.#sourcesOf(column));
    void this.#writer.write({ columnData, rowGroupSize: this.#rows });
    this.#parts = [];
    this.#rows = 0;
  }

  #sourcesOf({ id, kind, quantity: at }: LongColumn): ColumnSource[] {
    const cells = (of: (part: LongPart, row: number) => Cell): Cell[] =>
      this.#parts.flatMap((part) => Array.from({ length: part.length }, (_, row) => of(part, row)));
    if (kind === "text") return [{ name: id, data: cells(this.#textOf(id)), encoding: "RLE_DICTIONARY" }];
    if (kind === "number") {
      const byPart = new Map(this.#parts.map((part) => [part, plainNumbers(part)[id]!]));
      return [{ name: id, data: cells((part, row) => known(byPart.get(part)![row]!)), encoding: "PLAIN" }];
    }
    const quantity = (part: LongPart) => part.columns.quantity(at!);
    return [
      { name: id, data: cells((part, row) => known(quantity(part).value[row]!)), encoding: "PLAIN" },
      {
        name: `${id}_status`,
        data: cells((part, row) => statusName(quantity(part).status[row]!)),
        encoding: "RLE_DICTIONARY",
      },
      { name: `${id}_low`, data: cells((part, row) => known(quantity(part).low?.[row])), encoding: "PLAIN" },
      { name: `${id}_high`, data: cells((part, row) => known(quantity(part).high?.[row])), encoding: "PLAIN" },
    ];
  }

  #textOf(id: string): (part: LongPart, row: number) => string {
    if (id === "area") return (part) => part.area;
    if (id === "area_title") return (part) => part.areaTitle;
    const key = id as "naics" | "title";
    return (part, row) => this.#industries[part.columns.industry[row]!]![key];
  }
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function buildSchema(columns: readonly LongColumn[]): SchemaElement[] {
  const text = (name: string): SchemaElement => ({
    name,
    type: "BYTE_ARRAY",
    converted_type: "UTF8",
    repetition_type: "REQUIRED",
  });
  const number = (name: string): SchemaElement => ({ name, type: "DOUBLE", repetition_type: "OPTIONAL" });
  const fields = columns.flatMap(({ id, kind }) => {
    if (kind === "text") return [text(id)];
    if (kind === "number") return [number(id)];
    return [number(id), text(`${id}_status`), number(`${id}_low`), number(`${id}_high`)];
  });
  return [{ name: "sweep", num_children: fields.length }, ...fields];
}

/** Bytes on their way out. */
class Output extends ByteWriter {
  readonly #write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void) {
    super(1 << 20);
    this.#write = write;
  }

  /** Called by the library after each row group. */
  flush(): void {
    this.#write(new Uint8Array(this.buffer, 0, this.index));
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}
