import type { Forest, SignedSums } from "./forest.js";
import { placeSums, type PlacedSums } from "./placed-sums.js";

/** A constraint whose cells have all but come to their least still moves the cell above it, at this softness. */
const SOFTEST = 1e-9;
/** Totals that repeat each other make a matrix without an inverse; so little on its diagonal gives it one. */
const RIDGE = 1e-9;

/** What of a linear system changes from step to step. */
export interface PullProblem {
  /** For each cell, how much it moves by a pull of one: never negative. */
  readonly steepness: Float64Array;
  /** For each constraint, how much its total gives way to a pull of one; 0 where it is exact. */
  readonly looseness: Float64Array;
  /** 0 for constraints that take no part. */
  readonly active: ArrayLike<number>;
  /** What each constraint is short of. */
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
 *
 * Within, cells stand in the order in which the forest names them, so that a pass reads memory from end to end.
 */
export class PullSolver {
  readonly #forest: Forest;
  readonly #placed: PlacedSums;
  readonly #steepness: Float64Array;
  /** What the subtree of a cell leaves of its freedom, as a variance. */
  readonly #freedom: Float64Array;
  readonly #precision: Float64Array;
  readonly #message: Float64Array;
  readonly #move: Float64Array;
  readonly #weight: Float64Array;
  readonly #lack: Float64Array;
  readonly #lacking: Float64Array;
  readonly #pulls: Float64Array;

  constructor(sums: SignedSums, forest: Forest) {
    this.#forest = forest;
    this.#placed = placeSums(sums, forest);
    this.#steepness = new Float64Array(sums.cells);
    this.#freedom = new Float64Array(sums.cells);
    this.#precision = new Float64Array(sums.cells);
    this.#message = new Float64Array(sums.cells);
    this.#move = new Float64Array(sums.cells);
    this.#weight = new Float64Array(forest.length);
    this.#lack = new Float64Array(forest.length);
    this.#lacking = new Float64Array(forest.length);
    this.#pulls = new Float64Array(sums.starts.length - 1);
  }

  /** @returns the pull of each constraint, 0 for those that take no part; the array is used again by the next */
  solve(problem: PullProblem): Float64Array {
    const { misses, active, steepness } = problem;
    const { outside, length, constraint } = this.#forest;
    const { cellAt } = this.#placed;
    for (let place = 0; place < cellAt.length; place++) this.#steepness[place] = steepness[cellAt[place]!]!;
    this.#weigh(problem);
    const inForest = this.#lacking;
    for (let k = 0; k < length; k++) inForest[k] = active[constraint[k]!] === 1 ? misses[constraint[k]!]! : 0;
    this.#message.fill(0);
    const pulls = this.#pulls.fill(0);
    if (outside.length > 0) {
      this.#pass(inForest);
      const lacking = new Float64Array(outside.length);
      for (let r = 0; r < lacking.length; r++) {
        const c = outside[r]!;
        lacking[r] = active[c] === 1 ? misses[c]! - this.#sumOf(r) : 0;
      }
      const found = this.#conjugateGradients(lacking, problem);
      this.#spread(found);
      for (let r = 0; r < found.length; r++) pulls[outside[r]!] = found[r]!;
    }
    this.#pass(inForest);
    for (let k = 0; k < length; k++) pulls[constraint[k]!] = this.#lack[k]! * this.#weight[k]!;
    return pulls;
  }

