import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlaceSorter } from "../../src/ranking/place-sorter.js";

/** A place counted by comparing each pair. */
function byHand(values: readonly number[], better: "higher" | "lower"): readonly number[] {
  return values.map((value) => {
    if (Number.isNaN(value)) return NaN;
    const ahead = values.filter((other) => (better === "higher" ? other > value : other < value)).length;
    const equal = values.filter((other) => other === value).length;
    return ahead + (equal + 1) / 2;
  });
}

describe("places of one list after another", () => {
  it("are those counted pair by pair, whatever was ranked before", () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: false }));
    const lists = fc
      .integer({ min: 0, max: 40 })
      .chain((length) => fc.array(fc.array(value, { minLength: length, maxLength: length }), { maxLength: 6 }));
    fc.assert(
      fc.property(lists, fc.constantFrom("higher" as const, "lower" as const), (sequence, better) => {
        const size = sequence[0]?.length ?? 0;
        const sorter = new PlaceSorter(size);
        const places = new Float64Array(size);
        for (const values of sequence) {
          sorter.rank(Float64Array.from(values), better, places);
          expect([...places]).toEqual(byHand(values, better));
        }
      }),
    );
  });
});
