import { describe, expect, it } from "vitest";
import { checkConsistency } from "../../src/consistency/check.js";
import { checkPrintedPay } from "../../src/inspect/printed-pay.js";
import { findHoles } from "../../src/consistency/holes.js";
import { readAreas } from "../../src/areas/read-areas.js";
import { checkPublishedQuotients } from "../../src/region/published-quotients.js";
import { takeInventory } from "../../src/inspect/inventory.js";
import { checkTotals } from "../../src/inspect/totals.js";
import { MEASURES } from "../../src/measures/index.js";
import { information } from "../../src/core/notes.js";
import { rankRegion, type RankRegionOptions, type RankedRegion } from "../../src/ranking/rank-region.js";
import { renderJson } from "../../src/render/json.js";
import { buildExplainReport } from "../../src/explain/explain-report.js";
import { buildIndustriesReport } from "../../src/industries/industries-report.js";
import { buildInspectReport } from "../../src/inspect/inspect-report.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { buildMeasuresReport } from "../../src/measures-list/measures-report.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import type { Report, ReportTable } from "../../src/report/report.js";
import { levelName, formatList, ordinal, scopeLines, sentence } from "../../src/report/words.js";
import { validator } from "../helpers/json-schema.js";
import { analysisInputs, PLAIN_OPTIONS } from "../helpers/analysis-inputs.js";
import { disclosed, industryTable } from "../helpers/industry-table.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const thresholds = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};
const provenance = { tool: "sector-rank test", options: {}, inputs: [{ file: "test.csv", rows: 1 }] };

/** Jobs in 2023 and 2020, pay and establishments of the private 3-digit industries of two counties together. */
const INDUSTRIES: Readonly<Record<string, readonly [jobs: number, before: number, pay: number, firms: number]>> = {
  "311": [200, 80, 40_000, 14],
  "333": [120, 150, 70_000, 3],
  "622": [300, 240, 60_000, 20],
  "722": [160, 100, 20_000, 40],
  "811": [60, 60, 30_000, 30],
  "999": [20, 20, 30_000, 16],
};

/** Half of the jobs and pay; of an odd number of establishments the first county has the odd one. */
const half = (
  area: string,
  own: number,
  industry: string,
  year: number,
  jobs: number,
  pay: number,
  firms: number,
): QcewRow => ({
  area,
  own,
  industry,
  year,
  employment: jobs / 2,
  wages: (jobs / 2) * pay,
  establishments: area === "99001" ? Math.ceil(firms / 2) : Math.floor(firms / 2),
});

