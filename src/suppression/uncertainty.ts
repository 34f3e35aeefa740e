import type { Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import type { Constraints } from "./constraints.js";
import { unknownOf } from "./incidence.js";

export interface UncertaintyInput {
  readonly constraints: Constraints;
  readonly quantity: Quantity;
  readonly bounds: Bounds;
  readonly values: Float64Array;
  /** Relative standard error that each cell would have without any total. */
  readonly prior: Float64Array;
}

const ROUNDS = 4;

/**
 * Standard error of each estimate once every total is met, in the quantity's unit.
 *
 * Before the totals a cell's error is its relative error times its size, and errors are independent. A
 * total then says: this cell is what is left by the others, so it knows the cell to within the others'
 * errors. Those, in turn, are known from their own other totals. The messages between cells and totals are
 * passed a few rounds (Gaussian belief propagation); what they miss, since totals overlap in loops, the
 * calibration of the intervals takes up.
 */
export function postTotalsError(input: UncertaintyInput): Float64Array {
  const { constraints, quantity, bounds, values, prior } = input;
  const { starts, entries, atMost } = constraints;
  const rounding = constraints.rounding[quantity];
  const own = Float64Array.from(values, (value, u) => errorWithoutTotals({ value, prior: prior[u]! }, bounds, u) ** 2);
  // Precision that the totals lend each cell, and of that each total's part by entry.
  const lent = new Float64Array(values.length);
  const part = new Float64Array(entries.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (let c = 0; c < constraints.length; c++) {
      if (atMost[c] === 1) continue;
      const start = starts[c]!;
      const end = starts[c + 1]!;
      let total = (rounding[c]! / 3) ** 2;
      for (let e = start; e < end; e++) total += withoutPart(e);
      for (let e = start; e < end; e++) part[e] = 1 / Math.max(total - withoutPart(e), 1e-9);
    }
    lent.fill(0);
    for (let e = 0; e < entries.length; e++) lent[unknownOf(entries[e]!)]! += part[e]!;
  }
  return own.map((variance, u) => (variance === 0 ? 0 : Math.sqrt(1 / (1 / variance + lent[u]!))));

  function withoutPart(e: number): number {
    const u = unknownOf(entries[e]!);
    if (own[u] === 0) return 0;
    return 1 / (1 / own[u]! + Math.max(lent[u]! - part[e]!, 0));
  }
}

/** Standard error of a cell before any total: a cell between two bounds is at most spread evenly between them. */
export function errorWithoutTotals(
  { value, prior }: { readonly value: number; readonly prior: number },
  { low, high }: Bounds,
  u: number,
): number {
  const room = high[u]! - low[u]!;
  return room > 0 ? Math.min(prior * value, room / Math.sqrt(12)) : 0;
}
