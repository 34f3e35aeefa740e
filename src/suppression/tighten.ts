import type { Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import type { Filled } from "./fill.js";
import { linearBounds } from "./linear-bounds.js";
import type { LinearSolver } from "./linear-program.js";
import type { EstimatedSystem } from "./sums.js";

/** Ends that are nearer than this are one figure, in jobs or dollars: solvers and thirds of jobs leave no more. */
const CLOSED: Readonly<Record<Quantity, number>> = { employment: 1e-3, wages: 1 };

/**
 * Narrows the bounds of some unknowns to what all totals together allow, and cuts their intervals off there.
 *
 * @returns `left`: cells of which one or both quantities kept their bounds, because there was too much to solve
 */
export async function tightenFilled(
  unknowns: readonly number[],
  filled: Filled,
  { cells, constraints, incidence }: EstimatedSystem,
  loadSolver: () => Promise<LinearSolver>,
): Promise<{ readonly filled: Filled; readonly left: number }> {
  let left = 0;
  const narrowed = async (quantity: Quantity): Promise<Filled[Quantity]> => {
    const before = filled[quantity];
    const facts = { constraints, incidence, bounds: before.bounds, quantity };
    const found = await linearBounds(unknowns, facts, loadSolver);
    left = Math.max(left, found.left);
    const bounds: Bounds = { ...before.bounds, low: found.low, high: found.high };
    const values = before.values.slice();
    const low = before.intervals.low.slice();
    const high = before.intervals.high.slice();
    const below = before.intervals.below.slice();
    const above = before.intervals.above.slice();
    for (const u of unknowns) {
      if (found.high[u]! - found.low[u]! <= CLOSED[quantity]) {
        const figure = roundedWhere(cells.periods[cells.period[cells.rows[u]!]!]!.quarter, quantity, found, u);
        found.low[u] = found.high[u] = figure;
      }
      values[u] = within(values[u]!, bounds, u);
      low[u] = within(low[u]!, bounds, u);
      high[u] = within(high[u]!, bounds, u);
      below[u] = Math.min(below[u]!, found.high[u]! - found.low[u]!);
      above[u] = Math.min(above[u]!, found.high[u]! - found.low[u]!);
    }
    return { ...before, bounds, values, intervals: { low, high, below, above } };
  };
  const employment = await narrowed("employment");
  const wages = await narrowed("wages");
  return { filled: { ...filled, employment, wages }, left };
}

/** Wages are whole dollars, a quarter's jobs whole thirds: three months' mean. */
function roundedWhere(
  quarter: number,
  quantity: Quantity,
  { low, high }: Pick<Bounds, "low" | "high">,
  u: number,
): number {
  const middle = (low[u]! + high[u]!) / 2;
  if (quantity === "wages") return Math.round(middle);
  return quarter === 0 ? middle : Math.round(middle * 3) / 3;
}

function within(value: number, { low, high }: Bounds, u: number): number {
  return Math.min(Math.max(value, low[u]!), high[u]!);
}
