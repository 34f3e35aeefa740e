import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { AreaCode, IndustryCode } from "../../core/codes.js";
import { unreadable } from "../../files/system-errors.js";
import { NOTHING, PUBLISHED, WITHHELD, type QcewField, type QcewTable } from "../table.js";
import { checksum } from "./checksum.js";
import { columnOfField, kindOfColumn } from "./columns.js";
import { parseIndex, type StoredIndex } from "./index-file.js";
import { damaged, pathOfPart, type StoredPeriodEntry } from "./manifest.js";
import { readDataPage, readDictionaryPage, unpackPlaces, type DataPage, type PlainValues } from "./page.js";

/** Rows from `start` to before `end`, counted over the whole file. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** One period's data file, opened for reading. Close it. */
export class StoredFile {
  readonly #descriptor: number;

  constructor(
    readonly file: { readonly path: string; readonly bytes: number },
    readonly period: { readonly year: number; readonly quarter: number },
    readonly index: StoredIndex,
  ) {
    this.#descriptor = attempt(file.path, () => openSync(file.path, "r"));
    const { size } = fstatSync(this.#descriptor);
    if (size === file.bytes) return;
    this.close();
    throw damaged(file.path, `${size} bytes instead of ${file.bytes}`);
  }

  /** @throws {InputError} STORE_DAMAGED where a file is missing or not as the manifest says */
  static open(store: string, entry: StoredPeriodEntry): StoredFile {
    const path = pathOfPart(store, entry.index);
    const index = attempt(path, () => parseIndex(readFileSync(path)));
    if (index.rows !== entry.rows) throw damaged(path, `${index.rows} rows instead of ${entry.rows}`);
    return new StoredFile({ path: pathOfPart(store, entry.data), bytes: entry.data.bytes }, entry, index);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** The rows of all wanted areas, neighbours joined. */
  findRanges(wanted: ((code: string) => boolean) | undefined): readonly RowRange[] {
    const { areas, starts } = this.index;
    const ranges: { start: number; end: number }[] = [];
    for (let number = 0; number < areas.length; number++) {
      if (wanted && !wanted(areas[number]!)) continue;
      const last = ranges.at(-1);
      if (last && last.end === starts[number]) last.end = starts[number + 1]!;
      else ranges.push({ start: starts[number]!, end: starts[number + 1]! });
    }
    return ranges;
  }

  /** Rows as a table, in the order of the file. A field that the file has not is blank in every row. */
  read(ranges: readonly RowRange[], fields: readonly QcewField[]): QcewTable {
    return attempt(this.file.path, () => this.#read(ranges, fields));
  }

  #read(ranges: readonly RowRange[], fields: readonly QcewField[]): QcewTable {
    const { period, index } = this;
    const length = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    const pieces = splitByGroup(ranges, index.groupStarts);
    const numbers = <Column extends Target>(name: string, target: Column): Column => {
      for (const piece of pieces) this.#readNumbers(name, piece, target);
      return target;
    };
    const words = (name: string): Words => {
      const collected = new Words(length);
      for (const piece of pieces) this.#readWords(name, piece, collected);
      return collected;
    };
    const disclosure = (name: string): Uint8Array => {
      const target = new Uint8Array(length);
      for (const piece of pieces) this.#readMarks(name, piece, target);
      return target;
    };

    const industry = words("industry");
    const source = words("source_file");
    const byName = new Map(index.sources.map(({ file }, number) => [file, number]));
    const sourceNumbers = source.texts.map((file) => byName.get(file)!);
    const columns: Partial<Record<QcewField, Float64Array>> = {};
    for (const field of fields) {
      const column = new Float64Array(length);
      const isStored = index.fields.includes(field);
      columns[field] = isStored ? numbers(columnOfField(field), column) : column.fill(Number.NaN);
    }
    return {
      length,
      ...this.#areasOf(ranges, length),
      industries: industry.texts as unknown as readonly IndustryCode[],
      sources: index.sources,
      industry: industry.numbers,
      ownership: numbers("ownership", new Uint8Array(length)),
      level: numbers("level", new Uint8Array(length)),
      year: new Uint16Array(length).fill(period.year),
      quarter: new Uint8Array(length).fill(period.quarter),
      disclosure: disclosure("disclosure"),
      lqDisclosure: disclosure("lq_disclosure"),
      changeDisclosure: disclosure("change_disclosure"),
      fields: columns,
      source: lookUp(source.numbers, sourceNumbers, new Uint32Array(length)),
      line: numbers("source_line", new Uint32Array(length)),
    };
  }

  #areasOf(ranges: readonly RowRange[], length: number): Pick<QcewTable, "areas" | "area"> {
    const { areas: codes, starts } = this.index;
    const area = new Uint32Array(length);
    const areas: AreaCode[] = [];
    let at = 0;
    for (const { start, end } of ranges) {
      let number = lastAtMost(starts, start);
      for (let row = start; row < end; number++) {
        const next = Math.min(end, starts[number + 1]!);
        area.fill(areas.length, at, at + next - row);
        areas.push(codes[number]!);
        at += next - row;
        row = next;
      }
    }
    return { areas, area };
  }

  #readNumbers(name: string, piece: Piece, target: Target): void {
    this.#eachPage(name, piece, (page, dictionary, range) => {
      copyNumbers(page, dictionary as NumericValues | undefined, range, target);
    });
  }

  #readWords(name: string, piece: Piece, target: Words): void {
    let numbers: Uint32Array | undefined;
    this.#eachPage(name, piece, (page, dictionary, { from, to, at }) => {
      if (dictionary === undefined) throw new RangeError("text without a dictionary");
      numbers ??= target.numberTexts(dictionary as readonly string[]);
      lookUp(unpackPlaces(page, { from, to }), numbers, target.numbers.subarray(at, at + to - from));
    });
  }

  /** As words, without a number of each word in between: it would take four times the room of the marks. */
  #readMarks(name: string, piece: Piece, target: Uint8Array): void {
    let marks: Uint8Array | undefined;
    this.#eachPage(name, piece, (page, dictionary, { from, to, at }) => {
      if (dictionary === undefined) throw new RangeError("text without a dictionary");
      marks ??= Uint8Array.from(dictionary as readonly string[], parseDisclosure);
      lookUp(unpackPlaces(page, { from, to }), marks, target.subarray(at, at + to - from));
    });
  }

  /** Hands over the pages of a column that a piece needs, and which of their rows. */
  #eachPage(
    name: string,
    { group, from, to, at }: Piece,
    use: (page: DataPage, dictionary: PlainValues | undefined, range: PageRange) => void,
  ): void {
    const { columns, rows: groupRows } = this.index.group(group);
    const { dictionary: dictionaryStart, dictionaryChecksum, offsets, rows, checksums } = columns[name]!;
    const first = lastAtMost(rows, from);
    const last = lastAtMost(rows, to - 1);
    const kind = kindOfColumn(name);
    let dictionary: PlainValues | undefined;
    if (dictionaryStart !== undefined) {
      const bytes = this.#bytes(dictionaryStart, offsets[0]!);
      requireChecksum(bytes, dictionaryChecksum, name);
      dictionary = readDictionaryPage(bytes, kind);
    }
    const start = offsets[first]!;
    const bytes = this.#bytes(start, offsets[last + 1]!);
    for (let page = first; page <= last; page++) {
      const own = bytes.subarray(offsets[page]! - start, offsets[page + 1]! - start);
      requireChecksum(own, checksums[page]!, name);
      const content = readDataPage(own, kind);
      const pageStart = rows[page]!;
      const pageEnd = rows[page + 1] ?? groupRows;
      if (content.count !== pageEnd - pageStart) throw new RangeError(`a page of ${content.count} rows of ${name}`);
      const firstRow = Math.max(from, pageStart);
      use(content, dictionary, {
        from: firstRow - pageStart,
        to: Math.min(to, pageEnd) - pageStart,
        at: at + firstRow - from,
      });
    }
  }

  #bytes(start: number, end: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(end - start);
    const count = readSync(this.#descriptor, bytes, 0, bytes.length, start);
    if (count !== bytes.length) throw new RangeError("the file ends too early");
    return bytes;
  }
}

