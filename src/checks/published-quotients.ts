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

  // Rows of the nation by industry, ownership and period; totals of every area by period.
  const reference = new Map<number, number>();
  const totals = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    if (table.area[row] === nation) reference.set(referenceKey(table, row), row);
    if (isTotal(table, row)) totals.set(totalKey(table, row, table.area[row]!), row);
  }
  for (const [level, quotient] of COLUMNS) {
    const levels = table.fields[level];
    const quotients = table.fields[quotient];
    if (!levels || !quotients) continue;
    const count = { compared: 0, missed: 0 };
    for (let row = 0; row < table.length; row++) {
      if (table.disclosure[row] !== PUBLISHED || table.lqDisclosure[row] !== PUBLISHED) continue;
      const printed = quotients[row]!;
      if (Number.isNaN(printed)) continue;
      const other = reference.get(referenceKey(table, row));
      const total = totals.get(totalKey(table, row, isPartOfNation(table, row) ? nation : table.area[row]!));
      const otherTotal = totals.get(totalKey(table, row, nation));
      if (other === undefined || total === undefined || otherTotal === undefined) continue;
      if (table.disclosure[other] !== PUBLISHED) continue;
      const computed = locationQuotient({
        regionIndustry: levels[row]!,
        regionTotal: levels[total]!,
        referenceIndustry: levels[other]!,
        referenceTotal: levels[otherTotal]!,
      });
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

/**
 * Whether a row is of all metropolitan (USMSA), combined (USCMS) or other (USNMS) counties together. Their printed
 * quotients are parts of the nation: the base is the nation's total, not their own.
 */
function isPartOfNation(table: QcewTable, row: number): boolean {
  return table.areas[table.area[row]!]!.startsWith("US");
}

function isTotal(table: QcewTable, row: number): boolean {
  return (
    table.ownership[row] === 0 && table.industries[table.industry[row]!] === "10" && table.disclosure[row] === PUBLISHED
  );
}

function referenceKey(table: QcewTable, row: number): number {
  return (
    ((table.industry[row]! * 10 + table.ownership[row]!) * 256 + (table.year[row]! - 1900)) * 5 + table.quarter[row]!
  );
}

function totalKey(table: QcewTable, row: number, area: number): number {
  return (area * 256 + (table.year[row]! - 1900)) * 5 + table.quarter[row]!;
}
