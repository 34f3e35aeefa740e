import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import type { AreaCode } from "../../src/core/codes.js";
import { disclosed, undefinedBecause } from "../../src/core/datum.js";
import { sumLaborForce } from "../../src/workers/labor-force.js";
import { readAcs } from "../../src/workers/read/acs.js";
import { parseMargin } from "../../src/workers/read/acs-cells.js";
import { periodInName } from "../../src/workers/read/acs-columns.js";
import { readLaborForce } from "../../src/workers/read/labor-force.js";
import { areasOfResidents, countResidents, type ResidentsSubject } from "../../src/workers/residents.js";
import { countFromPercent, datumOfSurvey, shareOfSurvey, sumOfSurvey } from "../../src/workers/survey.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const folder = mkdtempSync(join(tmpdir(), "workers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("margins of error", () => {
  it("of a sum are the root of the sum of squares", () => {
    // √(30² + 40²) = 50
    const parts = [
      { estimate: 1000, margin: 30 },
      { estimate: 500, margin: 40 },
      { estimate: 200, margin: 0 },
    ];
    expect(sumOfSurvey(parts)).toEqual({ estimate: 1700, margin: 50 });
    expect(sumOfSurvey([...parts, { estimate: undefined, margin: undefined }]).estimate).toBeUndefined();
  });

  it("of a share leave out what is the whole's", () => {
    // p = 500 ÷ 2,000 = 0.25; √(50² − 0.25² · 120²) ÷ 2,000 = √(2,500 − 900) ÷ 2,000 = 40 ÷ 2,000
    const share = shareOfSurvey({ estimate: 500, margin: 50 }, { estimate: 2000, margin: 120 });
    expect(share).toEqual({ estimate: 0.25, margin: 0.02 });
    // Where the root has no answer: √(30² + 0.25² · 160²) ÷ 2,000 = √(900 + 1,600) ÷ 2,000 = 50 ÷ 2,000
    const ratio = shareOfSurvey({ estimate: 500, margin: 30 }, { estimate: 2000, margin: 160 });
    expect(ratio.margin).toBe(0.025);
    expect(shareOfSurvey({ estimate: 1, margin: 1 }, { estimate: 0, margin: 5 }).estimate).toBeUndefined();
  });

  it("of a count from a percentage are those of a product", () => {
    // 6 % of 10,000, ± 0.3 points and ± 400: √(30² + 24²) = √1,476
    const count = countFromPercent({ estimate: 6, margin: 0.3 }, { estimate: 10_000, margin: 400 });
    expect(count.estimate).toBe(600);
    expect(count.margin).toBeCloseTo(Math.sqrt(1476), 9);
  });

  it("are 0 where a figure is controlled, and unknown where there is a mark", () => {
    expect(parseMargin("*****")).toEqual({ kind: "number", value: 0 });
    expect(parseMargin("-555555555")).toEqual({ kind: "number", value: 0 });
    for (const mark of ["**", "***", "-", "N", "(X)", "", "-222222222"])
      expect(parseMargin(mark)).toEqual({ kind: "none" });
    expect(parseMargin("+/-96")).toEqual({ kind: "number", value: 96 });
  });

  it("are the 90 % range of a figure, which never goes below zero", () => {
    expect(datumOfSurvey({ estimate: 20, margin: 30 })).toEqual({ status: "estimated", value: 20, low: 0, high: 50 });
    expect(datumOfSurvey({ estimate: 20, margin: 0 })).toEqual({ status: "disclosed", value: 20 });
    expect(datumOfSurvey({ estimate: undefined, margin: undefined }).status).toBe("undefined");
    expect(datumOfSurvey(undefined).status).toBe("absent");
  });
});

describe("years in names of files", () => {
  it.each([
    ["ACS_16_5YR_B15003_with_ann.csv", { start: 2012, end: 2016 }],
    ["ACSDT5Y2020.B15003-Data.csv", { start: 2016, end: 2020 }],
    ["ACSST1Y2022.S0101-Data.csv", { start: 2022, end: 2022 }],
    ["acs5_2023_api_states.json", { start: 2019, end: 2023 }],
    ["education.csv", undefined],
  ])("%s", (name, period) => {
    expect(periodInName(name)).toEqual(period);
  });
});

