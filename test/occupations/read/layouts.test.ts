import { describe, expect, it } from "vitest";
import { readAreaOccupations, readOccupationFacts } from "../../../src/occupations/read/index.js";
import { readStaffing } from "../../../src/occupations/read/staffing.js";
import type { AreaOccupations, OccupationRow, SocCode } from "../../../src/staffing/records.js";
import { errorsOf, temporaryFolder } from "../../qcew/read/files.js";
import { buildWorkbook } from "../../files/tables/workbooks.js";

const save = temporaryFolder();
const soc = (code: string): SocCode => code as SocCode;
const disclosed = (value: number): object => ({ status: "disclosed", value });
const SUPPRESSED = { status: "suppressed" };
const ABSENT = { status: "absent" };

async function areaOf(name: string, text: string): Promise<AreaOccupations> {
  const { areas } = await readAreaOccupations([save(name, text)]);
  expect(areas).toHaveLength(1);
  return areas[0]!;
}

/** The 32 columns of OEWS since May 2019; the nation's files lack the last ones of areas. */
const FULL =
  "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,HOURLY".split(
    ",",
  );

function fullRow(cells: Readonly<Record<string, string>>): string {
  const unknown = Object.keys(cells).filter((name) => !FULL.includes(name));
  expect(unknown).toEqual([]);
  return FULL.map((name) => cells[name] ?? "").join(",");
}

const COLUMBUS = {
  AREA: "18140",
  AREA_TITLE: '"Columbus, OH"',
  NAICS: "000000",
  I_GROUP: "cross-industry",
  O_GROUP: "detailed",
};

function columbus(...rows: readonly Readonly<Record<string, string>>[]): string {
  const total = { OCC_CODE: "00-0000", OCC_TITLE: "All Occupations", O_GROUP: "total", TOT_EMP: '"1,000,000"' };
  return [FULL.join(","), ...[total, ...rows].map((row) => fullRow({ ...COLUMBUS, ...row })), ""].join("\n");
}

describe("OEWS with 32 columns", () => {
  it("is read with jobs, quotient and all wages", async () => {
    const text = columbus({
      OCC_CODE: "29-1141",
      OCC_TITLE: "Registered Nurses",
      TOT_EMP: '"23,450"',
      LOC_QUOTIENT: "1.02",
      H_MEAN: "42.10",
      A_MEAN: '"87,570"',
      H_PCT10: "30.01",
      H_MEDIAN: "40.50",
      A_PCT10: '"62,420"',
      A_MEDIAN: '"84,240"',
      A_PCT90: '"109,900"',
    });
    expect(text.split("\n")[0]!.split(",")).toHaveLength(32);
    const area = await areaOf("MSA_M2024_dl.csv", text);
    expect([area.area, area.areaTitle, area.source.year]).toEqual(["18140", "Columbus, OH", 2024]);
    expect(area.total).toEqual(disclosed(1_000_000));
    expect(area.occupations.get(soc("29-1141"))).toMatchObject({
      employment: disclosed(23_450),
      publishedQuotient: disclosed(1.02),
      wages: {
        hourly: { mean: disclosed(42.1), p10: disclosed(30.01), median: disclosed(40.5), p25: ABSENT },
        annual: { mean: disclosed(87_570), p10: disclosed(62_420), median: disclosed(84_240), p90: disclosed(109_900) },
      },
    });
  });

  it("says what each mark means, in every place it may stand", async () => {
    const text = columbus(
      {
        OCC_CODE: "11-1011",
        TOT_EMP: "**",
        LOC_QUOTIENT: "**",
        H_MEAN: "*",
        A_MEAN: "*",
        A_MEDIAN: "#",
        H_MEDIAN: "#",
      },
      { OCC_CODE: "25-2021", TOT_EMP: "500", H_MEAN: "*", A_MEAN: "70000", ANNUAL: "TRUE" },
      { OCC_CODE: "27-2031", TOT_EMP: "50", H_MEAN: "30", A_MEAN: "*", HOURLY: "TRUE" },
      { OCC_CODE: "29-1141", TOT_EMP: "~", LOC_QUOTIENT: "~", A_MEAN: "~", A_MEDIAN: "70000" },
    );
    const { occupations } = await areaOf("MSA_M2024_dl.csv", text);
    expect(occupations.get(soc("11-1011"))).toMatchObject({
      employment: SUPPRESSED,
      publishedQuotient: SUPPRESSED,
      wages: {
        hourly: { mean: SUPPRESSED, median: { status: "top-coded", atLeast: 115 } },
        annual: { mean: SUPPRESSED, median: { status: "top-coded", atLeast: 239_200 } },
      },
    });
    // Teachers have no wage by the hour that could be withheld, dancers none by the year.
    expect(occupations.get(soc("25-2021"))!.wages).toMatchObject({
      hourly: { mean: ABSENT },
      annual: { mean: disclosed(70_000) },
    });
    expect(occupations.get(soc("27-2031"))!.wages).toMatchObject({
      hourly: { mean: disclosed(30) },
      annual: { mean: ABSENT },
    });
    expect(occupations.get(soc("29-1141"))).toMatchObject({
      employment: SUPPRESSED,
      publishedQuotient: SUPPRESSED,
      wages: { annual: { mean: SUPPRESSED, median: disclosed(70_000) } },
    });
  });

  it("refuses a mark that OEWS does not have, a top code for jobs, and a negative number of them", async () => {
    const cells = ["***", "#", "-5", "1O0", ""];
    const rows = cells.map((cell, index) => ({ OCC_CODE: `11-201${index + 1}`, TOT_EMP: cell }));
    const errors = await errorsOf(readAreaOccupations([save("MSA_M2024_bad.csv", columbus(...rows))]));
    // The header is line 1, the total line 2.
    expect(errors.map(({ code, where }) => [code, where?.line, where?.column])).toEqual(
      cells.map((_, index) => ["OCCUPATION_NUMBER", index + 3, "TOT_EMP"]),
    );
  });
});

