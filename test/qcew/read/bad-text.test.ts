import { describe, expect, it } from "vitest";
import { MAXIMUM_PROBLEMS } from "../../../src/core/errors.js";
import { readQcew } from "../../../src/qcew/read/read.js";
import { errorsOf, PANDAS, PUBLISHED, QUARTERLY, temporaryFolder, withCell } from "./files.js";

const file = temporaryFolder();
const ALL = { fields: ["employment", "lqEmployment"] as const };
/** A region that has the rows of lines 2 to 11 and not those of 12 to 14. */
const COUNTY = { ...ALL, areas: (code: string) => code === "03001" };

describe("a bad cell", () => {
  // Line 3 is County 03001's private total.
  it.each([
    ["own_code", "7", "QCEW_OWNERSHIP"],
    ["own_code", "", "QCEW_OWNERSHIP"],
    ["own_code", "x", "QCEW_OWNERSHIP"],
    ["industry_code", "1O", "QCEW_INDUSTRY"],
    ["industry_code", "1234567", "QCEW_INDUSTRY"],
    ["industry_code", "3", "QCEW_INDUSTRY"],
    ["industry_code", "", "QCEW_INDUSTRY"],
    ["industry_code", "Mar-33", "QCEW_DATE_INSTEAD_OF_CODE"],
    ["industry_code", "2033-03-31", "QCEW_DATE_INSTEAD_OF_CODE"],
    ["agglvl_code", "79", "QCEW_AGGLEVEL"],
    ["agglvl_code", "", "QCEW_AGGLEVEL"],
    ["agglvl_code", "51", "QCEW_AGGLEVEL"],
    ["agglvl_code", "74", "QCEW_AGGLEVEL"],
    ["size_code", "10", "QCEW_SIZE"],
    ["size_code", "-", "QCEW_SIZE"],
    ["year", "20223", "QCEW_YEAR"],
    ["year", "1823", "QCEW_YEAR"],
    ["year", "2O23", "QCEW_YEAR"],
    ["qtr", "1", "QCEW_QUARTER"],
    ["qtr", "0", "QCEW_QUARTER"],
    ["qtr", "B", "QCEW_QUARTER"],
    ["disclosure_code", "S", "QCEW_DISCLOSURE"],
    ["disclosure_code", "n", "QCEW_DISCLOSURE"],
    ["disclosure_code", "0", "QCEW_DISCLOSURE"],
    ["lq_disclosure_code", "1.00", "QCEW_DISCLOSURE"],
    ["oty_disclosure_code", "X", "QCEW_DISCLOSURE"],
    ["annual_avg_emplvl", "12o0", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "NA", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "12 00", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "--5", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "1.2.3", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "1e999", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "(S)", "QCEW_NUMBER"],
    ["annual_avg_emplvl", "-1200", "QCEW_NUMBER_NEGATIVE"],
    ["total_annual_wages", "-1", "QCEW_NUMBER_NEGATIVE"],
    ["annual_avg_estabs", "-0.5", "QCEW_NUMBER_NEGATIVE"],
    ["lq_annual_avg_emplvl", "-1.02", "QCEW_NUMBER_NEGATIVE"],
    ["lq_annual_avg_emplvl", "#DIV/0!", "QCEW_NUMBER"],
    // Nobody asked for these two fields, or reads the third.
    ["avg_annual_pay", "x", "QCEW_NUMBER"],
    ["oty_annual_avg_emplvl_chg", "five", "QCEW_NUMBER"],
    ["taxable_annual_wages", "n/a", "QCEW_NUMBER"],
  ])("%s %j is %s", async (column, value, code) => {
    const path = file("cell.csv", withCell(3, column, value));
    const [error, ...others] = await errorsOf(readQcew([path], COUNTY));
    expect(others).toEqual([]);
    expect(error).toMatchObject({ code, where: { file: path, line: 3, column } });
    expect(error!.found).toBe(value === "" ? "a blank cell" : value);
    expect(error!.hint).toBeTruthy();
  });

  it.each([
    ["area_fips", "3904"],
    ["area_fips", "390491"],
    ["area_fips", "XX000"],
    ["area_fips", ""],
    ["area_fips", "C18"],
    ["area_fips", "US0\u000000"],
  ])("%s %j: five characters are needed, wanted or not", async (column, value) => {
    const path = file("area.csv", withCell(14, column, value));
    const errors = await errorsOf(readQcew([path], COUNTY));
    // 3904 is 03904 without its zero, which is an area code.
    expect(errors.map(({ code, where }) => [code, where?.line])).toEqual(value === "3904" ? [] : [["QCEW_AREA", 14]]);
  });

  it("in a row that nobody wants is found by strict reading alone", async () => {
    const path = file("unwanted.csv", withCell(14, "annual_avg_emplvl", "12,8"));
    const letter = file("letter.csv", withCell(14, "annual_avg_emplvl", "12x8"));
    expect(await errorsOf(readQcew([letter], COUNTY))).toEqual([]);
    expect(await errorsOf(readQcew([letter], { ...COUNTY, strict: true }))).toMatchObject([
      { code: "QCEW_NUMBER", where: { line: 14, column: "annual_avg_emplvl" }, found: "12x8" },
    ]);
    // An additional comma shifts the row, which is seen in any row.
    expect(await errorsOf(readQcew([path], COUNTY))).toMatchObject([{ code: "QCEW_ROW_WIDTH", where: { line: 14 } }]);
  });

  it("does not hide the next, up to a limit", async () => {
    const two = file("two.csv", withCell(5, "own_code", "7", withCell(3, "year", "x")));
    expect((await errorsOf(readQcew([two], ALL))).map(({ where }) => where!.line)).toEqual([3, 5]);
    const [header, ...rows] = PANDAS.split("\n");
    const many = file("many.csv", [header, ...rows, ...rows, ...rows].join("\n").replaceAll(",2023,", ",x,"));
    expect(await errorsOf(readQcew([many], ALL))).toHaveLength(MAXIMUM_PROBLEMS);
  });

  it("in a quarterly file can be the letter of annual ones", async () => {
    const path = file("quarter.csv", QUARTERLY.replace('"2019","1"', '"2019","A"'));
    expect(await errorsOf(readQcew([path], ALL))).toMatchObject([{ code: "QCEW_QUARTER", found: "A" }]);
  });
});

