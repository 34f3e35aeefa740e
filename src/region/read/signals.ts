import { information, type Note } from "../../core/notes.js";
import type { QcewTable } from "../../qcew/table.js";
import type { SignalFile, SignalSource } from "../../signals/read/read-signals.js";
import { PUBLISHERS, type Signal } from "../../signals/signal.js";
import { UsageError } from "../../core/errors.js";
import { MOST_YEARS } from "../../signals/scope.js";
import { pathFrom, type ReadContext } from "./area-rows.js";

/** The option that names figures of other publishers, and whether anything is estimated. */
interface SignalOptions {
  readonly signal?: readonly string[];
  readonly suppressed?: "estimate" | "drop";
}

/** Figures of other publishers, with where they are from. */
export interface ChosenSignals {
  readonly signals: readonly Signal[];
  readonly sources: readonly SignalSource[];
  readonly notes: readonly Note[];
}

export const NO_SIGNALS: ChosenSignals = { signals: [], sources: [], notes: [] };

/**
 * What is typed behind `--signal`: `cbp=FILE`.
 *
 * @throws {UsageError} OPTION_VALUE
 */
export function parseSignalFiles({ signal = [] }: SignalOptions): readonly SignalFile[] {
  return signal.map((text) => {
    const at = text.indexOf("=");
    const publisher = PUBLISHERS.find((one) => one === text.slice(0, Math.max(at, 0)).trim().toLowerCase());
    const path = text.slice(at + 1).trim();
    if (publisher && path !== "") return { publisher, path };
    throw new UsageError("--signal takes a publisher and a file", {
      code: "OPTION_VALUE",
      found: text,
      hint: `write --signal ${PUBLISHERS.map((one) => `${one}=FILE`).join(" or --signal ")}`,
    });
  });
}

/**
 * Reads the files, as far as they say something of a table's areas in about its years.
 *
 * @throws {InputError} see `readSignals`
 */
export async function readChosenSignals(
  files: readonly SignalFile[],
  { suppressed = "estimate" }: SignalOptions,
  { areas, year, length }: Pick<QcewTable, "areas" | "year" | "length">,
  { cwd, hash }: ReadContext,
): Promise<ChosenSignals> {
  if (files.length === 0) return NO_SIGNALS;
  if (suppressed === "drop") {
    const text = "--signal was not read: it is for estimates, and suppressed cells are left empty.";
    return { ...NO_SIGNALS, notes: [information("signal-unused", text)] };
  }
  const { readSignals } = await import("../../signals/read/read-signals.js");
  const held = new Set<string>(areas);
  let [first, last] = [Infinity, -Infinity];
  for (let row = 0; row < length; row++) [first, last] = [Math.min(first, year[row]!), Math.max(last, year[row]!)];
  return readSignals(
    files.map((file) => ({ ...file, path: pathFrom(cwd, file.path) })),
    { isArea: (code) => held.has(code), isYear: (one) => one >= first - MOST_YEARS && one <= last + MOST_YEARS },
    { cwd, hash },
  );
}
