import { outWriteError } from "../files/system-errors.js";
import type { Report } from "../report/report.js";

/** Where text or bytes go. */
export interface Sink {
  write(chunk: string | Uint8Array): void;
  /** A person is watching, so colour, width and progress make sense. */
  readonly isTerminal: boolean;
}

/** Everything of the outside world that a command uses; tests hand in their own. */
export interface Io {
  /** Something else says which files were written. */
  readonly listsFiles?: boolean;
  /** Looks at a report before any of it is written, and may refuse it by an error. */
  readonly accept?: (report: Report) => void;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Width of the terminal, where there is one. */
  readonly columns: number | undefined;
  /** Milliseconds that only ever grow; for progress, never for a result. */
  now(): number;
  /**
   * Runs `cleanup` if the user interrupts, before the process ends; must be synchronous.
   * Call what it returns once there is nothing left to clean.
   */
  onInterrupt(cleanup: () => void): () => void;
  /**
   * Waits until what was written to standard output has left.
   *
   * @throws {UsageError} `OUT_WRITE` if it can't be written, as on a full disk
   */
  settle?(): Promise<void>;
}

/** The real process. Only here and in bin/ is it touched. */
export function processIo(): Io {
  const stdout = makeSink(process.stdout);
  return {
    stdout,
    stderr: makeSink(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    // A terminal that does not know its size says 0.
    columns: [process.stdout.columns, process.stderr.columns].find((columns) => columns > 0),
    now: () => performance.now(),
    onInterrupt,
    settle: () => stdout.settle(),
  };
}

interface ProcessSink extends Sink {
  settle(): Promise<void>;
}

/** A reader that stops early (`| head`) is not an error: what comes after is dropped. A full disk is one. */
function makeSink(stream: NodeJS.WriteStream): ProcessSink {
  // There is nobody to report to where standard error fails.
  const isOutput = stream === process.stdout;
  let isClosed = false;
  let failure: Error | undefined;
  let pending = 0;
  let settled: (() => void) | undefined;
  const ended = (error?: Error | null): void => {
    if (error && !isReaderGone(error)) failure ??= error;
    pending--;
    if (pending === 0) settled?.();
  };
  stream.on("error", (error) => {
    isClosed = true;
    if (!isReaderGone(error)) failure ??= error;
  });
  return {
    write(chunk) {
      if (failure && isOutput) throw outWriteError(STANDARD_OUTPUT, failure);
      if (isClosed) return;
      pending++;
      stream.write(chunk, ended);
    },
    isTerminal: stream.isTTY === true,
    async settle() {
      if (pending > 0) await new Promise<void>((resolve) => (settled = resolve));
      if (failure && isOutput) throw outWriteError(STANDARD_OUTPUT, failure);
    },
  };
}

const STANDARD_OUTPUT = "standard output";

function isReaderGone({ code }: NodeJS.ErrnoException): boolean {
  return code === "EPIPE" || code === "ERR_STREAM_DESTROYED";
}

const cleanups = new Set<() => void>();

function onInterrupt(cleanup: () => void): () => void {
  if (cleanups.size === 0) for (const signal of SIGNALS) process.on(signal, interrupted);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0) for (const signal of SIGNALS) process.off(signal, interrupted);
  };
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Cleans up, then dies of the same signal, so that a calling shell sees an interrupt and not an exit. */
function interrupted(signal: NodeJS.Signals): void {
  for (const cleanup of [...cleanups].reverse()) cleanup();
  for (const each of SIGNALS) process.off(each, interrupted);
  process.kill(process.pid, signal);
}
