import fc from "fast-check";
import type { QcewTable } from "../../src/qcew/table.js";
import type { QcewRow } from "../helpers/qcew-table.js";

/** A state of four counties, the first two of which are a metropolitan area: totals that cross. */
export const COUNTIES = ["99001", "99003", "99005", "99007"] as const;
export const STATE = "99000";
export const MSA = "C9990";
export const METROPOLITAN = new Map([[MSA, [COUNTIES[0], COUNTIES[1]]]]);

const LEAVES = ["236", "237", "311", "321", "332"] as const;
const SECTORS: Readonly<Record<string, readonly string[]>> = { "23": ["236", "237"], "31-33": ["311", "321", "332"] };
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(LEAVES.map((leaf) => [leaf, [leaf]])),
  ...SECTORS,
  "10": LEAVES,
};
const AREAS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(COUNTIES.map((county) => [county, [county]])),
  [MSA]: [COUNTIES[0], COUNTIES[1]],
  [STATE]: COUNTIES,
};

interface Cell {
  readonly establishments: number;
  readonly size: number;
  readonly pay: number;
}

/** A made-up truth, and which of its rows are withheld. */
export interface World {
  readonly quarter: 0 | 1;
  readonly rows: readonly TrueRow[];
}

interface TrueRow {
  readonly row: QcewRow;
  /** What is behind a withheld row, exact. */
  readonly jobs: number;
  readonly wages: number;
  readonly isTotal: boolean;
}

const cell: fc.Arbitrary<Cell> = fc.record({
  establishments: fc.integer({ min: 1, max: 30 }),
  // Twelfths of a job, as annual averages are before they are rounded; thirds are too.
  size: fc.integer({ min: 0, max: 600 }).map((twelfths) => twelfths / 12),
  pay: fc.integer({ min: 8_000, max: 40_000 }),
});

/** Worlds of a quarter, in which figures add up exactly, or of a year, whose jobs are rounded averages. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    quarter: fc.constantFrom(0 as const, 1 as const),
    cells: fc.array(cell, { minLength: COUNTIES.length * LEAVES.length, maxLength: COUNTIES.length * LEAVES.length }),
    // Of each row but the areas' totals; most counties' industries are withheld, and some totals.
    hidden: fc.array(fc.nat(99), { minLength: 48, maxLength: 48 }),
  })
  .map(({ quarter, cells, hidden }) => ({ quarter, rows: rowsOf(quarter, cells, hidden) }));

function rowsOf(quarter: 0 | 1, cells: readonly Cell[], hidden: readonly number[]): readonly TrueRow[] {
  const cellOf = (county: string, leaf: string): Cell =>
    cells[COUNTIES.indexOf(county as (typeof COUNTIES)[number]) * LEAVES.length + LEAVES.indexOf(leaf as "236")]!;
  const rows: TrueRow[] = [];
  let draw = 0;
  for (const [area, counties] of Object.entries(AREAS)) {
    for (const [industry, leaves] of Object.entries(MEMBERS)) {
      const parts = counties.flatMap((county) => leaves.map((leaf) => cellOf(county, leaf)));
      const establishments = parts.reduce((sum, part) => sum + part.establishments, 0);
      const exact = parts.reduce((sum, part) => sum + jobsOf(part, quarter), 0);
      const wages = parts.reduce((sum, part) => sum + Math.round(jobsOf(part, quarter) * part.pay), 0);
      const isCounty = counties.length === 1;
      const share = isCounty ? (leaves.length === 1 ? 60 : 25) : 15;
      const isHidden = industry !== "10" && hidden[draw++ % hidden.length]! < share;
      const jobs = quarter === 0 ? Math.round(exact) : exact;
      rows.push({
        jobs: exact,
        wages,
        isTotal: !isCounty || leaves.length > 1,
        row: {
          area,
          industry,
          quarter,
          establishments,
          employment: isHidden ? 0 : jobs,
          wages: isHidden ? 0 : wages,
          disclosure: isHidden ? "N" : "",
        },
      });
    }
  }
  return rows;
}

/** A quarter's jobs are a mean of three months. */
function jobsOf({ establishments, size }: Cell, quarter: 0 | 1): number {
  const jobs = establishments * size;
  return quarter === 1 ? Math.round(jobs * 3) / 3 : jobs;
}

export function rowAt(table: QcewTable, area: string, industry: string): number {
  const found = [...table.area.keys()].find(
    (row) => table.areas[table.area[row]!] === area && table.industries[table.industry[row]!] === industry,
  );
  if (found === undefined) throw new Error(`no row of ${area} ${industry}`);
  return found;
}

/** Of each row of the world, the rows that it is the sum of: of industries within an area, of counties over areas. */
export function totalsOf(table: QcewTable): readonly (readonly [total: number, parts: readonly number[]])[] {
  const totals: (readonly [number, readonly number[]])[] = [];
  for (const area of Object.keys(AREAS)) {
    totals.push([rowAt(table, area, "10"), Object.keys(SECTORS).map((code) => rowAt(table, area, code))]);
    for (const [code, leaves] of Object.entries(SECTORS)) {
      totals.push([rowAt(table, area, code), leaves.map((leaf) => rowAt(table, area, leaf))]);
    }
  }
  for (const area of [MSA, STATE]) {
    for (const code of Object.keys(MEMBERS)) {
      totals.push([rowAt(table, area, code), AREAS[area]!.map((county) => rowAt(table, county, code))]);
    }
  }
  return totals;
}
