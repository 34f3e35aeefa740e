import { decodeIndustryLevel } from "../read/codes.js";
import type { QcewReading, QcewRequest } from "../read/request.js";
import type { StoredJobs, YearChooser } from "../year-range.js";
import { rowsOfYears } from "../rows-of-years.js";
import { information, type Note } from "../../core/notes.js";
import { PUBLISHED, type QcewSource, type QcewTable } from "../table.js";
import { joinTables, pickRows } from "../join-tables.js";
import { checkParts, heldRows, narrowStore, openStore, type OpenStore, type StoredPeriod } from "./open-store.js";
import type { RowRange, StoredFile } from "./stored-file.js";

/**
 * Reads rows from a store as `readQcew` reads them from the publisher's files: the same rows in the order in
 * which those files hold them, each with its file and line.
 *
 * @param request `strict` also checks the checksum of every file of the periods wanted
 */
export function readStore(path: string, request: QcewRequest): Promise<QcewReading> {
  return readStores([path], request);
}

/**
 * The same from several stores, and beside what was read from files already.
 *
 * @throws {InputError} QCEW_DUPLICATE where two of them hold different figures of one key
 */
export async function readStores(
  paths: readonly string[],
  request: QcewRequest,
  chooseYears?: YearChooser,
  fromFiles?: QcewReading,
): Promise<QcewReading> {
  const wants = ({ year, quarter }: StoredPeriod): boolean =>
    (!request.years || request.years(year)) && (!request.quarters || request.quarters(quarter));
  const readings = fromFiles ? [fromFiles] : [];
  const stores: OpenStore[] = [];
  try {
    for (const path of paths) stores.push(openStore(path, wants));
    if (chooseYears) {
      const held = stores.map((store) => heldRows(store, request.areas));
      const findJobs: StoredJobs = (area, period) => {
        for (const store of stores) {
          const jobs = storedJobs(store, area, period);
          if (jobs !== undefined) return jobs;
        }
        return undefined;
      };
      const { first, last } = chooseYears(joinTables(fromFiles ? [fromFiles.table, ...held] : held), findJobs);
      stores.forEach((store, place) => {
        stores[place] = narrowStore(store, ({ year }) => year >= first && year <= last);
      });
      if (fromFiles) readings[0] = { ...fromFiles, table: rowsOfYears(fromFiles.table, { first, last }) };
    }
    for (const store of stores) readings.push(await readOpenStore(store, request));
  } finally {
    for (const store of stores) store.close();
  }
  const [only] = readings;
  if (only && readings.length === 1) return only;
  return joinReadings(readings, request);
}

/** Jobs of all industries and ownerships in an area: the first of its rows, by area, ownership and industry. */
function storedJobs(
  { periods }: OpenStore,
  area: string,
  { year, quarter }: { readonly year: number; readonly quarter: number },
): number | undefined {
  const file = periods.find(({ period }) => period.year === year && period.quarter === quarter);
  const [range] = file?.findRanges((code) => code === area) ?? [];
  if (!file || !range) return undefined;
  const { industries, industry, ownership, disclosure, fields } = file.read(
    [{ start: range.start, end: range.start + 1 }],
    ["employment"],
  );
  const isTotal = industries[industry[0]!] === "10" && ownership[0] === 0 && disclosure[0] === PUBLISHED;
  return isTotal ? fields.employment?.[0] : undefined;
}

async function joinReadings(readings: readonly QcewReading[], request: QcewRequest): Promise<QcewReading> {
  const { withoutDuplicates } = await import("../read/build-table.js");
  const joined = joinTables(readings.map(({ table }) => table));
  const { table, duplicates } = withoutDuplicates(joined, request.fields);
  const notes = readings.flatMap((reading) => reading.notes);
  if (duplicates > 0) {
    notes.push(
      information("qcew-duplicates", `${duplicates} rows stand both in a store and elsewhere; each counts once.`),
    );
  }
  return { table, notes: uniqueNotes(notes) };
}

