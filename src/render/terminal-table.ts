import type { ReportColumn, ReportRow, ReportTable } from "../report/report.js";
import { cellTexts, fitColumns, GUTTER, leadingBlock, type FittedColumn, type FittedTable } from "./fit-columns.js";
import { plainText } from "../core/plain-text.js";
import { layOutGrid, type GridCell, type GridRow, type GridText } from "./grid.js";
import { displayWidth, wrapLimited, wrapText } from "./text-layout.js";
import type { TextStyle } from "./text-style.js";

export interface TableText {
  readonly lines: readonly string[];
  readonly fitted: FittedTable;
}

export interface TableLimits {
  readonly ruleText?: (fitted: FittedTable) => string;
  readonly mostLines?: number;
}

/**
 * The rows of a table as lines, a rule under the header and one under a leading block of emphasised rows.
 *
 * A column that may stand below its row does where the width leaves no room for it; texts then take one line each.
 *
 * @param ruleText what is said within the rule under the header, by the columns that fit
 * @param mostLines where the table would take more, rows take one line each from the last one up, as far as needed
 */
export function renderTable(
  table: ReportTable,
  width: number,
  style: TextStyle,
  { ruleText, mostLines = Infinity }: TableLimits = {},
): TableText {
  const fitted = fitColumns(table, width);
  const { columns } = fitted;
  const below = fitted.below && { column: fitted.below, indent: findIndent(columns) };
  const said = ruleText?.(fitted) ?? "";
  const block = leadingBlock(table.rows);
  const maximumLines = below ? 1 : table.columns.some(({ kind }) => kind === "number") ? 2 : Infinity;
  const cellText = cellTexts(table, { forTerminal: true });
  const layOutRow = (row: ReportRow, isShort: boolean): readonly GridRow[] => {
    const texts = columns.map(({ column }) => cellText(row, column));
    const under =
      below &&
      !isShort &&
      underRow(texts, cellText(row, below.column), { columns, indent: below.indent, width, style });
    // Where all rows are of the list and none has a line under it, there is nothing to stand out from.
    const isStrong = row.emphasis === true && (below !== undefined || block < table.rows.length);
    const rowStyle = isStrong ? style.strong : undefined;
    const cells = columns.map(({ column, width: columnWidth }, index): GridCell => {
      if (under && index === under.index) return { lines: [under.first], style: rowStyle };
      const text = texts[index]!;
      const most = isShort ? 1 : maximumLines;
      return { lines: column.kind === "text" ? wrapLimited(text, columnWidth, most) : [text], style: rowStyle };
    });
    return [{ cells, align: "top" }, ...(under && under.line.length > 0 ? [{ across: under.line }] : [])];
  };
  const header = columns.map(({ column, width: columnWidth }) => ({
    lines: wrapText(plainText(column.label), columnWidth),
    style: style.strong,
  }));
  const rule: GridRow = { across: [{ text: ruleLine(said, columns), style: style.faint }] };
  const draw = (shortFrom: number): readonly string[] => {
    const rows: GridRow[] = [{ cells: header, align: "bottom" }, rule];
    for (const [index, row] of table.rows.entries()) {
      if (index === block && block > 0) rows.push(rule);
      rows.push(...layOutRow(row, index >= shortFrom));
    }
    const shape = columns.map(({ column, width: columnWidth }) => ({
      width: columnWidth,
      align: column.kind === "number" ? ("right" as const) : ("left" as const),
    }));
    return layOutGrid(rows, shape, width);
  };
  let shortFrom = table.rows.length;
  let lines = draw(shortFrom);
  while (lines.length > mostLines && shortFrom > 0) {
    shortFrom = Math.max(0, shortFrom - (lines.length - mostLines));
    lines = draw(shortFrom);
  }
  return { lines: table.rows.length === 0 ? [...lines, "(none)"] : lines, fitted };
}

/**
 * The line under a row: what its title has no room for, and then the text of the column that stands below.
 *
 * @returns the title's column and what stands in it, and the line, if there is anything to say
 */
function underRow(
  texts: readonly string[],
  text: string,
  {
    columns,
    indent,
    width,
    style,
  }: {
    readonly columns: readonly FittedColumn[];
    readonly indent: number;
    readonly width: number;
    readonly style: TextStyle;
  },
): { readonly index: number; readonly first: string; readonly line: readonly GridText[] } {
  const index = columns.findIndex(({ column }) => column.kind === "text");
  const title = texts[index] ?? "";
  const room = width - indent;
  const { first, rest } = firstLine(title, columns[index]?.width ?? room);
  const left = room - displayWidth(text) - SEPARATOR.length;
  const indented = (...texts: readonly GridText[]): readonly GridText[] => [{ text: " ".repeat(indent) }, ...texts];
  const secondLine = (limit: number): GridText => ({ text: wrapLimited(rest, limit, 1)[0]!, style: style.strong });
  if (text === "") return { index, first, line: rest === "" ? [] : indented(secondLine(room)) };
  if (rest === "" || left < LEAST_OF_TITLE) {
    const cut = wrapLimited(title, columns[index]?.width ?? room, 1)[0]!;
    return { index, first: cut, line: indented({ text: wrapLimited(text, room, 1)[0]!, style: style.faint }) };
  }
  return { index, first, line: indented(secondLine(left), { text: SEPARATOR + text, style: style.faint }) };
}

/** What of a title fits its column, and what goes under the row: the whole of one whose first word does not fit. */
function firstLine(title: string, width: number): { readonly first: string; readonly rest: string } {
  const [first = ""] = wrapText(title, width);
  const rest = title.slice(first.length);
  const isCut = rest !== "" && !rest.startsWith(" ");
  return isCut ? { first: wrapLimited(title, width, 1)[0]!, rest: title } : { first, rest: rest.trimStart() };
}

/** Between the end of a title and the text under a row. */
const SEPARATOR = " — ";

/** Less than this of a title's second line is not worth its place. */
const LEAST_OF_TITLE = 8;

/** Where the first text column starts, under which a row's further line stands. */
function findIndent(columns: readonly FittedColumn[]): number {
  const first = columns.findIndex(({ column }) => column.kind === "text");
  return columns.slice(0, Math.max(0, first)).reduce((sum, { width }) => sum + width + GUTTER, 0);
}

function ruleLine(said: string, columns: readonly FittedColumn[]): string {
  const width = columns.reduce((sum, each) => sum + each.width + GUTTER, -GUTTER);
  if (said === "" || displayWidth(said) + 6 > width) return "─".repeat(width);
  return `── ${said} ${"─".repeat(width - displayWidth(said) - 4)}`;
}

/** Columns of a table in blocks that fit a width, each with the columns that name a row in front. */
export function columnBlocks(table: ReportTable, width: number): readonly (readonly ReportColumn[])[] {
  const text = table.columns.findIndex(({ kind }) => kind === "text");
  const keys = table.columns.slice(0, text + 1);
  const rest = table.columns.slice(keys.length);
  const blocks: ReportColumn[][] = [];
  for (const column of rest) {
    const last = blocks.at(-1);
    const together = last && fitColumns({ ...table, columns: [...keys, ...last, column] }, width);
    if (last && together && together.leftOut.length === 0 && !together.below) last.push(column);
    else blocks.push([column]);
  }
  return blocks.length === 0 ? [keys] : blocks.map((block) => [...keys, ...block]);
}
