import type { Constraints } from "./constraints.js";
import { decodeUnknown } from "./incidence.js";

/** Whole blocks: their unknowns and the constraints over these, numbers rising within a block. */
export interface Scope {
  readonly blocks: readonly number[];
  readonly unknowns: Uint32Array;
  readonly constraints: Uint32Array;
}

/**
 * The parts of a system that no constraint links: what totals say of one shows nothing of another, so that each can be
 * estimated when it is first asked for. An unknown without constraints is a block of its own.
 */
export class Blocks {
  readonly length: number;
  /** For each unknown, its block. */
  readonly of: Uint32Array;
  readonly #unknowns: Lists;
  readonly #constraints: Lists;

  constructor({ length, starts, entries }: Constraints, unknowns: number) {
    const leader = new Int32Array(unknowns);
    for (let u = 0; u < unknowns; u++) leader[u] = u;
    const find = (u: number): number => {
      while (leader[u] !== u) u = leader[u] = leader[leader[u]!]!;
      return u;
    };
    for (let c = 0; c < length; c++) {
      const top = find(decodeUnknown(entries[starts[c]!]!));
      for (let e = starts[c]! + 1; e < starts[c + 1]!; e++) leader[find(decodeUnknown(entries[e]!))] = top;
    }
    this.of = new Uint32Array(unknowns);
    const number = new Int32Array(unknowns).fill(-1);
    let count = 0;
    for (let u = 0; u < unknowns; u++) {
      const top = find(u);
      if (number[top] === -1) number[top] = count++;
      this.of[u] = number[top]!;
    }
    const ofConstraints = new Uint32Array(length);
    for (let c = 0; c < length; c++) ofConstraints[c] = this.of[decodeUnknown(entries[starts[c]!]!)]!;
    this.length = count;
    this.#unknowns = new Lists(this.of, count);
    this.#constraints = new Lists(ofConstraints, count);
  }

  selectScope(blocks: readonly number[]): Scope {
    return { blocks, unknowns: this.#unknowns.of(blocks), constraints: this.#constraints.of(blocks) };
  }
}

/** Numbers by the group that each is in. */
class Lists {
  readonly #starts: Uint32Array;
  readonly #numbers: Uint32Array;

  /** @param group of each number */
  constructor(group: Uint32Array, groups: number) {
    const starts = new Uint32Array(groups + 1);
    for (let k = 0; k < group.length; k++) starts[group[k]! + 1]!++;
    for (let g = 0; g < groups; g++) starts[g + 1]! += starts[g]!;
    const next = starts.slice();
    const numbers = new Uint32Array(group.length);
    for (let k = 0; k < group.length; k++) numbers[next[group[k]!]!++] = k;
    this.#starts = starts;
    this.#numbers = numbers;
  }

  of(groups: readonly number[]): Uint32Array {
    const starts = this.#starts;
    const numbers = this.#numbers;
    let size = 0;
    for (const g of groups) size += starts[g + 1]! - starts[g]!;
    const found = new Uint32Array(size);
    let at = 0;
    for (const g of groups) {
      for (let k = starts[g]!; k < starts[g + 1]!; k++) found[at++] = numbers[k]!;
    }
    return found;
  }
}

/** One step of the work, done block by block when it is first asked for. */
export class Stage {
  readonly #blocks: Blocks;
  readonly #isDone: Uint8Array;
  readonly #run: (scope: Scope) => void;

  /** @param run does the step for blocks that it was not done for; it may ask for other steps, not for this one */
  constructor(blocks: Blocks, run: (scope: Scope) => void) {
    this.#blocks = blocks;
    this.#isDone = new Uint8Array(blocks.length);
    this.#run = run;
  }

  require(unknowns: Iterable<number>): void {
    const open: number[] = [];
    for (const u of unknowns) {
      const block = this.#blocks.of[u]!;
      if (this.#isDone[block] === 1) continue;
      this.#isDone[block] = 1;
      open.push(block);
    }
    if (open.length > 0) this.#run(this.#blocks.selectScope(open));
  }
}
