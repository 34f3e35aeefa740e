// What a second thread runs: a lane that shares the list of files with the lane of the main thread.
import { parentPort, workerData } from "node:worker_threads";
import { decodeAreaSet } from "./area-set.js";
import { bufferOf } from "../batch.js";
import { AreaTable } from "../codes.js";
import { Lane } from "./lane.js";
import type { ThreadMessage, ThreadTask } from "./thread-messages.js";
import { CREDITS, NEXT_FILE, plainOutcome } from "./thread-messages.js";

const { files, selection, areas, hash, shared } = workerData as ThreadTask;

function send(message: ThreadMessage, transfer: readonly ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, transfer);
}

const lane = new Lane(
  selection,
  new AreaTable(areas && decodeAreaSet(areas)),
  {
    rows(file, batch, newCodes) {
      // A receiver that is slower than this thread must not be buried under batches.
      while (Atomics.load(shared, CREDITS) <= 0) Atomics.wait(shared, CREDITS, 0);
      Atomics.sub(shared, CREDITS, 1);
      const buffer = bufferOf(batch);
      send({ kind: "rows", file, length: batch.length, capacity: batch.area.length, buffer, ...newCodes }, [buffer]);
      return undefined;
    },
    progress(file, bytes, rows) {
      send({ kind: "progress", file, bytes, rows });
    },
    done(file, outcome) {
      send({ kind: "done", file, outcome: plainOutcome(outcome) });
    },
  },
  hash,
);

for (let file = take(); file < files.length; file = take()) await lane.readFile(files[file]!, file);
send({ kind: "end" });

function take(): number {
  return Atomics.add(shared, NEXT_FILE, 1);
}
