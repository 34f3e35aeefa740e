import type { Forest, SignedSums } from "./forest.js";
import { unknownOf } from "./incidence.js";

/** A constraint whose cells have all but come to their least still moves the cell above it, at this softness. */
const SOFTEST = 1e-9;
/** Totals that repeat each other make a matrix without an inverse; so little on its diagonal gives it one. */
const RIDGE = 1e-9;

/** What of a linear system changes from step to step. */
export interface PullProblem {
  /** Of each cell how much it moves by a pull of one: never negative. */
  readonly steepness: Float64Array;
  /** Of each constraint how much its total gives way to a pull of one; 0 where it is exact. */
  readonly looseness: Float64Array;
  /** 0 for constraints that take no part. */
  readonly active: ArrayLike<number>;
  /** What each constraint lacks. */
  readonly misses: Float64Array;
  /** Share of the misses that may be left over, and the most rounds that may be spent on it. */
  readonly tolerance: number;
  readonly rounds: number;
}

/**
 * Solves (A·D·Aᵀ + L) x = misses, A being the signs of the constraints, D the steepness of each cell and L the
 * looseness of each constraint: the pulls that
 * would make up for all misses at once, were the sums linear.
 *
 * The constraints of the forest are solved exactly, by messages up and down its trees: given what the others
 * pull, each cell's move and how far it is still free. What is left, the totals that close circles, is solved by
 * conjugate gradients, each scaled by how free its cells still are. So a round costs two passes, and few rounds
 * do: the many levels between a county's total and its finest industries never have to be worked off step by step.
 */
export class PullSolver {
  readonly #sums: SignedSums;
  readonly #forest: Forest;
  /** What the subtree of a cell leaves of its freedom, as a variance. */
  readonly #freedom: Float64Array;
  readonly #precision: Float64Array;
  readonly #message: Float64Array;
  readonly #move: Float64Array;
  readonly #weight: Float64Array;
  readonly #rest: Float64Array;
  readonly #isLoose: Uint8Array;

  constructor(sums: SignedSums, forest: Forest) {
    this.#sums = sums;
    this.#forest = forest;
    this.#freedom = new Float64Array(sums.cells);
    this.#precision = new Float64Array(sums.cells);
    this.#message = new Float64Array(sums.cells);
    this.#move = new Float64Array(sums.cells);
    this.#weight = new Float64Array(forest.length);
    this.#rest = new Float64Array(forest.length);
    // Cells that stand in no constraint of the forest.
    this.#isLoose = new Uint8Array(sums.cells).fill(1);
    for (const entry of forest.entries) this.#isLoose[unknownOf(entry)] = 0;
  }

