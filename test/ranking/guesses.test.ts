import { describe, expect, it } from "vitest";
import { disclosed, estimated, type Datum } from "../../src/core/datum.js";
import type { RankCandidate } from "../../src/ranking/criteria.js";
import { markGuesses, shareInRange } from "../../src/ranking/guesses.js";
import { rankIndustries } from "../../src/ranking/rank.js";

/** Half of an industry's jobs, or none, stand in withheld cells. */
function candidate(naics: string, values: Readonly<Record<string, Datum>>, estimatedJobs = 0): RankCandidate {
  const employment = estimatedJobs > 0 ? estimated(100, { low: 50, high: 200 }) : disclosed(100);
  const end = { establishments: disclosed(20), employment, wages: disclosed(1), estimatedJobs };
  const region = { start: undefined, end };
  return { naics, title: naics, values, row: { naics, title: naics, region, reference: region } };
}

const published = (growth: number, pay: number) => ({ growth: disclosed(growth), averagePay: disclosed(pay) });
const LIMITS = { share: 0.5, span: 0.6 };
const FACTORS = ["growth", "averagePay"].map((id) => ({ id, label: id, weight: 1, direction: "higher" as const }));

/** Five published industries that grew by 0 to 40 %, and a sixth whose growth is estimated. */
function six(growth: Datum, estimatedJobs: number): readonly RankCandidate[] {
  return [
    candidate("311", published(0, 50)),
    candidate("312", published(0.1, 40)),
    candidate("321", published(0.2, 30)),
    candidate("322", published(0.3, 20)),
    candidate("323", published(0.4, 10)),
    candidate("324", { growth, averagePay: disclosed(60) }, estimatedJobs),
  ];
}

const guessesOf = (candidates: readonly RankCandidate[]) =>
  markGuesses(candidates, ["growth", "averagePay"], LIMITS)[5]!.guesses;

describe("a figure's range", () => {
  it("is as wide as the part of the other figures that lie inside it", () => {
    // 10 and 20 of the other four figures 10, 20, 30, 40.
    const figures = Float64Array.of(10, 15, 20, 30, 40);
    expect(shareInRange(estimated(15, { low: 8, high: 20 }), figures)).toBe(0.5);
    expect(shareInRange(estimated(15, { low: 14, high: 16 }), figures)).toBe(0);
    expect(shareInRange(disclosed(15), figures)).toBe(0);
  });
});

describe("a figure that is mostly a guess", () => {
  const wide = estimated(0.5, { low: -0.05, high: 1 });
  const narrow = estimated(0.5, { low: 0.35, high: 0.7 });

  it("has a range over most of the others, and half of its jobs in withheld cells", () => {
    expect(guessesOf(six(wide, 50))).toEqual(["growth"]);
    // One of five figures, 40 %, is inside.
    expect(guessesOf(six(narrow, 50))).toBeUndefined();
    expect(guessesOf(six(wide, 49))).toBeUndefined();
    expect(guessesOf(six(disclosed(0.5), 0))).toBeUndefined();
  });

  it("counts as missing: the industry is ranked by its other factors", () => {
    const rank = (candidates: readonly RankCandidate[]) =>
      rankIndustries(candidates, FACTORS, { method: "mean-rank", missing: "reweight" });
    const first = ({ industries }: ReturnType<typeof rank>) => industries[0]!;
    // First by pay and, as guessed, by growth: a mean rank of 1; the guess apart, of 1 again, but by pay alone.
    expect(first(rank(six(wide, 50)))).toMatchObject({ ranks: { growth: 1, averagePay: 1 }, missing: [] });
    const ranking = rank(markGuesses(six(wide, 50), ["growth", "averagePay"], LIMITS));
    expect(first(ranking)).toMatchObject({ candidate: { naics: "324" }, score: 1, missing: ["growth"] });
    expect(first(ranking).ranks).toEqual({ averagePay: 1 });
    expect(ranking.factors.map(({ count }) => count)).toEqual([5, 6]);
    // The five others are ranked among themselves: 323 leads them by growth.
    expect(ranking.industries.find(({ candidate: { naics } }) => naics === "323")!.ranks["growth"]).toBe(1);
  });

  it("keeps its figure for all to see", () => {
    expect(markGuesses(six(wide, 50), ["growth"], LIMITS)[5]!.values["growth"]).toEqual(wide);
  });
});
