import { hasValue, type Datum, type TopCoded } from "../core/datum.js";
import type { Report, ReportCell, ReportColumn, ReportTable } from "../report/report.js";

/**
 * The first table of a report as CSV: RFC 4180 with LF, one header line of column ids, full precision.
 *
 * A column of quantities is followed by `ID_status`, `ID_low` and `ID_high`, whatever its data are, so that
 * the header does not depend on which cells happen to be suppressed. Where a cell has no value it is empty.
 */
export function renderCsv(report: Report): string {
  return renderTableCsv(report.tables[0]);
}

export function renderTableCsv(table: ReportTable): string {
  const fields = table.columns.map((column) => planFields(column, table));
  const lines = [fields.flatMap(({ headers }) => headers.map(textField))];
  for (const row of table.rows) {
    lines.push(fields.flatMap(({ column, write }) => write(row.cells[column.id])));
  }
  return lines.map((line) => `${line.join(",")}\n`).join("");
}

interface Fields {
  readonly column: ReportColumn;
  readonly headers: readonly string[];
  readonly write: (cell: ReportCell) => readonly string[];
}

function planFields(column: ReportColumn, table: ReportTable): Fields {
  const { id } = column;
  const hasData = column.statusApart !== true && table.rows.some(({ cells }) => typeof cells[id] === "object");
  if (!hasData) return { column, headers: [id], write: (cell) => [plainField(cell)] };
  return { column, headers: [id, `${id}_status`, `${id}_low`, `${id}_high`], write: datumFields };
}

function datumFields(cell: ReportCell): readonly string[] {
  if (typeof cell !== "object") return [plainField(cell), "", "", ""];
  const value = datumField(cell);
  return [value, cell.status, ...rangeFields(cell)];
}

function rangeFields(datum: Datum | TopCoded): readonly [low: string, high: string] {
  return datum.status === "estimated" ? [numberField(datum.low), numberField(datum.high)] : ["", ""];
}

function plainField(cell: ReportCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return numberField(cell);
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string") return textField(cell);
  return datumField(cell);
}

/** The value, or the least that it may be, which the status beside it says. */
function datumField(cell: Datum | TopCoded): string {
  if (cell.status === "top-coded") return numberField(cell.atLeast);
  return hasValue(cell) ? numberField(cell.value) : "";
}

export function numberField(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`unreachable: ${value} in a table`);
  // Adding 0 turns -0 into 0.
  return String(value + 0);
}

// eslint-disable-next-line no-control-regex -- the range of ASCII
export const BEYOND_ASCII = /[^\u0000-\u007f]/;

/**
 * The content of a CSV file: with a byte order mark if a name has letters beyond ASCII, such as Doña Ana County, since
 * Excel reads a file that is opened by a double-click as Windows-1252 otherwise. Other files stay free of the mark, which
 * some scripts take for part of the first column's name.
 */
export function csvFile(text: string): string {
  return BEYOND_ASCII.test(text) ? `\ufeff${text}` : text;
}

/**
 * Characters that make a spreadsheet read a cell as a formula. Text that has apostrophes before one gets another,
 * so that taking one off always gives the text back.
 */
const FORMULA_START = /^'*[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A dash between numbers: a spreadsheet that takes the file for Windows-1252 shows it as `â€“`, and `2-3` as a date. */
const NUMBER_RANGE = /(\d)–(?=\d)/g;

/** Text as one field; an apostrophe in front keeps a spreadsheet from running it. Numbers never get one. */
export function textField(text: string): string {
  const plain = text.replaceAll(NUMBER_RANGE, "$1 to ");
  const safe = FORMULA_START.test(plain) ? `'${plain}` : plain;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