  #conjugateGradients(lacking: Float64Array, problem: PullProblem): Float64Array {
    const { looseness, active, tolerance, rounds } = problem;
    const { outside, withParts } = this.#forest;
    const none = new Float64Array(withParts);
    const size = outside.length;
    const diagonal = this.#freedomOfSums(problem);
    const solution = new Float64Array(size);
    const residual = lacking;
    const scaled = residual.map((rest, r) => rest / diagonal[r]!);
    const direction = scaled.slice();
    let old = dotProduct(scaled, residual);
    const enough = tolerance * tolerance * old;
    for (let round = 0; round < rounds && old > enough; round++) {
      this.#spread(direction);
      this.#pass(none);
      let curvature = 0;
      const image = scaled;
      for (let r = 0; r < size; r++) {
        const c = outside[r]!;
        image[r] = active[c] === 1 ? this.#sumOf(r) + (looseness[c]! + RIDGE * diagonal[r]!) * direction[r]! : 0;
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
  #weigh({ looseness, active }: PullProblem): void {
    const { length, constraint, starts } = this.#forest;
    const { above, inForest } = this.#placed;
    const precision = this.#precision.fill(0);
    const steepness = this.#steepness;
    const freedom = this.#freedom;
    for (let place = inForest; place < freedom.length; place++) freedom[place] = steepness[place]!;
    for (let k = length - 1; k >= 0; k--) {
      let sum = looseness[constraint[k]!]!;
      for (let place = starts[k]!; place < starts[k + 1]!; place++) {
        const free = steepness[place]! / (1 + steepness[place]! * precision[place]!);
        freedom[place] = free;
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
   * For each constraint outside the forest, how far its cells together are still free, given all of the forest:
   * the diagonal of what conjugate gradients work on, except for cells of one tree that stand in one sum.
   */
  #freedomOfSums({ looseness, active }: PullProblem): Float64Array {
    const { length, starts, outside } = this.#forest;
    const { above, outsideStarts, outsidePlaces } = this.#placed;
    const steepness = this.#steepness;
    const freedom = this.#freedom;
    const left = steepness.slice();
    for (let k = 0; k < length; k++) {
      const weight = this.#weight[k]!;
      const up = above[k]!;
      // The freedom of the cell above without what this constraint says of it.
      let sum = 0;
      if (weight > 0 && up !== -1 && left[up]! > 0) sum = 1 / Math.max(1 / left[up]! - weight, 1 / steepness[up]!);
      sum += weight > 0 ? 1 / weight : Infinity;
      for (let place = starts[k]!; place < starts[k + 1]!; place++) {
        left[place] = freedom[place]! * Math.max(1 - freedom[place]! / sum, 0);
      }
    }
    return Float64Array.from(outside, (c, r) => {
      if (active[c] === 0) return 1;
      let sum = looseness[c]!;
      let whole = 0;
      for (let e = outsideStarts[r]!; e < outsideStarts[r + 1]!; e++) {
        const place = outsidePlaces[e]!;
        sum += left[place]!;
        whole += steepness[place]!;
      }
      return Math.max(sum, 1e-6 * whole) || 1;
    });
  }

  /** Starts the messages with what the constraints outside the forest pull at each cell. */
  #spread(pulls: Float64Array): void {
    const { outsideStarts, outsidePlaces, outsideSigns } = this.#placed;
    const message = this.#message.fill(0);
    for (let r = 0; r < pulls.length; r++) {
      const pull = pulls[r]!;
      if (pull === 0) continue;
      const end = outsideStarts[r + 1]!;
      for (let e = outsideStarts[r]!; e < end; e++) message[outsidePlaces[e]!]! += outsideSigns[e]! * pull;
    }
  }

  /**
   * Moves all cells so that constraints of the forest get what they are short of. Those that none is given for are short of nothing;
   * if they hold no cell but the one by which they hang, they move nothing then.
   */
  #pass(lacking: Float64Array): void {
    const { starts } = this.#forest;
    const { above, aboveSign, inForest } = this.#placed;
    const message = this.#message;
    const move = this.#move;
    const freedom = this.#freedom;
    const weight = this.#weight;
    const lack = this.#lack;
    const { length } = lacking;
    for (let k = length - 1, end = starts[length]!; k >= 0; k--) {
      const start = starts[k]!;
      let sum = lacking[k]!;
      for (let place = start; place < end; place++) {
        const own = freedom[place]! * message[place]!;
        move[place] = own;
        sum -= own;
      }
      end = start;
      lack[k] = sum;
      const up = above[k]!;
      if (up !== -1) message[up]! += aboveSign[k]! * weight[k]! * sum;
    }
    for (let place = inForest; place < move.length; place++) move[place] = freedom[place]! * message[place]!;
    for (let k = 0, start = 0; k < length; k++) {
      const end = starts[k + 1]!;
      const up = above[k]!;
      if (up !== -1) lack[k]! -= aboveSign[k]! * move[up]!;
      const pull = lack[k]! * weight[k]!;
      for (let place = start; place < end; place++) move[place]! += freedom[place]! * pull;
      start = end;
    }
  }

  /** What the r-th constraint outside the forest gets by the cells' moves. */
  #sumOf(r: number): number {
    const { outsideStarts, outsidePlaces, outsideSigns } = this.#placed;
    const move = this.#move;
    const end = outsideStarts[r + 1]!;
    let sum = 0;
    for (let e = outsideStarts[r]!; e < end; e++) sum += outsideSigns[e]! * move[outsidePlaces[e]!]!;
    return sum;
  }
}

function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