type NumericValues = Float64Array | Int32Array;
type Target = Uint8Array | Uint32Array | Float64Array;

/** Neighbouring rows of one group, and where in the table the first of them goes. */
interface Piece {
  readonly group: number;
  /** Counted within the group. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** Rows of a page, and where in the table the first of them goes. */
interface PageRange {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

function splitByGroup(ranges: readonly RowRange[], groupStarts: readonly number[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    let group = lastAtMost(groupStarts, start);
    for (let row = start; row < end; group++) {
      const first = groupStarts[group]!;
      const next = Math.min(end, groupStarts[group + 1]!);
      pieces.push({ group, from: row - first, to: next - first, at });
      at += next - row;
      row = next;
    }
  }
  return pieces;
}

/** The last of rising numbers that is not above another. */
function lastAtMost(numbers: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= wanted) low = middle;
    else high = middle;
  }
  return low;
}

function copyNumbers(
  page: DataPage,
  dictionary: NumericValues | undefined,
  { from, to, at }: PageRange,
  target: Target,
): void {
  const { present } = page;
  // Nulls take no place among the values.
  const before = present ? countOnes(present, 0, from) : from;
  const count = present ? countOnes(present, from, to) : to - from;
  const values = decodeValues(page, dictionary, { from: before, to: before + count });
  if (!present) {
    target.set(values, at);
    return;
  }
  let next = 0;
  for (let row = from; row < to; row++) target[at + row - from] = present[row] === 1 ? values[next++]! : Number.NaN;
}