const ROWS: readonly QcewRow[] = [
  ...["99001", "99003"].flatMap((area) => [
    half(area, 0, "10", 2023, 1_000, 50_000, 200),
    half(area, 0, "10", 2020, 900, 45_000, 180),
    ...Object.entries(INDUSTRIES).flatMap(([code, [jobs, before, pay, firms]]) => [
      half(area, 5, code, 2023, jobs, pay, firms),
      half(area, 5, code, 2020, before, pay, firms),
    ]),
    // 212 is suppressed in one county.
    {
      ...half(area, 5, "212", 2023, 40, 50_000, 4),
      ...(area === "99003" && { disclosure: "N" as const, employment: 0, wages: 0 }),
    },
  ]),
  { area: "US000", own: 0, industry: "10", employment: 100_000, wages: 6e9, establishments: 9_000 },
  ...[...Object.keys(INDUSTRIES), "212"].map((industry): QcewRow => ({
    area: "US000",
    industry,
    employment: 10_000,
    wages: 5e8,
    establishments: 900,
  })),
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

function ranked(options: Partial<RankRegionOptions> = {}, factors?: Parameters<typeof rankRegion>[2]): RankedRegion {
  const inputs = analysisInputs(qcewTable(ROWS), { region: ["99001", "99003"] });
  return rankRegion(inputs, { ...OPTIONS, ...options }, factors);
}

function rankReport(options: Partial<RankRegionOptions> = {}, factors?: Parameters<typeof rankRegion>[2]): Report {
  const result = ranked(options, factors);
  return buildRankReport({ ...result, top: 10, filters: [], thresholds, provenance, notes: result.notes });
}

function industriesReport(): Report {
  const { analysis, measured } = ranked();
  return buildIndustriesReport({ analysis, candidates: measured, thresholds, provenance, notes: [] });
}

function explainReport(naics: string, options: Partial<RankRegionOptions> = {}): Report {
  const { analysis, measured, ranking } = ranked(options);
  const candidate = measured.find((one) => one.naics === naics)!;
  const others = [information("about-311", "About food.", ["311"]), information("about-all", "About all.")];
  return buildExplainReport({ analysis, candidate, ranking, thresholds, provenance, notes: others });
}

function inspectReport(rows: readonly QcewRow[]): ReturnType<typeof buildInspectReport> {
  const table = qcewTable(rows);
  return buildInspectReport({
    table,
    inventory: takeInventory(table),
    totals: checkTotals(table, new Map()),
    quotients: checkPublishedQuotients(table),
    contradictory: [],
    pay: checkPrintedPay(table),
    consistency: checkConsistency(table, new Map()),
    grid: findHoles(table, readAreas()),
    nameOf: (area) => `Area ${area}`,
    provenance,
    notes: [],
  });
}

const column = (table: ReportTable, id: string) => table.rows.map(({ cells }) => cells[id]);

describe("words", () => {
  it.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [4, "4th"],
    [11, "11th"],
    [12, "12th"],
    [13, "13th"],
    [21, "21st"],
    [111, "111th"],
    [2.5, "2nd to 3rd"],
  ])("a rank of %s is the %s", (rank, words) => {
    expect(ordinal(rank)).toBe(words);
  });

  it("list things as people do", () => {
    expect(formatList([])).toBe("");
    expect(formatList(["a"])).toBe("a");
    expect(formatList(["a", "b"])).toBe("a and b");
    expect(formatList(["a", "b", "c"], "or")).toBe("a, b or c");
    expect(sentence("lifted by jobs")).toBe("Lifted by jobs");
  });

  it("name levels, and the scope with every choice that shapes it", () => {
    expect(levelName({ level: "sector" })).toBe("NAICS sectors");
    expect(levelName({ level: "supersector" })).toBe("BLS supersectors");
    const table = industryTable({
      region: { total: 1 },
      reference: { total: 1 },
      quarter: 2,
      annualised: true,
      lqBase: "ownership",
      ownership: "government",
      years: { start: 2019, end: 2023 },
    });
    expect(Object.fromEntries(scopeLines(table))).toEqual({
      Region: "Test Region (sum of 2 areas)",
      "Compared with": "Test Nation (published rows of US000)",
      Industries: "4-digit NAICS industries, all government, NAICS 2022",
      Period: "quarter 2 of 2023; growth since quarter 2 of 2019; wages annualised (quarter × 4)",
      "LQ base": "jobs of the same ownership (all government)",
    });
    const recovered = industryTable({ region: { total: 1 }, reference: { total: 1 }, recovered: true });
    expect(Object.fromEntries(scopeLines(recovered))["Compared with"]).toContain("recovered from published");
  });
});

const whyOf = ({ sections }: Report) => sections.find(({ id }) => id === "why");

