import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from "hyparquet-writer";
import type { AreaCode } from "../../core/codes.js";
import { InputError } from "../../core/errors.js";
import { requireField, STORED_FIELDS, type Disclosure, type QcewField, type QcewTable } from "../table.js";
import { TOOL } from "../../core/version.js";
import { columnOfField, columnOrder, DISCLOSURE_TEXTS, fieldOfColumn, kindOfColumn, typeOfField } from "./columns.js";
import { checksum } from "./checksum.js";
import type { StoredColumnPlaces, GroupPlaces } from "./index-file.js";

/**
 * Rows of a group: enough that tools read it in one go, few enough that a filter by area skips most of a file.
 */
export const GROUP_ROWS = 65_536;

// A page is the least that is unpacked for one area. 16 KB are about 4,000 rows of 4 bytes, two or three counties.
const PAGE_BYTES = 16_384;
// The first level takes half the time of the usual one and saves nine tenths as much.
const COMPRESSION_LEVEL = 1;

/** The figures of a file, and whether some of their cells are blank. */
export type StoredFields = ReadonlyMap<QcewField, { readonly nullable: boolean }>;

/** What a finished file is. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly fields: readonly QcewField[];
  readonly columns: readonly string[];
  readonly areas: readonly AreaCode[];
  readonly areaRows: readonly number[];
  readonly groups: readonly GroupPlaces[];
}

/** Writes one Parquet file, a row group at a time. Rows must come in the order of the store. */
export class StoreFileWriter {
  readonly #output: FileOutput;
  readonly #writer: ParquetWriter;
  readonly #columns: readonly string[];
  readonly #areas: AreaCode[] = [];
  readonly #areaRows: number[] = [];
  readonly #groups: GroupPlaces[] = [];
  #rows = 0;

  constructor(
    readonly path: string,
    readonly fields: StoredFields,
  ) {
    this.#output = new FileOutput(path);
    this.#columns = columnOrder([...fields.keys()]);
    this.#writer = new ParquetWriter({
      writer: this.#output,
      schema: buildSchema(this.#columns, fields),
      codec: "GZIP",
      compressors: { GZIP: (bytes) => gzipSync(bytes, { level: COMPRESSION_LEVEL }) },
      createdBy: TOOL,
    });
  }

  /** Writes rows as one group. An area's rows must all be in one call. */
  writeGroup(table: QcewTable): void {
    if (table.length === 0) return;
    this.#noteAreas(table);
    const columnData = this.#columns.map((name) => columnSource(name, table, this.fields));
    const before = this.#writer.pendingIndexes.length;
    void this.#writer.write({ columnData, rowGroupSize: table.length, pageSize: PAGE_BYTES });
    const written = this.#writer.pendingIndexes.slice(before);
    const columns: Record<string, StoredColumnPlaces> = {};
    this.#columns.forEach((name, column) => {
      columns[name] = this.#placesOf(written[column]!);
    });
    this.#groups.push({ rows: table.length, columns });
    this.#rows += table.length;
  }

  finish(): WrittenFile {
    void this.#writer.finish();
    return {
      bytes: this.#output.offset,
      sha256: this.#output.close(),
      rows: this.#rows,
      fields: STORED_FIELDS.filter((field) => this.fields.has(field)),
      columns: this.#columns,
      areas: this.#areas,
      areaRows: this.#areaRows,
      groups: this.#groups,
    };
  }

  /** Closes the file without finishing it. */
  abandon(): void {
    this.#output.close();
  }

  #placesOf({ chunk, offsetIndex }: ParquetWriter["pendingIndexes"][number]): StoredColumnPlaces {
    const meta = chunk.meta_data!;
    const end = Number(chunk.file_offset) + Number(meta.total_compressed_size);
    const dictionary = meta.dictionary_page_offset;
    // A column of one page has no index of its own.
    const pages = offsetIndex?.page_locations ?? [{ offset: meta.data_page_offset, first_row_index: 0n }];
    const offsets = [...pages.map(({ offset }) => Number(offset)), end];
    return {
      dictionary: dictionary === undefined ? undefined : Number(dictionary),
      dictionaryChecksum: dictionary === undefined ? 0 : this.#output.checksum(Number(dictionary), offsets[0]!),
      offsets,
      rows: pages.map(({ first_row_index: row }) => Number(row)),
      checksums: pages.map((_, page) => this.#output.checksum(offsets[page]!, offsets[page + 1]!)),
    };
  }

  #noteAreas(table: QcewTable): void {
    for (let row = 0; row < table.length; row++) {
      const area = table.areas[table.area[row]!]!;
      const last = this.#areas.length - 1;
      if (this.#areas[last] === area) this.#areaRows[last]!++;
      else {
        this.#areas.push(area);
        this.#areaRows.push(1);
      }
    }
  }
}

