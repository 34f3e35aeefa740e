import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosed, hasValue, knownValue, type Datum } from "../../src/core/datum.js";
import { roundTogether } from "../../src/core/number-format.js";
import { SHIFT_SHARE_METHODS } from "../../src/shift-share/methods.js";
import { shiftShare } from "../../src/shift-share/shift-share.js";

const jobs = fc.integer({ min: 0, max: 2_000_000 });
const sides = fc.array(fc.record({ region: fc.tuple(jobs, jobs, jobs), reference: fc.tuple(jobs, jobs, jobs) }), {
  minLength: 1,
  maxLength: 12,
});

describe.each(SHIFT_SHARE_METHODS)("$id", (method) => {
  it("has parts that add up to the change, in each industry and the region", () => {
    fc.assert(
      fc.property(sides, fc.integer({ min: -5, max: 500 }), (industries, unlisted) => {
        const years = method.isYearly ? [0, 1, 2] : [0, 2];
        const data = (levels: readonly number[]): readonly Datum[] => years.map((year) => disclosed(levels[year]!));
        const total = (side: "region" | "reference", extra: number) =>
          years.map((year) => disclosed(industries.reduce((sum, one) => sum + one[side][year]!, 0) + extra));
        fc.pre(total("reference", 10_000).every((datum) => knownValue(datum)! > 0));
        const result = shiftShare(
          {
            years,
            industries: industries.map(({ region, reference }, index) => ({
              naics: String(index),
              title: "",
              jobs: { region: data(region), reference: data(reference) },
            })),
            total: { region: total("region", unlisted), reference: total("reference", 10_000) },
          },
          method,
        );
        for (const row of [...result.rows, ...(result.rest ? [result.rest] : []), result.total]) {
          const parts = method.parts.map((id) => row.parts[id]!);
          if (!parts.every(hasValue)) continue;
          const sum = parts.reduce((all, datum) => all + datum.value, 0);
          const size = parts.reduce((all, datum) => all + Math.abs(datum.value), 1);
          expect(Math.abs(sum - knownValue(row.change)!) / size).toBeLessThan(1e-9);
        }
        // What can't be split is in the rest, so that the region always has its parts.
        expect(method.parts.every((id) => hasValue(result.total.parts[id]!))).toBe(true);
      }),
    );
  });
});

describe("parts as a table shows them", () => {
  it("are whole, add up, and are each less than one off", () => {
    const part = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), (parts) => {
        const total = Math.round(parts.reduce((sum, one) => sum + one, 0)) + 0;
        const shown = roundTogether(parts, total);
        expect(shown.reduce((sum, one) => sum + one, 0)).toBe(total);
        shown.forEach((one, index) => expect(Math.abs(one - parts[index]!)).toBeLessThanOrEqual(1));
      }),
    );
  });
});
