import { closeSync, openSync, readSync, statSync } from "node:fs";
import { InputError } from "../../core/errors.js";
import { readSheets } from "../../files/read-sheets.js";
import { holdsProjections } from "./read.js";

/** Tables of projections are far smaller; QCEW files of this size are common. */
const LARGEST = 4_000_000;

/** Bytes that show whether a text is a QCEW file. */
const PEEK = 4_096;

/** Those of the files that hold projections, recognised by content; a file that can't be read is left to who reads it next. */
export async function findProjectionFiles(files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) if (mayHoldProjections(file) && (await isProjectionFile(file))) found.push(file);
  return found;
}

function mayHoldProjections(file: string): boolean {
  try {
    const status = statSync(file);
    if (!status.isFile() || status.size > LARGEST) return false;
    const descriptor = openSync(file, "r");
    try {
      const start = Buffer.alloc(PEEK);
      const text = start.subarray(0, readSync(descriptor, start)).toString("latin1");
      return !/\b(?:area_fips|own_code)\b/.test(text);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

async function isProjectionFile(file: string): Promise<boolean> {
  try {
    return holdsProjections((await readSheets(file, { code: "PROJECTION_LAYOUT_UNKNOWN" })).sheets);
  } catch (error) {
    // An ambiguous column is of a layout that was recognised.
    if (error instanceof InputError) return error.details.code === "PROJECTION_COLUMN_AMBIGUOUS";
    throw error;
  }
}
