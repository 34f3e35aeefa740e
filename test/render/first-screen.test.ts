import { beforeAll, describe, expect, it } from "vitest";
import { chooseFactors, measureIndustries } from "../../src/ranking/criteria.js";
import { rankIndustries } from "../../src/ranking/rank.js";
import { buildShortList } from "../../src/ranking/short-list.js";
import { displayWidth } from "../../src/render/text-layout.js";
import { renderTerminal } from "../../src/render/terminal.js";
import type { RankReportInputs } from "../../src/report/rank-inputs.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import { rankDemo } from "../page/rank-demo.js";

const LEVELS = ["sector", "3"] as const;
type Level = (typeof LEVELS)[number];

const demos = new Map<Level, RankReportInputs>();
beforeAll(async () => {
  for (const level of LEVELS) demos.set(level, await rankDemo(level));
});

interface Choice {
  readonly top: number;
  readonly profile?: "start" | "next-gen";
  /** Every industry of the part that is taken has the figures of its first. */
  readonly isTied?: boolean;
  /** One of so many industries is taken: another region. */
  readonly every?: number;
  readonly regionName?: string;
  /** Nearly every industry has each kind of caution. */
  readonly isCautious?: boolean;
  readonly standings?: boolean;
}

/** The first screen at 80 columns of the demo's figures, ranked by other choices. */
function screenOf(
  level: Level,
  choice: Choice,
): { readonly lines: readonly string[]; readonly listed: readonly string[] } {
  const demo = demos.get(level)!;
  const { top, profile = "start", isTied = false, every = 1, isCautious = false } = choice;
  const rows = demo.analysis.table.rows.filter((_, index) => index % every === 0);
  const [first] = rows;
  const alike = isTied ? rows.map(({ naics, title }) => ({ ...first!, naics, title })) : rows;
  const region = { ...demo.analysis.table.region, name: choice.regionName ?? demo.analysis.table.region.name };
  const table = { ...demo.analysis.table, rows: alike, region };
  const thresholds = isCautious
    ? { ...demo.thresholds, smallBase: 1_000_000, fewEstablishments: 1, shortListJobs: 0 }
    : demo.thresholds;
  const ranking = rankIndustries(measureIndustries(table), chooseFactors({ profile }, []), {
    method: "mean-rank",
    missing: "reweight",
  });
  const shortList = buildShortList(ranking, table, { top, thresholds });
  const weightSpread = new Map(
    ranking.industries.map(({ candidate, rank }) => [
      candidate.naics,
      { topShare: 1 / rank, low: rank, high: rank, median: rank },
    ]),
  );
  const standings = {
    kind: "counties",
    areas: 3000,
    isOfKind: true,
    standings: new Map(rows.map(({ naics }, place) => [naics, { place: place + 1, of: 3000, withheld: 12 }])),
  } as const;
  const inputs: RankReportInputs = {
    ...demo,
    analysis: { ...demo.analysis, table },
    ranking,
    shortList,
    weightSpread,
    thresholds,
    top,
    ...(choice.standings && { standings }),
  };
  const report = buildRankReport(inputs);
  const ids = new Set(report.tables[0].columns.map(({ id }) => id));
  const given = new Set(["rank", "naics", "title", "lq_standing", "top_share", "why"]);
  for (const id of report.screen!.columns)
    if (given.has(id)) expect(ids, "the table has each column of its screen").toContain(id);
  const lines = renderTerminal(report, { width: 80 }).trimEnd().split("\n");
  return { lines, listed: shortList.map(({ industry }) => industry.candidate.naics) };
}

/** Ten industries and all that is said of them fit 35 lines; two lines more for each further one asked for. */
const limit = (top: number): number => 35 + 2 * Math.max(0, top - 10);

const NAME =
  "Dallas-Fort Worth-Arlington, TX, without Wise, Hood and Somervell counties but with all of its neighbours";

const CHOICES: readonly Choice[] = [5, 10, 15].flatMap((top) => [
  { top },
  { top, profile: "next-gen" as const },
  { top, every: 2, regionName: NAME },
  { top, isCautious: true, profile: "next-gen" as const, regionName: NAME },
  { top, isTied: true, isCautious: true },
  { top, standings: true, every: 3 },
]);

describe("the first screen", () => {
  it.each(LEVELS)("at level %s keeps to its lines whatever is ranked, and to 80 columns", (level) => {
    for (const choice of CHOICES) {
      const { lines } = screenOf(level, choice);
      expect(lines.length, `${JSON.stringify(choice)}\n${lines.join("\n")}`).toBeLessThanOrEqual(limit(choice.top));
      for (const line of lines) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    }
  });

  it("shows every industry of a list with ties at its end that fit, and counts those that don't", () => {
    const { lines, listed } = screenOf("3", { top: 10, isTied: true });
    const shown = listed.filter((naics) => lines.some((line) => line.trimStart().split(/ +/)[1] === naics));
    expect(listed.length).toBeGreaterThan(80);
    expect(shown.length).toBeGreaterThanOrEqual(10);
    expect(lines).toContain(`${listed.length - shown.length} more share the last place: --all-rows shows them.`);
  });

  it("says something of what to be careful about also where lines are short", () => {
    const { lines } = screenOf("3", { top: 10, isCautious: true, regionName: NAME });
    expect(lines.some((line) => line.startsWith("Be careful"))).toBe(true);
  });
});
