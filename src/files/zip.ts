import { LARGEST_WORKBOOK, MOST_SHEETS } from "./limits.js";
import { readFileSync } from "node:fs";
import type { Entry, LocalFileHeader, ZipFile } from "yauzl";
import { fromBufferPromise, fromRandomAccessReaderPromise } from "yauzl";
import { InputError } from "../core/errors.js";
import { BufferedReader } from "./buffered-reader.js";
import type { OnBytes, TextReceiver } from "./text-receiver.js";
import { passOn } from "./text-receiver.js";
import type { InputFile } from "./files.js";
import { isZlibError } from "./gzip.js";
import { assertHonestDeclaration, expandAtOnce, expandInto, readPieces } from "./inflate.js";
import { TextEnd, TextWhole } from "./kept-texts.js";

const STORED = 0;
const DEFLATED = 8;
const GZIP_HEADER = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const LONGEST_STORED_BLOCK = 65_535;

/** What can be in a zip that no QCEW text is. */
const LEFT_OUT = /(?:^|\/)(?:__MACOSX\/|\.)|\/$/;

interface ZipMember {
  readonly name: string;
  readonly entry: Entry;
}

/** A zip on the disk, or a workbook that was taken out of one. */
interface Archive {
  /** How messages name it. */
  readonly path: string;
  readonly bytes: number;
  /** The user named it, so it must hold something usable. */
  readonly named: boolean;
  readonly open: () => Promise<ZipFile>;
  readonly piecesOf: (start: number, end: number) => Iterable<Uint8Array>;
  readonly whole: () => Uint8Array;
}

function archiveOnDisk(file: InputFile, descriptor: number): Archive {
  return {
    ...file,
    open: () => fromRandomAccessReaderPromise(new BufferedReader(descriptor), file.bytes, { autoClose: false }),
    piecesOf: (start, end) => readPieces(descriptor, { start, end }),
    whole: () => readFileSync(file.path),
  };
}

function archiveInMemory(path: string, content: Buffer): Archive {
  return {
    path,
    bytes: content.length,
    named: false,
    open: () => fromBufferPromise(content),
    piecesOf: (start, end) => [content.subarray(start, end)],
    whole: () => content,
  };
}

/**
 * The members of a zip, by its directory, after the checks that need no expanding.
 *
 * @throws {InputError} `ZIP_DAMAGED`, `ZIP_ENCRYPTED`, `ZIP_MEMBER_NAME`, `ZIP_BOMB`
 */
async function openZip(file: Archive): Promise<{ zip: ZipFile; members: ZipMember[] }> {
  const members: ZipMember[] = [];
  let compressed = 0;
  let zip: ZipFile;
  try {
    zip = await file.open();
    for await (const entry of zip.eachEntry()) {
      const name = showable(entry.fileName);
      members.push({ name, entry });
      compressed += entry.compressedSize;
      if (name === "") throw damaged(file.path, new Error("a member without a name"));
      if (LEFT_OUT.test(entry.fileName)) continue;
      assertReadable(`${file.path}!${name}`, entry, file.bytes);
    }
    assertDirectoryEnds(file, zip);
  } catch (error) {
    throw error instanceof InputError ? error : directoryError(file.path, error as Error);
  }
  if (compressed > file.bytes) {
    throw new InputError("a zip whose members overlap", {
      code: "ZIP_BOMB",
      where: { file: file.path },
      found: `members of ${compressed} compressed bytes in a file of ${file.bytes}`,
      hint: "don't open this file; download it again from its publisher",
    });
  }
  return { zip, members };
}

/** Reads all members of a zip into a receiver, in the order of its directory; of a workbook in it the sheets. */
export async function readZip(
  file: InputFile,
  descriptor: number,
  receiver: TextReceiver,
  onBytes: OnBytes,
): Promise<void> {
  const archive = archiveOnDisk(file, descriptor);
  const { zip, members } = await openZip(archive);
  if (isWorkbook(members)) {
    await readCheckedWorkbook(archive, { zip, members }, receiver, onBytes);
    return;
  }
  let read = 0;
  for (const { name, entry } of members) {
    const shown = `${file.path}!${name}`;
    if (LEFT_OUT.test(entry.fileName) || isEmpty(entry)) {
      await startOfMember(shown, zip, entry);
      continue;
    }
    if (WORKBOOK_NAME.test(name)) {
      read += await readInnerWorkbook(shown, { zip, entry, archive }, receiver, onBytes);
      continue;
    }
    receiver.begin({ file: shown, named: false });
    if ((await readMember(shown, { zip, entry, archive }, receiver, onBytes)) && receiver.end()) read++;
  }
  if (read === 0 && file.named) {
    throw new InputError("a zip without a QCEW file in it", {
      code: "ZIP_EMPTY",
      where: { file: file.path },
      found:
        members.length === 0
          ? "nothing"
          : members
              .slice(0, 5)
              .map(({ name }) => name)
              .join(", "),
      hint: members.some(({ name }) => PACKED_AGAIN.test(name))
        ? "unpack it and name what is in it, as downloaded from the publisher"
        : "name the zip as downloaded from the publisher",
    });
  }
}

