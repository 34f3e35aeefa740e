import { PUBLISHED, NOTHING, WITHHELD } from "../../qcew/table.js";
import type { Batch } from "./batch.js";
import type { AreaTable, IndustryTable } from "./codes.js";
import { EMPTY_KEY, NO_CODE } from "./code-map.js";
import {
  AREA_KINDS,
  industryLevelOf,
  isSizeClassLevel,
  KNOWN_LEVELS,
  levelFitsArea,
  levelFitsIndustry,
} from "./codes.js";
import type { QcewRole } from "./layout.js";
import type { RowPlan } from "./row-plan.js";
import { EARLIEST_YEAR, isRequired, isSigned, KNOWN_OWNERSHIPS, LATEST_YEAR } from "./row-plan.js";
import type { RowFate } from "./row-reader.js";
import { ROW_KEPT, ROW_UNWANTED } from "./row-reader.js";
import type { SelectionTables } from "./selection.js";
import { FIRST_YEAR } from "./selection.js";

/** Something about the row is unusual: the careful reader must look at it. */
export const ROW_UNUSUAL = -1;

const SKIP = 0;
const AREA = 1;
const INDUSTRY = 2;
const OWNERSHIP = 3;
const LEVEL = 4;
const SIZE = 5;
const YEAR = 6;
const QUARTER = 7;
const DISCLOSURE = 8;
const LQ_DISCLOSURE = 9;
const CHANGE_DISCLOSURE = 10;
const NUMBER = 11;
const REQUIRED_NUMBER = 12;
const SIGNED_NUMBER = 13;
/** A number that is not kept: only a letter in it would matter. */
const UNREAD_NUMBER = 14;

const ACTIONS: Readonly<Record<QcewRole, number>> = {
  area: AREA,
  industry: INDUSTRY,
  ownership: OWNERSHIP,
  level: LEVEL,
  size: SIZE,
  year: YEAR,
  quarter: QUARTER,
  disclosure: DISCLOSURE,
  lqDisclosure: LQ_DISCLOSURE,
  changeDisclosure: CHANGE_DISCLOSURE,
};

const SPACE = 32;
const QUOTE = 34;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const LETTER_A = 65;
const LETTER_N = 78;
const CARRIAGE_RETURN = 13;

/** By byte: 1 for the characters that unread numbers are of. */
const OF_NUMBERS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 46 || byte === 45 || (byte >= 48 && byte <= 57) ? 1 : 0,
);
const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);
/** Slot of numbers that are only checked, and of a month that nobody asked for. */
const NOT_KEPT = -1;
const MONTHS = ["month1", "month2", "month3"] as const;

// By kind of area and level (without the size classes, which are for the other reader); by level of industry and level.
const FITS_AREA = Uint8Array.from({ length: AREA_KINDS.length * 100 }, (_, index) =>
  levelFitsArea(index % 100, AREA_KINDS[Math.floor(index / 100)]!) && !isSizeClassLevel(index % 100) ? 1 : 0,
);
const FITS_INDUSTRY = Uint8Array.from({ length: 9 * 100 }, (_, index) =>
  levelFitsIndustry(index % 100, Math.floor(index / 100)) ? 1 : 0,
);

/**
 * Reads rows whose cells are all written in the usual way, in one pass over their bytes.
 *
 * It never reports anything: whatever is unusual, wrong or merely rare, it leaves to RowReader, whose
 * result for the rows that it does read is the same.
 */
export class FastRowReader {
  readonly #isQuarterly: boolean;
  readonly #isContinental: boolean;
  readonly #source: number;
  readonly #delimiter: number;
  readonly #rowEnd: number;
  readonly #areas: AreaTable;
  readonly #industries: IndustryTable;
  readonly #selection: SelectionTables;
  /** Per column: what to do with it, and the slot of a number. */
  readonly #actions: Uint8Array;
  readonly #slots: Int8Array;
  /** Per column: 0 to 2 for the months of a quarterly file. */
  readonly #months: Int8Array;
  readonly #meanSlot: number;
  readonly #absent: readonly number[];
  /** After this column all is known that decides whether the row is wanted. */
  readonly #decidedAfter: number;

