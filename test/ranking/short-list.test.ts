import { describe, expect, it } from "vitest";
import type { Datum } from "../../src/core/datum.js";
import {
  cautionsAbout,
  shortListCautions,
  oneEstablishmentRange,
  type Thresholds,
} from "../../src/ranking/cautions.js";
import { measureIndustries, type RankCandidate } from "../../src/ranking/criteria.js";
import { rankIndustries } from "../../src/ranking/rank.js";
import { buildShortList, fewEstablishmentNotes } from "../../src/ranking/short-list.js";
import {
  ABSENT,
  disclosed,
  estimated,
  industryTable,
  SUPPRESSED,
  type SpanSpec,
  type TestTable,
} from "../helpers/industry-table.js";

const thresholds: Thresholds = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};

function one(span: SpanSpec, more: Partial<Parameters<typeof industryTable>[0]> = {}): TestTable {
  return industryTable({
    region: { total: { start: 10_000, end: 10_000 }, "3364": span },
    reference: { total: { start: 1_000_000, end: 1_000_000 }, "3364": { start: 10_000, end: 10_000 } },
    ...more,
  });
}

function cautions(table: TestTable) {
  const [candidate] = measureIndustries(table);
  return cautionsAbout(candidate!, table, thresholds);
}

const kinds = (table: TestTable) => cautions(table).map(({ kind }) => kind);

describe("cautions", () => {
  // 500 jobs in 20 establishments: LQ 500/10,000 ÷ 10,000/1,000,000 = 5, far from 1.2.
  const plain = { employment: 500, establishments: 20 };

  it("are none about a large, published, settled industry", () => {
    expect(kinds(one({ start: { employment: 400 }, end: plain }))).toEqual([]);
  });

  it("are of suppressed jobs first", () => {
    expect(kinds(one({ start: 400, end: { employment: SUPPRESSED, establishments: 20 } }))).toEqual(["suppressed"]);
  });

  it("are of estimated jobs, with their range, unless that is narrow", () => {
    const wide = one({ start: 400, end: { ...plain, employment: estimated(500, { low: 400, high: 700 }) } });
    expect(cautions(wide)).toMatchObject([{ kind: "estimated", low: 400, high: 700 }]);
    // Four jobs of 500 are 0.8 %.
    const narrow = one({ start: 400, end: { ...plain, employment: estimated(500, { low: 498, high: 502 }) } });
    expect(cautions(narrow)).toEqual([]);
  });

  it("are of growth from a small base, below the limit and not at it", () => {
    expect(kinds(one({ start: 99, end: plain }))).toEqual(["small-base"]);
    expect(kinds(one({ start: 100, end: plain }))).toEqual([]);
    // From zero no growth is shown, so none is to be careful about.
    expect(kinds(one({ start: 0, end: plain }))).toEqual([]);
    expect(kinds(one(plain))).toEqual([]);
  });

  it("are of few establishments", () => {
    expect(cautions(one({ start: 400, end: { ...plain, establishments: 11 } }))).toEqual([
      { kind: "few-establishments", establishments: 11 },
    ]);
    expect(kinds(one({ start: 400, end: { ...plain, establishments: 12 } }))).toEqual([]);
    expect(kinds(one({ start: 400, end: { employment: 500, establishments: SUPPRESSED } }))).toEqual([]);
  });

  it("are of an LQ that one establishment more or fewer would move across the limit", () => {
    // LQ 1.25; 100 jobs fewer of 10,000: (1,150/9,900) ÷ 0.1 = 1.16.
    const reference = { total: 1_000_000, "3364": 100_000 };
    const high = one(
      { start: 1_250, end: { employment: 1_250, establishments: 12.5 } },
      { reference: { ...reference, total: { start: 1, end: 1_000_000 } } },
    );
    expect(cautions(high)).toEqual([{ kind: "one-establishment", direction: "below" }]);
    // LQ 1.15; with 100 more: (1,250/10,100) ÷ 0.1 = 1.24.
    const low = one({ start: 1_150, end: { employment: 1_150, establishments: 11.5 } }, { reference });
    expect(cautions(low)).toContainEqual({ kind: "one-establishment", direction: "above" });
    // LQ 1.15 in 115 establishments of ten jobs: 1.159.
    expect(kinds(one({ start: 1_150, end: { employment: 1_150, establishments: 115 } }, { reference }))).toEqual([]);
  });

  it("are of a bridge that was estimated or refused, not of one that is exact", () => {
    const bridged = (kind: "split" | "refused" | "moved" | "unchanged") =>
      cautions(one({ start: 400, end: plain }, { bridges: { "3364": { kind, text: "why" } } }));
    expect(bridged("split")).toEqual([{ kind: "bridged", text: "why" }]);
    expect(bridged("refused")).toEqual([{ kind: "not-bridged", text: "why" }]);
    expect(bridged("moved")).toEqual([]);
    expect(bridged("unchanged")).toEqual([]);
  });
});

