import type { Cells } from "./cells.js";
import { SIGNALS, SMALLEST_GUESS, type FirstGuess } from "./first-guess.js";
import { driftError, type Evolution } from "./own-periods.js";
import { yearsApart } from "./series.js";

/** Guesses of every unknown once all periods were balanced apart. */
export interface JointGuess {
  readonly guess: Float64Array;
  /** Relative standard error by which a guess gives way: of a change only, where the level is known from all periods. */
  readonly error: Float64Array;
  /** 1 where a cell was joined with itself in another period. */
  readonly isJoined: Uint8Array;
  /** Relative standard error of each level at most, since another period knows it so well; Infinity where none does. */
  readonly mostError: Float64Array;
  /** Years to the nearest other period in which the cell is withheld too. */
  readonly apart: Float64Array;
}

/** No level is known from another period to less than this part. */
const LEAST_ERROR = 0.02;

/**
 * Joins the periods of each cell that is withheld in several: one level from all of them, each for as much as it is
 * sure once its totals are met, and from period to period the change that such a cell is expected to have.
 *
 * Balanced again from there, and giving way as changes do, a cell moves between two periods only as far as totals
 * ask for. For totals over the same cells at both ends this is least squares of levels and changes together: their
 * mean was balanced by the errors of levels before, their difference is balanced by those of changes.
 */
export function joinPeriods(
  first: FirstGuess,
  apart: { readonly values: Float64Array; readonly relativeError: Float64Array },
  cells: Cells,
  { series, expected }: Evolution,
): JointGuess | undefined {
  const { rows, unknown, establishments } = cells;
  const joint: JointGuess = {
    // What is withheld in one period alone stays as that period's totals had it.
    guess: apart.values.map((value, u) => (value > 0 ? Math.max(value, SMALLEST_GUESS) : first.employment[u]!)),
    error: first.employmentError.slice(),
    isJoined: new Uint8Array(rows.length),
    mostError: new Float64Array(rows.length).fill(Infinity),
    apart: new Float64Array(rows.length).fill(Infinity),
  };
  let joined = 0;
  for (const list of series.lists) {
    let count = 0;
    for (const row of list) if (unknown[row] !== -1) count++;
    if (count < 2) continue;
    const withheld = list.filter((row) => unknown[row] !== -1);
    for (const row of withheld) {
      const u = unknown[row]!;
      if (rows[u] === row && first.signal[u] !== SIGNALS.none) joinRow(row, u, withheld);
    }
  }
  return joined > 0 ? joint : undefined;

  function joinRow(row: number, u: number, withheld: Uint32Array): void {
    const count = Math.max(establishments[row]!, 1);
    let [weights, log, nearest] = [0, 0, Infinity];
    for (const other of withheld) {
      const of = unknown[other]!;
      const value = apart.values[of]!;
      if (Number.isNaN(value)) continue;
      const error = Math.max(apart.relativeError[of]!, LEAST_ERROR);
      const weight = 1 / error ** 2;
      weights += weight;
      log += weight * (Math.log(Math.max(value, SMALLEST_GUESS)) + expected.between(other, row));
      if (other === row) continue;
      const years = yearsApart(cells, row, other);
      nearest = Math.min(nearest, years);
      joint.mostError[u] = Math.min(joint.mostError[u]!, Math.hypot(error, driftError(count, years)));
    }
    if (nearest === Infinity) return;
    joined++;
    joint.isJoined[u] = 1;
    joint.apart[u] = nearest;
    joint.guess[u] = Math.max(Math.exp(log / weights), SMALLEST_GUESS);
    joint.error[u] = driftError(count, nearest);
  }
}
