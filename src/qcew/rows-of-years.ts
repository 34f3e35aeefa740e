import type { QcewTable } from "./table.js";
import { pickRows } from "./join-tables.js";
import type { YearRange } from "./year-range.js";

/**
 * The rows of some years, as a store gives them, which reads no others: files of other years then have no part in a
 * result, even if they were named too. A source without any row left is dropped.
 */
export function rowsOfYears(table: QcewTable, range: YearRange): QcewTable {
  const { length, year } = table;
  const rows = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (isWithin(year[row]!, range)) rows[count++] = row;
  const isKept = sourceWithin(table, range);
  if (count === length && table.sources.every((_, number) => isKept(number))) return table;
  const picked = pickRows(table, rows.subarray(0, count));
  const sources = keep(picked.source, table.sources, isKept);
  const [usedAreas, usedIndustries] = [
    usedIn(picked.area, table.areas.length),
    usedIn(picked.industry, table.industries.length),
  ];
  const areas = keep(picked.area, table.areas, (number) => usedAreas[number] === 1);
  const industries = keep(picked.industry, table.industries, (number) => usedIndustries[number] === 1);
  return {
    ...picked,
    sources: sources.items,
    source: sources.numbers,
    areas: areas.items,
    area: areas.numbers,
    industries: industries.items,
    industry: industries.numbers,
  };
}

/** The sources that `rowsOfYears` keeps, where the rows of others may stay. */
export function sourcesOfYears(table: QcewTable, range: YearRange): QcewTable["sources"] {
  const isKept = sourceWithin(table, range);
  return table.sources.filter((_, number) => isKept(number));
}

/** Whether a source has rows of the years, or, where none of its rows is wanted, begins with one. */
function sourceWithin({ source, sources, year, length }: QcewTable, range: YearRange): (number: number) => boolean {
  const [within, beside] = [new Uint8Array(sources.length), new Uint8Array(sources.length)];
  for (let row = 0; row < length; row++) (isWithin(year[row]!, range) ? within : beside)[source[row]!] = 1;
  return (number) => {
    if (within[number] === 1) return true;
    const { firstYear } = sources[number]!;
    return beside[number] === 0 && (firstYear === undefined || isWithin(firstYear, range));
  };
}

const isWithin = (year: number, { first, last }: YearRange): boolean => year >= first && year <= last;

type Numbers = QcewTable["source"];

function usedIn(numbers: Numbers, count: number): Uint8Array {
  const used = new Uint8Array(count);
  for (let row = 0; row < numbers.length; row++) used[numbers[row]!] = 1;
  return used;
}

/** Some of the things that a column numbers, numbered again. */
function keep<Item>(
  column: Numbers,
  items: readonly Item[],
  isKept: (number: number) => boolean,
): { readonly items: readonly Item[]; readonly numbers: Uint32Array } {
  const kept: Item[] = [];
  const places = new Uint32Array(items.length);
  items.forEach((item, number) => {
    if (isKept(number)) places[number] = kept.push(item) - 1;
  });
  const numbers = new Uint32Array(column.length);
  for (let row = 0; row < numbers.length; row++) numbers[row] = places[column[row]!]!;
  return { items: kept, numbers };
}
