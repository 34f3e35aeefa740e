import { columnIn, type ReportCell, type ReportColumn, type ReportRow, type ReportTable } from "../report/report.js";
import { hasValue, isWide } from "../core/datum.js";
import { formatNumber, formatWholePercent } from "../core/number-format.js";
import { formatCell } from "../report/format-cell.js";
import { plainText } from "../core/plain-text.js";
import { displayWidth, wrapText } from "./text-layout.js";

/** Blanks between two columns. */
export const GUTTER = 2;

/** A text column is not squeezed below this while a column that is not essential can be left out instead. */
const TEXT_MINIMUM = 24;

/** What a title has where a reason may stand beside it. */
const COMFORTABLE = 32;

/** Nor below this while any number can be left out. */
const TEXT_LEAST = 12;

export interface FittedColumn {
  readonly column: ReportColumn;
  readonly width: number;
}

export interface FittedTable {
  readonly columns: readonly FittedColumn[];
  /** Columns left out because the table is too wide, in table order. */
  readonly leftOut: readonly ReportColumn[];
  /** Stands under each row, since there is no room beside. */
  readonly below?: ReportColumn;
}

/** Marks an emphasised row that is not part of a block at the top. */
export const EMPHASIS_MARK = "*";

/** How many rows at the start are emphasised, when no later one is; else 0. */
export function leadingBlock(rows: readonly ReportRow[]): number {
  const first = rows.findIndex(({ emphasis }) => !emphasis);
  const length = first === -1 ? rows.length : first;
  return rows.slice(length).some(({ emphasis }) => emphasis) ? 0 : length;
}

export interface CellStyle {
  /** Parts are drawn as bars, and estimates known within ±2.5 % have no mark: for a terminal, beside files that say all. */
  readonly forTerminal?: boolean;
}

/** The texts of a table's cells as people see them, with a mark on scattered emphasised rows. */
export function cellTexts(
  table: ReportTable,
  { forTerminal = false }: CellStyle = {},
): (row: ReportRow, column: ReportColumn) => string {
  const isScattered = leadingBlock(table.rows) === 0;
  const marked = table.columns.find(({ kind }) => kind === "text");
  return (row, column) => {
    const cell = shownCell(row, column);
    const own = columnIn(row, column);
    if (forTerminal && isLongName(row, column)) return "";
    const text = forTerminal ? terminalCell(cell, own) : formatCell(cell, own);
    return isScattered && row.emphasis && column === marked ? `${EMPHASIS_MARK} ${text}` : text;
  };
}

/** A code is as wide as it is; the name of a cluster, which its title repeats, has room as that alone. */
const WIDEST_CODE = 16;

function isLongName({ cells }: ReportRow, { id, kind }: ReportColumn): boolean {
  const cell = cells[id];
  return kind === "code" && typeof cell === "string" && cell.length > WIDEST_CODE && cell === cells["title"];
}

function terminalCell(cell: ReportCell, column: ReportColumn): string {
  if (column.bar && typeof cell === "number") return `${drawBar(cell)} ${wholePercent(cell).padStart(4)}`;
  if (typeof cell === "object" && hasValue(cell) && !isWide(cell) && !column.spoken)
    return formatNumber(cell.value, column.unit);
  return formatCell(cell, column);
}

