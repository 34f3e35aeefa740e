import { SEGMENT_COUNT } from "../segments.js";

/** County codes are numbers here: 9003 is 09003. */
const MOST_COUNTIES = 100_000;
const FIRST_HOMES = 512;
const FIRST_SLOTS = 1024;

/** Counts by pair of counties, added up as rows come in: a state has millions of rows and thousands of pairs. */
export class PairCounts {
  /** {@link SEGMENT_COUNT} numbers a slot. */
  sums = new Float64Array(FIRST_SLOTS * SEGMENT_COUNT);
  /** Whether a cell without a figure was in the pair's rows. */
  readonly withheld = new Set<number>();
  readonly #homes: number[] = [];
  readonly #works: number[] = [];
  /** Place of a home county among those seen, less one. */
  readonly #homeIds = new Int32Array(MOST_COUNTIES);
  #homesSeen = 0;
  readonly #rows = new Map<number, Int32Array<ArrayBuffer>>();
  #lastWork = -1;
  #lastRow = new Int32Array(0);

  /** How many pairs there are. */
  get length(): number {
    return this.#homes.length;
  }

  /** The place of a pair; a new pair gets one. */
  slot(work: number, home: number): number {
    if (work !== this.#lastWork) {
      const found = this.#rows.get(work);
      this.#lastRow = found ?? new Int32Array(FIRST_HOMES);
      if (!found) this.#rows.set(work, this.#lastRow);
      this.#lastWork = work;
    }
    const homeId = this.#homeIds[home]! || (this.#homeIds[home] = ++this.#homesSeen);
    if (homeId >= this.#lastRow.length) this.#lengthenRow(work, homeId);
    const place = this.#lastRow[homeId]!;
    return place > 0 ? place - 1 : this.#addPair(work, home, homeId);
  }

  #lengthenRow(work: number, homeId: number): void {
    const longer = new Int32Array(Math.max(2 * this.#lastRow.length, homeId + 1));
    longer.set(this.#lastRow);
    this.#lastRow = longer;
    this.#rows.set(work, longer);
  }

  #addPair(work: number, home: number, homeId: number): number {
    const slot = this.#homes.push(home) - 1;
    this.#works.push(work);
    this.#lastRow[homeId] = slot + 1;
    if ((slot + 1) * SEGMENT_COUNT > this.sums.length) {
      const longer = new Float64Array(2 * this.sums.length);
      longer.set(this.sums);
      this.sums = longer;
    }
    return slot;
  }

  homeOf(slot: number): number {
    return this.#homes[slot]!;
  }

  workOf(slot: number): number {
    return this.#works[slot]!;
  }

  countsOf(slot: number): Float64Array {
    return this.sums.subarray(slot * SEGMENT_COUNT, (slot + 1) * SEGMENT_COUNT);
  }
}

export function countyCode(county: number): string {
  return String(county).padStart(5, "0");
}