describe("a top code", () => {
  // The lowest wage printed as #: the notes in the files of those years.
  it.each([
    ["2010", 166_400],
    ["2015", 187_200],
    ["2016", 208_000],
    ["2021", 208_000],
    ["2022", 239_200],
    ["2024", 239_200],
  ])("of May %s is %d at least", async (year, atLeast) => {
    // A year's work is 2,080 hours: 40 in each of 52 weeks.
    const text = columbus({ OCC_CODE: "29-1141", TOT_EMP: "100", A_MEDIAN: "#", H_MEDIAN: "#" });
    const area = await areaOf(`MSA_M${year}_dl.csv`, text);
    expect(area.occupations.get(soc("29-1141"))!.wages).toMatchObject({
      annual: { median: { status: "top-coded", atLeast } },
      hourly: { median: { status: "top-coded", atLeast: atLeast / 2080 } },
    });
  });

  it("of an unknown year is the lowest there was, with a caution", async () => {
    const path = save("wages.csv", columbus({ OCC_CODE: "29-1141", TOT_EMP: "100", A_MEDIAN: "#" }));
    const { areas, notes } = await readAreaOccupations([path]);
    const { wages } = areas[0]!.occupations.get(soc("29-1141"))!;
    expect(wages.annual.median).toEqual({ status: "top-coded", atLeast: 166_400 });
    expect(notes.map(({ id }) => id)).toContain("wages-year-unknown");
  });
});

describe("output of the BLS query system", () => {
  it("is read with footnotes before figures", async () => {
    const text = [
      '"Multiple occupations for one geographical area"',
      '"Area:","Columbus, OH"',
      '"Period:","May 2023"',
      "Occupation (SOC code),Employment(1),Hourly mean wage,Annual mean wage(2),Annual median wage(2)",
      "All Occupations(000000),1000000,31.00,64480,48000",
      "Chief Executives(111011),(8)-,(8)-,(8)-,(5)-",
      '"Teachers, Middle School(252022)",900,(4)-,(2)71230,70000',
      "Registered Nurses(291141),23450,42.10,87570,84240",
      "Footnotes:",
      "(1) Estimates for detailed occupations do not sum to the totals.",
      "(8) Estimate not released.",
      "",
    ].join("\n");
    const area = await areaOf("OES_Report.csv", text);
    expect([area.areaTitle, area.source.year]).toEqual(["Columbus, OH", 2023]);
    const row = (code: string): OccupationRow => area.occupations.get(soc(code))!;
    expect(row("11-1011")).toMatchObject({
      title: "Chief Executives",
      employment: SUPPRESSED,
      wages: { hourly: { mean: SUPPRESSED }, annual: { mean: SUPPRESSED, median: { atLeast: 239_200 } } },
    });
    expect(row("25-2022")).toMatchObject({
      title: "Teachers, Middle School",
      employment: disclosed(900),
      wages: { hourly: { mean: ABSENT }, annual: { mean: disclosed(71_230) } },
    });
    expect(row("29-1141").employment).toEqual(disclosed(23_450));
  });
});

