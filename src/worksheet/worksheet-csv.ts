import { hasValue } from "../core/datum.js";
import { numberField, textField } from "../render/csv.js";
import { RATER, STAMP, makeStamp, worksheetTable, type SheetCell } from "./grid.js";
import type { Worksheet } from "./worksheet.js";

/** The worksheet as CSV: the lines over the table, keys, headings, and a row to fill in for each industry. */
export function worksheetCsv(worksheet: Worksheet): string {
  const { columns, rows } = worksheetTable(worksheet);
  const lines: readonly (readonly SheetCell[])[] = [
    [`${worksheet.region}: ${worksheet.form.title}`],
    [worksheet.scope],
    [`Source: ${worksheet.source}.`],
    [RATER],
    [STAMP, makeStamp(worksheet)],
    columns.map(({ key }) => key),
    columns.map(({ label }) => label),
    ...rows,
  ];
  return lines.map((line) => `${columns.map((_, index) => field(line[index])).join(",")}\n`).join("");
}

function field(cell: SheetCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return numberField(cell);
  if (typeof cell === "string") return textField(cell);
  return hasValue(cell) ? numberField(cell.value) : "";
}
