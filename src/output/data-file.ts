import { closeSync, fsyncSync, mkdtempSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { removeIfThere, removeAbandoned, temporaryName } from "./temporary-files.js";
import { attempt, checkTarget } from "./write.js";
import type { Io } from "./io.js";

/** A file too large for memory on its way: whole or not at all, under a temporary name until it is finished. */
export class DataFile {
  readonly #file: string;
  readonly #target: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  readonly #withdraw: () => void;
  #isOpen = true;

  /**
   * @param file as the user named it
   * @param inputs files that were read, of which none is overwritten
   * @throws {UsageError} OUT_WRITE, OUT_IS_INPUT
   */
  constructor(file: string, io: Io, inputs: readonly string[]) {
    this.#file = file;
    this.#target = checkTarget(file, io, inputs);
    removeAbandoned(dirname(this.#target));
    this.#temporary = temporaryName(this.#target);
    this.#withdraw = io.onInterrupt(() => this.abandon());
    let descriptor = -1;
    try {
      attempt(file, () => (descriptor = openSync(this.#temporary, "wx")));
    } catch (error) {
      this.#withdraw();
      throw error;
    }
    this.#descriptor = descriptor;
  }

  write(content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    attempt(this.#file, () => {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
    });
  }

  /** Gives the file its name. */
  finish(): void {
    attempt(this.#file, () => {
      fsyncSync(this.#descriptor);
      this.#close();
      renameSync(this.#temporary, this.#target);
    });
    this.#withdraw();
  }

  /** Leaves nothing of a file that was not finished. */
  abandon(): void {
    this.#close();
    removeIfThere(this.#temporary);
    this.#withdraw();
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#descriptor);
    this.#isOpen = false;
  }
}

/** Pieces of bytes that wait on the disk, in a folder of temporary files, until they are asked for. */
export class Spool {
  readonly #place = tmpdir();
  readonly #folder: string;
  readonly #descriptor: number;
  readonly #withdraw: () => void;
  readonly #places: { readonly start: number; readonly length: number }[] = [];
  #end = 0;
  #isOpen = true;

  constructor(io: Io) {
    // First: a signal that comes before anyone listens ends the process at once.
    this.#withdraw = io.onInterrupt(() => this.remove());
    this.#folder = mkdtempSync(join(this.#place, "sector-rank-"));
    this.#descriptor = openSync(join(this.#folder, "rows"), "w+");
    // An open file needs no name, and one without is gone with its process, however that ends. Not on Windows.
    if (process.platform !== "win32") rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @returns the piece's number */
  add(bytes: Uint8Array): number {
    attempt(this.#place, () => {
      for (let at = 0; at < bytes.length;)
        at += writeSync(this.#descriptor, bytes, at, bytes.length - at, this.#end + at);
    });
    const number = this.#places.push({ start: this.#end, length: bytes.length }) - 1;
    this.#end += bytes.length;
    return number;
  }

  get(number: number): Uint8Array {
    const { start, length } = this.#places[number]!;
    const bytes = new Uint8Array(length);
    readSync(this.#descriptor, bytes, 0, length, start);
    return bytes;
  }

  remove(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
    rmSync(this.#folder, { recursive: true, force: true });
    this.#withdraw();
  }
}
