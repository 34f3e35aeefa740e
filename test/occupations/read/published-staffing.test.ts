import { describe, expect, it } from "vitest";
import { readAreaOccupations, shippedNationalWages, shippedOccupations } from "../../../src/occupations/read/index.js";
import { readStaffing, shippedStaffing } from "../../../src/occupations/read/staffing.js";
import { describeShared, sharedData } from "../../helpers/shared.js";

const SECTORS = "staffing/oews_natsector_m2024.csv";
const DETAIL = "staffing/oews_nat5d_6d_m2024.csv";
const NATION = "staffing/oews_national_m2024.xlsx";

describeShared("OEWS industry files as published", [SECTORS, DETAIL], () => {
  it("are read with every row, by the codes that they stand for", async () => {
    const { table } = await readStaffing([sharedData(SECTORS), sharedData(DETAIL)]);
    // 20 sectors and 62 industries, counted in the files.
    expect(table.industries.size).toBe(82);
    expect([...table.industries.values()].reduce((sum, { occupations }) => sum + occupations.length, 0)).toBe(
      8_579 + 7_668,
    );
    expect(table.industries.get("11")?.total).toEqual({ status: "disclosed", value: 427_250 });
    // Printed 237130, 5-digit; 722511, 6-digit.
    expect(table.industries.get("23713")?.title).toContain("Power and Communication Line");
    expect(table.industries.get("722511")?.title).toBe("Full-Service Restaurants");
    const first = table.industries.get("11")?.occupations[0];
    expect(first).toMatchObject({
      occupation: "11-1011",
      level: "detailed",
      employment: { status: "disclosed", value: 150 },
      wages: { annual: { mean: { status: "disclosed", value: 242_370 }, median: { status: "absent" } } },
      line: 3,
    });
    expect(table.sources.map(({ year }) => year)).toEqual([2024, 2024]);
  });

  it("ship with the tool, the same on every row", async () => {
    const { table } = await readStaffing([sharedData(SECTORS), sharedData(DETAIL)]);
    const shipped = shippedStaffing();
    for (const [code, industry] of table.industries) {
      const ours = shipped.industries.get(code)!;
      expect(ours.total).toEqual(industry.total);
      expect(ours.title).toBe(industry.title);
      expect(ours.occupations.map(({ occupation, employment, wages }) => ({ occupation, employment, wages }))).toEqual(
        industry.occupations.map(({ occupation, employment, wages }) => ({ occupation, employment, wages })),
      );
    }
  });
});

describeShared("the OEWS workbook of the nation as published", [NATION], () => {
  it("gives every occupation once, with top codes as lower bounds", async () => {
    const { areas } = await readAreaOccupations([sharedData(NATION)]);
    expect(areas.map(({ area, areaTitle }) => [area, areaTitle])).toEqual([["99", "U.S."]]);
    const [nation] = areas;
    // 1,403 rows: one total, and 7 codes that stand as broad and as detailed.
    expect(nation!.occupations.size).toBe(1_403 - 1 - 7);
    expect(nation!.total).toEqual({ status: "disclosed", value: 154_187_380 });
    const chief = nation!.occupations.get("11-1011" as never)!;
    expect(chief.wages.annual.p90).toEqual({ status: "top-coded", atLeast: 239_200 });
    expect(chief.wages.hourly.p75).toEqual({ status: "top-coded", atLeast: 115 });
    expect(nation!.occupations.get("31-1120" as never)?.level).toBe("detailed");
  });

  it("ships with the tool, the same on every row", async () => {
    const { areas } = await readAreaOccupations([sharedData(NATION)]);
    const shipped = shippedNationalWages();
    expect(shipped.total).toEqual(areas[0]!.total);
    expect(shipped.occupations.size).toBe(areas[0]!.occupations.size);
    for (const [code, row] of areas[0]!.occupations) {
      // The line is that of another file.
      const ours = shipped.occupations.get(code)!;
      expect({ ...ours, line: row.line }).toEqual(row);
    }
  });
});

describe("the facts that ship", () => {
  it("hold education, job zone and openings", () => {
    const nurse = shippedOccupations().occupations.get("29-1141" as never)!;
    expect(nurse.typicalEducation).toEqual({ education: "Bachelor's degree", experience: "None", training: "None" });
    // "29-1141.00 4 …" in O*NET's table of job zones.
    expect(nurse.jobZone).toBe(4);
  });
});
