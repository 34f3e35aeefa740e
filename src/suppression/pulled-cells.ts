import type { SignedSums } from "./forest.js";
import { decodeUnknown } from "./incidence.js";

/** Totals that share cells, over cells that can move. */
export interface ComponentProblem {
  readonly sums: SignedSums;
  /** What each total leaves for the cells' parts above their least. */
  readonly remainder: Float64Array;
  /** How far a total may be missed at most, since it and its parts are rounded; 0 where figures are exact. */
  readonly rounding: Float64Array;
  /** 1 where the cells may add up to less. */
  readonly atMost: Uint8Array;
  /** Where each cell starts above its least; above 0. */
  readonly guess: Float64Array;
  readonly give: Float64Array;
  /** What a job is in the unit of the figures. */
  readonly unit: number;
}

/** Slight over-relaxation: fewer sweeps. */
const RELAXATION = 1.3;
/** The most that one total moves the logarithm of a cell in a sweep. */
const LARGEST_MOVE = 1.5;
/**
 * Beyond e to this power of its guess (some fifty times) a cell grows in proportion to the pull, no longer by its
 * exponential: few cells are ever there, but their steepness would shorten every step of all the others.
 */
const STEEPEST = 4;
const STEEPEST_TIMES = Math.exp(STEEPEST);
/** No cell leaves its guess by more than e to this power, so a contradiction can't run away. */
const FARTHEST = 40;
/** How many standard deviations of what rounding leaves its utmost is taken for. */
const ROUNDING_DEVIATIONS = 3;

/** A cell's numbers lie beside each other, since totals name cells from all over the memory. */
const CELL = { above: 0, moved: 1, give: 2, guess: 3 } as const;
const STRIDE = 4;

/** What cells and totals are like where they are. */
interface Linearized {
  /** How much each cell moves by a pull of one. */
  readonly steepness: Float64Array;
  /** How much each total moves by a pull of one: not at all where it is exact, or has given way as far as it may. */
  readonly looseness: Float64Array;
  /** 0 for totals that take no part: their cells may add up to less, and do. */
  readonly active: Uint8Array;
}

/**
 * The cells of a component as the pulls of its totals move them: each to its guess times e to the power of its give
 * times the sum of the pulls on it.
 */
export class PulledCells {
  readonly pull: Float64Array;
  /** What each total is short of, as of `findMisses`. */
  readonly misses: Float64Array;
  /** By cell: what it has above its least, the logarithm of how far that is from its guess, its give, its guess. */
  readonly #cells: Float64Array;
  /** For each entry, where its cell's numbers are, and its sign. */
  readonly #places: Uint32Array;
  readonly #signs: Int8Array;
  readonly #starts: Uint32Array;
  readonly #remainder: Float64Array;
  readonly #rounding: Float64Array;
  readonly #atMost: Uint8Array;
  readonly #looseness: Float64Array;
  /** The most that a total may pull further in a sweep. */
  readonly #mostMove: Float64Array;
  /** What misses may be left alone. */
  readonly #close: number;
  #linear: Linearized | undefined;

  constructor({ sums, remainder, rounding, atMost, guess, give, unit }: ComponentProblem, close: number) {
    const { starts, entries } = sums;
    const size = starts.length - 1;
    this.pull = new Float64Array(size);
    this.misses = new Float64Array(size);
    this.#cells = new Float64Array(STRIDE * sums.cells);
    for (let u = 0, at = 0; u < sums.cells; u++, at += STRIDE) {
      this.#cells[at + CELL.above] = this.#cells[at + CELL.guess] = guess[u]!;
      this.#cells[at + CELL.give] = give[u]!;
    }
    this.#places = new Uint32Array(entries.length);
    this.#signs = new Int8Array(entries.length);
    for (let e = 0; e < entries.length; e++) {
      this.#places[e] = STRIDE * decodeUnknown(entries[e]!);
      this.#signs[e] = entries[e]! < 0 ? -1 : 1;
    }
    this.#starts = starts;
    this.#remainder = remainder;
    this.#rounding = rounding;
    this.#atMost = atMost;
    this.#looseness = new Float64Array(size);
    this.#mostMove = new Float64Array(size);
    for (let c = 0; c < size; c++) {
      let most = 0;
      for (let e = starts[c]!; e < starts[c + 1]!; e++) most = Math.max(most, give[decodeUnknown(entries[e]!)]!);
      this.#mostMove[c] = LARGEST_MOVE / most;
      this.#looseness[c] = (rounding[c]! / ROUNDING_DEVIATIONS) ** 2 / unit;
    }
    this.#close = close;
  }

  get above(): Float64Array {
    const cells = this.#cells;
    const found = new Float64Array(cells.length / STRIDE);
    for (let u = 0; u < found.length; u++) found[u] = cells[STRIDE * u + CELL.above]!;
    return found;
  }

  /** Takes the logarithm of how far each cell is from its guess. */
  readMoved(to: Float64Array): void {
    const cells = this.#cells;
    for (let u = 0; u < to.length; u++) to[u] = cells[STRIDE * u + CELL.moved]!;
  }

