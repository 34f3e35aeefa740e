import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { estimated } from "../helpers/industry-table.js";
import type { Candidate, Factor } from "../../src/ranking/factor.js";
import { rankingMethod, scoresBy, type RankingMethodId } from "../../src/ranking/methods.js";
import { rankIndustries } from "../../src/ranking/rank.js";
import { RankDraws } from "../../src/ranking/rank-draws.js";
import { seededRandom } from "../../src/ranking/random.js";
import { treated, treatmentNamed } from "../../src/ranking/treatment.js";

const scores = (id: RankingMethodId, values: readonly number[], direction: "higher" | "lower" = "higher") =>
  scoresBy(rankingMethod(id), values, direction, { countsWorst: false });

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

function factor(id: string, weight: number, further: Partial<Factor> = {}): Factor {
  return { id, label: id, weight, direction: "higher", ...further };
}

function candidates(values: Readonly<Record<string, readonly number[]>>): readonly Candidate[] {
  return Object.entries(values).map(([naics, [a, b, c]]) => ({
    naics,
    values: { a: disclosed(a!), b: disclosed(b!), c: disclosed(c!) },
  }));
}

describe("deciles", () => {
  it("are two industries each of twenty, 10 for the two best", () => {
    expect(scores("decile", upTo(20))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10]);
    expect(scores("decile", [5, 1], "lower")).toEqual([5, 10]);
  });
});

describe("a geometric mean", () => {
  it("scales to 1 and 100, and puts even strength before one strong side", () => {
    // 331: 100 and 1, of which the root is 10; 332: half of both spans, 50.5; 333: 1 and 100, again 10.
    const { industries } = rankIndustries(
      candidates({ "331": [9, 1, 0], "332": [5, 5, 0], "333": [1, 9, 0] }),
      [factor("a", 1), factor("b", 1)],
      { method: "geometric-mean", missing: "reweight" },
    );
    expect(industries.map(({ candidate, rank }) => [candidate.naics, rank])).toEqual([
      ["332", 1],
      ["331", 2.5],
      ["333", 2.5],
    ]);
    expect(industries.map(({ score }) => Math.exp(score).toFixed(6))).toEqual(["50.500000", "10.000000", "10.000000"]);
  });
});

describe("Copeland's method", () => {
  // By mean rank 332 and 331 tie: places of a 1, 2, 3; of b 1, 2, 3; of c 3, 1, 2. Pair by pair 331 beats both by a and b.
  const all = candidates({ "331": [9, 9, 1], "332": [5, 5, 9], "333": [1, 1, 5] });
  const three = [factor("a", 1), factor("b", 1), factor("c", 1)];

  it("counts whom an industry beats by most of the weights", () => {
    const { industries } = rankIndustries(all, three, { method: "copeland", missing: "reweight" });
    expect(industries.map(({ candidate, score }) => [candidate.naics, score])).toEqual([
      ["331", 1],
      ["332", 0.5],
      ["333", 0],
    ]);
  });

  it("turns round with the weights: by c alone more than by both others 332 beats all, then 333", () => {
    const { industries } = rankIndustries(all, [factor("a", 1), factor("b", 1), factor("c", 3)], {
      method: "copeland",
      missing: "reweight",
    });
    expect(industries.map(({ candidate }) => candidate.naics)).toEqual(["332", "333", "331"]);
  });

  it("has no winner in a circle: each beats one of the two others", () => {
    const circle = candidates({ "331": [3, 2, 1], "332": [2, 1, 3], "333": [1, 3, 2] });
    const { industries } = rankIndustries(circle, three, { method: "copeland", missing: "reweight" });
    expect(industries.map(({ score, rank }) => [score, rank])).toEqual([
      [0.5, 2],
      [0.5, 2],
      [0.5, 2],
    ]);
  });
});

describe("a treatment of figures", () => {
  it("winsorises at the 5th and 95th percentile: of 1 to 21 these are 2 and 20", () => {
    expect(treated(upTo(21), { treatment: "winsor" })).toEqual([2, 2, ...upTo(20).slice(2), 20]);
    // At 10% of eleven: the second and the tenth.
    expect(treated(upTo(11), { treatment: "winsor10" })).toEqual([2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]);
  });

  it("takes logarithms, and has none of 0 or less", () => {
    const [one, ten, zero, below, none] = treated([1, Math.E, 0, -1, undefined], { treatment: "log" });
    expect([one, ten, zero, below, none]).toEqual([0, 1, undefined, undefined, undefined]);
    const { industries } = rankIndustries(
      candidates({ "331": [1, 1, 0], "332": [10, 2, 0], "333": [0, 3, 0], "334": [100, 0, 0] }),
      [factor("a", 1, { treatment: "log" }), factor("b", 1)],
      { method: "min-max", missing: "reweight" },
    );
    // Of a: 0, ½, none, 1; of b: ⅓, ⅔, 1, 0.
    const found = new Map(industries.map(({ candidate, score }) => [candidate.naics, score]));
    expect(found.get("332")).toBeCloseTo(7 / 12, 12);
    expect(found.get("333")).toBe(1);
    expect(found.get("334")).toBe(0.5);
    expect(industries.find(({ candidate }) => candidate.naics === "333")!.missing).toEqual(["a"]);
  });

  it("is named log, winsor or winsor and a percentage below 50", () => {
    expect(["log", "winsor", "winsor2.5", "winsor10"].map(treatmentNamed)).toEqual([
      "log",
      "winsor",
      "winsor2.5",
      "winsor10",
    ]);
    expect(["lower", "winsor50", "winsor0", "winsorised", "logs"].map(treatmentNamed)).toEqual(
      Array(5).fill(undefined),
    );
  });
});

describe("draws of estimated figures", () => {
  const range = { low: 2, high: 6 };
  const all: readonly Candidate[] = [
    { naics: "331", values: { a: estimated(4, range), b: disclosed(3) } },
    { naics: "332", values: { a: disclosed(5), b: disclosed(2) } },
    { naics: "333", values: { a: disclosed(3), b: disclosed(1) } },
  ];

  it.each(["copeland", "geometric-mean", "decile"] as const)(
    "start from the ranking itself, and move it: %s",
    (method) => {
      const factors = [factor("a", 2, { treatment: "log" }), factor("b", 1, { treatment: "winsor10" })];
      const { industries } = rankIndustries(all, factors, { method, missing: "reweight" });
      const engine = new RankDraws(
        factors.map(({ id }) => all.map(({ values }) => values[id])),
        factors,
        { method: rankingMethod(method), countsWorst: false },
      );
      const places = Array.from(engine.rank(Float64Array.of(2, 1)));
      const own = new Map(industries.map(({ candidate, rank }) => [candidate.naics, rank]));
      expect(places).toEqual(all.map(({ naics }) => own.get(naics)));
      const random = seededRandom(1);
      const seen = new Set<string>();
      for (let draw = 0; draw < 40; draw++) {
        engine.drawFigures(random);
        seen.add(Array.from(engine.rank(Float64Array.of(2, 1))).join());
      }
      expect(seen.size).toBeGreaterThan(1);
    },
  );
});
