import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownValue, type Datum } from "../../src/core/datum.js";
import { averageRanks } from "../../src/ranking/average-rank.js";
import { effectiveWeights } from "../../src/ranking/effective-weights.js";
import type { Candidate, Direction, Factor } from "../../src/ranking/factor.js";
import { RANKING_METHODS, rankingMethod, scoresBy } from "../../src/ranking/methods.js";
import { MISSING_RULES, rankIndustries, type MissingRule, type RankingOptions } from "../../src/ranking/rank.js";
import { ABSENT, disclosed, estimated, SUPPRESSED } from "../helpers/industry-table.js";
import { rerank } from "../helpers/rerank.js";

const options: RankingOptions = { method: "mean-rank", missing: "reweight" };

function factor(id: string, weight = 1, direction: Direction = "higher"): Factor {
  return { id, label: id, weight, direction };
}

/** Industries by code, each with its values in the order of `ids`; a number is a disclosed value. */
function candidates(
  ids: readonly string[],
  values: Readonly<Record<string, readonly (number | Datum)[]>>,
): Candidate[] {
  return Object.entries(values).map(([naics, of]) => ({
    naics,
    values: Object.fromEntries(
      ids.map((id, index) => {
        const value = of[index]!;
        return [id, typeof value === "number" ? disclosed(value) : value];
      }),
    ),
  }));
}

const order = (industries: readonly { candidate: Candidate }[]) => industries.map(({ candidate }) => candidate.naics);

describe("average ranks", () => {
  it("count from 1 at the better end", () => {
    expect(averageRanks([10, 30, 20], "higher")).toEqual([3, 1, 2]);
    expect(averageRanks([10, 30, 20], "lower")).toEqual([1, 3, 2]);
  });

  it("share the mean of the places that equal values take", () => {
    // 30 first; two at 20 share places 2 and 3; three at 10 share 4, 5 and 6.
    expect(averageRanks([10, 20, 30, 20, 10, 10], "higher")).toEqual([5, 2.5, 1, 2.5, 5, 5]);
  });

  it("give no place to what has no value", () => {
    expect(averageRanks([undefined, 5, undefined, 7], "higher")).toEqual([undefined, 2, undefined, 1]);
    expect(averageRanks([], "higher")).toEqual([]);
  });

  it("rank full precision, in which near values do not tie", () => {
    expect(averageRanks([1.0000000001, 1], "higher")).toEqual([1, 2]);
  });

  const numbers = fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }), { maxLength: 20 });

  it("add up to the sum of all places, whatever the ties", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const ranks = averageRanks(values, "higher").filter((rank) => rank !== undefined);
        const n = ranks.length;
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo((n * (n + 1)) / 2, 9);
      }),
    );
  });

  it("turn round with the direction", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const n = values.filter((value) => value !== undefined).length;
        const high = averageRanks(values, "higher");
        const low = averageRanks(values, "lower");
        expect(low).toEqual(high.map((rank) => (rank === undefined ? undefined : n + 1 - rank)));
      }),
    );
  });
});

describe("the methods of ranking", () => {
  const scores = (id: Parameters<typeof rankingMethod>[0], values: readonly (number | undefined)[]) =>
    scoresBy(rankingMethod(id), values, "higher", { countsWorst: false });

  it("score by hand: rank, percentile, min-max, z", () => {
    const values = [2, 4, 4, undefined, 10];
    expect(scores("mean-rank", values)).toEqual([4, 2.5, 2.5, undefined, 1]);
    // Of three others: beats none; beats one and ties one (1.5 of 3); the same; beats three.
    expect(scores("percentile", values)).toEqual([0, 0.5, 0.5, undefined, 1]);
    expect(scores("min-max", values)).toEqual([0, 0.25, 0.25, undefined, 1]);
    // Mean 5, deviation √((9 + 1 + 1 + 25)/4) = 3.
    expect(scores("z-score", values)).toEqual([-1, -1 / 3, -1 / 3, undefined, 5 / 3]);
  });

  const lowIsGood = (id: Parameters<typeof rankingMethod>[0], values: readonly number[]) =>
    scoresBy(rankingMethod(id), values, "lower", { countsWorst: false });

  it("turn low values into good scores where the direction is lower", () => {
    expect(lowIsGood("min-max", [0, 1, 4])).toEqual([1, 0.75, 0]);
    expect(lowIsGood("z-score", [-1, 1])).toEqual([1, -1]);
    expect(lowIsGood("percentile", [1, 2, 3])).toEqual([1, 0.5, 0]);
  });

  it("tell a factor in which all are equal no one's advantage", () => {
    expect(scores("mean-rank", [3, 3, 3])).toEqual([2, 2, 2]);
    expect(scores("percentile", [3, 3, 3])).toEqual([0.5, 0.5, 0.5]);
    expect(new Set(scores("min-max", [3, 3, 3])).size).toBe(1);
    expect(scores("z-score", [3, 3, 3])).toEqual([0, 0, 0]);
  });

  it("score a single industry, too", () => {
    for (const method of RANKING_METHODS) {
      expect(
        scoresBy(method, [7], "higher", { countsWorst: false }).every((value) => Number.isFinite(value)),
        method.id,
      ).toBe(true);
    }
  });
});

