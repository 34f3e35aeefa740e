import type { Quantity } from "./cells.js";
import type { Bounds } from "./bounds.js";
import type { Constraints } from "./constraints.js";
import { unknownOf, type Incidence } from "./incidence.js";

export interface BalanceInput {
  readonly constraints: Constraints;
  readonly incidence: Incidence;
  readonly quantity: Quantity;
  readonly bounds: Bounds;
  /** First guesses, each above 0. */
  readonly guess: Float64Array;
  /** How readily each guess gives way, as a relative variance. */
  readonly give: Float64Array;
}

export interface Balanced {
  readonly values: Float64Array;
  /** The largest miss of a total beyond its rounding, in the quantity's unit. */
  readonly largestMiss: number;
  readonly sweeps: number;
}

const MAXIMUM_SWEEPS = 300;
const NEWTON_STEPS = 6;
/** A total is met when missed by no more than this, in jobs or in tens of thousands of dollars. */
const CLOSE = 0.001;
/** No cell leaves its guess by more than e to this power, so a contradiction can't run away. */
const FARTHEST = 40;

/**
 * Moves guesses as little as possible until every total is met.
 *
 * Minimises Σ (1/give) · (z ln(z/guess) − z + guess) subject to all constraints, z being what a cell has
 * above its lower bound, by dual coordinate ascent: each constraint in turn finds the one multiplier that
 * meets it. With equal `give` and one set of totals this is iterative proportional fitting; a cell whose
 * guess is better than its neighbours' gives way less. The minimum is unique, so the order of work does
 * not matter. Upper bounds need no care: they follow from the totals and from no cell being below its least.
 */
export function balance(input: BalanceInput): Balanced {
  const { constraints, incidence, quantity, bounds, give } = input;
  const { starts, entries, atMost } = constraints;
  const { low, high } = bounds;
  const size = constraints.length;
  const close = quantity === "employment" ? CLOSE : CLOSE * 10_000;
  const unit = quantity === "employment" ? 1 : 10_000;
  const origin = Float64Array.from(input.guess, (guess, u) => Math.log(aboveFloor(guess, low[u]!, high[u]!, unit)));
  const logs = origin.slice();
  const above = logs.map((log) => Math.exp(log));
  const remainder = constraints.remainder[quantity].slice();
  for (let c = 0; c < size; c++) {
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      remainder[c]! += entry < 0 ? low[~entry]! : -low[entry]!;
    }
  }
  const slack = constraints.rounding[quantity].map((rounding) => rounding / 4);
  const pull = new Float64Array(size);
  const moved = new Uint8Array(size).fill(1);

  let largestMiss = Infinity;
  let sweeps = 0;
  for (; sweeps < MAXIMUM_SWEEPS && largestMiss > close; sweeps++) {
    largestMiss = 0;
    for (let k = 0; k < size; k++) {
      // Down and up in turn: a change at one end of a chain of totals reaches the other in one sweep.
      const c = sweeps % 2 === 0 ? k : size - 1 - k;
      if (moved[c] === 0) continue;
      moved[c] = 0;
      const miss = meet(c);
      if (miss > largestMiss) largestMiss = miss;
    }
  }
  const values = above.map((z, u) => Math.min(low[u]! + z, high[u]!));
  return { values, largestMiss, sweeps };

  /** Returns by how much the constraint was missed before it was met. */
  function meet(c: number): number {
    const start = starts[c]!;
    const end = starts[c + 1]!;
    let first = 0;
    for (let step = 0; step < NEWTON_STEPS; step++) {
      let sum = 0;
      let slope = 0;
      let steepest = 0;
      for (let e = start; e < end; e++) {
        const entry = entries[e]!;
        const u = unknownOf(entry);
        const z = above[u]!;
        sum += entry < 0 ? -z : z;
        slope += give[u]! * z;
        if (z > 0 && give[u]! > steepest) steepest = give[u]!;
      }
      const miss = target(c, sum) - sum;
      if (step === 0) first = Math.abs(miss);
      if (Math.abs(miss) <= close || slope === 0) break;
      const most = 1.5 / steepest;
      let move = miss / slope;
      if (move > most) move = most;
      else if (move < -most) move = -most;
      if (slack[c]! > 0 || atMost[c] === 1) {
        // A one-sided or rounded total only ever pulls from its own side.
        const after = pull[c]! + move;
        const crosses = (pull[c]! > 0 && after < 0) || (pull[c]! < 0 && after > 0) || (atMost[c] === 1 && after > 0);
        if (crosses) move = -pull[c]!;
        if (move === 0) break;
        pull[c]! += move;
      }
      for (let e = start; e < end; e++) {
        const entry = entries[e]!;
        const u = unknownOf(entry);
        if (above[u] === 0 && origin[u] === -Infinity) continue;
        let log = logs[u]! + (entry < 0 ? -move : move) * give[u]!;
        const farthest = origin[u]! + FARTHEST;
        if (log > farthest) log = farthest;
        else if (log < farthest - 2 * FARTHEST) log = farthest - 2 * FARTHEST;
        logs[u] = log;
        above[u] = Math.exp(log);
      }
    }
    if (first > close) wake(start, end, c);
    return first;
  }

  function wake(start: number, end: number, by: number): void {
    for (let e = start; e < end; e++) {
      const u = unknownOf(entries[e]!);
      for (let k = incidence.starts[u]!; k < incidence.starts[u + 1]!; k++) moved[incidence.constraints[k]!] = 1;
    }
    moved[by] = 0;
  }

  function target(c: number, sum: number): number {
    const total = remainder[c]!;
    const room = slack[c]!;
    if (atMost[c] === 1) return pull[c]! < 0 ? total : Math.min(sum, total);
    if (room === 0) return total;
    if (pull[c]! > 0) return total - room;
    if (pull[c]! < 0) return total + room;
    return Math.min(Math.max(sum, total - room), total + room);
  }
}

/** What a guess has above the cell's least, kept inside its room; a guess below the least leaves some room. */
function aboveFloor(guess: number, low: number, high: number, unit: number): number {
  const room = high - low;
  if (room <= 0) return 0;
  const some = 0.2 * Math.min(guess, room);
  return Math.min(Math.max(guess - low, some, 0.01 * unit), 0.9 * room);
}
