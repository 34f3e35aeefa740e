// What a second thread of a sweep runs: it opens the sweep again, and takes groups of areas from a shared list.
import { parentPort, workerData } from "node:worker_threads";
import { InputError, InputErrors } from "../core/errors.js";
import { openSweep } from "./read/sweep-inputs.js";
import { computeShared, type GroupMessage, type SweepTask } from "./sweep-threads.js";

const { opening, next } = workerData as SweepTask;
const { options, cwd, hash } = opening;
const sweep = await openSweep(options, { cwd, hash });
for (let index = take(); index < sweep.groups.length; index = take()) parentPort!.postMessage(await compute(index));

async function compute(index: number): Promise<GroupMessage> {
  try {
    return { kind: "group", index, computed: await computeShared(sweep, index, opening) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const errors = error instanceof InputErrors ? error.errors : [error];
    return { kind: "errors", index, errors: errors.map(({ message, details }) => ({ message, details })) };
  }
}

function take(): number {
  return Atomics.add(next, 0, 1);
}