describe("the LQ with one establishment fewer and one more", () => {
  it("takes an establishment of average size out of the region's total as well", () => {
    const table = one({ employment: 500, establishments: 5 });
    const range = oneEstablishmentRange(measureIndustries(table)[0]!, table);
    // 400/9,900 and 600/10,100, each over 1 %.
    expect(range?.low).toBeCloseTo(400 / 9_900 / 0.01, 12);
    expect(range?.high).toBeCloseTo(600 / 10_100 / 0.01, 12);
  });

  it.each<SpanSpec>([
    { employment: SUPPRESSED, establishments: 5 },
    { employment: 500, establishments: SUPPRESSED },
    { employment: 0, establishments: 5 },
    { employment: 500, establishments: 0 },
  ])("is not known where a figure is missing: %o", (span) => {
    const table = one(span);
    expect(oneEstablishmentRange(measureIndustries(table)[0]!, table)).toBeUndefined();
  });
});

describe("the short list", () => {
  const ids = ["a", "b"];
  const table = industryTable({ region: { total: 1 }, reference: { total: 1 } });

  function shortList(values: Readonly<Record<string, readonly Datum[]>>, top: number) {
    const bare = industryTable({
      region: { total: 10, ...Object.fromEntries(Object.keys(values).map((code) => [code, 1])) },
      reference: { total: 10 },
    });
    const candidates = measureIndustries(bare).map((candidate): RankCandidate => ({
      ...candidate,
      values: Object.fromEntries(ids.map((id, index) => [id, values[candidate.naics]![index]!])),
    }));
    const factors = ids.map((id) => ({ id, label: id.toUpperCase(), weight: 1, direction: "higher" as const }));
    const ranking = rankIndustries(candidates, factors, { method: "mean-rank", missing: "reweight" });
    return buildShortList(ranking, table, { top, thresholds });
  }
  const both = (value: number) => [disclosed(value), disclosed(value)];
  const codes = (list: ReturnType<typeof shortList>) => list.map(({ industry }) => industry.candidate.naics);

  it("is the first industries of the ranking", () => {
    const list = shortList({ "311": both(1), "312": both(4), "313": both(3), "314": both(2) }, 2);
    expect(codes(list)).toEqual(["312", "313"]);
  });

  it("takes in all industries that tie with its last one", () => {
    const list = shortList({ "311": both(9), "312": both(5), "313": both(5), "314": both(5), "315": both(1) }, 2);
    expect(codes(list)).toEqual(["311", "312", "313", "314"]);
  });

  it("says of an industry that it has fewer establishments than are invited", () => {
    const kinds = (establishments: number) => {
      const of = industryTable({
        region: { total: 1_000, "311": { start: 500, end: { employment: 550, establishments } } },
        reference: { total: 1_000, "311": 100 },
      });
      return shortListCautions(measureIndustries(of)[0]!, of, thresholds).map(({ kind }) => kind);
    };
    // The manual: 12 at least, 100 to invite.
    expect(kinds(11)).toEqual(["few-establishments"]);
    expect(kinds(12)).toEqual(["few-to-invite"]);
    expect(kinds(99)).toEqual(["few-to-invite"]);
    expect(kinds(100)).toEqual([]);
  });

  it("is all of a ranking shorter than it", () => {
    expect(codes(shortList({ "311": both(1), "312": both(2) }, 10))).toEqual(["312", "311"]);
  });

  it("says in which factors an industry stands in the best and in the last third", () => {
    // Of seven: places 1 to 3 are (place − 1)/6 ≤ 1/3, places 5 to 7 ≥ 2/3, place 4 is in between.
    const values = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((place) => [String(310 + place), [disclosed(-place), disclosed(place)]]),
    );
    const list = shortList(values, 7);
    const first = list.find(({ industry }) => industry.candidate.naics === "313");
    expect(first?.lifted).toEqual([{ id: "a", label: "A", rank: 3, of: 7 }]);
    expect(first?.heldBack).toEqual([{ id: "b", label: "B", rank: 5, of: 7 }]);
    const middle = list.find(({ industry }) => industry.candidate.naics === "314");
    expect([middle?.lifted, middle?.heldBack]).toEqual([[], []]);
  });

  it("names the best standing first, and the worst", () => {
    const list = shortList(
      {
        "311": [disclosed(9), disclosed(10)],
        "312": [disclosed(10), disclosed(8)],
        "313": [disclosed(2), disclosed(9)],
        "314": [disclosed(1), disclosed(1)],
        "315": [disclosed(3), disclosed(2)],
        "316": [disclosed(2.5), disclosed(3)],
      },
      6,
    );
    expect(list[0]?.industry.candidate.naics).toBe("311");
    expect(list[0]?.lifted.map(({ id, rank }) => [id, rank])).toEqual([
      ["b", 1],
      ["a", 2],
    ]);
    const last = list.find(({ industry }) => industry.candidate.naics === "315");
    expect(last?.heldBack.map(({ id, rank }) => [id, rank])).toEqual([["b", 5]]);
  });

  it("names the factors for which there is no figure", () => {
    const list = shortList({ "311": [disclosed(5), SUPPRESSED], "312": [disclosed(4), disclosed(1)] }, 2);
    expect(list[0]?.missing.map(({ id }) => id)).toEqual(["b"]);
    expect(list[0]?.lifted.map(({ id }) => id)).toEqual(["a"]);
  });

  it("of nothing is empty", () => {
    expect(shortList({ "311": [ABSENT, SUPPRESSED] }, 3)).toEqual([]);
  });
});

