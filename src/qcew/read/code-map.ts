/** A code table's answer for text that is not a code, or none that it has met. */
export const NO_CODE = -1;

/** Bytes of a code that a map can hold; longer text is looked up as text. */
export const LONGEST_KEY = 6;

/**
 * Numbers by the bytes of a short code, given as two whole numbers: its first three bytes and those after
 * them. A `Map` would need a string, or a number beyond 32 bits, for every row.
 */
export class CodeMap {
  #high = new Int32Array(256);
  #low = new Int32Array(256);
  #numbers = new Int32Array(256).fill(NO_CODE);
  #size = 0;

  find(high: number, low: number): number {
    const mask = this.#numbers.length - 1;
    for (let slot = hashOfCode(high, low) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#numbers[slot]!;
      if (number === NO_CODE || (this.#high[slot] === high && this.#low[slot] === low)) return number;
    }
  }

  add(high: number, low: number, number: number): void {
    if (this.#size * 2 >= this.#numbers.length) this.#grow();
    this.#put(high, low, number);
    this.#size++;
  }

  #put(high: number, low: number, number: number): void {
    const mask = this.#numbers.length - 1;
    let slot = hashOfCode(high, low) & mask;
    while (this.#numbers[slot] !== NO_CODE) slot = (slot + 1) & mask;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#numbers[slot] = number;
  }

  #grow(): void {
    const [highs, lows, numbers] = [this.#high, this.#low, this.#numbers];
    const length = numbers.length * 4;
    this.#high = new Int32Array(length);
    this.#low = new Int32Array(length);
    this.#numbers = new Int32Array(length).fill(NO_CODE);
    for (let slot = 0; slot < numbers.length; slot++) {
      if (numbers[slot] !== NO_CODE) this.#put(highs[slot]!, lows[slot]!, numbers[slot]!);
    }
  }
}

/** Where to look for a code first, in a table of any power of two. */
export function hashOfCode(high: number, low: number): number {
  const mixed = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** What both numbers start from, so that a zero byte is not the same as none. */
export const EMPTY_KEY = 1;

/** The first of the two numbers of a code's bytes. */
export function highKey(bytes: Uint8Array, start: number, end: number): number {
  let key = EMPTY_KEY;
  for (let at = start; at < Math.min(end, start + 3); at++) key = (key << 8) | bytes[at]!;
  return key;
}

/** The second. */
export function lowKey(bytes: Uint8Array, start: number, end: number): number {
  return highKey(bytes, start + 3, Math.max(end, start + 3));
}
