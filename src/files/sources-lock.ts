import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { InputError } from "../core/errors.js";
import { withDataFolder } from "./shipped-table.js";

export const LOCK_FILE = "sources.lock.json";
/** The lock before the last update. */
export const PREVIOUS_LOCK = "sources.lock.previous.json";
const SCHEMA = "sector-rank/sources-lock/1";

/** Where a file came from, and how to know it again. */
export interface LockedFile {
  /** Id in the table of sources. */
  readonly source: string;
  readonly publisher: string;
  /** The publisher's, even where a mirror served it. */
  readonly address: string;
  /** Of an archive, the member that the file was. */
  readonly member?: string;
  /** Day on which the file was fetched or adopted; a file that ships with the tool has none. */
  readonly date?: string;
  /** Made from the publisher's figures by a method of ours, and not published as it stands. */
  readonly derived?: true;
  /** Brought by hand. */
  readonly adopted?: true;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `2023 annual averages` */
  readonly release: string;
  readonly licence: string;
}

/** Files by their path below the lock's folder, with `/`. */
export type SourcesLock = ReadonlyMap<string, LockedFile>;

/**
 * The lock of a folder; empty where there is none.
 *
 * @throws {InputError} FETCH_LOCK_FILE
 */
export function readSourcesLock(folder: string, name = LOCK_FILE): SourcesLock {
  const path = join(folder, name);
  if (!existsSync(path)) return new Map();
  try {
    const { schema, files } = JSON.parse(readFileSync(path, "utf8")) as { schema: unknown; files: object };
    if (schema !== SCHEMA) throw new Error(`schema ${JSON.stringify(schema)}`);
    const entries = Object.entries(files) as [string, LockedFile][];
    for (const [file, { sha256, address, bytes, date }] of entries) {
      const isWhole = /^[0-9a-f]{64}$/.test(sha256) && typeof address === "string" && bytes >= 0 && date !== "";
      if (!isWhole || file.startsWith("/") || file.split("/").includes("..")) throw new Error(`the entry of ${file}`);
    }
    return new Map(entries);
  } catch (error) {
    throw new InputError("the list of fetched files can't be read", {
      code: "FETCH_LOCK_FILE",
      where: { file: path },
      found: (error as Error).message,
      hint: "restore it from version control; or delete it, and `sector-rank fetch --adopt` makes one of the files that are there",
    });
  }
}

/** Writes the lock whole or not at all, in the order of names. */
export function writeSourcesLock(folder: string, lock: SourcesLock, name = LOCK_FILE): void {
  const files = Object.fromEntries([...lock].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeWhole(join(folder, name), `${JSON.stringify({ schema: SCHEMA, files }, undefined, 2)}\n`);
}

export function writeWhole(path: string, text: string): void {
  const temporary = join(dirname(path), `.${process.pid}.tmp`);
  const descriptor = openSync(temporary, "w");
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
}

/** Where an input came from, as a result says it. */
export type FileOrigin = Partial<Pick<LockedFile, "publisher" | "address" | "date" | "release" | "derived">>;

/** A lock stands beside its files, or above their folder. */
const FOLDERS_ABOVE = 3;

/**
 * Where a file came from, by the lock beside or above it. Nothing of a file that no lock names, or that is no longer
 * the one that was fetched.
 *
 * @param file as the user named it; a member of an archive follows after `!`
 * @param sha256 where it was computed; else the length is compared
 */
export function findOrigin(file: string, sha256?: string): FileOrigin {
  const path = resolve(withDataFolder(file.split("!")[0]!));
  let folder = dirname(path);
  for (let depth = 0; depth < FOLDERS_ABOVE; depth++) {
    const entry = readLockIfSound(folder)?.get(relative(folder, path).split(sep).join("/"));
    if (entry) {
      const isSame = sha256 === undefined ? statSync(path).size === entry.bytes : sha256 === entry.sha256;
      if (!isSame) return {};
      const { publisher, address, date, release, derived } = entry;
      return { publisher, address, ...(date !== undefined && { date }), release, ...(derived && { derived }) };
    }
    folder = dirname(folder);
  }
  return {};
}

/** Without the error where a lock can't be read: it is `fetch` that says so. */
function readLockIfSound(folder: string): SourcesLock | undefined {
  try {
    const path = join(folder, LOCK_FILE);
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status) return undefined;
    const known = locksRead.get(folder);
    if (known?.changed === status.mtimeMs) return known.lock;
    const lock = readSourcesLock(folder);
    locksRead.set(folder, { lock, changed: status.mtimeMs });
    return lock;
  } catch {
    return undefined;
  }
}

const locksRead = new Map<string, { readonly lock: SourcesLock; readonly changed: number }>();