describe("a bad row", () => {
  const lines = PUBLISHED.split("\r\n");

  it.each([
    ["a cell lost", (row: string) => row.replace('"A",', ""), "QCEW_ROW_WIDTH"],
    ["a cell too many", (row: string) => row.replace('"A",', '"A","A",'), "QCEW_ROW_WIDTH"],
    ["a comma outside quotes", (row: string) => row.replace('"31-33"', "31,33"), "QCEW_ROW_WIDTH"],
    ["a quote not closed", (row: string) => row.replace('"31-33"', '"31-33'), "QCEW_QUOTE"],
    ["a quote not opened", (row: string) => row.replace('"31-33"', '31-33"'), "QCEW_QUOTE"],
    ["a quote too many", (row: string) => row.replace('"31-33"', '"31"-33"'), "QCEW_QUOTE"],
    ["half a row", (row: string) => row.slice(0, 40), "QCEW_ROW_WIDTH"],
    ["zero bytes", (row: string) => "\0".repeat(row.length), "QCEW_ROW_WIDTH"],
  ])("%s is seen, wanted or not", async (_, damage, code) => {
    for (const line of [6, 14]) {
      const path = file("row.csv", lines.with(line - 1, damage(lines[line - 1]!)).join("\r\n"));
      const errors = await errorsOf(readQcew([path], COUNTY));
      expect(errors.map(({ code, where }) => [code, where!.line])).toEqual([[code, line]]);
      expect(errors[0]!.found).toBeTruthy();
    }
  });

  it("at the end, cut short, is seen as that", async () => {
    for (const text of [PUBLISHED, PANDAS]) {
      const path = file("cut.csv", text.slice(0, -30));
      const [error] = await errorsOf(readQcew([path], COUNTY));
      expect(error).toMatchObject({ code: "QCEW_CUT_SHORT", where: { line: 14 } });
    }
    const inQuotes = file("cut-in-quotes.csv", PUBLISHED.slice(0, PUBLISHED.lastIndexOf("US000") + 3));
    expect(await errorsOf(readQcew([inQuotes], COUNTY))).toMatchObject([
      { code: "QCEW_CUT_SHORT", where: { line: 14 } },
    ]);
  });

  it("whose quote swallows the rest of the file is named where it starts", async () => {
    const path = file("swallow.csv", PANDAS.replace("5,31-33,74", '5,"31-33,74'));
    const errors = await errorsOf(readQcew([path], COUNTY));
    expect(errors).toMatchObject([{ code: "QCEW_QUOTE", where: { line: 6 } }]);
  });
});

describe("line breaks", () => {
  it("may be missing at the end, which is reported", async () => {
    const path = file("no-end.csv", PANDAS.trimEnd());
    const { table, notes } = await readQcew([path], ALL);
    expect(table.length).toBe(13);
    expect(notes.map(({ id }) => id)).toEqual(["qcew-no-last-line-break"]);
  });

  it("may be doubled, mixed, or leave empty rows", async () => {
    const path = file("breaks.csv", `\n\r\n${PANDAS.replaceAll("\n", "\r\n\n")}${",".repeat(37)}\n\n`);
    const { table, notes } = await readQcew([path], ALL);
    expect(table.length).toBe(13);
    expect(table.sources[0]!.rows).toBe(13);
    // Two empty lines, the header on line 3, and an empty line after each.
    expect([...table.line]).toEqual(Array.from({ length: 13 }, (_, row) => 5 + 2 * row));
    expect(notes).toEqual([]);
  });
});

