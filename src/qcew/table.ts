import type { AreaCode, IndustryCode } from "../core/codes.js";
import type { Level } from "../core/industry-table.js";

/**
 * What a QCEW row holds, in our words. Jobs are annual averages, or a quarter's monthly mean;
 * wages are dollars of the period (a quarter's wages are not annualised); `lq…` are the published
 * location quotients, `change…` the published over-the-year changes (level minus the year before), and
 * `changePercent…` the same in percent, to one decimal.
 * A field is NaN where the file has no such column or leaves the cell blank.
 */
export const QCEW_FIELDS = [
  "establishments",
  "employment",
  "month1",
  "month2",
  "month3",
  "wages",
  "weeklyWage",
  "annualPay",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
  "changeEstablishments",
  "changeEmployment",
  "changeMonth1",
  "changeMonth2",
  "changeMonth3",
  "changeWages",
  "changePercentEstablishments",
  "changePercentEmployment",
  "changePercentMonth1",
  "changePercentMonth2",
  "changePercentMonth3",
  "changePercentWages",
] as const;

export type QcewField = (typeof QCEW_FIELDS)[number];

/** The figures that a store keeps: not the percents, which follow from levels and changes and only serve to check them. */
export const STORED_FIELDS: readonly QcewField[] = QCEW_FIELDS.filter((field) => !field.startsWith("changePercent"));

/** What a disclosure column says. `nothing` is the `-` of quarterly files: not even establishments. */
export const PUBLISHED = 0;
export const WITHHELD = 1;
export const NOTHING = 2;

export type Disclosure = typeof PUBLISHED | typeof WITHHELD | typeof NOTHING;

/** A file, or a member of one, that rows came from. */
export interface QcewSource {
  /** As the user named it; a member of an archive or folder follows after `!` or `/`. */
  readonly file: string;
  readonly layout: string;
  readonly bytes: number;
  /** Data rows read and looked at, wanted or not. */
  readonly rows: number;
  readonly sha256?: string;
  /** The year of the first row, where the file was just read: all that is known of one none of whose rows is wanted. */
  readonly firstYear?: number;
}

/**
 * Rows of QCEW files as columns: one entry a row, at one index in every array.
 *
 * Only rows of size code 0 are here (other sizes are a different table), each key (area, ownership,
 * industry, year, quarter) once. Where `disclosure` is not PUBLISHED, employment and wages hold the
 * zeros that the publisher prints and must not be used; establishments are then still published
 * unless it is NOTHING.
 */
export interface QcewTable {
  readonly length: number;
  /** Codes that `area` and `industry` index, in order of first appearance. */
  readonly areas: readonly AreaCode[];
  readonly industries: readonly IndustryCode[];
  readonly sources: readonly QcewSource[];
  readonly area: Uint32Array;
  readonly industry: Uint32Array;
  readonly ownership: Uint8Array;
  /** QCEW's aggregation level code: tens digit the kind of area, ones digit the industry level. */
  readonly level: Uint8Array;
  readonly year: Uint16Array;
  /** 0 for annual averages. */
  readonly quarter: Uint8Array;
  readonly disclosure: Uint8Array;
  readonly lqDisclosure: Uint8Array;
  readonly changeDisclosure: Uint8Array;
  /** Requested fields only; each as long as the table. */
  readonly fields: Readonly<Partial<Record<QcewField, Float64Array>>>;
  /** Where the row stands: an index into `sources`, and the line counting from 1 with the header. */
  readonly source: Uint16Array | Uint32Array;
  readonly line: Uint32Array;
  /** The year whose rows are the next year's minus their published change; see `withYearBefore`. */
  readonly derivedYear?: number;
  /** The quarterly rows that these years are made of; see `asWholeYears`. */
  readonly ofQuarters?: OfQuarters;
}

/** Where the rows of a table of whole years come from; see `asWholeYears`. */
export interface OfQuarters {
  /** The quarterly rows. */
  readonly table: QcewTable;
  /** Four a row, by quarter: rows of that table; NO_ROW where the publisher has none, so that there is nothing. */
  readonly rows: Int32Array;
  /** Areas with some quarters of a year but not all: nothing of that year is here. */
  readonly incomplete: readonly IncompleteYear[];
  /** Rows without a row in some quarter. */
  readonly partial: number;
}

export interface IncompleteYear {
  readonly area: string;
  readonly year: number;
  readonly missing: readonly number[];
}

/** A field of a table that was read with it; asking for one that was not is our mistake. */
export function requireField(table: QcewTable, field: QcewField): Float64Array {
  const values = table.fields[field];
  if (!values) throw new Error(`unreachable: the table was read without ${field}`);
  return values;
}

/** How deep an industry level is: the ones digit of QCEW's aggregation level code. */
export const INDUSTRY_LEVELS = {
  total: 0,
  ownershipTotal: 1,
  domain: 2,
  supersector: 3,
  sector: 4,
  digits3: 5,
  digits4: 6,
  digits5: 7,
  digits6: 8,
} as const;

const LEVEL_DIGITS: Readonly<Record<Level, number>> = {
  supersector: INDUSTRY_LEVELS.supersector,
  sector: INDUSTRY_LEVELS.sector,
  "3": INDUSTRY_LEVELS.digits3,
  "4": INDUSTRY_LEVELS.digits4,
  "5": INDUSTRY_LEVELS.digits5,
  "6": INDUSTRY_LEVELS.digits6,
};

/** Whether these rows are of levels between the total of all industries and this one: what its codes are parts of. */
export function hasParents(table: QcewTable, rows: Iterable<number>, level: Level): boolean {
  for (const row of rows) {
    const digit = table.level[row]! % 10;
    if (digit > INDUSTRY_LEVELS.ownershipTotal && digit < LEVEL_DIGITS[level]) return true;
  }
  return false;
}

/** The ones digit of the aggregation levels that a table of a level is made of. */
export function digitOfLevel(level: Level): number {
  return LEVEL_DIGITS[level];
}

/** The codes of one level among rows grouped by industry, in order of code. */
export function codesAtLevel(
  table: QcewTable,
  rows: ReadonlyMap<string, readonly number[]>,
  level: Level,
): readonly string[] {
  const digit = LEVEL_DIGITS[level];
  return [...rows]
    .filter(([, of]) => table.level[of[0]!]! % 10 === digit)
    .map(([code]) => code)
    .sort();
}
