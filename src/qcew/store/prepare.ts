import { mkdirSync } from "node:fs";
import { InputError } from "../../core/errors.js";
import { readTexts } from "../../files/content.js";
import { listInputFiles, type InputFile } from "../../files/files.js";
import { hashFile } from "../../files/hash-file.js";
import type { Batch } from "../read/batch.js";
import { AreaTable } from "../read/codes.js";
import { notesOfRepairs } from "../read/repairs.js";
import { QcewScanner } from "../read/scanner.js";
import { Selection } from "../read/selection.js";
import { information, type Note } from "../../core/notes.js";
import { STORED_FIELDS, type QcewSource } from "../table.js";
import { TOOL } from "../../core/version.js";
import { commit, removeLeftovers, settle, stage, unfinishedFileName, type NewPeriod } from "./commit.js";
import { parseIndex, renderIndex } from "./index-file.js";
import { isStore } from "./is-store.js";
import { isRefusedWrite, outWriteError } from "../../files/system-errors.js";
import { lockStore } from "./lock.js";
import { damaged, isWhole, pathOfPart, periodName, readManifest, dropInputs, withoutPeriods } from "./manifest.js";
import type { Manifest, StoredInput, StoredPeriodEntry } from "./manifest.js";
import { mergeRuns } from "./merge-runs.js";
import { PeriodWriter, type SortedRun } from "./period-writer.js";
import { StoredFile } from "./stored-file.js";

export interface PrepareRequest {
  /** Files, folders, `.zip`, `.gz`. */
  readonly paths: readonly string[];
  readonly store: string;
  /** Start from nothing: what the store holds is removed once the new one is whole. */
  readonly rebuild: boolean;
}

export interface PrepareEvents {
  readonly onProgress?: (progress: { readonly bytesDone: number; readonly bytesTotal: number }) => void;
  /** Takes what cleans up should the user interrupt; returns what withdraws it. */
  readonly onInterrupt: (cleanup: () => void) => () => void;
}

/** What became of one period. */
export interface PreparedPeriod extends StoredPeriodEntry {
  readonly change: "added" | "extended" | "replaced" | "unchanged";
  readonly rowsBefore: number;
  /** Areas that the replaced rows had and the new ones have not. */
  readonly areasLost: readonly string[];
}

export interface PrepareResult {
  readonly periods: readonly PreparedPeriod[];
  readonly inputs: readonly (StoredInput & { readonly isNew: boolean })[];
  readonly notes: readonly Note[];
}

/** Rows of one file from which on its periods are stored before the next file is read. */
const ROUND_ROWS = 500_000;
/** Rows in no order that wait in memory to be sorted: about 400 MB. */
const MOST_WAITING = 4_000_000;

/**
 * Brings QCEW files into a store: one Parquet file a year or quarter, sorted by area.
 *
 * Files that were prepared before, by their content, are passed over. Rows of a period that is in the store
 * join it where they don't contradict it; where they do, they are of another release and take its place. An
 * interrupt at any moment leaves a store that is whole: the one before, or one with some of the files.
 *
 * @throws {InputError} whatever is wrong with the files, and STORE_LOCKED, STORE_DAMAGED, STORE_VERSION
 */
export async function prepareStore(request: PrepareRequest, events: PrepareEvents): Promise<PrepareResult> {
  const files = listInputFiles(request.paths);
  try {
    mkdirSync(request.store, { recursive: true });
  } catch (error) {
    throw outWriteError(`the store ${request.store}`, error);
  }
  let unlock: (() => void) | undefined;
  let run: Preparation | undefined;
  const cleanUp = (): void => {
    // Without the lock, what lies there is another process's.
    if (!unlock) return;
    run?.abandon();
    removeLeftovers(request.store);
    unlock();
  };
  // First: a signal that comes before anyone listens ends the process at once.
  const withdraw = events.onInterrupt(cleanUp);
  try {
    unlock = lockStore(request.store);
    run = new Preparation(request, events);
    return await run.prepare(files);
  } catch (error) {
    // Readers say themselves what is wrong with a file: what is left is the store's, such as a full disk.
    if (isRefusedWrite(error)) throw outWriteError(`the store ${request.store}`, error);
    throw error;
  } finally {
    cleanUp();
    withdraw();
  }
}

