import { AREA_KINDS, type Cells } from "./cells.js";
import { wageRounding } from "./rounding.js";

/**
 * The counties that each MSA of the table is made of in each period.
 *
 * Delineations change every few years, and a file does not say which one it follows. The wages of all
 * industries are published for every county and MSA and add up to the dollar, so a list of counties is
 * right when they do. Where they don't, up to two counties of the same states are added and up to two
 * taken off, if that makes the wages, and the establishments too, fit exactly. An MSA that still does not
 * fit is left out: a wrong list would contradict what is published.
 *
 * @param lists of each MSA code its counties' codes, of any vintage
 * @returns by period, of each MSA's area number its counties' area numbers
 */
export function msaCounties(
  cells: Cells,
  lists: ReadonlyMap<string, readonly string[]>,
): readonly ReadonlyMap<number, readonly number[]>[] {
  const { table, areaKind } = cells;
  const numbers = new Map<string, number>(table.areas.map((code, area) => [code, area]));
  const msas = table.areas.flatMap((code, area) =>
    areaKind[area] === AREA_KINDS.msa && lists.has(code) ? [{ area, list: lists.get(code)! }] : [],
  );
  if (msas.length === 0) return cells.periods.map(() => new Map());
  const totalRows = rowsOfTotals(cells);
  return cells.periods.map((_, period) => {
    const rowOf = totalRows[period]!;
    const found = new Map<number, readonly number[]>();
    const open: { area: number; counties: number[]; states: Set<string> }[] = [];
    for (const { area, list } of msas) {
      if (!rowOf.has(area)) continue;
      const counties = list.flatMap((code) => {
        const county = numbers.get(code);
        return county !== undefined && rowOf.has(county) ? [county] : [];
      });
      const states = new Set(list.map((code) => code.slice(0, 2)));
      if (counties.length === list.length && isFit(area, counties, rowOf)) found.set(area, counties);
      else open.push({ area, counties, states });
    }
    const taken = new Set([...found.values()].flat());
    for (const { area, counties, states } of open) {
      const repaired = repair(area, counties, { states, taken, rowOf });
      if (repaired) found.set(area, repaired);
    }
    return found;
  });

  function isFit(msa: number, counties: readonly number[], rowOf: ReadonlyMap<number, number>): boolean {
    const { wages } = cells.known;
    const sum = counties.reduce((total, county) => total + wages[rowOf.get(county)!]!, 0);
    return Math.abs(sum - wages[rowOf.get(msa)!]!) <= wageRounding(counties.length);
  }

  function repair(
    msa: number,
    counties: readonly number[],
    { states, taken, rowOf }: { states: Set<string>; taken: Set<number>; rowOf: ReadonlyMap<number, number> },
  ): readonly number[] | undefined {
    const totalWages = (area: number): number => Math.round(cells.known.wages[rowOf.get(area)!]!);
    const listed = new Set(counties);
    const candidates = [...rowOf.keys()].filter(
      (area) =>
        areaKind[area] === AREA_KINDS.county &&
        states.has(table.areas[area]!.slice(0, 2)) &&
        !listed.has(area) &&
        !taken.has(area) &&
        !table.areas[area]!.endsWith("999"),
    );
    const gap = totalWages(msa) - counties.reduce((sum, county) => sum + totalWages(county), 0);
    const removals = new Map(subsets(counties).map((subset) => [sumBy(subset, totalWages), subset]));
    for (const added of subsets(candidates)) {
      // What is added less what is removed must fill the gap.
      const removed = removals.get(sumBy(added, totalWages) - gap);
      if (!removed) continue;
      const fitted = [...counties.filter((county) => !removed.includes(county)), ...added];
      if (fitted.length > 0 && establishmentsFit(msa, fitted, rowOf)) return fitted;
    }
    return undefined;
  }

  function establishmentsFit(msa: number, counties: readonly number[], rowOf: ReadonlyMap<number, number>): boolean {
    const countEstablishments = (area: number): number => cells.establishments[rowOf.get(area)!]!;
    return Math.abs(sumBy(counties, countEstablishments) - countEstablishments(msa)) <= counties.length;
  }
}

/** By period, of each area the row of its all-industries total: of all ownerships, else of private ones. */
function rowsOfTotals({ table, order, period, periods, unknown }: Cells): readonly ReadonlyMap<number, number>[] {
  const total = table.industries.findIndex((code) => code === "10");
  const ownership = order.some((row) => table.industry[row] === total && table.ownership[row] === 0) ? 0 : 5;
  const rows = periods.map(() => new Map<number, number>());
  for (const row of order) {
    if (table.industry[row] !== total || table.ownership[row] !== ownership || unknown[row] !== -1) continue;
    rows[period[row]!]!.set(table.area[row]!, row);
  }
  return rows;
}

/** Nothing, each one, and each pair. */
function subsets(items: readonly number[]): number[][] {
  const found: number[][] = [[]];
  items.forEach((first, k) => {
    found.push([first]);
    for (const second of items.slice(k + 1)) found.push([first, second]);
  });
  return found;
}

function sumBy(items: readonly number[], valueOf: (item: number) => number): number {
  return items.reduce((sum, item) => sum + valueOf(item), 0);
}
