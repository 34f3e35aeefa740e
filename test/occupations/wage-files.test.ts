import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAreaOccupations } from "../../src/occupations/read/areas.js";
import { readOccupationFacts } from "../../src/occupations/read/index.js";
import { chooseWageArea, readOccupationTables } from "../../src/occupations/occupation-tables.js";
import { chooseAreaBesideNation } from "../../src/occupations/wage-areas.js";
import type { SocCode } from "../../src/staffing/records.js";

function save(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "wages-")), name);
  writeFileSync(path, text);
  return path;
}

async function wagesOf(path: string, code: string, area = 0) {
  const { areas, notes } = await readAreaOccupations([path], { hash: false });
  return { wages: areas[area]!.occupations.get(code as SocCode)!.wages, area: areas[area]!, areas, notes };
}

const ids = (notes: readonly { readonly id: string }[]): readonly string[] => notes.map(({ id }) => id);

describe("states' own tables of wages", () => {
  const HOURLY = [
    "Area Name,SOC Code,Occupational Title,Employment,Hourly Entry Wage,Hourly 10th Percentile,Hourly 25th Percentile,Median Hourly Wage,Hourly 75th Percentile,Hourly 90th Percentile",
    "Piedmont,00-0000,All Occupations,500000,11.00,12.00,15.00,20.00,31.00,48.00",
    "Piedmont,29-1141,Registered Nurses,9000,30.00,31.50,35.00,40.25,45.00,#",
    "Piedmont,27-2011,Actors,100,12.00,13.00,15.00,25.00,40.00,60.00",
  ].join("\n");

  it("with percentiles by the hour alone have annual ones of 2,080 hours, marked as derived", async () => {
    const { wages, notes, area } = await wagesOf(save("oews-2024.csv", HOURLY), "29-1141");
    // 40.25 × 2,080 = 83,720; 35 × 2,080 = 72,800. # is at or above the top code of a year.
    expect(wages.annual.median).toEqual({ status: "disclosed", value: 83_720 });
    expect(wages.annual.p25).toEqual({ status: "disclosed", value: 72_800 });
    expect(wages.annual.p90).toEqual({ status: "top-coded", atLeast: 239_200 });
    expect(wages.isAnnualDerived).toBe(true);
    expect(area.areaTitle).toBe("Piedmont");
    expect(ids(notes)).toContain("wages-derived");
  });

  it("do not make a year of actors' hours, since the nation has no annual wage of them", async () => {
    const { wages } = await wagesOf(save("oews-2024.csv", HOURLY), "27-2011");
    expect(wages.annual.median.status).toBe("absent");
    expect(wages.isAnnualDerived).toBeUndefined();
  });

  it("take annual wages where the header says so in any order of words", async () => {
    const text =
      "SOC Code,Occupation,Employment Estimate,Annual Average,Annual Median,Annual 25th Pct\n00-0000,All,500000,50000,41600,31000\n29-1141,Registered Nurses,9000,85000,83200,70000\n";
    const { wages } = await wagesOf(save("pa-2024.csv", text), "29-1141");
    expect(wages.annual.median).toEqual({ status: "disclosed", value: 83_200 });
    expect(wages.annual.mean).toEqual({ status: "disclosed", value: 85_000 });
  });

  it("without a unit are annual by their size alone, which a caution says", async () => {
    const text =
      "Area,SOC Code,Occupational Title,Employment,Mean,Median,Entry,Experienced\nCapital,00-0000,All,500000,50000,41600,31000,60000\nCapital,29-1141,Registered Nurses,9000,85000,83200,70000,90000\n";
    const { wages, notes } = await wagesOf(save("ny-2024.csv", text), "29-1141");
    expect(wages.annual.median).toEqual({ status: "disclosed", value: 83_200 });
    expect(ids(notes)).toContain("wages-unit-inferred");
  });

  it("are known by their words for an education, and asterisks of the web's export go", async () => {
    const text = [
      'Occupation Title,Occupation Code,"Employment 2023","Employment 2033","Occupational Openings, 2023-2033 Annual Average",Typical Entry-Level Education,Work Experience in a Related Occupation,Typical on-the-job Training',
      '"Dental assistants    * Orthodontic Assistant* Certified Dental Assistant","=""31-9091""",381.9,410.9,56.4,Postsecondary non-degree award*,None*,None',
    ].join("\n");
    const { table, notes } = await readOccupationFacts([save("ep.csv", text)], { hash: false });
    expect(table.occupations.get("31-9091" as SocCode)).toMatchObject({
      title: "Dental assistants",
      typicalEducation: { education: "Postsecondary non-degree award", experience: "None", training: "None" },
    });
    expect(ids(notes).filter((id) => id.includes("education"))).toEqual([]);
  });
});