async function readOpenStore(store: OpenStore, request: QcewRequest): Promise<QcewReading> {
  if (request.strict) await checkParts(store.path, store.entries);
  const bytesTotal = store.periods.reduce((sum, { file }) => sum + file.bytes, 0);
  const sources = new SourceOrder(store, request.hash === true);
  let bytesDone = 0;
  let rows = 0;
  const tables = store.periods.map((file) => {
    const table = readPeriod(file, file.findRanges(request.areas), request);
    bytesDone += file.file.bytes;
    rows += file.index.rows;
    request.onProgress?.({ bytesDone, bytesTotal, rows, file: store.path });
    return inOrderOfFiles(sources.renumber(table));
  });
  const none = { ...heldRows({ periods: [] }, undefined), fields: {} };
  const notes = store.periods.flatMap(({ index }) => index.notes);
  return { table: joinTables(tables.length > 0 ? tables : [none]), notes: uniqueNotes(notes) };
}

/** Rows of one period, of the ownerships and levels wanted. */
export function readPeriod(
  file: StoredFile,
  ranges: readonly RowRange[],
  { fields, ownerships, levels }: Pick<QcewRequest, "fields" | "ownerships" | "levels">,
): QcewTable {
  const table = file.read(ranges, fields);
  if (!ownerships && !levels) return table;
  const takesOwnership = Uint8Array.from({ length: 16 }, (_, code) => (!ownerships || ownerships(code) ? 1 : 0));
  const takesLevel = Uint8Array.from({ length: 100 }, (_, code) =>
    !levels || levels(decodeIndustryLevel(code)) ? 1 : 0,
  );
  const rows = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) {
    if (takesOwnership[table.ownership[row]!] && takesLevel[table.level[row]!]) rows[count++] = row;
  }
  return pickRows(table, rows.subarray(0, count));
}

/** The publisher's files in the order in which they were prepared, each once, over all periods of a store. */
export class SourceOrder {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly sources: readonly QcewSource[];

  constructor({ manifest, periods }: OpenStore, withChecksums: boolean) {
    const inputs = new Map(manifest.inputs.map(({ sha256 }, number) => [sha256, number]));
    const inputNumber = ({ sha256 }: QcewSource): number => inputs.get(sha256 ?? "") ?? inputs.size;
    const byKey = new Map(periods.flatMap(({ index }) => index.sources.map((source) => [sourceKey(source), source])));
    // Sorting is stable: within an archive the members stay in its order.
    const ordered = [...byKey].sort(([, a], [, b]) => inputNumber(a) - inputNumber(b));
    this.#numbers = new Map(ordered.map(([key], number) => [key, number]));
    this.sources = ordered.map(([, source]) => (withChecksums ? source : withoutChecksum(source)));
  }

  /** The table with all sources in place of its own. */
  renumber(table: QcewTable): QcewTable {
    const places = table.sources.map((source) => this.#numbers.get(sourceKey(source))!);
    const source = new Uint32Array(table.length);
    for (let row = 0; row < source.length; row++) source[row] = places[table.source[row]!]!;
    return { ...table, sources: this.sources, source };
  }
}

function sourceKey({ file, sha256 }: QcewSource): string {
  return `${sha256 ?? ""} ${file}`;
}

function withoutChecksum({ file, layout, bytes, rows }: QcewSource): QcewSource {
  return { file, layout, bytes, rows };
}

/** Rows by file and line, in which order the files themselves would have given them. */
function inOrderOfFiles(table: QcewTable): QcewTable {
  const { source, line, length } = table;
  let row = 1;
  while (row < length && (source[row]! - source[row - 1]! || line[row]! - line[row - 1]!) >= 0) row++;
  if (row >= length) return table;
  const order = Uint32Array.from({ length }, (_, number) => number);
  order.sort((a, b) => source[a]! - source[b]! || line[a]! - line[b]!);
  return pickRows(table, order);
}

function uniqueNotes(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter(({ id, text }) => {
    const key = `${id}\n${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
