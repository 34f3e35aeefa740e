import { PUBLISHED, WITHHELD, type Disclosure, type QcewField, type QcewTable } from "../qcew/table.js";
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
export function fillByChange(cells: Cells, { rows, starts, length }: Series): Cells {
  const { table } = cells;
  const changeWages = table.fields.changeWages;
  const changeOf = employmentChange(table);
  const years = new Set(cells.periods.map(({ year }) => year));
  const anyYearAfter = [...years].some((year) => years.has(year + 1));
  if (!changeWages || !changeOf || !anyYearAfter) return cells;

  // Files that give a figure away are rare: whether they are of one release is looked at only where one does.
  const known: [row: number, employment: number, wages: number][] = [];
  eachPair(WITHHELD, (row, next) => {
    const employment = cells.known.employment[next]! - changeOf(next);
    const wages = cells.known.wages[next]! - changeWages[next]!;
    if (employment >= 0 && wages >= 0) known.push([row, employment, wages]);
  });
  if (known.length === 0) return cells;
  let compared = 0;
  let equal = 0;
  eachPair(PUBLISHED, (row, next) => {
    const employment = cells.known.employment[next]! - changeOf(next);
    compared++;
    if (Math.abs(employment - cells.known.employment[row]!) < 0.01) equal++;
  });
  return equal < ONE_RELEASE * compared ? cells : withKnown(cells, known);

  /** Rows of a disclosure, each with the same cell's row of a year later, where that publishes the change. */
  function eachPair(disclosure: Disclosure, visit: (row: number, next: number) => void): void {
    for (let list = 0; list < length; list++) {
      const end = starts[list + 1]!;
      for (let k = starts[list]!; k < end; k++) {
        const row = rows[k]!;
        if (table.disclosure[row] !== disclosure) continue;
        let after = k + 1;
        while (after < end && !isYearAfter(row, rows[after]!)) after++;
        if (after < end) visit(row, rows[after]!);
      }
    }
  }

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
