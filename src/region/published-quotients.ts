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
  const missed: QuotientMiss[] = [];
  const byField = new Map<QcewField, { compared: number; missed: number }>();
  let compared = 0;
  if (nation === -1) return { compared, missed, byField };

  const bases = basesOfRows(table, nation);
  // One object for all rows of a national table.
  const jobs = { regionIndustry: 0, regionTotal: 0, referenceIndustry: 0, referenceTotal: 0 };
  for (const [level, quotient] of COLUMNS) {
    const levels = table.fields[level];
    const quotients = table.fields[quotient];
    if (!levels || !quotients) continue;
    const count = { compared: 0, missed: 0 };
    for (let row = 0; row < table.length; row++) {
      const other = bases.other[row]!;
      const printed = quotients[row]!;
      if (other === NO_ROW || Number.isNaN(printed)) continue;
      jobs.regionIndustry = levels[row]!;
      jobs.regionTotal = levels[bases.total[row]!]!;
      jobs.referenceIndustry = levels[other]!;
      jobs.referenceTotal = levels[bases.otherTotal[row]!]!;
      const computed = locationQuotient(jobs);
      if (computed === undefined || !Number.isFinite(computed)) continue;
      count.compared++;
      if (roundsTo(computed, printed)) continue;
      count.missed++;
      missed.push({ row, field: quotient, printed, computed });
    }
    if (count.compared > 0) byField.set(quotient, count);
    compared += count.compared;
  }
  return { compared, missed, byField };
}

const NO_ROW = -1;
/** For each row that prints a quotient, the three rows that it is over; `other` is NO_ROW where one is missing. */
function basesOfRows(table: QcewTable, nation: number) {
  const { length, area, industry, ownership, disclosure, lqDisclosure } = table;
  const { period, count: periods } = numberPeriods(table);
  const industries = table.industries.length;
  // Rows of the nation by period, industry and ownership; totals by period and area.
  const reference = new Int32Array(periods * industries * OWNERSHIP_SLOTS).fill(NO_ROW);
  const totals = new Int32Array(periods * table.areas.length).fill(NO_ROW);
  const referenceKey = (row: number): number =>
    (period[row]! * industries + industry[row]!) * OWNERSHIP_SLOTS + ownership[row]!;
  const totalKey = (row: number, of: number): number => period[row]! * table.areas.length + of;
  const allIndustries = table.industries.findIndex((code) => code === "10");
  for (let row = 0; row < length; row++) {
    if (disclosure[row] !== PUBLISHED) continue;
    if (area[row] === nation) reference[referenceKey(row)] = row;
    if (ownership[row] === 0 && industry[row] === allIndustries) totals[totalKey(row, area[row]!)] = row;
  }
  const base = Int32Array.from(table.areas, (code, of) => (isPartOfNation(code) ? nation : of));
  const other = new Int32Array(length).fill(NO_ROW);
  const total = new Int32Array(length);
  const otherTotal = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    if (disclosure[row] !== PUBLISHED || lqDisclosure[row] !== PUBLISHED) continue;
    total[row] = totals[totalKey(row, base[area[row]!]!)]!;
    otherTotal[row] = totals[totalKey(row, nation)]!;
    if (total[row] !== NO_ROW && otherTotal[row] !== NO_ROW) other[row] = reference[referenceKey(row)]!;
  }
  return { other, total, otherTotal };
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
