import type { Direction } from "./factor.js";

/**
 * Ranks one list of numbers after another without allocating anything: 1 for the best, equal numbers share the mean
 * of the places they take, NaN is not ranked and stays NaN.
 *
 * The engine sorts the numbers, and each finds its place among them: a fraction of the steps of a sort of our own that
 * takes the items along.
 */
export class PlaceSorter {
  readonly #keys: Float64Array;
  readonly #sorted: Float64Array;

  constructor(size: number) {
    this.#keys = new Float64Array(size);
    this.#sorted = new Float64Array(size);
  }

  /** @param places gets a place an item */
  rank(values: Float64Array, better: Direction, places: Float64Array): void {
    const keys = this.#keys;
    const sorted = this.#sorted;
    const size = keys.length;
    if (better === "higher") for (let item = 0; item < size; item++) keys[item] = -values[item]!;
    else keys.set(values);
    sorted.set(keys);
    // NaN sorts last.
    sorted.sort();
    let count = size;
    while (count > 0 && sorted[count - 1] !== sorted[count - 1]) count--;
    for (let item = 0; item < size; item++) {
      const key = keys[item]!;
      if (key !== key) {
        places[item] = NaN;
        continue;
      }
      const first = firstFrom(sorted, count, key);
      const isShared = first + 1 < count && sorted[first + 1] === key;
      places[item] = isShared ? (first + firstBeyond(sorted, first, count, key) - 1) / 2 + 1 : first + 1;
    }
  }
}

/** The place of the first of rising numbers that is not below a key. */
function firstFrom(sorted: Float64Array, count: number, key: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first that is above it. */
function firstBeyond(sorted: Float64Array, from: number, count: number, key: number): number {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! > key) high = middle;
    else low = middle + 1;
  }
  return low;
}
