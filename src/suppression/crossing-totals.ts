import type { Constraints } from "./constraints.js";
import { decodeUnknown, type Incidence } from "./incidence.js";

/** Unknowns that hang together over totals, and those totals; both rising. */
export interface CrossingSet {
  readonly unknowns: readonly number[];
  readonly constraints: readonly number[];
  /** Whether totals cross: two ways lead from one unknown to another. */
  readonly crosses: boolean;
}

/** The components that hold these unknowns, in order of their first one. */
export function findCrossingSets(
  targets: Iterable<number>,
  constraints: Constraints,
  incidence: Incidence,
): readonly CrossingSet[] {
  const { starts, entries } = constraints;
  const seenUnknown = new Set<number>();
  const seenConstraint = new Set<number>();
  const components: CrossingSet[] = [];
  for (const target of targets) {
    if (seenUnknown.has(target)) continue;
    seenUnknown.add(target);
    const unknowns = [target];
    const totals: number[] = [];
    let links = 0;
    for (const u of unknowns) {
      for (let k = incidence.starts[u]!; k < incidence.starts[u + 1]!; k++) {
        const c = incidence.constraints[k]!;
        if (seenConstraint.has(c)) continue;
        seenConstraint.add(c);
        totals.push(c);
        links += starts[c + 1]! - starts[c]!;
        for (let e = starts[c]!; e < starts[c + 1]!; e++) {
          const other = decodeUnknown(entries[e]!);
          if (seenUnknown.has(other)) continue;
          seenUnknown.add(other);
          unknowns.push(other);
        }
      }
    }
    const rising = (a: number, b: number): number => a - b;
    components.push({
      unknowns: unknowns.sort(rising),
      constraints: totals.sort(rising),
      // A tree has one link less than it has nodes.
      crosses: links >= unknowns.length + totals.length,
    });
  }
  return components;
}
