import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readOccupationFacts } from "../../../src/occupations/read/facts.js";
import type { SocCode } from "../../../src/staffing/records.js";

const folder = mkdtempSync(join(tmpdir(), "projection-areas-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NURSES = "29-1141" as SocCode;
const DRIVERS = "53-3032" as SocCode;

/** California's columns. Openings of ten years: exits + transfers + change. */
const HEADER =
  "Area Type,Area Name,Period,SOC Level,Standard Occupational Classification (SOC),Occupational Title,Base Year Employment Estimate,Projected Year Employment Estimate,Numeric Change,Percentage Change,Exits,Transfers,Total Job Openings,Median Hourly Wage,Entry Level Education";
const california = join(folder, "occupations.csv");
writeFileSync(
  california,
  [
    HEADER,
    // 300 + 250 + 200 = 750
    "State,California,2022-2032,4,29-1141,Registered Nurses,1000,1200,200,20.0,300,250,750,60.1,Bachelor's degree",
    "County,Fresno County,2022-2032,4,29-1141,Registered Nurses,100,110,10,10.0,30,25,65,50.2,Bachelor's degree",
    "County,Fresno County,2022-2032,4,53-3032,Heavy and Tractor-Trailer Truck Drivers,200,180,-20,-10.0,90,110,180,25.0,Postsecondary nondegree award",
  ].join("\n"),
);

describe("projections of occupations of several areas", () => {
  it("are taken of the area asked for, and openings of ten years divided by ten", async () => {
    const { table, notes } = await readOccupationFacts([california], { area: "fresno" });
    expect(table.occupations.get(NURSES)!.projection).toMatchObject({
      area: "Fresno County",
      baseYear: 2022,
      base: { value: 100 },
      openings: { total: { value: 6.5 }, exits: { value: 3 }, transfers: { value: 2.5 }, growth: { value: 1 } },
    });
    expect(table.occupations.get(DRIVERS)!.projection!.openings.total).toEqual({ status: "disclosed", value: 18 });
    expect(table.occupations.get(NURSES)!.typicalEducation!.education).toBe("Bachelor's degree");
    expect(notes.map(({ id }) => id)).toContain("openings-of-period");
  });

  it("are refused without one, and for a name that none has", async () => {
    await expect(readOccupationFacts([california])).rejects.toMatchObject({
      details: { code: "PROJECTION_AREA", found: "2 areas: California; Fresno County" },
    });
    await expect(readOccupationFacts([california], { area: "Kern" })).rejects.toThrow('called "Kern"');
  });

  it("keep openings that are of a year, whatever the heading", async () => {
    const yearly = join(folder, "yearly.csv");
    // 30 + 25 + 200 ÷ 10 = 75
    writeFileSync(
      yearly,
      `${HEADER}\nState,California,2022-2032,4,29-1141,Registered Nurses,1000,1200,200,20.0,30,25,75,60.1,Bachelor's degree\n`,
    );
    const { table } = await readOccupationFacts([yearly]);
    expect(table.occupations.get(NURSES)!.projection!.openings.total).toEqual({ status: "disclosed", value: 75 });
  });
});
