import { InputError, MAXIMUM_PROBLEMS, throwProblems, type ErrorCode, type Place } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import { detectDecimalMark, type DecimalMark } from "./figure.js";
import { readSheets, type Sheet, type SheetRow } from "./read-sheets.js";
import { isNamedRemark, isRemark, isTotals, remarkNote } from "./remarks.js";

/** A row of a small table, with its line for errors. */
export interface SmallTableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A table that somebody made by hand: one header, and rows under it. */
export interface SmallTable {
  /** The file, or the sheet of it. */
  readonly file: string;
  readonly headerLine: number;
  readonly header: readonly string[];
  /** The header's names of the columns that were asked for, in that order. */
  readonly named: readonly string[];
  readonly rows: readonly SmallTableRow[];
  readonly decimalMark: DecimalMark;
  readonly sha256: string | undefined;
  readonly notes: readonly Note[];
}

/** What a table made by hand must have. */
export interface SmallTableWanted {
  /** The code of errors about this kind of file. */
  readonly code: ErrorCode;
  /** Columns by the names that each may have, in lower case; a header has all of them. */
  readonly columns: readonly (readonly string[])[];
  readonly hash?: boolean;
  /** More than a person types, where a program wrote the table. */
  readonly maximumColumns?: number;
}

/** Side files are made by hand; one larger than this is the wrong file. */
const MAXIMUM_BYTES = 20_000_000;
const MAXIMUM_COLUMNS = 200;
/** Titles and notes may stand above a header. */
const HEADER_ROWS = 40;

/** What no text made by hand holds, and a terminal may act on. A line break may stand in quotes. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Reads a small table made by hand: text with any delimiter and encoding that spreadsheets write, or a workbook.
 *
 * Titles above the header, remarks below the table, empty rows and empty columns without a name are what spreadsheets
 * leave around a table; remarks are noted.
 *
 * @throws {InputError} those of {@link readSheets}, or `code` with line and what was found
 */
export async function readSmallTable(file: string, wanted: SmallTableWanted): Promise<SmallTable> {
  const { code, hash = false, maximumColumns = MAXIMUM_COLUMNS } = wanted;
  const { sheets, sha256 } = await readSheets(file, { code, maximumBytes: MAXIMUM_BYTES, hash });
  const { sheet, index, named } = findHeader(sheets, file, wanted);
  const header = sheet.rows[index]!.cells;
  const below = sheet.rows.slice(index + 1);
  requireHeader(sheet, { header, line: sheet.rows[index]!.line, below, maximumColumns }, code);
  // Only where codes stand first a lone text can be no row: the name of a cluster without a code may be one.
  const isCoded = header[0] === named.at(-1);
  const problems: InputError[] = [];
  const remarks: SheetRow[] = [];
  const rows: SmallTableRow[] = [];
  for (const row of below) {
    if (problems.length >= MAXIMUM_PROBLEMS) break;
    const { line, cells } = row;
    const isOutside = isNamedRemark(cells, header.length) || isTotals(cells, header.indexOf(named.at(-1)!));
    if (isOutside || (isCoded && isRemark(cells, header.length))) {
      remarks.push(row);
      continue;
    }
    const isWide = cells.slice(header.length).some((cell) => cell !== "");
    // A sheet stores no empty cells at a row's end.
    if (isWide || (cells.length < header.length && !sheet.isSheet)) {
      problems.push(wrongWidth(cells, header.length, { file: sheet.file, line }, code));
    }
    const faulty = cells.findIndex((cell) => CONTROL_CHARACTER.test(cell));
    if (faulty >= 0) {
      const column = header[faulty] || String(faulty + 1);
      problems.push(controlCharacter(cells[faulty]!, { file: sheet.file, line, column }, code));
    }
    rows.push({ line, cells: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])) });
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return {
    file: sheet.file,
    headerLine: sheet.rows[index]!.line,
    header,
    named,
    rows,
    decimalMark: detectDecimalMark(below, sheet),
    sha256,
    notes:
      remarks.length === 0
        ? []
        : [
            remarkNote(
              sheet.file,
              remarks.map(({ line, cells }) => ({ line, text: cells.find((cell) => cell !== "")! })),
            ),
          ],
  };
}

