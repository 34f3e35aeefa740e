import { describe, expect, it } from "vitest";
import { readStaffing } from "../../../src/occupations/read/staffing.js";
import { readOccupationFacts } from "../../../src/occupations/read/index.js";
import type { SocCode } from "../../../src/staffing/records.js";
import { temporaryFolder } from "../../qcew/read/files.js";

const save = temporaryFolder();
const soc = (code: string): SocCode => code as SocCode;
const disclosed = (value: number): object => ({ status: "disclosed", value });

describe("a file of staffing patterns that somebody reduced", () => {
  const text = [
    "naics,occ_code,occ_title,tot_emp,a_median",
    "541500,15-1200,Computer Occupations,700,120000",
    "541500,15-1250,Software and Web Developers,400,130000",
    "541500,15-1252,Software Developers,400,133000",
    '541500,15-1299,"Computer Occupations, All Other",,',
    "541500,43-4000,Information Clerks,,",
    "541500,43-4051,Customer Service Representatives,90,40000",
    "541500,53-7065,Stockers,10,35000",
    // Hospitals of all owners, then of one.
    "622200,29-1000,Practitioners,500,90000",
    "622200,29-1000,Practitioners,60,80000",
    "622200,29-1141,Registered Nurses,300,93000",
    "622200,29-1141,Registered Nurses,40,83000",
    "",
  ].join("\n");

  it("has the sum of its groups for a total, and empty cells withheld", async () => {
    const { table, notes } = await readStaffing([save("oews_m2023.csv", text)]);
    const services = table.industries.get("5415")!;
    // 700, the 90 of a group that is withheld itself, and 10 of an occupation without a group.
    expect(services.total).toEqual(disclosed(700 + 90 + 10));
    expect(services.title).toBe("Computer systems design and related services");
    const other = services.occupations.find(({ occupation }) => occupation === "15-1299");
    expect(other?.employment).toEqual({ status: "suppressed" });
    const note = notes.find(({ id }) => id === "staffing-total-summed")!.text;
    expect(note).toContain("2 industries");
    expect(note).toContain("1 of which are withheld");
    expect(note).toContain("2 empty cells");
  });

  it("has the row of all owners where none says whose it is", async () => {
    const { table, notes } = await readStaffing([save("oews_m2023.csv", text)]);
    const hospitals = table.industries.get("6222")!;
    expect(hospitals.total).toEqual(disclosed(500));
    expect(hospitals.occupations.find(({ occupation }) => occupation === "29-1141")?.employment).toEqual(
      disclosed(300),
    );
    expect(notes.find(({ id }) => id === "staffing-ownership")?.industries).toEqual(["6222"]);
  });
});

describe("facts about those who work in an occupation", () => {
  it("are their education, of the survey that the title names", async () => {
    const { table } = await readOccupationFacts([
      save(
        "attainment.csv",
        [
          '"Table 5.3 Educational attainment for workers 25 years and older by detailed occupation, 2022-23",,,,,,,,',
          "2024 National Employment Matrix title,2024 National Employment Matrix code,Less than high school diploma,High school diploma or equivalent,\"Some college, no degree\",Associate's degree,Bachelor's degree,Master's degree,Doctoral or professional degree",
          "Registered nurses(1),29-1141,0.4,0.9,3.8,29.9,52.4,10.2,2.3",
          "",
        ].join("\n"),
      ),
    ]);
    const { attainment } = table.occupations.get(soc("29-1141"))!;
    expect(attainment?.period).toBe("2022–23");
    expect(attainment?.isWider).toBe(true);
    expect(attainment?.shares.map((share) => Math.round(share * 1000))).toEqual([4, 9, 38, 299, 524, 102, 23]);
  });

  it("are part-time work and unemployment in percent, and tasks, core ones first", async () => {
    const { table } = await readOccupationFacts([
      save("work.csv", "SOC code,Part-time,Unemployment rate\n29-1141,14.9%,1.3\n41-2031,42,\n"),
      save(
        "Task Statements.txt",
        "O*NET-SOC Code\tTask ID\tTask\tTask Type\n29-1141.00\t1\tChat.\tSupplemental\n29-1141.00\t2\tWatch.\tCore\n",
      ),
    ]);
    const nurses = table.occupations.get(soc("29-1141"))!;
    expect(nurses.partTime).toBeCloseTo(0.149, 12);
    expect(nurses.unemployment).toBeCloseTo(0.013, 12);
    expect(nurses.tasks).toEqual(["Watch.", "Chat."]);
    expect(table.occupations.get(soc("41-2031"))?.unemployment).toBeUndefined();
  });
});