  constructor(plan: RowPlan) {
    const { layout } = plan;
    this.#isQuarterly = layout.quarterly;
    this.#isContinental = plan.isContinental;
    this.#source = plan.source;
    this.#delimiter = plan.delimiter;
    this.#rowEnd = plan.rowEnd;
    this.#areas = plan.areas;
    this.#industries = plan.industries;
    this.#selection = plan.selection;
    const width = layout.header.length;
    this.#actions = new Uint8Array(width).fill(SKIP);
    this.#slots = new Int8Array(width).fill(NOT_KEPT);
    this.#months = new Int8Array(width).fill(NOT_KEPT);
    for (const [role, column] of Object.entries(layout.roles)) this.#actions[column] = ACTIONS[role as QcewRole];
    for (const column of layout.otherNumbers) this.#actions[column] = UNREAD_NUMBER;
    for (const { field, column, slot } of plan.numbers) {
      this.#actions[column] = isRequired(field) ? REQUIRED_NUMBER : isSigned(field) ? SIGNED_NUMBER : NUMBER;
      this.#slots[column] = slot;
      this.#months[column] = (MONTHS as readonly string[]).indexOf(field);
    }
    this.#meanSlot = plan.meanSlot;
    this.#absent = plan.absentSlots;
    const { ownership, level, year, quarter, size, area } = layout.roles;
    this.#decidedAfter = Math.max(ownership!, level!, year!, quarter!, size ?? 0, area!);
  }

