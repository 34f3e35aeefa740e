import { expect, it, describe } from "vitest";
import { readAreaOccupations, readOccupationFacts } from "../../../src/occupations/read/index.js";
import { readStaffing } from "../../../src/occupations/read/staffing.js";
import { errorsOf, temporaryFolder } from "../../qcew/read/files.js";
import { buildZip, type ZipMemberSpec } from "../../qcew/read/zip-builder.js";
import { buildWorkbook, workbookMembers } from "./workbooks.js";

const save = temporaryFolder();

/** An industry of a hundred jobs, in the columns that OEWS industry files start with. */
const industry = (naics: string, group: string, jobs = 100): (string | number)[][] => [
  ["NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_MEAN"],
  [naics, `Industry ${naics}`, group, 5, "00-0000", "All Occupations", "total", jobs, 50_000],
  [naics, `Industry ${naics}`, group, 5, "15-1252", "Software Developers", "detailed", jobs * 0.6, 120_000],
];
const table = (...parts: Parameters<typeof industry>): Buffer =>
  buildWorkbook({ name: "data", rows: industry(...parts) });
const descriptions = buildWorkbook({
  name: "Field Descriptions",
  rows: [
    ["Field", "Field Description"],
    ["TOT_EMP", "Estimated total employment"],
    ["NAICS", "The code"],
  ],
});

function write(name: string, members: readonly ZipMemberSpec[]): string {
  return save(name, buildZip(members));
}

async function errorOf(reading: Promise<unknown>): Promise<Awaited<ReturnType<typeof errorsOf>>[number]> {
  const [error] = await errorsOf(reading);
  return error!;
}