describe("the report of a ranking", () => {
  const report = rankReport();
  const [table] = report.tables;

  it("lists the industries in rank order, with their values and ranks, the short list marked", () => {
    // Jobs: 622, 311, 722, 333, 811, and so the LQs. Pay: 333, 622, 311, 811, 722.
    // Growth: 311 150 %, 722 60 %, 622 25 %, 811 0 %, 333 −20 %.
    // 622: 1, 2, 3, 1 = 1.75; 311: 2, 3, 1, 2 = 2; 722: 3, 5, 2, 3 = 3.25; 333: 4, 1, 5, 4 = 3.5; 811: 5, 4, 4, 5 = 4.5.
    expect(column(table, "naics")).toEqual(["622", "311", "722", "333", "811"]);
    expect(column(table, "rank")).toEqual([1, 2, 3, 4, 5]);
    expect(column(table, "score")).toEqual([1.75, 2, 3.25, 3.5, 4.5]);
    expect(column(table, "averagePay_rank")).toEqual([2, 3, 5, 1, 4]);
    expect(column(table, "shortList")).toEqual([true, true, false, false, false]);
    expect(table.rows.map(({ emphasis }) => emphasis)).toEqual([true, true, false, false, false]);
    expect(table.rows[0]?.cells["employment"]).toEqual(disclosed(300));
  });

  it("has a column for every cell, once, and a cell's values as they are", () => {
    const ids = table.columns.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of MEASURES) expect(ids).toContain(id);
    const cells = new Set(table.rows.flatMap(({ cells: of }) => Object.keys(of)));
    for (const id of cells) {
      if (table.rows.some((row) => row.cells[id] !== undefined)) expect(ids).toContain(id);
    }
  });

  it("says why each industry is on the short list and what to be careful about", () => {
    // Of five: places 1 and 2 are the best third, 4 and 5 the last.
    expect(report.sections.map(({ heading }) => heading)).toEqual([
      "In short",
      "Why each industry is on the short list",
      "Also consider",
      expect.stringContaining("economy as a whole"),
    ]);
    expect(whyOf(report)?.items).toEqual([
      "622 Hospitals — 20 establishments. Lifted by jobs (1st of 5), location quotient (1st of 5) and average pay (2nd of 5)." +
        " Careful: fewer than 100 establishments to invite to a partnership.",
      "311 Food manufacturing — 14 establishments. Lifted by job growth (1st of 5), jobs (2nd of 5) and location quotient (2nd of 5)." +
        " Careful: growth is from a small base (under 100 jobs); fewer than 100 establishments to invite to a partnership.",
    ]);
    const json = report.json["shortList"] as readonly Record<string, unknown>[];
    expect(json[1]).toEqual({
      naics: "311",
      lifted: [
        { factor: "growth", rank: 1, of: 5 },
        { factor: "employment", rank: 2, of: 5 },
        { factor: "lq", rank: 2, of: 5 },
      ],
      heldBack: [],
      cautions: [
        "growth is from a small base (under 100 jobs)",
        "fewer than 100 establishments to invite to a partnership",
      ],
    });
  });

  it("says what held an industry back, and what it has no figure for", () => {
    // Machinery has 3 establishments: on the short list only where nobody asks for 12.
    const items = whyOf(rankReport({ top: 5, thresholds: { ...thresholds, fewEstablishments: 0 } }))!.items!;
    expect(items[3]).toBe(
      "333 Machinery manufacturing — 3 establishments. Lifted by average pay (1st of 5);" +
        " held back by job growth (5th of 5), jobs (4th of 5) and location quotient (4th of 5)." +
        // From 150 jobs to 120.
        " Careful: jobs fell by 20.0%; one average establishment fewer would take its LQ below 1.2;" +
        " fewer than 100 establishments to invite to a partnership.",
    );
    const own = {
      names: ["green"],
      values: new Map([
        ["311", { green: disclosed(1) }],
        ["722", { green: disclosed(2) }],
      ]),
    };
    expect(whyOf(rankReport({ top: 1 }, own))?.items?.[0]).toContain("no figure for green");
  });

  it("notes the factor without figures, the unranked, and cautions with their industries", () => {
    const byId = new Map(report.notes.map((note) => [note.id, note]));
    expect(byId.get("factor-without-figures-projectedGrowth")?.text).toContain("no projections were given");
    expect(byId.get("unranked")?.industries).toEqual(["212"]);
    expect(byId.get("small-base")?.industries).toEqual(["311", "811"]);
    expect(byId.get("few-establishments")?.industries).toEqual(["333"]);
    expect(byId.has("unclassified-left-out")).toBe(true);
    const json = report.json["industries"] as readonly { naics: string; notes: readonly string[] }[];
    expect(json.find(({ naics }) => naics === "333")?.notes).toContain("few-establishments");
  });

  it("says what it ranks by, and how, with the weights where they are not equal", () => {
    const by = (of: Report) => Object.fromEntries(of.scope)["Ranked by"];
    expect(by(report)).toBe("jobs, average pay, job growth and location quotient, equally weighted; mean rank");
    const weights = { lq: { weight: 3 }, averagePay: { weight: 1, direction: "lower" as const } };
    expect(by(rankReport({ weights, method: "z-score" }))).toBe(
      "location quotient 75.0% and average pay 25.0% (low is good); z-score",
    );
  });

  it("has a column of every factor of the user's", () => {
    const own = { names: ["green"], values: new Map([["311", { green: disclosed(1.5) }]]) };
    const [first] = rankReport({}, own).tables;
    expect(first.columns.map(({ id }) => id)).toEqual(expect.arrayContaining(["green", "green_rank"]));
    expect(first.rows.find(({ cells }) => cells["naics"] === "311")?.cells["green"]).toEqual(disclosed(1.5));
  });

  it("gives each weight as a part of all that take part, in JSON, and as it was stated", () => {
    const factors = report.json["factors"] as readonly { id: string; weight: number; statedWeight: number }[];
    expect(factors.map(({ id, weight, statedWeight }) => [id, weight, statedWeight])).toEqual([
      ["employment", 0.25, 1],
      ["averagePay", 0.25, 1],
      ["growth", 0.25, 1],
      ["projectedGrowth", 0, 1],
      ["lq", 0.25, 1],
    ]);
  });

  it("says which rule an industry with gaps was ranked by", () => {
    const own = { names: ["green"], values: new Map([["311", { green: disclosed(1) }]]) };
    const text = (missing: RankRegionOptions["missing"]) =>
      rankReport({ missing }, own).notes.find(({ id }) => id === "ranked-with-gaps")?.text;
    expect(text("reweight")).toBe(
      "4 industries are missing a factor's figure and were ranked on the other factors, whose weights were raised in proportion.",
    );
    expect(text("worst")).toContain("counted worst");
    expect(text("exclude")).toBeUndefined();
  });
});

