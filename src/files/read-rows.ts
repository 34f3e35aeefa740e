import { resolve } from "node:path";
import { InputError, type ErrorCode } from "../core/errors.js";
import { oldWorkbook, readTexts } from "./content.js";
import { type TextReceiver } from "./text-receiver.js";
import { textOfCell } from "./workbook.js";
import { type InputFile, listInputFiles } from "./files.js";
import { LARGEST_SIDE_FILE } from "./limits.js";
import { decodeText } from "./decode.js";
import { DelimitedReader, type OnRow } from "./delimited.js";
import { isHtml, parseHtmlTables } from "./html-tables.js";

/** A text in a file: the file itself, a member of a zip, a sheet of a workbook. */
export interface SourceText {
  /** How messages name it. */
  readonly file: string;
  /** The file on the disk that holds it. */
  readonly path: string;
  /** The workbook that a sheet is of, or else the text itself. */
  readonly container: string;
  /** The name of the worksheet, of any that a workbook has. */
  readonly sheetName?: string;
  /** Rows of a sheet end with their last filled cell. */
  readonly isSheet: boolean;
  /** The delimiter of a text. */
  readonly delimiter: string;
  /** A sheet that spreadsheet programs don't show. */
  readonly isHidden: boolean;
}

/** What a reading of table files needs to know of its surroundings. */
export interface TableContext {
  /** Folder that relative paths count from. */
  readonly cwd?: string;
  /** Compute the SHA-256 of each file's own bytes. */
  readonly hash?: boolean;
  /** The code of an error about quotes in a text. */
  readonly quoteCode?: ErrorCode;
  readonly onProgress?: (progress: TableProgress) => void;
}

export interface TableProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** Takes the texts of files, one after the other, row by row. */
export interface RowReceiver {
  /** @returns what takes the rows of this text */
  begin(text: SourceText): OnRow;
  /** The text is over, whole or as far as it was needed. */
  end(): void;
}

/** A file that was read, with its checksum where it was asked for. */
export interface ReadFile {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly sha256?: string;
}

/** Room for the bytes of a text on their way to the splitter. */
const ROOM_BYTES = 262_144;

/**
 * Reads tables out of files, folders, zips, gzips and workbooks, row by row, in bounded memory.
 *
 * @throws {InputError} what is wrong with a file or its container
 */
export async function readRows(
  paths: readonly string[],
  receiver: RowReceiver,
  context: TableContext = {},
): Promise<readonly ReadFile[]> {
  const files = listInputFiles(paths.map((path) => shortPath(context.cwd, path)));
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesDone = 0;
  const read: ReadFile[] = [];
  for (const file of files) {
    const texts = new TextRows(file, receiver, context);
    let ofFile = 0;
    let bytesRead = 0;
    const sha256 = await readTexts(
      // The reader of its tables reports what makes a file useless.
      { ...file, named: false },
      texts,
      (count) => {
        bytesRead += count;
        ofFile = Math.min(file.bytes, bytesRead);
        context.onProgress?.({ bytesDone: bytesDone + ofFile, bytesTotal });
        return undefined;
      },
      context.hash ?? false,
    );
    // A pipe has no size beforehand.
    if (bytesRead === 0) throw emptyFile(file.path);
    await texts.readGathered();
    bytesDone += file.bytes;
    read.push({ file: file.path, bytes: file.bytes, rows: texts.rows, ...(sha256 !== undefined && { sha256 }) });
  }
  return read;
}

/** Messages name files as they were typed. */
function shortPath(folder: string | undefined, path: string): string {
  return folder === undefined || resolve(folder) === process.cwd() ? path : resolve(folder, path);
}

/** The files that a path means; the path itself where that is not known. */
export function filesIn(path: string): readonly string[] {
  try {
    return listInputFiles([path]).map((file) => file.path);
  } catch {
    return [path];
  }
}

interface TextStart {
  readonly file: string;
  readonly isSheet?: boolean;
  readonly isHidden?: boolean;
  readonly workbook?: string;
  readonly sheetName?: string;
}

/** The first bytes of the workbooks of before 2007. */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

/** Splits texts into rows as they come; what can only be read whole is gathered first. */
class TextRows implements TextReceiver {
  readonly #file: InputFile;
  readonly #receiver: RowReceiver;
  readonly #context: TableContext;
  readonly #room = new Uint8Array(ROOM_BYTES);
  #text: TextStart = { file: "" };
  #reader: DelimitedReader | undefined;
  /** Texts that can only be read whole, and how many bytes they have. */
  readonly #gathered: GatheredText[] = [];
  #gatheredBytes = 0;
  #isGathering = false;
  #isStart = true;
  #isOpen = false;
  rows = 0;

  constructor(file: InputFile, receiver: RowReceiver, context: TableContext) {
    this.#file = file;
    this.#receiver = receiver;
    this.#context = context;
  }