class Preparation {
  readonly #store: string;
  readonly #rebuild: boolean;
  readonly #onProgress: PrepareEvents["onProgress"];
  #manifest: Manifest;
  /** Periods whose files are not whole: to be made again from the files given. */
  readonly #lost: readonly StoredPeriodEntry[];
  readonly #changes = new Map<string, Omit<PreparedPeriod, keyof StoredPeriodEntry>>();
  readonly #read: string[] = [];
  readonly #notes: Note[] = [];
  readonly #writers = new Map<string, PeriodWriter & { readonly year: number; readonly quarter: number }>();
  /** Rows in the store that this run read: they may not contradict each other. */
  readonly #fresh = new Set<string>();
  #temporary = 0;
  #bytesDone = 0;
  #bytesTotal = 0;

  constructor({ store, rebuild }: PrepareRequest, { onProgress }: PrepareEvents) {
    this.#store = store;
    this.#rebuild = rebuild;
    this.#onProgress = onProgress;
    const none: Manifest = { tool: TOOL, periods: [], inputs: [] };
    const before = rebuild || !isStore(store) ? none : settle(store, readManifest(store));
    this.#lost = before.periods.filter(({ data, index }) => !isWhole(store, data) || !isWhole(store, index));
    this.#manifest = withoutPeriods(before, this.#lost.map(periodName));
    if (!rebuild) removeLeftovers(store);
  }

