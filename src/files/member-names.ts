import { closeSync, openSync, readSync } from "node:fs";
import { openPromise } from "yauzl";

/** The names of a zip's members, by its directory; none of a file that is not a zip, or is damaged. */
export async function memberNames(path: string): Promise<readonly string[]> {
  if (!startsAsZip(path)) return [];
  const names: string[] = [];
  try {
    const zip = await openPromise(path);
    for await (const { fileName } of zip.eachEntry()) names.push(fileName);
  } catch {
    // What is wrong with it is for its reader to say.
  }
  return names;
}

function startsAsZip(path: string): boolean {
  const descriptor = openSync(path, "r");
  try {
    const first = Buffer.alloc(2);
    readSync(descriptor, first, 0, 2, 0);
    return first.toString("latin1") === "PK";
  } finally {
    closeSync(descriptor);
  }
}