describe("the short list", () => {
  // By jobs alone 3364 leads, then 3363, then 3361; establishments 3, 20 and 40.
  const table = industryTable({
    region: {
      total: 10_000,
      "3364": { employment: 900, establishments: 3 },
      "3363": { employment: 600, establishments: 20 },
      "3361": { employment: 300, establishments: 40 },
    },
    reference: { total: 1_000_000, "3364": 10_000, "3363": 10_000, "3361": 10_000 },
  });
  const jobs = [{ id: "employment", label: "Jobs", weight: 1, direction: "higher" as const }];
  const ranking = rankIndustries(measureIndustries(table), jobs, { method: "mean-rank", missing: "reweight" });
  const codes = (options: Partial<Parameters<typeof buildShortList>[2]>) =>
    buildShortList(ranking, table, { top: 2, thresholds, ...options }).map(({ industry }) => industry.candidate.naics);

  it("passes over industries of few establishments, which keep their rank", () => {
    expect(ranking.industries.map(({ candidate }) => candidate.naics)).toEqual(["3364", "3363", "3361"]);
    expect(codes({})).toEqual(["3363", "3361"]);
    const list = buildShortList(ranking, table, { top: 2, thresholds });
    expect(fewEstablishmentNotes(ranking, list, thresholds)).toMatchObject([
      { id: "few-establishments-not-listed", industries: ["3364"] },
    ]);
  });

  it("takes them in where asked, and where there are no others", () => {
    expect(codes({ thresholds: { ...thresholds, fewEstablishments: 0 } })).toEqual(["3364", "3363"]);
    expect(codes({ thresholds: { ...thresholds, fewEstablishments: 50 } })).toEqual(["3364", "3363"]);
  });
});
