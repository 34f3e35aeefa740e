import type { WorkbookCell, WorkbookSheet } from "../../workbook/model.js";
import { textWidth } from "../chart/text-width.js";

// How wide columns and how high rows must be for their text, since not every program fits them when it opens a file.

/** Points of one line of text. */
const LINE = 15;
/** No row may be higher; what does not fit is read in the cell. */
const HIGHEST = 409;
/** The width of a digit, in which columns are measured, as a part of the font's size. */
const DIGIT = textWidth("0", { size: 1 });
/** Titles are larger than other text. */
const TITLE = 14 / 11;
/** What a cell keeps free at its sides, and an indent, in digits. */
const PADDING = 1;
const INDENT = 1.5;

const WRAPPING: ReadonlySet<string> = new Set(["wrapped", "heading", "number-heading"]);
const HEADINGS: ReadonlySet<string> = new Set(["heading", "number-heading"]);

export interface LongLine {
  readonly row: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly lines: number;
}

export interface SheetLayout {
  readonly widths: readonly number[];
  /** Lines of text above or below a table that are longer than the printed page: they go over its columns, broken. */
  readonly longLines: readonly LongLine[];
  /** In points, by row. */
  readonly heights: ReadonlyMap<number, number>;
}

export function layOut(sheet: WorkbookSheet): SheetLayout {
  const widths = columnWidths(sheet);
  const longLines = findLongLines(sheet, widths);
  return { widths, longLines, heights: rowHeights(sheet, widths, longLines) };
}

/** Columns as wide as they are meant to be, or as the longest word of their headings. */
function columnWidths({ rows, widths }: WorkbookSheet): readonly number[] {
  const least = widths.map(() => 0);
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (typeof cell?.value !== "string" || !HEADINGS.has(cell.look ?? "")) return;
      const word = Math.max(...splitAtBreaks(cell.value).map((each) => measureWidth(each.trim(), cell)));
      least[column] = Math.max(least[column] ?? 0, word + PADDING + indentWidth(cell));
    });
  }
  return widths.map((width, column) => Math.max(width, Math.ceil(least[column]! * 10) / 10));
}

function findLongLines({ rows, print, hiddenColumns = [] }: WorkbookSheet, widths: readonly number[]) {
  const lastColumn = print.area?.lastColumn ?? widths.length - 1;
  return rows.flatMap((row, index): LongLine[] => {
    const cells = row.flatMap((cell, column) => (cell ? [{ cell, column }] : []));
    const [only] = cells;
    if (cells.length !== 1 || !only || typeof only.cell.value !== "string") return [];
    const { cell, column } = only;
    if (WRAPPING.has(cell.look ?? "") || column >= lastColumn) return [];
    const room = widths
      .slice(column, lastColumn + 1)
      .reduce((sum, width, at) => sum + (hiddenColumns.includes(column + at) ? 0 : width), 0);
    const lines = countLines(cell, room);
    return lines > 1 ? [{ row: index, firstColumn: column, lastColumn, lines }] : [];
  });
}

function rowHeights(
  { rows, roomy }: WorkbookSheet,
  widths: readonly number[],
  longLines: readonly LongLine[],
): ReadonlyMap<number, number> {
  const long = new Map(longLines.map(({ row, lines }) => [row, lines]));
  const heights = new Map<number, number>();
  rows.forEach((row, index) => {
    const least = roomy && index >= roomy.from && index <= roomy.to ? roomy.lines : 1;
    let lines = Math.max(least, long.get(index) ?? 1);
    row.forEach((cell, column) => {
      if (cell && WRAPPING.has(cell.look ?? "")) lines = Math.max(lines, countLines(cell, widths[column] ?? 10));
    });
    if (lines > 1) heights.set(index, Math.min(LINE * lines, HIGHEST));
  });
  return heights;
}

function countLines(cell: WorkbookCell, width: number): number {
  if (typeof cell.value !== "string") return 1;
  const room = width - PADDING - indentWidth(cell);
  let lines = 1;
  let used = 0;
  for (const word of splitAtBreaks(cell.value)) {
    const wide = measureWidth(word, cell);
    if (used > 0 && used + wide > room) {
      lines++;
      used = 0;
    }
    used += wide;
  }
  return lines;
}

/** Where a line may break: after a blank, and after a hyphen. */
function splitAtBreaks(text: string): readonly string[] {
  return text.split(/(?<=[ -])/);
}

function measureWidth(text: string, { look }: WorkbookCell): number {
  const bold = look !== undefined && (HEADINGS.has(look) || look === "label" || look === "strong" || look === "title");
  return textWidth(text, { size: look === "title" ? TITLE : 1, bold }) / DIGIT;
}

function indentWidth({ look, indent }: WorkbookCell): number {
  return look === "number-heading" || look === "top" || indent === true ? INDENT : 0;
}