  /**
   * Reads the row that starts at `start`: a plain one, see RowSplitter. The batch must have room.
   *
   * @param area the row's area where that is known already; NO_CODE where it is not
   * @returns what became of it, or ROW_UNUSUAL: nothing was changed, ask the careful reader
   */
  read(bytes: Uint8Array, start: number, area: number, line: number, batch: Batch): RowFate | typeof ROW_UNUSUAL {
    const actions = this.#actions;
    const delimiter = this.#delimiter;
    const width = actions.length;
    const row = batch.length;
    const { values } = batch;
    const isContinental = this.#isContinental;
    let industry = 0;
    let ownership = 0;
    let level = 0;
    let year = 0;
    let quarter = 0;
    let disclosure = PUBLISHED as number;
    let lqDisclosure = PUBLISHED as number;
    let changeDisclosure = PUBLISHED as number;
    let blanks = 0;
    let month1 = 0;
    let month2 = 0;
    let month3 = 0;
    let at = start;
    for (let column = 0; column < width; column++) {
      const isQuoted = bytes[at] === QUOTE;
      if (isQuoted) at++;
      const action = actions[column]!;
      if (action === UNREAD_NUMBER) {
        while (OF_NUMBERS[bytes[at]!] === 1) at++;
      } else if (action >= NUMBER) {
        let byte = bytes[at]!;
        const isNegative = byte === MINUS;
        if (isNegative) {
          if (action !== SIGNED_NUMBER) return ROW_UNUSUAL;
          byte = bytes[++at]!;
        }
        let value: number;
        let digit = byte - ZERO;
        if (digit >= 0 && digit <= 9) {
          const first = at;
          // Nine digits fit a small integer, with which processors multiply faster.
          let figures = digit;
          digit = bytes[++at]! - ZERO;
          while (digit >= 0 && digit <= 9 && at - first < 9) {
            figures = (figures * 10 + digit) | 0;
            digit = bytes[++at]! - ZERO;
          }
          value = figures;
          while (digit >= 0 && digit <= 9) {
            value = value * 10 + digit;
            digit = bytes[++at]! - ZERO;
          }
          if (digit === POINT - ZERO) {
            const point = at;
            digit = bytes[++at]! - ZERO;
            while (digit >= 0 && digit <= 9) {
              value = value * 10 + digit;
              digit = bytes[++at]! - ZERO;
            }
            const fraction = at - point - 1;
            if (fraction === 0 || at - first > 16 || isContinental) return ROW_UNUSUAL;
            value /= POWERS_OF_TEN[fraction]!;
          } else if (at - first > 15) return ROW_UNUSUAL;
          if (isNegative && value !== 0) value = -value;
        } else {
          // Blank, or something that is for others to judge when the cell does not end here.
          if (isNegative) return ROW_UNUSUAL;
          if (action === REQUIRED_NUMBER) blanks++;
          value = NaN;
        }
        const slot = this.#slots[column]!;
        if (slot >= 0) values[slot]![row] = value;
        const month = this.#months[column]!;
        if (month === 0) month1 = value;
        else if (month === 1) month2 = value;
        else if (month === 2) month3 = value;
      } else if (action === SKIP) {
        if (isQuoted) {
          for (;;) {
            while (bytes[at] !== QUOTE) at++;
            if (bytes[at + 1] !== QUOTE) break;
            at += 2;
          }
        } else if (column < width - 1) {
          while (bytes[at] !== delimiter) at++;
        } else {
          while (bytes[at] !== this.#rowEnd && bytes[at] !== CARRIAGE_RETURN) at++;
        }
      } else if (action <= INDUSTRY) {
        let high = EMPTY_KEY;
        let low = EMPTY_KEY;
        const first = at;
        let byte = bytes[at]!;
        while (byte > MINUS - 1 && byte !== delimiter) {
          if (at - first < 3) high = (high << 8) | byte;
          else low = (low << 8) | byte;
          byte = bytes[++at]!;
        }
        if (at - first > 6) return ROW_UNUSUAL;
        if (action === INDUSTRY) {
          industry = this.#industries.find(high, low);
          if (industry === NO_CODE) industry = this.#industries.number(bytes, first, at);
          if (industry === NO_CODE) return ROW_UNUSUAL;
        } else if (area === NO_CODE) {
          area = this.#areas.find(high, low);
          if (area === NO_CODE) area = this.#areas.number(bytes, first, at);
          if (area === NO_CODE) return ROW_UNUSUAL;
        }
      } else if (action >= DISCLOSURE) {
        let code = PUBLISHED as number;
        if (bytes[at] === LETTER_N) {
          at++;
          // R's NA is a blank.
          if (bytes[at] === LETTER_A) at++;
          else code = WITHHELD;
        } else if (bytes[at] === MINUS) {
          at++;
          code = NOTHING;
        } else if (bytes[at] === SPACE) at++;
        if (action === DISCLOSURE) disclosure = code;
        else if (action === LQ_DISCLOSURE) lqDisclosure = code;
        else changeDisclosure = code;
      } else if (action === QUARTER && bytes[at] === LETTER_A) {
        at++;
      } else {
        const first = at;
        let code = 0;
        let digit = bytes[at]! - ZERO;
        while (digit >= 0 && digit <= 9) {
          code = code * 10 + digit;
          digit = bytes[++at]! - ZERO;
        }
        if (at === first || at - first > 4 || (bytes[first] === ZERO && at - first > 1)) return ROW_UNUSUAL;
        if (action === OWNERSHIP) ownership = code;
        else if (action === LEVEL) level = code;
        else if (action === YEAR) year = code;
        else if (code !== 0) {
          if (action !== QUARTER) return ROW_UNUSUAL;
          quarter = code;
        } else if (action === QUARTER) return ROW_UNUSUAL;
      }
      if (isQuoted && bytes[at++] !== QUOTE) return ROW_UNUSUAL;
      if (column === this.#decidedAfter) {
        if (level > 99 || KNOWN_LEVELS[level] === 0 || FITS_AREA[this.#areas.kinds[area]! * 100 + level] === 0) {
          return ROW_UNUSUAL;
        }
        if (ownership > 9 || KNOWN_OWNERSHIPS[ownership] === 0) return ROW_UNUSUAL;
        if (year < EARLIEST_YEAR || year > LATEST_YEAR) return ROW_UNUSUAL;
        if (this.#isQuarterly ? quarter < 1 || quarter > 4 : quarter !== 0) return ROW_UNUSUAL;
        if (!this.#wants(area, ownership, level, year, quarter) && !this.#selection.strict) return ROW_UNWANTED;
      }
      const byte = bytes[at];
      if (byte === delimiter) {
        at++;
        continue;
      }
      // Only the last cell ends without a delimiter, since the row is plain.
      if (column < width - 1 || byte === SPACE) return ROW_UNUSUAL;
      if (byte === CARRIAGE_RETURN && bytes[at + 1] === this.#rowEnd) break;
      if (byte !== this.#rowEnd) return ROW_UNUSUAL;
    }
    if (blanks > 0 && disclosure === PUBLISHED) return ROW_UNUSUAL;
    if (FITS_INDUSTRY[this.#industries.levels[industry]! * 100 + level] === 0) return ROW_UNUSUAL;
    if (this.#selection.strict && !this.#wants(area, ownership, level, year, quarter)) return ROW_UNWANTED;

    for (const slot of this.#absent) values[slot]![row] = NaN;
    if (this.#meanSlot >= 0) values[this.#meanSlot]![row] = (month1 + month2 + month3) / 3;
    batch.area[row] = area;
    batch.industry[row] = industry;
    batch.ownership[row] = ownership;
    batch.level[row] = level;
    batch.year[row] = year;
    batch.quarter[row] = quarter;
    batch.disclosure[row] = disclosure;
    batch.lqDisclosure[row] = lqDisclosure;
    batch.changeDisclosure[row] = changeDisclosure;
    batch.source[row] = this.#source;
    batch.line[row] = line;
    batch.length = row + 1;
    return ROW_KEPT;
  }

  #wants(area: number, ownership: number, level: number, year: number, quarter: number): boolean {
    const { years, quarters, ownerships, levels } = this.#selection;
    return (
      this.#areas.wanted[area] === 1 &&
      ownerships[ownership] === 1 &&
      levels[industryLevelOf(level)] === 1 &&
      years[year - FIRST_YEAR] === 1 &&
      quarters[quarter] === 1
    );
  }
}