  /** @returns the pull of each constraint, 0 for those that take no part */
  solve(problem: PullProblem): Float64Array {
    const { misses, active, steepness } = problem;
    const { outside, length, constraint } = this.#forest;
    this.#weigh(problem);
    const pulls = new Float64Array(misses.length);
    const inForest = new Float64Array(length);
    for (let k = 0; k < length; k++) inForest[k] = active[constraint[k]!] === 1 ? misses[constraint[k]!]! : 0;
    this.#message.fill(0);
    const none = new Float64Array(length);
    if (outside.length > 0) {
      this.#pass(inForest, steepness);
      const lacking = Float64Array.from(outside, (c) => (active[c] === 1 ? misses[c]! - this.#sumOf(c) : 0));
      const found = this.#conjugateGradients(lacking, problem, none);
      this.#spread(found);
      outside.forEach((c, r) => (pulls[c] = found[r]!));
    }
    this.#pass(inForest, steepness, pulls);
    return pulls;
  }

  #conjugateGradients(lacking: Float64Array, problem: PullProblem, none: Float64Array): Float64Array {
    const { steepness, looseness, active, tolerance, rounds } = problem;
    const { outside } = this.#forest;
    const size = outside.length;
    const diagonal = this.#freedomOfSums(problem);
    const solution = new Float64Array(size);
    const residual = lacking;
    const scaled = residual.map((rest, r) => rest / diagonal[r]!);
    const direction = scaled.slice();
    let old = productOf(scaled, residual);
    const enough = tolerance * tolerance * old;
    for (let round = 0; round < rounds && old > enough; round++) {
      this.#spread(direction);
      this.#pass(none, steepness);
      let curvature = 0;
      const image = scaled;
      for (let r = 0; r < size; r++) {
        const c = outside[r]!;
        image[r] = active[c] === 1 ? this.#sumOf(c) + (looseness[c]! + RIDGE * diagonal[r]!) * direction[r]! : 0;
        curvature += direction[r]! * image[r]!;
      }
      if (!(curvature > 0)) break;
      const step = old / curvature;
      let now = 0;
      for (let r = 0; r < size; r++) {
        solution[r]! += step * direction[r]!;
        const rest = residual[r]! - step * image[r]!;
        residual[r] = rest;
        scaled[r] = rest / diagonal[r]!;
        now += rest * scaled[r]!;
      }
      const ratio = now / old;
      for (let r = 0; r < size; r++) direction[r] = scaled[r]! + ratio * direction[r]!;
      old = now;
    }
    return solution;
  }

  /** From the leaves to the roots: how free each cell is, given the constraints below it. */
  #weigh({ steepness, looseness, active }: PullProblem): void {
    const { length, constraint, above, starts, entries } = this.#forest;
    const precision = this.#precision.fill(0);
    const freedom = this.#freedom;
    for (let u = 0; u < freedom.length; u++) if (this.#isLoose[u] === 1) freedom[u] = steepness[u]!;
    for (let k = length - 1; k >= 0; k--) {
      let sum = looseness[constraint[k]!]!;
      for (let e = starts[k]!; e < starts[k + 1]!; e++) {
        const u = unknownOf(entries[e]!);
        const free = steepness[u]! / (1 + steepness[u]! * precision[u]!);
        freedom[u] = free;
        sum += free;
      }
      const up = above[k]!;
      if (up !== -1) sum = Math.max(sum, SOFTEST * steepness[up]!);
      const weight = active[constraint[k]!] === 1 && sum > 0 ? 1 / sum : 0;
      this.#weight[k] = weight;
      if (up !== -1) precision[up]! += weight;
    }
  }

  /**
   * Of each constraint outside the forest how far its cells together are still free, given all of the forest:
   * the diagonal of what conjugate gradients work on, but for cells of one tree that stand in one sum.
   */
  #freedomOfSums({ steepness, looseness, active }: PullProblem): Float64Array {
    const { length, above, starts, entries, outside } = this.#forest;
    const freedom = this.#freedom;
    const left = steepness.slice();
    for (let k = 0; k < length; k++) {
      const weight = this.#weight[k]!;
      const up = above[k]!;
      // The freedom of the cell above without what this constraint says of it.
      let sum = 0;
      if (weight > 0 && up !== -1 && left[up]! > 0) sum = 1 / Math.max(1 / left[up]! - weight, 1 / steepness[up]!);
      sum += weight > 0 ? 1 / weight : Infinity;
      for (let e = starts[k]!; e < starts[k + 1]!; e++) {
        const u = unknownOf(entries[e]!);
        left[u] = freedom[u]! * Math.max(1 - freedom[u]! / sum, 0);
      }
    }
    const { starts: from, entries: all } = this.#sums;
    return Float64Array.from(outside, (c) => {
      if (active[c] === 0) return 1;
      let sum = looseness[c]!;
      let whole = 0;
      for (let e = from[c]!; e < from[c + 1]!; e++) {
        const u = unknownOf(all[e]!);
        sum += left[u]!;
        whole += steepness[u]!;
      }
      return Math.max(sum, 1e-6 * whole) || 1;
    });
  }

  /** Starts the messages with what the constraints outside the forest pull at each cell. */
  #spread(pulls: Float64Array): void {
    const { starts, entries } = this.#sums;
    const { outside } = this.#forest;
    const message = this.#message.fill(0);
    for (let r = 0; r < outside.length; r++) {
      const pull = pulls[r]!;
      if (pull === 0) continue;
      const c = outside[r]!;
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const entry = entries[e]!;
        if (entry < 0) message[~entry]! -= pull;
        else message[entry]! += pull;
      }
    }
  }

  /** Moves all cells so that the forest's constraints get what they lack; puts their pulls into `pulls`. */
  #pass(lacking: Float64Array, steepness: Float64Array, pulls?: Float64Array): void {
    const { length, constraint, above, aboveSign, starts, entries } = this.#forest;
    const message = this.#message;
    const move = this.#move;
    const freedom = this.#freedom;
    const weight = this.#weight;
    const rest = this.#rest;
    for (let k = length - 1; k >= 0; k--) {
      let sum = lacking[k]!;
      for (let e = starts[k]!; e < starts[k + 1]!; e++) {
        const entry = entries[e]!;
        const u = unknownOf(entry);
        const own = freedom[u]! * message[u]!;
        move[u] = own;
        sum += entry < 0 ? own : -own;
      }
      rest[k] = sum;
      const up = above[k]!;
      if (up !== -1) message[up]! += aboveSign[k]! * weight[k]! * sum;
    }
    for (let u = 0; u < move.length; u++) if (this.#isLoose[u] === 1) move[u] = steepness[u]! * message[u]!;
    for (let k = 0; k < length; k++) {
      const up = above[k]!;
      const lack = up === -1 ? rest[k]! : rest[k]! - aboveSign[k]! * move[up]!;
      const pull = lack * weight[k]!;
      if (pulls) pulls[constraint[k]!] = pull;
      if (pull === 0) continue;
      for (let e = starts[k]!; e < starts[k + 1]!; e++) {
        const entry = entries[e]!;
        if (entry < 0) move[~entry]! -= freedom[~entry]! * pull;
        else move[entry]! += freedom[entry]! * pull;
      }
    }
  }

  #sumOf(c: number): number {
    const { starts, entries } = this.#sums;
    const move = this.#move;
    let sum = 0;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      if (entry < 0) sum -= move[~entry]!;
      else sum += move[entry]!;
    }
    return sum;
  }
}

function productOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
