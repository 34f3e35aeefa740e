import type { createHash as CreateHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { isRunning } from "../files/running.js";

/** What file systems allow a name, in bytes. */
const LONGEST_NAME = 255;
/** Room for what stands around a name in that of its temporary file. */
const ROOM_AROUND = 60;

/** Eight digits of a text's SHA-256. Only runs that write a file load what computes it, which a short run would notice. */
function shortHash(text: string | Uint8Array): string {
  const { createHash } = createRequire(import.meta.url)("node:crypto") as { readonly createHash: typeof CreateHash };
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** Distinguishes machines that write to one folder of a network: nothing is known of a process elsewhere. */
const host = (): string => shortHash(hostname());

/** In the same folder, since a rename is only whole within one file system. */
export function temporaryName(target: string): string {
  return join(dirname(target), `.${shortened(basename(target))}.sector-rank-${host()}.${process.pid}.tmp`);
}

/** A name that leaves room; one that is cut keeps apart from others by a checksum. */
function shortened(name: string): string {
  const bytes = Buffer.from(name);
  const most = LONGEST_NAME - ROOM_AROUND;
  if (bytes.length <= most) return name;
  const sum = shortHash(bytes);
  return `${bytes
    .subarray(0, most - sum.length - 2)
    .toString("utf8")
    .replaceAll("\ufffd", "")}-${sum}`;
}

const LEFTOVER = /^\..+\.sector-rank-([0-9a-f]{8})\.(\d+)\.tmp(?:\.before)?$/;

/** Removes what processes of this tool on this machine left in a folder that were ended before they could. */
export function removeAbandoned(folder: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    // Writing into it will say what is wrong with it.
    return;
  }
  for (const name of names) {
    const [, machine, pid] = LEFTOVER.exec(name) ?? [];
    if (pid === undefined || machine !== host() || isRunning(Number(pid))) continue;
    removeIfThere(join(folder, name));
  }
}

/** Removes a file if it is there and may be removed; whoever asks has done all that it could. */
export function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A name that the system refuses never became a file.
  }
}
