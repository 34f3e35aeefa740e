import { statSync } from "node:fs";
import { InputError, type ErrorCode } from "../core/errors.js";
import { LARGEST_SIDE_FILE, LARGEST_SIDE_TEXT, MOST_SIDE_ROWS } from "./limits.js";
import { listInputFiles } from "./files.js";
import type { DelimitedRow } from "./delimited.js";
import { EMPTY_FILE_HINT, readRows, type SourceText } from "./read-rows.js";

/** A table of text cells with the line, or the row of the sheet, that each stands in. */
export interface Sheet {
  /** For messages: the file; for one part of several `file!part`. */
  readonly file: string;
  /** The worksheet's or member's own name, where there are several. */
  readonly name: string | undefined;
  /** A worksheet, which stores no empty cells at a row's end; else a text. */
  readonly isSheet: boolean;
  /** The delimiter of a text. */
  readonly delimiter: string;
  /** Rows with anything in them. */
  readonly rows: readonly SheetRow[];
}

export type SheetRow = DelimitedRow;

export interface SheetsOfFile {
  readonly sheets: readonly Sheet[];
  readonly sha256: string | undefined;
}

/** What the file should be, for its errors. */
export interface SheetsWanted {
  /** Reported for a file that is too large, or has a quote out of place. */
  readonly code: ErrorCode;
  /** The most bytes that the file, and all text in it, may have. */
  readonly maximumBytes?: number;
  readonly hash?: boolean;
}

/**
 * The visible tables of a small file of any kind that people and agencies save: text with any delimiter, .xlsx, the old
 * .xls, a web page under the name .xls, and any of these in a .zip or .gz. Recognised by content, never by name.
 *
 * @throws {InputError} FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, ENCODING, FILE_NOT_TEXT, XLSX_DAMAGED, and the
 *   errors of archives
 */
export async function readSheets(path: string, wanted: SheetsWanted): Promise<SheetsOfFile> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw isFolder(path);
  const [file] = listInputFiles([path]);
  const { code, maximumBytes = LARGEST_SIDE_FILE, hash = false } = wanted;
  if (file!.bytes > maximumBytes) throw tooLarge(path, maximumBytes, code);
  const parts: { readonly text: SourceText; readonly rows: SheetRow[] }[] = [];
  let characters = 0;
  let count = 0;
  const [read] = await readRows(
    [path],
    {
      begin: (text) => {
        if (text.isHidden) return () => false;
        const rows: SheetRow[] = [];
        parts.push({ text, rows });
        return (cells, line) => {
          characters += cells.reduce((sum, cell) => sum + cell.length + 1, 0);
          if (characters > LARGEST_SIDE_TEXT) throw tooLarge(path, maximumBytes, code);
          if (++count > MOST_SIDE_ROWS) throw tooLong(path, code);
          if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
          return true;
        };
      },
      end: () => undefined,
    },
    { hash, quoteCode: code },
  );
  if (parts.every(({ rows }) => rows.length === 0)) {
    throw new InputError("the file is empty", {
      code: "FILE_EMPTY",
      where: { file: path },
      hint: EMPTY_FILE_HINT,
    });
  }
  const texts = new Set(parts.map(({ text }) => text.container));
  return {
    sheets: parts.map(({ text, rows }) => ({
      file: text.file,
      name: nameSheet(text, texts.size),
      isSheet: text.isSheet,
      delimiter: text.delimiter,
      rows,
    })),
    sha256: read!.sha256,
  };
}

/** A sheet has a name of its own; of several members of an archive, each has its file's. */
function nameSheet({ sheetName, container }: SourceText, count: number): string | undefined {
  if (sheetName !== undefined) return sheetName;
  return count > 1 ? container.replace(/^.*[!/\\]/, "").replace(/\.\w+$/, "") : undefined;
}

function isFolder(path: string): InputError {
  return new InputError("the file can't be read", {
    code: "FILE_UNREADABLE",
    where: { file: path },
    found: "a folder",
    hint: "name a file in it",
  });
}

function tooLong(path: string, code: ErrorCode): InputError {
  return new InputError(`the file has more than ${MOST_SIDE_ROWS} rows, too many for a table of this kind`, {
    code,
    where: { file: path },
    hint: "check that it is the right file, or keep the rows that are asked for",
  });
}

function tooLarge(path: string, maximumBytes: number, code: ErrorCode): InputError {
  return new InputError(`the file holds more than ${maximumBytes} bytes, too many for a table of this kind`, {
    code,
    where: { file: path },
    hint: "check that it is the right file",
  });
}