const BAR_WIDTH = 5;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A part of a whole as a bar, on the left of its room. */
function drawBar(part: number): string {
  const eighths = Math.round(Math.min(Math.max(part, 0), 1) * BAR_WIDTH * 8);
  return ("█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!).padEnd(BAR_WIDTH);
}

/** Neither all nor none where it is not. */
function wholePercent(part: number): string {
  const text = formatWholePercent(part);
  if (part < 1 && text === "100%") return "99%";
  return part > 0 && text === "0%" ? "1%" : text;
}

/** A row's cell with the number that people see. */
function shownCell({ cells, shown }: ReportRow, { id }: ReportColumn): ReportCell {
  const cell = cells[id];
  const number = shown?.[id];
  if (number === undefined || typeof cell !== "object") return cell;
  return hasValue(cell) ? { ...cell, value: number } : cell;
}

interface Measured {
  readonly column: ReportColumn;
  /** Width at which nothing wraps but the header. */
  readonly natural: number;
}

/**
 * Chooses the columns that fit into a width, and how wide each is.
 *
 * Columns are ordered by priority, the highest number first and the rightmost first among equals; essential numbers
 * only when text would become unreadable. Numbers and codes are never cut, text columns share what is left.
 */
export function fitColumns(table: ReportTable, width: number): FittedTable {
  const cellText = cellTexts(table, { forTerminal: true });
  let kept: readonly Measured[] = table.columns.map((column) => measure(table, column, cellText));
  const below = kept.find(({ column }) => column.below);
  if (below && !fitsBeside(below, kept, width)) {
    const fitted = fitColumns({ ...table, columns: table.columns.filter((column) => column !== below.column) }, width);
    return { ...fitted, below: below.column };
  }
  kept = leaveOut(kept, width, TEXT_MINIMUM, (columns) => lastOfWorstPriority(columns));
  kept = leaveOut(kept, width, TEXT_LEAST, (columns) => columns.findLast(({ column }) => column.kind === "number"));
  const columns = shareWidth(kept, width);
  const leftOut = table.columns.filter((column) => !kept.some((each) => each.column === column));
  return { columns, leftOut };
}

/** Whether a column has room with its longest text, and every other text a readable width. */
function fitsBeside(below: Measured, all: readonly Measured[], width: number): boolean {
  const least = all.map((each) =>
    each !== below && each.column.kind === "text" ? Math.min(each.natural, COMFORTABLE) : each.natural,
  );
  return totalWidth(least) <= width;
}

function measure(table: ReportTable, column: ReportColumn, textOf: ReturnType<typeof cellTexts>): Measured {
  const header = Math.max(...splitHeader(plainText(column.label)).map(displayWidth), 1);
  let cells = 0;
  for (const row of table.rows) cells = Math.max(cells, displayWidth(textOf(row, column)));
  const natural = Math.max(header, cells);
  return { column, natural };
}

function splitHeader(label: string): readonly string[] {
  return label.split(" ");
}

/** Takes columns away until the others fit with text columns at their least. */
function leaveOut(
  columns: readonly Measured[],
  width: number,
  leastText: number,
  choose: (columns: readonly Measured[]) => Measured | undefined,
): readonly Measured[] {
  let kept = columns;
  const least = ({ column, natural }: Measured): number =>
    column.kind === "text" ? Math.min(natural, leastText) : natural;
  while (totalWidth(kept.map(least)) > width) {
    const next = choose(kept);
    if (next === undefined) break;
    kept = kept.filter((each) => each !== next);
  }
  return kept;
}

function lastOfWorstPriority(columns: readonly Measured[]): Measured | undefined {
  const priority = Math.max(...columns.map(({ column }) => column.priority));
  return priority === 1 ? undefined : columns.findLast(({ column }) => column.priority === priority);
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GUTTER * Math.max(0, widths.length - 1);
}

/** Gives text columns what the others leave: each its natural width if there is room, else a fair share. */
function shareWidth(kept: readonly Measured[], width: number): readonly FittedColumn[] {
  const texts = kept.filter(({ column }) => column.kind === "text");
  const others = kept.filter(({ column }) => column.kind !== "text");
  let room = width - totalWidth(kept.map((each) => (others.includes(each) ? each.natural : 0)));
  const widths = new Map(others.map(({ column, natural }) => [column, natural]));
  let open = [...texts].sort((a, b) => a.natural - b.natural);
  for (const text of [...open]) {
    // Short columns first: what they do not need goes to the longer ones.
    const share = Math.max(Math.floor(room / open.length), 8);
    const given = Math.min(text.natural, share);
    widths.set(text.column, given);
    room -= given;
    open = open.slice(1);
  }
  return kept.map(({ column, natural }) => ({ column, width: widthWithHeader(column, widths.get(column) ?? natural) }));
}

/** A header of two or three lines may be a little wider than its figures, rather than a tower of words. */
function widthWithHeader(column: ReportColumn, width: number): number {
  let wide = width;
  while (column.kind !== "text" && wrapText(plainText(column.label), wide).length > 3) wide++;
  return wide;
}
