import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestRising } from "../../src/page/rising.js";

/** The length of a longest rising run, by trying every choice of members. */
function longestByHand(numbers: readonly number[]): number {
  let longest = 0;
  for (let choice = 0; choice < 2 ** numbers.length; choice++) {
    const taken = numbers.filter((_, at) => (choice >> at) & 1);
    if (taken.every((number, at) => at === 0 || taken[at - 1]! < number)) longest = Math.max(longest, taken.length);
  }
  return longest;
}

describe("rows that can stay where they are", () => {
  it("are all but the one that moved", () => {
    // The last of five went to the front.
    expect([...longestRising([4, 0, 1, 2, 3])].sort()).toEqual([1, 2, 3, 4]);
  });

  it("leave out what was not there before", () => {
    expect([...longestRising([0, undefined, 1])].sort()).toEqual([0, 2]);
    expect(longestRising([]).size).toBe(0);
  });

  it("rise, and are as many as can be", () => {
    const orders = fc.uniqueArray(fc.nat(50), { maxLength: 10 });
    fc.assert(
      fc.property(orders, (numbers) => {
        const staying = [...longestRising(numbers)].sort((a, b) => a - b).map((at) => numbers[at]!);
        expect(staying).toEqual([...staying].sort((a, b) => a - b));
        expect(staying.length).toBe(longestByHand(numbers));
      }),
    );
  });
});
