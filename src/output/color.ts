import type { Io, Sink } from "./io.js";

/**
 * Whether to colour what goes to a sink: the option first, then NO_COLOR, then FORCE_COLOR, then
 * whether a terminal is watching.
 */
export function wantsColor(choice: "auto" | "always" | "never", sink: Sink, env: Io["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== "0" && force !== "false";
  return sink.isTerminal && env.TERM !== "dumb";
}

/** The width that text for people is fitted to: COLUMNS, the terminal's, or 80 where there is none. */
export function outputWidth(io: Io): number {
  const asked = Number(io.env.COLUMNS);
  if (Number.isInteger(asked) && asked >= MINIMUM_WIDTH) return asked;
  return io.stdout.isTerminal && io.columns ? Math.max(io.columns, MINIMUM_WIDTH) : 80;
}

const MINIMUM_WIDTH = 40;
