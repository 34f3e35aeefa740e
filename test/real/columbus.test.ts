import { describe, expect, it } from "vitest";
import { readIndustryInputs, type IndustryInputs } from "../../src/region/read/inputs.js";
import { MEASURES } from "../../src/measures/index.js";
import { markGuesses } from "../../src/ranking/guesses.js";
import { rankRegion, type RankedRegion, type RankRegionOptions } from "../../src/ranking/rank-region.js";
import { chooseFactors, filterCandidates } from "../../src/ranking/criteria.js";
import { RANKING_METHODS } from "../../src/ranking/methods.js";
import { MISSING_RULES, rankIndustries } from "../../src/ranking/rank.js";
import { buildShortList } from "../../src/ranking/short-list.js";
import { renderJson } from "../../src/render/json.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import { naiveFile, numberIn, type NaiveRow } from "../helpers/naive-qcew.js";
import { rerank, type JsonRanking } from "../helpers/rerank.js";
import { describeShared, sharedData } from "../helpers/shared.js";
import { requireTrails } from "../helpers/trails.js";

const FOLDER = "qcew/annual/columbus-oh";
const NATION = "qcew/derived/2023_a_US000_from_2024_oty.csv";
/** Census, July 2023: the counties of the Columbus, OH metropolitan area. */
const COUNTIES = ["39041", "39045", "39049", "39073", "39089", "39097", "39117", "39127", "39129", "39159"];
const PRIVATE = "5";
/** QCEW's aggregation levels of private 3- and 4-digit industries: county, nation. */
const LEVELS = { "3": { county: "75", nation: "15" }, "4": { county: "76", nation: "16" } } as const;
const DIGITS = ["3", "4"] as const;

const thresholds = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};
const defaults: RankRegionOptions = {
  year: 2023,
  since: 2020,
  level: "3",
  ownership: "private",
  lqBase: "total-covered",
  suppressed: "estimate",
  bridge: "split",
  profile: "start",
  method: "mean-rank",
  missing: "reweight",
  top: 10,
  thresholds,
};

interface Choice {
  readonly suppressed: "estimate" | "drop";
  readonly level: "3" | "4";
}

const done = new Map<string, Promise<{ readonly inputs: IndustryInputs; readonly region: RankedRegion }>>();

/** The region read, estimated and ranked; once for each choice, since estimating takes a while. */
function columbus({ suppressed, level }: Choice) {
  const key = `${suppressed} ${level}`;
  const known = done.get(key);
  if (known) return known;
  const run = readIndustryInputs(
    { qcew: [sharedData(FOLDER), sharedData(NATION)], region: "C1814", reference: "US000", year: 2023, suppressed },
    { cwd: process.cwd(), hash: false },
  ).then((inputs) => ({ inputs, region: rankRegion(inputs, { ...defaults, suppressed, level }) }));
  done.set(key, run);
  return run;
}

/** The JSON that `rank` prints of a region, by a method and rule, read back as another program would. */
function rankJson(inputs: IndustryInputs, region: RankedRegion, options: RankRegionOptions): JsonRanking {
  const { candidates, notes } = filterCandidates(region.measured, options);
  const factors = chooseFactors(options, []);
  const taking = markGuesses(
    candidates,
    factors.map(({ id }) => id),
  );
  const ranking = rankIndustries(taking, factors, options);
  const report = buildRankReport({
    analysis: region.analysis,
    ranking,
    shortList: buildShortList(ranking, region.analysis.table, options),
    top: 10,
    filters: [],
    thresholds,
    provenance: { tool: "test", options: {}, inputs: [] },
    notes: [...inputs.notes, ...notes],
  });
  return JSON.parse(renderJson(report)) as JsonRanking;
}

/** What a person with the files and a calculator finds for one private industry. */
interface HandFigures {
  establishments: number;
  employment: number;
  wages: number;
  lq: number | undefined;
  suppressedParts: number;
}

function handFigures(digits: "3" | "4"): Map<string, HandFigures> {
  const rows = COUNTIES.flatMap((county) => naiveFile(sharedData(`${FOLDER}/2023_a_${county}.csv`)));
  const nation = naiveFile(sharedData(NATION));
  const isTotal = (row: NaiveRow) => row["industry_code"] === "10" && row["own_code"] === "0";
  const sum = (of: readonly NaiveRow[], column: string) => of.reduce((total, row) => total + numberIn(row, column), 0);

  const regionTotal = sum(rows.filter(isTotal), "annual_avg_emplvl");
  const nationTotal = sum(nation.filter(isTotal), "annual_avg_emplvl");
  const figures = new Map<string, HandFigures>();
  const industries = rows.filter(
    (row) => row["own_code"] === PRIVATE && row["agglvl_code"] === LEVELS[digits].county && row["size_code"] === "0",
  );
  for (const code of new Set(industries.map((row) => row["industry_code"]!))) {
    const parts = industries.filter((row) => row["industry_code"] === code);
    const there = nation.filter(
      (row) =>
        row["own_code"] === PRIVATE && row["agglvl_code"] === LEVELS[digits].nation && row["industry_code"] === code,
    );
    const employment = sum(parts, "annual_avg_emplvl");
    const nationEmployment = sum(there, "annual_avg_emplvl");
    figures.set(code, {
      establishments: sum(parts, "annual_avg_estabs"),
      employment,
      wages: sum(parts, "total_annual_wages"),
      lq: nationEmployment === 0 ? undefined : employment / regionTotal / (nationEmployment / nationTotal),
      suppressedParts: parts.filter((row) => row["disclosure_code"] !== "").length,
    });
  }
  return figures;
}

