import { describe, expect, it } from "vitest";
import { disclosed, estimated, type Datum } from "../../src/core/datum.js";
import type { Candidate, Factor } from "../../src/ranking/factor.js";
import { rankIndustries, type RankingOptions } from "../../src/ranking/rank.js";
import { readWeightSets } from "../../src/sensitivity/weight-sets.js";
import { analyzeSensitivity, type SensitivityOptions } from "../../src/sensitivity/sensitivity.js";

const byRank: RankingOptions = { method: "mean-rank", missing: "reweight" };

function factor(id: string, weight = 1): Factor {
  return { id, label: id, weight, direction: "higher" };
}

function industries(values: Readonly<Record<string, readonly (number | Datum | undefined)[]>>): readonly Candidate[] {
  return Object.entries(values).map(([naics, own]) => ({
    naics,
    values: Object.fromEntries(
      own.flatMap((value, index) =>
        value === undefined ? [] : [[`f${index + 1}`, typeof value === "number" ? disclosed(value) : value]],
      ),
    ),
  }));
}

const options: SensitivityOptions = { top: 1, draws: 20_000, concentration: 20, seed: 1 };

/** Four standard errors of a share over the draws. */
const tolerance = (share: number, draws = options.draws) => 4 * Math.sqrt((share * (1 - share)) / draws) + 1e-12;

/**
 * By hand. Ranks: A 1 and 3, B 2 and 1, C 3 and 2. With weight u on the first factor A has 3 − 2u, B 1 + u, C 2 + u.
 * A passes B at u = 2/3 and C at u = 1/3; B is always before C. At u = 1/2 the order is B, A, C.
 */
const small = industries({ A: [30, 1], B: [20, 3], C: [10, 2] });
const ranking = rankIndustries(small, [factor("f1"), factor("f2")], byRank);
const result = analyzeSensitivity(ranking, options);
const of = (naics: string) => result.industries.find(({ industry }) => industry.candidate.naics === naics)!;

describe("two factors and all weights alike, in closed form", () => {
  it("give the share of draws in which each is first", () => {
    for (const [naics, share] of [
      ["A", 1 / 3],
      ["B", 2 / 3],
      ["C", 0],
    ] as const) {
      expect(Math.abs(of(naics).spreads.any.topShare - share), naics).toBeLessThanOrEqual(tolerance(share));
    }
  });

  it("give the median rank", () => {
    // A is third, second and first in a third of the draws each, B first in two thirds, C last in two thirds.
    expect(["A", "B", "C"].map((naics) => of(naics).spreads.any.median)).toEqual([2, 1, 3]);
  });

  it("give the ranks of nine in ten draws", () => {
    // A is last for u < 1/3 and first for u > 2/3; B is second there and first else; C is never before B.
    expect(of("A").spreads.any).toMatchObject({ low: 1, high: 3 });
    expect(of("B").spreads.any).toMatchObject({ low: 1, high: 2 });
    expect(of("C").spreads.any).toMatchObject({ low: 2, high: 3 });
  });
});

describe("one weight's change", () => {
  it("swaps neighbours where their scores meet", () => {
    expect(of("B").swap!.to - of("B").swap!.from).toBeCloseTo(1 / 6, 12);
    // A and C: the first factor down to 1/3, or the second up to 2/3.
    expect(Math.abs(of("A").swap!.to - of("A").swap!.from)).toBeCloseTo(1 / 6, 12);
    expect(of("C").swap).toBeUndefined();
  });

  it("takes the first out of the first place, and lets another in", () => {
    // B falls out where f1 counts for more than 2/3, which is f2 for less than 1/3; A comes in there.
    for (const naics of ["B", "A"]) {
      const limits = of(naics).limits!.map(({ factor: index, to }) => [index, to] as const);
      expect(limits.map(([index]) => index)).toEqual([0, 1]);
      expect(limits[0]![1]).toBeCloseTo(2 / 3, 12);
      expect(limits[1]![1]).toBeCloseTo(1 / 3, 12);
    }
  });

  it("meets a quadratic where an industry has no value of a factor", () => {
    // Weights 1/2, 1/4, 1/4. B has no value of the third factor. Ranks: A 1, 2, 1; B 2, 1, –.
    // With share t of f1: A (1 − t)·(2 + 1)/2 + t; B ((1 − t)·½·1 + 2t) ÷ ((1 − t)/2 + t) = (1 + 3t) ÷ (1 + t).
    // A = 1.5 − 0.5t. They meet where (1.5 − 0.5t)(1 + t) = 1 + 3t: −0.5t² − 2t + 0.5 = 0, t = √5 − 2.
    const lacking = rankIndustries(
      industries({ A: [2, 1, 5], B: [1, 2, undefined] }),
      [factor("f1", 2), factor("f2"), factor("f3")],
      byRank,
    );
    const { limits } = analyzeSensitivity(lacking, { ...options, draws: 10 }).industries[0]!;
    expect(lacking.industries[0]!.candidate.naics).toBe("A");
    expect(limits!.find(({ factor: index }) => index === 0)!.to).toBeCloseTo(Math.sqrt(5) - 2, 12);
  });
});

