import type { JointGuess } from "./across-periods.js";
import { driftError } from "./own-periods.js";
import type { EstimatedQuantity, EstimatedSystem } from "./sums.js";
import { postTotalsError } from "./uncertainty.js";

/** How sure the changes of cells are that are withheld in several periods. */
export interface ChangeErrors {
  /** 1 where a cell is withheld in another period too. */
  readonly isJoined: Uint8Array;
  /** Relative standard error of what one period has apart from the level of all, before totals. */
  readonly prior: Float64Array;
  /** The same once the period's totals are met. */
  readonly error: Float64Array;
  /** Years that these errors are of. */
  readonly apart: Float64Array;
}

/**
 * What totals leave of the errors of changes. The level of a cell is in both of its periods, and its error with it;
 * each period has, apart from that, half of what a cell drifts from one to the other.
 */
export function changeErrors(
  { cells, constraints }: EstimatedSystem,
  { quantity, values, bounds, prior: levels }: EstimatedQuantity,
  { isJoined, apart }: JointGuess,
): ChangeErrors {
  const { rows, establishments } = cells;
  const prior = levels.map((level, u) =>
    isJoined[u] === 1
      ? Math.min(driftError(Math.max(establishments[rows[u]!]!, 1), apart[u]!) / Math.SQRT2, level)
      : level,
  );
  const error = postTotalsError({ constraints, quantity, bounds, values, prior });
  return { isJoined, prior, error: error.map((jobs, u) => jobs / Math.max(values[u]!, 0.5)), apart };
}
