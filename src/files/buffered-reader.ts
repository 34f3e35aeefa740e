import { readSync } from "node:fs";
import { RandomAccessReader } from "yauzl";

const BLOCK_BYTES = 65_536;

/**
 * Reads an open file for the library that reads the directory of a zip: it asks for a few dozen bytes at a time, of
 * which a block holds hundreds of answers. An archive of every county has thousands of members.
 */
export class BufferedReader extends RandomAccessReader {
  readonly #descriptor: number;
  readonly #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #start = 0;
  #end = 0;

  /** @param descriptor stays open */
  constructor(descriptor: number) {
    super();
    this.#descriptor = descriptor;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    let count: number;
    try {
      count = this.#copy(buffer.subarray(offset, offset + length), position);
    } catch (error) {
      callback(error as Error);
      return;
    }
    callback(null, count);
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  /** Members are read elsewhere, past their headers. */
  override _readStreamForRange(): never {
    throw new Error("unreachable: a member is not read through the directory");
  }

  #copy(to: Buffer, position: number): number {
    if (to.length > BLOCK_BYTES) return readSync(this.#descriptor, to, 0, to.length, position);
    if (position < this.#start || position + to.length > this.#end) {
      this.#start = position;
      this.#end = position + readSync(this.#descriptor, this.#block, 0, BLOCK_BYTES, position);
    }
    return this.#block.copy(
      to,
      0,
      position - this.#start,
      Math.min(this.#end - this.#start, position + to.length - this.#start),
    );
  }
}
