import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import { isRunning } from "../../files/running.js";
import { outWriteError } from "../../files/system-errors.js";

export const LOCK = ".lock";

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Makes this process the only one that writes a store.
 *
 * The lock is a file that names its process. One that was left by a process which is gone, on this
 * machine, is taken over.
 *
 * @returns what releases it; to be called whatever happens, also by an interrupt
 * @throws {InputError} STORE_LOCKED
 */
export function lockStore(store: string, what = "the store"): () => void {
  const lock = join(store, LOCK);
  const own = join(store, `${LOCK}.${process.pid}.tmp`);
  const text = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  try {
    writeFileSync(own, text);
  } catch (error) {
    throw outWriteError(`the store ${store}`, error);
  }
  try {
    // A link, unlike a new file, has its content from the start.
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(own, lock)) {
        return () => {
          if (readIfPresent(lock) === text) rmSync(lock, { force: true });
        };
      }
      const found = readIfPresent(lock);
      if (found === undefined) continue;
      const holder = parseHolder(found);
      if (holder !== undefined && mayRun(holder)) throw locked(store, what, holder);
      removeStale(lock, found);
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw locked(store, what, undefined);
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** Of a process on another machine nothing can be known. */
function mayRun({ pid, host }: Holder): boolean {
  return host !== hostname() || isRunning(pid);
}

/** Takes a lock away, unless another process has taken it over in the meantime. */
function removeStale(lock: string, seen: string): void {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readIfPresent(aside) !== seen) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function locked(store: string, what: string, holder: Holder | undefined): InputError {
  return new InputError(`another process is writing ${what}`, {
    code: "STORE_LOCKED",
    where: { file: join(store, LOCK) },
    ...(holder && { found: `process ${holder.pid} on ${holder.host}` }),
    hint: "wait until it is done; if it is gone, delete the lock file",
  });
}
