import type { Quantity } from "./cells.js";
import type { Bounds } from "./bounds.js";

export interface IntervalInput {
  readonly quantity: Quantity;
  readonly bounds: Bounds;
  readonly values: Float64Array;
  /** Relative standard error of each cell without any total. */
  readonly prior: Float64Array;
  /** Standard error of each cell with all totals, in the quantity's unit. */
  readonly error: Float64Array;
  /** Whether a cell was guessed from its own figure of another period. */
  readonly isOwnPeriod: (u: number) => boolean;
  readonly establishments: (u: number) => number;
  /** Ones digit of the aggregation level. */
  readonly level: (u: number) => number;
  readonly sector: (u: number) => string;
  /** What each cell was guessed to be before totals, in the quantity's unit. */
  readonly guess: Float64Array;
  /** Whether a published total over areas holds the cell. */
  readonly isUnderAreas: (u: number) => boolean;
}
