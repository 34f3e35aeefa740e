import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { disclosed, estimated, SUPPRESSED } from "../../../src/core/datum.js";
import { readWorkbookSources, renderXlsx } from "../../../src/render/xlsx/render-xlsx.js";
import type { Report } from "../../../src/report/report.js";
import { rankingSheets } from "../../../src/workbook/ranking-workbook.js";
import { rankedReport } from "../../helpers/ranked-report.js";
import { sampleReport } from "../sample-report.js";

const SAMPLE = sampleReport();

const HOSTILE = [
  '=HYPERLINK("http://example.org","x")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "#N/A",
  "_x0041_",
  "</t><evil>&amp;",
  "\u202eright to left",
  "\u0007bell",
];

const hostile: Report = {
  ...SAMPLE,
  tables: [
    {
      id: "hostile",
      title: "=1+1",
      columns: [
        { id: "naics", label: "=2+2", kind: "code", priority: 1 },
        { id: "title", label: "Industry", kind: "text", priority: 1 },
        { id: "employment", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
      ],
      rows: HOSTILE.map((title, index) => ({
        cells: {
          naics: `0${index}`,
          title,
          employment: index === 0 ? SUPPRESSED : index === 1 ? estimated(40, { low: 30, high: 60 }) : disclosed(0),
        },
      })),
    },
  ],
};

const partsOf = async (report: Report): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await renderXlsx(report))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

