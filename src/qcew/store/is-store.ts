import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unreadable } from "../../files/system-errors.js";

export const MANIFEST = "manifest.json";
export const FORMAT = "sector-rank store";

// Apart from all else of the store: every path is asked, and nearly all are plain files.
/** Whether a path is a store, in whatever state. */
export function isStore(path: string): boolean {
  const file = join(path, MANIFEST);
  if (!existsSync(file)) return false;
  let start: Buffer;
  try {
    start = readFileSync(file).subarray(0, 200);
  } catch (error) {
    throw unreadable(file, error);
  }
  // Some other program's manifest is none of ours; one of ours may be damaged further on.
  return start.includes(`"${FORMAT}"`);
}