describe("a file of wages of one area that it does not name", () => {
  const text =
    "occ_code,occ_title,tot_emp,h_median,a_median\n00-0000,All Occupations,500000,20.00,41600\n29-1141,Registered Nurses,9000,40.00,83200\n";
  const tables = (wagesArea?: string) =>
    readOccupationTables(
      {
        staffing: [],
        wages: [save("wages_M2024.csv", text)],
        education: [],
        ...(wagesArea !== undefined && { wagesArea }),
      },
      { cwd: process.cwd(), hash: false },
    );
  const region = { name: "Columbus, OH", areas: ["C1814"] };

  it("stands for a region only where the user names it", async () => {
    const { areas } = await tables();
    expect(() => chooseWageArea(areas, region, undefined)).toThrow("does not say of which area");
    const named = await tables("Columbus, OH");
    const { area, notes } = chooseWageArea(named.areas, region, "Columbus, OH");
    expect(area).toMatchObject({ area: "18140", areaTitle: "Columbus, OH" });
    expect(notes).toEqual([]);
  });

  it("is the nation's where the user says so, and no pay here", async () => {
    const { areas, national, shipped } = await tables("US");
    expect(areas).toEqual([]);
    expect(shipped.wages).toBe(false);
    expect(national.occupations.size).toBe(1);
  });
});

describe("wages of areas where the jobs are the nation's", () => {
  it("are refused, or set beside them where the area is named", async () => {
    const text =
      'area,area_title,occ_code,occ_title,tot_emp,a_median\n18140,"Columbus, OH",29-1141,Registered Nurses,9000,83200\n';
    const { areas } = await readAreaOccupations([save("MSA_M2024.csv", text)], { hash: false });
    expect(() => chooseAreaBesideNation(areas, undefined, { hasNation: false })).toThrow("need a region");
    expect(chooseAreaBesideNation(areas, "Columbus", { hasNation: false }).area?.area).toBe("18140");
    expect(() => chooseAreaBesideNation(areas, "Toledo", { hasNation: false })).toThrow('called "Toledo"');
    expect(ids(chooseAreaBesideNation(areas, undefined, { hasNation: true }).notes)).toEqual(["wages-not-used"]);
  });
});

const WASHINGTON = "../shared/data/occupations/oews_washington.csv";

describe.skipIf(!existsSync(WASHINGTON))("Washington's wages by area", () => {
  it("have annual percentiles of the hourly ones; musicians, who have no annual mean, none", async () => {
    const { areas } = await readAreaOccupations([WASHINGTON], { hash: false });
    const state = areas.find(({ area }) => area === "53")!;
    const median = (code: string) => state.occupations.get(code as SocCode)!.wages.annual.median;
    // 46.63 × 2,080 = 96,990.4
    expect(median("29-1141")).toEqual({ status: "disclosed", value: 96_990 });
    expect(median("27-2042").status).toBe("absent");
    const derived = [...state.occupations.values()].filter(({ wages }) => wages.isAnnualDerived);
    expect(derived.length).toBeGreaterThan(700);
  });
});
