import type { Level, Ownership } from "../core/industry-table.js";
import type { Provenance } from "../report/provenance.js";
import type { ChosenPickers } from "./choose-pickers.js";
import type { BacktestResult } from "./run-backtest.js";

export interface BacktestReportInputs {
  readonly result: BacktestResult;
  readonly chosen: ChosenPickers;
  readonly level: Level;
  readonly ownership: Ownership;
  readonly top: number;
  readonly draws: number;
  readonly seed: number;
  readonly suppressed: "estimate" | "drop";
  readonly provenance: Provenance;
}
