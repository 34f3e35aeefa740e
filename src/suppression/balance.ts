import type { Quantity } from "./cells.js";
import type { Bounds } from "./bounds.js";
import type { Constraints } from "./constraints.js";
import { unknownOf, type Incidence } from "./incidence.js";
import { solvePulls } from "./conjugate-gradients.js";

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
}

const ROUNDS = 8;
const FIRST_SWEEPS = 30;
const SWEEPS = 6;
const MOST_SWEEPS = 150;
const LOOK_BACK = 6;
const GOOD_PART = 0.5;
const NEWTON_STEPS = 2;
/** Slight over-relaxation: fewer sweeps. */
const RELAXATION = 1.3;
/** A total is met when missed by no more than this, in jobs; systems of many totals end at the second. */
const CLOSE = 1e-3;
const CLOSE_ENOUGH = 0.02;
const ROUNDS_FOR_CLOSE = 3;
const MANY_TOTALS = 100_000;
/** A round that leaves more than this part of the last one's miss has met totals that contradict each other. */
const STALLED = 0.8;
/** What a job is in dollars, as far as closeness goes. */
const WAGES_A_JOB = 10_000;
/** The most that one total moves the logarithm of a cell in a sweep. */
const LARGEST_MOVE = 1.5;
/** Where even so little of a Newton step does not help, none is taken. */
const SMALLEST_SHARE = 0.05;
/** No cell leaves its guess by more than e to this power, so a contradiction can't run away. */
const FARTHEST = 40;

/**
 * Moves guesses as little as possible until every total is met.
 *
 * Minimises Σ (1/give) · (z ln(z/guess) − z + guess) subject to all constraints, z being what a cell has
 * above its lower bound. The dual of that has one multiplier a constraint and is smooth, so it is climbed
 * by sweeps (each constraint in turn finds the multiplier that meets it; with equal `give` and one set of
 * totals this is iterative proportional fitting) and, once near, by Newton steps over all constraints at
 * once. The minimum is unique, so the order of work does not matter. Upper bounds need no care: they
 * follow from the totals and from no cell being below its least.
 */