describe("labor force", () => {
  const county = (code: string, laborForce: number, unemployed: number) =>
    [
      code as AreaCode,
      {
        county: code as AreaCode,
        laborForce: disclosed(laborForce),
        employed: disclosed(laborForce - unemployed),
        unemployed: disclosed(unemployed),
      },
    ] as const;

  it("of several counties is summed, and the rate comes from the sums", () => {
    const rows = new Map([county("39049", 900, 18), county("39041", 100, 12)]);
    const sum = sumLaborForce([...rows.keys()], rows);
    // 30 ÷ 1,000; the mean of the rates would be 7 %.
    expect(sum).toMatchObject({ laborForce: disclosed(1000), unemployed: disclosed(30), rate: disclosed(0.03) });
    const partly = sumLaborForce(["39049", "39089"] as AreaCode[], rows);
    expect(partly.laborForce).toEqual(undefinedBecause("1 of 2 counties are not in the file"));
    expect(partly.missing).toEqual(["39089"]);
  });

  it("is read of headers over several rows, and of flat files by their annual averages", async () => {
    const workbook = file(
      "laucnty22.csv",
      [
        "Labor force data by county,,,,,,,,,",
        "LAUS,State,County,County Name/,,,Labor,,,Unemployment",
        "Code,FIPS,FIPS,State Abbreviation,Year,,Force,Employed,Unemployed,Rate (%)",
        'CN3904900000000,39,049,"Franklin County, OH",2022,,"1,000",970,30,3.0',
        'CN7200100000000,72,001,"Adjuntas Municipio, PR",2022,,N.A.,N.A.,N.A.,N.A.',
        "SOURCE: BLS,,,,,,,,,",
      ].join("\n"),
    );
    const flat = file(
      "la.data.64.County",
      [
        "series_id                     \tyear\tperiod\t       value\tfootnote_codes",
        "LAUCN390490000000003          \t2021\tM13\t         4.0\t",
        "LAUCN390490000000004          \t2021\tM12\t          99\t",
        "LAUCN390490000000004          \t2021\tM13\t          40\t",
        "LAUCN390490000000005          \t2021\tM13\t         960\t",
        "LAUCN390490000000006          \t2021\tM13\t        1000\t",
      ].join("\n"),
    );
    const { years } = await readLaborForce([workbook, flat]);
    expect([...years.keys()]).toEqual([2021, 2022]);
    expect(years.get(2022)!.get("39049" as AreaCode)).toMatchObject({ laborForce: disclosed(1000) });
    expect(years.get(2022)!.get("72001" as AreaCode)!.laborForce.status).toBe("undefined");
    expect(years.get(2021)!.get("39049" as AreaCode)).toMatchObject({
      unemployed: disclosed(40),
      employed: disclosed(960),
    });
  });
});

describe("tables of the survey", () => {
  it("are read of the API with their margins, controlled or not available", async () => {
    const path = file(
      "acs5_2020.json",
      JSON.stringify([
        ["NAME", "B23025_001E", "B23025_001M", "B23025_002E", "B23025_002M", "state", "county"],
        ["Franklin County, Ohio", "1000", "-555555555", "700", "30", "39", "049"],
        ["Delaware County, Ohio", "200", "-555555555", "-666666666", "-222222222", "39", "041"],
      ]),
    );
    const { tables } = await readAcs([path]);
    const rows = tables.get("B23025")!.rows;
    expect(rows.get("39049")!.lines.get(1)).toEqual({ estimate: 1000, margin: 0 });
    expect(rows.get("39049")!.lines.get(2)).toEqual({ estimate: 700, margin: 30 });
    expect(rows.get("39041")!.lines.get(2)).toEqual({ estimate: undefined, margin: undefined });
    const areas = areasOfResidents(readAreas(), { name: "Two", areas: ["39041", "39049"] as AreaCode[] });
    const { subjects } = countResidents(areas, { acs: await readAcs([path]), laborForce: undefined });
    const [region, state] = subjects[0]!.areas;
    expect(region!.whole).toEqual({ estimate: 1200, margin: 0 });
    // One county's is not available, so that there is no sum; of the state two of 88 counties are no sum either.
    expect(region!.groups.get("labor-force")!.count.estimate).toBeUndefined();
    expect(state!.whole).toBeUndefined();
  });
});

