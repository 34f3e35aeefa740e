import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError, UserError } from "../core/errors.js";
import { hashFile } from "../files/hash-file.js";
import { information, type Note } from "../core/notes.js";
import { checkContent } from "./check-content.js";
import { download, type Download, type DownloadSurroundings } from "./download.js";
import type { FetchFolder } from "./folder.js";
import { keepMembers } from "./keep-members.js";
import type { LockedFile } from "../files/sources-lock.js";
import type { Source } from "./sources.js";
import { findArchive, type FetchTarget } from "./targets.js";

export interface FetchRules {
  /** Files that are there are asked for again, and replaced where the publisher has others. */
  readonly update: boolean;
  /** Nothing lands that is not what the lock names. */
  readonly frozen: boolean;
  /** Bytes of all files together. */
  readonly mostBytes: number;
  /** A key for publishers that take one; it is in no lock and no message. */
  readonly key?: string | undefined;
  /** Day written into the lock: `2026-11-28`. */
  readonly today: string;
}

/** What became of a file. */
export interface FetchedFile {
  readonly file: string;
  readonly target: FetchTarget;
  readonly change: "fetched" | "replaced" | "unchanged" | "kept" | "not published";
  readonly bytes: number;
}

export interface FetchSurroundings extends Omit<DownloadSurroundings, "onBytes"> {
  readonly sources: readonly Source[];
  readonly onProgress: (bytes: number) => void;
}

/**
 * Brings the files of a plan into a folder, one after the other. Every file that lands is whole, checked, and in the
 * lock; an error leaves what has landed before it, and a rest that the next run goes on with.
 *
 * @throws {InputError} FETCH_NOT_FOUND, FETCH_CHANGED, FETCH_FROZEN, FETCH_CONTENT, FETCH_TOO_LARGE and those of
 *   {@link download}
 */
export async function fetchFiles(
  targets: readonly FetchTarget[],
  folder: FetchFolder,
  rules: FetchRules,
  around: FetchSurroundings,
): Promise<{ readonly files: readonly FetchedFile[]; readonly notes: readonly Note[] }> {
  const fetching = new Fetching(folder, rules, around);
  for (const group of groupTargets(targets)) await fetching.fetchGroup(group);
  return { files: fetching.files, notes: leftOutNotes(fetching.files) };
}

/** What the publisher has no file of: of QCEW by area, of others by file. */
function leftOutNotes(files: readonly FetchedFile[]): readonly Note[] {
  const missing = files.filter(({ change }) => change === "not published");
  const years = new Map<string, number[]>();
  for (const { target } of missing.filter(({ target: { source } }) => source.what === "qcew")) {
    for (const area of target.areas)
      years.set(area, [...(years.get(area) ?? []), ...(target.year ? [target.year] : [])]);
  }
  const areas = [...years].map(([area, of]) => (of.length === 0 ? area : `${area} (${of.join(", ")})`));
  const others = missing.filter(({ target: { source } }) => source.what !== "qcew").map(({ file }) => file);
  const notes: Note[] = [];
  if (areas.length > 0) {
    const text = `The publisher has no file of ${areas.join(", ")}. Rankings work without: an area is summed from its counties, and a state's rows only narrow the range of withheld cells.`;
    notes.push(information("not-published", text));
  }
  if (others.length > 0) {
    const text = `The publisher has no file ${others.join(", ")}; what would be counted from it is missing.`;
    notes.push(information("files-not-published", text));
  }
  return notes;
}

