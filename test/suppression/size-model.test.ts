import { describe, expect, it } from "vitest";
import { SIZE, SPREAD } from "../../src/suppression/size-constants.js";
import { estimateSize, sizeTerms, spreadTerms, TERMS, type CellFacts } from "../../src/suppression/size-model.js";

const facts: CellFacts = { level: 6, sector: "31-33", establishments: 4, rate: 30, areaSize: 0.2 };

describe("the size of a withheld cell", () => {
  it("has one constant for each term", () => {
    expect(SIZE).toHaveLength(TERMS.size);
    expect(SPREAD).toHaveLength(TERMS.spread);
  });

  it("uses only terms that have a constant, whatever the cell is", () => {
    for (const level of [4, 5, 6, 7, 8]) {
      for (const sector of ["11", "31-33", "99", "none"]) {
        for (const establishments of [0.5, 1, 4.5, 2_000]) {
          const cell = { ...facts, level, sector, establishments };
          expect(sizeTerms(cell).every(([number]) => number >= 0 && number < TERMS.size)).toBe(true);
          expect(spreadTerms(cell).every(([number]) => number >= 0 && number < TERMS.spread)).toBe(true);
        }
      }
    }
  });

  it("is the exponential of the terms' weighted sum", () => {
    const log = sizeTerms(facts).reduce((sum, [number, times]) => sum + times * SIZE[number]!, 0);
    expect(estimateSize(facts).jobs).toBeCloseTo(Math.exp(log), 12);
  });
});
