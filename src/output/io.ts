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
}

/** The real process. Only here and in bin/ is it touched. */
export function processIo(): Io {
  return {
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    // A terminal that nobody told its size says 0.
    columns: [process.stdout.columns, process.stderr.columns].find((columns) => columns > 0),
    now: () => performance.now(),
    onInterrupt,
  };
}

/** A reader that stops early (`| head`) is not an error: what comes after is dropped. */
function sinkOf(stream: NodeJS.WriteStream): Sink {
  let isClosed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    isClosed = true;
  });
  return {
    write(chunk) {
      if (!isClosed) stream.write(chunk);
    },
    isTerminal: stream.isTTY === true,
  };
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
