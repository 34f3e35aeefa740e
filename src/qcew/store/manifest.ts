import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import { unreadable } from "../../files/system-errors.js";
import { checksum as checksumOfBytes } from "./checksum.js";
import { FORMAT, MANIFEST } from "./is-store.js";

/** Raised whenever files of an earlier version can't be read as this one reads them. */
export const STORE_VERSION = 1;

/** A file of the store: its name, and how to check that it is whole. */
export interface StoredPart {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /**
   * Where the file stands until it has its name: the manifest is replaced first, which makes the change at
   * one stroke, and the files it names are given their names after it.
   */
  readonly pending?: string;
}

/** One year's annual averages, or one quarter. */
export interface StoredPeriodEntry {
  readonly year: number;
  /** 0 for annual averages. */
  readonly quarter: number;
  readonly rows: number;
  readonly areas: number;
  readonly data: StoredPart;
  readonly index: StoredPart;
}

/** A file that was prepared. */
export interface StoredInput {
  /** As it was named. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Data rows read, wanted or not. */
  readonly rows: number;
  readonly layouts: readonly string[];
  /** Names of the periods that its rows are in. */
  readonly periods: readonly string[];
  /** Rows of it were replaced by those of a later release. */
  readonly superseded?: true;
}

export interface Manifest {
  readonly tool: string;
  readonly periods: readonly StoredPeriodEntry[];
  readonly inputs: readonly StoredInput[];
}

/** `qcew-2023-annual`, `qcew-2018-q1`: the name of a period's files, without extension. */
export function periodName({ year, quarter }: { readonly year: number; readonly quarter: number }): string {
  return `qcew-${year}-${quarter === 0 ? "annual" : `q${quarter}`}`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * @throws {InputError} STORE_MISSING where there is none, STORE_DAMAGED where it is not whole,
 *   STORE_VERSION where another version of the tool made it
 */
export function readManifest(store: string): Manifest {
  const file = join(store, MANIFEST);
  if (!existsSync(file)) {
    throw new InputError("no store is in this folder", {
      code: "STORE_MISSING",
      where: { file: store },
      found: existsSync(store) ? `no ${MANIFEST} in it` : "no such folder",
      hint: `make one with \`sector-rank prepare FILES --store ${store}\``,
    });
  }
  const text = readText(file);
  let parsed: Manifest & { readonly format?: string; readonly version?: number; readonly checksum?: number };
  try {
    parsed = JSON.parse(text) as typeof parsed;
  } catch (error) {
    throw damaged(file, (error as Error).message);
  }
  const { format, version, checksum, ...manifest } = parsed;
  if (format !== FORMAT) throw damaged(file, `format ${JSON.stringify(format)}`);
  if (version !== STORE_VERSION) {
    throw new InputError(`a store of version ${version}, where this program reads version ${STORE_VERSION}`, {
      code: "STORE_VERSION",
      where: { file },
      found: `made by ${manifest.tool}`,
      hint: rebuildHint(store),
    });
  }
  if (checksum !== manifestChecksum(manifest)) throw damaged(file, "content that does not match its checksum");
  return manifest;
}

/** Puts a manifest in the place of the one before, whole or not at all. */
export function writeManifest(store: string, manifest: Manifest): void {
  const { tool, periods, inputs } = manifest;
  const content = { tool, periods, inputs };
  const text = JSON.stringify(
    { format: FORMAT, version: STORE_VERSION, checksum: manifestChecksum(content), ...content },
    undefined,
    1,
  );
  const file = join(store, MANIFEST);
  const temporary = join(store, `.${MANIFEST}.${process.pid}.tmp`);
  const descriptor = openSync(temporary, "w");
  try {
    writeSync(descriptor, `${text}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

function manifestChecksum({ tool, periods, inputs }: Manifest): number {
  return checksumOfBytes(Buffer.from(JSON.stringify([tool, periods, inputs])));
}

/** Where a file of the store is now. */
export function pathOfPart(store: string, part: StoredPart): string {
  if (part.pending !== undefined) {
    const pending = join(store, part.pending);
    if (existsSync(pending)) return pending;
  }
  return join(store, part.name);
}

/** Whether a file is there with the length that it should have. */
export function isWhole(store: string, part: StoredPart): boolean {
  return statSync(pathOfPart(store, part), { throwIfNoEntry: false })?.size === part.bytes;
}

export function damaged(file: string, found: string, store?: string): InputError {
  return new InputError("a file of the store is damaged", {
    code: "STORE_DAMAGED",
    where: { file },
    found,
    hint: rebuildHint(store),
  });
}

function rebuildHint(store = "DIR"): string {
  return `prepare the files again: \`sector-rank prepare FILES --store ${store} --rebuild\``;
}

/** Without some periods; inputs that had rows in them must be read again to be whole. */
export function withoutPeriods(manifest: Manifest, names: readonly string[]): Manifest {
  const periods = manifest.periods.filter((period) => !names.includes(periodName(period)));
  return { ...dropInputs(manifest, names), periods };
}

/** Without what inputs held of some periods; an input that held no other is dropped. */
export function dropInputs(manifest: Manifest, names: readonly string[]): Manifest {
  const inputs = manifest.inputs.map((input): StoredInput => {
    const periods = input.periods.filter((name) => !names.includes(name));
    return periods.length === input.periods.length ? input : { ...input, periods, superseded: true };
  });
  return { ...manifest, inputs: inputs.filter(({ periods }) => periods.length > 0) };
}