export function balance(input: BalanceInput): Balanced {
  const { constraints, incidence, quantity, bounds, give } = input;
  const { starts, entries, atMost } = constraints;
  const { low, high } = bounds;
  const size = constraints.length;
  const unit = quantity === "employment" ? 1 : WAGES_A_JOB;
  const close = (size > MANY_TOTALS ? CLOSE_ENOUGH : CLOSE) * unit;
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
  let before = Infinity;
  for (let round = 0; round < ROUNDS && largestMiss > close; round++) {
    if (round >= ROUNDS_FOR_CLOSE && largestMiss <= CLOSE_ENOUGH * unit) break;
    if (round > 1 && largestMiss > STALLED * before) break;
    before = largestMiss;
    sweepWhileItHelps(round === 0 ? FIRST_SWEEPS : SWEEPS);
    for (let k = 0; k < NEWTON_STEPS && largestMiss > close; k++) largestMiss = newtonStep();
  }
  const values = above.map((z, u) => Math.min(low[u]! + z, high[u]!));
  return { values, largestMiss };

  /** Sweeps are cheap: they go on past the first few for as long as each takes a good part of the miss. */
  function sweepWhileItHelps(atLeast: number): void {
    let earlier = Infinity;
    for (let k = 0; k < MOST_SWEEPS && largestMiss > close; k++) {
      if (k >= atLeast && k % LOOK_BACK === 0) {
        if (largestMiss > GOOD_PART * earlier) return;
        earlier = largestMiss;
      }
      largestMiss = sweep(k % 2 === 0);
    }
  }

  /** Meets each constraint in turn; returns the largest miss that it found. */
  function sweep(down: boolean): number {
    let largest = 0;
    for (let k = 0; k < size; k++) {
      // Down and up in turn: a change at one end of a chain of totals reaches the other in one sweep.
      const c = down ? k : size - 1 - k;
      if (moved[c] === 0) continue;
      moved[c] = 0;
      const miss = meet(c);
      if (miss > largest) largest = miss;
    }
    return largest;
  }

  function meet(c: number): number {
    const start = starts[c]!;
    const end = starts[c + 1]!;
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
    if (slope === 0) pull[c] = 0;
    if (Math.abs(miss) <= close || slope === 0) return 0;
    const most = LARGEST_MOVE / steepest;
    let move = Math.min(Math.max((RELAXATION * miss) / slope, -most), most);
    if (isOneSided(c)) {
      move = ownSide(c, move);
      if (move === 0) return 0;
    }
    pull[c]! += move;
    for (let e = start; e < end; e++) {
      const entry = entries[e]!;
      shift(unknownOf(entry), entry < 0 ? -move : move);
    }
    wake(start, end);
    return Math.abs(miss);
  }

  /**
   * Moves all constraints' multipliers together, as far as the dual still falls; returns the largest miss
   * afterwards.
   */
  function newtonStep(): number {
    const misses = new Float64Array(size);
    const steepness = above.map((z, u) => z * give[u]!);
    const active = new Uint8Array(size);
    for (let c = 0; c < size; c++) {
      misses[c] = missOf(c);
      active[c] = isOneSided(c) && pull[c] === 0 && misses[c] === 0 ? 0 : 1;
    }
    const moves = solvePulls({ starts, entries, active }, steepness, misses);
    for (let c = 0; c < size; c++) if (isOneSided(c)) moves[c] = ownSide(c, moves[c]!);
    const before = { logs: logs.slice(), above: above.slice(), pull: pull.slice(), dual: dual() };
    for (let share = 1; share > SMALLEST_SHARE; share /= 2) {
      moveAll(moves, share);
      if (dual() < before.dual) break;
      logs.set(before.logs);
      above.set(before.above);
      pull.set(before.pull);
    }
    let worst = 0;
    for (let c = 0; c < size; c++) {
      const miss = Math.abs(missOf(c));
      if (miss > close) moved[c] = 1;
      if (miss > worst) worst = miss;
    }
    return worst;
  }

  function moveAll(moves: Float64Array, share: number): void {
    const shifts = new Float64Array(above.length);
    for (let c = 0; c < size; c++) {
      const move = share * moves[c]!;
      if (move === 0) continue;
      pull[c]! += move;
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const entry = entries[e]!;
        shifts[unknownOf(entry)]! += entry < 0 ? -move : move;
      }
    }
    for (let u = 0; u < shifts.length; u++) if (shifts[u] !== 0) shift(u, shifts[u]!);
  }

  /** What the multipliers minimise; its slope along each is the total's miss. */
  function dual(): number {
    let sum = 0;
    for (let u = 0; u < above.length; u++) sum += above[u]! / Math.max(give[u]!, 1e-12);
    for (let c = 0; c < size; c++) sum += slack[c]! * Math.abs(pull[c]!) - pull[c]! * remainder[c]!;
    return sum;
  }

  function missOf(c: number): number {
    let sum = 0;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      sum += entry < 0 ? -above[~entry]! : above[entry]!;
    }
    return target(c, sum) - sum;
  }

  function shift(u: number, move: number): void {
    if (origin[u] === -Infinity) return;
    const farthest = origin[u]! + FARTHEST;
    const log = Math.min(Math.max(logs[u]! + move * give[u]!, farthest - 2 * FARTHEST), farthest);
    logs[u] = log;
    above[u] = Math.exp(log);
  }

  function wake(start: number, end: number): void {
    for (let e = start; e < end; e++) {
      const u = unknownOf(entries[e]!);
      for (let k = incidence.starts[u]!; k < incidence.starts[u + 1]!; k++) moved[incidence.constraints[k]!] = 1;
    }
  }

  function isOneSided(c: number): boolean {
    return slack[c]! > 0 || atMost[c] === 1;
  }

  /** A one-sided or rounded total only ever pulls from its own side; a move across is cut at no pull. */
  function ownSide(c: number, move: number): number {
    const after = pull[c]! + move;
    const crosses = (pull[c]! > 0 && after < 0) || (pull[c]! < 0 && after > 0) || (atMost[c] === 1 && after > 0);
    return crosses ? -pull[c]! : move;
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
