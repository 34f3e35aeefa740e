import type { Period } from "../core/codes.js";
import { employmentChanges } from "./published-changes.js";
import { requireField, PUBLISHED, WITHHELD, type QcewField, type QcewTable } from "./table.js";
import { asWholeYears, QUARTERS } from "./whole-year.js";

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
 * Adds the rows of the year before, from the published over-the-year changes: level minus change.
 *
 * A row whose level or change is withheld is withheld in the year before too. Its establishments are still
 * known, because their change is printed all the same: over Columbus's counties, 2020 to 2023, it leads to the
 * earlier file's count in every row. Codes new in a NAICS revision print a change of 0 jobs and mark it
 * withheld, so they get no false growth of zero; their count of the year before is 0, which means nothing. The
 * rows stand at the place of the rows that they come from, and are in the NAICS version of those. A row of a
 * file without the columns of changes has no year before.
 *
 * @param period whose year before is wanted; rows of that earlier period that the table has are left out
 * @source BLS QCEW, over-the-year columns: change = this year's level − last year's
 */
export function withYearBefore(table: QcewTable, { year, quarter }: Period): QcewTable {
  if (table.ofQuarters) {
    return asWholeYears(
      QUARTERS.reduce((quarterly, one) => withYearBefore(quarterly, { year, quarter: one }), table.ofQuarters.table),
    );
  }
  const jobs = employmentChanges(table);
  const rows = new Uint32Array(table.length * 2);
  let kept = 0;
  for (let row = 0; row < table.length; row++) {
    if (table.quarter[row] !== quarter || table.year[row] !== year - 1) rows[kept++] = row;
  }
  let length = kept;
  for (let row = 0; row < table.length; row++) {
    if (table.quarter[row] !== quarter || table.year[row] !== year) continue;
    if (jobs && !Number.isNaN(jobs[row]!)) rows[length++] = row;
  }
  /** A column in the new order; `derived` gives what the rows of the year before have instead. */
  const pick = <Column extends Numbers>(column: Column, derived?: (row: number) => number): Column => {
    const picked = new (column.constructor as new (length: number) => Column)(length);
    for (let at = 0; at < kept; at++) picked[at] = column[rows[at]!]!;
    for (let at = kept; at < length; at++) picked[at] = derived ? derived(rows[at]!) : column[rows[at]!]!;
    return picked;
  };

  const disclosure = pick(table.disclosure, (row) => {
    if (table.disclosure[row] !== PUBLISHED) return table.disclosure[row]!;
    return table.changeDisclosure[row] === PUBLISHED ? PUBLISHED : WITHHELD;
  });
  const fields: Partial<Record<QcewField, Float64Array>> = {};
  for (const field of Object.keys(table.fields) as QcewField[]) {
    fields[field] = pick(requireField(table, field), () => Number.NaN);
  }
  for (const [level, change] of CHANGES) {
    const levels = table.fields[level];
    const changes = level === "employment" ? jobs : table.fields[change];
    const target = fields[level];
    if (!levels || !changes || !target) continue;
    for (let at = kept; at < length; at++) {
      const row = rows[at]!;
      const isKnown = disclosure[at] === PUBLISHED || level === "establishments";
      target[at] = isKnown ? levels[row]! - changes[row]! : 0;
    }
  }
  return {
    ...table,
    derivedYear: year - 1,
    length,
    area: pick(table.area),
    industry: pick(table.industry),
    ownership: pick(table.ownership),
    level: pick(table.level),
    year: pick(table.year, () => year - 1),
    quarter: pick(table.quarter),
    disclosure,
    lqDisclosure: pick(table.lqDisclosure, () => WITHHELD),
    changeDisclosure: pick(table.changeDisclosure, () => WITHHELD),
    fields,
    source: pick(table.source),
    line: pick(table.line),
  };
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;
