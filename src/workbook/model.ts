import { hasValue, type Datum, type TopCoded } from "../core/datum.js";
import { formatDatum } from "../core/number-format.js";
import type { ReportCell, ReportColumn } from "../report/report.js";
import type { Unit } from "../core/units.js";

// What is in a workbook, as data: builders in this folder decide it, src/render/xlsx/ only writes it.

/** Formulas over START's tabs, or the same sheets with values alone. */
export const WORKBOOK_LAYOUTS = ["start", "plain"] as const;
export type WorkbookLayout = (typeof WORKBOOK_LAYOUTS)[number];

export type CellValue = string | number | boolean;

/** How its number is written: by its unit, as a code that stays text, or as a percentage of two decimals or of none. */
export type CellUnit = Unit | "code" | "part" | "percent";

/** How a cell looks beside its kind of number. */
export type Look =
  | "title"
  | "heading"
  | "number-heading"
  | "centered"
  | "top"
  | "label"
  | "input"
  | "answer"
  | "answer-centered"
  | "faint"
  | "strong"
  | "warning"
  | "wrapped";

export interface WorkbookCell {
  /** Of a formula: what it gives, for programs that do not calculate. */
  readonly value?: CellValue | undefined;
  /** Without its equals sign. */
  readonly formula?: string;
  readonly unit?: CellUnit | undefined;
  readonly look?: Look | undefined;
  /** Text that follows a column of numbers stands off from them. */
  readonly indent?: boolean;
  /** A quantity's status: estimates are italic, cells without a figure are shaded, a top code carries a ≥. */
  readonly status?: (Datum | TopCoded)["status"];
  /** Of a formula: the status of what it gives as made, for a workbook of values. */
  readonly statusAsMade?: Datum["status"] | undefined;
  /** What is said where the pointer rests: how a figure is known. */
  readonly comment?: string | undefined;
  /** A cell of the workbook that a click leads to: `'Short list'!A1`. */
  readonly link?: string;
}

export type WorkbookRow = readonly (WorkbookCell | undefined)[];

/** A rule that colours cells of a range while its formula, written for the range's first cell, holds. */
export interface Highlight {
  readonly range: string;
  readonly formula: string;
  readonly look:
    | "top-10"
    | "top-third"
    | "above-median"
    | "estimated"
    | "no-figure"
    | "listed"
    | "ruled"
    | "ruled-estimated"
    | "wrong";
  /** Later rules are not looked at where this one holds. */
  readonly stops?: boolean;
  /** Whether its formula depends on what changes with the weights. */
  readonly follows?: boolean;
}

/** What may be typed into a cell. */
export interface Validation {
  readonly range: string;
  readonly rule:
    | { readonly kind: "list"; readonly values: readonly string[] }
    | { readonly kind: "formula"; readonly formula: string };
  readonly prompt: string;
  readonly error: string;
  /** Nothing may be typed as well. */
  readonly mayBeEmpty?: boolean;
}

/** A bubble chart over ranges of the workbook; one series a labelled bubble, and one for all others. */
export interface WorkbookBubbleChart {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly BubbleSeries[];
  /** Where the two axes cross: the point of no growth and of the reference's own concentration. */
  readonly crossing: { readonly x: number; readonly y: number };
  readonly xFormat: Unit;
  readonly yFormat: Unit;
  /** Where the x axis begins and ends: one far bubble must not press all others together. */
  readonly xLimits: { readonly low: number; readonly high: number };
  /** Upper left and lower right cell, counting from 0. */
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
}

export interface BubbleSeries {
  /** A cell whose text names the series, and labels its bubbles where `labelled`. */
  readonly name: { readonly range: string; readonly text: string };
  readonly labelled: boolean;
  readonly x: ChartValues;
  readonly y: ChartValues;
  readonly size: ChartValues;
}

export interface ChartValues {
  readonly range: string;
  readonly values: readonly (number | undefined)[];
}

