import type { Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import { findCrossingSets, type CrossingSet } from "./crossing-totals.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown, type Incidence } from "./incidence.js";
import { provenLeast, type LinearProgram, type LinearSolver, type OpenProgram } from "./linear-program.js";

export interface LinearBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Cells whose bounds stayed as they were, since their totals are too many or there were too many cells. */
  readonly left: number;
}

/** Unknowns that hang together beyond which no program is solved: a program of a nation takes minutes. */
const MOST_UNKNOWNS = 20_000;
/** Programs solved at most for one quantity, a few milliseconds each. */
const MOST_SOLVES = 1_000;
/** Numbers of a program are of one size, or the solver's tolerances would mean different things. */
const UNIT: Readonly<Record<Quantity, number>> = { employment: 1, wages: 10_000 };
/** How near a corner is to a bound that it stands at, in the program's unit; large numbers carry fewer decimals. */
const touching = (bound: number): number => 1e-6 * Math.max(1, Math.abs(bound) / 1000);
/** Cells that no longer reach a bound by a common objective are looked at one by one. */
const WORTH_ANOTHER = 0.05;

/**
 * The least and most that the totals, all at once, allow each of some unknowns.
 *
 * Going round the totals one by one finds these where totals form a tree, as the industries of an area do. Where
 * they cross (counties under a state and a metropolitan area, and each with a tree of industries) linear
 * programs find closer bounds. A corner in which a cell stands at its bound proves that bound, and one
 * corner does so for many cells; the others are solved one by one. What a program finds is computed again
 * from its multipliers, so that no bound depends on the solver's arithmetic.
 */
export async function linearBounds(
  targets: readonly number[],
  facts: {
    readonly constraints: Constraints;
    readonly incidence: Incidence;
    readonly bounds: Bounds;
    readonly quantity: Quantity;
  },
  loadSolver: () => Promise<LinearSolver>,
): Promise<LinearBounds> {
  const { bounds, constraints, incidence } = facts;
  const low = bounds.low.slice();
  const high = bounds.high.slice();
  const open = [...new Set(targets)].filter((u) => high[u]! > low[u]!).sort((a, b) => a - b);
  const isOpen = new Set(open);
  const search = { ...facts, low, high, solves: 0, left: new Set<number>() };
  for (const component of findCrossingSets(open, constraints, incidence)) {
    if (!component.crosses) continue;
    const cells = component.unknowns.filter((u) => isOpen.has(u));
    if (component.unknowns.length > MOST_UNKNOWNS) for (const u of cells) search.left.add(u);
    else narrow(search, component, cells, await loadSolver());
  }
  return { low, high, left: search.left.size };
}

interface Search {
  readonly constraints: Constraints;
  readonly bounds: Bounds;
  readonly quantity: Quantity;
  readonly low: Float64Array;
  readonly high: Float64Array;
  solves: number;
  readonly left: Set<number>;
}

/** One end of a cell's bounds: the least, sought with cost 1, or the most, with cost −1. */
const ENDS = [1, -1] as const;
type End = (typeof ENDS)[number];

function narrow(search: Search, component: CrossingSet, cells: readonly number[], solver: LinearSolver): void {
  const unit = UNIT[search.quantity];
  const program = buildProgram(search, component);
  const column = new Map(component.unknowns.map((u, index) => [u, index]));
  const unproven: Readonly<Record<End, Set<number>>> = {
    [1]: new Set(cells),
    [-1]: new Set(cells.filter((u) => search.high[u]! < Infinity)),
  };
  const costs = new Float64Array(component.unknowns.length);
  const opened = solver.open(program);
  try {
    if (!look(opened, costs)) {
      // No point meets all totals at once: their bounds one by one are all that can be said.
      for (const u of cells) search.left.add(u);
      return;
    }
    for (const end of ENDS) tryTogether(end);
    for (const end of ENDS) for (const u of cells) if (unproven[end].has(u)) alone(u, end);
  } finally {
    opened.close();
  }

  function look(at: OpenProgram, objective: Float64Array) {
    search.solves++;
    const optimum = at.minimise(objective);
    if (!optimum) return undefined;
    for (const end of ENDS) {
      for (const u of unproven[end]) {
        const bound = (end === 1 ? search.bounds.low[u]! : search.bounds.high[u]!) / unit;
        const beyond = end * (optimum.columns[column.get(u)!]! - bound);
        if (beyond <= touching(bound)) unproven[end].delete(u);
      }
    }
    return optimum;
  }

  function tryTogether(end: End): void {
    for (;;) {
      const before = unproven[end].size;
      if (before < 2) return;
      costs.fill(0);
      for (const u of unproven[end]) costs[column.get(u)!] = end;
      look(opened, costs);
      if (before - unproven[end].size < Math.max(2, WORTH_ANOTHER * before)) return;
    }
  }

  function alone(u: number, end: End): void {
    if (search.solves >= MOST_SOLVES) {
      search.left.add(u);
      return;
    }
    costs.fill(0);
    costs[column.get(u)!] = end;
    const optimum = look(opened, costs);
    unproven[end].delete(u);
    if (!optimum) return;
    const proven = end * provenLeast(program, costs, optimum.multipliers) * unit;
    if (end === 1) search.low[u] = Math.max(search.low[u]!, proven);
    else search.high[u] = Math.min(search.high[u]!, proven);
  }
}

function buildProgram({ constraints, bounds, quantity }: Search, component: CrossingSet): LinearProgram {
  const { starts, entries, atMost } = constraints;
  const unit = UNIT[quantity];
  const column = new Map(component.unknowns.map((u, index) => [u, index]));
  const links: number[] = [];
  const coefficients: number[] = [];
  const ends = [0];
  for (const c of component.constraints) {
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      links.push(column.get(decodeUnknown(entries[e]!))!);
      coefficients.push(entries[e]! < 0 ? -1 : 1);
    }
    ends.push(links.length);
  }
  const remainder = constraints.remainder[quantity];
  const rounding = constraints.rounding[quantity];
  const rows = Uint32Array.from(component.constraints);
  return {
    columnLow: Float64Array.from(component.unknowns, (u) => bounds.low[u]! / unit),
    columnHigh: Float64Array.from(component.unknowns, (u) => bounds.high[u]! / unit),
    rowLow: Float64Array.from(rows, (c) => (atMost[c] === 1 ? -Infinity : (remainder[c]! - rounding[c]!) / unit)),
    rowHigh: Float64Array.from(rows, (c) => (remainder[c]! + rounding[c]!) / unit),
    starts: Int32Array.from(ends),
    indices: Int32Array.from(links),
    coefficients: Float64Array.from(coefficients),
  };
}
