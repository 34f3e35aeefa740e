import { describe, expect, it } from "vitest";
import { findGrowthMeanings } from "../../src/projections/growth-meaning.js";
import { projectionTable } from "../helpers/projection-table.js";

/** The meaning of one printed column over rows of base, projected and printed. */
function findingOf(
  rows: readonly (readonly [base: number, projected: number, printed: number])[],
  {
    years = [2020, 2030] as readonly [number, number],
    decimals = 1,
    column = "Growth",
    unit = "jobs" as "jobs" | "thousands",
  } = {},
) {
  const [finding] = findGrowthMeanings(
    projectionTable(
      rows.map(([base, projected, printed], index) => ({
        code: String(100 + index),
        base,
        projected,
        printed: { [column]: printed },
      })),
      { baseYear: years[0], projectedYear: years[1], unit, growthColumns: [{ name: column, decimals }] },
    ),
  );
  return finding!;
}

describe("what a printed growth means", () => {
  it("is a fraction of the whole span in California's long-term rows", () => {
    // Anaheim 2018–28 as published: 1,764,000 to 1,890,300 prints 0.072, 126300 ÷ 1764000 = 0.0716.
    const finding = findingOf(
      [
        [1_764_000, 1_890_300, 0.072],
        [500, 400, -0.2],
        [106_300, 113_000, 0.063],
        [2_000, 1_900, -0.05],
      ],
      { decimals: 3 },
    );
    expect(finding).toMatchObject({ meaning: { id: "total-fraction" }, fitting: 4, disagreements: [] });
  });

  it("is a percent of the whole span where short-term rows print 3.1 for 1,000 to 1,031", () => {
    const finding = findingOf(
      [
        [1_000, 1_031, 3.1],
        [2_500, 2_425, -3],
        [40_000, 40_800, 2],
      ],
      { years: [2021, 2023] },
    );
    expect(finding.meaning?.id).toBe("total-percent");
  });

  it("distinguishes New York's two-year total from a yearly rate, whatever the heading says", () => {
    // 100,000 to 104,040 is 4.04 % in two years, 2 % a year.
    const levels = [
      [100_000, 104_040],
      [10_000, 10_609],
      [50_000, 45_125],
    ] as const;
    const total = levels.map(
      ([base, projected]) => [base, projected, Number(((100 * (projected - base)) / base).toFixed(1))] as const,
    );
    const yearly = [
      [...levels[0], 2],
      [...levels[1], 3],
      [...levels[2], -5],
    ] as const;
    const of = { years: [2019, 2021] as const, column: "Annual Growth Rate" };
    expect(findingOf(total, of)).toMatchObject({ meaning: { id: "total-percent" }, misnamed: true });
    expect(findingOf(yearly, of)).toMatchObject({ meaning: { id: "annual-percent" }, misnamed: false });
  });

  it("is a compound yearly percent in Illinois", () => {
    // As published, 2008–18: (6,881,612 ÷ 6,333,193)^(1/10) − 1 = 0.83 %.
    const finding = findingOf(
      [
        [6_333_193, 6_881_612, 0.83],
        [286_283, 301_866, 0.53],
        [71_393, 66_150, -0.76],
      ],
      { years: [2008, 2018], decimals: 2, column: "AnnualCompoundGrowthRate" },
    );
    expect(finding).toMatchObject({ meaning: { id: "annual-percent" }, misnamed: false });
  });

  it("sees changes in the file's own thousands", () => {
    const finding = findingOf(
      [
        [178_700, 182_700, 4],
        [592_500, 618_800, 26.3],
      ],
      { unit: "thousands" },
    );
    expect(finding.meaning?.id).toBe("change");
  });

  it("lists rows that the levels contradict by more than rounding", () => {
    // As California prints for Anaheim's self-employed: 117,300 − 109,100 = 8,200, not 7,500.
    const finding = findingOf(
      [
        [109_100, 117_300, 7_500],
        [1_764_000, 1_890_300, 126_300],
        [106_300, 113_000, 6_700],
      ],
      { decimals: 0 },
    );
    expect(finding.meaning?.id).toBe("change");
    expect(finding.disagreements).toHaveLength(1);
    expect(finding.disagreements[0]).toMatchObject({ printed: 7_500, computed: 8_200 });
  });

  it("is undefined if no meaning fits", () => {
    const finding = findingOf([
      [1_013, 1_117, 55],
      [2_021, 2_139, 77],
      [3_007, 3_511, 12],
    ]);
    expect(finding).toMatchObject({ meaning: undefined, compared: 3 });
  });
});
