import type { AreaCode, IndustryCode } from "../../../core/codes.js";
import { InputError, InputErrors } from "../../../core/errors.js";
import type { QcewSource } from "../../table.js";
import { readTexts } from "../../../files/content.js";
import type { InputFile } from "../../../files/files.js";
import type { Batch } from "../batch.js";
import type { AreaTable } from "../codes.js";
import type { RowFunctions } from "../engine/vector-engine.js";
import type { Repairs } from "../repairs.js";
import { QcewScanner } from "../scanner.js";
import type { SelectionTables } from "../selection.js";

/** What came of one file, rows apart. */
export interface FileOutcome {
  /** Of the file's texts; the `source` of its rows counts within them. */
  readonly sources: readonly QcewSource[];
  /** Data rows passed, wanted or not. */
  readonly rows: number;
  readonly rowsOfSizeClasses: number;
  readonly errors: readonly InputError[];
  readonly repairs: Repairs;
  /** Areas that had lost their leading zero in this file or one that the lane read before. */
  readonly zerosRestored: readonly string[];
}

/** Takes what a lane reads, in order. */
export interface LaneReceiver {
  /**
   * Rows of a file, with the codes that they are the first to use. The batch is the receiver's to keep.
   *
   * @returns something to wait for before more is read
   */
  rows(file: number, batch: Batch, newCodes: NewCodes): Promise<void> | undefined;
  /** Reports this many more bytes of the file and this many more rows. */
  progress(file: number, bytes: number, rows: number): void;
  done(file: number, outcome: FileOutcome): void;
}

/** Codes as numbered by the lane, in that order, following those sent before. */
export interface NewCodes {
  readonly areas: readonly AreaCode[];
  readonly industries: readonly IndustryCode[];
}

/** Reads files one after the other; several lanes may share a list of files, each on a thread of its own. */
export class Lane {
  readonly #scanner: QcewScanner;
  readonly #areas: AreaTable;
  readonly #receiver: LaneReceiver;
  readonly #hash: boolean;
  #areasSent = 0;
  #industriesSent = 0;

  constructor(
    selection: SelectionTables,
    areas: AreaTable,
    receiver: LaneReceiver,
    { hash, functions }: { readonly hash: boolean; readonly functions: RowFunctions | undefined },
  ) {
    this.#scanner = new QcewScanner(selection, areas, { functions });
    this.#scanner.isReturned = true;
    this.#areas = areas;
    this.#receiver = receiver;
    this.#hash = hash;
  }

  async readFile(file: InputFile, index: number): Promise<void> {
    const scanner = this.#scanner;
    const thrown: InputError[] = [];
    let sha256: string | undefined;
    let rowsReported = 0;
    const report = (bytes: number): Promise<void> | undefined => {
      this.#receiver.progress(index, bytes, scanner.rows - rowsReported);
      rowsReported = scanner.rows;
      return scanner.full.length > 0 ? this.#handAll(index, scanner.full.splice(0)) : undefined;
    };
    try {
      sha256 = await readTexts(file, scanner, report, this.#hash);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      thrown.push(...(error instanceof InputErrors ? error.errors : [error]));
    }
    await this.#handAll(index, [...scanner.full.splice(0), scanner.takeLast()]);
    const { sources, rows, rowsOfSizeClasses, problems, repairs } = scanner.takeRecords();
    // What was thrown is either all problems, or damage of which they are a consequence.
    this.#receiver.done(index, {
      sources: sha256 === undefined ? sources : sources.map((source) => ({ ...source, sha256 })),
      rows,
      rowsOfSizeClasses,
      errors: thrown.length > 0 ? thrown : problems.errors,
      repairs,
      zerosRestored: [...this.#areas.zerosRestored],
    });
  }

  async #handAll(index: number, batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) {
      if (batch.length === 0) continue;
      const areas = this.#areas.codes.slice(this.#areasSent);
      const industries = this.#scanner.industries.codes.slice(this.#industriesSent);
      this.#areasSent += areas.length;
      this.#industriesSent += industries.length;
      await this.#receiver.rows(index, batch, { areas, industries });
    }
  }
}
