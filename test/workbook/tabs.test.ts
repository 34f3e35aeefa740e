import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import type { IndustryRow, ProjectionFigures } from "../../src/core/industry-table.js";
import { bestOfTable } from "../../src/workbook/best-of.js";
import { planRanking } from "../../src/workbook/plan.js";
import { planBook } from "../../src/workbook/tabs/book.js";
import { projectionTabs } from "../../src/workbook/tabs/projections-tab.js";
import { TAB } from "../../src/workbook/tabs/tab.js";
import { rankedReport } from "../helpers/ranked-report.js";

const WORDS = { area: (code: string) => code, industry: (code: string) => code };

const line = (code: string, base: number, projected: number) => ({
  file: "p.csv",
  line: 2,
  code,
  title: "x",
  base: disclosed(base),
  projected: disclosed(projected),
});

function projection(kind: "exact" | "sum" | "ancestor", lines: readonly ReturnType<typeof line>[]): ProjectionFigures {
  const sum = (of: "base" | "projected") =>
    lines.reduce((total, one) => total + ("value" in one[of] ? one[of].value : 0), 0);
  return {
    base: disclosed(sum("base")),
    projected: disclosed(sum("projected")),
    baseYear: 2022,
    projectedYear: 2032,
    match: { kind, codes: lines.map(({ code }) => code), text: "x", lines },
  };
}

const GIVEN: Readonly<Record<string, ProjectionFigures>> = {
  "331": projection("exact", [line("331", 100, 110)]),
  "332": projection("sum", [line("3321", 40, 50), line("3322", 60, 60)]),
  "481": projection("ancestor", [line("48-49", 900, 990)]),
};

describe("tab E", () => {
  const report = rankedReport();
  const ranked = report.ranked!;
  const given = (row: IndustryRow): IndustryRow => (GIVEN[row.naics] ? { ...row, projection: GIVEN[row.naics]! } : row);
  const withGiven = (industries: typeof ranked.ranking.industries) =>
    industries.map((one) => ({ ...one, candidate: { ...one.candidate, row: given(one.candidate.row) } }));
  const { analysis, ranking } = ranked;
  const table = { ...analysis.table, rows: analysis.table.rows.map(given) };
  const plan = planRanking({
    ...ranked,
    analysis: { ...analysis, table },
    ranking: { ...ranking, industries: withGiven(ranking.industries) },
  });
  const { tab, lines } = projectionTabs(planBook(plan, WORDS));
  const cells = (naics: string) => tab.rows.slice(TAB.first).find((row) => row[0]?.value === naics)!;
  const values = (naics: string) =>
    cells(naics)
      .slice(4, 8)
      .map((cell) => cell?.value);

  it("shows an industry's own levels, and a sum of its lines", () => {
    expect(values("331")).toEqual([100, 110, undefined, undefined]);
    // 40 + 60 and 50 + 60.
    expect(values("332")).toEqual([100, 110, undefined, undefined]);
  });

  it("never shows a wider industry's levels as the industry's own", () => {
    expect(values("481")).toEqual([undefined, undefined, 900, 990]);
    // 990 ÷ 900 = 1.1 over ten years, as 110 ÷ 100 is.
    expect(cells("481")[8]!.value).toBeCloseTo(1.1 ** (1 / 10) - 1, 12);
    expect(cells("331")[8]!.value).toBeCloseTo(1.1 ** (1 / 10) - 1, 12);
  });

  it("lists every line that is used", () => {
    expect(lines!.rows.slice(TAB.first).map((row) => [row[1]!.value, row[3]!.value])).toEqual([
      ["331", "331"],
      ["332", "3321"],
      ["332", "3322"],
      ["481", "48-49"],
    ]);
  });
});

describe("highlights of a table of measures", () => {
  const table = (count: number) => ({
    id: "industries",
    title: "",
    columns: [
      { id: "naics", label: "NAICS", kind: "code" as const, priority: 1 as const },
      { id: "employment", label: "Jobs", kind: "number" as const, priority: 1 as const },
      { id: "estimatedShare", label: "Est. part", kind: "number" as const, priority: 1 as const },
    ],
    rows: Array.from({ length: count }, (_, index) => ({
      cells: { naics: String(index), employment: disclosed(index), estimatedShare: disclosed(0) },
    })),
  });

  it("takes high jobs and low parts for good, ten best before the best third", () => {
    const found = bestOfTable(table(30), 4);
    expect(found.map(({ range, look }) => [range, look])).toEqual([
      ...["top-10", "top-third", "above-median"].map((look) => ["B5:B34", look]),
      ...["top-10", "top-third", "above-median"].map((look) => ["C5:C34", look]),
    ]);
    expect(found[0]!.formula).toContain(">=LARGE($B$5:$B$34,");
    expect(found[3]!.formula).toContain("<=SMALL($C$5:$C$34,");
  });

  it("has no ten best where they would be more than a third", () => {
    expect(bestOfTable(table(20), 4).map(({ look }) => look)).not.toContain("top-10");
    expect(bestOfTable(table(2), 4)).toEqual([]);
  });
});
