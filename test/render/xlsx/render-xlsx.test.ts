import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { disclosed, estimated, SUPPRESSED } from "../../../src/datum.js";
import { renderXlsx } from "../../../src/render/xlsx/render-xlsx.js";
import type { Report } from "../../../src/report/report.js";
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
