import type { Bounds } from "./bounds.js";
import type { Scope } from "./blocks.js";
import type { Constraints } from "./constraints.js";
import type { Intervals } from "./interval.js";

/** Beyond so many times its first guess a cell holds what nothing foresaw: a large employer, which may as well be beside it. */
const MOVED = 6;
/** Of so many cells at most any may hold it, one time in twenty and more. */
const MOST_CELLS = 3;

/**
 * Widens the intervals of cells of which one holds a large employer, while nothing says which.
 *
 * Where a total leaves far more to two or three cells than they were guessed to have, the one that gives way most
 * readily gets nearly all of it. It may be as small as it was guessed after all, and the others have its jobs. Of sums of
 * really withheld cells whose largest was moved to over six times its guess, one in twenty has less than a tenth of its
 * estimate. Sums know of it by their own half-widths, which were learned on them, so that only cells by themselves change.
 */
export function widenBesideGiants(
  {
    values,
    bounds,
    intervals,
    range: { guess },
  }: {
    readonly values: Float64Array;
    readonly bounds: Bounds;
    readonly intervals: Intervals;
    readonly range: { readonly guess: Float64Array };
  },
  { starts, entries, atMost }: Constraints,
  { unknowns, constraints }: Scope,
): void {
  const { low, high } = intervals;
  const isMoved = (u: number): boolean => values[u]! > MOVED * guess[u]!;
  for (const u of unknowns) {
    if (isMoved(u)) low[u] = Math.min(low[u]!, Math.max(guess[u]!, bounds.low[u]!));
  }
  for (const c of constraints) {
    const start = starts[c]!;
    const end = starts[c + 1]!;
    if (atMost[c] === 1 || end - start > MOST_CELLS) continue;
    const cells = entries.subarray(start, end);
    if (cells.some((entry) => entry < 0)) continue;
    for (const giant of cells) {
      if (!isMoved(giant)) continue;
      const beyond = values[giant]! - guess[giant]!;
      for (const u of cells) {
        if (u !== giant) high[u] = Math.max(high[u]!, Math.min(values[u]! + beyond, bounds.high[u]!));
      }
    }
  }
}
