import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readXlsx, type CellValue } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import type { StatedWeights } from "../../../src/ranking/criteria.js";
import { RANKING_METHODS, type RankingMethodId } from "../../../src/ranking/methods.js";
import { MISSING_RULES, type MissingRule } from "../../../src/ranking/rank.js";
import { readWorkbookSources, renderXlsx, writeWorkbook } from "../../../src/render/xlsx/render-xlsx.js";
import { withoutFormulas, type Workbook } from "../../../src/workbook/model.js";
import { buildWorkbook } from "../../../src/workbook/workbook.js";
import { MEASURES } from "../../../src/measures/index.js";
import type { Report } from "../../../src/report/report.js";
import { convertInOffice } from "../../helpers/office.js";
import { OFFICE } from "../../helpers/programs.js";
import { alsoConsider } from "../../../src/ranking/also-consider.js";
import type { QcewRow } from "../../helpers/qcew-table.js";
import { rankedReport } from "../../helpers/ranked-report.js";

// Each workbook is made with START's weights, then its weights are changed as a reader would, then another program
// calculates it. What stands on the sheet Ranking must be what the command line ranks with those weights.

/** Weights to change to; a measure that is not named gets 0. */
const SETTINGS: Readonly<Record<string, StatedWeights>> = {
  start: Object.fromEntries(["employment", "averagePay", "growth", "lq"].map((id) => [id, { weight: 1 }])),
  uneven: {
    employment: { weight: 0.5 },
    averagePay: { weight: 3, direction: "lower" },
    growth: { weight: 0 },
    lq: { weight: 1.25 },
    establishments: { weight: 2 },
  },
  one: { establishments: { weight: 7, direction: "lower" } },
};

// Every method with one rule, the first ones with every rule, and the default ones with all settings: one start of
// LibreOffice takes them all.
const EVERY_RULE: readonly RankingMethodId[] = ["mean-rank", "percentile", "min-max", "z-score"];
const CASES = RANKING_METHODS.flatMap(({ id: method }, index) =>
  (EVERY_RULE.includes(method) ? MISSING_RULES : [MISSING_RULES[index % 3]!]).flatMap((missing) =>
    Object.keys(SETTINGS)
      .filter((setting) => setting === "uneven" || (method === "mean-rank" && missing === "reweight"))
      .map((setting) => ({ method, missing, setting })),
  ),
);
/** Compared with their own values, cell by cell: every method once, every rule at least once. */
const AS_MADE = RANKING_METHODS.map(({ id: method }, index) => ({ method, missing: MISSING_RULES[index % 3]! }));
/** With all its sheets. */
const WHOLE = "whole";
const nameOf = ({ method, missing, setting }: { method: string; missing: string; setting: string }): string =>
  `${method}-${missing}-${setting}`;

/** Without the sheets of occupations, which are most of a workbook and the same whatever the weights. */
function sheetsOfRanking(report: Report): Workbook {
  const { occupations, ...sources } = readWorkbookSources(report);
  void occupations;
  return buildWorkbook(report, sources);
}

async function bookOf(report: Report): Promise<Uint8Array> {
  return writeWorkbook(sheetsOfRanking(report));
}

/** The sheets that weights move, with their formulas; and those that they look at, as values. */
const MOVED = ["Short list", "Weights", "K Ranks", "Scoring"];
const LOOKED_AT = ["B QCEW 2023", "I All factors"];

async function weightsBookOf(report: Report): Promise<Uint8Array> {
  const { sheets, ...book } = sheetsOfRanking(report);
  const kept = sheets
    .filter(({ name }) => [...MOVED, ...LOOKED_AT].includes(name))
    .map((sheet) => (MOVED.includes(sheet.name) ? sheet : withoutFormulas(sheet)));
  return writeWorkbook({ ...book, sheets: kept });
}

type Sheets = Readonly<Record<string, readonly (readonly CellValue[])[]>>;

async function sheetsOf(bytes: Uint8Array, wanted?: readonly string[]): Promise<Sheets> {
  const { sheets } = await readXlsx(bytes, wanted && { sheets: [...wanted] });
  return Object.fromEntries(sheets.map(({ name, rows }) => [name, rows]));
}

