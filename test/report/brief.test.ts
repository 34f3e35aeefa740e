import { describe, expect, it } from "vitest";
import { MEASURES } from "../../src/measures/index.js";
import { rankRegion, type RankRegionOptions } from "../../src/ranking/rank-region.js";
import { planFiles } from "../../src/output/outputs.js";
import { renderMarkdown } from "../../src/render/markdown.js";
import { briefOf } from "../../src/report/brief.js";
import { buildMeasuresReport } from "../../src/measures-list/measures-report.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const thresholds = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};
const provenance = { tool: "sector-rank test", options: {}, inputs: [] };

const JOBS: Readonly<Record<string, number>> = { "311": 200, "622": 300, "722": 160 };
const row = (area: string, own: number, industry: string, employment: number): QcewRow => ({
  area,
  own,
  industry,
  year: 2023,
  employment,
  wages: employment * 50_000,
  establishments: 20,
});
const ROWS = [
  row("99001", 0, "10", 1_000),
  row("US000", 0, "10", 100_000),
  ...Object.entries(JOBS).flatMap(([code, jobs]) => [row("99001", 5, code, jobs), row("US000", 5, code, 10_000)]),
];
const OPTIONS: RankRegionOptions = {
  ...PLAIN_OPTIONS,
  level: "3",
  profile: "start",
  method: "mean-rank",
  missing: "reweight",
  top: 2,
  thresholds,
};

const result = rankRegion(analysisInputs(qcewTable(ROWS), { region: ["99001"] }), OPTIONS);
const report = buildRankReport({ ...result, top: 2, filters: [], thresholds, provenance, notes: result.notes });

describe("a brief", () => {
  const brief = briefOf(report);
  const text = renderMarkdown(brief);

  it("holds the short list alone, in rank order", () => {
    expect(brief.tables[0].rows.map(({ cells }) => cells["naics"])).toEqual(["622", "311"]);
    expect(text).not.toContain("722");
  });

  it("adds up the jobs that its table shows", () => {
    // 300 + 200 jobs of 1,000.
    expect(text).toMatch(/Together they had 500 private jobs in 2023, 50\.0% of all covered jobs there/);
  });

  it("says why each industry is there, and the method in five lines", () => {
    expect(text).toMatch(/\(622\): lifted by .*jobs \(1st of 3\)/);
    const method = brief.sections.find(({ heading }) => heading === "Method");
    expect(method?.items).toHaveLength(5);
  });

  it("is what a file named so holds, and no other Markdown file", async () => {
    const names = ["brief.md", "out/columbus-brief.md", "BRIEF.MD", "debrief.md", "ranking.md"];
    const texts = await Promise.all(planFiles({ out: names }).map(({ render }) => render(report, {})));
    expect(texts.map((one) => one === text)).toEqual([true, true, true, false, false]);
  });

  it("is refused of a result that is no ranking", () => {
    expect(() => briefOf(buildMeasuresReport(MEASURES, []))).toThrow("a brief is made of a ranking");
  });
});
