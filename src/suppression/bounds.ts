import type { Quantity } from "./cells.js";
import type { Constraints } from "./constraints.js";
import { decodeUnknown, type Incidence } from "./incidence.js";

/** The least and most that each unknown can be, given every published figure. */
export interface Bounds {
  readonly low: Float64Array;
  /** Infinity where no published total holds the cell down. */
  readonly high: Float64Array;
  /** Two constraints that leave a cell no room: published figures contradict each other. */
  readonly conflicts: readonly BoundsConflict[];
}

export interface BoundsConflict {
  readonly unknown: number;
  readonly low: number;
  readonly high: number;
  /** Constraints that set the two ends; −1 where it is the floor of 0. */
  readonly lowFrom: number;
  readonly highFrom: number;
}

/** What a bound must move to be worth another look, as a share of the figures; and when two ends are one. */
const SMALLEST_MOVE = 1e-9;
const SAME = 1e-6;
const MAXIMUM_CONFLICTS = 20;

/**
 * Narrows 0…∞ by every constraint until nothing moves: a cell is at most what its total leaves when all
 * others are at their least, and at least what it leaves when all others are at their most.
 *
 * The result is the largest box closed under that rule, whatever the order of the work, so one more
 * constraint can only narrow it.
 */
export function propagateBounds(
  constraints: Constraints,
  incidence: Incidence,
  unknowns: number,
  quantity: Quantity,
): Bounds {
  const { starts, entries, atMost } = constraints;
  const remainder = constraints.remainder[quantity];
  const rounding = constraints.rounding[quantity];
  const low = new Float64Array(unknowns);
  const high = new Float64Array(unknowns).fill(Infinity);
  const lowFrom = new Int32Array(unknowns).fill(-1);
  const highFrom = new Int32Array(unknowns).fill(-1);
  const conflicts: BoundsConflict[] = [];
  const conflicting = new Uint8Array(unknowns);
  const floor = quantity === "employment" ? 0.01 : 1;

  // A ring of constraints that still have to be looked at.
  const size = constraints.length;
  const ring = new Uint32Array(size);
  const waiting = new Uint8Array(size).fill(1);
  for (let c = 0; c < size; c++) ring[c] = c;
  let head = 0;
  let count = size;
  // Some systems close in ever smaller steps; what is left then is still a true bound.
  let budget = 200 * size;

  while (count > 0 && budget-- > 0) {
    const c = ring[head]!;
    head = head + 1 === size ? 0 : head + 1;
    count--;
    waiting[c] = 0;
    narrow(c);
  }
  close();
  return { low, high, conflicts };

  function narrow(c: number): void {
    const start = starts[c]!;
    const end = starts[c + 1]!;
    let least = 0;
    let most = 0;
    let endless = 0;
    let bottomless = 0;
    for (let e = start; e < end; e++) {
      const entry = entries[e]!;
      if (entry >= 0) {
        least += low[entry]!;
        if (high[entry] === Infinity) endless++;
        else most += high[entry]!;
      } else {
        most -= low[~entry]!;
        if (high[~entry] === Infinity) bottomless++;
        else least -= high[~entry]!;
      }
    }
    const ceiling = remainder[c]! + rounding[c]!;
    const bottom = atMost[c] === 1 ? -Infinity : remainder[c]! - rounding[c]!;
    for (let e = start; e < end; e++) {
      const entry = entries[e]!;
      const u = decodeUnknown(entry);
      // Both ends are computed from where the cell stood when the sums were made.
      const from = low[u]!;
      const to = high[u]!;
      const isEndless = to === Infinity;
      if (entry >= 0) {
        if (bottomless === 0) lower(u, ceiling - (least - from), c);
        if (endless - (isEndless ? 1 : 0) === 0) raise(u, bottom - (isEndless ? most : most - to), c);
      } else {
        if (bottomless - (isEndless ? 1 : 0) === 0) raise(u, (isEndless ? least : least + to) - ceiling, c);
        if (endless === 0) lower(u, most + from - bottom, c);
      }
    }
  }

  function lower(u: number, value: number, by: number): void {
    if (!(value < high[u]! - SMALLEST_MOVE * Math.max(1, Math.abs(value)))) return;
    if (value < low[u]!) {
      if (value < low[u]! - floor) conflict(u, value, lowFrom[u]!, by);
      value = low[u]!;
      if (value >= high[u]!) return;
    }
    high[u] = value;
    highFrom[u] = by;
    wake(u, by);
  }

  function raise(u: number, value: number, by: number): void {
    if (!(value > low[u]! + SMALLEST_MOVE * Math.max(1, Math.abs(value)))) return;
    if (value > high[u]!) {
      if (value > high[u]! + floor) conflict(u, value, by, highFrom[u]!);
      value = high[u]!;
      if (value <= low[u]!) return;
    }
    low[u] = value;
    lowFrom[u] = by;
    wake(u, by);
  }

  function wake(u: number, by: number): void {
    for (let k = incidence.starts[u]!; k < incidence.starts[u + 1]!; k++) {
      const c = incidence.constraints[k]!;
      if (waiting[c] === 1 || c === by) continue;
      waiting[c] = 1;
      ring[(head + count) % size] = c;
      count++;
    }
  }

  function conflict(u: number, value: number, setLow: number, setHigh: number): void {
    if (conflicting[u] === 1 || conflicts.length >= MAXIMUM_CONFLICTS) return;
    conflicting[u] = 1;
    const other = value < low[u]! ? { low: low[u]!, high: value } : { low: value, high: high[u]! };
    conflicts.push({ unknown: u, ...other, lowFrom: setLow, highFrom: setHigh });
  }

  // Monthly means are thirds: ends that differ in their last bits are one figure.
  function close(): void {
    for (let u = 0; u < unknowns; u++) {
      if (high[u]! - low[u]! > SAME * Math.max(1, low[u]! * SAME)) continue;
      const middle = (low[u]! + high[u]!) / 2;
      low[u] = high[u] = middle < SAME ? 0 : middle;
    }
  }
}