describe("OEWS with 9 columns", () => {
  const SHORT = "NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEAN";

  it("is read, with codes in any wrapping", async () => {
    const text = [
      SHORT,
      `541500,Services,4-digit,5,' 00-0000,All Occupations,total,2000000,100000`,
      `541500,Services,4-digit,5,="11-0000",Management Occupations,major,300000,150000`,
      `541500,Services,4-digit,5,15-1252.00,Software Developers,detailed,"600,000",140000`,
      "541500,Services,4-digit,5,41-3091,Sales Representatives,detailed,**,*",
      "",
    ].join("\n");
    const { table } = await readStaffing([save("nat4d_M2024_short.csv", text)]);
    const industry = table.industries.get("5415")!;
    expect(industry.total).toEqual(disclosed(2_000_000));
    expect(industry.occupations.map(({ occupation, level, employment }) => [occupation, level, employment])).toEqual([
      ["11-0000", "major", disclosed(300_000)],
      ["15-1252", "detailed", disclosed(600_000)],
      ["41-3091", "detailed", SUPPRESSED],
    ]);
  });

  it("is read from the sheet that is shown: a hidden one is passed over", async () => {
    const rows = (jobs: number): (string | number)[][] => [
      SHORT.split(","),
      [541500, "Services", "4-digit", 5, "00-0000", "All Occupations", "total", jobs, 100_000],
      [541500, "Services", "4-digit", 5, "15-1252", "Software Developers", "detailed", jobs / 4, 140_000],
    ];
    const path = save(
      "nat4d_M2024_hidden.xlsx",
      buildWorkbook(
        { name: "draft", rows: rows(1_900_000), hidden: true },
        { name: "nat4d_M2024", rows: rows(2_000_000) },
      ),
    );
    const { table } = await readStaffing([path]);
    expect(table.industries.get("5415")!.total).toEqual(disclosed(2_000_000));
  });
});

describe("codes of SOC", () => {
  // OEWS of May 2019 and 2020 had codes of its own between SOC 2010 and 2018, 21-1018 and 51-2028 among them.
  it("are those of the hybrid list in OEWS of 2019 and 2020", async () => {
    const text = columbus(
      { OCC_CODE: "21-1018", TOT_EMP: "900" },
      { OCC_CODE: "51-2028", TOT_EMP: "800" },
      { OCC_CODE: "29-1141", TOT_EMP: "100" },
    );
    const { areas, notes } = await readAreaOccupations([save("MSA_M2020_dl.csv", text)]);
    expect(areas[0]!.source.soc).toBe("hybrid");
    expect([...areas[0]!.occupations.keys()]).toEqual(["21-1018", "51-2028", "29-1141"]);
    expect(notes.map(({ id }) => id)).toContain("wages-soc");
  });
});

describe("facts", () => {
  it("have codes as the Employment Projections wrap them", async () => {
    const text = [
      "O*NET-SOC Code,Title,Job Zone",
      '="15-1252",Software Developers,4',
      "' 29-1141,Registered Nurses,3",
      "",
    ].join("\n");
    const { table } = await readOccupationFacts([save("Job_Zones.csv", text)]);
    expect([...table.occupations.values()].map(({ code, jobZone }) => [code, jobZone])).toEqual([
      ["15-1252", 4],
      ["29-1141", 3],
    ]);
  });
});
