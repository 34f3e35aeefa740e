import { describe, expect, it } from "vitest";
import { parseHeader, plainHeading, parseYearSpan } from "../../../src/projections/read/header.js";
import { PROJECTION_LAYOUTS } from "../../../src/projections/read/layouts.js";
import { parseFigure, plainCode } from "../../../src/files/figure.js";
import { isHtml, parseHtmlTables } from "../../../src/files/html-tables.js";
import { readNaics } from "../../../src/naics/read-naics.js";
import { interpretRow } from "../../../src/projections/codes.js";
import type { Coding } from "../../../src/projections/records.js";

const naics = readNaics();

describe("codes", () => {
  const codesOf = (code: string, coding: Coding, title = "") => {
    const meaning = interpretRow({ code, title }, coding, naics, 2022);
    return meaning.kind === "industry" ? meaning.codes : meaning.kind;
  };

  it.each([
    ["311000", ["311"]],
    ["310000", ["31-33"]],
    ["480000", ["48-49"]],
    ["102300", ["1023"]],
    ["11", ["11"]],
    ["1023", ["1023"]],
    ["519290", ["519290"]],
    ["541200", ["5412"]],
    ["000000", "own"],
    ["0", "own"],
    ["006010", "own"],
    ["601", "own"],
    ["920000", "own"],
    ["9", "own"],
    ["320000", "own"],
    ["100000", "own"],
  ])("padded NAICS %s is %j", (code, expected) => {
    expect(codesOf(code, "naics")).toEqual(expected);
  });

  it.each([
    ["31332000", ["332"]],
    ["41423800", ["4238"]],
    ["43400089", ["48-49"]],
    ["42000000", ["44-45"]],
    ["10113300", ["1133"]],
    ["32000000", "own"],
    ["90931611", "own"],
    ["55539999", "own"],
    ["70722590", "own"],
    ["006010", "own"],
  ])("series code %s is %j", (code, expected) => {
    expect(codesOf(code, "ces")).toEqual(expected);
  });

  it.each([
    ["31-330", ["31-33"]],
    ["44-450", ["44-45"]],
    ["1131-2", ["1131", "1132"]],
    ["487-80", ["487", "488"]],
    ["6112-3", ["6112", "6113"]],
    ["326100", ["3261"]],
    ["3320A1", "own"],
    ["4445R0", "own"],
    ["TE1000", "own"],
  ])("matrix code %s is %j", (code, expected) => {
    expect(codesOf(code, "matrix")).toEqual(expected);
  });

  it.each([
    ["210113", "Logging", ["1133"]],
    ["210000", "Natural Resources and Mining", "own"],
    ["211000", "Oil and Gas Extraction", ["211"]],
    ["230000", "Construction", ["23"]],
    ["110000", "Agricultural Production, Total", "own"],
    ["321000", "Durable Goods Manufacturing", "own"],
  ])("Illinois' %s %s is %j", (code, title, expected) => {
    // 321 is wood products; a title without a word of that is another line.
    expect(codesOf(code, "illinois", title.replace("Durable Goods Manufacturing", "Durable Goods"))).toEqual(expected);
  });

  it.each([
    ["Food Manufacturing", ["311"]],
    ["Utilities", ["22"]],
    ["Finance & Insurance*", ["52"]],
    ["Professional and Business Services", ["1024"]],
    ["Transportation, Warehousing and Utilities", "own"],
    ["Total Nonfarm", "own"],
  ])("the title %s alone is %j", (title, expected) => {
    expect(codesOf("", "titles", title)).toEqual(expected);
  });
});

describe("figures", () => {
  it.each([
    ["6,333,193", 6_333_193],
    ["-5,243", -5_243],
    ["(1,200)", -1_200],
    ["2.3%", 2.3],
    ["11.10", 11.1],
    ["1234 *", 1_234],
  ])("%s is %d", (text, value) => {
    expect(parseFigure(text)).toMatchObject({ kind: "number", value });
  });

  it.each(["N.A.", "NA", "--", "—", "", "*", "**", "(D)", "nan", "N/A"])("%s is none", (text) => {
    expect(parseFigure(text).kind).toBe("none");
  });

  it.each(["12 000 or so", "1O0", "1.2.3"])("%s is text", (text) => {
    expect(parseFigure(text).kind).toBe("text");
  });

  it("counts the decimals that say something", () => {
    expect(parseFigure("11.10")).toMatchObject({ decimals: 1 });
    expect(parseFigure("0.8254")).toMatchObject({ decimals: 4 });
    expect(parseFigure("23.00")).toMatchObject({ decimals: 0 });
  });

  it("takes wrappings off codes", () => {
    expect(["'102300", '="11-0000"', " 311000 ", '="311000"'].map(plainCode)).toEqual([
      "102300",
      "11-0000",
      "311000",
      "311000",
    ]);
  });
});

