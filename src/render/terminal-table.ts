import CliTable from "cli-table3";
import type { ReportRow, ReportTable } from "../report/report.js";
import { cellTexts, fitColumns, GUTTER, leadingBlock, type FittedColumn, type FittedTable } from "./fit-columns.js";
import type { TextStyle } from "./text-style.js";
import { wrapLimited, wrapText } from "./text-layout.js";

export interface TableText {
  readonly lines: readonly string[];
  readonly fitted: FittedTable;
}

// Rules between all rows are heavier than the figures; blanks separate columns well enough.
const NO_FRAME = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ".repeat(GUTTER),
};

/** Rows given to cli-table3 at once: its layout compares every row with every other. */
const CHUNK = 20;

/** The rows of a table as lines, a rule under the header and one under a leading block of emphasised rows. */
export function renderTable(table: ReportTable, width: number, style: TextStyle): TableText {
  const fitted = fitColumns(table, width);
  const { columns } = fitted;
  const rule = style.faint("─".repeat(columns.reduce((sum, each) => sum + each.width + GUTTER, -GUTTER)));
  const block = leadingBlock(table.rows);
  const lines = [...draw([headerCells(columns, style)], columns), rule];
  if (table.rows.length === 0) lines.push("(none)");
  const maximumLines = table.columns.some(({ kind }) => kind === "number") ? 2 : Infinity;
  const textOf = cellTexts(table);
  const cellsOf = (row: ReportRow): string[] =>
    columns.map(({ column, width: columnWidth }) => {
      const text = textOf(row, column);
      const cellLines = column.kind === "text" ? wrapLimited(text, columnWidth, maximumLines) : [text];
      return (row.emphasis ? cellLines.map(style.strong) : cellLines).join("\n");
    });
  lines.push(...draw(table.rows.slice(0, block).map(cellsOf), columns));
  if (block > 0 && block < table.rows.length) lines.push(rule);
  lines.push(...draw(table.rows.slice(block).map(cellsOf), columns));
  return { lines, fitted };
}

function headerCells(columns: readonly FittedColumn[], style: TextStyle): CliTable.CellOptions[] {
  return columns.map(({ column, width }) => ({
    content: wrapText(column.label, width).map(style.strong).join("\n"),
    vAlign: "bottom",
  }));
}

function draw(rows: readonly CliTable.HorizontalTableRow[], columns: readonly FittedColumn[]): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const table = new CliTable({
      chars: NO_FRAME,
      // Empty styles, or cli-table3 colours headers and borders by itself, in pipes too.
      style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
      colWidths: columns.map(({ width }) => width),
      colAligns: columns.map(({ column }) => (column.kind === "number" ? "right" : "left")),
    });
    table.push(...rows.slice(start, start + CHUNK));
    lines.push(...table.toString().split("\n"));
  }
  return lines.map((line) => line.trimEnd());
}