export interface WorkbookSheet {
  readonly name: string;
  /** One sentence for the list of sheets. */
  readonly about: string;
  readonly rows: readonly WorkbookRow[];
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** Columns that only carry the working, counting from 0. */
  readonly hiddenColumns?: readonly number[];
  /** Rows and columns that stay in sight. */
  readonly freeze?: { readonly rows: number; readonly columns: number };
  /** The table that can be filtered, with its header: `A6:K90`. */
  readonly filter?: string;
  readonly print: {
    readonly landscape: boolean;
    /** Rows repeated on every page, `5:6`. */
    readonly titles?: string;
    readonly onePage?: boolean;
    /** What is printed from the first row on, where that is not all; counting from 0. */
    readonly area?: { readonly firstColumn: number; readonly lastRow: number; readonly lastColumn: number };
  };
  /** Rows that need room for text to come, counting from 0. */
  readonly roomy?: { readonly from: number; readonly to: number; readonly lines: number };
  readonly validations?: readonly Validation[];
  readonly highlights?: readonly Highlight[];
  readonly chart?: WorkbookBubbleChart;
  /** Only cells that look like answers can be changed; there is no password. */
  readonly isProtected?: boolean;
}

export interface Workbook {
  readonly title: string;
  readonly subject: string;
  readonly creator: string;
  /** Where the figures are from: the foot of every printed page. */
  readonly source: string;
  readonly sheets: readonly WorkbookSheet[];
  readonly names: readonly { readonly name: string; readonly range: string }[];
}

/** A, B, … Z, AA: the letters of a column, counting from 0. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return `${rest >= 0 ? columnLetters(rest) : ""}${String.fromCharCode(65 + (column % 26))}`;
}

/** `C7`, from a row and column counting from 0; `$` fixes the column, the row or both. */
export function cellName(row: number, column: number, fixed: "" | "row" | "column" | "both" = ""): string {
  const dollar = (part: "row" | "column"): string => (fixed === part || fixed === "both" ? "$" : "");
  return `${dollar("column")}${columnLetters(column)}${dollar("row")}${row + 1}`;
}

/** `$C$7:$C$90`: rows of one column. */
export function columnRange(column: number, firstRow: number, lastRow: number): string {
  return `${cellName(firstRow, column, "both")}:${cellName(lastRow, column, "both")}`;
}

/** A sheet's name as a formula writes it, with its mark. */
export function sheetPrefix(name: string): string {
  return `${/^[A-Za-z]+$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`}!`;
}

/** Text inside a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export const heading = (value: string): WorkbookCell => ({ value, look: "heading" });
export const indented = (cell: WorkbookCell): WorkbookCell => ({ ...cell, indent: true });
export const numberHeading = (value: string): WorkbookCell => ({ value, look: "number-heading" });
export const faint = (value: string): WorkbookCell => ({ value, look: "faint" });

/** A report's cell with its number at full precision. */
export function workbookCell(cell: ReportCell, column: Pick<ReportColumn, "kind" | "unit">): WorkbookCell | undefined {
  if (cell === undefined) return undefined;
  if (typeof cell === "object") return datumCell(cell, column.unit);
  if (typeof cell === "string") return { value: cell, ...(column.kind === "code" && { unit: "code" }) };
  if (typeof cell === "number") return { value: cell, unit: column.unit };
  return { value: cell ? "yes" : "no" };
}

/** The unit that words write such a number by. */
export function wordUnit(unit: CellUnit | undefined): Unit | undefined {
  if (unit === "part" || unit === "percent") return "fraction";
  return unit === "code" ? undefined : unit;
}

export function datumCell(datum: Datum | TopCoded, unit: CellUnit | undefined): WorkbookCell {
  // As text: a sum or mean over a column must not take the least that it may be for what it is.
  if (datum.status === "top-coded") return { value: formatDatum(datum, wordUnit(unit)), status: datum.status };
  return { ...(hasValue(datum) && { value: datum.value }), unit, status: datum.status };
}

/** What a formula gives that a chart leaves out. */
export const NOT_AVAILABLE = "#N/A";

/** A sheet of the same values without formulas. */
export function withoutFormulas(sheet: WorkbookSheet): WorkbookSheet {
  const rows = sheet.rows.map((row) =>
    row.map((cell) => {
      if (cell?.formula === undefined) return cell;
      const { formula, value, statusAsMade, ...rest } = cell;
      void formula;
      const fixed = { ...rest, ...(statusAsMade && { status: statusAsMade }) };
      // What a formula says to a chart; a cell of values is empty instead.
      return value === NOT_AVAILABLE ? fixed : { ...fixed, value };
    }),
  );
  const { validations, highlights = [], ...rest } = sheet;
  void validations;
  // Formats that look something up on other sheets have nothing to look up: cells say how they look.
  const own = highlights.filter(({ follows }) => !follows);
  return { ...rest, rows, ...(own.length > 0 && { highlights: own }) };
}
