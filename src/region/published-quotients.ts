import { OWNERSHIP_SLOTS } from "../core/codes.js";
import { locationQuotient } from "../measures/location-quotient.js";
import { PUBLISHED, type QcewField, type QcewTable } from "../qcew/table.js";

/** Levels and the published quotients of them. */
const COLUMNS: readonly (readonly [level: QcewField, quotient: QcewField])[] = [
  ["establishments", "lqEstablishments"],
  ["employment", "lqEmployment"],
  ["month1", "lqMonth1"],
  ["month2", "lqMonth2"],
  ["month3", "lqMonth3"],
  ["wages", "lqWages"],
];

/** Half a hundredth, and the last bits of a division. */
const TOLERANCE = 0.005 + 1e-9;

export interface QuotientCheck {
  /** Quotients that could be compared. */
  readonly compared: number;
  /** Those that differ from the printed one by more than its rounding. */
  readonly missed: readonly QuotientMiss[];
  readonly byField: ReadonlyMap<QcewField, { readonly compared: number; readonly missed: number }>;
}

export interface QuotientMiss {
  readonly row: number;
  readonly field: QcewField;
  readonly printed: number;
  readonly computed: number;
}

/** Whether a quotient rounds to what is printed of it in hundredths. */
export function roundsTo(computed: number, printed: number): boolean {
  return Math.abs(computed - printed) <= TOLERANCE;
}

/**
 * Computes every published location quotient again, from the row, its area's total and the nation's rows.
 *
 * Files of one release reproduce to the hundredth; where a preliminary and a final release are mixed, some miss.
 *
 * @source BLS QCEW: base is total covered on both sides, whatever the row's ownership
 */
export function checkPublishedQuotients(table: QcewTable): QuotientCheck {
  const nation = table.areas.findIndex((code) => code === "US000");
  const byField = new Map<QcewField, { compared: number; missed: number }>();
  let compared = 0;
  if (nation === -1) return { compared, missed: [], byField };

  const columns = COLUMNS.flatMap(([level, field]) => {
    const levels = table.fields[level];
    const quotients = table.fields[field];
    return levels && quotients ? [{ field, levels, quotients, compared: 0, missed: [] as QuotientMiss[] }] : [];
  });
  const { length, disclosure, lqDisclosure } = table;
  const bases = new BasesOfRows(table, nation);
  // One object for all rows of a national table.
  const jobs = { regionIndustry: 0, regionTotal: 0, referenceIndustry: 0, referenceTotal: 0 };
  for (let row = 0; row < length; row++) {
    if (disclosure[row] !== PUBLISHED || lqDisclosure[row] !== PUBLISHED || !bases.find(row)) continue;
    const { total, other, otherTotal } = bases;
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!;
      const { levels } = column;
      const printed = column.quotients[row]!;
      if (Number.isNaN(printed)) continue;
      jobs.regionIndustry = levels[row]!;
      jobs.regionTotal = levels[total]!;
      jobs.referenceIndustry = levels[other]!;
      jobs.referenceTotal = levels[otherTotal]!;
      const computed = locationQuotient(jobs);
      if (computed === undefined || !Number.isFinite(computed)) continue;
      column.compared++;
      if (!roundsTo(computed, printed)) column.missed.push({ row, field: column.field, printed, computed });
    }
  }
  for (const column of columns) {
    if (column.compared > 0) byField.set(column.field, { compared: column.compared, missed: column.missed.length });
    compared += column.compared;
  }
  return { compared, missed: columns.flatMap(({ missed }) => missed), byField };
}

const NO_ROW = -1;

/** The rows that the quotients of a row are over. */
class BasesOfRows {
  /** Of the row that was last found: its area's total, the nation's row of its industry, the nation's total. */
  total = NO_ROW;
  other = NO_ROW;
  otherTotal = NO_ROW;
  readonly #table: QcewTable;
  readonly #nation: number;
  readonly #period: Uint16Array;
  /** Rows of the nation by period, industry and ownership; totals by period and area. */
  readonly #reference: Int32Array;
  readonly #totals: Int32Array;
  /** For each area, the one whose total its quotients are over. */
  readonly #base: Int32Array;

  constructor(table: QcewTable, nation: number) {
    const { length, area, areas, industries, industry, ownership, disclosure } = table;
    const { period, count: periods } = numberPeriods(table);
    this.#table = table;
    this.#nation = nation;
    this.#period = period;
    this.#reference = new Int32Array(periods * industries.length * OWNERSHIP_SLOTS).fill(NO_ROW);
    this.#totals = new Int32Array(periods * areas.length).fill(NO_ROW);
    this.#base = Int32Array.from(areas, (code, of) => (isPartOfNation(code) ? nation : of));
    const allIndustries = industries.findIndex((code) => code === "10");
    for (let row = 0; row < length; row++) {
      const isOfNation = area[row] === nation;
      const isTotal = industry[row] === allIndustries && ownership[row] === 0;
      if (!(isOfNation || isTotal) || disclosure[row] !== PUBLISHED) continue;
      if (isOfNation) this.#reference[this.#referenceKey(row)] = row;
      if (isTotal) this.#totals[period[row]! * areas.length + area[row]!] = row;
    }
  }

  #referenceKey(row: number): number {
    const { industries, industry, ownership } = this.#table;
    return (this.#period[row]! * industries.length + industry[row]!) * OWNERSHIP_SLOTS + ownership[row]!;
  }

  /** Whether the files hold all three. */
  find(row: number): boolean {
    const { areas, area } = this.#table;
    const start = this.#period[row]! * areas.length;
    this.total = this.#totals[start + this.#base[area[row]!]!]!;
    this.otherTotal = this.#totals[start + this.#nation]!;
    if (this.total === NO_ROW || this.otherTotal === NO_ROW) return false;
    this.other = this.#reference[this.#referenceKey(row)]!;
    return this.other !== NO_ROW;
  }
}

/** A small number for each period that the table has, by row. */
function numberPeriods({ length, year, quarter }: QcewTable): { readonly period: Uint16Array; readonly count: number } {
  const numbers = new Map<number, number>();
  const period = new Uint16Array(length);
  let last = NO_ROW;
  let number = 0;
  for (let row = 0; row < length; row++) {
    const key = year[row]! * 5 + quarter[row]!;
    if (key !== last) {
      number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      last = key;
    }
    period[row] = number;
  }
  return { period, count: numbers.size };
}

/**
 * Whether an area is all metropolitan (USMSA), combined (USCMS) or other (USNMS) counties together. Their printed
 * quotients are parts of the nation: the base is the nation's total, not their own.
 */
function isPartOfNation(code: string): boolean {
  return code.startsWith("US");
}