/** Archives in an archive are not opened. */
const PACKED_AGAIN = /\.(?:zip|gz)$/i;
const WORKBOOK_NAME = /\.xls[xm]$/i;

/** A workbook in a zip: a zip of its own, which is checked as one on the disk is. */
async function readInnerWorkbook(
  shown: string,
  member: MemberData,
  receiver: TextReceiver,
  onBytes: OnBytes,
): Promise<number> {
  const { uncompressedSize } = member.entry;
  if (uncompressedSize > LARGEST_WORKBOOK) {
    throw damaged(shown, new Error(`a workbook of ${uncompressedSize} bytes; unpack it and name it by itself`));
  }
  const content = new TextWhole(uncompressedSize);
  await readMember(shown, member, content, onBytes);
  // Names lie: it may be text.
  if (content.bytes.toString("latin1", 0, 2) !== "PK") {
    receiver.begin({ file: shown, named: false });
    return passOn(content.bytes, receiver) && receiver.end() ? 1 : 0;
  }
  const archive = archiveInMemory(shown, content.bytes);
  const { zip, members } = await openZip(archive);
  if (!isWorkbook(members)) return 0;
  return await readCheckedWorkbook(archive, { zip, members }, receiver, () => undefined);
}

function isWorkbook(members: readonly ZipMember[]): boolean {
  return members.some(({ name }) => name === WORKBOOK);
}

/** Checks every part of a workbook that is read, since the library that reads workbooks looks at no checksum. */
async function readCheckedWorkbook(
  archive: Archive,
  { zip, members }: { readonly zip: ZipFile; readonly members: readonly ZipMember[] },
  receiver: TextReceiver,
  onBytes: OnBytes,
): Promise<number> {
  let list = "";
  for (const { name, entry } of members) {
    // Printer settings, pictures and macros are not read.
    if (!/\.(?:xml|rels)$/i.test(name)) continue;
    const end = new TextEnd(name === WORKBOOK ? LONGEST_LIST : END_BYTES);
    await readMember(`${archive.path}!${name}`, { zip, entry, archive }, end, onBytes);
    // It takes the end of a sheet for granted, and would give the rows before it as all there are.
    if (name === WORKBOOK) list = end.text;
    if (SHEET.test(name) && !/<\/(?:\w+:)?worksheet>\s*$/.test(end.text)) throw sheetCutShort(archive.path, name);
  }
  const count = members.filter(({ name }) => SHEET.test(name)).length;
  const { readWorkbook, parseSheetList } = await import("./workbook.js");
  const { path, named } = archive;
  const sheets = parseSheetList(list, count);
  assertHonestSheets(path, sheets.length, count);
  return await readWorkbook({ path, named, bytes: archive.whole(), sheets }, receiver);
}

const WORKBOOK = "xl/workbook.xml";
/** Of the list of sheets, in bytes. */
const LONGEST_LIST = 1_048_576;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;

const END_BYTES = 200;

/** A list of thousands of sheets that share a few parts would be read without end. */
function assertHonestSheets(file: string, sheets: number, parts: number): void {
  if (sheets <= MOST_SHEETS && (sheets <= parts || parts === 0)) return;
  throw new InputError("a workbook with more sheets than it can honestly hold", {
    code: "ZIP_BOMB",
    where: { file },
    found: `${sheets} sheets in ${parts} parts`,
    hint: "don't open this file; download it again from its publisher",
  });
}

function sheetCutShort(path: string, name: string): InputError {
  return new InputError("a workbook that can't be opened", {
    code: "XLSX_DAMAGED",
    where: { file: path },
    found: `${name} breaks off`,
    hint: "open it in a spreadsheet program and save it again, or save it as CSV",
  });
}

interface MemberData {
  readonly zip: ZipFile;
  readonly entry: Entry;
  readonly archive: Archive;
}

/** @returns false when the receiver needed no more */
async function readMember(
  shown: string,
  { zip, entry, archive }: MemberData,
  receiver: TextReceiver,
  onBytes: OnBytes,
): Promise<boolean> {
  try {
    const start = await startOfMember(shown, zip, entry);
    const text = () => {
      const raw = archive.piecesOf(start, start + entry.compressedSize);
      const pieces = asGzip(entry.compressionMethod === STORED ? asStoredBlocks(raw) : raw, entry);
      return { file: shown, pieces, declaredBytes: entry.uncompressedSize, onBytes };
    };
    const read = isSmall(entry) ? await expandAtOnce(text(), receiver) : undefined;
    return read ?? (await expandInto(text(), receiver));
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (isZlibError(error) && error.message === "incorrect data check") {
      throw new InputError("a zip member that does not match its checksum", {
        code: "ZIP_CRC",
        where: { file: shown },
        hint: "download the file again",
      });
    }
    throw damaged(shown, error as Error);
  }
}

/**
 * Where a member's data are, by the header before them. What the directory says of it must be said there too: a name
 * that was damaged may be that of a file that is left out.
 */
