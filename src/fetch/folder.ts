import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../core/errors.js";
import { hashFile } from "../files/hash-file.js";
import { lockStore } from "../qcew/store/lock.js";
import {
  PREVIOUS_LOCK,
  readSourcesLock,
  writeSourcesLock,
  writeWhole,
  type LockedFile,
} from "../files/sources-lock.js";

/** Where transfers wait; readers of folders leave out names that start with a dot. */
const WAITING = ".fetch";
const LANDING = "landing.json";

/** A file about to get its name. */
interface Landing {
  readonly file: string;
  readonly from: string;
  readonly entry: LockedFile;
}

/**
 * The folder that takes files: each has its name only once it is whole and checked, and the lock names it.
 *
 * Steps of a landing, each of which may be the last of a process: a note of what is about to happen, the rename, the
 * lock, the end of the note. The next run finishes what a note says.
 */
export class FetchFolder {
  readonly path: string;
  readonly #entries: Map<string, LockedFile>;
  readonly #release: () => void;

  constructor(path: string) {
    this.path = path;
    try {
      mkdirSync(join(path, WAITING), { recursive: true });
    } catch (error) {
      throw new UsageError("the folder for the files can't be made", {
        code: "OUT_WRITE",
        found: `${path} (${(error as NodeJS.ErrnoException).code})`,
        hint: "name another folder with --to",
      });
    }
    this.#release = lockStore(join(path, WAITING), "to the folder");
    try {
      this.#entries = new Map(readSourcesLock(path));
      this.#finishLandings();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  get lock(): ReadonlyMap<string, LockedFile> {
    return this.#entries;
  }

  /** Where a transfer of this address waits, the same in every run. */
  waitingRoom(address: string): string {
    return join(this.path, WAITING, createHash("sha256").update(address).digest("hex").slice(0, 16));
  }

  has(file: string): boolean {
    return statSync(join(this.path, file), { throwIfNoEntry: false })?.isFile() === true;
  }

  /** Whether a file is the one that the lock names, byte for byte. */
  async isAsLocked(file: string): Promise<boolean> {
    const entry = this.#entries.get(file);
    if (!entry || !this.has(file)) return false;
    const path = join(this.path, file);
    return statSync(path).size === entry.bytes && (await hashFile(path)) === entry.sha256;
  }

  /** Gives a checked file its name and puts it into the lock. */
  land(file: string, from: string, entry: LockedFile): void {
    const room = dirname(from);
    const note = join(room, LANDING);
    writeWhole(note, JSON.stringify({ file, from, entry } satisfies Landing));
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    renameSync(from, join(this.path, file));
    this.enter(file, entry);
    rmSync(note, { force: true });
  }

  enter(file: string, entry: LockedFile): void {
    this.#entries.set(file, entry);
    writeSourcesLock(this.path, this.#entries);
  }

  /** Keeps the lock as it is under another name, before an update. */
  keepPrevious(): void {
    if (this.#entries.size > 0) writeSourcesLock(this.path, this.#entries, PREVIOUS_LOCK);
  }

  /** Takes a transfer's folder away once nothing waits in it. */
  clear(room: string): void {
    rmSync(room, { recursive: true, force: true });
  }

  close(): void {
    const waiting = join(this.path, WAITING);
    this.#release();
    // What a broken transfer left stays, to be continued.
    if (readdirSync(waiting).length === 0) rmSync(waiting, { recursive: true, force: true });
  }

  #finishLandings(): void {
    const waiting = join(this.path, WAITING);
    for (const name of readdirSync(waiting)) {
      const note = join(waiting, name, LANDING);
      if (!existsSync(note)) continue;
      const { file, from, entry } = JSON.parse(readFileSync(note, "utf8")) as Landing;
      if (existsSync(from)) renameSync(from, join(this.path, file));
      if (this.has(file)) this.enter(file, entry);
      rmSync(note, { force: true });
    }
  }
}
