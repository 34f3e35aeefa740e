import type { CellStyle } from "hucre/xlsx";
import { columnLetters, NOT_AVAILABLE, type WorkbookCell, type WorkbookSheet } from "../../workbook/model.js";
import type { SheetLayout } from "./sheet-layout.js";
import { startsFormula, cellStyle } from "./styles.js";
import { escapeXml, safeText } from "./xml-text.js";

// The rows of sheets as XML: most of a workbook, written directly, since the library takes several times as long over
// each cell. It writes all the rest, and gives the numbers of the styles.

/** The styles and texts that the cells of a workbook share. */
export class SharedCells {
  readonly #styles = new Map<string, number>();
  readonly #made: CellStyle[] = [];
  readonly #texts = new Map<string, number>();

  /** All styles in use, each once. */
  get styles(): readonly CellStyle[] {
    return this.#made;
  }

  /** The number of the cell's style among `styles`; cells that look alike share one. */
  styleNumber(cell: WorkbookCell, isBroken: boolean): number | undefined {
    const { look, indent, status, unit, link } = cell;
    const asText = cell.formula === undefined && startsFormula(cell.value);
    const key = [look, indent, status, unit, link !== undefined, isBroken, asText].join("|");
    const known = this.#styles.get(key);
    if (known !== undefined) return known === NONE ? undefined : known;
    const style = cellStyle(cell, isBroken);
    this.#styles.set(key, style ? this.#made.length : NONE);
    if (style) this.#made.push(style);
    return style && this.#made.length - 1;
  }

  textNumber(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  /** The part of the file that holds the texts. */
  textsXml(): string {
    const items = [...this.#texts.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`);
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${items.length}">${items.join("")}</sst>`;
  }
}

const NONE = -1;

/**
 * The rows of a sheet.
 *
 * @param indexOf what a style of `SharedCells` is called in the file
 */
export function sheetDataXml(
  { rows, widths }: WorkbookSheet,
  { longLines, heights }: SheetLayout,
  { shared, indexOf }: { readonly shared: SharedCells; readonly indexOf: (style: number) => number },
): string {
  const broken = new Set(longLines.map(({ row }) => row));
  const letters = widths.map((_, column) => columnLetters(column));
  const parts: string[] = [];
  rows.forEach((row, index) => {
    let cells = "";
    row.forEach((cell, column) => {
      if (!cell) return;
      const style = shared.styleNumber(cell, broken.has(index));
      const named = style === undefined ? 0 : indexOf(style);
      const head = `<c r="${letters[column] ?? columnLetters(column)}${index + 1}"${named === 0 ? "" : ` s="${named}"`}`;
      cells += cellXml(cell, head, shared, named !== 0);
    });
    const height = heights.get(index);
    if (cells === "" && height === undefined) return;
    const high = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
    parts.push(`<row r="${index + 1}"${high}>${cells}</row>`);
  });
  return `<sheetData>${parts.join("")}</sheetData>`;
}

function cellXml({ value, formula }: WorkbookCell, head: string, shared: SharedCells, hasStyle: boolean): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`unreachable: ${value} in a workbook`);
  if (formula !== undefined) {
    const body = `<f>${escapeXml(formula)}</f>`;
    if (typeof value === "number") return `${head}>${body}<v>${value}</v></c>`;
    if (typeof value === "boolean") return `${head} t="b">${body}<v>${value ? 1 : 0}</v></c>`;
    // What a bubble without a figure holds: programs leave it out of the chart.
    const type = value === NOT_AVAILABLE ? "e" : "str";
    return `${head} t="${type}">${body}<v>${escapeXml(safeText(value ?? ""))}</v></c>`;
  }
  if (value === undefined) return hasStyle ? `${head}/>` : "";
  if (typeof value === "string") return `${head} t="s"><v>${shared.textNumber(safeText(value))}</v></c>`;
  return typeof value === "number" ? `${head}><v>${value}</v></c>` : `${head} t="b"><v>${value ? 1 : 0}</v></c>`;
}
