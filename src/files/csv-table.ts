import { CsvError, parse } from "csv-parse/sync";
import { InputError, MAXIMUM_PROBLEMS, throwProblems, type ErrorCode, type Place } from "../core/errors.js";
import { readSmallFile } from "./small-file.js";

/** A row of a small table, with its line for errors. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Side files are made by hand; one larger than this is the wrong file. */
const MAXIMUM_BYTES = 20_000_000;
const MAXIMUM_COLUMNS = 200;

/** What no text made by hand holds, and a terminal may act on. A line break may stand in quotes. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Reads a small hand-made CSV (comma, semicolon or tab, BOM or none) whose first row is its header.
 *
 * @param code the error code under which problems of this kind of file are reported
 * @throws {InputError} FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_TEXT, ENCODING, or `code` with
 *   line and what was found
 */
export async function readCsvTable(file: string, code: ErrorCode): Promise<CsvTable> {
  const bytes = readSmallFile(file, file, MAXIMUM_BYTES);
  if (bytes === undefined) {
    throw new InputError(`the file holds more than ${MAXIMUM_BYTES} bytes, too many for a table made by hand`, {
      code,
      where: { file },
      hint: "check that it is the right file",
    });
  }
  const text = textOf(bytes, file);
  if (text.trim() === "") throw emptyFile(file);
  const [first, ...rest] = recordsOf(text, { file, code });
  if (!first) throw emptyFile(file);
  const { cells: header } = first;
  requireHeader(first, file, code);
  const problems: InputError[] = [];
  for (const { line, cells, raw } of rest) {
    if (problems.length >= MAXIMUM_PROBLEMS) break;
    if (cells.length !== header.length)
      problems.push(wrongWidth(cells.length, header.length, { file, line, raw, code }));
    const faulty = cells.findIndex((cell) => CONTROL_CHARACTER.test(cell));
    if (faulty < 0) continue;
    problems.push(controlCharacter(cells[faulty]!, { file, line, column: header[faulty] ?? String(faulty + 1) }, code));
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return {
    header,
    rows: rest.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(header.map((name, index) => [name, cells[index]!])),
    })),
  };
}

interface CsvRecord {
  /** Where it starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** As it stands in the file. */
  readonly raw: string;
}

function recordsOf(text: string, of: { readonly file: string; readonly code: ErrorCode }): readonly CsvRecord[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      readonly record: string[];
      readonly info: { readonly lines: number };
      readonly raw: string;
    }[];
    return records.map(({ record, info, raw }) => {
      const shown = raw.trim();
      return { line: info.lines - lineBreaks(shown), cells: record, raw: shown };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    const line = isOpen ? lineOfOpenQuote(text) : Number(error["lines"] ?? 1);
    throw new InputError(isOpen ? "a quote is opened and not closed" : "a quote stands inside a cell", {
      code: of.code,
      where: { file: of.file, line },
      found: text.split(LINE_BREAK)[line - 1] ?? error.message,
      hint: isOpen ? "close it, or take it out" : "put the whole cell in quotes, and write quotes inside it twice",
    });
  }
}

const LINE_BREAK = /\r\n|\n|\r/;

function lineBreaks(text: string): number {
  return text.split(LINE_BREAK).length - 1;
}

/** The most frequent of comma, semicolon and tab in the first line. */
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, text.search(/\r|\n|$/));
  const count = (delimiter: string): number => firstLine.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** The last quote that opens is the one that nothing closes. */
function lineOfOpenQuote(text: string): number {
  let opening = 0;
  let isOpen = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    isOpen = !isOpen;
    if (isOpen) opening = at;
  }
  return 1 + lineBreaks(text.slice(0, opening));
}

function requireHeader({ line, cells: header, raw }: CsvRecord, file: string, code: ErrorCode): void {
  if (header.length > MAXIMUM_COLUMNS) {
    throw new InputError(`${header.length} columns, too many for a table made by hand`, {
      code,
      where: { file, line },
      found: raw,
      hint: "check that it is the right file",
    });
  }
  const strange = header.find((name) => CONTROL_CHARACTER.test(name));
  if (strange !== undefined) throw controlCharacter(strange, { file, line }, code);
  const repeated = header.find((name, index) => name !== "" && header.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new InputError(`column "${repeated}" stands twice in the header`, {
    code,
    where: { file, line, column: repeated },
    found: header.join(", "),
    hint: "rename one of them",
  });
}

function wrongWidth(
  count: number,
  width: number,
  {
    file,
    line,
    raw,
    code,
  }: { readonly file: string; readonly line: number; readonly raw: string; readonly code: ErrorCode },
): InputError {
  return new InputError(`a row of ${count} cells under a header of ${width}`, {
    code,
    where: { file, line },
    found: raw,
    hint: "give every row as many cells as the header, and put a cell with a comma in it in quotes",
  });
}

function controlCharacter(text: string, where: Place, code: ErrorCode): InputError {
  // eslint-disable-next-line no-control-regex
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return new InputError("a control character in a text", { code, where, found: shown, hint: "type the text anew" });
}

function emptyFile(file: string): InputError {
  return new InputError("the file is empty", {
    code: "FILE_EMPTY",
    where: { file },
    hint: "start it with a line of column names: naics and your columns, or year and index for prices",
  });
}

/** What a file's first bytes say that it is; a name ends in .csv whatever is inside. */
function textOf(bytes: Buffer, file: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new InputError("a text in UTF-16", {
      code: "ENCODING",
      where: { file },
      hint: "save it as CSV in UTF-8",
    });
  }
  if (!bytes.includes(0)) return bytes.toString("utf8");
  const isWorkbook = (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
  throw new InputError("a file that is not text", {
    code: "FILE_NOT_TEXT",
    where: { file },
    found: isWorkbook ? "a workbook, or a zip" : "bytes that no text has",
    hint: isWorkbook ? "save the sheet as CSV" : "check that it is the right file",
  });
}

/** The NAICS column of a side file, whatever its case. */
export function requireColumn(table: CsvTable, names: readonly string[], file: string, code: ErrorCode): string {
  const column = table.header.find((name) => names.includes(name.toLowerCase()));
  if (column !== undefined) return column;
  throw new InputError(`no column "${names[0]}"`, {
    code,
    where: { file, line: 1 },
    found: table.header.join(", "),
    hint: `name a column ${names.map((name) => `"${name}"`).join(" or ")}`,
  });
}
