import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readXlsx, type CellValue } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import type { StatedWeights } from "../../../src/ranking/criteria.js";
import { RANKING_METHODS, type RankingMethodId } from "../../../src/ranking/methods.js";
import { MISSING_RULES, type MissingRule } from "../../../src/ranking/rank.js";
import { renderXlsx, writeWorkbook } from "../../../src/render/xlsx/render-xlsx.js";
import { withoutFormulas } from "../../../src/workbook/model.js";
import { buildWorkbook } from "../../../src/workbook/workbook.js";
import { MEASURES } from "../../../src/measures/index.js";
import { convertInOffice, hasOffice } from "../../helpers/office.js";
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

// Every method and rule with one setting, and the default ones with all: one start of LibreOffice takes them all.
const CASES = RANKING_METHODS.flatMap(({ id: method }) =>
  MISSING_RULES.flatMap((missing) =>
    Object.keys(SETTINGS)
      .filter((setting) => setting === "uneven" || (method === "mean-rank" && missing === "reweight"))
      .map((setting) => ({ method, missing, setting })),
  ),
);
/** Compared with their own values, cell by cell: every method once, every rule at least once. */
const AS_MADE = RANKING_METHODS.map(({ id: method }, index) => ({ method, missing: MISSING_RULES[index % 3]! }));
const nameOf = ({ method, missing, setting }: { method: string; missing: string; setting: string }): string =>
  `${method}-${missing}-${setting}`;

type Sheets = Readonly<Record<string, readonly (readonly CellValue[])[]>>;

async function sheetsOf(bytes: Uint8Array): Promise<Sheets> {
  const { sheets } = await readXlsx(bytes);
  return Object.fromEntries(sheets.map(({ name, rows }) => [name, rows]));
}

/** Types weights and directions into the sheet Weights, and leaves everything that was computed as it was. */
function withWeights(bytes: Uint8Array, weights: StatedWeights): Uint8Array {
  const parts = unzipSync(bytes);
  const workbook = strFromU8(parts["xl/workbook.xml"]!);
  const sheets = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  const part = `xl/worksheets/sheet${sheets.indexOf("Weights") + 1}.xml`;
  const shared = [...strFromU8(parts["xl/sharedStrings.xml"]!).matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    ([, text]) => text!,
  );
  let xml = strFromU8(parts[part]!);
  const textAt = (cell: string): string | undefined => {
    const found = new RegExp(
      `<c r="${cell}"[^>]* t="s"[^>]*><v>(\\d+)</v>|<c r="${cell}" t="s"[^>]*><v>(\\d+)</v>`,
    ).exec(xml);
    return found ? shared[Number(found[1] ?? found[2])] : undefined;
  };
  const type = (cell: string, content: string): void => {
    const pattern = new RegExp(`<c r="${cell}"([^>]*)>.*?</c>`);
    if (!pattern.test(xml)) throw new Error(`no cell ${cell}`);
    const style = (attributes: string): string => / s="\d+"/.exec(attributes)?.[0] ?? "";
    xml = xml.replace(pattern, (_, attributes: string) => `<c r="${cell}"${style(attributes)}${content}</c>`);
  };
  for (let row = 6; textAt(`A${row}`) !== "All weights"; row++) {
    const label = textAt(`A${row}`);
    const measure = MEASURES.find((one) => one.label === label);
    if (!measure) throw new Error(`no measure is called ${label}`);
    const { weight, direction } = weights[measure.id] ?? { weight: 0 };
    type(`B${row}`, `><v>${weight}</v>`);
    type(`C${row}`, ` t="inlineStr"><is><t>${direction ?? measure.better}</t></is>`);
  }
  return zipSync({ ...parts, [part]: strToU8(xml) });
}

interface Place {
  readonly rank: CellValue;
  readonly naics: CellValue;
  readonly score: number | undefined;
}

function rankingOf(sheets: Sheets): readonly Place[] {
  const rows = sheets["Ranking"]!;
  const header = rows.findIndex((row) => row.includes("NAICS"));
  const column = (name: string): number => rows[header]!.indexOf(name);
  return rows
    .slice(header + 1)
    .filter((row) => typeof row[column("Rank")] === "number")
    .map((row) => ({
      rank: row[column("Rank")]!,
      naics: row[column("NAICS")]!,
      score: row[column("Score")] as number,
    }));
}

describe.skipIf(!hasOffice)("a workbook calculated in LibreOffice (skipped where it is not installed)", () => {
  const books = new Map<string, Uint8Array>();
  let calculated: Readonly<Record<string, Uint8Array>> = {};

  beforeAll(async () => {
    const files: Record<string, Uint8Array> = {};
    for (const { method, missing, setting } of CASES) {
      const id = `${method}-${missing}`;
      if (!books.has(id)) {
        const book = await renderXlsx(rankedReport({ method, missing }));
        books.set(id, book);
        if (AS_MADE.some((one) => one.method === method && one.missing === missing)) files[`${id}-as-made`] = book;
      }
      files[nameOf({ method, missing, setting })] = withWeights(books.get(id)!, SETTINGS[setting]!);
    }
    calculated = convertInOffice(files, "xlsx");
  }, 300_000);

  it.each(CASES)(
    "ranks as the command line: $method, $missing, weights $setting",
    async ({ method, missing, setting }) => {
      const expected = rankedReport({ method, missing, weights: SETTINGS[setting] }).ranked!.ranking.industries;
      const places = rankingOf(await sheetsOf(calculated[nameOf({ method, missing, setting })]!));
      expect(places.map(({ rank, naics }) => [rank, naics])).toEqual(
        expected.map(({ rank, candidate }) => [rank, candidate.naics]),
      );
      places.forEach(({ score }, index) => expect(score).toBeCloseTo(expected[index]!.score, 9));
    },
  );

  it.each(AS_MADE)("holds the values that its formulas give: $method, $missing", async ({ method, missing }) => {
    const id = `${method}-${missing}`;
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
  });

  it("has a short list that prints as one page", async () => {
    const book = buildWorkbook(rankedReport());
    const [shortList] = book.sheets;
    const page = await writeWorkbook({ ...book, sheets: [withoutFormulas(shortList!)], names: [] });
    const { short } = convertInOffice({ short: page }, "pdf");
    const pdf = Buffer.from(short!).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  }, 120_000);

  it("has ties, gaps and unranked industries to get wrong", () => {
    const of = (method: RankingMethodId, missing: MissingRule) => rankedReport({ method, missing }).ranked!.ranking;
    expect(of("mean-rank", "reweight").industries.some(({ rank }) => !Number.isInteger(rank))).toBe(true);
    expect(of("mean-rank", "worst").industries.some(({ missing }) => missing.length > 0)).toBe(true);
    expect(of("mean-rank", "exclude").unranked.length).toBeGreaterThan(4);
  });

  it("shows the short list that the command line would, and why", async () => {
    const weights = SETTINGS["uneven"]!;
    const report = rankedReport({ weights });
    const rows = (await sheetsOf(calculated["mean-rank-reweight-uneven"]!))["Short list"]!;
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

function isSame(a: CellValue, b: CellValue): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  return a === b;
}
