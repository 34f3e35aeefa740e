import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StatedWeights } from "../../src/ranking/criteria.js";
import { RANKING_METHODS } from "../../src/ranking/methods.js";
import { MISSING_RULES } from "../../src/ranking/rank.js";
import { formatNumber } from "../../src/core/number-format.js";
import { rankedReport } from "../helpers/ranked-report.js";
import { CHROMIUM } from "../helpers/programs.js";
import { OpenPage } from "./browser.js";

const SETTINGS: readonly (readonly [words: string, address: string, weights: StatedWeights])[] = [
  ["equal", "employment=1,averagePay=1,growth=1,lq=1", weighted({ employment: 1, averagePay: 1, growth: 1, lq: 1 })],
  ["uneven", "employment=0.25,averagePay=3,growth=1.5", weighted({ employment: 0.25, averagePay: 3, growth: 1.5 })],
  ["one alone", "lq=2", weighted({ lq: 2 })],
  [
    "one turned round",
    "employment=1:lower,lq=2,averagePay=1",
    { ...weighted({ lq: 2, averagePay: 1 }), employment: { weight: 1, direction: "lower" } },
  ],
  ["one that the page had at 0", "establishments=1,growth=2", weighted({ establishments: 1, growth: 2 })],
];

function weighted(weights: Readonly<Record<string, number>>): StatedWeights {
  return Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, { weight }]));
}

const CASES = RANKING_METHODS.flatMap(({ id: method }) =>
  MISSING_RULES.flatMap((missing) =>
    SETTINGS.map(([words, address, weights]) => ({ method, missing, words, address, weights })),
  ),
);

describe.skipIf(CHROMIUM.path === undefined)(`a page's ranks (${CHROMIUM.advice})`, () => {
  let opened: OpenPage;
  beforeAll(async () => {
    opened = await OpenPage.open(rankedReport());
  });
  afterAll(() => opened.close());

  it.each(CASES)(
    "are the command line's: $method, $missing, weights $words",
    async ({ method, missing, address, weights }) => {
      await opened.view(`weights=${encodeURIComponent(address)}&method=${method}&missing=${missing}`);
      const expected = rankedReport({ method, missing, weights }).ranked!.ranking.industries;
      expect(expected.length).toBeGreaterThan(20);
      expect(await opened.places()).toEqual(
        expected.map(({ rank, candidate }) => [formatNumber(rank, "rank"), candidate.naics]),
      );
    },
  );

  it("follow a link also where the address is put back before the browser reports it", async () => {
    await opened.view("weights=growth%3D1");
    await opened.page.evaluate(() => {
      const before = location.hash;
      location.hash = "weights=lq%3D2";
      history.replaceState(null, "", before);
      return new Promise<void>((done) => addEventListener("hashchange", () => done(), { once: true }));
    });
    const expected = rankedReport({ weights: weighted({ lq: 2 }) }).ranked!.ranking.industries;
    expect((await opened.places()).map(([, naics]) => naics)).toEqual(expected.map(({ candidate }) => candidate.naics));
  });

  it("have ties to get wrong", async () => {
    const { industries } = rankedReport().ranked!.ranking;
    expect(industries.some(({ rank }) => !Number.isInteger(rank))).toBe(true);
    expect(opened.said).toEqual([]);
  });
});
