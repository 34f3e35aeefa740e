import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { unreadable } from "./system-errors.js";

/**
 * The SHA-256 of a file of any size, in hexadecimal.
 *
 * @throws {InputError} where it can't be read
 */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
  } catch (error) {
    throw unreadable(path, error);
  }
  return hash.digest("hex");
}
