import { describe, expect, it } from "vitest";
import { strFromU8, unzipSync } from "fflate";
import { formatSpoken } from "../../src/core/number-format.js";
import { MEASURES } from "../../src/measures/index.js";
import { rankRegion, type RankRegionOptions } from "../../src/ranking/rank-region.js";
import { planFiles } from "../../src/output/outputs.js";
import { renderMarkdown } from "../../src/render/markdown.js";
import { buildBriefReport, makeBrief } from "../../src/report/brief.js";
import type { RankReportInputs } from "../../src/report/rank-inputs.js";
import { buildMeasuresReport } from "../../src/measures-list/measures-report.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { rankedReport } from "../helpers/ranked-report.js";
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
  const brief = buildBriefReport(report);
  const text = renderMarkdown(brief);

  it("holds the short list alone, in rank order", () => {
    expect(brief.tables[0].rows.map(({ cells }) => cells["naics"])).toEqual(["622", "311"]);
    expect(text).not.toContain("| 722 |");
  });

  it("says in two sentences what leads, and how many jobs the list has", () => {
    // 300 + 200 jobs of 1,000.
    const { answer } = makeBrief(report);
    expect(answer).toMatch(/had 500 private jobs in 2023, 50% of all covered jobs there/);
    expect(answer.match(/\.(?: |$)/g)).toHaveLength(2);
  });

  it("has cautions, sources with release and files, and the method in at most four lines", () => {
    const named = {
      ...provenance,
      inputs: [{ file: "in/q.csv", release: "2023 annual averages", date: "2024-09-05" }],
    };
    const { lists } = makeBrief({ ...report, ranked: { ...report.ranked!, provenance: named } });
    const linesOf = (wanted: string) => lists.find(({ heading }) => heading === wanted)?.lines ?? [];
    expect(linesOf("Be careful").length).toBeGreaterThan(0);
    expect(linesOf("Sources").join()).toContain("release 2023 annual averages, fetched 2024-09-05. Files: q.csv.");
    expect([3, 4]).toContain(linesOf("Method").length);
  });

  it("is what a file named so holds, or asked for by name, and no other Markdown file", async () => {
    const names = ["brief.md", "out/columbus-brief.md", "BRIEF.MD", "brief:board.md", "debrief.md", "ranking.md"];
    const planned = planFiles({ out: names });
    expect(planned[3]?.file).toBe("board.md");
    const texts = await Promise.all(planned.map(({ render }) => render(report, {})));
    expect(texts.map((one) => one === text)).toEqual([true, true, true, true, false, false]);
    expect(() => planFiles({ out: ["brief:board.csv"] })).toThrow("a brief has no such format");
  });

  it("is one page of HTML that text from files can't break", async () => {
    const [planned] = planFiles({ out: ["brief.html"] });
    const drawn = rankedReport();
    const code = drawn.ranked!.shortList[0]!.industry.candidate.naics;
    const hostile = { ...drawn, ranked: withTitle(drawn.ranked!, code, "<script>bad()</script>") };
    const html = String(await planned!.render(hostile, {}));
    expect(html).toContain("&lt;script&gt;bad()");
    expect(html).not.toContain("<script");
    expect(html.match(/<table>/g)).toHaveLength(1);
    expect(html).toContain("<svg");
  });

  it("is a Word document with headings, a table and a picture, the same twice", async () => {
    const [planned] = planFiles({ out: ["board.docx"] });
    const render = async (): Promise<Uint8Array> => (await planned!.render(rankedReport(), {})) as Uint8Array;
    const bytes = await render();
    const parts = unzipSync(bytes);
    const document = strFromU8(parts["word/document.xml"]!);
    // Styles by which Word makes an outline; one header row that is repeated.
    expect(document.match(/<w:pStyle w:val="Title"\/>/g)).toHaveLength(1);
    expect(document.match(/<w:pStyle w:val="Heading1"\/>/g)!.length).toBeGreaterThan(3);
    expect(document.match(/<w:tbl>/g)).toHaveLength(1);
    expect(document).toContain("<w:tblHeader/>");
    expect(document.match(/<w:drawing>/g)).toHaveLength(1);
    const picture = Object.keys(parts).find((name) => name.endsWith(".png"))!;
    expect([...parts[picture]!.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(await render()))).toBe(0);
  });

  it("is refused of a result that is not a ranking", () => {
    expect(() => buildBriefReport(buildMeasuresReport(MEASURES, []))).toThrow("a brief is made of a ranking");
  });
});

describe("figures as a person says them", () => {
  it.each([
    [39_458, "jobs", "39,500"],
    [6_153, "jobs", "6,150"],
    [248_973, "jobs", "249,000"],
    [87, "jobs", "87"],
    [133_157, "dollars", "$133,000"],
    [8_449, "dollars", "$8,400"],
    [0.325, "fraction", "33%"],
    [-0.0551, "fraction", "-6%"],
    [0.004, "fraction", "0.4%"],
    [1.588, "ratio", "1.6"],
    [0.04, "ratio", "0.04"],
  ] as const)("%d %s is %s", (value, unit, text) => {
    expect(formatSpoken(value, unit)).toBe(text);
  });
});

function withTitle(ranked: RankReportInputs, naics: string, title: string): RankReportInputs {
  const renamed = <C extends { readonly naics: string }>(candidate: C): C =>
    candidate.naics === naics ? { ...candidate, title } : candidate;
  return {
    ...ranked,
    shortList: ranked.shortList.map((entry) => ({
      ...entry,
      industry: { ...entry.industry, candidate: renamed(entry.industry.candidate) },
    })),
  };
}
