import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLISHED, WITHHELD, requireField, type QcewTable } from "../../src/qcew/table.js";
import { estimateSuppressed, type CellEstimates } from "../../src/suppression/estimate.js";
import { loadHighsSolver } from "../../src/suppression/highs-solver.js";
import { qcewTable } from "../helpers/qcew-table.js";
import { METROPOLITAN, rowAt, totalsOf, worlds, type World } from "./world.js";

// What must hold of estimates whatever is withheld: over worlds whose totals cross, with the truth behind.

const tableOf = (world: World, keep: (index: number) => boolean = () => true): QcewTable =>
  qcewTable(world.rows.filter((_, index) => keep(index)).map(({ row }) => row));
const estimate = (table: QcewTable): CellEstimates => estimateSuppressed(table, { counties: METROPOLITAN });
const tighten = (table: QcewTable): Promise<CellEstimates> =>
  estimate(table).tightened([...table.area.keys()], loadHighsSolver);

/** How far n rounded averages can be from their rounded total. */
const rounding = (world: World, parts: number): number => (world.quarter === 0 ? (parts + 1) / 2 : 0);
/** What the search for a balance may leave, in jobs. */
const NEARLY = 0.1;
/** In rounded files a cell that follows by subtraction stands where it follows to, a job or so off what another total says. */
const NEARLY_ROUNDED = 2;

describe("estimates of any world", () => {
  it("leave published figures as they are", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const table = tableOf(world);
        const estimates = estimate(table);
        for (const quantity of ["employment", "wages"] as const) {
          const printed = requireField(table, quantity);
          const { value, low, high } = estimates[quantity];
          for (let row = 0; row < table.length; row++) {
            if (table.disclosure[row] !== PUBLISHED) continue;
            expect([value[row], low[row], high[row]]).toEqual([printed[row], printed[row], printed[row]]);
          }
        }
      }),
    );
  });

  it("stay inside bounds, and bounds hold the truth", async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const table = tableOf(world);
        for (const estimates of [estimate(table), await tighten(table)]) {
          for (const quantity of ["employment", "wages"] as const) {
            const { value, low, high, boundLow, boundHigh } = estimates[quantity];
            const slack = quantity === "employment" ? 1e-3 : 1;
            world.rows.forEach((truth, row) => {
              if (table.disclosure[row] !== WITHHELD) return;
              const figure = quantity === "employment" ? truth.jobs : truth.wages;
              expect(boundLow[row]!).toBeGreaterThanOrEqual(0);
              expect(boundLow[row]!).toBeLessThanOrEqual(figure + slack);
              expect(boundHigh[row]!).toBeGreaterThanOrEqual(figure - slack);
              const ends = [boundLow[row]!, low[row]!, value[row]!, high[row]!, boundHigh[row]!];
              expect(ends).toEqual([...ends].sort((a, b) => a - b));
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("meet every published total within its rounding", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const table = tableOf(world);
        const estimates = estimate(table);
        // Before the notes, which are about totals of the cells that were asked for.
        const { value } = estimates.employment;
        expect(estimates.notes.map(({ id }) => id)).not.toContain("totals-missed");
        for (const [total, parts] of totalsOf(table)) {
          const sum = parts.reduce((each, row) => each + value[row]!, 0);
          const nearly = world.quarter === 0 ? NEARLY_ROUNDED : NEARLY;
          expect(Math.abs(sum - value[total]!)).toBeLessThanOrEqual(rounding(world, parts.length) + nearly);
        }
      }),
    );
  });

  it("do not depend on the order of the rows", async () => {
    const shuffled = worlds.chain((world) =>
      fc.tuple(
        fc.constant(world),
        fc.shuffledSubarray([...world.rows.keys()], { minLength: world.rows.length, maxLength: world.rows.length }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([world, order]) => {
        const [one, other] = [tableOf(world), qcewTable(order.map((index) => world.rows[index]!.row))];
        const [first, second] = [await tighten(one), await tighten(other)];
        order.forEach((index, row) => {
          expect(second.method[row]).toBe(first.method[index]);
          for (const quantity of ["employment", "wages"] as const) {
            for (const column of ["value", "low", "high", "boundLow", "boundHigh"] as const) {
              expect(second[quantity][column][row]).toBe(first[quantity][column][index]);
            }
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe("another published total", () => {
  // Totals of a state and a metropolitan area are added as rows, or as figures where rows printed none.
  const withFewer = worlds.chain((world) => {
    const totals = world.rows.flatMap(({ row, isTotal }, index) =>
      isTotal && row.industry !== "10" && row.disclosure === "" ? [index] : [],
    );
    return fc.tuple(fc.constant(world), fc.subarray(totals));
  });

  it("never widens bounds, however it comes", async () => {
    await fc.assert(
      fc.asyncProperty(withFewer, fc.boolean(), async ([world, taken], asRows) => {
        const isTaken = new Set(taken);
        // Where the row between is not there, rounded parts are summed to the total above at once.
        const slack = asRows && world.quarter === 0 ? 3 : 1e-3;
        const dollars = asRows && world.quarter === 0 ? 12 : 2;
        const table = tableOf(world);
        const isWide = (index: number): boolean => /^C|000$/.test(world.rows[index]!.row.area);
        const fewer = asRows
          ? tableOf(world, (index) => !(isTaken.has(index) && isWide(index)))
          : qcewTable(
              world.rows.map(({ row }, index) =>
                isTaken.has(index) ? { ...row, employment: 0, wages: 0, disclosure: "N" as const } : row,
              ),
            );
        for (const run of [(of: QcewTable) => Promise.resolve(estimate(of)), tighten]) {
          const [more, less] = [await run(table), await run(fewer)];
          for (let row = 0; row < fewer.length; row++) {
            const [area, code] = [fewer.areas[fewer.area[row]!]!, fewer.industries[fewer.industry[row]!]!];
            const same = rowAt(table, area, code);
            if (table.disclosure[same] !== WITHHELD) continue;
            expect(more.employment.boundHigh[same]!).toBeLessThanOrEqual(less.employment.boundHigh[row]! + slack);
            expect(more.employment.boundLow[same]!).toBeGreaterThanOrEqual(less.employment.boundLow[row]! - slack);
            expect(more.wages.boundHigh[same]!).toBeLessThanOrEqual(less.wages.boundHigh[row]! + dollars);
            expect(more.wages.boundLow[same]!).toBeGreaterThanOrEqual(less.wages.boundLow[row]! - dollars);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
