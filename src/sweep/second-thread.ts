import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { withReasons, type Reasons } from "../core/quantity-columns.js";
import { threadCode } from "../files/thread-code.js";
import type { QcewTable } from "../qcew/table.js";
import { unpackArea, type AreaColumns } from "./area-columns.js";
import type { MeasuredArea } from "./area-measurer.js";
import type { AreaPieces, MeasuredPiece } from "./area-pieces.js";
import type { ComputedArea } from "./computed-group.js";
import {
  RELEASED,
  STATE_NUMBERS,
  takePiece,
  type PieceMessage,
  type SharedTask,
  type ThreadStart,
} from "./piece-messages.js";

/** Rows from which on a thread saves more than it costs: starting it takes as long as measuring some 100,000. */
const WORTH_A_THREAD = 300_000;

/** What areas leave behind is dropped at once: with more room a thread's heap only takes more memory. */
const HEAP = { maxYoungGenerationSizeMb: 6 };

/** Texts of pieces that may wait, and their bytes; a longer one is sent by itself. */
const TEXTS = 12;
const TEXT_BYTES = 1 << 18;

/** Pieces that wait for one before them; then this thread waits too. */
const MOST_WAITING = 64;

/** A second thread for areas that are computed from one table, which both threads see. */
export class SecondThread {
  readonly #isUseful: boolean;
  readonly #start: ThreadStart = {
    state: new Int32Array(new SharedArrayBuffer(4 * STATE_NUMBERS)),
    texts: Array.from({ length: TEXTS }, () => new SharedArrayBuffer(TEXT_BYTES)),
  };
  readonly #received = new Map<number, PieceMessage>();
  #worker: Worker | undefined;
  #measures: readonly number[] = [];
  #failure: Error | undefined;
  #wake = (): void => undefined;

  /** @param isUseful whether there may be something for it to do */
  constructor(isUseful: boolean) {
    this.#isUseful = isUseful;
  }

  /**
   * Starts the thread as soon as the table is there, if so many rows are worth it: it loads its code while this thread
   * looks at the table.
   *
   * @returns whether it sees the table's rows if they lie in memory that threads share
   */
  sharesRows(rows: number): boolean {
    if (!this.#isUseful || rows < WORTH_A_THREAD || availableParallelism() < 2) return false;
    if (this.#worker) return true;
    const path = threadCode("sweep/piece-thread.js", import.meta.url);
    if (path === undefined) return false;
    // When the reader is done: its batches of rows, which are in the table by then, would stay in memory for some time, and
    // more so below what the thread takes.
    queueMicrotask(() => {
      collectGarbage();
      this.#run(path);
    });
    return true;
  }

  #run(path: string): void {
    this.#worker = new Worker(path, { workerData: this.#start, resourceLimits: HEAP })
      .on("message", (message: PieceMessage) => {
        this.#received.set(message.index, message);
        this.#wake();
      })
      .on("error", (error) => {
        this.#failure = error;
        this.#wake();
      });
  }

  /** Whether it is there and sees a table. */
  sees({ area }: QcewTable): boolean {
    return this.#worker !== undefined && area.buffer instanceof SharedArrayBuffer;
  }

  /** Hands over what there is to compute, at which it starts. */
  begin({ inputs, measures, ...task }: SharedTask): void {
    const { qcew, reference, referenceChosen, metropolitanCounties } = inputs;
    this.#measures = [...new Set(measures)];
    const plain = { qcew, reference, referenceChosen, metropolitanCounties };
    this.#worker!.postMessage({ ...task, inputs: plain, measures: this.#measures } satisfies SharedTask);
  }

  /**
   * All pieces in their order, whatever thread computed them.
   *
   * @param pieces computes those of this thread, from the same task
   */
  async *finish(pieces: AreaPieces, reasons: Reasons): AsyncGenerator<MeasuredPiece> {
    const measures = this.#measures;
    const own = new Map<number, MeasuredPiece>();
    const again = new Map<number, MeasuredArea>();
    let isAllTaken = false;
    for (let wanted = 0; wanted < pieces.count;) {
      if (this.#failure) throw this.#failure;
      const received = this.#received.get(wanted);
      const waiting = own.get(wanted);
      if (received || waiting) {
        this.#received.delete(wanted);
        own.delete(wanted);
        yield waiting ?? this.#restore(received!, { pieces, measures, reasons, again });
        if (received) this.#release();
        wanted++;
      } else if (isAllTaken || own.size > MOST_WAITING) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else {
        const index = takePiece(this.#start.state);
        if (index >= pieces.count) isAllTaken = true;
        else {
          const piece = pieces.compute(index);
          own.set(index, index === wanted ? piece : { ...piece, text: piece.text.slice() });
        }
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #release(): void {
    const { state } = this.#start;
    Atomics.add(state, RELEASED, 1);
    Atomics.notify(state, RELEASED);
  }

  #restore(message: PieceMessage, scope: RestoreScope): MeasuredPiece {
    const { index, areas, reasons, text } = message;
    const renumbered = reasons.map((reason) => scope.reasons.addReason(reason));
    const members = scope.pieces.members(index);
    return {
      areas: areas.map((area, at) =>
        "reason" in area ? area : restoreArea(area, { ...scope, area: members[at]!, renumbered }),
      ),
      text: "place" in text ? new Uint8Array(this.#start.texts[text.place]!, 0, text.length) : text,
    };
  }
}

/** Takes some milliseconds. Node has no other way to ask for it than a flag that new contexts see. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("globalThis.gc") as (() => void) | undefined;
  setFlagsFromString("--no-expose-gc");
  collect?.();
}

interface RestoreScope {
  readonly pieces: AreaPieces;
  readonly measures: readonly number[];
  readonly reasons: Reasons;
  /** Areas of which more was asked for. */
  readonly again: Map<number, MeasuredArea>;
}

/** An area that the other thread computed, in this thread's numbers. What was not handed over is computed again. */
function restoreArea(
  { length, bytes }: ComputedArea,
  scope: RestoreScope & { readonly area: number; readonly renumbered: readonly number[] },
): MeasuredArea {
  const { pieces, measures, again, area, renumbered } = scope;
  const found = unpackArea(bytes, { length, measures, numbers: 0 });
  for (const measure of measures) withReasons(found.quantity(measure), renumbered);
  const measure = (): MeasuredArea => {
    const known = again.get(area) ?? (pieces.measure(area) as MeasuredArea);
    again.set(area, known);
    return known;
  };
  const columns: AreaColumns = { ...found, dataAt: (row) => () => measure().columns.dataAt(row)() };
  return { columns, table: () => measure().table() };
}