describe("a ranking", () => {
  it("is the weighted mean of ranks, best first", () => {
    // Ranks of a: 1, 2, 3; of b: 3, 1, 2. With weights 3 and 1: 1.5, 1.75, 2.75.
    const ranking = rankIndustries(
      candidates(["a", "b"], { "311": [30, 1], "312": [20, 3], "313": [10, 2] }),
      [factor("a", 3), factor("b", 1)],
      options,
    );
    expect(order(ranking.industries)).toEqual(["311", "312", "313"]);
    expect(ranking.industries.map(({ score }) => score)).toEqual([1.5, 1.75, 2.75]);
    expect(ranking.industries[0]?.ranks).toEqual({ a: 1, b: 3 });
    expect(ranking.factors.map(({ share }) => share)).toEqual([0.75, 0.25]);
  });

  it("counts low values as good where a factor says so", () => {
    const ranking = rankIndustries(candidates(["a"], { "311": [30], "312": [20] }), [factor("a", 1, "lower")], options);
    expect(order(ranking.industries)).toEqual(["312", "311"]);
  });

  it("prints ties as ties, in order of their codes", () => {
    const ranking = rankIndustries(
      candidates(["a"], { "334": [5], "333": [9], "332": [5], "331": [5] }),
      [factor("a")],
      options,
    );
    expect(ranking.industries.map(({ candidate, rank }) => [candidate.naics, rank])).toEqual([
      ["333", 1],
      ["331", 3],
      ["332", 3],
      ["334", 3],
    ]);
  });

  it("counts as ties what only the last bit of a sum separates", () => {
    // Ranks 1, 2, 3 and 3, 2, 1 and 2, 1, 3 of equal weights 0.1 + 0.2 + 0.3, added up in other orders.
    const ids = ["a", "b", "c"];
    const ranking = rankIndustries(
      candidates(ids, { "331": [3, 1, 2], "332": [1, 2, 3], "333": [2, 3, 1] }),
      ids.map((id) => factor(id, 0.1)),
      options,
    );
    expect(ranking.industries.map(({ rank }) => rank)).toEqual([2, 2, 2]);
  });

  it("ranks an estimate by its value", () => {
    const ranking = rankIndustries(
      candidates(["a"], { "311": [estimated(25, { low: 1, high: 99 })], "312": [30], "313": [20] }),
      [factor("a")],
      options,
    );
    expect(order(ranking.industries)).toEqual(["312", "311", "313"]);
  });
});

