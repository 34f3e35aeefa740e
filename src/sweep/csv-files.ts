import { DataFile } from "../output/data-file.js";
import type { Io } from "../output/io.js";
import type { QcewSource } from "../qcew/table.js";
import { longCsvHeader } from "./long-csv.js";
import { BYTE_ORDER_MARK, type LongColumn } from "./long-table.js";

/** The long table in CSV files to which rows are added while areas are computed; whole or not there at all. */
export class CsvFiles {
  readonly columns: readonly LongColumn[];
  readonly #files: readonly string[];
  readonly #io: Io;
  readonly #isAscii: boolean;
  #open: DataFile[] | undefined;

  /** @param isAscii whether all names of areas are plain letters */
  constructor(
    files: readonly string[],
    columns: readonly LongColumn[],
    { io, isAscii }: { readonly io: Io; readonly isAscii: boolean },
  ) {
    this.columns = columns;
    this.#files = files;
    this.#io = io;
    this.#isAscii = isAscii;
  }

  /** @param sources files that were read, of which none is overwritten */
  write(rows: Uint8Array, sources: readonly QcewSource[]): void {
    if (rows.length === 0) return;
    this.#open ??= this.#openFiles(sources.map(({ file }) => file));
    for (const data of this.#open) data.write(rows);
  }

  /** Gives files their names. */
  finish(): void {
    for (const data of this.#open ?? []) data.finish();
  }

  /** Leaves nothing of files that were not finished. */
  abandon(): void {
    for (const data of this.#open ?? []) data.abandon();
  }

  #openFiles(inputs: readonly string[]): DataFile[] {
    const open: DataFile[] = [];
    this.#open = open;
    for (const file of this.#files) {
      const data = new DataFile(file, this.#io, inputs);
      open.push(data);
      if (!this.#isAscii) data.write(BYTE_ORDER_MARK);
      data.write(longCsvHeader(this.columns));
    }
    return open;
  }
}
