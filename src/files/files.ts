import type { Stats } from "node:fs";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../core/errors.js";
import { LOCK_FILE, PREVIOUS_LOCK } from "./sources-lock.js";
import { unreadable } from "./system-errors.js";

/** A file to read. */
export interface InputFile {
  readonly path: string;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** Whether the user named it; false where it was found in a folder that the user named. */
  readonly named: boolean;
}

const DEEPEST_FOLDER = 32;

/** What stands beside files that were fetched or unpacked, and holds none of their figures. */
const BESIDE_FILES: readonly string[] = [LOCK_FILE, PREVIOUS_LOCK, "__MACOSX"];

/**
 * The files that a list of paths means: files as they are named, folders with all that is in them.
 *
 * Folders are walked in the order of code units, so that every machine reads in the same order. Names
 * that start with a dot and the record of a fetch are left out, and a file that is reached twice is listed once.
 *
 * @throws {InputError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FOLDER_EMPTY`
 */
export function listInputFiles(paths: readonly string[]): InputFile[] {
  const files: InputFile[] = [];
  const seen = new Set<string>();
  const add = (path: string, bytes: number, named: boolean): void => {
    const real = paths.length === 1 && named ? path : realpathSync(path);
    if (seen.has(real)) return;
    seen.add(real);
    files.push({ path, bytes, named });
  };
  const walk = (folder: string, depth: number): number => {
    if (depth > DEEPEST_FOLDER) return 0;
    let found = 0;
    for (const name of readFolder(folder)) {
      if (name.startsWith(".") || BESIDE_FILES.includes(name)) continue;
      const path = join(folder, name);
      const status = statusIfThere(path);
      if (status?.isDirectory()) found += walk(path, depth + 1);
      else if (status?.isFile()) {
        add(path, status.size, false);
        found++;
      }
    }
    return found;
  };
  for (const path of paths) {
    const status = readStatus(path);
    if (!status.isDirectory()) add(path, status.size, true);
    else if (walk(path, 0) === 0) {
      throw new InputError("a folder with no file in it", {
        code: "FOLDER_EMPTY",
        where: { file: path },
        hint: "name the folder that the files were saved to",
      });
    }
  }
  return files;
}

/** Undefined for a broken link. */
function statusIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function readStatus(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}
