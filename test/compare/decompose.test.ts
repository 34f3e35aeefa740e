import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decompose, rankState, type RankingState } from "../../src/compare/decompose.js";
import type { Values } from "../../src/result/result.js";
import { ABSENT, disclosed, type Datum } from "../../src/core/datum.js";
import { RANKING_METHODS } from "../../src/ranking/methods.js";
import { MISSING_RULES } from "../../src/ranking/rank.js";

const NOTHING = { revised: new Set<string>(), revisedHistory: new Map<string, Values>() };

interface Table {
  readonly weights: Readonly<Record<string, number>>;
  readonly rows: Readonly<Record<string, Readonly<Record<string, number | Datum>>>>;
}

function state({ weights, rows }: Table, more: Partial<RankingState> = {}): RankingState {
  return {
    method: "mean-rank",
    missing: "reweight",
    factors: Object.entries(weights).map(([id, weight]) => ({ id, label: id, weight, direction: "higher" })),
    values: new Map(
      Object.entries(rows).map(([code, row]) => [
        code,
        Object.fromEntries(
          Object.entries(row).map(([id, value]) => [id, typeof value === "number" ? disclosed(value) : value]),
        ),
      ]),
    ),
    ...more,
  };
}

const partsOf = (moves: ReturnType<typeof decompose>, code: string) =>
  moves.get(code)!.parts.map(({ cause, factor, places, score }) => [factor ?? cause, places, score]);

describe("a move taken apart", () => {
  // a, b, c by jobs 3, 2, 1 and pay 1, 2, 3: mean ranks 2, 2, 2. Then the pay of a rises above all: its pay rank
  // goes from 3 to 1, those of b and c from 2 to 3 and from 1 to 2; scores 1, 2.5, 2.5.
  const before = { a: { jobs: 3, pay: 1 }, b: { jobs: 2, pay: 2 }, c: { jobs: 1, pay: 3 } };
  const after = { ...before, a: { jobs: 3, pay: 4 } };
  const equal = { jobs: 1, pay: 1 };

  it("gives all of it to the one factor whose figures changed", () => {
    const moves = decompose(state({ weights: equal, rows: before }), state({ weights: equal, rows: after }), NOTHING);
    expect(moves.get("a")).toMatchObject({ moved: 1, scoreChange: -1 });
    expect(partsOf(moves, "a").filter(([, places]) => places !== 0)).toEqual([["pay", 1, -1]]);
    // All three tied at 2; b and c now tie at 2.5.
    expect(partsOf(moves, "b").filter(([, places]) => places !== 0)).toEqual([["pay", -0.5, 0.5]]);
  });

  it("gives weights what weights did, over the new figures", () => {
    const moves = decompose(
      state({ weights: equal, rows: before }),
      state({ weights: { jobs: 3, pay: 1 }, rows: before }),
      NOTHING,
    );
    // Weighted mean ranks of a: (3·1 + 1·3)/4 = 1.5, b 2, c (3·3 + 1·1)/4 = 2.5; before, all 2.
    expect(partsOf(moves, "a").filter(([, places]) => places !== 0)).toEqual([["weights", 1, -0.5]]);
    expect(partsOf(moves, "c").filter(([, places]) => places !== 0)).toEqual([["weights", -1, 0.5]]);
  });

  it("shares what two factors did together equally between equals", () => {
    // b is behind a on both; it overtakes on both at once. One of the two alone brings a tie: half a place.
    const old = { a: { jobs: 2, pay: 2 }, b: { jobs: 1, pay: 1 } };
    const recent = { a: { jobs: 2, pay: 2 }, b: { jobs: 3, pay: 3 } };
    const moves = decompose(state({ weights: equal, rows: old }), state({ weights: equal, rows: recent }), NOTHING);
    expect(moves.get("b")!.moved).toBe(1);
    expect(partsOf(moves, "b").filter(([, places]) => places !== 0)).toEqual([
      ["jobs", 0.5, -0.5],
      ["pay", 0.5, -0.5],
    ]);
  });

  it("gives other industries what their coming and going did", () => {
    const rows = { a: { jobs: 2 }, b: { jobs: 1 } };
    const moves = decompose(
      state({ weights: { jobs: 1 }, rows }),
      state({ weights: { jobs: 1 }, rows: { ...rows, new: { jobs: 3 } } }),
      NOTHING,
    );
    expect(partsOf(moves, "b").filter(([, places]) => places !== 0)).toEqual([["industries", -1, 1]]);
    expect(moves.has("new")).toBe(false);
    const revision = decompose(
      state({ weights: { jobs: 1 }, rows }),
      state({ weights: { jobs: 1 }, rows: { ...rows, new: { jobs: 3 } } }),
      { ...NOTHING, revised: new Set(["new"]) },
    );
    expect(partsOf(revision, "b").filter(([, places]) => places !== 0)).toEqual([["naics", -1, 1]]);
  });

  it("gives revised history its part before new figures", () => {
    // b had 1 job; the final release says 3, above a's 2; a then rises to 4.
    const moves = decompose(
      state({ weights: { jobs: 1 }, rows: { a: { jobs: 2 }, b: { jobs: 1 } } }),
      state({ weights: { jobs: 1 }, rows: { a: { jobs: 4 }, b: { jobs: 3 } } }),
      { ...NOTHING, revisedHistory: new Map([["b", { jobs: disclosed(3) }]]) },
    );
    expect(moves.get("b")!.moved).toBe(0);
    expect(partsOf(moves, "b").filter(([, places]) => places !== 0)).toEqual([
      ["history", 1, -1],
      ["jobs", -1, 1],
    ]);
  });

  it("gives the method its part last", () => {
    const moves = decompose(
      state({ weights: equal, rows: before }),
      state({ weights: equal, rows: before }, { method: "min-max" }),
      NOTHING,
    );
    // Mean rank of a is 2; min-max (1 + 0)/2 = 0.5.
    expect(partsOf(moves, "a").at(-1)).toEqual(["method", 0, -1.5]);
  });
});

