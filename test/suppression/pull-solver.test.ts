import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildForest, type SignedSums } from "../../src/suppression/forest.js";
import { PullSolver } from "../../src/suppression/pull-solver.js";

/** A system from lists of signed cells, numbered from 1 so that a minus can stand before the first. */
function sumsOf(cells: number, lists: readonly (readonly number[])[]): SignedSums {
  const starts = Uint32Array.from([0, ...lists.map((_, c) => lists.slice(0, c + 1).flat().length)]);
  return { cells, starts, entries: Int32Array.from(lists.flat(), (cell) => (cell < 0 ? ~(-cell - 1) : cell - 1)) };
}

/** A·D·Aᵀ · pulls, by the definition. */
function image(lists: readonly (readonly number[])[], steepness: readonly number[], pulls: ArrayLike<number>) {
  const moves = steepness.map((steep, u) =>
    lists.reduce((sum, list, c) => {
      const cell = list.find((entry) => Math.abs(entry) === u + 1);
      return cell === undefined ? sum : sum + steep * Math.sign(cell) * pulls[c]!;
    }, 0),
  );
  return lists.map((list) => list.reduce((sum, cell) => sum + Math.sign(cell) * moves[Math.abs(cell) - 1]!, 0));
}

function solve(
  cells: number,
  lists: readonly (readonly number[])[],
  steepness: readonly number[],
  misses: readonly number[],
  looseness: readonly number[] = lists.map(() => 0),
): Float64Array {
  const sums = sumsOf(cells, lists);
  return new PullSolver(sums, buildForest(sums)).solve({
    steepness: Float64Array.from(steepness),
    looseness: Float64Array.from(looseness),
    active: lists.map(() => 1),
    misses: Float64Array.from(misses),
    tolerance: 1e-12,
    rounds: 500,
  });
}

describe("pulls of totals in a tree", () => {
  it("are those computed by hand", () => {
    // Cells a, b add up to c, and c with d to a printed total: a + b − c is 3 short, c + d is 6 short; D = 1, 2, 3, 4.
    // A·D·Aᵀ = [[1 + 2 + 3, −3], [−3, 3 + 4]] = [[6, −3], [−3, 7]]; its determinant is 33.
    // Pulls: (7 · 3 + 3 · 6) ÷ 33 = 39/33 and (3 · 3 + 6 · 6) ÷ 33 = 45/33.
    const pulls = solve(
      4,
      [
        [1, 2, -3],
        [3, 4],
      ],
      [1, 2, 3, 4],
      [3, 6],
    );
    expect(pulls[0]).toBeCloseTo(39 / 33, 12);
    expect(pulls[1]).toBeCloseTo(45 / 33, 12);
  });

  it("are less where a total gives way too", () => {
    // As above, but the second total moves by 2 for a pull of one: [[6, −3], [−3, 7 + 2]], determinant 45.
    // Pulls: (9 · 3 + 3 · 6) ÷ 45 = 1 and (3 · 3 + 6 · 6) ÷ 45 = 1.
    const lists = [
      [1, 2, -3],
      [3, 4],
    ];
    const pulls = solve(4, lists, [1, 2, 3, 4], [3, 6], [0, 2]);
    expect(pulls[0]).toBeCloseTo(1, 12);
    expect(pulls[1]).toBeCloseTo(1, 12);
  });
});

describe("totals that close circles", () => {
  it("stay outside the forest, which holds all that close none", () => {
    // A table of two rows and two columns: three of its four totals make a tree.
    const sums = sumsOf(4, [
      [1, 2],
      [3, 4],
      [1, 3],
      [2, 4],
    ]);
    const forest = buildForest(sums);
    expect([...forest.constraint].sort()).toEqual([0, 1, 2]);
    expect([...forest.outside]).toEqual([3]);
  });

  it("are met together with the trees, whatever the system", () => {
    const system = fc.integer({ min: 2, max: 12 }).chain((cells) =>
      fc.record({
        cells: fc.constant(cells),
        lists: fc.array(
          fc
            .uniqueArray(fc.integer({ min: 1, max: cells }), { minLength: 1, maxLength: cells })
            .chain((list) => fc.tuple(...list.map((cell) => fc.boolean().map((isMinus) => (isMinus ? -cell : cell))))),
          { minLength: 1, maxLength: 10 },
        ),
        steepness: fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: cells, maxLength: cells }),
        wished: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 10, maxLength: 10 }),
      }),
    );
    fc.assert(
      fc.property(system, ({ cells, lists, steepness, wished }) => {
        // Misses that some pulls cause, so that totals that repeat each other don't contradict each other.
        const misses = image(lists, steepness, wished);
        const met = image(lists, steepness, solve(cells, lists, steepness, misses));
        const size = Math.max(1, ...misses.map(Math.abs));
        met.forEach((value, c) => expect(Math.abs(value - misses[c]!) / size).toBeLessThan(1e-4));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