describe("a missing value", () => {
  const all = candidates(["a", "b"], {
    "311": [40, SUPPRESSED],
    "312": [30, 1],
    "313": [20, 2],
    "314": [10, 3],
    "315": [ABSENT, SUPPRESSED],
  });
  const factors = [factor("a", 1), factor("b", 1)];
  const ranked = (missing: MissingRule) => rankIndustries(all, factors, { method: "mean-rank", missing });

  it("is left out and its weight goes to the others, unless asked otherwise", () => {
    const { industries, unranked } = ranked("reweight");
    // a: 1, 2, 3, 4; b: –, 3, 2, 1. Means: 1, 2.5, 2.5, 2.5.
    expect(industries.map(({ candidate, score, rank }) => [candidate.naics, score, rank])).toEqual([
      ["311", 1, 1],
      ["312", 2.5, 3],
      ["313", 2.5, 3],
      ["314", 2.5, 3],
    ]);
    expect(industries[0]?.missing).toEqual(["b"]);
    expect(industries[0]?.ranks).toEqual({ a: 1 });
    expect(unranked.map(({ candidate, missing }) => [candidate.naics, missing])).toEqual([["315", ["a", "b"]]]);
  });

  it("counts worst under that rule", () => {
    // b of 311 is the fourth and last place: means 2.5, 2.5, 2.5, 2.5.
    const { industries } = ranked("worst");
    expect(industries.map(({ score }) => score)).toEqual([2.5, 2.5, 2.5, 2.5]);
    expect(industries.find(({ candidate }) => candidate.naics === "311")?.scores).toEqual({ a: 1, b: 4 });
  });

  it("shares the last places with other missing ones under worst", () => {
    const two = candidates(["a", "b"], { "311": [4, ABSENT], "312": [3, ABSENT], "313": [2, 7], "314": [1, 8] });
    const { industries } = rankIndustries(two, factors, { method: "mean-rank", missing: "worst" });
    // Places 3 and 4.
    expect(industries.find(({ candidate }) => candidate.naics === "311")?.scores["b"]).toBe(3.5);
  });

  it("takes an industry out of the ranking under exclude, and out of the others' ranks", () => {
    const { industries, unranked, factors: taking } = ranked("exclude");
    expect(order(industries)).toEqual(["312", "313", "314"]);
    expect(industries[0]?.ranks).toEqual({ a: 1, b: 3 });
    expect(unranked.map(({ candidate, missing }) => [candidate.naics, missing])).toEqual([
      ["311", ["b"]],
      ["315", ["a", "b"]],
    ]);
    // "1st of 3": places are among those ranked.
    expect(taking.map(({ count }) => count)).toEqual([3, 3]);
  });

  it.each(MISSING_RULES)("of every industry takes the factor out of it, %s", (missing) => {
    const ids = ["a", "b"];
    const ranking = rankIndustries(candidates(ids, { "311": [5, ABSENT], "312": [6, SUPPRESSED] }), factors, {
      method: "mean-rank",
      missing,
    });
    expect(order(ranking.industries)).toEqual(["312", "311"]);
    expect(ranking.industries.every((industry) => industry.missing.length === 0)).toBe(true);
    expect(ranking.factors.map(({ count, share }) => [count, share])).toEqual([
      [2, 1],
      [0, 0],
    ]);
  });

  it("is never taken as zero", () => {
    // A zero would be the best of a factor whose low values are good.
    const ranking = rankIndustries(
      candidates(["a", "b"], { "311": [SUPPRESSED, 1], "312": [10, 2], "313": [20, 3] }),
      [factor("a", 9, "lower"), factor("b", 1)],
      { method: "min-max", missing: "worst" },
    );
    expect(order(ranking.industries).at(-1)).toBe("311");
  });
});

describe("effective weights", () => {
  it("are equal where two factors of one spread have nothing to do with each other", () => {
    // The four corners of a square: scores are uncorrelated.
    const weights = effectiveWeights(
      [
        [0, 0, 1, 1],
        [0, 1, 0, 1],
      ],
      [0, 1, 1, 2],
    );
    expect(weights.map((weight) => weight?.toFixed(9))).toEqual(["0.500000000", "0.500000000"]);
  });

  it("show that a factor in which all are equal decides nothing", () => {
    expect(
      effectiveWeights(
        [
          [1, 2, 3],
          [2, 2, 2],
        ],
        [1, 2, 3],
      ),
    ).toEqual([1, 0]);
  });

  it("add up to 1, and are not given for fewer than three industries", () => {
    expect(
      effectiveWeights(
        [
          [1, 2],
          [2, 1],
        ],
        [1, 2],
      ),
    ).toEqual([undefined, undefined]);
    const weights = effectiveWeights(
      [
        [1, 2, 3, 5],
        [4, undefined, 1, 2],
      ],
      [2, 2, 1.9, 3],
    );
    expect(weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0)).toBeCloseTo(1, 12);
  });
});