  begin(text: TextStart): void {
    this.#close();
    this.#text = text;
    this.#isStart = true;
    this.#isGathering = false;
    this.#reader = new DelimitedReader(
      { file: text.file, quoteCode: this.#context.quoteCode ?? "OCCUPATION_QUOTE" },
      this.#rowsOf(text),
    );
  }

  /** A container is announced as a text of its own before its members are, so the first row opens a text. */
  #rowsOf({ file, isSheet = false, isHidden = false, workbook: container = file, sheetName }: TextStart): OnRow {
    let onRow: OnRow | undefined;
    return (cells, line) => {
      if (onRow === undefined) {
        const { delimiter } = this.#reader ?? {};
        const text = { file, path: this.#file.path, container, isSheet, isHidden, delimiter: delimiter ?? "," };
        onRow = this.#receiver.begin(sheetName === undefined ? text : { ...text, sheetName });
        this.#isOpen = true;
      }
      this.rows++;
      return onRow(cells, line);
    };
  }

  space(): Uint8Array {
    return this.#room;
  }

  advance(count: number): boolean {
    const bytes = this.#room.subarray(0, count);
    if (this.#isStart) {
      this.#isStart = false;
      const kind = detectWholeKind(bytes);
      this.#isGathering = kind !== undefined;
      if (kind !== undefined) this.#gathered.push({ kind, text: this.#text, pieces: [] });
    }
    if (this.#isGathering) {
      this.#gatheredBytes += count;
      if (this.#gatheredBytes > LARGEST_WHOLE) throw tooLarge(this.#text.file);
      this.#gathered.at(-1)!.pieces.push(Buffer.from(bytes));
      return true;
    }
    if (this.#reader!.push(bytes)) return true;
    this.#close();
    return false;
  }

  end(): boolean {
    this.#reader?.end();
    this.#close();
    return true;
  }

  #close(): void {
    if (this.#isOpen) this.#receiver.end();
    this.#isOpen = false;
    this.#reader = undefined;
  }

  /** Reads what had to be gathered: old workbooks and web pages. */
  async readGathered(): Promise<void> {
    for (const { kind, text, pieces } of this.#gathered) {
      const bytes = Buffer.concat(pieces);
      const tables = kind === "web page" ? tablesOfPage(bytes, text.file) : await sheetsOfOldWorkbook(bytes, text.file);
      for (const { rows, ...start } of tables) {
        const onRow = this.#rowsOf(start);
        // What reads them may need no more of a table.
        void rows.every(({ cells, line }) => onRow(cells, line));
        this.#close();
      }
    }
  }
}

interface GatheredText {
  readonly kind: "old workbook" | "web page";
  readonly text: TextStart;
  readonly pieces: Buffer[];
}

/** A web page or an old workbook larger than this is the wrong file. */
const LARGEST_WHOLE = LARGEST_SIDE_FILE;

function detectWholeKind(bytes: Uint8Array): GatheredText["kind"] | undefined {
  if (OLD_WORKBOOK.every((byte, at) => bytes[at] === byte)) return "old workbook";
  return isHtml(Buffer.from(bytes.subarray(0, 2_000)).toString("utf8")) ? "web page" : undefined;
}

type TableStart = TextStart & {
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

function tablesOfPage(bytes: Buffer, file: string): readonly TableStart[] {
  const tables = parseHtmlTables(decodeText(bytes, file));
  return tables.map((rows, index) => ({
    file: tables.length === 1 ? file : `${file}!table ${index + 1}`,
    workbook: file,
    rows,
  }));
}

async function sheetsOfOldWorkbook(bytes: Buffer, file: string): Promise<readonly TableStart[]> {
  const { read } = await import("hucre");
  let sheets;
  try {
    ({ sheets } = await read(bytes));
  } catch {
    throw oldWorkbook(file);
  }
  return sheets.map(({ name, hidden, veryHidden, rows }) => ({
    file: sheets.length === 1 ? file : `${file}!${name}`,
    workbook: file,
    sheetName: name,
    isSheet: true,
    isHidden: hidden === true || veryHidden === true,
    rows: rows
      .map((row, index) => ({ line: index + 1, cells: row.map(textOfCell) }))
      .filter(({ cells }) => cells.some((cell) => cell !== "")),
  }));
}

function tooLarge(file: string): InputError {
  return new InputError(`the file holds more than ${LARGEST_WHOLE} bytes, too many for a workbook or a web page`, {
    code: "FILE_UNREADABLE",
    where: { file },
    hint: "check that it is the right file, or save its table as CSV",
  });
}

/** An empty file may have been made by hand or fetched. */
export const EMPTY_FILE_HINT = "give a file with a header and rows; if it was downloaded, download it again";

function emptyFile(file: string): InputError {
  return new InputError("the file is empty", {
    code: "FILE_EMPTY",
    where: { file },
    hint: EMPTY_FILE_HINT,
  });
}
