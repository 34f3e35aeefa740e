import { existsSync } from "node:fs";
import type { AreaCode } from "../../core/codes.js";
import { InputError } from "../../core/errors.js";
import type { QcewField, QcewTable } from "../table.js";
import { damaged, isWhole, pathOfPart, readManifest } from "./manifest.js";
import type { Manifest, StoredPeriodEntry } from "./manifest.js";
import { StoredFile } from "./stored-file.js";

/** One year's annual averages (quarter 0), or one quarter. */
export interface StoredPeriod {
  readonly year: number;
  readonly quarter: number;
}

/** An open store: its periods in order of time. Close it. */
export interface OpenStore {
  readonly path: string;
  readonly manifest: Manifest;
  /** Those that were asked for, and their files. */
  readonly entries: readonly StoredPeriodEntry[];
  readonly periods: readonly StoredFile[];
  close(): void;
}

/** Times a store is opened again while another process replaces its files. */
const ATTEMPTS = 5;

/** @throws {InputError} STORE_MISSING, STORE_VERSION, STORE_DAMAGED */
export function openStore(path: string, wants: (period: StoredPeriod) => boolean = () => true): OpenStore {
  for (let attempt = 1; ; attempt++) {
    const manifest = readManifest(path);
    const entries = manifest.periods.filter(wants);
    const periods: StoredFile[] = [];
    try {
      for (const entry of entries) periods.push(StoredFile.open(path, entry));
      return { path, manifest, entries, periods, close: () => periods.forEach((file) => file.close()) };
    } catch (error) {
      periods.forEach((file) => file.close());
      // A store that changed between the manifest and its files is not a damaged one.
      const isChanging = JSON.stringify(readManifest(path)) !== JSON.stringify(manifest);
      if (!isChanging || attempt === ATTEMPTS || !(error instanceof InputError)) throw error;
    }
  }
}

/** The same store with some of its periods; the others are closed. */
export function narrowStore(store: OpenStore, wants: (period: StoredPeriod) => boolean): OpenStore {
  const periods = store.periods.filter(({ period }) => wants(period));
  for (const file of store.periods) if (!periods.includes(file)) file.close();
  return {
    path: store.path,
    manifest: store.manifest,
    entries: store.entries.filter(wants),
    periods,
    close: () => periods.forEach((file) => file.close()),
  };
}

/** Compares files with their checksums. */
export async function checkParts(store: string, entries: readonly StoredPeriodEntry[]): Promise<void> {
  // Loaded where it is asked for: that takes as long as reading a region.
  const { hashFile } = await import("../../files/hash-file.js");
  for (const part of entries.flatMap(({ data, index }) => [data, index])) {
    const path = pathOfPart(store, part);
    if (!isWhole(store, part)) {
      throw damaged(
        path,
        existsSync(path) ? `a file of another length than ${part.bytes} bytes` : "no such file",
        store,
      );
    }
    if ((await hashFile(path)) === part.sha256) continue;
    throw damaged(path, "content that does not match its checksum", store);
  }
}

const CHANGES: readonly QcewField[] = ["changeEmployment", "changeMonth1", "changeMonth2", "changeMonth3"];

/**
 * One row of each area and period that a store holds, with no figures but whether changes over the year are
 * known: enough to choose years by, and read from the indexes alone.
 */
export function heldRows(
  { periods }: Pick<OpenStore, "periods">,
  wanted: ((code: string) => boolean) | undefined,
): QcewTable {
  const areas: AreaCode[] = [];
  const numbers = new Map<string, number>();
  const rows: { readonly area: number; readonly file: StoredFile }[] = [];
  for (const file of periods) {
    for (const code of file.index.areas) {
      if (wanted && !wanted(code)) continue;
      let area = numbers.get(code);
      if (area === undefined) numbers.set(code, (area = areas.push(code) - 1));
      rows.push({ area, file });
    }
  }
  const { length } = rows;
  const isGiven = (field: QcewField): Float64Array =>
    Float64Array.from(rows, ({ file }) => (file.index.fields.includes(field) ? 0 : Number.NaN));
  return {
    length,
    areas,
    industries: [],
    sources: [],
    area: Uint32Array.from(rows, ({ area }) => area),
    industry: new Uint32Array(length),
    ownership: new Uint8Array(length),
    level: new Uint8Array(length),
    year: Uint16Array.from(rows, ({ file }) => file.period.year),
    quarter: Uint8Array.from(rows, ({ file }) => file.period.quarter),
    disclosure: new Uint8Array(length),
    lqDisclosure: new Uint8Array(length),
    changeDisclosure: new Uint8Array(length),
    fields: Object.fromEntries(CHANGES.map((field) => [field, isGiven(field)])),
    source: new Uint32Array(length),
    line: new Uint32Array(length),
  };
}
