type Numbers = Int32Array | Uint32Array | Float64Array | Uint8Array;

/** A typed array that grows by doubling: millions of small additions without an object each. */
export class Growable<Array extends Numbers> {
  length = 0;
  #values: Array;
  readonly #make: (size: number) => Array;

  constructor(make: (size: number) => Array) {
    this.#make = make;
    this.#values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = this.#make(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** The values so far, without the spare room. */
  finish(): Array {
    return this.#values.slice(0, this.length) as Array;
  }
}