function decodeValues(
  page: DataPage,
  dictionary: NumericValues | undefined,
  range: { readonly from: number; readonly to: number },
): ArrayLike<number> {
  if (page.plain) return (page.plain as NumericValues).subarray(range.from, range.to);
  // All blank: there is no dictionary to look into.
  if (range.from === range.to) return [];
  if (!dictionary) throw new RangeError("places without a dictionary");
  const places = unpackPlaces(page, range);
  const values = dictionary instanceof Int32Array ? new Int32Array(places.length) : new Float64Array(places.length);
  for (let row = 0; row < places.length; row++) values[row] = dictionary[places[row]!]!;
  return values;
}

function countOnes(flags: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let row = from; row < to; row++) count += flags[row]!;
  return count;
}

/** Text of rows, each text once. */
class Words {
  readonly texts: string[] = [];
  readonly numbers: Uint32Array;
  readonly #known = new Map<string, number>();

  constructor(length: number) {
    this.numbers = new Uint32Array(length);
  }

  numberTexts(texts: readonly string[]): Uint32Array {
    const numbers = new Uint32Array(texts.length);
    for (let place = 0; place < numbers.length; place++) numbers[place] = this.#number(texts[place]!);
    return numbers;
  }

  #number(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function lookUp<Column extends Uint8Array | Uint32Array>(
  numbers: Uint32Array,
  entries: ArrayLike<number>,
  target: Column,
): Column {
  for (let row = 0; row < target.length; row++) target[row] = entries[numbers[row]!]!;
  return target;
}

function parseDisclosure(text: string): number {
  if (text === "") return PUBLISHED;
  return text === "N" ? WITHHELD : NOTHING;
}

function requireChecksum(bytes: Uint8Array, expected: number, name: string): void {
  if (checksum(bytes) !== expected) throw new RangeError(`bytes of ${name} that miss their checksum`);
}

/** Whatever goes wrong with the bytes of a file of ours means that they are not what was written. */
function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && ["EACCES", "EPERM", "EMFILE", "ENFILE"].includes(code)) throw unreadable(file, error);
    throw damaged(file, code === "ENOENT" ? "no such file" : message);
  }
}