  /** What the cells are like near where they are; the arrays are used again by the next call. */
  linearize(): Linearized {
    const cells = this.#cells;
    const linear = (this.#linear ??= {
      steepness: new Float64Array(cells.length / STRIDE),
      looseness: new Float64Array(this.misses.length),
      active: new Uint8Array(this.misses.length),
    });
    const { steepness, looseness, active } = linear;
    for (let u = 0; u < steepness.length; u++) steepness[u] = steepnessAt(cells, STRIDE * u);
    const { pull, misses } = this;
    const atMost = this.#atMost;
    for (let c = 0; c < looseness.length; c++) {
      looseness[c] = this.#loosenessOf(c);
      active[c] = atMost[c] === 1 && pull[c] === 0 && misses[c] === 0 ? 0 : 1;
    }
    return linear;
  }

  /** Meets each total in turn, down or up; returns the largest miss that it found. */
  sweep(down: boolean): number {
    const cells = this.#cells;
    const places = this.#places;
    const signs = this.#signs;
    const starts = this.#starts;
    const close = this.#close;
    const size = starts.length - 1;
    let largest = 0;
    for (let k = 0; k < size; k++) {
      const c = down ? k : size - 1 - k;
      const start = starts[c]!;
      const end = starts[c + 1]!;
      let sum = 0;
      let slope = this.#loosenessOf(c);
      for (let e = start; e < end; e++) {
        const at = places[e]!;
        sum += signs[e]! * cells[at]!;
        slope += steepnessAt(cells, at);
      }
      const miss = this.#target(c, sum) - sum;
      if (Math.abs(miss) <= close || !(slope > 0)) continue;
      const most = this.#mostMove[c]!;
      const move = this.ownSide(c, Math.min(Math.max((RELAXATION * miss) / slope, -most), most));
      if (move === 0) continue;
      this.pull[c]! += move;
      for (let e = start; e < end; e++) {
        const at = places[e]!;
        moveTo(cells, at, cells[at + CELL.moved]! + signs[e]! * move * cells[at + CELL.give]!);
      }
      if (Math.abs(miss) > largest) largest = Math.abs(miss);
    }
    return largest;
  }

  /** Moves each cell from where it was by a share of its shift. */
  moveAll(from: Float64Array, shifts: Float64Array, share: number): void {
    const cells = this.#cells;
    for (let u = 0, at = 0; u < from.length; u++, at += STRIDE) {
      moveTo(cells, at, from[u]! + share * shifts[u]! * cells[at + CELL.give]!);
    }
  }

  /** Computes all misses; returns the largest. */
  findMisses(): number {
    const { misses } = this;
    let largest = 0;
    for (let c = 0; c < misses.length; c++) {
      const sum = this.#sumOf(c);
      const miss = this.#target(c, sum) - sum;
      misses[c] = miss;
      if (Math.abs(miss) > largest) largest = Math.abs(miss);
    }
    return largest;
  }

  /** A total that its cells may stay below only ever pulls down; a move across is cut at no pull. */
  ownSide(c: number, move: number): number {
    return this.#atMost[c] === 1 && this.pull[c]! + move > 0 ? -this.pull[c]! : move;
  }

  missBeyondRounding(): number {
    let largest = 0;
    for (let c = 0; c < this.misses.length; c++) {
      const excess = this.#sumOf(c) - this.#remainder[c]!;
      const miss = (this.#atMost[c] === 1 ? Math.max(excess, 0) : Math.abs(excess)) - this.#rounding[c]!;
      if (miss > largest) largest = miss;
    }
    return largest;
  }

  #sumOf(c: number): number {
    const cells = this.#cells;
    const places = this.#places;
    const signs = this.#signs;
    const end = this.#starts[c + 1]!;
    let sum = 0;
    for (let e = this.#starts[c]!; e < end; e++) sum += signs[e]! * cells[places[e]!]!;
    return sum;
  }

  /**
   * What a total asks of its cells. A rounded one gives way to pulls like a cell, by its looseness, but never by more
   * than rounding can be; so totals that contradict each other a little meet half way.
   */
  #target(c: number, sum: number): number {
    const remainder = this.#remainder[c]!;
    const pull = this.pull[c]!;
    if (this.#atMost[c] === 1 && pull === 0) return Math.min(sum, remainder);
    const rounding = this.#rounding[c]!;
    return remainder - Math.min(Math.max(this.#looseness[c]! * pull, -rounding), rounding);
  }

  #loosenessOf(c: number): number {
    const looseness = this.#looseness[c]!;
    return looseness * Math.abs(this.pull[c]!) < this.#rounding[c]! ? looseness : 0;
  }
}

function steepnessAt(cells: Float64Array, at: number): number {
  return cells[at + CELL.give]! * Math.min(cells[at]!, cells[at + CELL.guess]! * STEEPEST_TIMES);
}

function moveTo(cells: Float64Array, at: number, wished: number): void {
  const moved = Math.min(Math.max(wished, -FARTHEST), FARTHEST);
  const guess = cells[at + CELL.guess]!;
  cells[at + CELL.moved] = moved;
  cells[at] = guess * (moved > STEEPEST ? STEEPEST_TIMES * (1 + moved - STEEPEST) : Math.exp(moved));
}
