import type { ErrorCode } from "../../core/errors.js";
import { NOTHING, PUBLISHED, WITHHELD } from "../table.js";
import type { OpenBatch } from "./batch.js";
import type { RowCells } from "./cells.js";
import { NO_CODE } from "./code-map.js";
import {
  AREA_CODE_KINDS,
  decodeIndustryLevel,
  isSizeClassLevel,
  KNOWN_LEVELS,
  levelFitsArea,
  levelFitsIndustry,
} from "./codes.js";
import { looksLikeDate } from "../../naics/printed-code.js";
import { sectorBehindDate } from "./dates.js";
import { normalizeName, type QcewRole } from "./layout.js";
import {
  BLANK,
  isRoundedBySpreadsheet,
  NOT_A_NUMBER,
  parseContinentalNumber,
  parseNumberBytes,
  decodeCell,
} from "./numbers.js";
import type { RowPlan } from "./row-plan.js";
import { EARLIEST_YEAR, isPercent, isRequired, isSigned, KNOWN_OWNERSHIPS, LATEST_YEAR } from "./row-plan.js";
import { FIRST_YEAR } from "./selection.js";

/** What became of a row. */
export const ROW_KEPT = 0;
/** Of an area, period, ownership or level that nobody asked for. */
export const ROW_UNWANTED = 1;
/** Of a size class, which is a different table. */
export const ROW_OF_SIZE_CLASS = 2;
/** Reported. */
export const ROW_BAD = 3;

export type RowFate = typeof ROW_KEPT | typeof ROW_UNWANTED | typeof ROW_OF_SIZE_CLASS | typeof ROW_BAD;

/**
 * What a number may look like that nobody reads. Only a letter shows that its row is damaged; R and pandas
 * write `NA`, `nan` and `inf` where they computed something themselves.
 */
const UNREAD_NUMBER = /^(?:[-+.,\deE ]*|NA|nan|NaN|-?[Ii]nf)$/;

const AREA_HINT = "use the publisher's five characters, such as 39049, 39000, US000 or C1814";
const SHIFTED_HINT = "check whether the row's cells have shifted";
const PUBLISHED_HINT = "use the file as published";

