import type { Quantity } from "./cells.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown, type Incidence } from "./incidence.js";

/** Unknowns that a reader can recompute by adding and subtracting published figures. */
export interface Recomputable {
  /** 1 where so, by unknown. */
  readonly is: Uint8Array;
  readonly value: Float64Array;
  /** Standard error that the rounding of the figures used leaves; 0 in quarterly files and for wages. */
  readonly error: Float64Array;
}

/** Variance of a figure rounded to a whole number. */
const ROUNDING_VARIANCE = 1 / 12;

/**
 * Works out every total with a single unknown, and again with what that gives, until none is left. The
 * publisher hides at least two figures under a total, so this finds little, but totals of another kind
 * (an MSA, the next period's change) may give one away.
 */
export function recomputeByHand(
  constraints: Constraints,
  incidence: Incidence,
  unknowns: number,
  quantity: Quantity,
): Recomputable {
  const { starts, entries, atMost, members } = constraints;
  const is = new Uint8Array(unknowns);
  const value = new Float64Array(unknowns);
  const variance = new Float64Array(unknowns);
  const open = new Uint32Array(constraints.length);
  const ready: number[] = [];
  for (let c = 0; c < constraints.length; c++) {
    open[c] = starts[c + 1]! - starts[c]!;
    if (open[c] === 1 && atMost[c] === 0) ready.push(c);
  }
  for (let c = ready.pop(); c !== undefined; c = ready.pop()) {
    let left = constraints.remainder[quantity][c]!;
    let spread = constraints.rounding[quantity][c]! > 0 ? ROUNDING_VARIANCE * (members[c]! + 1) : 0;
    let found = -1;
    let sign = 1;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      const u = decodeUnknown(entry);
      if (is[u] === 1) {
        left += entry < 0 ? value[u]! : -value[u]!;
        spread += variance[u]!;
      } else {
        found = u;
        sign = entry < 0 ? -1 : 1;
      }
    }
    if (found === -1) continue;
    is[found] = 1;
    value[found] = Math.max(sign * left, 0);
    variance[found] = quantity === "wages" ? 0 : spread;
    for (let k = incidence.starts[found]!; k < incidence.starts[found + 1]!; k++) {
      const touched = incidence.constraints[k]!;
      if (--open[touched]! === 1 && atMost[touched] === 0) ready.push(touched);
    }
  }
  return { is, value, error: variance.map(Math.sqrt) };
}