/** Cells to type into, by sheet and address. */
type Typed = Readonly<Record<string, Readonly<Record<string, number | string>>>>;

/** The workbook with other values typed in, and everything that was computed left as it was. */
function typed(bytes: Uint8Array, cells: Typed): Uint8Array {
  const parts = unzipSync(bytes);
  const names = [...strFromU8(parts["xl/workbook.xml"]!).matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  const changed: Record<string, Uint8Array> = {};
  for (const [sheet, values] of Object.entries(cells)) {
    const part = `xl/worksheets/sheet${names.indexOf(sheet) + 1}.xml`;
    let xml = strFromU8(parts[part]!);
    for (const [cell, value] of Object.entries(values)) {
      const pattern = new RegExp(`<c r="${cell}"([^>]*)>.*?</c>`);
      if (!pattern.test(xml)) throw new Error(`no cell ${cell} on ${sheet}`);
      const content = typeof value === "number" ? `><v>${value}</v>` : ` t="inlineStr"><is><t>${value}</t></is>`;
      xml = xml.replace(pattern, (_, attributes: string) => {
        const style = / s="\d+"/.exec(attributes)?.[0] ?? "";
        return `<c r="${cell}"${style}${content}</c>`;
      });
    }
    changed[part] = strToU8(xml);
  }
  // With a date of its own, the same change would be another file each time.
  return zipSync({ ...parts, ...changed }, { level: 0, mtime: "2026-01-01T12:00:00" });
}

/** Types weights and directions into the sheet Weights. */
async function withWeights(bytes: Uint8Array, weights: StatedWeights): Promise<Uint8Array> {
  const rows = (await sheetsOf(bytes, ["Weights"]))["Weights"]!;
  const cells: Record<string, number | string> = {};
  for (let row = 6; rows[row - 1]![0] !== "All weights"; row++) {
    const label = rows[row - 1]![0];
    const measure = MEASURES.find((one) => one.label === label);
    if (!measure) throw new Error(`no measure is called ${String(label)}`);
    const { weight, direction } = weights[measure.id] ?? { weight: 0 };
    cells[`B${row}`] = weight;
    cells[`C${row}`] = direction ?? measure.better;
  }
  return typed(bytes, { Weights: cells });
}

/** What a reader types into tabs A, C and G: as the row of the same area, industry and year in another file. */
const CHANGES: readonly {
  readonly area: string;
  readonly year: number;
  readonly industry: string;
  readonly figures: Partial<QcewRow>;
}[] = [
  { area: "99001", year: 2023, industry: "336", figures: { employment: 2_000, wages: 1.9e8, establishments: 55 } },
  { area: "99001", year: 2023, industry: "332", figures: { wages: 5e7 } },
  { area: "99001", year: 2020, industry: "481", figures: { employment: 15 } },
  { area: "99001", year: 2020, industry: "611", figures: { employment: 300 } },
  { area: "US000", year: 2023, industry: "621", figures: { employment: 90_000 } },
  { area: "US000", year: 2020, industry: "336", figures: { employment: 12_000 } },
];
/** By tab, the column of its NAICS codes, counting from 0, and the letters of its figures. */
const TYPED_INTO: Readonly<
  Record<string, { readonly sheet: string; readonly code: number; readonly letters: Readonly<Record<string, string>> }>
> = {
  "99001 2023": {
    sheet: "A QCEW 2023 raw",
    code: 3,
    letters: { establishments: "F", employment: "G", wages: "H" },
  },
  "99001 2020": { sheet: "C QCEW 2020 raw", code: 3, letters: { employment: "G" } },
  "US000 2023": { sheet: "G Reference jobs", code: 0, letters: { employment: "C" } },
  "US000 2020": { sheet: "G Reference jobs", code: 0, letters: { employment: "F" } },
};

/** The workbook with those figures typed into its tabs. */
async function withFigures(bytes: Uint8Array): Promise<Uint8Array> {
  const sheets = await sheetsOf(
    bytes,
    Object.values(TYPED_INTO).map(({ sheet }) => sheet),
  );
  const cells: Record<string, Record<string, number>> = {};
  for (const { area, year, industry, figures } of CHANGES) {
    const { sheet, code, letters } = TYPED_INTO[`${area} ${year}`]!;
    const row = sheets[sheet]!.findIndex((one) => one[code] === industry) + 1;
    for (const [quantity, value] of Object.entries(figures)) {
      (cells[sheet] ??= {})[`${letters[quantity]!}${row}`] = value as number;
    }
  }
  return typed(bytes, cells);
}

/** The same file as the ranking would read it. */
function changedRow(row: QcewRow): QcewRow {
  const change = CHANGES.find(
    ({ area, year, industry }) => row.area === area && row.year === year && row.industry === industry,
  );
  return change ? { ...row, ...change.figures } : row;
}

interface Place {
  readonly rank: CellValue;
  readonly naics: CellValue;
  readonly score: number | undefined;
}

function rankingOf(sheets: Sheets): readonly Place[] {
  const rows = sheets["K Ranks"]!;
  const header = rows.findIndex((row) => row.includes("NAICS"));
  const column = (name: string): number => rows[header]!.indexOf(name);
  return rows
    .slice(header + 1)
    .filter((row) => typeof row[column("Rank")] === "number")
    .map((row) => ({
      rank: row[column("Rank")]!,
      naics: row[column("NAICS")]!,
      score: row[column(rows[header]!.includes("Score") ? "Score" : "Weighted mean rank")] as number,
    }));
}

describe.skipIf(OFFICE.path === undefined)(`a workbook calculated in LibreOffice (${OFFICE.advice})`, () => {
  const books = new Map<string, Uint8Array>();
  let calculated: Readonly<Record<string, Uint8Array>> = {};

  beforeAll(async () => {
    const files: Record<string, Uint8Array> = {};
    const forWeights = new Map<string, Uint8Array>();
    for (const { method, missing, setting } of CASES) {
      const id = `${method}-${missing}`;
      if (!forWeights.has(id)) forWeights.set(id, await weightsBookOf(rankedReport({ method, missing })));
      files[nameOf({ method, missing, setting })] = await withWeights(forWeights.get(id)!, SETTINGS[setting]!);
    }
    for (const { method, missing } of AS_MADE) {
      const id = `${method}-${missing}`;
      books.set(id, await bookOf(rankedReport({ method, missing })));
      files[`${id}-as-made`] = books.get(id)!;
    }
    books.set(WHOLE, await renderXlsx(rankedReport()));
    files[`${WHOLE}-as-made`] = books.get(WHOLE)!;
    files["figures"] = await withFigures(books.get("mean-rank-reweight")!);
    calculated = convertInOffice(files, "xlsx");
  }, 600_000);

  it.each(CASES)(
    "ranks as the command line: $method, $missing, weights $setting",
    async ({ method, missing, setting }) => {
      const expected = rankedReport({ method, missing, weights: SETTINGS[setting] }).ranked!.ranking.industries;
      const places = rankingOf(await sheetsOf(calculated[nameOf({ method, missing, setting })]!, ["K Ranks"]));
      expect(places.map(({ rank, naics }) => [rank, naics])).toEqual(
        expected.map(({ rank, candidate }) => [rank, candidate.naics]),
      );
      places.forEach(({ score }, index) => expect(score).toBeCloseTo(expected[index]!.score, 9));
    },
  );

  it("carries changed cells of tabs A, C and G to every tab, the ranks and the lists, as the command line would", async () => {
    const report = rankedReport({}, changedRow);
    const sheets = await sheetsOf(calculated["figures"]!);
    const before = await sheetsOf(books.get("mean-rank-reweight")!);
    const expected = await sheetsOf(await bookOf(report));
    for (const tab of [
      "B QCEW 2023",
      "D Growth",
      "F Region jobs",
      "H LQ",
      "I All factors",
      "J Highlights",
      "K Ranks",
    ]) {
      expect(differences(before[tab]!, expected[tab]!, 7).length, `${tab} changes at all`).toBeGreaterThan(0);
      // Beyond the figures stand statuses, cautions and draws, as the run made them.
      expect(differences(sheets[tab]!, expected[tab]!, 7), tab).toEqual([]);
    }
    const { shortList, ranking } = report.ranked!;
    const codes = (name: string): readonly CellValue[] => {
      const rows = sheets[name]!;
      const header = rows.findIndex((row) => row[0] === "Rank");
      return rows.slice(header + 1).flatMap((row) => (typeof row[0] === "number" ? [row[1]!] : []));
    };
    expect(codes("Short list")).toEqual(shortList.map(({ industry }) => industry.candidate.naics));
    expect(codes("Short list")).toContain("336");
    const { analysis, thresholds } = report.ranked!;
    expect(codes("Also consider")).toEqual(
      alsoConsider(ranking, shortList, analysis.table, thresholds).map(({ entry }) => entry.industry.candidate.naics),
    );
  });

  it.each([...AS_MADE.map(({ method, missing }) => `${method}-${missing}`), WHOLE])(
    "holds the values that its formulas give: %s",
    async (id) => {
      const cached = await sheetsOf(books.get(id)!);
      const fresh = await sheetsOf(calculated[`${id}-as-made`]!);
      expect(Object.keys(fresh)).toEqual(Object.keys(cached));
      const wrong: string[] = [];
      let compared = 0;
      for (const [name, rows] of Object.entries(cached)) {
        rows.forEach((row, rowIndex) => {
          row.forEach((value, column) => {
            const other = fresh[name]![rowIndex]?.[column] ?? "";
            compared++;
            if (!isSame(value ?? "", other))
              wrong.push(`${name} ${rowIndex + 1}:${column + 1} ${String(value)} ${String(other)}`);
          });
        });
      }
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(4000);
    },
  );

  it("has a short list that prints as one page", async () => {
    const report = rankedReport();
    const book = buildWorkbook(report, readWorkbookSources(report));
    const [shortList] = book.sheets;
    const page = await writeWorkbook({ ...book, sheets: [withoutFormulas(shortList!)], names: [] });
    const { short } = convertInOffice({ short: page }, "pdf");
    const pdf = Buffer.from(short!).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it("has ties, gaps and unranked industries to get wrong", () => {
    const of = (method: RankingMethodId, missing: MissingRule) => rankedReport({ method, missing }).ranked!.ranking;
    expect(of("mean-rank", "reweight").industries.some(({ rank }) => !Number.isInteger(rank))).toBe(true);
    expect(of("mean-rank", "worst").industries.some(({ missing }) => missing.length > 0)).toBe(true);
    expect(of("mean-rank", "exclude").unranked.length).toBeGreaterThan(4);
  });

  it("shows the short list that the command line would, and why", async () => {
    const weights = SETTINGS["uneven"]!;
    const report = rankedReport({ weights });
    const rows = (await sheetsOf(calculated["mean-rank-reweight-uneven"]!, ["Short list"]))["Short list"]!;
    const header = rows.findIndex((row) => row[0] === "Rank");
    const listed = rows.slice(header + 1).filter((row) => typeof row[0] === "number");
    expect(listed.map((row) => row[1])).toEqual(
      report.ranked!.shortList.map(({ industry }) => industry.candidate.naics),
    );
    const why = rows[header]!.indexOf("Why it is here");
    report.ranked!.shortList.forEach(({ lifted, heldBack }, index) => {
      for (const { label, rank, of } of [...lifted, ...heldBack]) {
        expect(String(listed[index]![why]).toLowerCase()).toContain(`${label.toLowerCase()} (${rank} of ${of})`);
      }
    });
    expect(rows.flat().some((cell) => String(cell).includes("average pay 44.4% (low is good)"))).toBe(true);
  });
});

/** Cells of the first columns that differ, from the header of a tab on. */
function differences(a: Sheets[string], b: Sheets[string], columns: number): readonly string[] {
  return a
    .slice(5)
    .flatMap((row, index) =>
      Array.from(
        { length: columns },
        (_, column) => [row[column] ?? "", b[index + 5]?.[column] ?? ""] as const,
      ).flatMap(([one, other], column) =>
        isSame(one, other) ? [] : [`${index + 6}:${column + 1} ${String(one)} ${String(other)}`],
      ),
    );
}

function isSame(a: CellValue, b: CellValue): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  return a === b;
}
