import { buildForest, type SignedSums } from "./forest.js";
import { unknownOf } from "./incidence.js";
import { PullSolver } from "./pull-solver.js";

/** Totals that share cells, over cells that can move. */
export interface ComponentProblem {
  readonly sums: SignedSums;
  /** What each total leaves for the cells' parts above their least. */
  readonly remainder: Float64Array;
  /** How far a total may be missed at most, since it and its parts are rounded; 0 where figures are exact. */
  readonly rounding: Float64Array;
  /** 1 where the cells may add up to less. */
  readonly atMost: Uint8Array;
  /** Where each cell starts above its least; above 0. */
  readonly guess: Float64Array;
  readonly give: Float64Array;
  /** What a job is in the unit of the figures. */
  readonly unit: number;
}

/** Sweeps before the first step of all totals at once, and after a step that had to be shortened. */
const FIRST_SWEEPS = 20;
const SWEEPS = 5;
const STEPS = 40;
/**
 * A total is met when missed by no more than this, in jobs. Where many totals all but pin each other down the last
 * digits come slowly: from the given step on, so much is enough.
 */
const CLOSE_ENOUGH: readonly { readonly step: number; readonly jobs: number }[] = [
  { step: 8, jobs: 0.5 },
  { step: 5, jobs: 0.02 },
  { step: 0, jobs: 1e-3 },
];
/** Steps in a row that hardly lessen the misses: the totals contradict each other, or nothing more is to be had. */
const PATIENCE = 4;
const HARDLY = 0.9;
/** Slight over-relaxation: fewer sweeps. */
const RELAXATION = 1.3;
/** The most that one total moves the logarithm of a cell in a sweep. */
const LARGEST_MOVE = 1.5;
/** A step goes too far where the dual rises again by more than this part of how it fell at first. */
const OVERSHOT = 0.5;
const TRIES = 12;
/**
 * Beyond e to this power of its guess (some fifty times) a cell grows in proportion to the pull, no longer by its
 * exponential: few cells are ever there, but their steepness would shorten every step of all the others.
 */
const STEEPEST = 4;
/** No cell leaves its guess by more than e to this power, so a contradiction can't run away. */
const FARTHEST = 40;
/** How many standard deviations of what rounding leaves its utmost is taken for. */
const ROUNDING_DEVIATIONS = 3;
/** How closely linear systems are solved: no more than a step is worth. */
const TOLERANCE = 0.03;
const ROUNDS = 60;

/**
 * Balances one component; see `balance`.
 *
 * The dual has one multiplier a total, its pull, and is smooth and convex. A few sweeps, in which each total in
 * turn finds the pull that meets it (with equal `give` and one set of totals that is iterative proportional
 * fitting), bring it near; then Newton steps move all pulls at once, as far as the dual still falls.
 *
 * @returns what each cell has above its least, and the largest miss of a total beyond its rounding
 */
