import type { ErrorCode } from "../../errors.js";
import type { QcewField } from "../../qcew/table.js";
import { NOTHING, PUBLISHED, WITHHELD } from "../../qcew/table.js";
import type { Batch } from "./batch.js";
import type { RowCells } from "./cells.js";
import type { AreaTable, IndustryTable } from "./codes.js";
import { industryLevelOf, isSizeClassLevel, KNOWN_LEVELS, levelFitsArea, levelFitsIndustry, NO_CODE } from "./codes.js";
import type { QcewLayout, QcewRole } from "./layout.js";
import { looksLikeDate, sectorBehindDate } from "./dates.js";
import {
  BLANK,
  isRoundedBySpreadsheet,
  NOT_A_NUMBER,
  parseContinentalNumber,
  parseNumberBytes,
  textOf,
} from "./numbers.js";
import type { Problems } from "./problems.js";
import type { Repairs } from "./repairs.js";
import type { Selection } from "./selection.js";
import { FIRST_YEAR } from "./selection.js";

/** What became of a row. */
export const ROW_KEPT = 0;
/** Whole, but of an area, year, ownership or level that nobody asked for. */
export const ROW_UNWANTED = 1;
/** Of a size class, which is a different table. */
export const ROW_OF_SIZE_CLASS = 2;
export const ROW_BAD = 3;

export type RowFate = typeof ROW_KEPT | typeof ROW_UNWANTED | typeof ROW_OF_SIZE_CLASS | typeof ROW_BAD;

const OWNERSHIPS = [1, 1, 1, 1, 1, 1, 0, 0, 1, 1];
// The publisher's files start in 1975. Whatever is far in the future is a shifted column.
const EARLIEST_YEAR = 1975;
const LATEST_YEAR = 2099;

interface NumberColumn {
  readonly column: number;
  readonly field: QcewField;
  /** Where the number goes in a batch; -1 where it is only checked. */
  readonly slot: number;
  readonly mayBeNegative: boolean;
  /** A published row without it would be no row. */
  readonly required: boolean;
}

export interface RowReaderInput {
  readonly layout: QcewLayout;
  readonly file: string;
  /** The file's number among the sources. */
  readonly source: number;
  /** Cells are separated by semicolons or tabs, so that a comma may be a decimal one. */
  readonly isContinental: boolean;
  readonly areas: AreaTable;
  readonly industries: IndustryTable;
  readonly selection: Selection;
  readonly problems: Problems;
  readonly repairs: Repairs;
}

/** Checks the cells of rows of one layout and puts the wanted ones into batches. */
export class RowReader {
  readonly layout: QcewLayout;
  readonly source: number;
  readonly #file: string;
  readonly #isContinental: boolean;
  readonly #areas: AreaTable;
  readonly #industries: IndustryTable;
  readonly #selection: Selection;
  readonly #problems: Problems;
  readonly #repairs: Repairs;
  readonly #numbers: readonly NumberColumn[];
  /** Slots of the batch that this layout has no column for. */
  readonly #absent: readonly number[];
  /** Slot of employment in quarterly files, the mean of three months; -1 otherwise. */
  readonly #meanSlot: number;
  readonly #months = [0, 0, 0];
  readonly #unread: readonly number[];

