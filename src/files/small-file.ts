import { closeSync, openSync, readSync } from "node:fs";
import { unreadable } from "./system-errors.js";

/** Bytes read at once. */
const PIECE = 65_536;

/**
 * Reads a file made by hand, or a pipe, whole.
 *
 * Never more than the limit is read, since a device or a wrong file may have no end.
 *
 * @param shown how errors name the file
 * @returns undefined if the file is larger than the limit
 * @throws {InputError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export function readSmallFile(path: string, shown: string, limit: number): Buffer | undefined {
  try {
    const descriptor = openSync(path, "r");
    try {
      const pieces: Buffer[] = [];
      let bytes = 0;
      for (;;) {
        const piece = Buffer.alloc(PIECE);
        const count = readSync(descriptor, piece);
        if (count === 0) return Buffer.concat(pieces);
        bytes += count;
        if (bytes > limit) return undefined;
        pieces.push(piece.subarray(0, count));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw unreadable(shown, error);
  }
}
