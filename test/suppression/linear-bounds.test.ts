import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQcew } from "../../src/qcew/read/read.js";
import { requireField, PUBLISHED, WITHHELD, type QcewTable } from "../../src/qcew/table.js";
import { estimateSuppressed, METHODS } from "../../src/suppression/estimate.js";
import { loadHighsSolver } from "../../src/suppression/highs-solver.js";
import { provenLeast, type LinearProgram } from "../../src/suppression/linear-program.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";
import { describeShared, sharedData } from "../helpers/shared.js";
import { METROPOLITAN, MSA, rowAt, STATE } from "./world.js";

const row = (area: string, industry: string, employment: number | undefined): QcewRow => ({
  area,
  quarter: 1,
  industry,
  establishments: industry === "10" ? 4 : 2,
  employment: employment ?? 0,
  wages: (employment ?? 0) * 10_000,
  disclosure: employment === undefined ? "N" : "",
});

/**
 * Two industries in three counties, the first two a metropolitan area, all six cells withheld:
 *
 *           total  311  312
 *   99001      40    ?    ?
 *   99003      50    ?    ?
 *   99005     110    ?    ?
 *   MSA        90   30   60
 *   state     200  100  100
 */
const CROSSING = [
  [STATE, 200, 100, 100],
  [MSA, 90, 30, 60],
  ["99001", 40, undefined, undefined],
  ["99003", 50, undefined, undefined],
  ["99005", 110, undefined, undefined],
] as const;

function crossingTable(): QcewTable {
  return qcewTable(
    CROSSING.flatMap(([area, total, food, drink]) => {
      const counties = area === STATE ? 3 : area === MSA ? 2 : 1;
      return [row(area, "10", total), row(area, "311", food), row(area, "312", drink)].map((one) => ({
        ...one,
        establishments: one.establishments! * counties,
      }));
    }),
  );
}

describe("bounds of totals that cross", () => {
  const table = crossingTable();
  const estimates = estimateSuppressed(table, { counties: METROPOLITAN });
  const food = rowAt(table, "99005", "311");

  it("are sound but loose when totals are gone round one by one: 100 − 30 − 30 = 40 at least", () => {
    expect(estimates.employment.boundLow[food]).toBeCloseTo(40, 6);
    expect(estimates.employment.boundHigh[food]!).toBeGreaterThan(70);
  });

  it("are closest by all totals at once: the state's 100 less the metropolitan area's 30", async () => {
    const { employment, wages, method } = await estimates.tightened([...table.area.keys()], loadHighsSolver);
    expect([employment.boundLow[food], employment.boundHigh[food]]).toEqual([70, 70]);
    expect([employment.low[food], employment.value[food], employment.high[food]]).toEqual([70, 70, 70]);
    expect(wages.value[food]).toBe(700_000);
    expect(METHODS[method[food]!]).toBe("recomputable");
    // County 1 has 40 jobs of both industries; both together have 30 of food, so neither is known.
    const one = rowAt(table, "99001", "311");
    expect([employment.boundLow[one], employment.boundHigh[one]]).toEqual([0, 30]);
    expect(METHODS[method[one]!]).not.toBe("recomputable");
  });

  it("load no solver where totals form a tree", async () => {
    const county = qcewTable([
      row("99001", "10", 100),
      row("99001", "311", undefined),
      row("99001", "312", undefined),
      { ...row("99001", "23", 30), establishments: 0 },
    ]);
    const refuse = () => Promise.reject(new Error("a solver was loaded"));
    const { employment } = await estimateSuppressed(county).tightened([1, 2], refuse);
    expect([employment.boundLow[1], employment.boundHigh[1]]).toEqual([0, 70]);
  });
});

