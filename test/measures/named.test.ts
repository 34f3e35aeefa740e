import { describe, expect, it } from "vitest";
import { ALL_MEASURES } from "../../src/measures/index.js";
import { measureNamed } from "../../src/measures/named.js";

describe("a measure by name", () => {
  it.each([
    ["employment", "employment"],
    ["jobs", "employment"],
    ["Jobs", "employment"],
    ["pay", "averagePay"],
    ["average pay", "averagePay"],
    ["firms", "establishments"],
    ["LQ", "lq"],
    ["Location quotient", "lq"],
    ["location-quotient", "lq"],
    ["projected growth", "projectedGrowth"],
    ["Growth", "growth"],
    ["job growth", "growth"],
  ])("%s is %s", (name, id) => {
    expect(measureNamed(name, ALL_MEASURES)?.id).toBe(id);
  });

  it("is none where nothing is called so", () => {
    expect(measureNamed("jobz", ALL_MEASURES)).toBeUndefined();
    expect(measureNamed("", ALL_MEASURES)).toBeUndefined();
  });

  it("finds every measure by its id, its label and its column's header", () => {
    for (const { id, label, shortLabel } of ALL_MEASURES) {
      for (const name of [id, label, shortLabel]) expect(measureNamed(name, ALL_MEASURES)?.id).toBe(id);
    }
  });
});