describe("headings", () => {
  it("are words", () => {
    expect(plainHeading("BaseYearEmployment2008")).toBe("base year employment 2008");
    expect(plainHeading("2034 Projected\nEmployment ")).toBe("2034 projected employment");
    expect(plainHeading("% Change")).toBe("percent change");
  });

  it("tell years", () => {
    expect(parseYearSpan("2012 - 2022")).toEqual([2012, 2022]);
    expect(parseYearSpan("Projections, 2024–34")).toEqual([2024, 2034]);
    expect(parseYearSpan("2nd quarter 2021 to 2nd quarter 2023")).toEqual([2021, 2023]);
    expect(parseYearSpan("2024")).toBeUndefined();
  });

  it.each<[string, readonly string[]]>([
    [
      "California",
      [
        "Area Type",
        "Area Name (County Names)",
        "Period",
        "Series Code",
        "Industry Title",
        "Base Year Employment Estimate",
        "Projected Year Employment Estimate",
        "Numeric Change",
        "Percentage Change",
      ],
    ],
    [
      "California",
      [
        "Area Type",
        "Area Name",
        "Period",
        "NAICS Level",
        "NAICS Code",
        "Industry Title",
        "Base Year Employment Estimate",
        "Projected Year Employment Estimate",
        "Numeric Change",
        "Percentage Change",
      ],
    ],
    [
      "California",
      [
        "Area Type",
        "Area Name",
        "Period",
        "Series Code",
        "Industry Title",
        "Base Quarter Employment Estimate",
        "Projected Quarter Employment Estimate",
        "Numeric Change",
        "Percentage Change",
      ],
    ],
    [
      "New York",
      [
        "Area",
        "Period",
        "Industry Code",
        "Industry Title",
        "Base Year",
        "Projected Year",
        "Net Change",
        "Annual Growth Rate",
      ],
    ],
    [
      "New York",
      [
        "Area",
        "Period",
        "Industry Code",
        "Industry Title",
        "Base Year Employment Estimate",
        "Projected Year Employment Estimate",
        "Net Change",
        "Annual Growth Rate",
      ],
    ],
    [
      "Kansas export",
      [
        "stfips",
        "areatype",
        "area",
        "naicscode",
        "naicstitle",
        "naicslvl",
        "estyear",
        "projyear",
        "estindprj",
        "projindprj",
        "nchg",
        "pchg",
        "grrate",
      ],
    ],
    [
      "Kansas workbook",
      [
        "Industry\nLevel",
        "Industry\nCode",
        "Industry Title",
        "2024\nEmployment",
        "2034 Projected\nEmployment",
        "Change in\nEmployment",
        "Percent\nChange",
        "Growth\nRate",
      ],
    ],
    [
      "Illinois",
      [
        "Region",
        "IndustryCode",
        "IndustryTitle",
        "BaseYearEmployment2008",
        "ProjectedYearEmployment2018",
        "EmploymentChange",
        "AnnualCompoundGrowthRate",
      ],
    ],
    ["Washington", ["Title", "Estimated employment 2024", "Estimated employment 2029", "Estimated employment 2034"]],
    [
      "Projections Central",
      ["STFIPS", "Area", "OccCode", "Title", "Base", "Proj", "Change", "PercentChange", "AvgAnnualOpenings"],
    ],
    [
      "Projections Central",
      [
        "state_fips",
        "area",
        "soc_code",
        "occ_title",
        "sector",
        "base_year",
        "proj_year",
        "base_emp",
        "proj_emp",
        "emp_change",
        "pct_change",
      ],
    ],
    [
      "BLS national",
      [
        "2024 National Employment Matrix title",
        "2024 National Employment Matrix code",
        "Industry type",
        "Employment, 2024",
        "Employment, 2034",
        "Employment change, numeric, 2024-34",
        "Output, 2024",
        "Output, 2034",
      ],
    ],
    [
      "state table",
      [
        "NAICS Code",
        "Industry Title",
        "Annual Average Employment 2022",
        "Annual Average Employment 2032",
        "Number Change",
        "Percent Growth",
      ],
    ],
    ["state table", ["naics code", "industry", "2019", "2021", "net change", "pct change"]],
  ])("are %s'", (label, names) => {
    const header = parseHeader("x.csv", 1, names);
    const sheet = { file: "x.csv", name: undefined, isSheet: false, delimiter: ",", rows: [] };
    const found = PROJECTION_LAYOUTS.find(({ recognise }) => recognise(header, sheet));
    expect(found?.label).toBe(label);
  });
});

describe("tables of text", () => {
  it("are read from a web page", () => {
    const page =
      "<html>\n<body><table>\n<tr><th>Title</th><th colspan='2'>Jobs</th></tr>\n<tr><td>Arts &amp; <b>crafts</b></td><td>&nbsp;</td><td>1,200</td></tr>\n</table></body></html>";
    expect(isHtml(page)).toBe(true);
    expect(parseHtmlTables(page)[0]?.map(({ cells }) => cells)).toEqual([
      ["Title", "Jobs", ""],
      ["Arts & crafts", "", "1,200"],
    ]);
    expect(isHtml("<10 jobs,2024\n")).toBe(false);
  });
});