export function balanceComponent(problem: ComponentProblem): { readonly above: Float64Array; readonly miss: number } {
  const { sums, remainder, rounding, atMost, give, unit } = problem;
  const { starts, entries, cells } = sums;
  const size = starts.length - 1;
  const close = CLOSE_ENOUGH.at(-1)!.jobs * unit;
  const origin = problem.guess.map(Math.log);
  const steepest = problem.guess.map((guess) => guess * Math.exp(STEEPEST));
  const logs = origin.slice();
  const above = problem.guess.slice();
  const pull = new Float64Array(size);
  const misses = new Float64Array(size);
  const looseness = rounding.map((most) => (most / ROUNDING_DEVIATIONS) ** 2 / unit);

  for (let k = 0; k < FIRST_SWEEPS && sweep(k % 2 === 0) > close; k++);
  let worst = findMisses();
  if (worst <= close) return { above, miss: missBeyondRounding() };

  const solver = new PullSolver(sums, buildForest(sums));
  let least = Infinity;
  let waited = 0;
  for (let step = 0; step < STEPS && !isCloseEnough(step) && waited < PATIENCE; step++) {
    const total = misses.reduce((sum, miss) => sum + Math.abs(miss), 0);
    waited = total > HARDLY * least ? waited + 1 : 0;
    least = Math.min(least, total);
    const isShortened = newtonStep();
    for (let k = 0; isShortened && k < SWEEPS; k++) sweep(k % 2 === 0);
    worst = findMisses();
  }
  return { above, miss: missBeyondRounding() };

  function isCloseEnough(step: number): boolean {
    return worst <= unit * CLOSE_ENOUGH.find(({ step: from }) => step >= from)!.jobs;
  }

  /** Meets each total in turn; returns the largest miss that it found. */
  function sweep(down: boolean): number {
    let largest = 0;
    for (let k = 0; k < size; k++) {
      // Down and up in turn: a change at one end of a chain of totals reaches the other in one sweep.
      const miss = meet(down ? k : size - 1 - k);
      if (miss > largest) largest = miss;
    }
    return largest;
  }

  function meet(c: number): number {
    const start = starts[c]!;
    const end = starts[c + 1]!;
    let sum = 0;
    let slope = loosenessOf(c);
    let mostGive = 0;
    for (let e = start; e < end; e++) {
      const entry = entries[e]!;
      const u = unknownOf(entry);
      const z = above[u]!;
      sum += entry < 0 ? -z : z;
      slope += steepnessOf(u);
      if (give[u]! > mostGive) mostGive = give[u]!;
    }
    const miss = target(c, sum) - sum;
    if (Math.abs(miss) <= close || !(slope > 0)) return 0;
    const most = LARGEST_MOVE / mostGive;
    const move = ownSide(c, Math.min(Math.max((RELAXATION * miss) / slope, -most), most));
    if (move === 0) return 0;
    pull[c]! += move;
    for (let e = start; e < end; e++) {
      const entry = entries[e]!;
      shift(unknownOf(entry), entry < 0 ? -move : move);
    }
    return Math.abs(miss);
  }

  /** Moves all pulls at once, as far as the dual still falls; returns whether that was less than the whole step. */
  function newtonStep(): boolean {
    const steepness = above.map((_, u) => steepnessOf(u));
    const active = misses.map((miss, c) => (atMost[c] === 1 && pull[c] === 0 && miss === 0 ? 0 : 1));
    const loose = rounding.map((_, c) => loosenessOf(c));
    const moves = solver.solve({ steepness, looseness: loose, active, misses, tolerance: TOLERANCE, rounds: ROUNDS });
    const shifts = new Float64Array(cells);
    let slope = 0;
    for (let c = 0; c < size; c++) {
      const move = (moves[c] = ownSide(c, moves[c]!));
      slope += move * misses[c]!;
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const entry = entries[e]!;
        if (entry < 0) shifts[~entry]! -= move;
        else shifts[entry]! += move;
      }
    }
    const from = { logs: logs.slice(), pull: pull.slice() };
    let share = slope > 0 ? 1 : 0;
    for (let k = 0; ; k++) {
      for (let c = 0; c < size; c++) pull[c] = from.pull[c]! + share * moves[c]!;
      for (let u = 0; u < cells; u++) {
        logs[u] = from.logs[u]!;
        shift(u, share * shifts[u]!);
      }
      if (share === 0) return true;
      findMisses();
      let after = 0;
      for (let c = 0; c < size; c++) after += moves[c]! * misses[c]!;
      // The dual's slope along the step is minus this: below 0 the dual rises again.
      if (after > -OVERSHOT * slope) return k > 0;
      share = k < TRIES ? share * Math.min(Math.max(slope / (slope - after), 0.1), 0.5) : 0;
    }
  }

  function sumOf(c: number): number {
    let sum = 0;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      sum += entry < 0 ? -above[~entry]! : above[entry]!;
    }
    return sum;
  }

  /** Computes all misses; returns the largest. */
  function findMisses(): number {
    let largest = 0;
    for (let c = 0; c < size; c++) {
      const sum = sumOf(c);
      const miss = target(c, sum) - sum;
      misses[c] = miss;
      if (Math.abs(miss) > largest) largest = Math.abs(miss);
    }
    return largest;
  }

  function shift(u: number, move: number): void {
    const farthest = origin[u]! + FARTHEST;
    const log = Math.min(Math.max(logs[u]! + move * give[u]!, farthest - 2 * FARTHEST), farthest);
    const beyond = log - origin[u]! - STEEPEST;
    logs[u] = log;
    above[u] = beyond > 0 ? steepest[u]! * (1 + beyond) : Math.exp(log);
  }

  /** How much a cell moves by a pull of one. */
  function steepnessOf(u: number): number {
    return give[u]! * Math.min(above[u]!, steepest[u]!);
  }

  /** A total that its cells may stay below only ever pulls down; a move across is cut at no pull. */
  function ownSide(c: number, move: number): number {
    return atMost[c] === 1 && pull[c]! + move > 0 ? -pull[c]! : move;
  }

  /**
   * What a total asks of its cells. A rounded one gives way to pulls like a cell, by its looseness, but never by more
   * than rounding can be; so totals that contradict each other a little meet half way.
   */
  function target(c: number, sum: number): number {
    if (atMost[c] === 1 && pull[c] === 0) return Math.min(sum, remainder[c]!);
    const given = looseness[c]! * pull[c]!;
    return remainder[c]! - Math.min(Math.max(given, -rounding[c]!), rounding[c]!);
  }

  /** How much a total moves by a pull of one: not at all where it is exact, or has given way as far as it may. */
  function loosenessOf(c: number): number {
    return looseness[c]! * Math.abs(pull[c]!) < rounding[c]! ? looseness[c]! : 0;
  }

  function missBeyondRounding(): number {
    let largest = 0;
    for (let c = 0; c < size; c++) {
      const excess = sumOf(c) - remainder[c]!;
      const miss = (atMost[c] === 1 ? Math.max(excess, 0) : Math.abs(excess)) - rounding[c]!;
      if (miss > largest) largest = miss;
    }
    return largest;
  }
}
