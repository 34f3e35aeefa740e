// What a second thread runs: a lane that shares the list of files with the lane of the main thread.
import { parentPort, workerData } from "node:worker_threads";
import { decodeAreaSet } from "./area-set.js";
import { sharedBuffer } from "../batch.js";
import { AreaTable } from "../codes.js";
import { Lane } from "./lane.js";
import type { ThreadMessage, ThreadTask } from "./thread-messages.js";
import { CREDITS, NEXT_FILE, plainOutcome } from "./thread-messages.js";

const { files, selection, areas, hash, functions, shared } = workerData as ThreadTask;

function send(message: ThreadMessage, transfer: readonly ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, transfer);
}

/** Bytes between two messages of progress: a terminal shows no more, and each message is memory of both threads. */
const PROGRESS_BYTES = 8_388_608;

let untold = { file: 0, bytes: 0, rows: 0 };

function tellProgress(): void {
  if (untold.bytes > 0) send({ kind: "progress", ...untold });
  untold = { ...untold, bytes: 0, rows: 0 };
}

const lane = new Lane(
  selection,
  new AreaTable(areas instanceof Uint8Array ? decodeAreaSet(areas) : areas && ((code) => areas.has(code))),
  {
    rows(file, batch, newCodes) {
      // A receiver that is slower than this thread must not be buried under batches.
      while (Atomics.load(shared, CREDITS) <= 0) Atomics.wait(shared, CREDITS, 0);
      Atomics.sub(shared, CREDITS, 1);
      const buffer = sharedBuffer(batch);
      const { length, forms } = batch;
      send({ kind: "rows", file, length, forms, buffer, ...newCodes }, [buffer]);
      return undefined;
    },
    progress(file, bytes, rows) {
      untold = { file, bytes: untold.bytes + bytes, rows: untold.rows + rows };
      if (untold.bytes >= PROGRESS_BYTES) tellProgress();
    },
    done(file, outcome) {
      tellProgress();
      send({ kind: "done", file, outcome: plainOutcome(outcome) });
    },
  },
  { hash, functions },
);

for (let file = take(); file < files.length; file = take()) await lane.readFile(files[file]!, file);
send({ kind: "end" });

function take(): number {
  return Atomics.add(shared, NEXT_FILE, 1);
}
