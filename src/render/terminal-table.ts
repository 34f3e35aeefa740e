import type { ReportRow, ReportTable } from "../report/report.js";
import { cellTexts, fitColumns, GUTTER, leadingBlock, type FittedColumn, type FittedTable } from "./fit-columns.js";
import { plainText } from "../core/plain-text.js";
import { displayWidth, wrapLimited, wrapText } from "./text-layout.js";
import type { TextStyle } from "./text-style.js";

export interface TableText {
  readonly lines: readonly string[];
  readonly fitted: FittedTable;
}

/** Lines of one cell. */
type CellLines = readonly string[];

/** The rows of a table as lines, a rule under the header and one under a leading block of emphasised rows. */
export function renderTable(table: ReportTable, width: number, style: TextStyle): TableText {
  const fitted = fitColumns(table, width);
  const { columns } = fitted;
  const rule = style.faint("─".repeat(columns.reduce((sum, each) => sum + each.width + GUTTER, -GUTTER)));
  const block = leadingBlock(table.rows);
  const maximumLines = table.columns.some(({ kind }) => kind === "number") ? 2 : Infinity;
  const textOf = cellTexts(table);
  const draw = (row: ReportRow): readonly string[] => {
    const cells = columns.map(({ column, width: columnWidth }): CellLines => {
      const text = textOf(row, column);
      return column.kind === "text" ? wrapLimited(text, columnWidth, maximumLines) : [text];
    });
    return drawRow(cells, columns, { style: row.emphasis ? style.strong : undefined, align: "top" });
  };
  const header = columns.map(({ column, width: columnWidth }) => wrapText(plainText(column.label), columnWidth));
  const lines = [...drawRow(header, columns, { style: style.strong, align: "bottom" }), rule];
  for (const [index, row] of table.rows.entries()) {
    if (index === block && block > 0) lines.push(rule);
    lines.push(...draw(row));
  }
  if (table.rows.length === 0) lines.push("(none)");
  return { lines, fitted };
}

interface RowLook {
  readonly style: ((text: string) => string) | undefined;
  /** Where a cell stands that has fewer lines than its neighbours. */
  readonly align: "top" | "bottom";
}

function drawRow(cells: readonly CellLines[], columns: readonly FittedColumn[], look: RowLook): readonly string[] {
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    const pieces = cells.map((cell, index) => {
      const text = cell[look.align === "top" ? line : line - (height - cell.length)] ?? "";
      return pad(text, columns[index]!, look.style);
    });
    return pieces.join(" ".repeat(GUTTER)).trimEnd();
  });
}

/** Escapes go around the text alone, so that blanks at a line's end can be cut and widths be counted. */
function pad(text: string, { column, width }: FittedColumn, style: RowLook["style"]): string {
  const blanks = " ".repeat(Math.max(0, width - displayWidth(text)));
  const styled = style && text !== "" ? style(text) : text;
  return column.kind === "number" ? blanks + styled : styled + blanks;
}
