import { unknownOf } from "./incidence.js";

const MAXIMUM_ITERATIONS = 60;
/** Share of the first misses at which the linear system counts as solved; the step is one of several. */
const ENOUGH = 1e-3;

interface System {
  readonly starts: Uint32Array;
  readonly entries: Int32Array;
  /** 0 for constraints that take no part. */
  readonly active: Uint8Array;
}

/**
 * Solves A·D·Aᵀ x = misses by conjugate gradients, A being the constraints' signs and D the steepness of
 * each unknown. Constraints that repeat each other make the matrix singular, but never the system
 * unsolvable, which is all that the method needs.
 */
export function solvePulls(
  { starts, entries, active }: System,
  steepness: Float64Array,
  misses: Float64Array,
): Float64Array {
  const size = misses.length;
  const solution = new Float64Array(size);
  const residual = misses.slice();
  const diagonal = new Float64Array(size);
  for (let c = 0; c < size; c++) {
    let sum = 0;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) sum += steepness[unknownOf(entries[e]!)]!;
    // A constraint that takes no part, or whose cells are all at their least, stays as it is.
    diagonal[c] = active[c] === 1 && sum > 1e-9 ? sum : 0;
    if (diagonal[c] === 0) residual[c] = 0;
  }
  const scaled = new Float64Array(size);
  const direction = new Float64Array(size);
  const image = new Float64Array(size);
  const spread = new Float64Array(steepness.length);
  let old = precondition();
  direction.set(scaled);
  const first = old;
  for (let k = 0; k < MAXIMUM_ITERATIONS && old > ENOUGH * ENOUGH * first; k++) {
    multiply();
    let curvature = 0;
    for (let c = 0; c < size; c++) curvature += direction[c]! * image[c]!;
    if (!(curvature > 0)) break;
    const step = old / curvature;
    for (let c = 0; c < size; c++) {
      solution[c]! += step * direction[c]!;
      residual[c]! -= step * image[c]!;
    }
    const now = precondition();
    const ratio = now / old;
    for (let c = 0; c < size; c++) direction[c] = scaled[c]! + ratio * direction[c]!;
    old = now;
  }
  return solution;

  function precondition(): number {
    let product = 0;
    for (let c = 0; c < size; c++) {
      const value = diagonal[c]! > 0 ? residual[c]! / diagonal[c]! : 0;
      scaled[c] = value;
      product += value * residual[c]!;
    }
    return product;
  }

  function multiply(): void {
    spread.fill(0);
    for (let c = 0; c < size; c++) {
      const value = direction[c]!;
      if (value === 0) continue;
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const entry = entries[e]!;
        if (entry < 0) spread[~entry]! -= value;
        else spread[entry]! += value;
      }
    }
    for (let u = 0; u < spread.length; u++) spread[u]! *= steepness[u]!;
    for (let c = 0; c < size; c++) {
      let sum = 0;
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const entry = entries[e]!;
        sum += entry < 0 ? -spread[~entry]! : spread[entry]!;
      }
      image[c] = diagonal[c]! > 0 ? sum : 0;
    }
  }
}
