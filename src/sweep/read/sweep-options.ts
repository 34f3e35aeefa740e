import type { InputOptions } from "../../region/read/inputs.js";
import type { AnalysisOptions } from "../../region/analysis.js";

export type SweepOptions = Omit<InputOptions, "suppressed"> &
  AnalysisOptions & {
    readonly areas: readonly string[];
    /** Only figures of the latest year are asked for. */
    readonly latestOnly?: boolean;
  };
