import type { Constraints } from "./constraints.js";
import { decodeUnknown } from "./incidence.js";

/** Totals that have to be met together, since a chain of shared cells links them; and these cells. */
export interface Component {
  /** Numbers of constraints, rising. */
  readonly constraints: Uint32Array;
  /** Numbers of the unknowns that can move, each once, in the order in which the constraints name them. */
  readonly unknowns: Uint32Array;
}

/**
 * Splits constraints into parts without a cell in common. What happens in one says nothing of another, so each is
 * balanced by itself: most are small and done in a step or two, and all of one fits into the processor's cache.
 */
export class Components {
  readonly #constraints: Constraints;
  readonly #isFixed: (u: number) => boolean;
  readonly #leader: Int32Array;
  readonly #isSeen: Uint8Array;

  /** @param isFixed of each unknown, whether its bounds leave it no room, so that it links nothing */
  constructor(constraints: Constraints, isFixed: (u: number) => boolean) {
    const unknowns = constraints.entries.reduce((most, entry) => Math.max(most, decodeUnknown(entry) + 1), 0);
    this.#constraints = constraints;
    this.#isFixed = isFixed;
    this.#leader = Int32Array.from({ length: unknowns }, (_, u) => u);
    this.#isSeen = new Uint8Array(unknowns);
  }

  /** The parts among constraints that share no unknown with others, with rising numbers; each is asked for once. */
  among(numbers: Uint32Array): Component[] {
    const { starts, entries } = this.#constraints;
    const parts = new Map<number, number[]>();
    const anyUnknown = new Int32Array(numbers.length).fill(-1);
    numbers.forEach((c, k) => {
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const u = decodeUnknown(entries[e]!);
        if (this.#isFixed(u)) continue;
        if (anyUnknown[k] === -1) anyUnknown[k] = u;
        else this.#leader[this.#find(u)] = this.#find(anyUnknown[k]!);
      }
    });
    numbers.forEach((c, k) => {
      if (anyUnknown[k] === -1) return;
      const top = this.#find(anyUnknown[k]!);
      const part = parts.get(top);
      if (part) part.push(c);
      else parts.set(top, [c]);
    });
    return Array.from(parts.values(), (list) => ({
      constraints: Uint32Array.from(list),
      unknowns: this.#unknownsOf(list),
    }));
  }

  #find(u: number): number {
    const leader = this.#leader;
    while (leader[u] !== u) u = leader[u] = leader[leader[u]!]!;
    return u;
  }

  #unknownsOf(list: readonly number[]): Uint32Array {
    const { starts, entries } = this.#constraints;
    const found: number[] = [];
    for (const c of list) {
      for (let e = starts[c]!; e < starts[c + 1]!; e++) {
        const u = decodeUnknown(entries[e]!);
        if (this.#isSeen[u] === 1 || this.#isFixed(u)) continue;
        this.#isSeen[u] = 1;
        found.push(u);
      }
    }
    return Uint32Array.from(found);
  }
}
