import type { JointGuess } from "./across-periods.js";
import type { Scope } from "./blocks.js";
import type { Cells } from "./cells.js";
import { driftError } from "./own-periods.js";
import type { EstimatedQuantity } from "./sums.js";
import type { ErrorsLeft } from "./uncertainty.js";

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
export class ChangesOfCells implements ChangeErrors {
  readonly isJoined: Uint8Array;
  readonly apart: Float64Array;
  readonly prior: Float64Array;
  readonly error: Float64Array;

  constructor({ isJoined, apart }: Pick<JointGuess, "isJoined" | "apart">) {
    this.isJoined = isJoined;
    this.apart = apart;
    this.prior = new Float64Array(apart.length);
    this.error = new Float64Array(apart.length);
  }

  /** @param levels estimates of the scope's unknowns, and the errors of their levels before totals */
  find(
    { values, prior: levels }: Pick<EstimatedQuantity, "values" | "prior">,
    { rows, establishments }: Cells,
    errors: ErrorsLeft,
    scope: Scope,
  ): void {
    const { isJoined, apart, prior, error } = this;
    for (let k = 0; k < scope.unknowns.length; k++) {
      const u = scope.unknowns[k]!;
      const level = levels[u]!;
      prior[u] =
        isJoined[u] === 1
          ? Math.min(driftError(Math.max(establishments[rows[u]!]!, 1), apart[u]!) / Math.SQRT2, level)
          : level;
    }
    errors.find({ values, prior }, scope, error);
    for (const u of scope.unknowns) error[u]! /= Math.max(values[u]!, 0.5);
  }
}
