import { InputError, MAXIMUM_PROBLEMS, throwProblems, type ErrorCode, type Place } from "../core/errors.js";
import { cellAt, placeColumns, plainHeader, type ColumnNames, type ColumnPlaces } from "./columns.js";
import { readRows, type ReadFile, type SourceText, type TableContext } from "./read-rows.js";

/** A table in which the wanted columns were found. */
export interface ColumnsTable<Role extends string> {
  readonly text: SourceText;
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly places: ColumnPlaces<Role>;
}

/** A row of such a table. */
export interface ColumnsRow<Role extends string> {
  readonly line: number;
  /** The cell of a column; empty where the table has no such column. */
  cell(role: Role): string;
  /** An error about a cell, with file, line, column and what was found. */
  problem(role: Role, message: string, hint: string): InputError;
}

/** What a reader wants of the tables in its files. */
export interface ColumnsWanted<Role extends string> {
  /** The code of errors about this kind of file. */
  readonly code: ErrorCode;
  /** What a table is of, for errors: `completions`. */
  readonly what: string;
  readonly names: ColumnNames<Role>;
  /** Without which a table is none of this kind. */
  readonly required: readonly NoInfer<Role>[];
  /** Which file to give in place of one that has no such table. */
  readonly hint: string;
  /** @returns what takes the rows of a table; undefined to pass it over */
  begin(table: ColumnsTable<Role>): ((row: ColumnsRow<Role>) => void) | undefined;
  /** What is known to be wrong with a file whose header is of another kind. */
  known?(rows: readonly (readonly string[])[], where: Place): InputError | undefined;
}

/** Titles and dates may stand above a header. */
const HEADER_ROWS = 40;

interface Passed {
  readonly text: SourceText;
  readonly rows: { readonly line: number; readonly cells: readonly string[] }[];
}

/**
 * Reads the tables of files that have the wanted columns, whatever their container, encoding and delimiter; the rest of a
 * row is not looked at. Several problems of rows are reported at once.
 *
 * @throws {InputError} the code, where no table has the columns, a row is cut short, or `problem` was thrown by the
 *   receiver of rows; what is wrong with a file or its container
 */
export async function readColumns<Role extends string>(
  paths: readonly string[],
  wanted: ColumnsWanted<Role>,
  context: TableContext = {},
): Promise<readonly ReadFile[]> {
  const problems: InputError[] = [];
  const passed: Passed[] = [];
  let found = 0;
  const read = await readRows(
    paths,
    {
      begin: (text) => {
        if (text.isHidden) return () => false;
        const before: Passed = { text, rows: [] };
        passed.push(before);
        let take: ((cells: readonly string[], line: number) => boolean) | undefined;
        return (cells, line) => {
          if (take) return take(cells, line);
          const places = placeColumns(cells, wanted.names, wanted.required);
          if (!places) {
            before.rows.push({ line, cells });
            return before.rows.length < HEADER_ROWS;
          }
          passed.splice(passed.indexOf(before), 1);
          const table = { text, header: cells, headerLine: line, places };
          const onRow = wanted.begin(table);
          if (!onRow) return false;
          found++;
          take = parseRows(table, wanted.code, onRow, problems);
          return true;
        };
      },
      end: () => undefined,
    },
    { ...context, quoteCode: wanted.code },
  );
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (found === 0) throw noTable(passed, wanted, paths);
  return read;
}

function parseRows<Role extends string>(
  { text, header, places }: ColumnsTable<Role>,
  code: ErrorCode,
  onRow: (row: ColumnsRow<Role>) => void,
  problems: InputError[],
): (cells: readonly string[], line: number) => boolean {
  const { file, isSheet } = text;
  // Census files end each line of figures in a comma, or their headers alone.
  const width = lastNamed(header);
  let cells: readonly string[] = [];
  let line = 0;
  const row: ColumnsRow<Role> = {
    get line() {
      return line;
    },
    cell: (role) => cellAt(cells, places[role]),
    problem: (role, message, hint) =>
      new InputError(message, {
        code,
        where: { file, line, column: header[places[role]] ?? role },
        found: cellAt(cells, places[role]) || "an empty cell",
        hint,
      }),
  };
  return (next, at) => {
    if (next.every((cell) => cell === "") || isRemark(next)) return true;
    [cells, line] = [next, at];
    if (next.length < width && !isSheet) {
      problems.push(cutShort(next, header.length, { file, line }, code));
    } else {
      try {
        onRow(row);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.push(error);
      }
    }
    return problems.length < MAXIMUM_PROBLEMS;
  };
}

function lastNamed(header: readonly string[]): number {
  return header.findLastIndex((cell) => cell !== "") + 1;
}

/** A source or a note below the table: one cell, the first, that is not a code. */
function isRemark(cells: readonly string[]): boolean {
  return cells.slice(1).every((cell) => cell === "") && !/^[\d.]+$/.test(cells[0] ?? "");
}

function cutShort(cells: readonly string[], width: number, where: Place, code: ErrorCode): InputError {
  return new InputError(`a row of ${cells.length} cells under a header of ${width}`, {
    code,
    where,
    found: cells.join(",").slice(0, 200),
    hint: "download the file again: the row is cut short",
  });
}

/** The row with the most of the columns is the header without the others; else the first row is. */
function noTable<Role extends string>(
  passed: readonly Passed[],
  { code, what, names, required, hint, known }: ColumnsWanted<Role>,
  paths: readonly string[],
): InputError {
  const rows = passed.flatMap(({ text, rows: own }) => own.map((row) => ({ file: text.file, ...row })));
  const [first] = rows;
  if (!first) {
    return new InputError(`no table of ${what}`, { code, where: { file: paths.join(", ") }, found: "no row", hint });
  }
  for (const { text, rows: own } of passed) {
    const where = { file: text.file, line: own[0]?.line ?? 1 };
    const error = known?.(
      own.map(({ cells }) => cells),
      where,
    );
    if (error) return error;
  }
  const missingIn = (cells: readonly string[]): readonly Role[] =>
    required.filter((role) => !cells.map(plainHeader).some((cell) => isNamed(cell, names[role])));
  const nearest = rows.reduce((best, next) =>
    missingIn(next.cells).length < missingIn(best.cells).length ? next : best,
  );
  const missing = missingIn(nearest.cells);
  const where = { file: nearest.file, line: nearest.line };
  const found = nearest.cells
    .filter((cell) => cell !== "")
    .join(", ")
    .slice(0, 200);
  if (missing.length === required.length) return new InputError(`no table of ${what}`, { code, where, found, hint });
  const called = missing.map((role) => `"${headingName(names[role])}"`).join(", ");
  return new InputError(`a table of ${what} without ${missing.length === 1 ? "a column" : "columns"} ${called}`, {
    code,
    where,
    found,
    hint,
  });
}

function isNamed(cell: string, forms: readonly (string | RegExp)[]): boolean {
  return forms.some((form) => (typeof form === "string" ? form === cell : form.test(cell)));
}

/** As the publisher heads it, where that is known. */
function headingName(forms: readonly (string | RegExp)[]): string {
  const first = forms.find((form) => typeof form === "string");
  return first?.toUpperCase() ?? String(forms[0]);
}