describeShared("labor force and survey as published", ["workers"], () => {
  const acs = (name: string): string => sharedData(`workers/acs/${name}`);
  const of = async (files: readonly string[], code: string, name = code): Promise<readonly ResidentsSubject[]> => {
    const reading = await readAcs(files.map(acs));
    const areas = areasOfResidents(readAreas(), { name, areas: [code as AreaCode] });
    return countResidents(areas, { acs: reading, laborForce: undefined }).subjects;
  };
  const counts = (subject: ResidentsSubject, ids: readonly string[]) =>
    ids.map((id) => subject.areas[0]!.groups.get(id)!.count.estimate);

  it("have Ohio's and Kansas's totals of labor force, 2022", async () => {
    const { years } = await readLaborForce([sharedData("workers/laus/laucnty22.xlsx")]);
    const rows = years.get(2022)!;
    const totals = (state: string) => {
      const { laborForce, unemployed, rate } = sumLaborForce(readAreas().countiesOf(state, 2022), rows);
      return [laborForce, unemployed, rate];
    };
    expect(totals("39000")).toEqual([5_741_288, 230_953, 230_953 / 5_741_288].map(disclosed));
    expect(totals("20000").slice(0, 2)).toEqual([1_504_943, 40_104].map(disclosed));
    expect(rows.size).toBe(3220);
  });

  it("have the totals of counties in American FactFinder's layout", async () => {
    const files = ["B15003", "B23025", "S0101"].map((id) => `ACS_16_5YR_${id}_with_ann_oh_ks.csv`);
    const [age, education, employment] = await of(files, "39000");
    expect(education!.areas[0]!.whole!.estimate).toBe(7_848_046);
    expect(counts(education!, ["bachelor"])).toEqual([1_310_995]);
    // High school diplomas 2,352,099, and GEDs.
    expect(counts(education!, ["high-school"])[0]).toBeGreaterThan(2_352_099);
    expect(employment!.areas[0]!.whole!.estimate).toBe(9_255_859);
    expect(counts(employment!, ["civilian", "unemployed"])).toEqual([5_849_603, 423_956]);
    // Percentages by age add up to the whole except for their rounding to a tenth.
    const parts = counts(age!, ["under-25", "25-34", "35-44", "45-54", "55-64", "65-over"]);
    const sum = parts.reduce<number>((all, one) => all + one!, 0);
    expect(Math.abs(sum / age!.areas[0]!.whole!.estimate! - 1)).toBeLessThan(0.001);
    const kansas = (await of(files.slice(0, 2), "20000")).map(({ areas }) => areas[0]!.whole!.estimate);
    expect(kansas).toEqual([1_878_495, 2_255_916]);
  });

  it("have Illinois by its own row and by its counties", async () => {
    const [age] = await of(["ACS_15_5YR_B01001_with_ann_il.csv"], "17000");
    expect(age!.areas[0]!.whole).toEqual({ estimate: 12_873_761, margin: 0 });
    const { tables } = await readAcs([acs("ACS_15_5YR_B01001_with_ann_il.csv")]);
    const rows = tables.get("B01001")!.rows;
    const counties = readAreas().countiesOf("17000", 2015);
    expect(counties).toHaveLength(102);
    expect(sumOfSurvey(counties.map((county) => rows.get(county)!.lines.get(1)!)).estimate).toBe(12_873_761);
  });

  it("have Queens in data.census.gov's layout, with its margins", async () => {
    const [before] = await of(["ACSDT5Y2015.B15003-Data_queens.csv"], "36081");
    const [after] = await of(["ACSDT5Y2020.B15003-Data_queens.csv"], "36081");
    expect(before!.areas[0]!.whole).toEqual({ estimate: 1_619_173, margin: 96 });
    expect(after!.areas[0]!.whole).toEqual({ estimate: 1_640_266, margin: 119 });
    // Printed: bachelor's 340,259 ± 4,370 of 1,640,266 ± 119.
    const { share } = after!.areas[0]!.groups.get("bachelor")!;
    const p = 340_259 / 1_640_266;
    expect(share.margin).toBeCloseTo(Math.sqrt(4370 ** 2 - p ** 2 * 119 ** 2) / 1_640_266, 12);
    await expect(
      of(["ACSDT5Y2015.B15003-Data_queens.csv", "ACSDT5Y2020.B15003-Data_queens.csv"], "36081"),
    ).rejects.toThrow("B15003 of two periods");
  });

  it("have block groups, whose sum is not a county, and the API's states without margins", async () => {
    const { tables } = await readAcs([acs("ACSDT5Y2020.B01001-Data_cook_first200.csv")]);
    const rows = [...tables.get("B01001")!.rows.values()];
    expect(rows).toHaveLength(200);
    expect(sumOfSurvey(rows.map(({ lines }) => lines.get(1)!)).estimate).toBe(285_846);
    await expect(of(["ACSDT5Y2020.B01001-Data_cook_first200.csv"], "17031")).rejects.toThrow("region's counties");
    await expect(readAcs([acs("acs5_2023_api_states.json")])).rejects.toThrow("without margins of error");
  });
});
