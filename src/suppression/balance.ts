import type { Quantity } from "./cells.js";
import type { Bounds } from "./bounds.js";
import type { Constraints } from "./constraints.js";
import { unknownOf } from "./incidence.js";

export interface BalanceInput {
  readonly constraints: Constraints;
  readonly quantity: Quantity;
  readonly bounds: Bounds;
  /** First guesses, each above 0. */
  readonly guess: Float64Array;
  /** How readily each guess gives way: its relative variance, as far as totals are concerned. */
  readonly give: Float64Array;
}

export interface Balanced {
  readonly values: Float64Array;
  /** The largest miss of a total beyond its rounding, in the quantity's unit. */
  readonly largestMiss: number;
  readonly sweeps: number;
}

const MAXIMUM_SWEEPS = 60;
/** A total is met when missed by less than this share of it, or by this many jobs or dollars. */
const CLOSE_SHARE = 1e-7;
const CLOSE = 1e-4;
/** No cell leaves its guess by more than e to this power, so a contradiction can't run away. */
const FARTHEST = 30;

/**
 * Moves guesses as little as possible until every total is met inside the bounds.
 *
 * Minimises Σ (1/give) · (x ln(x/guess) − x + guess) subject to all constraints and bounds, by dual
 * coordinate ascent: each constraint in turn finds the one multiplier that meets it. With equal `give` and
 * totals alone this is iterative proportional fitting; a cell whose guess is better than its neighbours'
 * gives way less. The minimum is unique, so the order of the constraints does not matter.
 */
export function balance(input: BalanceInput): Balanced {
  const { constraints, quantity, bounds, guess, give } = input;
  const { starts, entries, atMost } = constraints;
  const remainder = constraints.remainder[quantity];
  const rounding = constraints.rounding[quantity];
  const { low, high } = bounds;
  const size = constraints.length;
  const logs = Float64Array.from(guess, Math.log);
  const origin = logs.slice();
  const values = new Float64Array(guess.length);
  for (let u = 0; u < values.length; u++) settle(u);
  const pull = new Float64Array(size);

  let largestMiss = 0;
  let sweeps = 0;
  do {
    largestMiss = 0;
    for (let c = 0; c < size; c++) {
      const miss = meet(c);
      if (miss > largestMiss) largestMiss = miss;
    }
    sweeps++;
  } while (largestMiss > 1 && sweeps < MAXIMUM_SWEEPS);
  return { values, largestMiss: largestMiss * CLOSE, sweeps };

  /** Returns by how many tolerances the constraint was missed before it was met. */
  function meet(c: number): number {
    const start = starts[c]!;
    const end = starts[c + 1]!;
    const total = remainder[c]!;
    const slack = rounding[c]! / 4;
    const close = CLOSE + CLOSE_SHARE * Math.abs(total);
    let sum = sumOf(start, end);
    // Where the pull on a range's far side is no longer needed, it is taken back first.
    const wanted = target(c, sum, total, slack);
    const missed = Math.abs(sum - wanted);
    if (missed <= close) return missed / CLOSE / (1 + (CLOSE_SHARE / CLOSE) * Math.abs(total));
    for (let step = 0; step < 12; step++) {
      const goal = target(c, sum, total, slack);
      const miss = goal - sum;
      if (Math.abs(miss) <= close) break;
      let slope = 0;
      let steepest = 0;
      for (let e = start; e < end; e++) {
        const u = unknownOf(entries[e]!);
        if (give[u]! > steepest) steepest = give[u]!;
        const value = values[u]!;
        if (value > low[u]! && value < high[u]!) slope += give[u]! * value;
      }
      if (steepest === 0) break;
      const most = 1 / steepest;
      let move = slope > 0 ? miss / slope : Math.sign(miss) * most;
      if (move > most) move = most;
      else if (move < -most) move = -most;
      // A one-sided or rounded total only ever pulls from its own side.
      if (slack > 0 || atMost[c] === 1) {
        const after = pull[c]! + move;
        if (atMost[c] === 1 && after > 0) move = -pull[c]!;
        else if (pull[c]! > 0 && after < 0) move = -pull[c]!;
        else if (pull[c]! < 0 && after > 0) move = -pull[c]!;
        if (move === 0) break;
      }
      pull[c] = pull[c]! + move;
      for (let e = start; e < end; e++) {
        const entry = entries[e]!;
        const u = unknownOf(entry);
        logs[u] = logs[u]! + (entry < 0 ? -move : move) * give[u]!;
        settle(u);
      }
      sum = sumOf(start, end);
    }
    return missed / close;
  }

  function target(c: number, sum: number, total: number, slack: number): number {
    if (atMost[c] === 1) return pull[c]! < 0 ? total : Math.min(sum, total);
    if (slack === 0) return total;
    if (pull[c]! > 0) return total - slack;
    if (pull[c]! < 0) return total + slack;
    return Math.min(Math.max(sum, total - slack), total + slack);
  }

  function sumOf(start: number, end: number): number {
    let sum = 0;
    for (let e = start; e < end; e++) {
      const entry = entries[e]!;
      sum += entry < 0 ? -values[~entry]! : values[entry]!;
    }
    return sum;
  }

  function settle(u: number): void {
    const farthest = origin[u]! + FARTHEST;
    const nearest = origin[u]! - FARTHEST;
    if (logs[u]! > farthest) logs[u] = farthest;
    else if (logs[u]! < nearest) logs[u] = nearest;
    const value = Math.exp(logs[u]!);
    values[u] = value < low[u]! ? low[u]! : value > high[u]! ? high[u]! : value;
  }
}
