import type { Direction } from "./factor.js";

/**
 * Ranks one list of numbers after another without allocating anything: 1 for the best, equal numbers share the mean
 * of the places they take, NaN is not ranked and stays NaN.
 *
 * Each sort starts from the order that the one before ended with, since draws of one ranking resemble each other.
 */
export class PlaceSorter {
  readonly #keys: Float64Array;
  #order: Int32Array;
  #spare: Int32Array;
  readonly #all: Int32Array;

  constructor(size: number) {
    this.#keys = new Float64Array(size);
    this.#all = Int32Array.from({ length: size }, (_, item) => item);
    this.#order = new Int32Array(size);
    this.#spare = new Int32Array(size);
  }

  /** @param places gets a place an item */
  rank(values: Float64Array, better: Direction, places: Float64Array): void {
    const sign = better === "higher" ? -1 : 1;
    const keys = this.#keys;
    const all = this.#all;
    const size = all.length;
    let count = 0;
    for (let position = 0; position < size; position++) {
      const item = all[position]!;
      const value = values[item]!;
      if (value === value) {
        keys[item] = sign * value;
        this.#order[count++] = item;
      } else places[item] = NaN;
    }
    this.#sort(count);
    const order = this.#order;
    let first = 0;
    while (first < count) {
      const key = keys[order[first]!]!;
      let last = first;
      while (last + 1 < count && keys[order[last + 1]!] === key) last++;
      const shared = (first + last) / 2 + 1;
      for (let place = first; place <= last; place++) places[order[place]!] = shared;
      first = last + 1;
    }
    if (count === size) all.set(order);
  }

  /** Merges runs of doubling length; two runs already in order are left as they are. */
  #sort(count: number): void {
    const keys = this.#keys;
    for (let width = 1; width < count; width *= 2) {
      const from = this.#order;
      const to = this.#spare;
      for (let low = 0; low < count; low += 2 * width) {
        const middle = Math.min(low + width, count);
        const high = Math.min(low + 2 * width, count);
        let left = low;
        let right = middle;
        if (middle === high || keys[from[middle - 1]!]! <= keys[from[middle]!]!) {
          for (let at = low; at < high; at++) to[at] = from[at]!;
          continue;
        }
        for (let at = low; at < high; at++) {
          if (left < middle && (right >= high || keys[from[left]!]! <= keys[from[right]!]!)) to[at] = from[left++]!;
          else to[at] = from[right++]!;
        }
      }
      this.#order = to;
      this.#spare = from;
    }
  }
}