describe("a workbook of any report", () => {
  it("has a sheet for each table, notes and origin, with codes as text and numbers whole", async () => {
    const { sheets } = await readXlsx(await renderXlsx(SAMPLE));
    expect(sheets.map(({ name }) => name)).toEqual(["Industries", "Notes", "About"]);
    const rows = sheets[0]!.rows;
    const header = rows.findIndex((row) => row[0] === "Rank");
    expect(rows[header]!.slice(0, 5)).toEqual(["Rank", "NAICS", "Industry", "Mean rank", "Jobs 2023"]);
    expect(rows[header + 1]!.slice(0, 6)).toEqual([1, "622", "Hospitals", 2.8, 45012, 71234.5]);
  });

  it("keeps what is not known empty and says how each figure is known", async () => {
    const { sheets } = await readXlsx(await renderXlsx(hostile));
    const rows = sheets[0]!.rows;
    const header = rows.findIndex((row) => row[1] === "Industry");
    expect(rows[header]).toEqual(["=2+2", "Industry", "Jobs", "Jobs: status", "Jobs: low", "Jobs: high"]);
    expect(rows[header + 1]!.slice(2)).toEqual([null, "suppressed", null, null]);
    expect(rows[header + 2]!.slice(2)).toEqual([40, "estimated", 30, 60]);
    // A published 0 is a fact.
    expect(rows[header + 3]!.slice(2)).toEqual([0, "disclosed", null, null]);
  });

  it("lets no title become a formula, an error, an escape or markup", async () => {
    const parts = await partsOf(hostile);
    const sheet = parts["xl/worksheets/sheet1.xml"]!;
    expect(sheet).not.toContain("<f>");
    expect(sheet).not.toContain('t="e"');
    const { sheets } = await readXlsx(await renderXlsx(hostile));
    const titles = sheets[0]!.rows.map((row) => row[1]).filter((cell) => typeof cell === "string");
    expect(titles).toEqual(expect.arrayContaining(HOSTILE.slice(0, 4)));
    // Excel reads _x005F_ as the underscore, so that the rest stays as it is.
    expect(parts["xl/sharedStrings.xml"]).toContain("_x005F_x0041_");
    expect(titles).toContain("#N/A");
    expect(titles).toContain("</t><evil>&amp;");
    expect(titles).toContain("right to left");
    expect(titles).toContain("bell");
  });

  it("is the same bytes each time, with no time of the run in it", async () => {
    const first = await renderXlsx(SAMPLE);
    expect(Buffer.compare(await renderXlsx(SAMPLE), first)).toBe(0);
    expect((await partsOf(SAMPLE))["docProps/core.xml"]).not.toMatch(/\d{4}-\d\d-\d\dT/);
    // The date of a zip's entry: 1980-01-01 is 0x0021, midnight 0.
    expect([...first.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  it("freezes the header, filters, repeats the header on paper and names its tool", async () => {
    const parts = await partsOf(SAMPLE);
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('state="frozen"');
    expect(parts["xl/worksheets/sheet1.xml"]).toContain("<autoFilter");
    expect(parts["xl/workbook.xml"]).toContain("_xlnm.Print_Titles");
    expect(parts["docProps/core.xml"]).toContain(SAMPLE.title);
    expect(parts["docProps/core.xml"]).toContain(SAMPLE.provenance.tool);
  });
});

describe("a workbook of a ranking", () => {
  it("has the sheets of a needs assessment, cells to change, a chart and names", async () => {
    const parts = await partsOf(rankedReport());
    const workbook = parts["xl/workbook.xml"]!;
    const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual([
      "Short list",
      "Also consider",
      "Weights",
      "Index",
      "A QCEW 2023 raw",
      "B QCEW 2023",
      "C QCEW 2020 raw",
      "D Growth",
      "E Projections",
      "F Region jobs",
      "G Reference jobs",
      "H LQ",
      "I All factors",
      "J Highlights",
      "K Ranks",
      "Chart",
      "Occ A Staffing",
      "Occ B Wages",
      "Occ C Characteristics",
      "Occ D Combined",
      "Occupations",
      "Scoring",
      "Notes",
      "About",
    ]);
    expect(workbook).toContain("Weights_of_factors");
    const weights = parts[`xl/worksheets/sheet${names.indexOf("Weights") + 1}.xml`]!;
    expect(weights).toContain('<dataValidation type="custom"');
    expect(weights).toContain('<formula1>"higher,lower"</formula1>');
    const chart = parts["xl/charts/chart1.xml"]!;
    expect(chart).toContain("<c:bubbleChart>");
    expect(chart).toContain('<c:showSerName val="1"/>');
    const formulas = Object.values(parts).flatMap((xml) =>
      [...xml.matchAll(/<f>([^<]*)<\/f>/g)].map(([, text]) => text!),
    );
    expect(formulas.length).toBeGreaterThan(1000);
    // Functions that every program computes alike.
    const used = new Set(formulas.flatMap((text) => text.replace(/"[^"]*"/g, "").match(/[A-Z][A-Z.]+(?=\()/g) ?? []));
    const alike =
      "AND AVERAGE CHAR COUNT COUNTIF COUNTIFS IF IFERROR INDEX INT ISNUMBER LARGE LEFT LEN LN MATCH MAX MEDIAN MID MIN NA NOT RANK ROUND ROUNDUP SIGN SMALL STDEVP SUM SUMIFS SUMPRODUCT TRIM";
    expect([...used].filter((name) => !alike.split(" ").includes(name))).toEqual([]);
    expect(Math.max(...formulas.map(({ length }) => length))).toBeLessThan(8192);
  });

  it("holds values where formulas would take too long, and says so", () => {
    const { ranked, ...rest } = rankedReport();
    const table = ranked!.analysis.table;
    const more = Array.from({ length: 2001 }, (_, index) => ({ ...table.rows[0]!, naics: `N${index}` }));
    const analysis = { ...ranked!.analysis, table: { ...table, rows: [...table.rows, ...more] } };
    const { sheets, remarks } = rankingSheets(rest, { ...ranked!, analysis }, readWorkbookSources(rest));
    const formulas = sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => cell?.formula !== undefined);
    expect(formulas).toEqual([]);
    expect(remarks.join()).toContain("more than 2000 industries");
  });

  const python =
    spawnSync("/usr/bin/env", ["python3", "-c", "import openpyxl"]).status === 0 ? "python3" : "/usr/bin/python3";
  const hasOpenpyxl = spawnSync(python, ["-c", "import openpyxl"]).status === 0;
  it.skipIf(!hasOpenpyxl)("opens in openpyxl too (skipped where that is not installed)", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sector-rank-book-"));
    try {
      writeFileSync(join(folder, "book.xlsx"), await renderXlsx(rankedReport()));
      const program =
        "import openpyxl,sys; w=openpyxl.load_workbook(sys.argv[1]); print(len(w.sheetnames), w['Weights'].data_validations.count, w['K Ranks']['B7'].value, len(w['J Highlights'].conditional_formatting) > 5, w.properties.title)";
      const { stdout } = spawnSync(python, ["-c", program, join(folder, "book.xlsx")], { encoding: "utf8" });
      expect(stdout.trim()).toBe("24 8 =INDEX(Scoring!$G$14:$G$53,$A7) True Target industries of Test Region");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
