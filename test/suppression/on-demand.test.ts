import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQcew } from "../../src/qcew/read/read.js";
import { WITHHELD, type QcewTable } from "../../src/qcew/table.js";
import { estimateSuppressed, type CellEstimates } from "../../src/suppression/estimate.js";
import { demoFiles } from "../../src/demo/demo-files.js";
import { qcewTable } from "../helpers/qcew-table.js";
import { COUNTIES, METROPOLITAN, worlds, type World } from "./world.js";

// Figures are estimated when they are first asked for, with what they rest on: each must be, to its last digit, what it
// is when everything is estimated.

type Estimate = (table: QcewTable) => CellEstimates;

/** Two worlds as two years of the same cells; without the metropolitan area and the state their totals don't cross. */
const twoYears = (worlds: readonly [World, World], isCrossed: boolean): QcewTable =>
  qcewTable(
    worlds.flatMap(({ rows }, year) =>
      rows
        .filter(({ row }) => isCrossed || COUNTIES.includes(row.area as (typeof COUNTIES)[number]))
        .map(({ row }) => ({ ...row, year: 2022 + year })),
    ),
  );

function requireSame(table: QcewTable, estimate: Estimate, asked: readonly number[]): void {
  const all = estimate(table);
  // Looking at a whole column estimates every cell.
  const { value, low, high } = all.employment;
  const some = estimate(table);
  for (const row of asked) {
    const sum = some.sum([row], "employment");
    if (sum.status === "estimated") expect(sum).toEqual({ ...sum, value: value[row], low: low[row], high: high[row] });
    else expect(value[row]).toBeNaN();
    expect(some.pay([row])).toEqual(all.pay([row]));
  }
  for (const rows of pairs(asked)) {
    expect(some.sum(rows, "wages")).toEqual(all.sum(rows, "wages"));
    expect(some.sum(rows, "employment")).toEqual(all.sum(rows, "employment"));
    expect(some.estimatedJobs(rows)).toEqual(all.estimatedJobs(rows));
  }
  for (const row of asked) expect(some.isTold(row)).toBe(!Number.isNaN(value[row]));
  // What is said of the files is so whatever was asked for; of totals that are missed, what was asked for is said.
  const ofFiles = ({ notes }: CellEstimates) => notes.filter(({ id }) => id !== "totals-missed");
  expect(ofFiles(some)).toEqual(ofFiles(all));
  expect(some.method).toEqual(all.method);
  expect(some.wagesMethod).toEqual(all.wagesMethod);
  const at = (year: number): readonly number[] => asked.filter((row) => table.year[row] === year).slice(0, 6);
  const [first, last] = [Math.min(...table.year), Math.max(...table.year)];
  expect(some.change(at(first), at(last))).toEqual(all.change(at(first), at(last)));
}

function pairs(rows: readonly number[]): readonly (readonly number[])[] {
  return rows.flatMap((row, k) => (k % 2 === 1 ? [[rows[k - 1]!, row]] : []));
}

const withheldIn = ({ disclosure }: QcewTable): readonly number[] =>
  [...disclosure.keys()].filter((row) => disclosure[row] === WITHHELD);

describe("a figure that is asked for alone", () => {
  it("is the one that it is among all, in any order, where totals cross and where none do", () => {
    fc.assert(
      fc.property(fc.tuple(worlds, worlds), fc.boolean(), fc.nat(1_000), (years, isCrossed, turn) => {
        fc.pre(years[0].quarter === years[1].quarter);
        const table = twoYears(years, isCrossed);
        const withheld = withheldIn(table);
        // Eight from all over the table, in an order of their own.
        const asked = withheld.map((_, k) => withheld[(k * 37 + turn) % withheld.length]!).slice(0, 8);
        requireSame(table, (of) => estimateSuppressed(of, { counties: METROPOLITAN }), asked);
      }),
      { numRuns: 30 },
    );
  });

  it("is so in the built-in files, in which an industry is learned from the same one of other counties", async () => {
    const { table } = await readQcew(demoFiles(), { fields: ["establishments", "employment", "wages"] });
    const withheld = withheldIn(table);
    // A few of each level and year, the last ones first.
    const asked = withheld.filter((_, k) => k % 97 === 0).reverse();
    requireSame(table, (of) => estimateSuppressed(of), asked);
  });
});