describe("the report of all industries", () => {
  it("has every measure of every industry, unranked and unclassified ones too, in order of code", () => {
    const [table] = industriesReport().tables;
    expect(column(table, "naics")).toEqual(["212", "311", "333", "622", "722", "811", "999"]);
    expect(table.columns.map(({ id }) => id)).toEqual(["naics", "title", ...MEASURES.map(({ id }) => id), "quadrant"]);
    expect(table.rows[0]?.cells["employment"]).toEqual({ status: "suppressed" });
    expect(table.rows[0]?.cells["establishments"]).toEqual(disclosed(4));
  });

  it("says how many industries are suppressed", () => {
    const note = industriesReport().notes.find(({ id }) => id === "share-suppressed");
    expect(note?.text).toContain("1 of 7 industries");
  });
});

describe("the report that explains an industry", () => {
  it("gives every measure with its formula in numbers", () => {
    const [figures] = explainReport("311").tables;
    const of = (id: string) => figures.rows.find(({ cells }) => cells["id"] === id)?.cells;
    expect(of("lq")?.["numbers"]).toBe("(200 ÷ 1,000) ÷ (10,000 ÷ 100,000)");
    expect(of("lq")?.["value"]).toEqual(disclosed(2));
    expect(of("growth")?.["numbers"]).toBe("(200 − 80) ÷ 80");
    expect(of("averagePay")?.["shown"]).toBe("$40,000");
    expect(of("projectedGrowth")?.["shown"]).toContain("no projection was given");
  });

  it("follows every figure to its rows: file, line, area, year", () => {
    const [, rows] = explainReport("311").tables;
    const region = rows!.rows.filter(({ cells }) => cells["use"] === "industry here, latest year");
    expect(region.map(({ cells }) => [cells["file"], cells["area"], cells["industry"], cells["year"]])).toEqual([
      ["test.csv", "99001", "311", 2023],
      ["test.csv", "99003", "311", 2023],
    ]);
    // Under the header stand two totals, then 311's two years.
    expect(region[0]?.cells["line"]).toBe(4);
    const uses = new Set(rows!.rows.map(({ cells }) => cells["use"]));
    expect(uses).toContain("all industries in the reference, latest year");
    expect(uses).toContain("industry here, first year");
    expect(uses).not.toContain("industry in the reference, first year");
  });

  it("marks a suppressed row, whose zero is not a figure", () => {
    const [, rows] = explainReport("212").tables;
    const hidden = rows!.rows.find(({ cells }) => cells["area"] === "99003" && cells["industry"] === "212");
    expect(hidden?.cells).toMatchObject({
      status: "suppressed",
      employment: { status: "suppressed" },
      establishments: 2,
    });
  });

  it("says how the rank came about, or that there is none", () => {
    const text = (naics: string) =>
      explainReport(naics)
        .sections.flatMap(({ heading, paragraphs = [], items = [] }) => [heading, ...paragraphs, ...items])
        .join("\n");
    expect(text("311")).toContain("Rank: 2nd of 5, score 2.0");
    expect(text("311")).toContain("Job growth: 1st of 5, weight 25.0%");
    expect(text("212")).toContain("not ranked");
  });

  it("has the notes about it and about all, not those about others", () => {
    expect(explainReport("311").notes.map(({ id }) => id)).toEqual(expect.arrayContaining(["about-311", "about-all"]));
    expect(explainReport("622").notes.map(({ id }) => id)).not.toContain("about-311");
  });
});

