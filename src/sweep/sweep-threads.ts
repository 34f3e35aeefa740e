import { availableParallelism } from "node:os";
import { InputError, InputErrors, type UserErrorDetails } from "../core/errors.js";
import type { OpenSweep, SweepGroup } from "./read/sweep-inputs.js";
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

type SharedOpening = SweepOpening & { readonly measuring: AreaMeasuring };

/** What a thread is started with. */
export interface SweepTask {
  readonly opening: SharedOpening;
  /** The next group that nobody computes yet. */
  readonly next: Int32Array;
}

export interface SharedGroup {
  readonly group: ComputedGroup;
  readonly members: readonly number[];
  readonly sources: readonly QcewSource[];
  readonly contradictions: SweepGroup["contradictions"];
}

/** A thread can't hand over an instance of a class. */
export interface PlainSweepError {
  readonly message: string;
  readonly details: UserErrorDetails;
}

export type GroupMessage =
  | { readonly kind: "group"; readonly index: number; readonly computed: SharedGroup }
  | { readonly kind: "errors"; readonly index: number; readonly errors: readonly PlainSweepError[] };

/** The thread's code among the modules. */
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
  const { inputs, members, sources, contradictions } = await sweep.groups[index]!.read();
  const areas = members.map((area) => sweep.areas[area]!.set);
  return {
    group: computeGroup(inputs, areas, { analysis: options, span: sweep.span, measuring }),
    members,
    sources,
    contradictions,
  };
}

/** Each holds the rows of a state and their estimates, some 300 MB. */
const MOST_THREADS = 4;

/**
 * Computes groups with threads, which take them from one list. This one only waits, so that an interrupt is heard at
 * once. Results come in the order of the groups, whatever thread is done first, so that they depend on the files alone.
 *
 * @returns undefined if there is one group, or no code that a thread could load, as when TypeScript runs as it is
 */
export async function computeOnThreads(
  sweep: OpenSweep,
  opening: SharedOpening,
): Promise<AsyncIterable<SharedGroup> | undefined> {
  const path = threadCode(SWEEP_THREAD, import.meta.url);
  const groups = sweep.groups.length;
  if (groups < 2 || path === undefined) return undefined;
  const { Worker } = await import("node:worker_threads");
  return (async function* () {
    const next = new Int32Array(new SharedArrayBuffer(4));
    const done = new Map<number, SharedGroup | Error>();
    let failure: Error | undefined;
    let wake = (): void => undefined;
    const workers = Array.from({ length: Math.min(MOST_THREADS, availableParallelism(), groups) }, () => {
      const worker = new Worker(path, { workerData: { opening, next } satisfies SweepTask });
      worker.on("message", (message: GroupMessage) => {
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