/** Files of one source and year stand or fall together: the publisher has put the year out, or has not. */
function groupTargets(targets: readonly FetchTarget[]): readonly (readonly FetchTarget[])[] {
  const groups = new Map<string, FetchTarget[]>();
  for (const target of targets) {
    const key = `${target.source.id} ${target.year ?? ""} ${target.quarter}`;
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return [...groups.values()];
}

class Fetching {
  readonly files: FetchedFile[] = [];
  readonly #folder: FetchFolder;
  readonly #rules: FetchRules;
  readonly #around: FetchSurroundings;
  #bytes = 0;

  constructor(folder: FetchFolder, rules: FetchRules, around: FetchSurroundings) {
    this.#folder = folder;
    this.#rules = rules;
    this.#around = around;
  }

  async fetchGroup(targets: readonly FetchTarget[]): Promise<void> {
    let served = 0;
    for (const target of targets) {
      if (target.source.reader === "qcew-members") {
        await this.#fetchArchive(target);
        continue;
      }
      if (await this.#isKept(target)) {
        served++;
        continue;
      }
      const result = await this.#download(target);
      if (result.kind === "none" && served === 0 && target.required) {
        const archive = findArchive(targets, this.#around.sources);
        if (archive) return this.#fetchArchive(archive, target);
      }
      if (result.kind === "none") this.#leaveOut(target, result.status);
      else {
        served++;
        await this.#take(target, result);
      }
    }
  }

  /** Whether a file is there already and is to stay. */
  async #isKept(target: FetchTarget): Promise<boolean> {
    const { file } = target;
    const entry = this.#folder.lock.get(file);
    if (this.#rules.frozen && !entry && target.required) throw frozenError(target, undefined, "");
    if (!this.#folder.has(file)) return false;
    if (await this.#folder.isAsLocked(file)) {
      if (this.#rules.update) return false;
      // A process that was ended between landing the file and clearing up left its room.
      this.#folder.clear(this.#folder.waitingRoom(target.address));
      this.files.push({ file, target, change: "kept", bytes: entry!.bytes });
      return true;
    }
    if (this.#rules.update && entry) return false;
    throw new InputError(entry ? "a file that was changed after it was fetched" : "a file that was not fetched", {
      code: "FETCH_CHANGED",
      where: { file: join(this.#folder.path, file) },
      found: entry ? "another checksum than that in sources.lock.json" : "no entry in sources.lock.json",
      hint: "keep it as it is with `sector-rank fetch --adopt`, or remove it and fetch again",
    });
  }

  async #download(target: FetchTarget): Promise<Download> {
    const { source, address } = target;
    const entry = this.#folder.has(target.file) ? this.#folder.lock.get(target.file) : undefined;
    const left = this.#rules.mostBytes - this.#bytes;
    if (left <= 0) throw this.#tooMuch(address);
    try {
      const result = await download(
        {
          address,
          asked: withKey(target, this.#rules.key),
          types: source.types,
          mostBytes: Math.min(source.mostBytes, left),
          known: entry && { ...entry },
          released: source.released.words,
        },
        this.#folder.waitingRoom(address),
        {
          ...this.#around,
          onBytes: (count) => {
            this.#bytes += count;
            this.#around.onProgress(this.#bytes);
          },
        },
      );
      if (result.kind === "none") this.#folder.clear(this.#folder.waitingRoom(address));
      return result;
    } catch (error) {
      const isOverAll =
        error instanceof UserError && error.details.code === "FETCH_TOO_LARGE" && left < source.mostBytes;
      throw isOverAll ? this.#tooMuch(address) : error;
    }
  }

  #tooMuch(address: string): InputError {
    return new InputError("the files together are larger than allowed", {
      code: "FETCH_TOO_LARGE",
      where: { file: address },
      found: `more than ${Math.round(this.#rules.mostBytes / 1_000_000)} MB`,
      hint: "allow more with --max-size MB, or ask for fewer files",
    });
  }

  async #take(target: FetchTarget, result: Download): Promise<void> {
    const { file, address } = target;
    if (result.kind === "same") {
      this.#folder.clear(this.#folder.waitingRoom(address));
      this.files.push({ file, target, change: "unchanged", bytes: this.#folder.lock.get(file)!.bytes });
      return;
    }
    if (result.kind === "none") return;
    await this.#check(result.path, target);
    await this.#land(target, result.path, { ...result.validators });
    this.#folder.clear(this.#folder.waitingRoom(address));
  }

  /** Whatever does not pass is not kept for the next run either. */
  async #check(path: string, target: FetchTarget): Promise<void> {
    try {
      await checkContent(path, target);
    } catch (error) {
      this.#folder.clear(this.#folder.waitingRoom(target.address));
      throw error;
    }
  }

  async #land(target: FetchTarget, path: string, more: Partial<LockedFile>): Promise<void> {
    const { file, source } = target;
    const before = this.#folder.lock.get(file);
    const entry: LockedFile = {
      source: source.id,
      publisher: source.publisher,
      address: target.address,
      date: this.#rules.today,
      ...more,
      bytes: statSync(path).size,
      sha256: await hashFile(path),
      release: describeRelease(target),
      licence: source.licence,
    };
    const isSame = before?.sha256 === entry.sha256;
    if (this.#rules.frozen && !isSame) {
      this.#folder.clear(this.#folder.waitingRoom(target.address));
      throw frozenError(target, before, entry.sha256);
    }
    this.#folder.land(file, path, isSame && before.date !== undefined ? { ...entry, date: before.date } : entry);
    const change =
      before === undefined ? "fetched" : isSame ? (this.#rules.update ? "unchanged" : "fetched") : "replaced";
    this.files.push({ file, target, change, bytes: entry.bytes });
  }

  /** The year's areas out of the zip that holds all of them. */
  async #fetchArchive(archive: FetchTarget, refused?: FetchTarget): Promise<void> {
    const slices = this.#slicesOf(archive);
    const wanted: FetchTarget[] = [];
    for (const slice of slices) if (!(await this.#isKept(slice))) wanted.push(slice);
    if (wanted.length === 0) return;
    const result = await this.#download(archive);
    if (result.kind === "none") return this.#leaveOut(refused ?? archive, result.status);
    if (result.kind === "same") return;
    const room = this.#folder.waitingRoom(archive.address);
    mkdirSync(room, { recursive: true });
    const members = await keepMembers(
      result.path,
      wanted.flatMap(({ areas }) => areas),
      room,
    ).catch((error: unknown) => {
      this.#folder.clear(room);
      throw error;
    });
    for (const slice of wanted) {
      const member = members.find(({ area }) => area === slice.areas[0]);
      if (!member) {
        this.#leaveOut({ ...slice, address: archive.address }, undefined);
        continue;
      }
      const target = { ...slice, address: archive.address };
      await this.#check(member.path, target);
      await this.#land(target, member.path, { member: member.member, ...result.validators });
    }
    this.#folder.clear(room);
  }

  #slicesOf(archive: FetchTarget): readonly FetchTarget[] {
    const source = this.#around.sources.find(({ otherwise }) => otherwise === archive.source.id) ?? archive.source;
    return archive.areas.map((area) => sliceTarget(archive, source, area));
  }

  #leaveOut(target: FetchTarget, status: number | undefined): void {
    if (target.required) throw notFound(target, status);
    this.files.push({ file: target.file, target, change: "not published", bytes: 0 });
  }
}

function sliceTarget(archive: FetchTarget, source: Source, area: string): FetchTarget {
  const file = `qcew/${archive.year}_${archive.quarter === 0 ? "a" : archive.quarter}_${area}.csv`;
  return {
    ...archive,
    source: { ...source, reader: "qcew" },
    areas: [area],
    file,
    required: !archive.dispensable?.includes(area),
  };
}

function withKey({ source, address }: FetchTarget, key: string | undefined): string {
  return source.key && key !== undefined && key !== "" ? `${address}&key=${encodeURIComponent(key)}` : address;
}

/** `2023 annual averages` */
export function describeRelease({ source, year, quarter }: FetchTarget): string {
  if (source.release !== undefined) return source.release;
  if (year === undefined) return "the latest";
  if (!source.what.startsWith("qcew")) return String(year);
  return quarter === 0 ? `${year} annual averages` : `${year} quarter ${quarter}`;
}

function notFound({ source, address, year, areas }: FetchTarget, status: number | undefined): InputError {
  const isDated = year !== undefined;
  const found = status === undefined ? `no member of ${areas.join(", ")} in the zip` : `status ${status}`;
  return new InputError(isDated ? `the publisher has no such file of ${year}` : "the publisher has no such file", {
    code: "FETCH_NOT_FOUND",
    where: { file: address },
    found,
    hint: isDated
      ? `${source.title}: ${source.released.words}; ask for an earlier year with --year ${year - 1}`
      : `look on ${source.page}, and put the address of today into a table for --sources`,
  });
}

function frozenError({ address, file }: FetchTarget, before: LockedFile | undefined, sha256: string): InputError {
  return new InputError(before ? "the publisher's file is not the one that is locked" : "a file that is not locked", {
    code: "FETCH_FROZEN",
    where: { file: address },
    found: before
      ? `checksum ${sha256.slice(0, 16)}… in place of ${before.sha256.slice(0, 16)}…`
      : `no entry of ${file} in sources.lock.json`,
    hint: before
      ? "the figures were revised; take them with `sector-rank fetch --update`"
      : "fetch it once without --frozen, and keep sources.lock.json under version control",
  });
}
