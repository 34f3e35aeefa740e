import type { Constraints } from "./constraints.js";
import { unknownOf } from "./incidence.js";

/** Totals that have to be met together, since a chain of shared cells links them; and these cells. */
export interface Component {
  /** Numbers of constraints, rising. */
  readonly constraints: Uint32Array;
  /** Numbers of the unknowns that can move, each once, in the order in which the constraints name them. */
  readonly unknowns: Uint32Array;
}

/**
 * Splits a system into parts without a cell in common. What happens in one says nothing of another, so each is
 * balanced by itself: most are small and done in a step or two, and all of one fits into the processor's cache.
 *
 * @param isFixed of each unknown, whether its bounds leave it no room, so that it links nothing
 */
export function connectedComponents(constraints: Constraints, isFixed: (u: number) => boolean): Component[] {
  const { length, starts, entries } = constraints;
  const unknowns = entries.reduce((most, entry) => Math.max(most, unknownOf(entry) + 1), 0);
  const leader = Int32Array.from({ length: unknowns }, (_, u) => u);
  const find = (u: number): number => {
    while (leader[u] !== u) u = leader[u] = leader[leader[u]!]!;
    return u;
  };
  const anyUnknown = new Int32Array(length).fill(-1);
  for (let c = 0; c < length; c++) {
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const u = unknownOf(entries[e]!);
      if (isFixed(u)) continue;
      if (anyUnknown[c] === -1) anyUnknown[c] = u;
      else leader[find(u)] = find(anyUnknown[c]!);
    }
  }
  const numbers = new Map<number, number>();
  const members: number[][] = [];
  for (let c = 0; c < length; c++) {
    if (anyUnknown[c] === -1) continue;
    const top = find(anyUnknown[c]!);
    const number = numbers.get(top);
    if (number === undefined) {
      numbers.set(top, members.length);
      members.push([c]);
    } else members[number]!.push(c);
  }
  const isSeen = new Uint8Array(unknowns);
  return members.map((list) => {
    const found: number[] = [];
    for (const c of list) {
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const u = unknownOf(entries[e]!);
        if (isSeen[u] === 1 || isFixed(u)) continue;
        isSeen[u] = 1;
        found.push(u);
      }
    }
    return { constraints: Uint32Array.from(list), unknowns: Uint32Array.from(found) };
  });
}