describe("a bound computed from multipliers", () => {
  it("holds whatever the multipliers are", () => {
    const size = 4;
    const vector = (length: number): fc.Arbitrary<number[]> =>
      fc.array(fc.integer({ min: -30, max: 30 }), { minLength: length, maxLength: length });
    const facts = fc.record({
      point: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: size, maxLength: size }),
      matrix: fc.array(fc.array(fc.constantFrom(-1, 0, 1), { minLength: size, maxLength: size }), {
        minLength: 3,
        maxLength: 3,
      }),
      multipliers: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      costs: vector(size),
      room: fc.nat(10),
    });
    fc.assert(
      fc.property(facts, ({ point, matrix, multipliers, costs, room }) => {
        const dot = (a: readonly number[], b: readonly number[]): number =>
          a.reduce((sum, one, index) => sum + one * b[index]!, 0);
        const program: LinearProgram = {
          columnLow: Float64Array.from(point, (value) => Math.max(0, value - room)),
          columnHigh: Float64Array.from(point, (value) => value + room),
          rowLow: Float64Array.from(matrix, (of) => dot(of, point) - room / 2),
          rowHigh: Float64Array.from(matrix, (of) => dot(of, point) + room / 2),
          starts: Int32Array.from([0, size, 2 * size, 3 * size]),
          indices: Int32Array.from(matrix.flatMap((of) => of.map((_, column) => column))),
          coefficients: Float64Array.from(matrix.flat()),
        };
        const least = provenLeast(program, Float64Array.from(costs), Float64Array.from(multipliers));
        expect(least).toBeLessThanOrEqual(dot(costs, point) + 1e-6);
      }),
    );
  });
});

describeShared("published cells of Ohio, hidden", ["qcew/quarterly/2016_qtrly_by_area_ohio.zip"], () => {
  it("lie inside the bounds of all totals, which are closer for some", async () => {
    const COUNTIES = ["39041", "39045", "39049", "39073", "39089", "39097", "39117", "39127", "39129", "39159"];
    const { table } = await readQcew([sharedData("qcew/quarterly/2016_qtrly_by_area_ohio.zip")], {
      quarters: (quarter) => quarter === 1,
      ownerships: (code) => code === 5,
      levels: (level) => level <= 5,
      fields: ["establishments", "employment", "wages"],
    });
    const isColumbus = table.areas.map((code) => COUNTIES.includes(code));
    // Small 3-digit industries of every county are hidden as well.
    const counts = requireField(table, "establishments");
    const disclosure = table.disclosure.map((mark, one) =>
      table.level[one] === 75 && counts[one]! < 12 && mark === PUBLISHED ? WITHHELD : mark,
    );
    const counties = new Map([["C1814", COUNTIES]]);
    const rows = [...table.area.keys()].filter(
      (one) => isColumbus[table.area[one]!] && table.level[one] === 75 && disclosure[one] === WITHHELD,
    );
    const estimates = estimateSuppressed({ ...table, disclosure }, { counties });
    const closer = await estimates.tightened(rows, loadHighsSolver);
    let narrower = 0;
    let hidden = 0;
    for (const one of rows) {
      for (const quantity of ["employment", "wages"] as const) {
        const slack = quantity === "employment" ? 1e-3 : 1;
        const [before, after] = [estimates[quantity], closer[quantity]];
        expect(after.boundLow[one]!).toBeGreaterThanOrEqual(before.boundLow[one]! - slack);
        expect(after.boundHigh[one]!).toBeLessThanOrEqual(before.boundHigh[one]! + slack);
        const ends = [
          after.boundLow[one]!,
          after.low[one]!,
          after.value[one]!,
          after.high[one]!,
          after.boundHigh[one]!,
        ];
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        const width = before.boundHigh[one]! - before.boundLow[one]!;
        if (after.boundHigh[one]! - after.boundLow[one]! < 0.9 * width) narrower++;
        if (table.disclosure[one] !== PUBLISHED) continue;
        hidden++;
        const truth = requireField(table, quantity)[one]!;
        expect(after.boundLow[one]!).toBeLessThanOrEqual(truth + slack);
        expect(after.boundHigh[one]!).toBeGreaterThanOrEqual(truth - slack);
      }
    }
    expect(hidden).toBeGreaterThan(100);
    expect(narrower).toBeGreaterThan(10);
  });
});