interface FoundHeader {
  readonly sheet: Sheet;
  /** Of the header among the sheet's rows. */
  readonly index: number;
  readonly named: readonly string[];
}

function findHeader(sheets: readonly Sheet[], file: string, { columns, code }: SmallTableWanted): FoundHeader {
  const found = sheets.flatMap((sheet): readonly FoundHeader[] => {
    const index = sheet.rows
      .slice(0, HEADER_ROWS)
      .findIndex(({ cells }) => columns.every((names) => columnNamed(cells, names) !== undefined));
    if (index < 0) return [];
    return [{ sheet, index, named: columns.map((names) => columnNamed(sheet.rows[index]!.cells, names)!) }];
  });
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new InputError(`${found.length} sheets have a table with the column "${columns[0]![0]!}"`, {
      code,
      where: { file },
      found: found.map(({ sheet }) => sheet.name ?? sheet.file).join(", "),
      hint: "keep one of them in the file, or hide the others",
    });
  }
  throw missingColumn(sheets, columns, code);
}

function columnNamed(cells: readonly string[], names: readonly string[]): string | undefined {
  return cells.find((cell) => names.includes(cell.toLowerCase()) || names.includes(withoutYear(cell)));
}

/** "2022 NAICS", "NAICS 2017 Code" and "naics2022" name codes, and the list that they are of. */
const withoutYear = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/_?(?:19|20)\d\d_?/, " ")
    .replace(/ +/g, " ")
    .trim();

/** The row with the most of the columns is the header without the others; else the first row is. */
function missingColumn(sheets: readonly Sheet[], columns: readonly (readonly string[])[], code: ErrorCode): InputError {
  const rows = sheets.flatMap(({ file, rows }) => rows.slice(0, HEADER_ROWS).map((row) => ({ file, ...row })));
  const count = (cells: readonly string[]): number =>
    columns.filter((names) => columnNamed(cells, names) !== undefined).length;
  const { file, line, cells } = rows.reduce((best, next) => (count(next.cells) > count(best.cells) ? next : best));
  const missing = columns.find((names) => columnNamed(cells, names) === undefined)!;
  return new InputError(`no column "${missing[0]!}"`, {
    code,
    where: { file, line },
    found: cells.join(", ").slice(0, 300),
    hint: `name a column ${missing.map((name) => `"${name}"`).join(" or ")}`,
  });
}

interface WholeHeader {
  readonly header: readonly string[];
  readonly line: number;
  readonly below: readonly SheetRow[];
  readonly maximumColumns: number;
}

function requireHeader({ file }: Sheet, { header, line, below, maximumColumns }: WholeHeader, code: ErrorCode): void {
  if (header.length > maximumColumns) {
    throw new InputError(`${header.length} columns, too many for a table made by hand`, {
      code,
      where: { file, line },
      found: header.join(", ").slice(0, 300),
      hint: "check that it is the right file",
    });
  }
  const strange = header.find((name) => CONTROL_CHARACTER.test(name));
  if (strange !== undefined) throw controlCharacter(strange, { file, line }, code);
  const repeated = header.find((name, index) => name !== "" && header.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new InputError(`column "${repeated}" appears twice in the header`, {
      code,
      where: { file, line, column: repeated },
      found: header.join(", "),
      hint: "rename one of them",
    });
  }
  const nameless = header.findIndex((name, at) => name === "" && below.some(({ cells }) => (cells[at] ?? "") !== ""));
  if (nameless < 0) return;
  const first = below.find(({ cells }) => (cells[nameless] ?? "") !== "")!;
  throw new InputError(`column ${nameless + 1} has no name, but cells with something in them`, {
    code,
    where: { file, line: first.line, column: String(nameless + 1) },
    found: first.cells[nameless]!,
    hint: `name the column in line ${line}, or empty it`,
  });
}

function wrongWidth(cells: readonly string[], width: number, where: Place, code: ErrorCode): InputError {
  return new InputError(`a row of ${cells.length} cells under a header of ${width}`, {
    code,
    where,
    found: cells.join(",").slice(0, 200),
    hint: "give every row as many cells as the header, and put a cell with a comma in it in quotes",
  });
}

function controlCharacter(text: string, where: Place, code: ErrorCode): InputError {
  // eslint-disable-next-line no-control-regex
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return new InputError("a control character in a text", { code, where, found: shown, hint: "type the text again" });
}
