import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { alsoConsider } from "../../src/ranking/also-consider.js";
import type { Thresholds } from "../../src/ranking/cautions.js";
import { measureIndustries, type RankCandidate } from "../../src/ranking/criteria.js";
import { nearSpread } from "../../src/ranking/near-spread.js";
import { rankIndustries } from "../../src/ranking/rank.js";
import { buildShortList, isListable, passedOver } from "../../src/ranking/short-list.js";
import { industryTable } from "../helpers/industry-table.js";

const thresholds: Thresholds = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};

/** Of 100,000 jobs, so that 0.05 % are 50 and 0.25 % are 250. */
const TOTAL = 100_000;

/** Jobs, then the figures of factors a, b and c, of each of the industries. */
function ranked(industries: Readonly<Record<string, readonly [jobs: number, ...figures: number[]]>>) {
  const table = industryTable({
    region: { total: TOTAL, ...Object.fromEntries(Object.entries(industries).map(([code, [jobs]]) => [code, jobs])) },
    reference: { total: TOTAL },
  });
  const ids = ["a", "b", "c"];
  const candidates = measureIndustries(table).map((candidate): RankCandidate => {
    const [, ...figures] = industries[candidate.naics]!;
    return { ...candidate, values: Object.fromEntries(figures.map((figure, at) => [ids[at]!, disclosed(figure)])) };
  });
  const factors = ids.map((id) => ({ id, label: id.toUpperCase(), weight: 1, direction: "higher" as const }));
  return { table, ranking: rankIndustries(candidates, factors, { method: "mean-rank", missing: "reweight" }) };
}

/** Thirty industries of 1,000 jobs that stand alike by all three factors: 301 first, 330 last. */
const THIRTY = Object.fromEntries(
  Array.from({ length: 30 }, (_, at): [string, [number, number, number, number]] => [
    String(301 + at),
    [1_000, 100 - at, 100 - at, 100 - at],
  ]),
);

describe("industries to consider beside the short list", () => {
  it("are those among the best three by a factor, with what lifts and holds them back", () => {
    // Last but one by a and b, first by c.
    const { table, ranking } = ranked({ ...THIRTY, "340": [1_000, 71.5, 71.5, 200] });
    const list = buildShortList(ranking, table, { top: 5, thresholds });
    const [first] = alsoConsider(ranking, list, table, thresholds);
    expect(first?.entry.industry.candidate.naics).toBe("340");
    expect(first?.reason).toBe("leads");
    expect(first?.by).toEqual([{ id: "c", label: "C", rank: 1, of: 31 }]);
    expect(first?.entry.heldBack.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("are those in the best third by all factors but one, where they lead by none", () => {
    // Place 9 of 31 by a and b is within the best third, (9 − 1) ÷ 30 ≤ 1/3, and not within the best tenth.
    const { table, ranking } = ranked({ ...THIRTY, "340": [1_000, 92.5, 92.5, 1] });
    const list = buildShortList(ranking, table, { top: 5, thresholds });
    const found = alsoConsider(ranking, list, table, thresholds).find(
      ({ entry }) => entry.industry.candidate.naics === "340",
    );
    expect(found?.reason).toBe("all-but-one");
    expect(found?.by).toEqual([{ id: "c", label: "C", rank: 31, of: 31 }]);
  });

  it("have enough jobs, and stand on no short list", () => {
    const few = ranked({ ...THIRTY, "340": [249, 71.5, 71.5, 200], "341": [250, 71.2, 71.2, 300] });
    const list = buildShortList(few.ranking, few.table, { top: 5, thresholds });
    const codes = alsoConsider(few.ranking, list, few.table, thresholds).map(
      ({ entry }) => entry.industry.candidate.naics,
    );
    // Two others are in the best third by all factors but c.
    expect(codes[0]).toBe("341");
    expect(codes).not.toContain("340");
    for (const { industry } of list) expect(codes).not.toContain(industry.candidate.naics);
  });
});

describe("the floor of jobs", () => {
  // The first by all factors, with 49 jobs of 100,000; then with 50.
  it.each([
    [49, false],
    [50, true],
  ])("of 0.05 %% of the region's: %i jobs are on the list: %s", (jobs, isOn) => {
    const { table, ranking } = ranked({ ...THIRTY, "340": [jobs, 200, 200, 200] });
    const options = { top: 3, thresholds };
    const codes = buildShortList(ranking, table, options).map(({ industry }) => industry.candidate.naics);
    expect(codes).toEqual(isOn ? ["340", "301", "302"] : ["301", "302", "303"]);
    expect(ranking.industries[0]?.candidate.naics).toBe("340");
    expect(passedOver(ranking, table, options).map(({ candidate }) => candidate.naics)).toEqual(isOn ? [] : ["340"]);
  });

  it("is counted with in the draws: an industry that is passed over takes no place from another", () => {
    const { table, ranking } = ranked({ ...THIRTY, "340": [49, 200, 200, 200] });
    const spread = nearSpread(ranking, {
      top: 3,
      isListable: (candidate) => isListable(candidate, table, thresholds),
    });
    // Whatever the weights, all factors order these alike.
    const shares = ["340", "301", "302", "303", "304"].map((code) => spread?.get(code)?.topShare);
    expect(shares).toEqual([0, 1, 1, 1, 0]);
    expect(nearSpread(ranking, { top: 3 })?.get("303")?.topShare).toBe(0);
  });
});
