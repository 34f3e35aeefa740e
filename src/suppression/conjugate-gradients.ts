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
  const { kept, diagonal, forward, back } = takingPart({ starts, entries, active }, steepness);
  const size = kept.length;
  const solution = new Float64Array(size);
  const residual = Float64Array.from(kept, (c) => misses[c]!);
  const scaled = new Float64Array(size);
  const image = new Float64Array(size);
  const spread = new Float64Array(back.weights.length);
  let old = precondition();
  const direction = scaled.slice();
  const first = old;
  for (let k = 0; k < MAXIMUM_ITERATIONS && old > ENOUGH * ENOUGH * first; k++) {
    const curvature = multiply();
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
  const whole = new Float64Array(misses.length);
  for (let c = 0; c < size; c++) whole[kept[c]!] = solution[c]!;
  return whole;

  function precondition(): number {
    let product = 0;
    for (let c = 0; c < size; c++) {
      const rest = residual[c]!;
      const value = rest / diagonal[c]!;
      scaled[c] = value;
      product += value * rest;
    }
    return product;
  }

  /** Puts A·D·Aᵀ · direction into the image; returns its product with the direction. */
  function multiply(): number {
    // Both halves read from many places and write to one after another, which caches like better than the reverse.
    let at = 0;
    for (let u = 0; u < spread.length; u++) {
      const end = back.starts[u + 1]!;
      let sum = 0;
      for (; at < end; at++) {
        const entry = back.entries[at]!;
        if (entry < 0) sum -= direction[~entry]!;
        else sum += direction[entry]!;
      }
      spread[u] = sum * back.weights[u]!;
    }
    let curvature = 0;
    at = 0;
    for (let c = 0; c < size; c++) {
      const end = forward.starts[c + 1]!;
      let sum = 0;
      for (; at < end; at++) {
        const entry = forward.entries[at]!;
        if (entry < 0) sum -= spread[~entry]!;
        else sum += spread[entry]!;
      }
      image[c] = sum;
      curvature += direction[c]! * sum;
    }
    return curvature;
  }
}

/**
 * The constraints that take part and the unknowns that give way, numbered anew in the same order, so that no
 * iteration visits the rest: the matrix by constraint and by unknown.
 */
function takingPart({ starts, entries, active }: System, steepness: Float64Array) {
  const sums = new Float64Array(active.length);
  const numbers = new Int32Array(steepness.length).fill(-1);
  const counts = new Uint32Array(steepness.length);
  let size = 0;
  let length = 0;
  for (let c = 0; c < active.length; c++) {
    let sum = 0;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) sum += steepness[unknownOf(entries[e]!)]!;
    // A constraint that takes no part, or whose cells are all at their least, stays as it is.
    if (active[c] !== 1 || !(sum > 1e-9)) continue;
    sums[c] = sum;
    size++;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const u = unknownOf(entries[e]!);
      if (steepness[u] === 0) continue;
      counts[u]!++;
      length++;
    }
  }
  let unknowns = 0;
  for (let u = 0; u < counts.length; u++) if (counts[u]! > 0) numbers[u] = unknowns++;
  const weights = new Float64Array(unknowns);
  const back = { starts: new Uint32Array(unknowns + 1), entries: new Int32Array(length), weights };
  for (let u = 0; u < counts.length; u++) {
    const number = numbers[u]!;
    if (number === -1) continue;
    back.starts[number + 1] = back.starts[number]! + counts[u]!;
    weights[number] = steepness[u]!;
  }
  const next = back.starts.slice();
  const kept = new Uint32Array(size);
  const diagonal = new Float64Array(size);
  const forward = { starts: new Uint32Array(size + 1), entries: new Int32Array(length) };
  let at = 0;
  let count = 0;
  for (let c = 0; c < active.length; c++) {
    if (sums[c] === 0) continue;
    kept[count] = c;
    diagonal[count] = sums[c]!;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      const number = numbers[unknownOf(entry)]!;
      if (number === -1) continue;
      forward.entries[at++] = entry < 0 ? ~number : number;
      back.entries[next[number]!++] = entry < 0 ? ~count : count;
    }
    forward.starts[++count] = at;
  }
  return { kept, diagonal, forward, back };
}
