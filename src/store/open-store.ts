import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import type { AreaCode } from "../codes.js";
import { InputError } from "../errors.js";
import type { QcewField, QcewTable } from "../qcew/table.js";
import { damaged, pathOfPart, readManifest } from "./manifest.js";
import type { Manifest, StoredPart, StoredPeriodEntry } from "./manifest.js";
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

/** Times a store is opened anew while another process replaces its files. */
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
      // A store that changed between the manifest and its files is no damaged one.
      const isChanging = JSON.stringify(readManifest(path)) !== JSON.stringify(manifest);
      if (!isChanging || attempt === ATTEMPTS || !(error instanceof InputError)) throw error;
    }
  }
}

/** Compares files with their checksums. */
export async function checkParts(store: string, entries: readonly StoredPeriodEntry[]): Promise<void> {
  for (const part of entries.flatMap(({ data, index }) => [data, index])) {
    if ((await checksumOf(store, part)) === part.sha256) continue;
    throw damaged(pathOfPart(store, part), "content that does not match its checksum", store);
  }
}

async function checksumOf(store: string, part: StoredPart): Promise<string> {
  const file = pathOfPart(store, part);
  const hash = createHash("sha256");
  if (part.bytes < 1 << 20) return hash.update(readFileSync(file)).digest("hex");
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

const CHANGES: readonly QcewField[] = ["changeEmployment", "changeMonth1", "changeMonth2", "changeMonth3"];

/**
 * One row of each area and period that a store holds, with no figures but whether changes over the year are
 * told: enough to choose years by, and read from the indexes alone.
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
  const tells = (field: QcewField): Float64Array =>
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
    fields: Object.fromEntries(CHANGES.map((field) => [field, tells(field)])),
    source: new Uint32Array(length),
    line: new Uint32Array(length),
  };
}
