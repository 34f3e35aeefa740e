import { naicsVersionOfYear } from "../core/codes.js";
import { sortRows, type Cells } from "./cells.js";

/** Visits each area, ownership and industry that has rows of several periods, earliest period first. */
export function eachSeries(cells: Cells, visit: (rows: Uint32Array) => void): void {
  const { table, order } = cells;
  const { byOwnership, byArea, byIndustry, byPeriod } = cells.sortKeys;
  const sorted = sortRows(order, [byOwnership, byArea, byIndustry, byPeriod]);
  let start = 0;
  while (start < sorted.length) {
    const first = sorted[start]!;
    let end = start + 1;
    while (end < sorted.length && isSame(first, sorted[end]!)) end++;
    if (end - start > 1) visit(sorted.subarray(start, end));
    start = end;
  }

  function isSame(a: number, b: number): boolean {
    return (
      table.industry[a] === table.industry[b] &&
      table.area[a] === table.area[b] &&
      table.ownership[a] === table.ownership[b]
    );
  }
}

/** A quarter is a fourth of a year; annual averages stand a whole number apart. */
export function yearsApart(cells: Cells, a: number, b: number): number {
  const { year, quarter } = cells.table;
  return Math.abs(year[a]! + quarter[a]! / 4 - year[b]! - quarter[b]! / 4);
}

/** Codes that kept their number in 2022 while their content changed, and all of retail and information besides. */
const CHANGED_IN_2022 = /^(?:44|45|51|325314$|425120$)/;

/** Whether a code means the same in the years of two rows of one series. */
export function isSameIndustry(cells: Cells, a: number, b: number): boolean {
  const { table } = cells;
  const is2022 = (row: number): boolean => naicsVersionOfYear(table.year[row]!) === 2022;
  return is2022(a) === is2022(b) || !CHANGED_IN_2022.test(table.industries[table.industry[a]!]!);
}
