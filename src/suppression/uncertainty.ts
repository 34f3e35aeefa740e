import type { Scope } from "./blocks.js";
import type { Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown } from "./incidence.js";

/** What errors are computed from; read only for the unknowns of a scope. */
export interface UncertaintyInput {
  readonly values: Float64Array;
  /** Relative standard error that each cell would have without any total. */
  readonly prior: Float64Array;
}

const ROUNDS = 4;

/**
 * Standard errors of estimates once every total is met, in the quantity's unit.
 *
 * Before the totals a cell's error is its relative error times its size, and errors are independent. A
 * total then says: this cell is what is left by the others, so it knows the cell to within the others'
 * errors. Those, in turn, are known from their own other totals. The messages between cells and totals are
 * passed a few rounds (Gaussian belief propagation); what they miss, since totals overlap in loops, the
 * calibration of the intervals takes up.
 */
export class ErrorsLeft {
  readonly #constraints: Constraints;
  readonly #rounding: Float64Array;
  readonly #bounds: Bounds;
  /** For each cell, its precision without totals; Infinity where it is known. */
  readonly #own: Float64Array;
  /** Precision that the totals lend each cell, and of that each total's part by entry. */
  readonly #lent: Float64Array;
  readonly #part: Float64Array;
  /** For each entry of the total at work, its cell's variance without what that total says. */
  #without = new Float64Array(64);

  constructor(constraints: Constraints, quantity: Quantity, bounds: Bounds) {
    this.#constraints = constraints;
    this.#rounding = constraints.rounding[quantity];
    this.#bounds = bounds;
    this.#own = new Float64Array(bounds.low.length);
    this.#lent = new Float64Array(bounds.low.length);
    this.#part = new Float64Array(constraints.entries.length);
  }

  /** @param found takes the errors of the scope's unknowns */
  find({ values, prior }: UncertaintyInput, scope: Scope, found: Float64Array): void {
    const own = this.#own;
    const lent = this.#lent;
    const { starts, entries } = this.#constraints;
    const part = this.#part;
    const { unknowns, constraints } = scope;
    const cells = unknowns.length;
    const totals = constraints.length;
    for (let k = 0; k < cells; k++) {
      const u = unknowns[k]!;
      own[u] = 1 / errorWithoutTotals({ value: values[u]!, prior: prior[u]! }, this.#bounds, u) ** 2;
      lent[u] = 0;
    }
    for (let k = 0; k < totals; k++) part.fill(0, starts[constraints[k]!], starts[constraints[k]! + 1]);
    for (let round = 0; round < ROUNDS; round++) {
      for (let k = 0; k < totals; k++) this.#lend(constraints[k]!);
      for (let k = 0; k < cells; k++) lent[unknowns[k]!] = 0;
      for (let k = 0; k < totals; k++) {
        const c = constraints[k]!;
        const end = starts[c + 1]!;
        for (let e = starts[c]!; e < end; e++) lent[decodeUnknown(entries[e]!)]! += part[e]!;
      }
    }
    for (let k = 0; k < cells; k++) {
      const u = unknowns[k]!;
      found[u] = own[u] === Infinity ? 0 : Math.sqrt(1 / (own[u]! + lent[u]!));
    }
  }

  #lend(c: number): void {
    const { starts, entries, atMost } = this.#constraints;
    if (atMost[c] === 1) return;
    const own = this.#own;
    const lent = this.#lent;
    const part = this.#part;
    const start = starts[c]!;
    const size = starts[c + 1]! - start;
    if (size > this.#without.length) this.#without = new Float64Array(2 * size);
    const without = this.#without;
    let total = (this.#rounding[c]! / 3) ** 2;
    for (let k = 0; k < size; k++) {
      const u = decodeUnknown(entries[start + k]!);
      without[k] = own[u] === Infinity ? 0 : 1 / (own[u]! + Math.max(lent[u]! - part[start + k]!, 0));
      total += without[k]!;
    }
    for (let k = 0; k < size; k++) part[start + k] = 1 / Math.max(total - without[k]!, 1e-9);
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
