import { gunzipSync, gzipSync } from "node:zlib";
import type { AreaCode } from "../../core/codes.js";
import type { Note } from "../../core/notes.js";
import type { QcewField, QcewSource } from "../table.js";
import { checksum } from "./checksum.js";

/** Where one column of one row group lies in a data file, and how to check that it is whole. */
export interface StoredColumnPlaces {
  /** Where its dictionary starts, if it has one; the first page of data follows. */
  readonly dictionary: number | undefined;
  readonly dictionaryChecksum: number;
  /** Where each page starts, and where the last one ends. */
  readonly offsets: ArrayLike<number>;
  /** Each page's first row within the group. */
  readonly rows: ArrayLike<number>;
  readonly checksums: ArrayLike<number>;
}

export interface GroupPlaces {
  readonly rows: number;
  /** By column name. */
  readonly columns: Readonly<Record<string, StoredColumnPlaces>>;
}

/** What a data file holds. */
interface Content {
  readonly fields: readonly QcewField[];
  /** In the order of their rows. */
  readonly areas: readonly AreaCode[];
  readonly sources: readonly QcewSource[];
  /** What the reader of a result must know of how the inputs were read. */
  readonly notes: readonly Note[];
}

/** What a data file holds and where, so that a region is found without reading the file's own description. */
export interface StoredIndex extends Content {
  readonly rows: number;
  /** For each area, its first row; one more for the end. */
  readonly starts: readonly number[];
  /** First row of each group; one more for the end. */
  readonly groupStarts: readonly number[];
  /** @throws {RangeError} where the index is damaged */
  group(number: number): GroupPlaces;
}

export interface IndexContent extends Content {
  readonly columns: readonly string[];
  readonly areaRows: readonly number[];
  readonly groups: readonly GroupPlaces[];
}

interface Head {
  readonly fields: readonly QcewField[];
  readonly columns: readonly string[];
  /** Separated by spaces. */
  readonly areas: string;
  readonly areaRows: readonly number[];
  readonly groupRows: readonly number[];
  /** For each group, how many numbers its places take, and their checksum. */
  readonly groupLengths: readonly number[];
  readonly groupChecksums: readonly number[];
  readonly sources: readonly QcewSource[];
  readonly notes: readonly Note[];
}

const NO_DICTIONARY = 0xffffffff;
const WORD = 4;

/**
 * The bytes of an index: the length of its head and its checksum, the head as gzip of JSON, and the places of
 * each row group as numbers of 32 bits. A reader of one region looks at a few groups only.
 */
export function renderIndex(content: IndexContent): Uint8Array {
  const { fields, columns, areas, areaRows, groups, sources, notes } = content;
  const places = groups.map((group) => encodeNumbers(columns.flatMap((name) => pack(group.columns[name]!))));
  const head: Head = {
    fields,
    columns,
    areas: areas.join(" "),
    areaRows,
    groupRows: groups.map(({ rows }) => rows),
    groupLengths: places.map(({ length }) => length / WORD),
    groupChecksums: places.map(checksum),
    // Without what is only known from reading files.
    sources: sources.map(({ file, layout, bytes, rows, sha256 }) => ({
      ...{ file, layout, bytes, rows },
      ...(sha256 !== undefined && { sha256 }),
    })),
    notes,
  };
  const headBytes = gzipSync(JSON.stringify(head));
  return Buffer.concat([encodeNumbers([headBytes.length, checksum(headBytes)]), headBytes, ...places]);
}

function pack({ dictionary, dictionaryChecksum, offsets, rows, checksums }: StoredColumnPlaces): number[] {
  return [
    dictionary ?? NO_DICTIONARY,
    dictionaryChecksum,
    rows.length,
    ...Array.from(offsets),
    ...Array.from(rows),
    ...Array.from(checksums),
  ];
}

// Least significant byte first, whatever the machine's own order.
function encodeNumbers(numbers: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * WORD));
  numbers.forEach((number, place) => view.setUint32(place * WORD, number, true));
  return new Uint8Array(view.buffer);
}

function decodeNumbers(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const numbers = new Uint32Array(bytes.length / WORD);
  for (let place = 0; place < numbers.length; place++) numbers[place] = view.getUint32(place * WORD, true);
  return numbers;
}

/** @throws whatever gunzip or JSON make of damaged bytes; the caller knows the file's name */
export function parseIndex(bytes: Uint8Array): StoredIndex {
  const [headLength, headChecksum] = decodeNumbers(bytes.subarray(0, 2 * WORD));
  const headEnd = 2 * WORD + headLength!;
  const headBytes = bytes.subarray(2 * WORD, headEnd);
  if (checksum(headBytes) !== headChecksum) throw new RangeError("a head that misses its checksum");
  const head = JSON.parse(gunzipSync(headBytes).toString("utf8")) as Head;
  const starts = runningSums(head.areaRows);
  const wordStarts = runningSums(head.groupLengths);
  if (headEnd + wordStarts.at(-1)! * WORD !== bytes.length) throw new RangeError("an index of another length");
  const groups: GroupPlaces[] = [];
  return {
    fields: head.fields,
    rows: starts.at(-1)!,
    areas: head.areas === "" ? [] : (head.areas.split(" ") as AreaCode[]),
    starts,
    groupStarts: runningSums(head.groupRows),
    sources: head.sources,
    notes: head.notes,
    group: (number) => {
      const known = groups[number];
      if (known) return known;
      const from = headEnd + wordStarts[number]! * WORD;
      const places = bytes.subarray(from, headEnd + wordStarts[number + 1]! * WORD);
      if (checksum(places) !== head.groupChecksums[number]) throw new RangeError("places that miss their checksum");
      return (groups[number] = { rows: head.groupRows[number]!, columns: unpack(decodeNumbers(places), head.columns) });
    },
  };
}

function unpack(numbers: Uint32Array, names: readonly string[]): Record<string, StoredColumnPlaces> {
  const columns: Record<string, StoredColumnPlaces> = {};
  let at = 0;
  const take = (count: number): Uint32Array => numbers.subarray(at, (at += count));
  for (const name of names) {
    const [dictionary, dictionaryChecksum, pages] = take(3) as unknown as [number, number, number];
    columns[name] = {
      dictionary: dictionary === NO_DICTIONARY ? undefined : dictionary,
      dictionaryChecksum,
      offsets: take(pages + 1),
      rows: take(pages),
      checksums: take(pages),
    };
  }
  return columns;
}

function runningSums(parts: readonly number[]): readonly number[] {
  const sums = [0];
  let sum = 0;
  for (const part of parts) sums.push((sum += part));
  return sums;
}
