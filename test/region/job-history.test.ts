import { describe, expect, it } from "vitest";
import { analyzeIndustries, type AnalysisOptions } from "../../src/region/analysis.js";
import { disclosed } from "../../src/core/datum.js";
import { jobHistory } from "../../src/region/job-history.js";
import { drawChart } from "../../src/render/svg.js";
import { historyChart } from "../../src/report/history-table.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

/** Jobs of hospitals by year; those of 2021 are withheld. */
const HOSPITALS: Readonly<Record<number, number>> = { 2019: 100, 2020: 110, 2021: 0, 2022: 130, 2023: 140 };

const ROWS = Object.entries(HOSPITALS).flatMap(([text, employment]): QcewRow[] => {
  const year = Number(text);
  const both = (row: Omit<QcewRow, "area">): QcewRow[] => ["99001", "US000"].map((area) => ({ area, year, ...row }));
  // Clothing stores were 448 before the revision of 2022, and are 458 after it.
  const clothing = year < 2022 ? "448" : "458";
  return [
    ...both({ own: 0, industry: "10", employment: 1_000, wages: 5e7, establishments: 90 }),
    { area: "99001", year, industry: "622", employment, establishments: 3, ...(year === 2021 && { disclosure: "N" }) },
    { area: "US000", year, industry: "622", employment: 500, establishments: 40 },
    ...both({ industry: clothing, employment: 50, establishments: 9 }),
  ];
});

const OPTIONS: AnalysisOptions = { ...PLAIN_OPTIONS, level: "3", bridge: "none", year: 2023, since: 2020 };

function historyOf(rows: readonly QcewRow[], options: AnalysisOptions = OPTIONS) {
  const inputs = analysisInputs(qcewTable(rows), { region: ["99001"] });
  const analysis = analyzeIndustries(inputs, options);
  return { history: jobHistory(inputs, options, analysis), table: analysis.table };
}

describe("jobs by year", () => {
  const { history, table } = historyOf(ROWS);

  it("are those of every year in the files up to the latest of the span, the span's ends and all others alike", () => {
    expect(history?.years).toEqual([2019, 2020, 2021, 2022, 2023]);
    expect(history?.jobs.get("622")).toEqual([
      disclosed(100),
      disclosed(110),
      { status: "suppressed" },
      disclosed(130),
      disclosed(140),
    ]);
    expect(historyOf(ROWS, { ...OPTIONS, year: 2022 }).history?.years).toEqual([2019, 2020, 2021, 2022]);
  });

  it("tell where another version of NAICS begins, and nothing of an industry that is not brought across", () => {
    expect(history?.revisions).toEqual([{ year: 2022, from: 2017, to: 2022 }]);
    const clothing = history?.jobs.get("458") ?? [];
    expect(clothing.map((datum) => ("value" in datum ? datum.value : undefined))).toEqual([
      ...[undefined, undefined, undefined],
      ...[50, 50],
    ]);
  });

  it("need three years", () => {
    expect(historyOf(ROWS.filter(({ year = 0 }) => year === 2020 || year === 2023)).history).toBeUndefined();
  });

  it("are drawn as lines that a year without a figure breaks", () => {
    const hospitals = [{ naics: "622", title: "Hospitals", mark: "1" }];
    const chart = historyChart(history!, hospitals, table, "The short list")!;
    const svg = drawChart(chart);
    // 2019 to 2020, then 2022 to 2023.
    const [, path = ""] = /<path d="([^"]*)"/.exec(svg) ?? [];
    expect(path.replace(/[\d. ]+/g, "")).toBe("MLML");
    expect(svg.match(/<title>20\d\d: /g)).toHaveLength(4);
    expect(svg).toContain("<title>NAICS 2017 to 2022</title>");
    expect(chart.footnotes.join(" ")).toContain("A gap");
  });
});
