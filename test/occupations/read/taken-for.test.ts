import { describe, expect, it } from "vitest";
import { areaFit } from "../../../src/occupations/area-fit.js";
import { educationRank } from "../../../src/occupations/education.js";
import { readOccupationTables } from "../../../src/occupations/occupation-tables.js";
import { readAreaOccupations, readOccupationFacts } from "../../../src/occupations/read/index.js";
import type { SocCode } from "../../../src/staffing/records.js";
import { temporaryFolder } from "../../qcew/read/files.js";

const save = temporaryFolder();
const soc = (code: string): SocCode => code as SocCode;
const OEWS = "AREA,AREA_TITLE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEAN";

/** How the area of a file with one total row stands to Columbus. */
async function fitOf(text: string, region = ["C1814"]) {
  const { areas } = await readAreaOccupations([save("wages.csv", text)]);
  return areaFit(region, areas[0]!, () => []);
}

describe("wages of no area that a column names", () => {
  it("are the nation's where they have its jobs, as in files of 2014 to 2018 and of 2020", async () => {
    const text =
      "OCC_CODE,OCC_TITLE,OCC_GROUP,TOT_EMP,A_MEAN\n00-0000,All Occupations,total,140400040,49630\n29-1141,Registered Nurses,detailed,2857180,72180\n";
    expect(await fitOf(text)).toBe("nation");
  });

  it("are of an area that is not known where they have fewer", async () => {
    const text =
      "OCC_CODE,OCC_TITLE,OCC_GROUP,TOT_EMP,A_MEAN\n00-0000,All Occupations,total,1040040,49630\n29-1141,Registered Nurses,detailed,27180,72180\n";
    expect(await fitOf(text)).toBe("unknown");
  });
});

describe("an area's number of two digits", () => {
  const rows = (title: string) =>
    `${OEWS}\n10,${title},00-0000,All Occupations,total,450000,60000\n10,${title},29-1141,Registered Nurses,detailed,11000,80000\n`;

  it("is a state's where its title is the state's", async () => {
    expect(await fitOf(rows("Delaware"), ["10001"])).toBe("wider");
  });

  it.each(["Region 10", "Northwest", "Workforce Area 10"])("is not Delaware under the title %s", async (title) => {
    expect(await fitOf(rows(title), ["10001"])).toBe("unknown");
  });
});

describe("levels of education in other words than BLS's", () => {
  it.each([
    ["Postsecondary non-degree award", 3],
    ["Postsecondary nondegree award", 3],
    ["Post-secondary non degree award", 3],
    ["Some college - no degree", 2],
    ["Bachelors degree", 5],
    ["Associate’s degree", 4],
    ["High school diploma", 1],
    ["No formal educational credential", 0],
  ])("%s is level %d of 0 to 7", (text, rank) => {
    expect(educationRank(text)).toBe(rank);
  });

  it("that are none of these are reported, with how many occupations have them", async () => {
    const text =
      "soc_code,occ_title,base_year,proj_year,base_emp,proj_emp,annual_openings,education\n31-1131,Nursing Assistants,2024,2034,24884,25827,3587,Apprenticeship only\n29-1141,Registered Nurses,2024,2034,100,110,7,Bachelor's degree\n";
    const { notes } = await readOccupationFacts([save("state.csv", text)]);
    const note = notes.find(({ id }) => id === "education-unknown");
    expect(note?.text).toContain('"Apprenticeship only" (1)');
  });
});

describe("facts from other places than BLS's tables", () => {
  it("leave our title where a table has none", async () => {
    const zones = save(
      "Job Zones.txt",
      "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n29-1141.00\t4\t07/2014\tAnalyst\n",
    );
    const { facts } = await readOccupationTables(
      { staffing: [], wages: [], education: [zones] },
      { cwd: ".", hash: false },
    );
    expect(facts.occupations.get(soc("29-1141"))).toMatchObject({ title: "Registered nurses", jobZone: 4 });
  });

  it("are read from the tool of BLS's web site: education, training, titles without their examples", async () => {
    const text = [
      '"Occupation Title","Occupation Code","Employment 2022","Employment 2032","Occupational Openings, 2022-2032 Annual Average","Typical Entry-Level Education","Work Experience in a Related Occupation","Typical on-the-job Training"',
      `"Avionics technicians    * Aircraft Armament Mechanic* Aircraft Electrician","=""49-2091""","20.8","21.7","1.9","Associate's degree","None","Long-term on-the-job training"`,
    ].join("\n");
    const { table } = await readOccupationFacts([save("Employment Projections.csv", text)]);
    expect(table.occupations.get(soc("49-2091"))).toMatchObject({
      title: "Avionics technicians",
      typicalEducation: { education: "Associate's degree", training: "Long-term on-the-job training" },
      projection: { base: { value: 20_800 }, projected: { value: 21_700 } },
    });
  });

  it("are read from New York's projections, whose years stand in a column", async () => {
    const text =
      "Area,Period,SOC,Occupation Title,Base Year,Projected Year,Total Annual Openings\n0,2014-2024,' 29-1141,Registered Nurses,174660,204730,7340\n";
    const { table } = await readOccupationFacts([save("ny.csv", text)]);
    expect(table.occupations.get(soc("29-1141"))?.projection).toMatchObject({
      baseYear: 2014,
      projectedYear: 2024,
      base: { value: 174_660 },
      openings: { total: { value: 7_340 } },
    });
  });
});
