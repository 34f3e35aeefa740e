import { describe, expect, it } from "vitest";
import type { Io } from "../../src/output/io.js";
import { describeProgress, startProgress } from "../../src/command/progress.js";

/** A terminal whose clock the test sets. */
function terminal(isTerminal = true): { readonly io: Io; readonly clock: { now: number }; readonly written: string[] } {
  const written: string[] = [];
  const clock = { now: 0 };
  const sink = { write: (chunk: string | Uint8Array) => void written.push(chunk.toString()), isTerminal };
  const io: Io = {
    stdout: sink,
    stderr: sink,
    cwd: "/",
    env: {},
    columns: 60,
    now: () => clock.now,
    onInterrupt: () => () => undefined,
  };
  return { io, clock, written };
}

describe("progress", () => {
  it("shows nothing before half a second, then at most ten times a second, and erases itself", () => {
    const { io, clock, written } = terminal();
    const progress = startProgress(io, "reading", "bytes");
    for (clock.now = 0; clock.now < 500; clock.now += 10) progress.update(clock.now * 1e6, 1e9);
    expect(written).toEqual([]);
    clock.now = 500;
    progress.update(50e6, 200e6);
    expect(written).toEqual(["\rreading: 50 of 200 MB, 100 MB/s, 2 s left"]);
    clock.now = 550;
    progress.update(60e6, 200e6);
    expect(written).toHaveLength(1);
    clock.now = 1000;
    progress.update(200e6, 200e6);
    // Shorter than the line before, so the rest is blanked.
    expect(written[1]).toBe(
      "\r" + "reading: 200 of 200 MB, 200 MB/s".padEnd("reading: 50 of 200 MB, 100 MB/s, 2 s left".length),
    );
    progress.end();
    expect(written[2]).toMatch(/^\r +\r$/);
    expect(written[2]!.length).toBe("reading: 200 of 200 MB, 200 MB/s".length + 2);
  });

  it("is silent where no terminal watches", () => {
    const { io, clock, written } = terminal(false);
    const progress = startProgress(io, "reading", "rows");
    clock.now = 5000;
    progress.update(10, 20);
    progress.end();
    expect(written).toEqual([]);
  });

  it("fits the terminal", () => {
    const { io, clock, written } = terminal();
    const progress = startProgress(io, "reading a file with a very long name indeed, as names are", "rows");
    clock.now = 5000;
    progress.update(10, 20);
    expect(written[0]!.length).toBeLessThanOrEqual(60);
  });

  it("gives no time left before there is anything to tell it by", () => {
    const state = { label: "reading", unit: "bytes", total: 505_000_000, seconds: 0.5 } as const;
    expect(describeProgress({ ...state, done: 200_000 })).toBe("reading: 0 of 505 MB, 0 MB/s");
    // (505 − 10) ÷ (10 ÷ 0.5) = 24.75 s.
    expect(describeProgress({ ...state, done: 10_000_000 })).toBe("reading: 10 of 505 MB, 20 MB/s, 25 s left");
  });

  it("without a total gives no time left", () => {
    const state = { label: "reading", unit: "rows", done: 1000, total: undefined, seconds: 2 } as const;
    expect(describeProgress(state)).toBe("reading: 1,000 rows, 500 rows/s");
    expect(describeProgress({ ...state, total: 100_000 })).toBe(
      "reading: 1,000 of 100,000 rows, 500 rows/s, 4 min left",
    );
  });
});