const FACTORS = ["employment", "averagePay", "growth", "lq", "own"];

const rankings: fc.Arbitrary<RankingState> = fc
  .record({
    rows: fc.dictionary(
      fc.constantFrom("311", "312", "321", "336", "481", "522", "541", "622"),
      fc.record(
        Object.fromEntries(
          FACTORS.map((id) => [
            id,
            fc.oneof(
              { weight: 6, arbitrary: fc.integer({ min: -3, max: 4 }).map(disclosed) },
              { weight: 3, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(disclosed) },
              { weight: 1, arbitrary: fc.constant(ABSENT) },
            ),
          ]),
        ),
      ),
      { minKeys: 1 },
    ),
    weights: fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 5, maxLength: 5 }),
    used: fc.subarray(FACTORS, { minLength: 1 }),
    method: fc.constantFrom(...RANKING_METHODS.map(({ id }) => id)),
    missing: fc.constantFrom(...MISSING_RULES),
    low: fc.boolean(),
  })
  .map(({ rows, weights, used, method, missing, low }) => ({
    method,
    missing,
    factors: used.map((id) => ({
      id,
      label: id,
      weight: weights[FACTORS.indexOf(id)]!,
      direction: low && id === "averagePay" ? ("lower" as const) : ("higher" as const),
    })),
    values: new Map(Object.entries(rows)),
  }));

describe("any two rankings", () => {
  it("differ by parts that add up: places exactly, scores to a trillionth", () => {
    fc.assert(
      fc.property(rankings, rankings, fc.subarray(["311", "336", "541"]), (before, after, revised) => {
        const history = new Map(
          [...before.values].slice(0, 2).map(([code, values]) => [code, { ...values, lq: disclosed(1.5) }]),
        );
        const moves = decompose(before, after, { revised: new Set(revised), revisedHistory: history });
        const [old, recent] = [rankState(before), rankState(after)];
        expect([...moves.keys()].sort()).toEqual([...recent.keys()].filter((code) => old.has(code)).sort());
        for (const [code, move] of moves) {
          expect(move.moved).toBe(old.get(code)!.rank - recent.get(code)!.rank);
          expect(move.parts.reduce((sum, { places }) => sum + places, 0)).toBe(move.moved);
          // In any order, since each is a whole number of small steps.
          expect([...move.parts].reverse().reduce((sum, { places }) => sum + places, 0)).toBe(move.moved);
          const scores = move.parts.reduce((sum, { score }) => sum + score, 0);
          expect(Math.abs(scores - move.scoreChange)).toBeLessThan(1e-12 * Math.max(1, Math.abs(move.old.score)));
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("have no moves between a ranking and itself", () => {
    fc.assert(
      fc.property(rankings, (one) => {
        for (const move of decompose(one, one, NOTHING).values()) {
          expect(move).toMatchObject({ moved: 0, scoreChange: 0 });
          for (const part of move.parts) expect(part).toMatchObject({ places: 0, score: 0 });
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe("more than eight factors", () => {
  it("are computed from a sample of orders whose parts still add up", () => {
    const ids = Array.from({ length: 10 }, (_, index) => `f${index}`);
    const weights = Object.fromEntries(ids.map((id) => [id, 1]));
    const row = (shift: number) => Object.fromEntries(ids.map((id, index) => [id, (index * 7 + shift * 5) % 11]));
    const rows = (shift: number) => ({ a: row(shift), b: row(shift + 3), c: row(shift + 4) });
    const moves = decompose(state({ weights, rows: rows(0) }), state({ weights, rows: rows(2) }), NOTHING);
    expect(moves.size).toBe(3);
    for (const { moved, parts } of moves.values()) {
      expect(parts.reduce((sum, { places }) => sum + places, 0)).toBe(moved);
    }
  });
});