describe("a bad header", () => {
  const [header, ...rows] = PANDAS.split("\n");
  const withHeader = (change: (header: string) => string): string => [change(header!), ...rows].join("\n");

  it.each([
    "area_fips",
    "own_code",
    "industry_code",
    "agglvl_code",
    "year",
    "disclosure_code",
    "annual_avg_estabs",
    "annual_avg_emplvl",
    "total_annual_wages",
  ])("without %s is reported by that name", async (name) => {
    const path = file(
      "missing.csv",
      withHeader((text) => text.replace(new RegExp(`(^|,)${name}(?=,)`), "$1renamed")),
    );
    const errors = await errorsOf(readQcew([path], ALL));
    expect(errors).toMatchObject([{ code: "QCEW_COLUMN_MISSING", where: { file: path, line: 1 } }]);
    expect(errors[0]!.message).toContain(`no column "${name}"`);
    expect(errors[0]!.found).toContain("renamed");
  });

  it("without qtr is whole where annual columns say that rows are of years, and only there", async () => {
    const annual = file(
      "annual.csv",
      withHeader((text) => text.replace(",qtr,", ",period,")),
    );
    const { table } = await readQcew([annual], ALL);
    expect([...new Set(table.quarter)]).toEqual([0]);
    const quarters = file("quarters.csv", QUARTERLY.replace(/(["']?)qtr\1/, "period"));
    const errors = await errorsOf(readQcew([quarters], ALL));
    expect(errors).toMatchObject([{ code: "QCEW_COLUMN_MISSING", where: { file: quarters, line: 1 } }]);
    expect(errors[0]!.message).toContain('no column "qtr"');
  });

  it("with a column twice is reported", async () => {
    const path = file(
      "twice.csv",
      withHeader((text) => text.replace("size_code", "own_code")),
    );
    expect(await errorsOf(readQcew([path], ALL))).toMatchObject([
      { code: "QCEW_COLUMN_DUPLICATE", where: { line: 1, column: "own_code" }, found: "columns 2 and 5" },
    ]);
  });

  it("of something else is reported when the file was named", async () => {
    const path = file("other.csv", "occ_code,occ_title,tot_emp\n11-0000,Management,10\n");
    expect(await errorsOf(readQcew([path], ALL))).toMatchObject([
      { code: "QCEW_LAYOUT_UNKNOWN", where: { file: path, line: 1 }, found: "occ_code,occ_title,tot_emp" },
    ]);
  });

  it("may stand below a title", async () => {
    const path = file("title.csv", `"Madison County, 2023"\n\n${PANDAS}`);
    const { table } = await readQcew([path], ALL);
    expect(table.length).toBe(13);
    expect(table.line[0]).toBe(4);
  });

  it.each([
    ["nothing", "", "FILE_EMPTY"],
    ["zeros", new Uint8Array(5_000), "FILE_NOT_TEXT"],
    ["a PDF", Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"), "QCEW_LAYOUT_UNKNOWN"],
    ["a Parquet file", Buffer.from("PAR1\x15\x04\x15\x00\x00", "latin1"), "FILE_NOT_TEXT"],
    ["an .xls workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "FILE_NOT_TEXT"],
  ])("%s is not a QCEW file", async (_, content, code) => {
    const path = file("none", content);
    expect(await errorsOf(readQcew([path], ALL))).toMatchObject([{ code, where: { file: path } }]);
  });

  it("alone is a file without rows", async () => {
    const path = file("header.csv", `${header!}\n`);
    expect(await errorsOf(readQcew([path], ALL))).toMatchObject([{ code: "QCEW_NO_ROWS" }]);
  });
});

describe("rows of one key", () => {
  it("with other figures are an error that names both places", async () => {
    const first = file("first.csv", PANDAS);
    const second = file("second.csv", withCell(4, "annual_avg_emplvl", "501"));
    const errors = await errorsOf(readQcew([first, second], { fields: ["wages"] }));
    expect(errors).toMatchObject([
      { code: "QCEW_DUPLICATE", where: { file: second, line: 4 }, found: "employment: 500 and 501" },
    ]);
    expect(errors[0]!.message).toContain(`${first}:4`);
  });

  it("of which one is withheld contradict each other", async () => {
    const path = file("withheld.csv", withCell(4, "disclosure_code", "N"));
    const errors = await errorsOf(readQcew([file("plain.csv", PANDAS), path], ALL));
    expect(errors).toMatchObject([{ code: "QCEW_DUPLICATE", where: { file: path, line: 4 } }]);
  });
});

describe("a spreadsheet's numbers", () => {
  it("rounded to six digits are read, and reported", async () => {
    const path = file("rounded.csv", withCell(12, "total_annual_wages", "1.17149E+13"));
    const { table, notes } = await readQcew([path], { fields: ["wages"] });
    expect(table.fields.wages![10]).toBe(11_714_900_000_000);
    expect(notes.map(({ id, severity }) => [id, severity])).toEqual([["qcew-numbers-rounded", "caution"]]);
  });

  it("that could be two numbers are none", async () => {
    const text = PANDAS.replaceAll(",", ";");
    const path = file("ambiguous.csv", text.replace(";1200;45000000;", ";1.200;45000000;"));
    expect(await errorsOf(readQcew([path], ALL))).toMatchObject([{ code: "QCEW_NUMBER", found: "1.200" }]);
  });
});
