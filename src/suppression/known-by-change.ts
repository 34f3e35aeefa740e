import { PUBLISHED, WITHHELD, type QcewField, type QcewTable } from "../qcew/table.js";
import type { Cells } from "./cells.js";
import type { Series } from "./series.js";

/** Share of disclosed rows whose level must equal the next year's level minus change, for files to be of one release. */
const ONE_RELEASE = 0.99;

/**
 * Takes as known the suppressed figures that the next year's file gives away: its level minus its change
 * over the year.
 *
 * In every file seen the publisher withholds such a change too, so there are none; a file that prints
 * one is taken at its word, if its other changes fit the files of the year before. Codes new in a NAICS
 * revision print a change of 0 and mark it withheld: they mean nothing.
 */
export function fillByChange(cells: Cells, { lists }: Series): Cells {
  const { table } = cells;
  const changeWages = table.fields.changeWages;
  const changeOf = employmentChange(table);
  const years = new Set(cells.periods.map(({ year }) => year));
  if (!changeWages || !changeOf || years.size < 2) return cells;

  const known: [row: number, employment: number, wages: number][] = [];
  let compared = 0;
  let equal = 0;
  for (const series of lists) {
    for (const row of series) {
      const next = series.find((other) => isYearAfter(row, other));
      if (next === undefined) continue;
      const employment = cells.known.employment[next]! - changeOf(next);
      const wages = cells.known.wages[next]! - changeWages[next]!;
      if (table.disclosure[row] === PUBLISHED) {
        compared++;
        if (Math.abs(employment - cells.known.employment[row]!) < 0.01) equal++;
      } else if (table.disclosure[row] === WITHHELD && employment >= 0 && wages >= 0) {
        known.push([row, employment, wages]);
      }
    }
  }
  if (known.length === 0 || equal < ONE_RELEASE * compared) return cells;
  return withKnown(cells, known);

  function isYearAfter(row: number, other: number): boolean {
    return (
      table.year[other] === table.year[row]! + 1 &&
      table.quarter[other] === table.quarter[row] &&
      table.disclosure[other] === PUBLISHED &&
      table.changeDisclosure[other] === PUBLISHED
    );
  }
}

function withKnown(cells: Cells, known: readonly (readonly [row: number, employment: number, wages: number])[]): Cells {
  const employment = cells.known.employment.slice();
  const wages = cells.known.wages.slice();
  const isKnown = new Uint8Array(cells.table.length);
  for (const [row, jobs, dollars] of known) {
    employment[row] = jobs;
    wages[row] = dollars;
    isKnown[row] = 1;
  }
  const rows = cells.rows.filter((row) => isKnown[row] === 0);
  const unknown = new Int32Array(cells.unknown.length).fill(-1);
  rows.forEach((row, u) => (unknown[row] = u));
  return { ...cells, rows, unknown, known: { employment, wages } };
}

/** The change of a row's employment; quarterly files print it by month. */
function employmentChange(table: QcewTable): ((row: number) => number) | undefined {
  const { changeEmployment } = table.fields;
  if (changeEmployment) return (row) => changeEmployment[row]!;
  const months = ["changeMonth1", "changeMonth2", "changeMonth3"] satisfies QcewField[];
  const [first, second, third] = months.map((field) => table.fields[field]);
  if (!first || !second || !third) return undefined;
  return (row) => (first[row]! + second[row]! + third[row]!) / 3;
}
