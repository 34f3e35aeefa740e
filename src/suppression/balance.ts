import { balanceComponent, type ForestOnce } from "./balance-component.js";
import type { Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import { connectedComponents, type Component } from "./components.js";
import type { Constraints } from "./constraints.js";
import { buildForest, type Forest } from "./forest.js";
import { unknownOf } from "./incidence.js";
import type { ComponentProblem } from "./pulled-cells.js";

export interface BalanceInput {
  readonly constraints: Constraints;
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

/** What a job is in dollars, as far as closeness goes. */
const WAGES_A_JOB = 10_000;

/**
 * Moves guesses as little as possible until every total is met.
 *
 * Minimises Σ (1/give) · (z ln(z/guess) − z + guess) subject to all constraints, z being what a cell has
 * above its lower bound. The minimum is unique, so the order of work does not matter. Upper bounds need no
 * care: they follow from the totals and from no cell being below its least.
 */
export function balance(input: BalanceInput, parts: BalanceParts = partsOf(input)): Balanced {
  const { bounds, quantity } = input;
  const { low, high } = bounds;
  const unit = quantity === "employment" ? 1 : WAGES_A_JOB;
  const values = Float64Array.from(
    input.guess,
    (guess, u) => low[u]! + aboveFloor(guess, { low: low[u]!, high: high[u]!, unit }),
  );
  const local = new Int32Array(values.length);
  let largestMiss = 0;
  for (const { component, forest } of parts) {
    const { above, miss } = balanceComponent(problemOf(component, input, { unit, local }), forest);
    component.unknowns.forEach((u, k) => (values[u] = Math.min(low[u]! + above[k]!, high[u]!)));
    if (miss > largestMiss) largestMiss = miss;
  }
  return { values, largestMiss };
}

/** Totals that are balanced together, and the forest among them, which is found when it is first asked for. */
export type BalanceParts = readonly { readonly component: Component; readonly forest: ForestOnce }[];

/** The parts of a system within bounds, which serve for every set of guesses. */
export function partsOf({ constraints, bounds }: Pick<BalanceInput, "constraints" | "bounds">): BalanceParts {
  const { low, high } = bounds;
  return connectedComponents(constraints, (u) => high[u]! - low[u]! <= 0).map((component) => {
    let found: Forest | undefined;
    return { component, forest: (sums) => (found ??= buildForest(sums)) };
  });
}

/** What a guess has above the cell's least, kept inside its room; a guess below the least leaves some room. */
function aboveFloor(
  guess: number,
  { low, high, unit }: { readonly low: number; readonly high: number; readonly unit: number },
): number {
  const room = high - low;
  if (room <= 0) return 0;
  const some = 0.2 * Math.min(guess, room);
  return Math.min(Math.max(guess - low, some, 0.01 * unit), 0.9 * room);
}

function problemOf(
  { constraints: numbers, unknowns }: Component,
  { constraints, quantity, bounds, guess, give }: BalanceInput,
  { unit, local }: { readonly unit: number; readonly local: Int32Array },
): ComponentProblem {
  const { low, high } = bounds;
  unknowns.forEach((u, k) => (local[u] = k));
  const starts = new Uint32Array(numbers.length + 1);
  const entries: number[] = [];
  const remainder = new Float64Array(numbers.length);
  numbers.forEach((c, k) => {
    let rest = constraints.remainder[quantity][c]!;
    for (let e = constraints.starts[c]!; e < constraints.starts[c + 1]!; e++) {
      const entry = constraints.entries[e]!;
      const u = unknownOf(entry);
      rest += entry < 0 ? low[u]! : -low[u]!;
      if (high[u]! - low[u]! > 0) entries.push(entry < 0 ? ~local[u]! : local[u]!);
    }
    remainder[k] = rest;
    starts[k + 1] = entries.length;
  });
  return {
    sums: { cells: unknowns.length, starts, entries: Int32Array.from(entries) },
    remainder,
    rounding: Float64Array.from(numbers, (c) => constraints.rounding[quantity][c]!),
    atMost: Uint8Array.from(numbers, (c) => constraints.atMost[c]!),
    guess: Float64Array.from(unknowns, (u) => aboveFloor(guess[u]!, { low: low[u]!, high: high[u]!, unit })),
    give: Float64Array.from(unknowns, (u) => give[u]!),
    unit,
  };
}
