import type { Period } from "../periods.js";
import { fieldOf, PUBLISHED, WITHHELD, type QcewField, type QcewTable } from "./table.js";

/** A level and the published change over the year of it. */
const CHANGES: readonly (readonly [level: QcewField, change: QcewField])[] = [
  ["establishments", "changeEstablishments"],
  ["employment", "changeEmployment"],
  ["month1", "changeMonth1"],
  ["month2", "changeMonth2"],
  ["month3", "changeMonth3"],
  ["wages", "changeWages"],
];

/**
 * Adds the rows of the year before, as the published over-the-year changes tell them: level minus change.
 *
 * A row whose level or change is withheld is withheld in the year before too. Its establishments are still
 * told, since their change is printed all the same: over Columbus's counties, 2020 to 2023, it leads to the
 * earlier file's count in every row. Codes new in a NAICS revision print a change of 0 jobs and mark it
 * withheld, so they get no false growth of zero; their count of the year before is 0, which tells nothing. The
 * rows stand at the place of the rows that they come from, and are in the NAICS version of those. A row of a
 * file without the columns of changes has no year before.
 *
 * @param period whose year before is wanted; rows of that earlier period that the table has are left out
 * @source BLS QCEW, over-the-year columns: change = this year's level − last year's
 */
export function withYearBefore(table: QcewTable, { year, quarter }: Period): QcewTable {
  const kept: number[] = [];
  const derived: number[] = [];
  const jobs = employmentChanges(table);
  for (let row = 0; row < table.length; row++) {
    const ofQuarter = table.quarter[row] === quarter;
    if (!ofQuarter || table.year[row] !== year - 1) kept.push(row);
    if (ofQuarter && table.year[row] === year && !Number.isNaN(jobs?.[row] ?? Number.NaN)) derived.push(row);
  }
  const rows = [...kept, ...derived];
  const isDerived = (at: number): boolean => at >= kept.length;

  const disclosure = Uint8Array.from(rows, (row, at) => {
    if (!isDerived(at) || table.disclosure[row] !== PUBLISHED) return table.disclosure[row]!;
    return table.changeDisclosure[row] === PUBLISHED ? PUBLISHED : WITHHELD;
  });
  const fields: Partial<Record<QcewField, Float64Array>> = {};
  for (const field of Object.keys(table.fields) as QcewField[]) {
    const values = fieldOf(table, field);
    fields[field] = Float64Array.from(rows, (row, at) => (isDerived(at) ? Number.NaN : values[row]!));
  }
  for (const [level, change] of CHANGES) {
    const levels = table.fields[level];
    const changes = level === "employment" ? jobs : table.fields[change];
    const target = fields[level];
    if (!levels || !changes || !target) continue;
    for (let at = kept.length; at < rows.length; at++) {
      const row = rows[at]!;
      const told = disclosure[at] === PUBLISHED || level === "establishments";
      target[at] = told ? levels[row]! - changes[row]! : 0;
    }
  }
  return {
    ...table,
    derivedYear: year - 1,
    length: rows.length,
    area: Uint32Array.from(rows, (row) => table.area[row]!),
    industry: Uint32Array.from(rows, (row) => table.industry[row]!),
    ownership: Uint8Array.from(rows, (row) => table.ownership[row]!),
    level: Uint8Array.from(rows, (row) => table.level[row]!),
    year: Uint16Array.from(rows, (row, at) => table.year[row]! - (isDerived(at) ? 1 : 0)),
    quarter: Uint8Array.from(rows, (row) => table.quarter[row]!),
    disclosure,
    lqDisclosure: Uint8Array.from(rows, (row, at) => (isDerived(at) ? WITHHELD : table.lqDisclosure[row]!)),
    changeDisclosure: Uint8Array.from(rows, (row, at) => (isDerived(at) ? WITHHELD : table.changeDisclosure[row]!)),
    fields,
    source: Uint16Array.from(rows, (row) => table.source[row]!),
    line: Uint32Array.from(rows, (row) => table.line[row]!),
  };
}

/** Change of employment: published for years; for quarters the mean of the months' changes. NaN where untold. */
export function employmentChanges(table: QcewTable): Float64Array | undefined {
  const annual = table.fields.changeEmployment;
  const { changeMonth1, changeMonth2, changeMonth3 } = table.fields;
  if (!changeMonth1 || !changeMonth2 || !changeMonth3) return annual;
  return Float64Array.from({ length: table.length }, (_, row) =>
    table.quarter[row] === 0
      ? (annual?.[row] ?? Number.NaN)
      : (changeMonth1[row]! + changeMonth2[row]! + changeMonth3[row]!) / 3,
  );
}
