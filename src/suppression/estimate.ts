import type { Datum } from "../datum.js";
import { disclosed, estimated, SUPPRESSED } from "../datum.js";
import { information, type Note } from "../notes.js";
import { PUBLISHED, type QcewTable } from "../qcew/table.js";
import { balance } from "./balance.js";
import { propagateBounds, type Bounds } from "./bounds.js";
import { buildCells, type Cells, type Quantity } from "./cells.js";
import { buildConstraints, type Constraints } from "./constraints.js";
import { requireAgreement, requireRoom } from "./disagreement.js";
import { guessCells } from "./first-guess.js";
import { buildIncidence } from "./incidence.js";
import { joinTwins } from "./twins.js";

/** How a figure came about; `CellEstimates.method` indexes this. */
export const METHODS = ["published", "nothing", "recomputable", "own-period", "peer-size", "none"] as const;
export type Method = (typeof METHODS)[number];

/** One quantity of every row of a table. NaN where nothing can be said. */
export interface EstimatedColumn {
  /** The published figure, or the estimate. */
  readonly value: Float64Array;
  /** The 90 % interval; equal to the value where it is published. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The least and most that published totals allow; Infinity where none holds the cell down. */
  readonly boundLow: Float64Array;
  readonly boundHigh: Float64Array;
}

/** Figures for every row of a table, published or estimated; arrays are parallel to the table's rows. */
export interface CellEstimates {
  readonly method: Uint8Array;
  readonly employment: EstimatedColumn;
  readonly wages: EstimatedColumn;
  /** The sum of rows of one period, with the interval that the totals they share leave it. */
  sum(rows: readonly number[], quantity: Quantity): Datum;
  /** Wages of the rows ÷ employment of the rows. */
  pay(rows: readonly number[]): Datum;
  readonly notes: readonly Note[];
}

export interface SuppressionOptions {
  /**
   * Counties of each MSA code (`C1814`), so that MSA rows bind too. Of any vintage: an MSA that its
   * counties don't add up to is left out.
   */
  readonly counties?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Fills every suppressed cell of a table with an estimate that agrees with every published figure.
 *
 * @throws {InputError} `TOTALS_DISAGREE` when published totals contradict each other beyond rounding
 */
export function estimateSuppressed(table: QcewTable, options: SuppressionOptions = {}): CellEstimates {
  const all = buildCells(table);
  const every = buildConstraints(all, options.counties ?? new Map());
  requireAgreement(every, all);
  const { cells, constraints } = joinTwins(all, every);
  const incidence = buildIncidence(constraints, cells.rows.length);
  const boundsOf = (quantity: Quantity): Bounds => {
    const bounds = propagateBounds(constraints, incidence, cells.rows.length, quantity);
    requireRoom(bounds, constraints, cells, quantity);
    return bounds;
  };
  const bounds = { employment: boundsOf("employment"), wages: boundsOf("wages") };

  const first = guessCells(cells);
  const give = Float64Array.from(first.signal, (signal) => (signal === 0 ? 0.02 : 1));
  const jobs = balance({
    constraints,
    incidence,
    quantity: "employment",
    bounds: bounds.employment,
    guess: first.employment,
    give,
  });
  const payroll = jobs.values.map((value, u) => Math.max(value, 0.05) * Math.max(first.pay[u]!, 100));
  const wages = balance({ constraints, incidence, quantity: "wages", bounds: bounds.wages, guess: payroll, give });

  const method = new Uint8Array(table.length);
  for (let row = 0; row < table.length; row++) {
    const u = cells.unknown[row]!;
    if (u === -1) method[row] = METHODS.indexOf(table.disclosure[row] === PUBLISHED ? "published" : "nothing");
    else if (bounds.employment.low[u] === bounds.employment.high[u]) method[row] = METHODS.indexOf("recomputable");
    else method[row] = METHODS.indexOf((["own-period", "peer-size", "none"] as const)[first.signal[u]!]!);
  }
  const columns = {
    employment: fill(cells, "employment", jobs.values, bounds.employment),
    wages: fill(cells, "wages", wages.values, bounds.wages),
  };
  return {
    method,
    ...columns,
    sum: (rows, quantity) => addUp(rows, columns[quantity], cells),
    pay: (rows) => {
      const wages = addUp(rows, columns.wages, cells);
      const employment = addUp(rows, columns.employment, cells);
      if (!("value" in wages && "value" in employment)) return SUPPRESSED;
      const value = wages.value / employment.value;
      if (wages.status === "disclosed" && employment.status === "disclosed") return disclosed(value);
      return estimated(value, { low: value * 0.75, high: value * 1.3 });
    },
    notes: tellRounding(constraints),
  };
}

function fill(cells: Cells, quantity: Quantity, values: Float64Array, bounds: Bounds): EstimatedColumn {
  const known = cells.known[quantity];
  const { unknown } = cells;
  const at = (of: (u: number) => number): Float64Array =>
    known.map((value, row) => (unknown[row] === -1 ? value : of(unknown[row]!)));
  return {
    value: at((u) => values[u]!),
    low: at((u) => Math.max(bounds.low[u]!, values[u]! * 0.5)),
    high: at((u) => Math.min(bounds.high[u]!, values[u]! * 1.7)),
    boundLow: at((u) => bounds.low[u]!),
    boundHigh: at((u) => bounds.high[u]!),
  };
}

function addUp(rows: readonly number[], column: EstimatedColumn, cells: Cells): Datum {
  let value = 0;
  let below = 0;
  let above = 0;
  let isEstimate = false;
  for (const row of rows) {
    value += column.value[row]!;
    if (cells.unknown[row] === -1) continue;
    isEstimate = true;
    below += (column.value[row]! - column.low[row]!) ** 2;
    above += (column.high[row]! - column.value[row]!) ** 2;
  }
  if (Number.isNaN(value)) return SUPPRESSED;
  if (!isEstimate) return disclosed(value);
  return estimated(value, { low: value - Math.sqrt(below), high: value + Math.sqrt(above) });
}

function tellRounding({ largestRounding }: Constraints): Note[] {
  if (largestRounding === 0) return [];
  return [
    information(
      "totals-rounded",
      `Published annual averages miss their published totals by up to ${largestRounding} jobs, which is rounding.`,
    ),
  ];
}
