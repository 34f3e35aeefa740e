/** Columns between bounds, rows of whole-number coefficients between bounds; sparse by row. */
export interface LinearProgram {
  readonly columnLow: Float64Array;
  /** Infinity where nothing holds a column down. */
  readonly columnHigh: Float64Array;
  readonly rowLow: Float64Array;
  readonly rowHigh: Float64Array;
  /** Row r has the entries `starts[r]` to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly coefficients: Float64Array;
}

/** What a solver found: a corner where the objective is least, and the multiplier of each row there. */
export interface LinearOptimum {
  readonly columns: Float64Array;
  readonly multipliers: Float64Array;
}

/** A linear program that is solved again and again for other objectives. */
export interface OpenProgram {
  /** Where the sum of costs × columns is least; undefined if there is no such corner. */
  minimise(costs: Float64Array): LinearOptimum | undefined;
  close(): void;
}

/** A solver of linear programs, loaded when bounds are asked for. */
export interface LinearSolver {
  open(program: LinearProgram): OpenProgram;
}

/** Multipliers of sums and differences are simple fractions; what is nearer to one than this is one. */
const FRACTION = 12;
const NEAR = 1e-6;

/**
 * A value that costs × columns can't fall below, computed from multipliers of the rows.
 *
 * It holds whatever the multipliers are, so that a bound from a solver is sound even where its arithmetic
 * was not: good multipliers only make it close.
 *
 * @returns −Infinity where these multipliers tell nothing
 */
export function provenLeast(program: LinearProgram, costs: Float64Array, multipliers: Float64Array): number {
  const { starts, indices, coefficients, rowLow, rowHigh, columnLow, columnHigh } = program;
  const left = costs.slice();
  let least = 0;
  for (let row = 0; row < rowLow.length; row++) {
    const multiplier = simple(multipliers[row]!);
    if (multiplier === 0) continue;
    const end = multiplier > 0 ? rowLow[row]! : rowHigh[row]!;
    if (!Number.isFinite(end)) continue;
    least += multiplier * end;
    for (let e = starts[row]!; e < starts[row + 1]!; e++) left[indices[e]!]! -= multiplier * coefficients[e]!;
  }
  for (let column = 0; column < left.length; column++) {
    const rest = left[column]!;
    if (rest !== 0) least += rest * (rest > 0 ? columnLow[column]! : columnHigh[column]!);
  }
  return Number.isNaN(least) ? -Infinity : least;
}

function simple(multiplier: number): number {
  const near = Math.round(multiplier * FRACTION) / FRACTION;
  return Math.abs(multiplier - near) < NEAR ? near : multiplier;
}
