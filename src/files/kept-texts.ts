import type { TextReceiver } from "./text-receiver.js";

/** Keeps only the last bytes of a text. */
export class TextEnd implements TextReceiver {
  readonly #kept: number;
  readonly #room = new Uint8Array(65_536);
  #end = new Uint8Array();

  constructor(kept: number) {
    this.#kept = kept;
  }

  get text(): string {
    return Buffer.from(this.#end).toString("utf8");
  }

  begin(): void {
    this.#end = new Uint8Array();
  }

  space(): Uint8Array {
    return this.#room;
  }

  advance(count: number): boolean {
    const joined = new Uint8Array(this.#end.length + count);
    joined.set(this.#end);
    joined.set(this.#room.subarray(0, count), this.#end.length);
    this.#end = joined.slice(-this.#kept);
    return true;
  }

  end(): boolean {
    return true;
  }
}

/** Keeps a text whole, as binary as it is. */
export class TextWhole implements TextReceiver {
  readonly #bytes: Buffer;
  #filled = 0;

  constructor(size: number) {
    // One more, since there must always be room.
    this.#bytes = Buffer.alloc(size + 1);
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#filled);
  }

  begin(): void {
    this.#filled = 0;
  }

  space(): Uint8Array {
    return this.#bytes.subarray(this.#filled);
  }

  advance(count: number): boolean {
    this.#filled += count;
    return true;
  }

  end(): boolean {
    return true;
  }
}
