import { formatNumber } from "../core/number-format.js";
import { displayWidth } from "../render/text-layout.js";
import type { Io } from "../output/io.js";

/** What a long piece of work reports while it runs. Cheap to call often. */
export interface Progress {
  /** @param done how much is done, of `total` where that is known, in the unit of the progress */
  update(done: number, total?: number): void;
  /** Takes the line off the terminal; to be called whatever happens. */
  end(): void;
}

export type ProgressUnit = "bytes" | "rows" | "areas" | "files";

const SILENT: Progress = { update: () => undefined, end: () => undefined };

/** Work shorter than this shows nothing. */
const PATIENCE = 500;
const INTERVAL = 100;
/** With less of the work done than this its time left would be a guess, of minutes where it takes seconds. */
const LEAST_SHARE = 0.01;

/**
 * Progress on standard error: only where a terminal watches, only for work of more than half a second, with
 * the rate and, where the total is known, the time left.
 */
export function startProgress(io: Io, label: string, unit: ProgressUnit): Progress {
  if (!io.stderr.isTerminal || io.env.TERM === "dumb") return SILENT;
  const start = io.now();
  let next = start + PATIENCE;
  let shown = 0;
  const erase = (): void => {
    if (shown > 0) io.stderr.write(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  const release = io.onInterrupt(erase);
  return {
    update(done, total) {
      const now = io.now();
      if (now < next) return;
      next = now + INTERVAL;
      const line = describeProgress({ label, unit, done, total, seconds: (now - start) / 1000 });
      const fitting = line.slice(0, Math.max(0, (io.columns ?? 80) - 1));
      const width = displayWidth(fitting);
      io.stderr.write(`\r${fitting}${" ".repeat(Math.max(0, shown - width))}`);
      shown = width;
    },
    end() {
      erase();
      release();
    },
  };
}

/** `reading: 120 of 505 MB, 210 MB/s, 2 s left` */
export function describeProgress(state: {
  readonly label: string;
  readonly unit: ProgressUnit;
  readonly done: number;
  readonly total: number | undefined;
  readonly seconds: number;
}): string {
  const { label, unit, done, total, seconds } = state;
  const [scale, name] = unit === "bytes" ? [1_000_000, "MB"] : [1, unit];
  const amount = (value: number): string => formatNumber(value / scale, "count");
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [total === undefined ? `${amount(done)} ${name}` : `${amount(done)} of ${amount(total)} ${name}`];
  if (rate > 0) parts.push(`${amount(rate)} ${name}/s`);
  const tellsTime = total !== undefined && done >= LEAST_SHARE * total && done < total;
  if (rate > 0 && tellsTime) parts.push(`${timeText((total - done) / rate)} left`);
  return `${label}: ${parts.join(", ")}`;
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
