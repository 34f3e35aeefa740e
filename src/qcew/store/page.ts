import { gunzipSync } from "node:zlib";
import { ThriftReader } from "./thrift.js";

/** How a column's values lie in its pages. */
export interface PageKind {
  readonly type: "text" | "integer" | "double";
  /** As gzip. */
  readonly isCompressed: boolean;
}

/** Values as they lie in a plain page or a dictionary. */
export type PlainValues = Float64Array | Int32Array | readonly string[];

/** A page of data, its values still packed. */
export interface DataPage {
  /** Rows, whether they have a value or not. */
  readonly count: number;
  /** Per row 1 where it has a value; undefined if all have one. */
  readonly present: Uint8Array | undefined;
  /** The values themselves, nulls left out, or places in the dictionary as packed bytes. */
  readonly plain: PlainValues | undefined;
  readonly packed: Uint8Array;
}

interface PageHeader {
  readonly isDictionary: boolean;
  readonly values: number;
  readonly nulls: number;
  readonly encoding: number;
  /** Bytes of definition levels, which stand before the values and are never compressed. */
  readonly levelBytes: number;
  /** Where the page's content starts. */
  readonly start: number;
}

const DICTIONARY_PAGE = 2;
const DATA_PAGE_V2 = 3;
const PLAIN = 0;
const RLE_DICTIONARY = 8;
const NOTHING = new Uint8Array();

/**
 * Reads one page of data: the bytes of its header and content.
 *
 * Only what the store writes is read: data pages of version 2, values plain or by dictionary, as they are or
 * as gzip. Any tool can read the files; this reads a region several times as fast as a general reader, and
 * without loading one.
 *
 * @throws {RangeError | Error} where the bytes are not such a page; the caller knows the file's name
 * @source Apache Parquet format, "Data Pages" and "Encodings"
 */
export function readDataPage(bytes: Uint8Array, { type, isCompressed }: PageKind): DataPage {
  const header = readHeader(bytes);
  if (header.isDictionary) throw new RangeError("a dictionary where data should be");
  const { values: count, nulls, start, levelBytes } = header;
  const present =
    nulls === 0 ? undefined : Uint8Array.from(unpackHybrid(bytes.subarray(start), 1, { from: 0, to: count }));
  const content = decompress(bytes.subarray(start + levelBytes), isCompressed);
  if (header.encoding === RLE_DICTIONARY) return { count, present, plain: undefined, packed: content };
  if (header.encoding !== PLAIN) throw new RangeError(`encoding ${header.encoding}`);
  return { count, present, plain: readPlain(content, type, count - nulls), packed: NOTHING };
}

/** The values of a dictionary page. */
export function readDictionaryPage(bytes: Uint8Array, { type, isCompressed }: PageKind): PlainValues {
  const header = readHeader(bytes);
  if (!header.isDictionary) throw new RangeError("data where a dictionary should be");
  return readPlain(decompress(bytes.subarray(header.start), isCompressed), type, header.values);
}

/** Places in the dictionary of some of a page's values. */
export function unpackPlaces({ packed }: DataPage, range: Range): Uint32Array {
  return unpackHybrid(packed.subarray(1), packed[0] ?? 0, range);
}

function readHeader(bytes: Uint8Array): PageHeader {
  const reader = new ThriftReader(bytes, 0);
  const { numbers, structs } = reader.struct();
  const kind = numbers[1];
  const isDictionary = kind === DICTIONARY_PAGE;
  if (!isDictionary && kind !== DATA_PAGE_V2) throw new RangeError(`page type ${kind}`);
  const details = structs[isDictionary ? 7 : 8]?.numbers;
  if (!details || reader.at + (numbers[3] ?? -1) !== bytes.length) throw new RangeError("a page of another length");
  return {
    isDictionary,
    values: details[1] ?? 0,
    nulls: isDictionary ? 0 : (details[2] ?? 0),
    encoding: (isDictionary ? details[2] : details[4]) ?? PLAIN,
    levelBytes: isDictionary ? 0 : (details[5] ?? 0),
    start: reader.at,
  };
}

function decompress(bytes: Uint8Array, isCompressed: boolean): Uint8Array {
  if (!isCompressed || bytes.length === 0) return bytes;
  const { buffer, byteOffset, length } = gunzipSync(bytes);
  return new Uint8Array(buffer, byteOffset, length);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Unpacks numbers from Parquet's hybrid of runs of one value and values packed by bits, from one place on up
 * to another, passing over what comes before.
 */
function unpackHybrid(bytes: Uint8Array, width: number, { from, to }: Range): Uint32Array {
  if (width > 24) throw new RangeError(`${width} bits a value`);
  const values = new Uint32Array(to - from);
  const bytesOfRun = (width + 7) >> 3;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mask = (1 << width) - 1;
  const lastWhole = bytes.length - 4;
  let at = 0;
  let place = 0;
  // Runs are short, often of eight values: all is done in one loop, since a call takes longer than a run.
  while (place < to) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw new RangeError("values are cut short");
      head |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    const isPacked = (head & 1) === 1;
    const length = isPacked ? (head >>> 1) * 8 : head >>> 1;
    if (length === 0) throw new RangeError("a run of nothing");
    const last = Math.min(to, place + length) - from;
    let row = Math.max(from, place) - from;
    if (!isPacked) {
      let value = 0;
      for (let part = 0; part < bytesOfRun; part++) value |= bytes[at + part]! << (part * 8);
      for (; row < last; row++) values[row] = value;
      at += bytesOfRun;
    } else {
      let bit = at * 8 + (row + from - place) * width;
      // A value of at most 24 bits that begins within a byte ends within the three that follow.
      for (; row < last && bit >> 3 <= lastWhole; row++, bit += width) {
        values[row] = (view.getInt32(bit >> 3, true) >>> (bit & 7)) & mask;
      }
      for (; row < last; row++, bit += width) {
        const byte = bit >> 3;
        const word = bytes[byte]! | (bytes[byte + 1]! << 8) | (bytes[byte + 2]! << 16);
        values[row] = (word >>> (bit & 7)) & mask;
      }
      at += (length / 8) * width;
    }
    place += length;
  }
  return values;
}

function readPlain(bytes: Uint8Array, type: PageKind["type"], count: number): PlainValues {
  if (type === "text") return readTexts(bytes, count);
  const width = type === "double" ? 8 : 4;
  if (bytes.length < count * width) throw new RangeError("values are cut short");
  const isPlaced = bytes.byteOffset % width === 0;
  const { buffer, byteOffset } = isPlaced ? bytes : Uint8Array.prototype.slice.call(bytes, 0, count * width);
  return type === "double" ? new Float64Array(buffer, byteOffset, count) : new Int32Array(buffer, byteOffset, count);
}

function readTexts(bytes: Uint8Array, count: number): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts: string[] = [];
  let at = 0;
  for (let number = 0; number < count; number++) {
    const end = at + 4 + view.getUint32(at, true);
    if (end > bytes.length) throw new RangeError("a text is cut short");
    texts.push(text.toString("utf8", at + 4, end));
    at = end;
  }
  return texts;
}