describe("without a factor, and by other methods", () => {
  it("is ranked by hand", () => {
    // Without f1: B, C, A. Without f2: A, B, C.
    expect(["A", "B", "C"].map((naics) => of(naics).without)).toEqual([
      [3, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(result.leftOut.map((variant) => variant!.common)).toEqual([1, 0]);
    // Spearman of (B, A, C) against (B, C, A): 1 − 6·2 ÷ (3·8) = 0.5.
    expect(result.leftOut[0]!.correlation).toBeCloseTo(0.5, 12);
  });

  it("agrees with itself", () => {
    const own = result.methods.find(({ method }) => method === "mean-rank")!;
    expect(own.correlation).toBeCloseTo(1, 12);
    expect(own.common).toBe(1);
  });
});

describe("draws near the stated weights", () => {
  it("give wins that complement each other", () => {
    const { wins, naics } = result.pairwise;
    expect(naics).toEqual(["B", "A"]);
    expect(wins[0]![1]! + wins[1]![0]!).toBeCloseTo(1, 12);
    expect(of("B").beatsNext).toBe(wins[0]![1]);
  });

  it("stay at the stated ranks as the concentration grows, and spread as it falls", () => {
    const share = (concentration: number) =>
      analyzeSensitivity(ranking, { ...options, draws: 4_000, concentration }).industries[0]!.spreads.near.topShare;
    expect(share(10_000)).toBe(1);
    expect(share(1)).toBeLessThan(0.9);
    // With parameters 1 and 1 the Dirichlet distribution is the uniform one: B first in 2/3 of draws.
    expect(Math.abs(share(2) - 2 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 4_000));
  });

  it("are the same for one seed, and others for another", () => {
    const run = (seed: number) => JSON.stringify(analyzeSensitivity(ranking, { ...options, draws: 500, seed }));
    expect(run(7)).toBe(run(7));
    expect(run(7)).not.toBe(run(8));
  });
});

describe("estimated figures", () => {
  it("move ranks as often as their intervals overlap", () => {
    // One factor. A is 20 with a 90 % interval of 10 to 30, so a standard deviation of 10/1.645; B is 25.
    // A passes B where a standard normal exceeds 0.5·1.645 = 0.8224: in 20.54 % of draws (normal table).
    const one = rankIndustries(
      industries({ A: [estimated(20, { low: 10, high: 30 })], B: [25] }),
      [factor("f1")],
      byRank,
    );
    const { industries: both, drawsFigures } = analyzeSensitivity(one, options);
    expect(drawsFigures).toBe(true);
    expect(both.map(({ industry }) => industry.candidate.naics)).toEqual(["B", "A"]);
    expect(Math.abs(both[1]!.spreads.figures.topShare - 0.2054)).toBeLessThan(
      // Figures are drawn a tenth as often as weights.
      tolerance(0.2054, options.draws / 10),
    );
    expect(both[0]!.swap).toBeUndefined();
    expect(both[0]!.without).toEqual([undefined]);
  });
});

describe("weights of others", () => {
  it("are compared with those that are stated, by the first and by all places", () => {
    // Stated: B, A, C (ranks 1, 2, 3). By the first factor alone A, B, C: B and A change places, so that Spearman's is
    // 1 − 6 × (1 + 1) ÷ (3 × 8) = 0.5. By the second, B, C, A: the differences are 0, 1 and 1, 0.5 too.
    const { sets } = analyzeSensitivity(ranking, {
      ...options,
      draws: 100,
      sets: [
        { name: "first", factors: [factor("f1", 3)] },
        { name: "second", factors: [factor("f2")] },
        { name: "turned", factors: [{ ...factor("f2"), direction: "lower" }] },
      ],
    });
    expect(sets.map(({ name, common }) => [name, common])).toEqual([
      ["first", 0],
      ["second", 1],
      ["turned", 0],
    ]);
    // Turned round: A, C, B, against B, A, C: 1 − 6 × (1 + 4 + 1) ÷ 24 = −0.5.
    expect(sets.map(({ correlation }) => Math.round(correlation! * 1e9) / 1e9)).toEqual([0.5, 0.5, -0.5]);
  });

  it.each([
    ["employment=2", "needs a name and weights"],
    [": employment=2", "needs a name and weights"],
    ["county: ", "takes names with weights"],
    ["county: jobz=2", 'no measure is called "jobz"'],
    ["county: employment=many", "the weight of employment is not a number"],
  ])("that read %s are refused", (text, message) => {
    expect(() => readWeightSets([text], [])).toThrow(message);
  });

  it("are named apart", () => {
    expect(() => readWeightSets(["a: employment=1", "a: lq=1"], [])).toThrow("have the same name");
    expect(readWeightSets(["a: employment=1,readiness=2"], ["readiness"])[0]!.factors.map(({ id }) => id)).toEqual([
      "employment",
      "readiness",
    ]);
  });
});
