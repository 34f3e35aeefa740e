import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InputFile } from "../../../files/files.js";
import { encodeAreaSet } from "./area-set.js";
import { batchOver } from "../batch.js";
import type { LaneReceiver } from "./lane.js";
import type { QcewRequest } from "../request.js";
import type { RowFunctions } from "../engine/vector-engine.js";
import type { SelectionTables } from "../selection.js";
import type { ThreadMessage, ThreadTask } from "./thread-messages.js";
import { CREDITS, restoreOutcome } from "./thread-messages.js";

/** Bytes on the disk from which on a second thread pays: starting one takes about as long as reading 30 MB. */
const WORTH_A_THREAD = 50_000_000;
// Compressed text is five times as long, and expanding it takes longer than reading it.
const COMPRESSED = /\.(?:zip|gz)$/i;

/** Beside this module, and beside the file that the build puts it into. */
const CODE = "./thread.js";

/**
 * A thread's heap takes half as much while what it makes and drops at once has little room; it makes little, since
 * rows and text lie outside the heap.
 */
const HEAP = { maxYoungGenerationSizeMb: 1 };

/** Whether to read these files on two threads, which takes two files worth it. */
export function isWorthThreads(files: readonly InputFile[]): boolean {
  const weights = files.map(({ path, bytes }) => (COMPRESSED.test(path) ? bytes * 5 : bytes));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum - Math.max(0, ...weights) >= WORTH_A_THREAD;
}

/** A second thread that reads files from a shared list. */
export interface LaneThread {
  /** Settles when the list has no file left and all is received. */
  readonly finished: Promise<void>;
  /** Stops it, whatever it is doing. */
  stop(): Promise<unknown>;
}

/**
 * Starts a thread that takes files from the list that `shared` counts through.
 *
 * @returns undefined if there is no code that a thread could load, as when TypeScript runs as it is
 */
export async function startThread(
  files: readonly InputFile[],
  reading: {
    readonly request: QcewRequest;
    readonly selection: SelectionTables;
    readonly shared: Int32Array;
    readonly functions: RowFunctions | undefined;
  },
  receiver: LaneReceiver,
): Promise<LaneThread | undefined> {
  const path = fileURLToPath(new URL(CODE, import.meta.url));
  if (!existsSync(path)) return undefined;
  const { Worker } = await import("node:worker_threads");
  const { request, selection, shared, functions } = reading;
  const task: ThreadTask = {
    files,
    // Without the class, which can't be handed over.
    selection: { ...selection },
    areas: request.areaCodes ?? (request.areas && encodeAreaSet(request.areas)),
    hash: request.hash ?? false,
    functions,
    shared,
  };
  const worker = new Worker(path, { workerData: task, resourceLimits: HEAP });
  const finished = new Promise<void>((resolve, reject) => {
    let received = Promise.resolve();
    worker.on("message", (message: ThreadMessage) => {
      received = received.then(() => receive(message)).catch(reject);
    });
    worker.on("error", reject);
    // The last messages and the end of the thread can come at once, and messages are seen to one after the other.
    worker.on("exit", () => {
      received = received.then(() => {
        reject(new Error("unreachable: a reading thread ended before its work"));
      });
    });
    const receive = async (message: ThreadMessage): Promise<void> => {
      switch (message.kind) {
        case "rows": {
          const { file, length, forms, buffer, areas, industries } = message;
          const batch = batchOver(forms, length, buffer);
          await receiver.rows(file, batch, { areas, industries });
          Atomics.add(shared, CREDITS, 1);
          Atomics.notify(shared, CREDITS);
          break;
        }
        case "progress":
          receiver.progress(message.file, message.bytes, message.rows);
          break;
        case "done":
          receiver.done(message.file, restoreOutcome(message.outcome));
          break;
        case "end":
          resolve();
      }
    };
  });
  // Whoever waits for it hears of its failure, though only after reading a file of their own.
  finished.catch(() => undefined);
  return { finished, stop: () => worker.terminate() };
}
