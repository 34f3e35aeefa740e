import { disclosed, type Datum } from "../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems, type Place } from "../core/errors.js";
import { plainText } from "../core/plain-text.js";
import { parseFigure, type DecimalMark } from "../files/figure.js";
import type { Sheet, SheetRow } from "../files/read-sheets.js";
import { isRemark, isTotals } from "../files/remarks.js";
import { canonicalIndustryCode, industryDepth } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import { parsePrintedCode } from "../naics/printed-code.js";
import type { Level } from "../core/industry-table.js";
import { LEVELS } from "../core/industry-table.js";
import { parseVendorCell } from "./cells.js";
import type { PlacedColumn } from "./columns.js";
import type { VendorHeader } from "./layouts.js";
import type { VendorRow } from "./table.js";

/** A row with growths as they are printed, before it is known whether they are percentages. */
export interface PrintedRow extends VendorRow {
  readonly figures: Map<string, Datum>;
  /** Columns of growth whose cell has a percent sign. */
  readonly percents: ReadonlySet<string>;
}

export interface ParsedRows {
  readonly rows: readonly PrintedRow[];
  readonly foreign: readonly PrintedRow[];
  readonly total: PrintedRow | undefined;
  readonly marks: { readonly few: number; readonly insufficient: number };
  /** Rows whose pay is printed as 0, and those whose jobs are. */
  readonly zeros: { readonly pay: number; readonly jobs: number };
  /** Every number of jobs is whole. */
  readonly isWhole: boolean;
}

export interface VendorRowsWanted {
  readonly sheet: Sheet;
  readonly header: VendorHeader;
  readonly columns: readonly PlacedColumn[];
  /** Figures stand under the header; the rest is text around the table. */
  readonly below: readonly SheetRow[];
  readonly mark: DecimalMark;
  readonly naics: Naics;
}

/** Whether a row below the header is text and none of the table: a source, a note, a group's title. */
export function isText({ cells }: SheetRow, { code, columns }: VendorHeader, width: number): boolean {
  if (isRemark(cells, width)) return true;
  if (isTotals(cells, code) || isCode(cells[code] ?? "")) return false;
  return columns.every(({ at }) => parseFigure(cells[at] ?? "").kind !== "number");
}

function isCode(text: string): boolean {
  return parsePrintedCode(text, () => true).kind === "code";
}

/**
 * Reads the rows of a vendor's table.
 *
 * @throws {InputError} VENDOR_FILE with line and column, up to 20 problems at once
 */
export function parseVendorRows(wanted: VendorRowsWanted): ParsedRows {
  const reading = new RowReading(wanted);
  for (const row of wanted.below) reading.add(row);
  return reading.finish();
}

class RowReading {
  readonly #wanted: VendorRowsWanted;
  readonly #rows: PrintedRow[] = [];
  readonly #foreign: PrintedRow[] = [];
  readonly #lines = new Map<string, number>();
  readonly #problems: InputError[] = [];
  readonly #marks = { few: 0, insufficient: 0 };
  readonly #zeros = { pay: 0, jobs: 0 };
  #isWhole = true;
  #total: PrintedRow | undefined;

  constructor(wanted: VendorRowsWanted) {
    this.#wanted = wanted;
  }

  add(row: SheetRow): void {
    const { header, naics, sheet } = this.#wanted;
    if (this.#problems.length >= MAXIMUM_PROBLEMS) return;
    const { line, cells } = row;
    const where = { file: sheet.file, line };
    if (isTotals(cells, header.code)) {
      this.#total ??= this.#parse(row, "10", "sector");
      return;
    }
    const text = cells[header.code] ?? "";
    const printed = parsePrintedCode(text, (code) => naics.exists(code));
    if (printed.kind !== "code") {
      this.#refuse("not a NAICS code", { ...where, column: "NAICS" }, text, "write the vendor's code, 2 to 6 digits");
      return;
    }
    const code = canonicalIndustryCode(printed.code);
    const before = this.#lines.get(code);
    if (before !== undefined) {
      const message = `industry ${code} appears twice, first in line ${before}`;
      this.#refuse(message, { ...where, column: "NAICS" }, text, "keep one of the two rows");
      return;
    }
    this.#lines.set(code, line);
    const depth = naics.exists(code) ? LEVELS.find((level) => level === industryDepth(code)) : undefined;
    (depth === undefined ? this.#foreign : this.#rows).push(this.#parse(row, code, depth ?? levelByLength(code)));
  }

  finish(): ParsedRows {
    throwProblems(this.#problems.slice(0, MAXIMUM_PROBLEMS));
    return {
      rows: this.#rows,
      foreign: this.#foreign,
      total: this.#total,
      marks: this.#marks,
      zeros: this.#zeros,
      isWhole: this.#isWhole,
    };
  }

  #parse({ line, cells }: SheetRow, code: string, level: Level): PrintedRow {
    const { header, columns, mark, sheet } = this.#wanted;
    const figures = new Map<string, Datum>();
    const percents = new Set<string>();
    for (const { id, kind, at, header: column } of columns) {
      const cell = parseVendorCell(cells[at] ?? "", kind, mark);
      if (cell.kind === "problem") {
        this.#refuse(cell.message, { file: sheet.file, line, column }, cells[at] ?? "", cell.hint);
        continue;
      }
      if (cell.kind !== "figure") {
        figures.set(id, cell.datum);
        if (cell.kind === "few" || cell.kind === "insufficient") this.#marks[cell.kind]++;
        if (cell.kind === "zero") this.#zeros.pay++;
        continue;
      }
      figures.set(id, disclosed(cell.value));
      if (cell.isPercent) percents.add(id);
      if (kind !== "jobs") continue;
      if (cell.value === 0) this.#zeros.jobs++;
      if (!Number.isInteger(cell.value)) this.#isWhole = false;
    }
    return { code, title: plainText(cells[header.title] ?? "").trim(), line, level, figures, percents };
  }

  #refuse(message: string, where: Place, found: string, hint: string): void {
    this.#problems.push(new InputError(message, { code: "VENDOR_FILE", where, found: found || "an empty cell", hint }));
  }
}

function levelByLength(code: string): Level {
  return LEVELS.find((level) => level === String(code.length)) ?? "sector";
}
