import { InputError } from "../../core/errors.js";
import { information, type Note } from "../../core/notes.js";
import type { OnRow } from "../../files/delimited.js";
import type { RowReceiver, SourceText } from "../../files/read-rows.js";

/** A table that was found in a text. */
export interface FoundTable {
  readonly text: SourceText;
  readonly header: readonly string[];
  readonly headerLine: number;
  /** What stands above the header: titles, dates, areas. */
  readonly preamble: readonly (readonly string[])[];
}

/** Takes the rows below the header of a table. */
export interface TableReader {
  /** Rows as wide as the header, cut or filled with empty cells. */
  row(cells: readonly string[], line: number): void;
  /** A row that is none of the table: a source, a note, a legend. */
  remark?(text: string): void;
  end(): void;
}

/** @returns undefined if the header is of no layout that is wanted */
export type OpenTable = (table: FoundTable) => TableReader | undefined;

/** Titles and dates may stand above the header. */
const LONGEST_PREAMBLE = 40;
/** A remark below a table stands in its first cell alone. */
const REMARK = /^(?:source|sources|note|notes|footnotes?|legend)\b|^\(?\[?\d{1,2}[\])]|^\*{1,3}|^#/i;
const MANY_PROBLEMS = 20;

/** Looks for tables of known layouts in texts, and hands their rows on. */
export class TableFinder implements RowReceiver {
  readonly #open: OpenTable;
  readonly #problems: InputError[];
  /** Texts in which no table was found, with their first row. */
  readonly unknown: { readonly text: SourceText; readonly first: string }[] = [];
  readonly found: FoundTable[] = [];
  #reader: TableReader | undefined;
  #current: { text: SourceText; first: string; isFound: boolean } | undefined;

  /** @param problems where problems of rows are put; reading of a text stops when they are many */
  constructor(open: OpenTable, problems: InputError[]) {
    this.#open = open;
    this.#problems = problems;
  }

  begin(text: SourceText): OnRow {
    const preamble: (readonly string[])[] = [];
    let header: readonly string[] = [];
    const current = { text, first: "", isFound: false };
    if (text.isHidden) return () => false;
    this.#current = current;
    this.#reader = undefined;
    return (cells, line) => {
      if (this.#reader !== undefined) return this.#row(cells, line, header);
      if (preamble.length === 0) current.first = cells.filter((cell) => cell !== "").join(", ");
      const table: FoundTable = { text, header: cells, headerLine: line, preamble: [...preamble] };
      this.#reader = this.#open(table);
      if (this.#reader !== undefined) {
        header = cells;
        current.isFound = true;
        this.found.push(table);
        return true;
      }
      preamble.push(cells);
      return preamble.length < LONGEST_PREAMBLE;
    };
  }

  end(): void {
    this.#reader?.end();
    const current = this.#current;
    if (current !== undefined && !current.isFound && !current.text.isHidden)
      this.unknown.push({ text: current.text, first: current.first });
    this.#reader = undefined;
    this.#current = undefined;
  }

  #row(cells: readonly string[], line: number, header: readonly string[]): boolean {
    const filled = cells.filter((cell) => cell !== "").length;
    if (filled === 0) return true;
    if (filled === 1 && cells[0] !== "" && (header.length > 2 || REMARK.test(cells[0]!))) {
      this.#reader!.remark?.(cells[0]!);
      return true;
    }
    if (REMARK.test(cells[0]!) && filled < 3) {
      this.#reader!.remark?.(cells.join(" "));
      return true;
    }
    // Spreadsheets leave empty cells out at a row's end, or add some.
    const isWide = cells.slice(header.length).some((cell) => cell !== "");
    const isShort = cells.length < header.length && !this.#current!.text.isSheet;
    if (isWide || isShort) this.#problems.push(this.#wrongWidth(cells, header.length, line));
    else this.#reader!.row(cells, line);
    return this.#problems.length < MANY_PROBLEMS;
  }

  #wrongWidth(cells: readonly string[], width: number, line: number): InputError {
    return new InputError(`a row of ${cells.length} cells under a header of ${width}`, {
      code: "OCCUPATION_ROW_WIDTH",
      where: { file: this.#current!.text.file, line },
      found: cells.join(",").slice(0, 200),
      hint:
        cells.length < width
          ? "download the file again: the row is cut short"
          : "put a cell with a comma in it in quotes, numbers with thousands commas too",
    });
  }
}

/** A note on files, workbooks and members of zips in which no table was found, beside others with one. */
export function passedOverNotes({ found, unknown }: TableFinder, wanted: string): readonly Note[] {
  const used = new Set(found.map(({ text }) => text.container));
  const passed = [...new Set(unknown.map(({ text }) => text.container))].filter((one) => !used.has(one));
  if (passed.length === 0) return [];
  const more = passed.length > MOST_NAMED ? ` and ${passed.length - MOST_NAMED} more` : "";
  const text = `Passed over, since there is no table of ${wanted} in it: ${passed.slice(0, MOST_NAMED).join(", ")}${more}.`;
  return [information("passed-over", text)];
}

const MOST_NAMED = 5;

/** Words of headers. */
const INDUSTRIES = /\b(?:naics|industry|industries)\b|industry_/i;
const OCCUPATIONS = /\b(?:soc|occ|occupation|occupational)\b|soc_|occ_/i;

/** The error for a file in which no table was found. */
export function unknownLayout(
  { text, first }: { readonly text: SourceText; readonly first: string },
  wanted: string,
): InputError {
  return new InputError(`no table of ${wanted} in the file`, {
    code: "OCCUPATION_LAYOUT",
    where: { file: text.file, line: 1 },
    found: first.slice(0, 200) || "no text",
    hint:
      INDUSTRIES.test(first) && !OCCUPATIONS.test(first)
        ? "this looks like a table of industries: give projections of industries with --projections, staffing patterns with --staffing"
        : "name a file as downloaded from its publisher, with its header; docs/occupations.md lists the layouts",
  });
}