async function startOfMember(shown: string, zip: ZipFile, entry: Entry): Promise<number> {
  let header: LocalFileHeader;
  try {
    header = await zip.readLocalFileHeaderPromise(entry);
  } catch (error) {
    throw damaged(shown, error as Error);
  }
  if (!header.fileName.equals(entry.fileNameRaw)) {
    throw damaged(shown, new Error(`a member named ${showable(header.fileName.toString("utf8"))} in its own header`));
  }
  if (isEmpty(entry) && header.crc32 !== 0)
    throw damaged(shown, new Error("a member that is empty in the directory alone"));
  return header.fileDataStart;
}

function isEmpty({ compressedSize, uncompressedSize, crc32 }: Entry): boolean {
  return compressedSize === 0 && uncompressedSize === 0 && crc32 === 0;
}

/** Beside a stream's start and end the work on so little is nothing: an archive may have thousands of members. */
const SMALL_BYTES = 262_144;

function isSmall({ compressedSize, uncompressedSize }: Entry): boolean {
  return compressedSize <= SMALL_BYTES && uncompressedSize <= 16 * SMALL_BYTES;
}

// A zip member is what a gzip file holds between header and trailer. Put between these two, zlib itself
// computes and compares CRC-32 and length, outside the JavaScript thread and at its speed.
function* asGzip(raw: Iterable<Uint8Array>, entry: Entry): Generator<Uint8Array> {
  yield GZIP_HEADER;
  yield* raw;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(entry.crc32, 0);
  trailer.writeUInt32LE(entry.uncompressedSize % 2 ** 32, 4);
  yield trailer;
}

/** Uncompressed bytes in the blocks that deflate has for them (RFC 1951, 3.2.4). */
function* asStoredBlocks(raw: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of raw) {
    for (let at = 0; at < piece.length; at += LONGEST_STORED_BLOCK) {
      const part = piece.subarray(at, at + LONGEST_STORED_BLOCK);
      yield storedBlockHeader(part.length, false);
      yield part;
    }
  }
  yield storedBlockHeader(0, true);
}

function storedBlockHeader(length: number, isLast: boolean): Uint8Array {
  const header = Buffer.alloc(5);
  header[0] = isLast ? 1 : 0;
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(~length & 0xffff, 3);
  return header;
}

/**
 * After the last member that the end record counts comes that record, or what may stand before it. Else the count, or
 * the length of an entry, is wrong, and members are missing.
 */
function assertDirectoryEnds(file: Archive, zip: ZipFile): void {
  // Its types say that it is a boolean.
  const end = Number(zip.readEntryCursor);
  const [bytes] = file.piecesOf(end, end + SIGNATURE_BYTES);
  const signature = Buffer.from(bytes ?? []).toString("latin1");
  if (AFTER_DIRECTORY.has(signature)) return;
  throw damaged(file.path, new Error(`a directory of other than the ${zip.entryCount} members that it counts`));
}

const SIGNATURE_BYTES = 4;
/** End records, of large archives too, and a signature of the directory (PKWARE APPNOTE 4.3.13 to 4.3.16). */
const AFTER_DIRECTORY = new Set(["PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "PK\x05\x05"]);

function assertReadable(shown: string, entry: Entry, fileBytes: number): void {
  if (entry.compressedSize > fileBytes) throw damaged(shown, new Error("a member that is larger than the file"));
  if (entry.isEncrypted()) {
    throw new InputError("an encrypted zip member", {
      code: "ZIP_ENCRYPTED",
      where: { file: shown },
      hint: "unpack it with its password and name the unpacked file",
    });
  }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new InputError("a zip member packed in a way that can't be read", {
      code: "ZIP_DAMAGED",
      where: { file: shown },
      found: `compression method ${entry.compressionMethod}`,
      hint: "unpack it and name the unpacked file",
    });
  }
  assertHonestDeclaration(shown, entry.compressedSize, entry.uncompressedSize);
}

/** The words of yauzl's rejections, by which they are distinguished; it has no codes. */
function directoryError(path: string, error: Error): InputError {
  if (/^(?:absolute path|invalid relative path|invalid characters in fileName)/.test(error.message)) {
    return new InputError("a zip member whose name points outside the archive", {
      code: "ZIP_MEMBER_NAME",
      where: { file: path },
      found: showable(error.message.slice(error.message.indexOf(":") + 2)),
      hint: "don't unpack this file; download it again from its publisher",
    });
  }
  if (error.message.includes("encryption")) {
    return new InputError("an encrypted zip", {
      code: "ZIP_ENCRYPTED",
      where: { file: path },
      found: error.message,
      hint: "unpack it with its password and name the unpacked file",
    });
  }
  return damaged(path, error);
}

function damaged(file: string, error: Error): InputError {
  return new InputError("a zip that is cut short or damaged", {
    code: "ZIP_DAMAGED",
    where: { file },
    found: showable(error.message),
    hint: "download the file again",
  });
}

/** A name from inside an archive, without what a terminal would act on. */
function showable(name: string): string {
  // eslint-disable-next-line no-control-regex
  return name.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