describe("the report on files", () => {
  const pay = (row: QcewRow): QcewRow => ({ ...row, annualPay: row.wages! / row.employment! });
  const good = ROWS.filter(({ disclosure }) => disclosure === undefined).map(pay);

  it("counts what the files hold", () => {
    const report = inspectReport(ROWS);
    const [files, periods, levels] = report.tables;
    expect(column(files, "file")).toEqual(["test.csv"]);
    expect(column(periods!, "period")).toEqual(["2020", "2023"]);
    expect(column(periods!, "areas")).toEqual([2, 3]);
    const digits = levels!.rows.find(({ cells }) => cells["period"] === "2023" && cells["level"] === "3-digit");
    // 7 industries in 3 areas, one of them suppressed.
    expect(digits?.cells).toMatchObject({ rows: 21, suppressed: 1 / 21, privateRows: 21 });
  });

  const resultsOf = (report: ReturnType<typeof inspectReport>) =>
    Object.fromEntries(
      report.tables.find(({ id }) => id === "checks")!.rows.map(({ cells }) => [cells["says"], cells["result"]]),
    );

  it("passes files that agree with themselves", () => {
    // The nation has no 2020: that is a hole. No total has its parts in these rows.
    const whole = good.filter(({ area }) => good.some((row) => row.area === area && row.year === 2020));
    const report = inspectReport(whole);
    expect(report.failed).toBe(false);
    expect(resultsOf(report)).toEqual({
      "Published parts add up to published totals": "not possible",
      "Published location quotients are reproduced": "not possible",
      "Printed average pay is wages ÷ jobs": "passed",
      "Rows agree with each other and with themselves": "passed",
      "Every area has every period that others have": "passed",
    });
  });

  it("says that nothing could be compared where nothing was", () => {
    const report = inspectReport(good.filter(({ industry }) => industry === "10").slice(0, 1));
    expect(report.failed).toBe(false);
    expect(resultsOf(report)).toMatchObject({
      "Published parts add up to published totals": "not possible",
      "Every area has every period that others have": "not possible",
    });
  });

  it("fails where an area has no rows of a period that others of its kind have, and names it", () => {
    const report = inspectReport(good);
    expect(report.failed).toBe(true);
    const section = report.sections.find(({ heading }) => heading.includes("Every area"));
    expect(section?.items).toEqual(["US000 Area US000: no rows of 2020"]);
  });

  it("fails those whose printed pay is another, with the place", () => {
    const wrong = good.map((row, index) => (index === 2 ? { ...row, annualPay: row.annualPay! * 2 } : row));
    const report = inspectReport(wrong);
    expect(report.failed).toBe(true);
    const section = report.sections.find(({ heading }) => heading.includes("pay"));
    expect(section?.items?.[0]).toContain("test.csv:4: 99001 311 private: printed $80,000, computed $40,000");
  });

  it("takes quotients that miss for a sign of mixed releases", () => {
    const quotient = (row: QcewRow, lqEmployment: number): QcewRow => ({ ...row, lqEmployment });
    const nation = good.filter(({ area }) => area === "US000").map((row) => quotient(row, 1));
    const total = quotient(
      good.find(({ own, area }) => own === 0 && area === "99001")!,
      1,
    );
    const food = good.find(({ industry }) => industry === "311")!;
    // (100/500) ÷ 0.1 = 2.
    expect(inspectReport([...nation, total, quotient(food, 2)]).notes.map(({ id }) => id)).toEqual(["release-unknown"]);
    const mixed = inspectReport([...nation, total, quotient(food, 2.1)]);
    expect(mixed.failed).toBe(true);
    expect(mixed.notes.map(({ id }) => id)).toEqual(["mixed-releases"]);
  });
});

describe("the JSON of every report", () => {
  const own = { names: ["green"], values: new Map([["311", { green: disclosed(1.5) }]]) };
  const reports: readonly (readonly [string, () => Report])[] = [
    ["rank", () => rankReport()],
    ["rank", () => rankReport({ method: "percentile", missing: "worst", level: "3" }, own)],
    ["industries", industriesReport],
    ["explain", () => explainReport("311")],
    ["explain", () => explainReport("212", { missing: "exclude" })],
    ["inspect", () => inspectReport(ROWS)],
    ["measures", () => buildMeasuresReport(MEASURES, [])],
  ];

  it.each(reports)("is what the schema says: %s", (command, build) => {
    const report = build();
    expect(report.schema).toBe(`sector-rank/${command}/1`);
    const validate = validator(jsonSchemas()[command]!);
    expect(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(reports)("is the same in a second run: %s", (_, build) => {
    expect(renderJson(build())).toBe(renderJson(build()));
  });
});

describe("the report of measures", () => {
  it("has those asked for, in that order, or all", () => {
    expect(column(buildMeasuresReport(MEASURES, ["lq", "growth"]).tables[0], "id")).toEqual(["lq", "growth"]);
    expect(buildMeasuresReport(MEASURES, []).tables[0].rows).toHaveLength(MEASURES.length);
  });

  it("guesses what an unknown one was meant to be", () => {
    expect(() => buildMeasuresReport(MEASURES, ["lqq"])).toThrow('no measure has the id "lqq"');
  });
});
