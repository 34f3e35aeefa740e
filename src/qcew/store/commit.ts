import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Note } from "../../core/notes.js";
import { renderIndex } from "./index-file.js";
import { isStore } from "./is-store.js";
import { periodName, readManifest, writeManifest } from "./manifest.js";
import type { Manifest, StoredPart, StoredPeriodEntry } from "./manifest.js";
import type { SortedRun } from "./period-writer.js";

const PENDING = /^\.qcew-.*\.pending$/;
const TEMPORARY = /^\.(?:qcew-.*|manifest\.json\..*)\.tmp$/;
const OURS = /^qcew-\d{4}-(?:annual|q[1-4])\.(?:parquet|index)$/;

/** A period's new data file, still under the name it was written as. */
export interface NewPeriod {
  readonly year: number;
  readonly quarter: number;
  readonly run: SortedRun;
  readonly notes: readonly Note[];
}

/** A name for a file that is being written; leftovers of such names are swept away. */
export function unfinishedFileName(store: string, period: string, number: number): string {
  return join(store, `.${period}.${process.pid}.${number}.tmp`);
}

/** Gives a new period's files the names under which a manifest can name them before they have their own. */
export function stage(store: string, { year, quarter, run, notes }: NewPeriod): StoredPeriodEntry {
  const name = periodName({ year, quarter });
  const pending = (sha256: string, extension: string): string => `.${name}.${sha256.slice(0, 12)}.${extension}.pending`;
  const data: StoredPart = {
    name: `${name}.parquet`,
    bytes: run.bytes,
    sha256: run.sha256,
    pending: pending(run.sha256, "parquet"),
  };
  const content = renderIndex({ ...run, notes });
  const sha256 = createHash("sha256").update(content).digest("hex");
  const index: StoredPart = {
    name: `${name}.index`,
    bytes: content.length,
    sha256,
    pending: pending(sha256, "index"),
  };
  const descriptor = openSync(join(store, index.pending!), "w");
  try {
    for (let at = 0; at < content.length;) at += writeSync(descriptor, content, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(run.path, join(store, data.pending!));
  return { year, quarter, rows: run.rows, areas: run.areas.length, data, index };
}

/**
 * Makes a manifest the store's, and then gives the files it names their own names. The first step is the one
 * that counts: before it the store is what it was, after it the store is the new one.
 */
export function commit(store: string, manifest: Manifest): Manifest {
  writeManifest(store, manifest);
  return settle(store, manifest);
}

/** Finishes a commit that was interrupted, if there is one. */
export function settle(store: string, manifest: Manifest): Manifest {
  if (!manifest.periods.some(({ data, index }) => data.pending !== undefined || index.pending !== undefined)) {
    return manifest;
  }
  const settled = (part: StoredPart): StoredPart => {
    const { pending, ...rest } = part;
    if (pending !== undefined && existsSync(join(store, pending))) {
      renameSync(join(store, pending), join(store, part.name));
    }
    return rest;
  };
  const periods = manifest.periods.map((period) => ({
    ...period,
    data: settled(period.data),
    index: settled(period.index),
  }));
  const done = { ...manifest, periods };
  writeManifest(store, done);
  return done;
}

/** Removes what interrupted runs left, and files that the manifest names no more. Only under the lock. */
export function removeLeftovers(store: string): void {
  const named = namesInManifest(store);
  for (const name of readdirSync(store)) {
    const isLeftover = TEMPORARY.test(name) || (named && (PENDING.test(name) || OURS.test(name)) && !named.has(name));
    if (isLeftover) rmSync(join(store, name), { force: true });
  }
}

/** The files that the manifest names; undefined if it can't be read. */
function namesInManifest(store: string): ReadonlySet<string | undefined> | undefined {
  if (!isStore(store)) return undefined;
  try {
    const parts = readManifest(store).periods.flatMap(({ data, index }) => [data, index]);
    return new Set(parts.flatMap(({ name, pending }) => [name, pending]));
  } catch {
    return undefined;
  }
}
