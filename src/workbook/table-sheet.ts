import { hasValue } from "../core/datum.js";
import { formatNumber } from "../core/number-format.js";
import { columnIn, type ReportCell, type ReportColumn, type ReportTable } from "../report/report.js";
import { bestOfTable } from "./best-of.js";
import {
  cellName,
  columnLetters,
  faint,
  heading,
  indented,
  numberHeading,
  workbookCell,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";

/** What the looks of cells mean, for the top of a sheet of figures. */
const LEGEND: readonly WorkbookRow[] = [
  [faint("Legend"), { value: "1,234 estimated: range further right", status: "estimated" }],
  [undefined, { value: "no figure: suppressed, not published, no answer", status: "suppressed" }],
];

const BEST = faint("dark green: among the 10 best; green: best third; light green: better than the median");

/** Characters that a page has room for at a size that can be read. */
const PAGE = 190;

/** How many columns fit on a page's width; what stands further right is read on the screen. */
function printedColumns(widths: readonly number[], most: number): number {
  let used = 0;
  const beyond = widths.findIndex((width) => (used += width) > PAGE);
  return Math.max(1, Math.min(most, beyond === -1 ? most : beyond));
}

/** Rows on paper of a table of which a terminal shows the first ones; the sheet has all. */
const PRINTED_OF_LEADING = 120;

const WIDTHS = { code: 10, number: 12, text: 44 } as const;
/** The widest number: dollars of a nation's wages, `$12,345,678,901,234`. */
const WIDEST_NUMBER = 22;

/**
 * One table of a report as a sheet: filters, frozen header, ranges of estimates beside their values.
 *
 * @param context of which region, years and so on the table is, where its title does not say so
 */
export function tableSheet(table: ReportTable, name: string, context?: string): WorkbookSheet {
  const title = table.leading?.whole ?? (table.title || name);
  // What is read line by line has no numbers that a row of several lines would tear apart.
  const isWrapped = table.columns.every(({ kind }) => kind !== "number");
  const values = table.columns.map((column) => ({ column, label: column.label, part: "value" as const }));
  const fields = [...values, ...table.columns.flatMap((column) => statusFields(table, column))];
  const rows: WorkbookRow[] = table.rows.map((row) =>
    fields.map(({ column, part }): WorkbookCell | undefined => {
      const cell = row.cells[column.id];
      const own = columnIn(row, column);
      if (part === "value") {
        const shown = workbookCell(cell, own);
        const text = shown && standsOff(table, column) ? indented(shown) : shown;
        if (text && isWrapped) return { ...text, look: "wrapped" };
        return text && row.emphasis && column.kind === "text" ? { ...text, look: "strong" } : text;
      }
      if (typeof cell !== "object") return undefined;
      if (part === "status") return indented({ value: cell.status });
      return cell.status === "estimated" ? { value: cell[part], unit: own.unit, status: "estimated" } : undefined;
    }),
  );
  const hasData = fields.some(({ part }) => part === "status");
  const isHighlighted = table.id === "industries";
  const top: WorkbookRow[] = [
    [{ value: title, look: "title" }],
    ...(context === undefined ? [] : [[faint(context)]]),
    ...(hasData ? LEGEND : [[]]),
    isHighlighted ? [undefined, BEST] : [],
  ];
  const widths = fields.map(({ column, label, part }) => {
    if (part === "status") return 11;
    if (column.kind === "number") {
      const widest = Math.max(
        ...table.rows.map((row) => numberWidth(row.cells[column.id], columnIn(row, column).unit)),
        0,
      );
      const word = Math.max(...label.split(" ").map(({ length }) => length));
      return Math.min(Math.max(widest + 3, word + 4, WIDTHS.number), WIDEST_NUMBER);
    }
    const longest = Math.max(...table.rows.map(({ cells }) => textWidth(cells[column.id])), label.length / 2 + 2);
    return Math.min(Math.max(longest + 2, column.kind === "code" ? 8 : 10), WIDTHS[column.kind] + 8);
  });
  const hiddenColumns = fields.flatMap(({ column }, index) => (isEmpty(table, column) ? [index] : []));
  const shownWidths = widths.map((width, index) => (hiddenColumns.includes(index) ? 0 : width));
  const headerRow = top.length;
  return {
    name,
    about: title,
    rows: [
      ...top,
      fields.map(({ column, label, part }) =>
        column.kind === "number" && part !== "status"
          ? numberHeading(label)
          : standsOff(table, column) || part === "status"
            ? indented(heading(label))
            : heading(label),
      ),
      ...rows,
    ],
    widths,
    hiddenColumns,
    freeze: { rows: headerRow + 1, columns: leadingColumns(table) },
    ...(rows.length > 0 && {
      filter: `${cellName(headerRow, 0)}:${columnLetters(fields.length - 1)}${headerRow + 1 + rows.length}`,
    }),
    print: {
      landscape: values.length > 6,
      titles: `${headerRow + 1}:${headerRow + 1}`,
      area: {
        firstColumn: 0,
        lastRow: headerRow + (table.leading ? Math.min(rows.length, PRINTED_OF_LEADING) : rows.length),
        lastColumn: printedColumns(shownWidths, values.length) - 1,
      },
    },
    ...(isHighlighted && { highlights: bestOfTable(table, headerRow + 1) }),
  };
}

/** What stands to the right of the values: how each is known, and the ranges of estimates. */
function statusFields(table: ReportTable, column: ReportColumn) {
  const data = table.rows.map(({ cells }) => cells[column.id]).filter((cell) => typeof cell === "object");
  if (data.length === 0) return [];
  const hasRanges = data.some((datum) => datum.status === "estimated");
  const parts = hasRanges ? (["status", "low", "high"] as const) : (["status"] as const);
  return parts.map((part) => ({ column, label: `${column.label}: ${part}`, part }));
}

/** Text stands off from what is left of it, even where that fills its column. */
function standsOff({ columns }: ReportTable, column: ReportColumn): boolean {
  return column.kind !== "number" && column !== columns[0];
}

/** A column without any figure: the files that would give them were not there. */
function isEmpty({ rows }: ReportTable, { id }: ReportColumn): boolean {
  return (
    rows.length > 0 &&
    rows.every(({ cells }) => {
      const cell = cells[id];
      return typeof cell === "object" && (cell.status === "absent" || cell.status === "undefined");
    })
  );
}

function numberWidth(cell: ReportCell, unit: ReportColumn["unit"]): number {
  const number = typeof cell === "object" && hasValue(cell) ? cell.value : typeof cell === "number" ? cell : 0;
  return formatNumber(number, unit).length;
}

function textWidth(cell: unknown): number {
  return typeof cell === "string" ? cell.length : 0;
}

/** The columns that say what a row is about: they stay in sight. */
function leadingColumns(table: ReportTable): number {
  const first = table.columns.findIndex(({ kind, unit }) => kind === "number" && unit !== "rank");
  return Math.min(first === -1 ? 1 : first, 3);
}
