import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MEASURES } from "../../src/measures/index.js";
import { quantityColumn, Reasons } from "../../src/core/quantity-columns.js";
import type { AreaColumns } from "../../src/sweep/area-columns.js";
import { QuotientComparison } from "../../src/sweep/comparison.js";
import { Leagues } from "../../src/sweep/league.js";
import { areAlike, rankWithTies } from "../../src/sweep/ties.js";

// Shares of jobs of three areas in a quarter: 4k ÷ 3 of 121k ÷ 3 is 4 ÷ 121 whatever k is, but not to the last bit.
const EQUAL = [1, 3, 2].map((k) => (k * 4) / 3 / ((k * 121) / 3));

/** One industry of an area by its only figure. */
function areaWith(value: number): AreaColumns {
  const datum = { status: "disclosed", value } as const;
  const quantity = quantityColumn([datum], new Reasons());
  return {
    length: 1,
    industry: Uint32Array.of(0),
    quantity: () => quantity,
    dataAt: () => () => MEASURES.map(() => datum),
    numbers: [],
  };
}

describe("places of figures that are equal except for rounding", () => {
  it("are shared", () => {
    expect(new Set(EQUAL).size).toBe(2);
    expect(rankWithTies([...EQUAL, 0.5, 0.01], "higher")).toEqual([3, 3, 3, 1, 5]);
    expect(rankWithTies([...EQUAL, 0.5, 0.01], "lower")).toEqual([3, 3, 3, 5, 1]);
  });

  it("are separated where one job more makes the difference", () => {
    // Of areas of ten million jobs, 1,000,000 and 1,000,001 in the industry.
    expect(areAlike(1_000_000 / 10_000_001, 1_000_001 / 10_000_001)).toBe(false);
    expect(rankWithTies([0.1, 0.1 * (1 + 1e-12)], "higher")).toEqual([2, 1]);
  });

  it("are those of the fractions themselves", () => {
    const fraction = fc.record({ jobs: fc.integer({ min: 0, max: 40 }), total: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 1, maxLength: 30 }), (areas) => {
        const quotients = areas.map(({ jobs, total }) => jobs / 3 / (total / 3) / (0.7 / 12.3));
        // a ÷ b > c ÷ d where a·d > c·b, in whole numbers.
        const expected = areas.map((one) => {
          const sides = areas.map((other) => [other.jobs * one.total, one.jobs * other.total] as const);
          const before = sides.filter(([other, own]) => other > own).length;
          return before + (sides.filter(([other, own]) => other === own).length + 1) / 2;
        });
        expect(rankWithTies(quotients, "higher")).toEqual(expected);
      }),
    );
  });

  it("are shared in a league, in order of areas, and none is cut from those kept", () => {
    const leagues = new Leagues({ by: "lq", direction: "higher", keep: 2, filters: {} });
    const values = [0.01, ...EQUAL, 0.5, 0.02, 0.005, 0.004, 0.003, 0.002, 0.001];
    values.forEach((value, area) => leagues.add(area, areaWith(value)));
    const [league] = leagues.finish();
    expect(league!.entries.map(({ area, place }) => [area, place])).toEqual([
      [4, 1],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(league!.ranked).toBe(11);
  });

  it("are shared among all areas", () => {
    const comparison = new QuotientComparison({});
    EQUAL.forEach((value, area) => comparison.add(area, areaWith(value)));
    const { standings } = comparison.finish();
    expect([0, 1, 2].map((area) => standings.get(area)!.place[0])).toEqual([2, 2, 2]);
  });
});
