import { closeSync, openSync, readSync } from "node:fs";
import type { ErrorCode } from "../core/errors.js";
import type { DelimitedRow } from "./delimited.js";
import { jsonRoot } from "./json.js";
import { LARGEST_SIDE_FILE } from "./limits.js";
import { readSmallFile } from "./small-file.js";

/** Whether a file starts as a reply of the Census Bureau's API does: `[["NAME", …`. False for what can't be opened. */
export function isCensusReply(path: string): boolean {
  try {
    const descriptor = openSync(path, "r");
    try {
      const head = Buffer.alloc(64);
      const count = readSync(descriptor, head);
      return /^\ufeff?\s*\[\s*\[/.test(head.toString("utf8", 0, count));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/**
 * The rows of a reply of the Census Bureau's API, the header first; `null` comes as an empty cell. It prints a row a
 * line, so that the line of a row is its number.
 *
 * @param code of what is not such a reply
 * @returns undefined if the file is larger than side files are
 * @throws {InputError} FILE_NOT_FOUND, FILE_UNREADABLE, or the code with the path in the reply
 */
export function readCensusReply(path: string, code: ErrorCode): readonly DelimitedRow[] | undefined {
  const bytes = readSmallFile(path, path, LARGEST_SIDE_FILE);
  if (bytes === undefined) return undefined;
  const hint = "ask the API again, and save its reply as it comes";
  const root = jsonRoot(bytes.toString("utf8").replace(/^\ufeff/, ""), path, { syntax: code, value: code, hint });
  return root.items().map((row, index) => ({
    line: index + 1,
    cells: row.items().map((cell) => cell.cell()),
  }));
}
