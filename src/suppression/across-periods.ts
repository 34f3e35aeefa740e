import type { Cells } from "./cells.js";
import { SIGNALS, SMALLEST_GUESS, type FirstGuess } from "./first-guess.js";
import { driftError, type Evolution } from "./own-periods.js";
import { listRows, yearsApart, type Series } from "./series.js";

/** Guesses of unknowns once their periods were balanced apart. */
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

export function emptyJointGuess(size: number): JointGuess {
  return {
    guess: new Float64Array(size),
    error: new Float64Array(size),
    isJoined: new Uint8Array(size),
    mostError: new Float64Array(size),
    apart: new Float64Array(size),
  };
}

/** No level is known from another period to less than this part. */
const LEAST_ERROR = 0.02;

/** Whether any cell is withheld, and estimated, in several periods: what one period says then moves the others. */
export function isAnyJoined(
  first: FirstGuess,
  isSilent: (u: number) => boolean,
  { rows, unknown }: Cells,
  series: Series,
): boolean {
  for (let list = 0; list < series.length; list++) {
    const withheld = listRows(series, list).filter((row) => unknown[row] !== -1);
    if (withheld.length < 2) continue;
    const isJoined = withheld.some((row) => {
      const u = unknown[row]!;
      if (rows[u] !== row) return false;
      first.require(u);
      if (first.signal[u] === SIGNALS.none) return false;
      return withheld.some((other) => other !== row && !isSilent(unknown[other]!));
    });
    if (isJoined) return true;
  }
  return false;
}

/**
 * Joins the periods of each cell that is withheld in several: one level from all of them, each for as much as it is
 * sure once its totals are met, and from period to period the change that such a cell is expected to have.
 *
 * Balanced again from there, and giving way as changes do, a cell moves between two periods only as far as totals
 * ask for. For totals over the same cells at both ends this is least squares of levels and changes together: their
 * mean was balanced by the errors of levels before, their difference is balanced by those of changes.
 *
 * @param apart each period balanced by itself: of the cells and of their other periods
 * @param joint takes the guesses
 */
export function joinPeriods(
  first: FirstGuess,
  apart: { readonly values: Float64Array; readonly relativeError: Float64Array },
  { cells, series, expected }: Evolution & { readonly cells: Cells },
  unknowns: Uint32Array,
  joint: JointGuess,
): void {
  const { rows, unknown, establishments } = cells;
  // Of one cell the rows in which it is withheld.
  const withheld: number[] = [];
  for (let k = 0; k < unknowns.length; k++) {
    const u = unknowns[k]!;
    const value = apart.values[u]!;
    // What is withheld in one period alone stays as that period's totals had it.
    joint.guess[u] = value > 0 ? Math.max(value, SMALLEST_GUESS) : first.employment[u]!;
    joint.error[u] = first.employmentError[u]!;
    joint.mostError[u] = joint.apart[u] = Infinity;
    const row = rows[u]!;
    if (first.signal[u] === SIGNALS.none || series.of[row] === -1) continue;
    const list = series.of[row]!;
    let count = 0;
    for (let at = series.starts[list]!; at < series.starts[list + 1]!; at++) {
      if (unknown[series.rows[at]!] !== -1) withheld[count++] = series.rows[at]!;
    }
    withheld.length = count;
    if (count > 1) joinRow(row, u, withheld);
  }

  function joinRow(row: number, u: number, withheld: readonly number[]): void {
    const count = Math.max(establishments[row]!, 1);
    let weights = 0;
    let log = 0;
    let nearest = Infinity;
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
    joint.isJoined[u] = 1;
    joint.apart[u] = nearest;
    joint.guess[u] = Math.max(Math.exp(log / weights), SMALLEST_GUESS);
    joint.error[u] = driftError(count, nearest);
  }
}