  constructor(input: RowReaderInput) {
    this.layout = input.layout;
    this.source = input.source;
    this.#file = input.file;
    this.#isContinental = input.isContinental;
    this.#areas = input.areas;
    this.#industries = input.industries;
    this.#selection = input.selection;
    this.#problems = input.problems;
    this.#repairs = input.repairs;
    const { layout, selection } = input;
    const { fields } = selection;
    this.#numbers = Object.entries(layout.fields).map(([name, column]) => {
      const field = name as QcewField;
      return {
        column,
        field,
        slot: fields.indexOf(field),
        mayBeNegative: field.startsWith("change"),
        required: REQUIRED.has(field),
      };
    });
    this.#unread = layout.otherNumbers;
    this.#meanSlot = layout.quarterly ? fields.indexOf("employment") : -1;
    this.#absent = fields.flatMap((field, slot) =>
      layout.fields[field] === undefined && slot !== this.#meanSlot ? [slot] : [],
    );
  }

  /** The number of the row's area; NO_CODE is reported. */
  areaOf(bytes: Uint8Array, cells: RowCells, line: number): number {
    const column = this.layout.roles.area!;
    const area = this.#areas.number(bytes, cells.starts[column]!, cells.ends[column]!);
    if (area === NO_CODE) {
      this.#bad(bytes, cells, line, "area", "QCEW_AREA", "not an area code", AREA_HINT);
    }
    return area;
  }

  /**
   * Checks a whole row and appends it to the batch if the selection wants it. The batch must have room.
   *
   * @param cells of `bytes`; as many as the header's
   */
  read(bytes: Uint8Array, cells: RowCells, area: number, line: number, batch: Batch): RowFate {
    const { roles } = this.layout;
    const selection = this.#selection;

    const level = this.#code(bytes, cells, roles.level!);
    if (level < 0 || level > 99 || KNOWN_LEVELS[level] === 0) {
      return this.#bad(bytes, cells, line, "level", "QCEW_AGGLEVEL", "not an aggregation level code", LEVEL_HINT);
    }
    const size = roles.size === undefined ? (isSizeClassLevel(level) ? 1 : 0) : this.#code(bytes, cells, roles.size);
    if (size < 0 || size > 9) {
      return this.#bad(bytes, cells, line, "size", "QCEW_SIZE", "not a size code", "use 0 for all sizes, or 1 to 9");
    }
    const ownership = this.#code(bytes, cells, roles.ownership!);
    if (ownership < 0 || ownership > 9 || OWNERSHIPS[ownership] === 0) {
      const hint = "use 0, 1, 2, 3, 5, 8 or 9 as published";
      return this.#bad(bytes, cells, line, "ownership", "QCEW_OWNERSHIP", "not an ownership code", hint);
    }
    const industry = this.#industry(bytes, cells, line, level);
    if (industry === NO_CODE) return ROW_BAD;
    if (!levelFitsArea(level, this.#areas.kinds[area]!)) {
      const message = `aggregation level does not fit area ${this.#areas.codes[area]!}`;
      return this.#bad(bytes, cells, line, "level", "QCEW_AGGLEVEL", message, LEVEL_HINT);
    }
    if (!levelFitsIndustry(level, this.#industries.levels[industry]!)) {
      const message = `aggregation level does not fit industry ${this.#industries.codes[industry]!}`;
      return this.#bad(bytes, cells, line, "level", "QCEW_AGGLEVEL", message, LEVEL_HINT);
    }
    const year = this.#code(bytes, cells, roles.year!);
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
      const hint = "use the four digits of the data's year";
      return this.#bad(bytes, cells, line, "year", "QCEW_YEAR", "not a year", hint);
    }
    const quarter = this.#quarter(bytes, cells);
    if (quarter < 0) {
      const hint = this.layout.quarterly ? "quarterly columns need 1, 2, 3 or 4" : "annual columns need A";
      return this.#bad(bytes, cells, line, "quarter", "QCEW_QUARTER", "not a quarter of this layout", hint);
    }
    const disclosure = this.#disclosure(bytes, cells, roles.disclosure!);
    if (disclosure < 0) return this.#badDisclosure(bytes, cells, line, "disclosure");
    const lqDisclosure = roles.lqDisclosure === undefined ? 0 : this.#disclosure(bytes, cells, roles.lqDisclosure);
    if (lqDisclosure < 0) return this.#badDisclosure(bytes, cells, line, "lqDisclosure");
    const changeDisclosure =
      roles.changeDisclosure === undefined ? 0 : this.#disclosure(bytes, cells, roles.changeDisclosure);
    if (changeDisclosure < 0) return this.#badDisclosure(bytes, cells, line, "changeDisclosure");

    const row = batch.length;
    if (!this.#readNumbers(bytes, cells, line, batch, row, disclosure === PUBLISHED)) return ROW_BAD;
    if (size !== 0) return ROW_OF_SIZE_CLASS;
    const wanted =
      this.#areas.wanted[area]! &
      selection.years[year - FIRST_YEAR]! &
      selection.quarters[quarter]! &
      selection.ownerships[ownership]! &
      selection.levels[industryLevelOf(level)]!;
    if (wanted === 0) return ROW_UNWANTED;

    batch.area[row] = area;
    batch.industry[row] = industry;
    batch.ownership[row] = ownership;
    batch.level[row] = level;
    batch.year[row] = year;
    batch.quarter[row] = quarter;
    batch.disclosure[row] = disclosure;
    batch.lqDisclosure[row] = lqDisclosure;
    batch.changeDisclosure[row] = changeDisclosure;
    batch.source[row] = this.source;
    batch.line[row] = line;
    batch.length = row + 1;
    return ROW_KEPT;
  }

  #industry(bytes: Uint8Array, cells: RowCells, line: number, level: number): number {
    const column = this.layout.roles.industry!;
    const start = cells.starts[column]!;
    const end = cells.ends[column]!;
    const industry = this.#industries.number(bytes, start, end);
    if (industry !== NO_CODE) return industry;
    const text = textOf(bytes, start, end);
    if (!looksLikeDate(text)) {
      const hint = "use 2 to 6 digits, or a sector range such as 31-33";
      this.#bad(bytes, cells, line, "industry", "QCEW_INDUSTRY", "not an industry code", hint);
      return NO_CODE;
    }
    const sector = sectorBehindDate(text, level);
    if (sector === undefined) {
      const message = "a date where an industry code should be; a spreadsheet may have made it of one";
      const hint = "use the file as published, or import the column as text";
      this.#bad(bytes, cells, line, "industry", "QCEW_DATE_INSTEAD_OF_CODE", message, hint);
      return NO_CODE;
    }
    this.#repairs.dates.set(text, sector);
    return this.#industries.add(sector);
  }

  #readNumbers(
    bytes: Uint8Array,
    cells: RowCells,
    line: number,
    batch: Batch,
    row: number,
    published: boolean,
  ): boolean {
    const months = this.#months;
    for (const { column, field, slot, mayBeNegative, required } of this.#numbers) {
      let value = this.#number(bytes, cells.starts[column]!, cells.ends[column]!);
      if (value === NOT_A_NUMBER || (value === BLANK && required && published)) {
        const message = value === BLANK ? "a published row without this number" : "not a number";
        this.#badColumn(bytes, cells, line, column, "QCEW_NUMBER", message, "use the file as published");
        return false;
      }
      if (value === BLANK) value = NaN;
      if (value < 0 && !mayBeNegative) {
        const message = "a number below zero where none can be";
        this.#badColumn(bytes, cells, line, column, "QCEW_NUMBER_NEGATIVE", message, "use the file as published");
        return false;
      }
      if (slot >= 0) batch.values[slot]![row] = value;
      if (field === "month1") months[0] = value;
      else if (field === "month2") months[1] = value;
      else if (field === "month3") months[2] = value;
    }
    for (const column of this.#unread) {
      if (this.#number(bytes, cells.starts[column]!, cells.ends[column]!) !== NOT_A_NUMBER) continue;
      const text = textOf(bytes, cells.starts[column]!, cells.ends[column]!);
      // What R and pandas write for a percent change from zero.
      if (/^-?inf$/i.test(text)) continue;
      this.#badColumn(bytes, cells, line, column, "QCEW_NUMBER", "not a number", "use the file as published");
      return false;
    }
    for (const slot of this.#absent) batch.values[slot]![row] = NaN;
    if (this.#meanSlot >= 0) batch.values[this.#meanSlot]![row] = (months[0]! + months[1]! + months[2]!) / 3;
    return true;
  }

  #number(bytes: Uint8Array, start: number, end: number): number {
    const value = parseNumberBytes(bytes, start, end);
    if (this.#isContinental && value !== BLANK) return parseContinentalNumber(textOf(bytes, start, end));
    if (value >= 1e6 && isRoundedBySpreadsheet(textOf(bytes, start, end))) this.#repairs.rounded++;
    return value;
  }

  /** A small whole number, or -1. */
  #code(bytes: Uint8Array, cells: RowCells, column: number): number {
    const start = cells.starts[column]!;
    const end = cells.ends[column]!;
    let value = 0;
    for (let at = start; at < end; at++) {
      const digit = bytes[at]! - 48;
      if (digit < 0 || digit > 9 || value > 9_999) return this.#unusualCode(bytes, start, end);
      value = value * 10 + digit;
    }
    return start === end ? -1 : value;
  }

  // pandas writes 5.0 for 5 in a column that once had a blank.
  #unusualCode(bytes: Uint8Array, start: number, end: number): number {
    const value = parseNumberBytes(bytes, start, end);
    return Number.isInteger(value) && value >= 0 && value <= 9_999 ? value : -1;
  }

  /** 0 for annual averages, 1 to 4, or -1 where the columns are of the other kind of file. */
  #quarter(bytes: Uint8Array, cells: RowCells): number {
    const column = this.layout.roles.quarter!;
    const start = cells.starts[column]!;
    if (cells.ends[column]! - start === 1 && bytes[start] === 65) return this.layout.quarterly ? -1 : 0;
    const quarter = this.#code(bytes, cells, column);
    return this.layout.quarterly && quarter >= 1 && quarter <= 4 ? quarter : -1;
  }

  #disclosure(bytes: Uint8Array, cells: RowCells, column: number): number {
    const start = cells.starts[column]!;
    const end = cells.ends[column]!;
    if (start === end) return PUBLISHED;
    if (end - start === 1) {
      if (bytes[start] === 78) return WITHHELD;
      if (bytes[start] === 45) return NOTHING;
      return -1;
    }
    // What R and pandas write for a blank.
    return /^(?:NA|NaN|nan)$/.test(textOf(bytes, start, end)) ? PUBLISHED : -1;
  }

  #badDisclosure(bytes: Uint8Array, cells: RowCells, line: number, role: QcewRole): RowFate {
    const message = "a disclosure code that is not blank, N or -";
    return this.#bad(
      bytes,
      cells,
      line,
      role,
      "QCEW_DISCLOSURE",
      message,
      "check whether the row's cells have shifted",
    );
  }

  #bad(
    bytes: Uint8Array,
    cells: RowCells,
    line: number,
    role: QcewRole,
    code: ErrorCode,
    message: string,
    hint: string,
  ): RowFate {
    return this.#badColumn(bytes, cells, line, this.layout.roles[role]!, code, message, hint);
  }

  #badColumn(
    bytes: Uint8Array,
    cells: RowCells,
    line: number,
    column: number,
    code: ErrorCode,
    message: string,
    hint: string,
  ): RowFate {
    const found = textOf(bytes, cells.starts[column]!, cells.ends[column]!);
    this.#problems.addRow(this.#file, {
      code,
      message,
      line,
      column: this.layout.header[column]!.trim(),
      found: found === "" ? "a blank cell" : found,
      hint,
    });
    return ROW_BAD;
  }
}

const REQUIRED: ReadonlySet<QcewField> = new Set([
  "establishments",
  "employment",
  "month1",
  "month2",
  "month3",
  "wages",
]);
const AREA_HINT = "use the publisher's five characters, such as 39049, 39000, US000 or C1814";
const LEVEL_HINT = "check whether the row's cells have shifted";
