import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/core/suggest.js";

describe("edit distance", () => {
  it.each([
    ["", "abc", 3],
    ["growth", "growth", 0],
    ["growht", "growth", 1],
    ["lqq", "lq", 1],
    // Wagner and Fischer's textbook pair: substitute k and e, add g.
    ["kitten", "sitting", 3],
  ])("of %s and %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("nearest names", () => {
  it("come best first, ignoring case", () => {
    expect(nearest("Growht", ["change", "growth", "growthShare"])[0]).toBe("growth");
  });

  it("include what starts with the typed text", () => {
    expect(nearest("proj", ["employment", "projectedGrowth"])).toEqual(["projectedGrowth"]);
  });

  it("are none where nothing is near", () => {
    expect(nearest("frobnicate", ["rank", "lq"])).toEqual([]);
    expect(nearest("7", ["2", "3"])).toEqual([]);
  });
});
