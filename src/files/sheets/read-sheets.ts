import { InputError } from "../../core/errors.js";
import { readTexts, type TextReceiver } from "../content.js";
import { encodingOf } from "../encoding.js";
import { listInputFiles } from "../files.js";
import { readSmallFile } from "../small-file.js";
import { parseDelimited } from "./delimited.js";
import { isHtml, parseHtmlTables } from "./html-tables.js";
import type { Sheet, SheetRow } from "./sheet.js";

/** A side file larger than this is the wrong file. */
const MAXIMUM_BYTES = 50_000_000;

export interface SheetsOfFile {
  readonly sheets: readonly Sheet[];
  readonly sha256: string | undefined;
}

/**
 * The tables of a small file of any kind that agencies publish: text with any delimiter, .xlsx, the old .xls, a web
 * page under the name .xls, and any of these in a .zip or .gz. Told by content, never by name.
 *
 * @throws {InputError} FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, XLSX_DAMAGED, and the errors of archives
 */
export async function readSheets(path: string, hash = false): Promise<SheetsOfFile> {
  const [file] = listInputFiles([path]);
  if (!file || file.path !== path) throw isFolder(path);
  if (file.bytes > MAXIMUM_BYTES) throw tooLarge(path);
  const bytes = readSmallFile(path, path, MAXIMUM_BYTES);
  if (!bytes) throw tooLarge(path);
  const parts = new PartsReceiver(path);
  // Not as a named file: that an old workbook or a table of another kind is in it is no error here.
  const sha256 = await readTexts({ ...file, named: false }, parts, () => undefined, hash);
  // A workbook came as text of its sheets, without their names; on the way its parts were checked.
  const isWorkbook = startsWith(bytes, ZIP) && bytes.includes("xl/workbook.xml");
  const sheets = isWorkbook ? await sheetsOfWorkbook(bytes, path) : await sheetsOfParts(parts.parts);
  if (sheets.every(({ rows }) => rows.length === 0)) {
    throw new InputError("the file is empty", { code: "FILE_EMPTY", where: { file: path }, hint: "download it again" });
  }
  return { sheets, sha256 };
}

const ZIP = [0x50, 0x4b];
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Keeps the bytes of every text that a file holds. */
class PartsReceiver implements TextReceiver {
  readonly wantsWholeWorkbooks = true;
  readonly parts: Part[] = [];
  #name = "";
  #pieces: Buffer[] = [];
  #size = 0;
  readonly #room = Buffer.alloc(65_536);

  constructor(readonly file: string) {}

  begin({ file }: { readonly file: string }): void {
    this.#name = file;
    this.#pieces = [];
  }

  space(): Uint8Array {
    return this.#room;
  }

  advance(count: number): boolean {
    this.#size += count;
    if (this.#size > 4 * MAXIMUM_BYTES) throw tooLarge(this.file);
    this.#pieces.push(Buffer.from(this.#room.subarray(0, count)));
    return true;
  }

  end(): boolean {
    this.parts.push({ name: this.#name, bytes: Buffer.concat(this.#pieces) });
    return true;
  }
}

async function sheetsOfParts(parts: readonly Part[]): Promise<readonly Sheet[]> {
  const sheets: Sheet[] = [];
  for (const { name, bytes } of parts) {
    const member = parts.length > 1 ? name.replace(/^.*[!/\\]/, "").replace(/\.\w+$/, "") : undefined;
    const isBook = startsWith(bytes, OLD_WORKBOOK) || startsWith(bytes, [...ZIP, 3, 4]);
    sheets.push(...(isBook ? await sheetsOfWorkbook(bytes, name) : sheetsOfText(bytes, name, member)));
  }
  return sheets;
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function sheetsOfText(bytes: Buffer, file: string, name: string | undefined): readonly Sheet[] {
  const text = decode(bytes, file);
  if (!isHtml(text)) return [{ file, name, rows: parseDelimited(text, file) }];
  const tables = parseHtmlTables(text);
  return tables.map((rows, index): Sheet => ({
    file: tables.length === 1 ? file : `${file}!table ${index + 1}`,
    name,
    rows,
  }));
}

function decode(bytes: Buffer, file: string): string {
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8" && bytes.includes(0)) {
    throw new InputError("a file that is not text", {
      code: "FILE_NOT_TEXT",
      where: { file },
      found: "bytes that no text has",
      hint: "name a .csv, .tsv, .xlsx or .xls file, or a .zip of them",
    });
  }
  if (encoding !== "utf-8") return new TextDecoder(encoding).decode(bytes);
  const text = bytes.toString("utf8");
  // What is not UTF-8 is Windows-1252, in which agencies' spreadsheets save CSV.
  return text.includes("\ufffd") ? new TextDecoder("windows-1252").decode(bytes) : text;
}

async function sheetsOfWorkbook(bytes: Uint8Array, file: string): Promise<readonly Sheet[]> {
  const { read } = await import("hucre");
  let workbook;
  try {
    workbook = await read(bytes);
  } catch (error) {
    throw new InputError("a workbook that can't be opened", {
      code: "XLSX_DAMAGED",
      where: { file },
      found: (error as Error).message.slice(0, 200),
      hint: "open it in a spreadsheet program and save it again, or save it as CSV",
    });
  }
  return workbook.sheets
    .filter(({ hidden, veryHidden }) => !hidden && !veryHidden)
    .map((sheet): Sheet => ({
      file: workbook.sheets.length === 1 ? file : `${file}!${sheet.name}`,
      name: sheet.name,
      rows: sheet.rows.flatMap((row, index): SheetRow[] => {
        const cells = row.map((cell) => textOfCell(cell));
        return cells.every((cell) => cell === "") ? [] : [{ line: index + 1, cells }];
      }),
    }));
}

function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value)
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

function isFolder(path: string): InputError {
  return new InputError("the file can't be read", {
    code: "FILE_UNREADABLE",
    where: { file: path },
    found: "a folder",
    hint: "name the files in it",
  });
}

function tooLarge(path: string): InputError {
  return new InputError(`the file holds more than ${MAXIMUM_BYTES} bytes, too many for a table of projections`, {
    code: "PROJECTION_LAYOUT_UNKNOWN",
    where: { file: path },
    hint: "check that it is the right file",
  });
}