/** Marks that databases and programs write for a blank, besides R's and pandas' own. */
const BLANK_MARK = /^(?:null|none|<na>|\\n|\.|#n\/a|n\/a)$/i;

/** Industry codes of the classification before NAICS. */
const SIC = /^SIC_/i;

interface KindOfRow {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const SIC_ROW: KindOfRow = {
  code: "QCEW_INDUSTRY",
  message: "rows of the SIC classification, which can't be used: its industries are not those of NAICS",
  hint: "leave this file out, and take the files of the same year by NAICS, which go back to 1990",
};
/** Reported for rows below the header of a second table, too, if they have another number of cells. */
export const SECOND_HEADER: KindOfRow = {
  code: "QCEW_AREA",
  message: "a second header: tables were joined together in one file",
  hint: "remove the line if its columns are those of line 1; otherwise give the two tables as separate files",
};
const QUARTERLY_ROW: KindOfRow = {
  code: "QCEW_QUARTER",
  message: "rows of quarters under the header of an annual table: two tables were joined together",
  hint: "give annual and quarterly files separately, as published; annual columns need A as the quarter",
};
const ANNUAL_ROW: KindOfRow = {
  code: "QCEW_QUARTER",
  message: "annual rows under the header of a quarterly table: two tables were joined together",
  hint: "give annual and quarterly files separately, as published; quarterly columns need 1, 2, 3 or 4 as the quarter",
};

/** Checks the cells of a file's rows, one by one, says what is wrong, and puts wanted rows into a batch. */
export class RowReader {
  readonly #plan: RowPlan;
  // The present row.
  #bytes: Uint8Array = new Uint8Array();
  #cells: RowCells | undefined;
  #line = 0;

  constructor(plan: RowPlan) {
    this.#plan = plan;
  }

  /**
   * Checks a row and appends it to the batch if the selection wants it. The batch must have room.
   *
   * @param cells of `bytes`; as many as the header's
   */
  read(bytes: Uint8Array, cells: RowCells, line: number, batch: OpenBatch): RowFate {
    this.#bytes = bytes;
    this.#cells = cells;
    this.#line = line;
    const { areas, layout, selection, industries } = this.#plan;
    const { roles } = layout;

    const area = areas.number(bytes, cells.starts[roles.area!]!, cells.ends[roles.area!]!);
    if (area === NO_CODE) return this.#bad("area", "QCEW_AREA", "not an area code", AREA_HINT);
    if (areas.wanted[area] === 0 && !selection.strict) return ROW_UNWANTED;

    const level = this.#code(roles.level!);
    if (level < 0 || level > 99 || KNOWN_LEVELS[level] === 0) {
      return this.#bad("level", "QCEW_AGGLEVEL", "not an aggregation level code", SHIFTED_HINT);
    }
    if (!levelFitsArea(level, AREA_CODE_KINDS[areas.kinds[area]!]!)) {
      const message = `an aggregation level that area ${areas.codes[area]!} can't have`;
      return this.#bad("level", "QCEW_AGGLEVEL", message, SHIFTED_HINT);
    }
    const size = roles.size === undefined ? 0 : this.#code(roles.size);
    if (size < 0 || size > 9) {
      return this.#bad("size", "QCEW_SIZE", "not a size code", "use 0 for all sizes, 1 to 9 for size classes");
    }
    if (size !== 0 && !isSizeClassLevel(level)) {
      const message = "a size class in a row whose aggregation level is of all sizes";
      return this.#bad("size", "QCEW_SIZE", message, SHIFTED_HINT);
    }
    const ownership = this.#code(roles.ownership!);
    if (ownership < 0 || ownership > 9 || KNOWN_OWNERSHIPS[ownership] === 0) {
      return this.#bad("ownership", "QCEW_OWNERSHIP", "not an ownership code", "use 0, 1, 2, 3, 4, 5, 8 or 9");
    }
    const year = this.#code(roles.year!);
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
      return this.#bad("year", "QCEW_YEAR", "not a year", "use the four digits of the data's year");
    }
    const quarter = this.#quarter();
    if (quarter < 0) {
      const hint = layout.quarterly ? "quarterly columns need 1, 2, 3 or 4" : "annual columns need A";
      return this.#bad("quarter", "QCEW_QUARTER", "not a quarter of this layout", hint);
    }
    const levels = AREA_CODE_KINDS[areas.kinds[area]!] === "nation" ? selection.nationLevels : selection.levels;
    const wanted =
      selection.years[year - FIRST_YEAR]! &
      selection.quarters[quarter]! &
      selection.ownerships[ownership]! &
      levels[decodeIndustryLevel(level)]!;
    const isWanted = areas.wanted[area] === 1 && wanted !== 0;
    if (!isWanted && !selection.strict) return ROW_UNWANTED;

    const industry = this.#industry(level);
    if (industry === NO_CODE) return ROW_BAD;
    if (!levelFitsIndustry(level, industries.levels[industry]!)) {
      const message = `an aggregation level that industry ${industries.codes[industry]!} can't have`;
      return this.#bad("level", "QCEW_AGGLEVEL", message, SHIFTED_HINT);
    }
    const disclosure = this.#disclosure("disclosure");
    const lqDisclosure = this.#disclosure("lqDisclosure");
    const changeDisclosure = this.#disclosure("changeDisclosure");
    if (disclosure < 0 || lqDisclosure < 0 || changeDisclosure < 0) return ROW_BAD;

    const row = batch.length;
    if (!this.#readNumbers(batch, row, disclosure === PUBLISHED)) return ROW_BAD;
    if (size !== 0 || isSizeClassLevel(level)) return ROW_OF_SIZE_CLASS;
    if (!isWanted || selection.industriesLeftOut.has(industries.codes[industry]!)) return ROW_UNWANTED;

    batch.area[row] = area;
    batch.industry[row] = industry;
    batch.ownership[row] = ownership;
    batch.level[row] = level;
    batch.year[row] = year;
    batch.quarter[row] = quarter;
    batch.disclosure[row] = disclosure;
    batch.lqDisclosure[row] = lqDisclosure;
    batch.changeDisclosure[row] = changeDisclosure;
    batch.source[row] = this.#plan.source;
    batch.line[row] = line;
    batch.length = row + 1;
    return ROW_KEPT;
  }

  #industry(level: number): number {
    const { industries, layout, repairs } = this.#plan;
    const column = layout.roles.industry!;
    const industry = industries.number(this.#bytes, this.#cells!.starts[column]!, this.#cells!.ends[column]!);
    if (industry !== NO_CODE) return industry;
    const text = this.#text(column);
    if (!looksLikeDate(text)) {
      const hint = "use 2 to 6 digits, or a sector range such as 31-33";
      this.#bad("industry", "QCEW_INDUSTRY", "not an industry code", hint);
      return NO_CODE;
    }
    const sector = sectorBehindDate(text, level);
    if (sector === undefined) {
      const message = "a date where an industry code should be; a spreadsheet may have made it from one";
      const hint = "use the file as published, or import this column as text";
      this.#bad("industry", "QCEW_DATE_INSTEAD_OF_CODE", message, hint);
      return NO_CODE;
    }
    repairs.dates.set(text, sector);
    return industries.add(sector);
  }

  #readNumbers(batch: OpenBatch, row: number, isPublished: boolean): boolean {
    const { numbers, unread, absentSlots, meanSlot } = this.#plan;
    let months = 0;
    for (const { column, field, slot } of numbers) {
      let value = this.#number(column);
      // R and pandas write `inf` for a change from nothing.
      if (value === NOT_A_NUMBER && isPercent(field) && UNREAD_NUMBER.test(this.#text(column))) value = BLANK;
      if (value === NOT_A_NUMBER) return this.#badNumber(column, "QCEW_NUMBER", "not a number");
      if (value === BLANK) {
        if (isPublished && isRequired(field)) {
          return this.#badNumber(column, "QCEW_NUMBER", "a published row without this number");
        }
        value = NaN;
      }
      if (value < 0 && !isSigned(field)) {
        return this.#badNumber(column, "QCEW_NUMBER_NEGATIVE", "a number below zero where none can be");
      }
      if (slot >= 0) batch.values[slot]![row] = value;
      if (field === "month1" || field === "month2" || field === "month3") months += value;
    }
    for (const column of unread) {
      if (!UNREAD_NUMBER.test(this.#text(column))) {
        return this.#badNumber(column, "QCEW_NUMBER", "not a number");
      }
    }
    for (const slot of absentSlots) batch.values[slot]![row] = NaN;
    if (meanSlot >= 0) batch.values[meanSlot]![row] = months / 3;
    return true;
  }

  #number(column: number): number {
    const start = this.#cells!.starts[column]!;
    const end = this.#cells!.ends[column]!;
    const value = parseNumberBytes(this.#bytes, start, end);
    if (this.#plan.isContinental && value !== BLANK) return parseContinentalNumber(this.#text(column));
    if (value >= 1e6 && isRoundedBySpreadsheet(this.#text(column))) this.#plan.repairs.rounded++;
    return value;
  }

  /** A whole number of up to four digits, or -1. */
  #code(column: number): number {
    // pandas writes 5.0 for 5 in a column that once had a blank.
    const match = /^(0|[1-9]\d{0,3})(?:\.0)?$/.exec(this.#text(column));
    return match ? Number(match[1]) : -1;
  }

  /** 0 for annual averages, 1 to 4, or -1 where the columns are of the other kind of file. */
  #quarter(): number {
    const { quarterly, roles } = this.#plan.layout;
    if (roles.quarter === undefined) return 0;
    if (this.#text(roles.quarter!) === "A") return quarterly ? -1 : 0;
    const quarter = this.#code(roles.quarter!);
    return quarterly && quarter >= 1 && quarter <= 4 ? quarter : -1;
  }

  /** -1 is reported. A file without the column says nothing against publishing. */
  #disclosure(role: "disclosure" | "lqDisclosure" | "changeDisclosure"): number {
    const column = this.#plan.layout.roles[role];
    if (column === undefined) return PUBLISHED;
    const text = this.#text(column);
    // The last three are what R and pandas write for a blank.
    if (text === "" || text === "NA" || text === "NaN" || text === "nan") return PUBLISHED;
    if (text === "N") return WITHHELD;
    if (text === "-") return NOTHING;
    if (BLANK_MARK.test(text)) {
      const message = "a mark for a blank, which a database or a program wrote, where the publisher leaves a blank";
      this.#report(
        column,
        "QCEW_DISCLOSURE",
        message,
        `replace ${text} by nothing in this column`,
        `mark ${role} ${text}`,
      );
    } else this.#bad(role, "QCEW_DISCLOSURE", "a disclosure code that is not blank, N or -", SHIFTED_HINT);
    return -1;
  }

  #text(column: number): string {
    return decodeCell(this.#bytes, this.#cells!.starts[column]!, this.#cells!.ends[column]!);
  }

  #bad(role: QcewRole, code: ErrorCode, message: string, hint: string): typeof ROW_BAD {
    const { header, roles, quarterly } = this.#plan.layout;
    if (SIC.test(this.#text(roles.industry!))) return this.#badKind("industry", SIC_ROW);
    const isHeader = (["area", "ownership", "industry", "year"] as const).filter((one) => {
      return normalizeName(this.#text(roles[one]!)) === normalizeName(header[roles[one]!]!);
    });
    if (isHeader.length > 2) return this.#badKind("area", SECOND_HEADER);
    if (role === "quarter" && /^(?:A|[1-4](?:\.0)?)$/.test(this.#text(roles.quarter!))) {
      return this.#badKind("quarter", quarterly ? ANNUAL_ROW : QUARTERLY_ROW);
    }
    this.#report(roles[role]!, code, message, hint);
    return ROW_BAD;
  }

  /** What all rows of a kind have in common is reported once a file. */
  #badKind(role: QcewRole, { code, message, hint }: KindOfRow): typeof ROW_BAD {
    this.#report(this.#plan.layout.roles[role]!, code, message, hint, message);
    return ROW_BAD;
  }

  #badNumber(column: number, code: ErrorCode, message: string): false {
    this.#report(column, code, message, PUBLISHED_HINT);
    return false;
  }

  #report(column: number, code: ErrorCode, message: string, hint: string, kind?: string): void {
    const found = this.#text(column);
    this.#plan.problems.addRow(this.#plan.file, {
      code,
      message,
      line: this.#line,
      column: this.#plan.layout.header[column]!.trim(),
      found: found === "" ? "a blank cell" : found,
      hint,
      kind,
    });
  }
}
