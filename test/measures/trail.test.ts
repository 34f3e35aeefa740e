import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WORKFORCE_QUANTITIES, type WorkforceSide } from "../../src/core/industry-table.js";
import { ALL_MEASURES, FURTHER_MEASURES, MEASURES } from "../../src/measures/index.js";
import { buildTrail } from "../../src/measures/trail.js";
import { evaluate } from "../helpers/evaluate.js";
import { disclosed, estimated, industryTable, SUPPRESSED, type FiguresSpec } from "../helpers/industry-table.js";
import { requireTrails } from "../helpers/trails.js";

describe("the evaluator of formulas", () => {
  it.each([
    ["2 + 3 × 4", 14],
    ["(2 + 3) × 4", 20],
    ["8 − 2 − 1", 5],
    ["8 ÷ 4 ÷ 2", 1],
    ["2 × 3 ^ 2", 18],
    ["(a ÷ b) ^ (1 ÷ c) − 1", (9 / 4) ** (1 / 2) - 1],
  ])("reads %s as people do", (expression, value) => {
    expect(evaluate(expression, { a: 9, b: 4, c: 2 })).toBe(value);
  });

  it.each(["2 + ", "(2", "2 3", "x", "2 $ 3"])("refuses %s", (expression) => {
    expect(() => evaluate(expression, {})).toThrow();
  });
});

const projections = {
  "3364": {
    base: disclosed(900),
    projected: disclosed(1_100),
    baseYear: 2022,
    projectedYear: 2032,
    match: { kind: "exact" as const, codes: ["3364"], text: "3364 Industry 3364", lines: [] },
  },
};

/** Figures of QWI that differ from each other. */
function workforceSide(figures: FiguresSpec): WorkforceSide {
  const base = (figures as { readonly establishments: number }).establishments;
  return Object.fromEntries(
    WORKFORCE_QUANTITIES.map((quantity, index) => [quantity, disclosed(base + index)]),
  ) as unknown as WorkforceSide;
}

describe("the trail of every measure", () => {
  it("evaluates to what the measure computes", () => {
    const quantity = fc.integer({ min: 1, max: 1_000_000 });
    const spanOf = (employment: fc.Arbitrary<number>) => {
      const figures: fc.Arbitrary<FiguresSpec> = fc.record({
        employment: fc.oneof(
          employment,
          employment.map((value) => estimated(value, { low: value / 2, high: value * 2 })),
        ),
        establishments: quantity,
        wages: quantity,
      });
      return fc.record({ start: figures, end: figures });
    };
    const span = spanOf(quantity);
    // More jobs than an industry's: without the only establishment of all, there would be nothing to be a share of.
    const spanOfAll = spanOf(fc.integer({ min: 1_000_001, max: 9_000_000 }));
    fc.assert(
      fc.property(span, spanOfAll, span, spanOfAll, (own, all, there, allThere) => {
        const table = {
          ...industryTable({
            region: { total: all, "3364": own },
            reference: { total: allThere, "3364": there },
            projections,
            prices: { name: "cpi.csv", start: 80, end: 100 },
          }),
          livingWage: 24,
          named: FURTHER_MEASURES.map(({ id }) => id),
          workforce: {
            quarters: ["2023-Q1", "2023-Q4"] as const,
            ownership: "private" as const,
            quantities: WORKFORCE_QUANTITIES,
            hasReference: true,
            total: {
              region: workforceSide(all.end),
              match: { kind: "exact" as const, codes: ["10"], text: "" },
              distorted: [],
              withheld: [],
            },
            missing: [],
          },
        };
        const workforce = {
          region: workforceSide(own.end),
          reference: workforceSide(there.end),
          match: { kind: "exact" as const, codes: ["3364"], text: "3364 Industry 3364" },
          distorted: [],
          withheld: [],
        };
        const amongAreas = { place: disclosed(3), areas: disclosed(10), z: disclosed(0.5) };
        const related = { density: disclosed(0.25), strategicGain: disclosed(0.5), complexity: disclosed(-1) };
        expect(requireTrails({ ...table.industry("3364"), amongAreas, related, workforce }, table)).toBe(
          ALL_MEASURES.length,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("names its inputs where a figure has no answer too", () => {
    const table = industryTable({
      region: { total: 1_000, "3364": SUPPRESSED },
      reference: { total: 1, "3364": estimated(0.1, { low: 0.09, high: 0.11 }) },
      recovered: true,
    });
    expect(requireTrails(table.industry("3364"), table)).toBe(0);
  });

  it("says for each input what it is: which quantity, of what, where and when", () => {
    const table = industryTable({
      region: { total: { start: 900, end: 1_000 }, "3364": { start: 30, end: 40 } },
      reference: { total: { start: 9_000, end: 10_000 }, "3364": { start: 100, end: 200 } },
    });
    const lq = buildTrail(MEASURES.find(({ id }) => id === "lq")!.calculation, table.industry("3364"), table);
    expect(Object.values(lq.inputs).map(({ label, unit }) => `${label} [${unit}]`)).toEqual([
      "jobs, 3364, Test Region, 2023 [jobs]",
      "jobs, all industries, Test Region, 2023 [jobs]",
      "jobs, 3364, Test Nation, 2023 [jobs]",
      "jobs, all industries, Test Nation, 2023 [jobs]",
    ]);
    const growth = buildTrail(MEASURES.find(({ id }) => id === "growth")!.calculation, table.industry("3364"), table);
    expect(growth.inputs["start"]?.label).toBe("jobs, 3364, Test Region, 2019");
  });
});

describe("the table of measures", () => {
  it("has each id once, and says of each what it is and where it comes from", () => {
    expect(new Set(ALL_MEASURES.map(({ id }) => id)).size).toBe(ALL_MEASURES.length);
    for (const { definition, source, label, shortLabel } of ALL_MEASURES) {
      expect(definition).toMatch(/^[A-Z].*\.$/);
      expect(source.length).toBeGreaterThan(5);
      expect(shortLabel.length).toBeLessThanOrEqual(Math.max(label.length, 10));
    }
  });

  it("has every measure that the interface names", () => {
    const ids = ALL_MEASURES.map(({ id }) => id);
    const promised = [
      ...["employment", "establishments", "averagePay", "wages", "change", "growth", "cagr", "projectedChange"],
      ...["projectedGrowth", "lq", "lqChange", "competitiveShare", "jobShare", "payRatio"],
    ];
    expect(ids).toEqual(expect.arrayContaining(promised));
  });
});
