import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { listInputFiles } from "../../files/files.js";
import { firstYear } from "./first-year.js";
import { findHeader } from "./header.js";

const PEEKED_BYTES = 65_536;
/** As publishers and people name files: `2018_annual_singlefile.zip`. */
const YEAR_IN_NAME = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

/**
 * The years that files seem to hold, by their first rows, or by the names of files that are not plain text. Good for
 * deciding what to read, and for nothing else: a file may hold more years than that of its first row.
 */
export function peekYears(paths: readonly string[]): ReadonlySet<number> {
  const years = listInputFiles(paths).flatMap(({ path }) => {
    const first = firstYearIn(path);
    return first === undefined ? [...basename(path).matchAll(YEAR_IN_NAME)].map(([year]) => Number(year)) : [first];
  });
  return new Set(years);
}

function firstYearIn(path: string): number | undefined {
  const bytes = new Uint8Array(PEEKED_BYTES);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    const limit = readSync(descriptor, bytes);
    const header = findHeader(bytes, limit, limit < PEEKED_BYTES, path);
    if (typeof header === "string") return undefined;
    return firstYear(header, bytes, limit);
  } catch {
    // Whatever is wrong with the file is reported when it is read.
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
