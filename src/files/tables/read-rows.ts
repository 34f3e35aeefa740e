import { resolve } from "node:path";
import { InputError } from "../../core/errors.js";
import { oldWorkbook, readTexts, type TextReceiver } from "../content.js";
import { type InputFile, listInputFiles } from "../files.js";
import { type OnRow, RowSplitter } from "./row-splitter.js";

/** A text in a file: the file itself, a member of a zip, a sheet of a workbook. */
export interface TableText {
  /** How messages name it. */
  readonly file: string;
  /** The file on the disk that holds it. */
  readonly path: string;
  /** The workbook that a sheet is of, or else the text itself. */
  readonly container: string;
  /** Rows of a sheet end with their last filled cell. */
  readonly isSheet: boolean;
  /** A sheet that spreadsheet programs don't show. */
  readonly isHidden: boolean;
}

/** What a reading of table files needs to know of its surroundings. */
export interface TableContext {
  /** Folder that relative paths count from. */
  readonly cwd?: string;
  /** Compute the SHA-256 of each file's own bytes. */
  readonly hash?: boolean;
  readonly onProgress?: (progress: TableProgress) => void;
}

export interface TableProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** Takes the texts of files, one after the other, row by row. */
export interface RowReceiver {
  /** @returns what takes the rows of this text */
  begin(text: TableText): OnRow;
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
    if (file.bytes === 0) throw emptyFile(file.path);
    const texts = new TextRows(file, receiver);
    let ofFile = 0;
    const sha256 = await readTexts(
      // What makes a file useless is for the reader of its tables to tell.
      { ...file, named: false },
      texts,
      (count) => {
        ofFile = Math.min(file.bytes, ofFile + count);
        context.onProgress?.({ bytesDone: bytesDone + ofFile, bytesTotal });
        return undefined;
      },
      context.hash ?? false,
    );
    bytesDone += file.bytes;
    read.push({ file: file.path, bytes: file.bytes, rows: texts.rows, ...(sha256 !== undefined && { sha256 }) });
  }
  return read;
}

/** Messages name files as they were typed. */
function shortPath(folder: string | undefined, path: string): string {
  return folder === undefined || resolve(folder) === process.cwd() ? path : resolve(folder, path);
}

/** The files that a path means; the path itself where that can't be told. */
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
}

/** The first bytes of the workbooks of before 2007. */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

/** Splits texts into rows as they come. */
class TextRows implements TextReceiver {
  readonly #file: InputFile;
  readonly #receiver: RowReceiver;
  readonly #room = new Uint8Array(ROOM_BYTES);
  #splitter: RowSplitter | undefined;
  #shown = "";
  #isStart = true;
  rows = 0;

  constructor(file: InputFile, receiver: RowReceiver) {
    this.#file = file;
    this.#receiver = receiver;
  }

  begin({ file, isSheet = false, isHidden = false, workbook: container = file }: TextStart): void {
    this.#close();
    this.#shown = file;
    this.#isStart = true;
    let onRow: OnRow | undefined;
    // A container is announced as a text of its own before its members are.
    this.#splitter = new RowSplitter(file, (cells, line) => {
      onRow ??= this.#receiver.begin({ file, path: this.#file.path, container, isSheet, isHidden });
      this.rows++;
      return onRow(cells, line);
    });
    this.#end = () => {
      if (onRow !== undefined) this.#receiver.end();
    };
  }

  #end: () => void = () => undefined;

  space(): Uint8Array {
    return this.#room;
  }

  advance(count: number): boolean {
    if (this.#isStart && OLD_WORKBOOK.every((byte, at) => this.#room[at] === byte)) throw oldWorkbook(this.#shown);
    this.#isStart = false;
    if (this.#splitter!.push(this.#room.subarray(0, count))) return true;
    this.#close();
    return false;
  }

  end(): boolean {
    this.#splitter?.end();
    this.#close();
    return true;
  }

  #close(): void {
    if (this.#splitter === undefined) return;
    this.#splitter = undefined;
    this.#end();
  }
}

function emptyFile(file: string): InputError {
  return new InputError("the file is empty", {
    code: "FILE_EMPTY",
    where: { file },
    hint: "download it again",
  });
}
