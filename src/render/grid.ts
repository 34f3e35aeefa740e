import Table from "cli-table3";
import { displayWidth, isPlainWidth } from "./text-layout.js";

export interface GridColumn {
  readonly width: number;
  readonly align: "left" | "right";
}

type Style = (text: string) => string;

/** One cell's lines, each no wider than its column. */
export interface GridCell {
  readonly lines: readonly string[];
  readonly style?: Style | undefined;
}

export interface GridText {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** A row of cells, one a column, or a line of texts across all columns. */
export type GridRow =
  { readonly cells: readonly GridCell[]; readonly align: "top" | "bottom" } | { readonly across: readonly GridText[] };

/** Laying a table out takes cli-table3 time that grows with the square of its rows. */
const CHUNK_ROWS = 20;

/**
 * Rows as lines of text, laid out by cli-table3 with the widths, line breaks and styles given here.
 *
 * @param width of lines across all columns, where that is more than the columns take together
 * @returns lines without blanks at their ends
 */
export function layOutGrid(rows: readonly GridRow[], columns: readonly GridColumn[], width: number): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    lines.push(...layOutChunk(rows.slice(start, start + CHUNK_ROWS), columns, width));
  }
  return lines;
}

function layOutChunk(rows: readonly GridRow[], columns: readonly GridColumn[], width: number): readonly string[] {
  const standIns = new StandIns();
  const styleContent = ({ text, style = asIs }: GridText): string => (text === "" ? "" : style(standIns.of(text)));
  // A gutter is one blank behind a cell and one between two cells; a last column takes up what a line across needs.
  const widths = columns.map((column) => column.width + 1);
  const taken = widths.reduce((sum, each) => sum + each + 1, 0);
  const table = new Table({
    chars: NO_BORDERS,
    style: { "padding-left": 0, "padding-right": 1, head: [], border: [], compact: true },
    colWidths: [...widths, Math.max(1, width + 1 - taken)],
    colAligns: [...columns.map(({ align }) => align), "left"],
  });
  for (const row of rows) {
    if ("across" in row) {
      table.push([{ content: row.across.map(styleContent).join(""), colSpan: columns.length + 1, hAlign: "left" }]);
      continue;
    }
    const cells = row.cells.map(({ lines, style }) => ({
      content: lines.map((text) => styleContent({ text, style })).join("\n"),
      vAlign: row.align,
    }));
    table.push([...cells, { content: "" }]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => standIns.putBack(line).trimEnd());
}

const asIs = (text: string): string => text;

const NO_BORDERS = {
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
  middle: " ",
};

/** The first of 65,534 characters of one column each that Unicode leaves to private use. */
const FIRST_STAND_IN = 0xf0000;

/**
 * Texts that cli-table3 would measure otherwise than {@link displayWidth} are laid out as stand-ins that are as wide.
 * Its own measure takes a column for each mark over or under a letter of Thai, Hebrew or Hindi.
 */
class StandIns {
  readonly #texts: string[] = [];

  of(text: string): string {
    const width = displayWidth(text);
    if (isPlainWidth(text)) return text;
    if (width === 0) return "";
    const character = String.fromCodePoint(FIRST_STAND_IN + this.#texts.length);
    this.#texts.push(text);
    return character.repeat(width);
  }

  putBack(line: string): string {
    if (this.#texts.length === 0) return line;
    return line.replace(
      /([\u{f0000}-\u{ffffd}])\1*/gu,
      (found) => this.#texts[found.codePointAt(0)! - FIRST_STAND_IN]!,
    );
  }
}