  abandon(): void {
    for (const writer of this.#writers.values()) writer.abandon();
  }

  async prepare(files: readonly InputFile[]): Promise<PrepareResult> {
    this.#bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const known: string[] = [];
    const waiting = [...files];
    while (waiting.length > 0) {
      const round = new Round();
      // All of a rebuilding is one round, or an interrupt would leave the old years out.
      while (waiting.length > 0 && (this.#rebuild || round.largest < ROUND_ROWS)) {
        const file = waiting.shift()!;
        const sha256 = await hashFile(file.path);
        if (this.#isKnown(sha256) || round.inputs.some((input) => input.sha256 === sha256)) {
          known.push(sha256);
          this.#advance(file.bytes);
        } else await this.#readFile(file, sha256, round);
      }
      this.#finishRound(round);
    }
    this.#requireWhole();
    if (this.#manifest.periods.length === 0) throw noRows(files);
    const { periods, inputs } = this.#manifest;
    return {
      periods: periods.map((period) => ({
        ...period,
        ...(this.#changes.get(periodName(period)) ?? { change: "unchanged", rowsBefore: period.rows, areasLost: [] }),
      })),
      inputs: inputs
        .filter(({ sha256 }) => known.includes(sha256) || this.#read.includes(sha256))
        .map((input) => ({ ...input, isNew: this.#read.includes(input.sha256) })),
      notes: this.#notes,
    };
  }

  #isKnown(sha256: string): boolean {
    return this.#manifest.inputs.some((input) => input.sha256 === sha256 && !input.superseded);
  }

  #advance(bytes: number): void {
    this.#bytesDone += bytes;
    this.#onProgress?.({ bytesDone: this.#bytesDone, bytesTotal: this.#bytesTotal });
  }

  async #readFile(file: InputFile, sha256: string, round: Round): Promise<void> {
    const { scanner } = round;
    const firstSource = scanner.sources.length;
    const before = scanner.rows;
    round.periods = new Set();
    await readTexts(file, scanner, (bytes) => {
      this.#advance(bytes);
      for (const batch of scanner.full.splice(0)) this.#take(batch, round);
    });
    this.#take(scanner.takeLast(), round);
    scanner.problems.throwIfAny();
    for (let source = firstSource; source < scanner.sources.length; source++) {
      scanner.sources[source] = { ...scanner.sources[source]!, sha256 };
    }
    const rows = scanner.rows - before;
    if (rows === 0) return;
    const layouts = [...new Set(scanner.sources.slice(firstSource).map(({ layout }) => layout))];
    const { path, bytes } = file;
    round.inputs.push({ file: path, bytes, sha256, rows, layouts, periods: [...round.periods].sort() });
    round.largest = Math.max(round.largest, rows);
  }

  /** Hands the rows of a batch to the writers of their periods. */
  #take(batch: Batch, round: Round): void {
    if (batch.length === 0) return;
    for (const [year, quarter, rows] of rowsByPeriod(batch)) {
      const name = periodName({ year, quarter });
      round.periods.add(name);
      let writer = this.#writers.get(name);
      if (!writer) {
        const made = new PeriodWriter({ year, quarter }, round.codes, () => this.#temporaryName(name));
        this.#writers.set(name, (writer = Object.assign(made, { year, quarter })));
      }
      writer.add(batch, rows, Math.floor(MOST_WAITING / this.#writers.size));
    }
  }

  #temporaryName(name: string): string {
    return unfinishedFileName(this.#store, name, this.#temporary++);
  }

  /** Makes the files of a round part of the store. */
  #finishRound(round: Round): void {
    if (round.inputs.length === 0) return;
    const repairs = notesOfRepairs(round.scanner.repairs, [...round.areas.zerosRestored]);
    const staged: StoredPeriodEntry[] = [];
    const replaced: string[] = [];
    for (const [name, writer] of this.#writers) {
      const runs = writer.finish();
      if (runs.length === 0) continue;
      const combined = this.#combine(name, writer, runs);
      const duplicates = writer.duplicates + combined.duplicates;
      const notes = [...repairs, ...(duplicates > 0 ? [duplicatesNote(duplicates)] : [])];
      const kept = combined.kept ? [...combined.kept.index.notes] : [];
      const period: NewPeriod = {
        year: writer.year,
        quarter: writer.quarter,
        run: combined.run,
        notes: uniqueNotes([...kept, ...notes]),
      };
      this.#notes.push(...notes);
      this.#noteChange(name, combined);
      if (combined.change === "replaced") replaced.push(name);
      combined.before?.close();
      staged.push(stage(this.#store, period));
      this.#fresh.add(name);
    }
    this.#writers.clear();
    const names = new Set(staged.map(periodName));
    const { inputs, periods } = dropInputs(this.#manifest, replaced);
    const kept = periods.filter((period) => !names.has(periodName(period)));
    this.#manifest = commit(this.#store, {
      tool: TOOL,
      periods: [...kept, ...staged].sort((a, b) => a.year - b.year || a.quarter - b.quarter),
      inputs: [
        ...inputs.filter(({ sha256 }) => !round.inputs.some((input) => input.sha256 === sha256)),
        ...round.inputs,
      ],
    });
    this.#read.push(...round.inputs.map(({ sha256 }) => sha256));
  }

  /** One file of all rows of a period: those just read, and those in the store that they don't contradict. */
  #combine(
    name: string,
    period: { readonly year: number; readonly quarter: number },
    runs: readonly SortedRun[],
  ): Combined {
    const entry = this.#manifest.periods.find((one) => periodName(one) === name);
    const before = entry && StoredFile.open(this.#store, entry);
    const [only] = runs;
    if (!before && only && runs.length === 1)
      return { run: only, duplicates: 0, change: "added", before, kept: undefined };
    const opened = runs.map((run) => new StoredFile(run, period, parseIndex(renderIndex({ ...run, notes: [] }))));
    const merge = (files: readonly StoredFile[]): { run: SortedRun; duplicates: number } => {
      const path = this.#temporaryName(name);
      const { file, duplicates } = mergeRuns(files, path);
      return { run: { ...file, path, sources: uniqueSources(files) }, duplicates };
    };
    try {
      if (!before) return { ...merge(opened), change: "added", before, kept: undefined };
      try {
        const merged = merge([before, ...opened]);
        const change = merged.run.rows === entry.rows ? "unchanged" : "extended";
        // Rows that the store has already are not news to the reader of a result.
        return { ...merged, duplicates: 0, change, before, kept: before };
      } catch (error) {
        if (this.#fresh.has(name) || !isContradiction(error)) throw error;
        const merged = only && runs.length === 1 ? { run: only, duplicates: 0 } : merge(opened);
        return { ...merged, change: "replaced", before, kept: undefined };
      }
    } finally {
      for (const file of opened) file.close();
    }
  }

  #noteChange(name: string, { change, before, run }: Combined): void {
    const earlier = this.#changes.get(name);
    const areas = new Set<string>(run.areas);
    this.#changes.set(name, {
      change: earlier?.change ?? change,
      rowsBefore: earlier?.rowsBefore ?? before?.index.rows ?? 0,
      areasLost: change === "replaced" ? (before?.index.areas ?? []).filter((code) => !areas.has(code)) : [],
    });
  }

  /** @throws {InputError} STORE_DAMAGED where a damaged period was not among the files given */
  #requireWhole(): void {
    const present = new Set(this.#manifest.periods.map(periodName));
    const missing = this.#lost.find((period) => !present.has(periodName(period)));
    if (!missing) return;
    const part = isWhole(this.#store, missing.data) ? missing.index : missing.data;
    throw damaged(pathOfPart(this.#store, part), "a file that is missing or not as long as it was", this.#store);
  }
}

interface Combined {
  readonly run: SortedRun;
  readonly duplicates: number;
  readonly change: PreparedPeriod["change"];
  readonly before: StoredFile | undefined;
  /** The file in the store whose rows are in the new one too. */
  readonly kept: StoredFile | undefined;
}

/** Files that are read one after the other and stored together. */
class Round {
  readonly areas = new AreaTable();
  readonly scanner: QcewScanner;
  readonly codes: ConstructorParameters<typeof PeriodWriter>[1];
  readonly inputs: StoredInput[] = [];
  /** Periods of the file that is being read. */
  periods = new Set<string>();
  /** Rows of the file that had most. */
  largest = 0;

  constructor() {
    const selection = new Selection({ fields: STORED_FIELDS });
    this.scanner = new QcewScanner(selection, this.areas);
    this.codes = {
      areas: this.areas.codes,
      industries: this.scanner.industries.codes,
      sources: this.scanner.sources,
      fields: selection.fields,
    };
  }
}

/** The rows of each period in a batch; `undefined` where all are of one. */
function rowsByPeriod(
  batch: Batch,
): readonly (readonly [year: number, quarter: number, rows: Uint32Array | undefined])[] {
  const keyAt = (row: number): number => batch.year[row]! * 8 + batch.quarter[row]!;
  const first = keyAt(0);
  let row = 1;
  while (row < batch.length && keyAt(row) === first) row++;
  if (row === batch.length) return [[first >> 3, first & 7, undefined]];
  const rows = new Map<number, number[]>();
  for (let at = 0; at < batch.length; at++) {
    const of = rows.get(keyAt(at));
    if (of) of.push(at);
    else rows.set(keyAt(at), [at]);
  }
  return [...rows].map(([key, of]) => [key >> 3, key & 7, Uint32Array.from(of)]);
}

/** What the files came from, in order, each once. */
function uniqueSources(files: readonly StoredFile[]): readonly QcewSource[] {
  const byKey = new Map<string, QcewSource>();
  for (const source of files.flatMap(({ index }) => index.sources)) {
    const key = `${source.sha256 ?? ""} ${source.file}`;
    if (!byKey.has(key)) byKey.set(key, source);
  }
  return [...byKey.values()];
}

function isContradiction(error: unknown): boolean {
  return error instanceof InputError && error.details.code === "QCEW_DUPLICATE";
}

function duplicatesNote(duplicates: number): Note {
  return information(
    "qcew-duplicates",
    `${duplicates} rows appear twice in the files, with the same figures; each counts once.`,
  );
}

function uniqueNotes(notes: readonly Note[]): readonly Note[] {
  const seen = new Set<string>();
  return notes.filter(({ id, text }) => {
    const key = `${id}\n${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

function noRows(files: readonly InputFile[]): InputError {
  return new InputError("no QCEW row in the files", {
    code: "QCEW_NO_ROWS",
    where: { file: files.map(({ path }) => path).join(", ") },
    hint: "name files that hold QCEW data",
  });
}
