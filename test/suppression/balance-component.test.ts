import { describe, expect, it } from "vitest";
import { balanceComponent } from "../../src/suppression/balance-component.js";

/** A table of rows and columns that add up to printed totals; cells are numbered row by row. */
function twoWay(guess: readonly number[], rows: readonly number[], columns: readonly number[], rounding = 0) {
  const width = columns.length;
  const lists = [
    ...rows.map((_, r) => columns.map((__, k) => r * width + k)),
    ...columns.map((_, k) => rows.map((__, r) => r * width + k)),
  ];
  return {
    sums: {
      cells: guess.length,
      starts: Uint32Array.from([0, ...lists.map((_, c) => lists.slice(0, c + 1).flat().length)]),
      entries: Int32Array.from(lists.flat()),
    },
    remainder: Float64Array.from([...rows, ...columns]),
    rounding: new Float64Array(lists.length).fill(rounding),
    atMost: new Uint8Array(lists.length),
    guess: Float64Array.from(guess),
    give: new Float64Array(guess.length).fill(1),
    unit: 1,
  };
}

/** Iterative proportional fitting as Deming and Stephan (1940) describe it: rows and columns scaled in turn. */
function proportionalFit(guess: readonly number[], rows: readonly number[], columns: readonly number[]): number[] {
  const cells = [...guess];
  const width = columns.length;
  for (let turn = 0; turn < 2000; turn++) {
    rows.forEach((total, r) =>
      scale(
        total,
        columns.map((_, k) => r * width + k),
      ),
    );
    columns.forEach((total, k) =>
      scale(
        total,
        rows.map((_, r) => r * width + k),
      ),
    );
  }
  return cells;

  function scale(total: number, at: readonly number[]): void {
    const factor = total / at.reduce((sum, u) => sum + cells[u]!, 0);
    for (const u of at) cells[u]! *= factor;
  }
}

describe("balancing a table of rows and columns, all cells giving way alike", () => {
  it("is iterative proportional fitting", () => {
    const guess = [5, 60, 2, 9, 1, 30, 40, 4, 70, 6, 3, 8];
    const rows = [150, 20, 80];
    const columns = [50, 120, 60, 20];
    const { above, miss } = balanceComponent(twoWay(guess, rows, columns));
    const expected = proportionalFit(guess, rows, columns);
    expect(miss).toBeLessThan(1e-3);
    above.forEach((value, u) => expect(value).toBeCloseTo(expected[u]!, 2));
  });

  it("comes to zero in cells to which the totals leave nothing", () => {
    // The first row holds all of the first column, so the second row's cell there is 0.
    const { above } = balanceComponent(twoWay([10, 10, 10, 10], [30, 25], [30, 25]));
    expect(above[0]! + above[2]!).toBeCloseTo(30, 2);
    expect(above[0]! + above[1]!).toBeCloseTo(30, 2);
    // And guesses far from their totals are brought there all the same.
    const far = balanceComponent(twoWay([0.01, 5000, 3, 0.2], [900, 20], [15, 905]));
    expect(far.miss).toBeLessThan(0.02);
  });

  it("meets rounded totals that contradict each other within their rounding", () => {
    // Rows say 100.9, columns 100: rounded averages, each off by up to a half.
    const { above, miss } = balanceComponent(twoWay([10, 20, 30, 40], [30.5, 70.4], [40, 60], 0.5));
    expect(miss).toBe(0);
    const sums = [above[0]! + above[1]!, above[2]! + above[3]!, above[0]! + above[2]!, above[1]! + above[3]!];
    [30.5, 70.4, 40, 60].forEach((total, k) => expect(Math.abs(sums[k]! - total)).toBeLessThanOrEqual(0.5));
    // Neither side is believed alone.
    const all = sums[0]! + sums[1]!;
    expect(all).toBeGreaterThan(100.1);
    expect(all).toBeLessThan(100.8);
  });
});
