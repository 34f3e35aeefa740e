import type { Analysis } from "../analysis.js";
import { jobHistory, type JobHistory } from "../history.js";
import type { IndustryInputs } from "../ingest/inputs.js";
import { hasStore } from "../ingest/read-paths.js";
import { wantsChart, type WriteOptions } from "../render/outputs.js";
import type { Io } from "./io.js";
import { readInputs } from "./read-inputs.js";
import { analysisOptions, type InputValues } from "./run-options.js";

/** A history, and all that was read for it and the span. */
export interface HistoryReading {
  readonly history: JobHistory | undefined;
  readonly sources: IndustryInputs["sources"];
}

/**
 * Jobs by year where an output shows them: other years take as long as the span itself.
 *
 * A store is read anew, with more of its years, and not at once with the span: figures of further years would make
 * the span's estimates other ones than without a history.
 */
export async function readHistory(
  inputs: IndustryInputs,
  analysis: Analysis,
  options: InputValues & WriteOptions,
  io: Io,
): Promise<HistoryReading> {
  if (!wantsChart(options, "history")) return { history: undefined, sources: inputs.sources };
  const asked = analysisOptions(options);
  const wider = hasStore(asked.qcew, io.cwd) ? await readInputs(options, io, { allYears: true }) : inputs;
  return { history: jobHistory(wider, asked, analysis), sources: wider.sources };
}
