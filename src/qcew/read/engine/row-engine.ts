import type { RowStart } from "./area-run.js";
import type { QcewField } from "../../table.js";
import type { OpenBatch } from "../batch.js";
import { createBatch } from "../batch.js";
import type { AreaRun } from "./area-run.js";
import { RowCells, ROW_WHOLE } from "../cells.js";
import { BUFFER_BYTES, MOST_ROWS } from "./memory-map.js";
import type { RowPlan } from "../row-plan.js";

/** How rows look in the present text. */
export interface RowShape {
  readonly delimiter: number;
  readonly rowEnd: number;
  /** Cells of a row. */
  readonly width: number;
}

/** Rows that were found, and where reading them stands. */
export interface FoundRows {
  /** Where row number `row` starts. */
  readonly at: number;
  readonly row: number;
  /** The number after the last that is meant. */
  readonly end: number;
  /** The line of row number `row`. */
  readonly line: number;
}

/**
 * Finds whole rows in a buffer, and reads those that are written in the usual way.
 *
 * A plain row has as many cells as the header, quotes only where a cell starts or ends, and no line break
 * in quotes. All plain rows are found at once; whatever is not plain is left for someone who looks closer,
 * and so are plain rows with something unusual in a cell.
 */
export interface RowEngine {
  /** The text goes here. */
  readonly bytes: Uint8Array;
  /** Where the row after each plain row starts. */
  readonly next: Uint32Array;
  /** Rows that were read. */
  readonly batch: OpenBatch;
  /** Another text follows. */
  prepare(plan: RowPlan): void;
  /**
   * Finds the plain rows from `at` on, up to the first that is not plain or not whole.
   *
   * @returns how many; their `next` are set
   */
  split(at: number, limit: number, shape: RowShape): number;
  /** Counts the rows that start with the same bytes, up to the first that does not. */
  alike(rows: Pick<FoundRows, "at" | "row" | "end">, start: RowStart): number;
  /**
   * Reads rows of one area into the batch until it is full or a row is unusual.
   *
   * @returns the number of the row after the last that was read or is not wanted
   */
  read(rows: FoundRows, run: AreaRun, isAreaWanted: boolean): number;
}

/** Does without WebAssembly: all rows are for others to read. Also what the vectors must agree with. */
export class PlainRowEngine implements RowEngine {
  readonly bytes = new Uint8Array(BUFFER_BYTES);
  readonly next = new Uint32Array(MOST_ROWS);
  readonly batch: OpenBatch;
  readonly #words = new DataView(this.bytes.buffer);

  constructor(fields: readonly QcewField[]) {
    this.batch = createBatch(fields);
  }

  prepare(): void {
    // Nothing to remember.
  }

  split(at: number, limit: number, shape: RowShape): number {
    const cells = new RowCells(0, shape.delimiter, shape.rowEnd);
    let count = 0;
    let start = at;
    while (start < limit && count < MOST_ROWS) {
      if (cells.cut(this.bytes, start, limit, false) !== ROW_WHOLE) break;
      if (cells.count !== shape.width || cells.innerBreaks > 0) break;
      start = cells.next;
      this.next[count++] = start;
    }
    return count;
  }

  alike({ at, row, end }: Pick<FoundRows, "at" | "row" | "end">, { first, second, secondMask }: RowStart): number {
    let start = at;
    let other = row;
    while (other < end) {
      if (this.#words.getInt32(start, true) !== first) break;
      if ((this.#words.getInt32(start + 4, true) & secondMask) !== second) break;
      start = this.next[other++]!;
    }
    return other - row;
  }

  read({ row }: FoundRows): number {
    return row;
  }
}