describe("identities of every ranking", () => {
  const ids = ["a", "b", "c"];
  const datum = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: -20, max: 20 }).map(disclosed) },
    { weight: 1, arbitrary: fc.constantFrom<Datum>(SUPPRESSED, ABSENT) },
  );
  const someCandidates = fc
    .array(fc.tuple(datum, datum, datum), { minLength: 3, maxLength: 12 })
    .map((rows) => candidates(ids, Object.fromEntries(rows.map((row, index) => [String(311 + index), row]))));
  const weights = fc.tuple(...ids.map(() => fc.integer({ min: 1, max: 9 })));
  const direction = fc.constantFrom<Direction>("higher", "lower");
  const someFactors = fc
    .tuple(weights, fc.tuple(direction, direction, direction))
    .map(([of, directions]) => ids.map((id, index) => factor(id, of[index]!, directions[index]!)));
  const someOptions = fc.record({
    method: fc.constantFrom(...RANKING_METHODS.map(({ id }) => id)),
    missing: fc.constantFrom(...MISSING_RULES),
  });
  const places = (ranking: ReturnType<typeof rankIndustries>) =>
    ranking.industries.map(({ candidate, rank }) => [candidate.naics, rank]);

  it("stays the same when all weights are doubled", () => {
    fc.assert(
      fc.property(someCandidates, someFactors, someOptions, (all, factors, chosen) => {
        const doubled = factors.map((one) => ({ ...one, weight: one.weight * 2 }));
        expect(places(rankIndustries(all, doubled, chosen))).toEqual(places(rankIndustries(all, factors, chosen)));
      }),
    );
  });

  it("does not depend on the order of industries or of factors", () => {
    fc.assert(
      fc.property(someCandidates, someFactors, someOptions, (all, factors, chosen) => {
        const turned = rankIndustries([...all].reverse(), [...factors].reverse(), chosen);
        expect(places(turned)).toEqual(places(rankIndustries(all, factors, chosen)));
      }),
    );
  });

  it("by ranks does not change when a factor is counted in another unit", () => {
    fc.assert(
      fc.property(someCandidates, someFactors, fc.constantFrom(...MISSING_RULES), (all, factors, missing) => {
        const scaled = all.map((one) => {
          const number = knownValue(one.values["a"]!);
          return number === undefined ? one : { ...one, values: { ...one.values, a: disclosed(number * 1_000 + 7) } };
        });
        for (const method of ["mean-rank", "percentile"] as const) {
          const chosen = { method, missing };
          expect(places(rankIndustries(scaled, factors, chosen))).toEqual(places(rankIndustries(all, factors, chosen)));
        }
      }),
    );
  });

  it("loses no industry: each is ranked once or named as not ranked", () => {
    fc.assert(
      fc.property(someCandidates, someFactors, someOptions, (all, factors, chosen) => {
        const ranking = rankIndustries(all, factors, chosen);
        const named = [...order(ranking.industries), ...order(ranking.unranked)].sort();
        expect(named).toEqual(all.map(({ naics }) => naics).sort());
      }),
    );
  });

  it("is what a plain program finds from the values and weights", () => {
    fc.assert(
      fc.property(someCandidates, someFactors, someOptions, (all, factors, chosen) => {
        const ranking = rankIndustries(all, factors, chosen);
        // Of one industry, or of equal ones, some methods have no scale; the tool then has one of its own.
        fc.pre(
          factors.every(({ id }) => new Set(ranking.industries.map(({ candidate }) => candidate.values[id])).size > 1),
        );
        fc.pre(
          factors.every(({ id }) => {
            const known = ranking.industries.map(({ candidate }) => knownValue(candidate.values[id]!));
            return new Set(known.filter((value) => value !== undefined)).size > 1;
          }),
        );
        const printed = {
          factors: ranking.factors.map(({ id, share, direction: good }) => ({ id, weight: share, direction: good })),
          industries: ranking.industries.map(({ candidate, rank, score }) => ({
            naics: candidate.naics,
            values: candidate.values,
            shortList: false,
            rank,
            score,
          })),
          unranked: ranking.unranked.map(({ candidate }) => ({
            naics: candidate.naics,
            values: candidate.values,
            shortList: false,
          })),
        };
        const expected = rerank(printed, chosen.method, chosen.missing);
        expect(places(ranking)).toEqual(expected.map(({ naics, rank }) => [naics, rank]));
      }),
      { numRuns: 300 },
    );
  });
});
