import type { Analysis } from "../region/analysis.js";
import { jobHistory, type JobHistory } from "../region/job-history.js";
import type { IndustryInputs } from "../region/read/inputs.js";
import { hasStore } from "../qcew/read-paths.js";
import { wantsHistory, type WriteOptions } from "../output/outputs.js";
import type { Io } from "../output/io.js";
import { readInputs } from "../command/read-inputs.js";
import { analysisOptions, type InputValues } from "../command/run-options.js";

/** A history, and all that was read for it and the span. */
export interface HistoryReading {
  readonly history: JobHistory | undefined;
  readonly sources: IndustryInputs["sources"];
}

/**
 * Jobs by year where an output shows them: other years take as long as the span itself.
 */
export async function readHistory(
  inputs: IndustryInputs,
  analysis: Analysis,
  options: InputValues & WriteOptions,
  io: Io,
): Promise<HistoryReading> {
  if (!wantsHistory(options)) return { history: undefined, sources: inputs.sources };
  const wider = await readFurtherYears(inputs, options, io);
  return { history: jobHistory(wider, analysisOptions(options), analysis), sources: wider.sources };
}

/**
 * The inputs with all years that the files hold.
 *
 * A store is read a second time for its further years, and not at once with the span: figures of further years would make
 * the span's estimates other ones than without a history.
 */
export async function readFurtherYears(
  inputs: IndustryInputs,
  options: Parameters<typeof readInputs>[0],
  io: Io,
): Promise<IndustryInputs> {
  const isStored = hasStore(analysisOptions(options).qcew, io.cwd);
  return isStored ? readInputs(options, io, { allYears: true }) : inputs;
}