/** Bytes on their way to a file, hashed as they pass. */
class FileOutput extends ByteWriter {
  readonly #hash = createHash("sha256");
  readonly #descriptor: number;
  #isOpen = true;
  /** What was written last; its memory is used again by what is written next. */
  #last = new Uint8Array();
  #lastStart = 0;

  constructor(path: string) {
    super(1 << 20);
    this.#descriptor = openSync(path, "wx");
  }

  /** Called by the library after each row group. */
  flush(): void {
    const bytes = new Uint8Array(this.buffer, 0, this.index);
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
    this.index = 0;
    this.#last = bytes;
    this.#lastStart = this.offset - bytes.length;
  }

  /** Of bytes of the row group that was written last, by their places in the file. */
  checksum(start: number, end: number): number {
    return checksum(this.#last.subarray(start - this.#lastStart, end - this.#lastStart));
  }

  override finish(): void {
    this.flush();
    fsyncSync(this.#descriptor);
  }

  /** @returns the checksum of all that was written */
  close(): string {
    if (this.#isOpen) closeSync(this.#descriptor);
    this.#isOpen = false;
    return this.#hash.digest("hex");
  }
}

function buildSchema(columns: readonly string[], fields: StoredFields): SchemaElement[] {
  const nullable = new Set([...fields].filter(([, field]) => field.nullable).map(([field]) => columnOfField(field)));
  return [
    { name: "qcew", num_children: columns.length },
    ...columns.map((name): SchemaElement => {
      const repetition_type = nullable.has(name) ? "OPTIONAL" : "REQUIRED";
      switch (kindOfColumn(name).type) {
        case "text":
          return { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type };
        case "integer":
          return { name, type: "INT32", repetition_type };
        case "double":
          return { name, type: "DOUBLE", repetition_type };
      }
    }),
  ];
}

/** Columns that other tools skip row groups by. */
const WITH_STATISTICS = new Set(["area", "ownership", "industry", "level", "year", "quarter"]);
function columnSource(name: string, table: QcewTable, fields: StoredFields): ColumnSource {
  const { isCompressed } = kindOfColumn(name);
  return {
    name,
    data: columnData(name, table, fields),
    statistics: WITH_STATISTICS.has(name),
    encoding: isCompressed ? "PLAIN" : "RLE_DICTIONARY",
    codec: isCompressed ? "GZIP" : "UNCOMPRESSED",
  };
}

function columnData(name: string, table: QcewTable, fields: StoredFields): ColumnSource["data"] {
  const texts = (codes: ArrayLike<number>, words: readonly string[]): string[] =>
    Array.from({ length: table.length }, (_, row) => words[codes[row]!]!);
  const disclosures = (codes: Uint8Array): string[] =>
    Array.from(codes, (code) => DISCLOSURE_TEXTS[code as Disclosure]);
  switch (name) {
    case "area":
      return texts(table.area, table.areas);
    case "industry":
      return texts(table.industry, table.industries);
    case "source_file":
      return texts(
        table.source,
        table.sources.map(({ file }) => file),
      );
    case "disclosure":
      return disclosures(table.disclosure);
    case "lq_disclosure":
      return disclosures(table.lqDisclosure);
    case "change_disclosure":
      return disclosures(table.changeDisclosure);
    case "source_line":
      return Int32Array.from(table.line);
    case "ownership":
    case "level":
    case "year":
    case "quarter":
      return Int32Array.from(table[name]);
    default:
      return figures(fieldOfColumn(name)!, table, fields);
  }
}

function figures(field: QcewField, table: QcewTable, fields: StoredFields): ColumnSource["data"] {
  const values = requireField(table, field);
  if (typeOfField(field) === "integer") requireIntegers(field, values, table);
  if (!fields.get(field)?.nullable) return values;
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

function requireIntegers(field: QcewField, values: Float64Array, table: QcewTable): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value === (value | 0) || Number.isNaN(value)) continue;
    throw new InputError(`${columnOfField(field).replaceAll("_", " ")} is a whole number of 32 bits in the store`, {
      code: "QCEW_NUMBER",
      where: { file: table.sources[table.source[row]!]!.file, line: table.line[row]!, column: field },
      found: String(value),
      hint: "use the file as published",
    });
  }
}