describeShared("Columbus, Ohio, from the files of its ten counties", [FOLDER, NATION], () => {
  const hand = { "3": handFigures("3"), "4": handFigures("4") };

  it.each(DIGITS)("has industries of %s digits that all counties disclose, and others", (digits) => {
    const suppressed = [...hand[digits].values()].filter(({ suppressedParts }) => suppressedParts > 0);
    // Counted by hand with grep in the files: 74 of 87, 274 of 290.
    expect([suppressed.length, hand[digits].size]).toEqual({ "3": [74, 87], "4": [274, 290] }[digits]);
  });

  describe.each(["drop", "estimate"] as const)("with --suppressed %s", (suppressed) => {
    it.each(DIGITS)("has the hand computation's figures of every disclosed industry of %s digits", async (level) => {
      const { analysis, measured } = (await columbus({ suppressed, level })).region;
      expect(measured.map(({ naics }) => naics).sort()).toEqual([...hand[level].keys()].sort());
      expect(analysis.table.region.areas).toEqual(COUNTIES);
      for (const { naics, values } of measured) {
        const expected = hand[level].get(naics)!;
        // Suppressed rows print their establishments, so these are disclosed whatever the jobs are.
        expect(values["establishments"], naics).toEqual({ status: "disclosed", value: expected.establishments });
        if (expected.suppressedParts > 0) continue;
        expect(values["employment"], naics).toEqual({ status: "disclosed", value: expected.employment });
        expect(values["wages"], naics).toEqual({ status: "disclosed", value: expected.wages });
        expect(values["averagePay"], naics).toEqual({
          status: "disclosed",
          value: expected.wages / expected.employment,
        });
        if (expected.lq === undefined) expect(values["lq"]?.status, naics).toBe("undefined");
        else expect(values["lq"], naics).toEqual({ status: "disclosed", value: expected.lq });
      }
    });

    it.each(DIGITS)("shows no sum of a partly suppressed industry of %s digits as disclosed", async (level) => {
      const { measured } = (await columbus({ suppressed, level })).region;
      const partly = measured.filter(({ naics }) => hand[level].get(naics)!.suppressedParts > 0);
      const statuses = (ids: readonly string[]): Set<unknown> =>
        new Set(partly.flatMap(({ values }) => ids.map((id) => values[id]?.status)));
      const filled = suppressed === "drop" ? "suppressed" : "estimated";
      expect(statuses(["employment", "wages", "lq"])).toEqual(new Set([filled]));
      // Pay whose range says nothing stays suppressed even where jobs and wages are estimated.
      expect([...statuses(["averagePay"])].filter((one) => one !== filled && one !== "suppressed")).toEqual([]);
    });
  });

  it.each(DIGITS)("has a trail to every figure of %s digits that evaluates to it", async (level) => {
    const { analysis } = (await columbus({ suppressed: "estimate", level })).region;
    const counts = analysis.table.rows.map((row) => requireTrails(row, analysis.table));
    // All but the two that need projections and the two that need the nation in 2020, which were not given.
    expect(counts.filter((count) => count === MEASURES.length - 4).length).toBeGreaterThan(counts.length / 2);
  });

  describe("the ranking", () => {
    const cases = DIGITS.flatMap((level) =>
      (["drop", "estimate"] as const).flatMap((suppressed) =>
        RANKING_METHODS.flatMap(({ id: method }) =>
          MISSING_RULES.map((missing) => ({ level, suppressed, method, missing })),
        ),
      ),
    );

    it("is that of the whole run by the same method", async () => {
      const { inputs, region } = await columbus({ level: "3", suppressed: "estimate" });
      const printed = rankJson(inputs, region, defaults);
      const run = region.ranking.industries.map(({ candidate, rank }) => [candidate.naics, rank]);
      expect(printed.industries.map(({ naics, rank }) => [naics, rank])).toEqual(run);
    });

    it.each(cases)(
      "recomputed from its JSON gives its order: $level digits, $suppressed, $method, $missing",
      async ({ level, suppressed, method, missing }) => {
        const { inputs, region } = await columbus({ level, suppressed });
        const printed = rankJson(inputs, region, { ...defaults, level, suppressed, method, missing });
        const expected = rerank(printed, method, missing);
        expect(printed.industries.length).toBeGreaterThan(3);
        expect(printed.industries.map(({ naics }) => naics)).toEqual(expected.map(({ naics }) => naics));
        expect(printed.industries.map(({ rank }) => rank)).toEqual(expected.map(({ rank }) => rank));
        printed.industries.forEach(({ score }, index) => expect(score).toBeCloseTo(expected[index]!.score, 9));
      },
    );
  });
});
