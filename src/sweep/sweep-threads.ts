import { availableParallelism } from "node:os";
import { InputError, InputErrors, type UserErrorDetails } from "../core/errors.js";
import { openSweep, type OpenSweep, type SweepGroup } from "./read/sweep-inputs.js";
import type { SweepOptions } from "./read/sweep-options.js";
import { threadCode } from "../files/thread-code.js";
import type { QcewSource } from "../qcew/table.js";
import { computeGroup, type ComputedGroup } from "./computed-group.js";
import type { AreaMeasuring } from "./measure-area.js";

/** What a sweep is opened with. */
export interface SweepOpening {
  readonly options: SweepOptions;
  readonly cwd: string;
  readonly hash: boolean;
}

export type SharedOpening = SweepOpening & { readonly measuring: AreaMeasuring };

/** What a thread is started with. */
interface SweepTask<Opening extends SweepOpening> {
  readonly opening: Opening;
  /** The next group that nobody computes yet. */
  readonly next: Int32Array;
}

export interface SharedGroup {
  readonly group: ComputedGroup;
  readonly members: readonly number[];
  readonly sources: readonly QcewSource[];
  readonly contradictions: ReturnType<SweepGroup["findContradictions"]>;
}

/** A thread can't hand over an instance of a class. */
interface PlainSweepError {
  readonly message: string;
  readonly details: UserErrorDetails;
}

type GroupMessage<Computed> =
  | { readonly kind: "group"; readonly index: number; readonly computed: Computed }
  | { readonly kind: "errors"; readonly index: number; readonly errors: readonly PlainSweepError[] };

/** A thread's code: its place among the modules, and the address of a module of its room that asks for it. */
export interface GroupThread {
  readonly module: string;
  readonly asking: string;
}

export const SWEEP_THREAD = "sweep/sweep-thread.js";

function restoreError([first, ...others]: readonly PlainSweepError[]): Error {
  const made = ({ message, details }: PlainSweepError): InputError => new InputError(message, details);
  return others.length === 0 ? made(first!) : new InputErrors([made(first!), ...others.map(made)]);
}

/** Reads and computes one group. */
export async function computeShared(
  sweep: OpenSweep,
  index: number,
  { options, measuring }: SharedOpening,
): Promise<SharedGroup> {
  const { inputs, members, sources, findContradictions } = await sweep.groups[index]!.read();
  const areas = members.map((area) => sweep.areas[area]!.set);
  return {
    group: computeGroup(inputs, areas, { analysis: options, span: sweep.span, measuring }),
    members,
    sources,
    contradictions: findContradictions(),
  };
}

/**
 * What a thread does: it opens the sweep again, and takes groups from the list that all threads share.
 *
 * @param compute what is made of a group
 */
export async function serveGroups<Computed, Opening extends SweepOpening>(
  compute: (sweep: OpenSweep, index: number, opening: Opening) => Promise<Computed>,
): Promise<void> {
  const { parentPort, workerData } = await import("node:worker_threads");
  const { opening, next } = workerData as SweepTask<Opening>;
  const { options, cwd, hash } = opening;
  const sweep = await openSweep(options, { cwd, hash });
  const take = (): number => Atomics.add(next, 0, 1);
  for (let index = take(); index < sweep.groups.length; index = take()) {
    parentPort!.postMessage(await asMessage(index, () => compute(sweep, index, opening)));
  }
}

async function asMessage<Computed>(index: number, compute: () => Promise<Computed>): Promise<GroupMessage<Computed>> {
  try {
    return { kind: "group", index, computed: await compute() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const errors = error instanceof InputErrors ? error.errors : [error];
    return { kind: "errors", index, errors: errors.map(({ message, details }) => ({ message, details })) };
  }
}

/** Each holds the rows of a state and their estimates, some 300 MB. */
const MOST_THREADS = 4;
const ROOM_FOR_NEW_OBJECTS = 8;

/**
 * Computes groups with threads, which take them from one list. This one only waits, so that an interrupt is heard at
 * once. Results come in the order of the groups, whatever thread is done first, so that they depend on the files alone.
 *
 * @returns undefined if there is one group, or no code that a thread could load, as when TypeScript runs as it is
 */
export async function computeOnThreads<Computed, Opening extends SweepOpening>(
  sweep: OpenSweep,
  opening: Opening,
  thread: GroupThread,
): Promise<AsyncIterable<Computed> | undefined> {
  const path = threadCode(thread.module, thread.asking);
  const groups = sweep.groups.length;
  if (groups < 2 || path === undefined) return undefined;
  const { Worker } = await import("node:worker_threads");
  const { setFlagsFromString } = await import("node:v8");
  // Threads started from here on have this much room for new objects, in MB; with the megabyte that a short run is best
  // off with, a sixth of the time went into collecting.
  setFlagsFromString(`--min-semi-space-size=${ROOM_FOR_NEW_OBJECTS}`);
  return (async function* () {
    const next = new Int32Array(new SharedArrayBuffer(4));
    const done = new Map<number, Computed | Error>();
    let failure: Error | undefined;
    let wake = (): void => undefined;
    const workers = Array.from({ length: Math.min(MOST_THREADS, availableParallelism(), groups) }, () => {
      const worker = new Worker(path, { workerData: { opening, next } satisfies SweepTask<Opening> });
      worker.on("message", (message: GroupMessage<Computed>) => {
        if (message.kind === "group") done.set(message.index, message.computed);
        else if (message.kind === "errors") done.set(message.index, restoreError(message.errors));
        wake();
      });
      worker.on("error", (error) => {
        failure = error;
        wake();
      });
      worker.on("exit", (code) => {
        if (code !== 0) failure ??= new Error(`unreachable: a thread of the sweep ended with ${code}`);
        wake();
      });
      return worker;
    });
    try {
      for (let wanted = 0; wanted < groups;) {
        const computed = done.get(wanted);
        if (computed instanceof Error) throw computed;
        if (failure) throw failure;
        if (computed) {
          done.delete(wanted++);
          yield computed;
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  })();
}
