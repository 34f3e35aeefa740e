import { balanceComponent, buildSolver, type SolverOnce } from "./balance-component.js";
import type { Blocks, Scope } from "./blocks.js";
import type { Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import { Components, type Component } from "./components.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown } from "./incidence.js";
import type { ComponentProblem } from "./pulled-cells.js";
import type { PullSolver } from "./pull-solver.js";

/** What is balanced; read only for the unknowns of a scope. */
export interface Guess {
  /** First guesses, each above 0. */
  readonly guess: Float64Array;
  /** How readily each guess gives way, as a relative variance. */
  readonly give: Float64Array;
}

/** What a job is in dollars, as far as closeness goes. */
const WAGES_A_JOB = 10_000;

/** Totals that are balanced together, and what is the same of them for every set of guesses. */
interface Part {
  readonly component: Component;
  readonly totals: Omit<ComponentProblem, "guess" | "give">;
  /** Made when it is first asked for. */
  readonly solver: SolverOnce;
}

/** Balances guesses of one quantity, block by block, as often as there are guesses. */
export class Balancer {
  readonly #constraints: Constraints;
  readonly #quantity: Quantity;
  readonly #bounds: Bounds;
  readonly #blocks: Blocks;
  readonly #unit: number;
  readonly #components: Components;
  /** By block; they serve for every set of guesses. */
  readonly #parts: (readonly Part[] | undefined)[];
  /** For each unknown, its place in the component that is at work. */
  readonly #local: Int32Array;

  constructor(constraints: Constraints, quantity: Quantity, bounds: Bounds, blocks: Blocks) {
    const { low, high } = bounds;
    this.#constraints = constraints;
    this.#quantity = quantity;
    this.#bounds = bounds;
    this.#blocks = blocks;
    this.#unit = quantity === "employment" ? 1 : WAGES_A_JOB;
    this.#components = new Components(constraints, (u) => high[u]! - low[u]! <= 0);
    this.#parts = new Array<undefined>(blocks.length).fill(undefined);
    this.#local = new Int32Array(low.length);
  }

  /**
   * Moves guesses as little as possible until every total is met.
   *
   * Minimises Σ (1/give) · (z ln(z/guess) − z + guess) subject to all constraints, z being what a cell has
   * above its lower bound. The minimum is unique, so the order of work does not matter. Upper bounds need no
   * care: they follow from the totals and from no cell being below its least.
   *
   * @param values takes the balanced figures
   * @returns the largest miss of a total beyond its rounding, in the quantity's unit
   */
  balance(given: Guess, scope: Scope, values: Float64Array): number {
    const { low, high } = this.#bounds;
    for (const u of scope.unknowns) values[u] = low[u]! + this.#aboveFloor(u, given);
    let largestMiss = 0;
    for (const block of scope.blocks) {
      for (const part of (this.#parts[block] ??= this.#partsOf(this.#blocks.selectScope([block])))) {
        const { above, miss } = balanceComponent(this.#problemOf(part, given), part.solver);
        const { unknowns } = part.component;
        for (let k = 0; k < unknowns.length; k++) {
          const u = unknowns[k]!;
          values[u] = Math.min(low[u]! + above[k]!, high[u]!);
        }
        if (miss > largestMiss) largestMiss = miss;
      }
    }
    return largestMiss;
  }

  #partsOf({ constraints }: Scope): readonly Part[] {
    return this.#components.among(constraints).map((component) => {
      let found: PullSolver | undefined;
      return { component, totals: this.#totalsOf(component), solver: (sums) => (found ??= buildSolver(sums)) };
    });
  }

  /** What a guess has above the cell's least, kept inside its room; a guess below the least leaves some room. */
  #aboveFloor(u: number, { guess }: Guess): number {
    const low = this.#bounds.low[u]!;
    const room = this.#bounds.high[u]! - low;
    if (room <= 0) return 0;
    const some = 0.2 * Math.min(guess[u]!, room);
    return Math.min(Math.max(guess[u]! - low, some, 0.01 * this.#unit), 0.9 * room);
  }

  #problemOf({ component: { unknowns }, totals }: Part, given: Guess): ComponentProblem {
    const guess = new Float64Array(unknowns.length);
    const give = new Float64Array(unknowns.length);
    for (let k = 0; k < unknowns.length; k++) {
      const u = unknowns[k]!;
      guess[k] = this.#aboveFloor(u, given);
      give[k] = given.give[u]!;
    }
    return { ...totals, guess, give };
  }

  #totalsOf({ constraints: numbers, unknowns }: Component): Part["totals"] {
    const { starts: allStarts, entries: allEntries, atMost, ...of } = this.#constraints;
    const remainders = of.remainder[this.#quantity];
    const roundings = of.rounding[this.#quantity];
    const { low, high } = this.#bounds;
    const local = this.#local;
    for (let k = 0; k < unknowns.length; k++) local[unknowns[k]!] = k;
    const starts = new Uint32Array(numbers.length + 1);
    let most = 0;
    for (const c of numbers) most += allStarts[c + 1]! - allStarts[c]!;
    const entries = new Int32Array(most);
    const remainder = new Float64Array(numbers.length);
    const rounding = new Float64Array(numbers.length);
    const isAtMost = new Uint8Array(numbers.length);
    let filled = 0;
    for (let k = 0; k < numbers.length; k++) {
      const c = numbers[k]!;
      rounding[k] = roundings[c]!;
      isAtMost[k] = atMost[c]!;
      let rest = remainders[c]!;
      for (let e = allStarts[c]!; e < allStarts[c + 1]!; e++) {
        const entry = allEntries[e]!;
        const u = decodeUnknown(entry);
        rest += entry < 0 ? low[u]! : -low[u]!;
        if (high[u]! - low[u]! > 0) entries[filled++] = entry < 0 ? ~local[u]! : local[u]!;
      }
      remainder[k] = rest;
      starts[k + 1] = filled;
    }
    return {
      sums: { cells: unknowns.length, starts, entries: filled < most ? entries.slice(0, filled) : entries },
      remainder,
      rounding,
      atMost: isAtMost,
      unit: this.#unit,
    };
  }
}
