import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { RANKING_METHODS } from "../../../src/ranking/methods.js";
import { readWorkbookSources, renderXlsx, writeWorkbook } from "../../../src/render/xlsx/render-xlsx.js";
import { XlsxTableStream } from "../../../src/render/xlsx/table-stream.js";
import { buildWorkbook } from "../../../src/workbook/workbook.js";
import { rankedReport } from "../../helpers/ranked-report.js";
import { sampleReport } from "../sample-report.js";
import { faultsOf, parseXml } from "./structure.js";

let whole: Promise<Uint8Array> | undefined;

/** The workbook with one of its parts changed: by the part's name, or by the name of its sheet. */
async function broken(name: string, change: (xml: string) => string): Promise<Uint8Array> {
  whole ??= renderXlsx(rankedReport());
  const parts = unzipSync(await whole);
  const sheets = [...strFromU8(parts["xl/workbook.xml"]!).matchAll(/<sheet name="([^"]*)"/g)].map(([, one]) => one);
  const part = sheets.includes(name) ? `xl/worksheets/sheet${sheets.indexOf(name) + 1}.xml` : name;
  const before = strFromU8(parts[part]!);
  const after = change(before);
  expect(after).not.toBe(before);
  return zipSync({ ...parts, [part]: strToU8(after) }, { level: 0 });
}

describe("the structure of a workbook, as Excel checks it", () => {
  it.each(RANKING_METHODS.map(({ id }) => id))("is right for a ranking by %s", async (method) => {
    expect(faultsOf(await renderXlsx(rankedReport({ method, missing: "worst" })))).toEqual([]);
  });

  it("is right for tables of any kind", async () => {
    expect(faultsOf(await renderXlsx(sampleReport()))).toEqual([]);
  });

  it("is right with a note about more industries than a row can show", async () => {
    const industries = Array.from({ length: 1_000 }, (_, at) => `${100_000 + at}`);
    const note = { id: "many", severity: "caution" as const, text: "Many.", industries };
    const sample = sampleReport();
    expect(faultsOf(await renderXlsx({ ...sample, notes: [...sample.notes, note] }))).toEqual([]);
  });

  it("is right for values in place of formulas, with nothing left that looks for the sheets they lack", async () => {
    const report = rankedReport();
    const { table } = report.ranked!.analysis;
    const rows = [...table.rows, ...Array.from({ length: 2001 }, (_, at) => ({ ...table.rows[0]!, naics: `N${at}` }))];
    const ranked = { ...report.ranked!, analysis: { ...report.ranked!.analysis, table: { ...table, rows } } };
    const book = buildWorkbook({ ...report, ranked }, readWorkbookSources(report));
    expect(faultsOf(await writeWorkbook(book))).toEqual([]);
    const cells = book.sheets.find(({ name }) => name === "K Ranks")!.rows.flat();
    expect(cells.some((cell) => cell?.status === "suppressed")).toBe(true);
    // The text is as long as the workbook, and no message needs it.
    expect(JSON.stringify(book).includes("follows the sheet Weights")).toBe(false);
  });

  it("is right where a factor of the user's own is named like a measure, a cell or a formula", async () => {
    const report = rankedReport();
    const { ranking, analysis } = report.ranked!;
    const factors = ["Growth", "R1C1", "=1+1", "A1", 'É, "x" & <y>'];
    const values = Object.fromEntries(factors.map((id) => [id, { status: "disclosed" as const, value: 1 }]));
    for (const { candidate } of ranking.industries) Object.assign(candidate.values, values);
    const rows = analysis.table.rows.map((row) => ({ ...row, userFactors: values }));
    const ranked = { ...report.ranked!, analysis: { ...analysis, table: { ...analysis.table, rows } } };
    expect(faultsOf(await renderXlsx({ ...report, ranked }))).toEqual([]);
  });

  it("is right for a table that is written while its rows come", () => {
    const chunks: Uint8Array[] = [];
    const stream = new XlsxTableStream(["naics", "title", "jobs"], (bytes) => chunks.push(bytes), { mostRows: 3 });
    for (let row = 0; row < 9; row++) stream.addRow([`0${row}`, "=1+1 & <b>", row % 2 ? row : { estimate: row }]);
    stream.finish();
    expect(faultsOf(new Uint8Array(Buffer.concat(chunks)))).toEqual([]);
  });

  it.each<readonly [string, string, string, (xml: string) => string]>([
    [
      "a name whose sheet is without its quotes",
      "names",
      "xl/workbook.xml",
      (xml) => xml.replace("'Short list'!", "Short list!"),
    ],
    [
      "a format that names a sheet",
      "names a sheet",
      "K Ranks",
      (xml) => xml.replace(/INDEX\(Status_\w+/, "INDEX(Scoring!$A$1:$A$9"),
    ],
    [
      "parts out of order",
      "out of order",
      "Weights",
      (xml) => xml.replace(/(<dataValidations.*<\/dataValidations>)(<pageMargins[^>]*>)/, "$2$1"),
    ],
    [
      "a function that is not everywhere",
      "PERCENTRANK.INC",
      "K Ranks",
      (xml) => xml.replace("<f>INDEX(", "<f>PERCENTRANK.INC("),
    ],
    ["a sheet that is not there", "no sheet", "K Ranks", (xml) => xml.replace("Scoring!", "Scores!")],
    ["a style that is not there", "style of", "Short list", (xml) => xml.replace(/ s="\d+"/, ' s="9999"')],
    ["markup that is not closed", "closes", "Short list", (xml) => xml.replace("</cols>", "</col>")],
    [
      "a part that no type is given for",
      "content type",
      "[Content_Types].xml",
      (xml) => xml.replace(/<Override PartName="\/xl\/styles.xml"[^>]*>/, ""),
    ],
  ])("is not right with %s", async (_, words, part, change) => {
    const faults = faultsOf(await broken(part, change));
    expect(faults.join("\n")).toContain(words);
  });

  it("is read by a reader that takes only well-formed XML", () => {
    expect(parseXml('<?xml version="1.0"?><a b="1 &amp; 2"><c/>x &lt; y</a>')).toEqual({
      name: "a",
      attributes: { b: "1 & 2" },
      children: [{ name: "c", attributes: {}, children: [], text: "" }],
      text: "x < y",
    });
    for (const wrong of ["<a>", "<a><b></a></b>", "<a b=1/>", "<a>&nbsp</a>", "<a/><b/>", '<a b="1" b="2"/>']) {
      expect(() => parseXml(wrong), wrong).toThrow();
    }
  });
});