describe("workbooks in a zip", () => {
  const members = [
    { name: "oesm24in4/natsector_M2024_dl.xlsx", content: table("54", "sector", 10_000_000) },
    { name: "oesm24in4/nat3d_M2024_dl.xlsx", content: table("541000", "3-digit", 9_000_000) },
    { name: "oesm24in4/nat4d_M2024_dl.xlsx", content: table("541500", "4-digit", 2_000_000) },
    { name: "oesm24in4/field_descriptions.xlsx", content: descriptions },
  ];

  it("are read, each with its own name and year", async () => {
    const path = write("oesm24in4.zip", members);
    const { table, files, notes } = await readStaffing([path]);
    expect([...table.industries].map(([code, { total }]) => [code, total])).toEqual([
      ["54", { status: "disclosed", value: 10_000_000 }],
      ["541", { status: "disclosed", value: 9_000_000 }],
      ["5415", { status: "disclosed", value: 2_000_000 }],
    ]);
    expect(table.sources.map(({ file, year }) => [file.slice(path.length), year])).toEqual([
      ["!oesm24in4/natsector_M2024_dl.xlsx", 2024],
      ["!oesm24in4/nat3d_M2024_dl.xlsx", 2024],
      ["!oesm24in4/nat4d_M2024_dl.xlsx", 2024],
    ]);
    expect(files).toHaveLength(1);
    expect(notes.map(({ id }) => id)).toEqual(["passed-over"]);
    expect(notes[0]!.text).toContain("!oesm24in4/field_descriptions.xlsx.");
  });

  it("are read for wages of the nation", async () => {
    const rows = [
      ["AREA", "AREA_TITLE", "NAICS", "I_GROUP", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_MEDIAN"],
      [99, "U.S.", "000000", "cross-industry", "00-0000", "All Occupations", "total", 154_187_380, 49_500],
      [99, "U.S.", "000000", "cross-industry", "15-1252", "Software Developers", "detailed", 1_654_440, 133_080],
    ];
    const national = write("oesm24nat.zip", [
      { name: "oesm24nat/national_M2024_dl.xlsx", content: buildWorkbook({ name: "national_M2024_dl", rows }) },
    ]);
    const { areas } = await readAreaOccupations([national]);
    expect(areas.map(({ area, occupations, source }) => [area, [...occupations.keys()], source.year])).toEqual([
      ["99", ["15-1252"], 2024],
    ]);
    expect(areas[0]!.total).toEqual({ status: "disclosed", value: 154_187_380 });
  });

  it("are read for facts", async () => {
    const rows = [
      ["O*NET-SOC Code", "Title", "Job Zone"],
      ["15-1252.00", "Software Developers", 4],
    ];
    const zones = write("db.zip", [{ name: "Job Zones.xlsx", content: buildWorkbook({ name: "Job Zones", rows }) }]);
    const { table } = await readOccupationFacts([zones]);
    expect([...table.occupations.values()].map(({ code, jobZone }) => [code, jobZone])).toEqual([["15-1252", 4]]);
  });

  it("may be stored without being packed again", async () => {
    const stored = write("stored.zip", [
      { name: "nat4d_M2024.xlsx", content: table("541500", "4-digit"), stored: true },
    ]);
    expect((await readStaffing([stored])).table.industries.has("5415")).toBe(true);
  });

  it("are reported by the row of the sheet, through zip and workbook", async () => {
    const rows = [...industry("541500", "4-digit"), ["541500", "", "4-digit", 5, "15-12x2", "Odd", "detailed", 3, 4]];
    const bad = write("bad.zip", [
      { name: "a.xlsx", content: buildWorkbook({ name: "one", rows }, { name: "two", rows: [["x"]] }) },
    ]);
    const error = await errorOf(readStaffing([bad]));
    expect(error.code).toBe("OCCUPATION_CODE");
    expect(error.where).toMatchObject({ file: `${bad}!a.xlsx!one`, line: 4, column: "OCC_CODE" });
  });

  it("are read as text where they are text under that name", async () => {
    const text = `${industry("541500", "4-digit")
      .map((row) => row.join(","))
      .join("\n")}\n`;
    const named = write("text.zip", [{ name: "nat4d.xlsx", content: text }]);
    expect((await readStaffing([named])).table.industries.has("5415")).toBe(true);
  });
});

describe("a workbook in a zip is refused", () => {
  it("where a part of it does not match its checksum", async () => {
    const sheets = [{ name: "data", rows: industry("541500", "4-digit") }];
    const members = workbookMembers(sheets).map((member) =>
      member.name.includes("sheet1") ? { ...member, claim: { crc32: 0x12345678 } } : member,
    );
    const path = write("crc.zip", [{ name: "nat4d.xlsx", content: buildZip(members) }]);
    const error = await errorOf(readStaffing([path]));
    expect(error.code).toBe("ZIP_CRC");
    expect(error.where?.file).toBe(`${path}!nat4d.xlsx!xl/worksheets/sheet1.xml`);
  });

  it("where it expands beyond reason", async () => {
    // Ten million zeros pack into some ten thousand bytes: a thousand to one, where a hundred is the most.
    const zeros = Buffer.alloc(10_000_000, "0");
    const members = workbookMembers([{ name: "data", rows: [] }]).map((member) =>
      member.name.includes("sheet1") ? { ...member, content: zeros } : member,
    );
    const path = write("bomb.zip", [{ name: "nat4d.xlsx", content: buildZip(members) }]);
    expect((await errorOf(readStaffing([path]))).code).toBe("ZIP_BOMB");
  });

  it("where it is cut short", async () => {
    const path = write("cut.zip", [{ name: "nat4d.xlsx", content: table("541500", "4-digit").subarray(0, -30) }]);
    const error = await errorOf(readStaffing([path]));
    expect([error.code, error.where?.file]).toEqual(["ZIP_DAMAGED", `${path}!nat4d.xlsx`]);
  });

  it("where no table is in any of them", async () => {
    const path = write("none.zip", [{ name: "field_descriptions.xlsx", content: descriptions }]);
    const error = await errorOf(readStaffing([path]));
    expect([error.code, error.where?.file]).toEqual(["OCCUPATION_LAYOUT", `${path}!field_descriptions.xlsx`]);
  });
});
