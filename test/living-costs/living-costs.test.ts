import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import type { AreaCode } from "../../src/core/codes.js";
import { weighPlaces, type Ground } from "../../src/living-costs/ground.js";
import { findAreaOfCode, readLivingWages } from "../../src/living-costs/read-living-wages.js";
import { readPriceParities } from "../../src/living-costs/read-price-parities.js";
import { findLivingWage, bringNeedsToRegion, findPriceParity } from "../../src/living-costs/wage-needs.js";
import { NO_NEEDS } from "../../src/living-costs/no-needs.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-living-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const area = (code: string): AreaCode => code as AreaCode;

function ground(jobs: Readonly<Record<string, number>>, areas = Object.keys(jobs)): Ground {
  return {
    name: "a region",
    areas: areas.map(area),
    counties: Object.keys(jobs).map(area),
    jobs: new Map(Object.entries(jobs).map(([code, count]) => [area(code), count])),
  };
}

describe("the place of a row of living wages", () => {
  it.each([
    ["39049", "Franklin County, Ohio", "39049"],
    ["39049", "Franklin County, OH", "39049"],
    ["39", "Ohio", "39000"],
    ["1001", "Autauga County, Alabama", "01001"],
    // 20 is Kansas, and 20020 no county of it; 39140 would be Ohio's.
    ["20020", "Dothan, AL", "C2002"],
    ["39140", "Prescott, AZ", "C3914"],
    ["18140", "", "C1814"],
    ["C1814", "Columbus", "C1814"],
    ["20002", "", undefined],
    ["Franklin", "", undefined],
  ])("of code %s and name %s is %s", (code, name, expected) => {
    expect(findAreaOfCode(code, name, readAreas())).toBe(expected);
  });
});

describe("a region's mean over its counties", () => {
  it("counts each by its jobs", () => {
    const figures: Readonly<Record<string, number>> = { "39049": 26, "39041": 30 };
    // (26 × 300 + 30 × 100) ÷ 400
    expect(weighPlaces(ground({ "39049": 300, "39041": 100 }), (code) => figures[code])).toMatchObject({
      value: 27,
      low: 26,
      high: 30,
      weighed: "jobs",
      lacking: [],
    });
  });

  it("counts all alike where the files have no jobs of them, and names those without a figure", () => {
    const region: Ground = { ...ground({ "39049": 300, "39041": 100, "39045": 50 }), jobs: new Map() };
    expect(weighPlaces(region, (code) => ({ "39049": 26, "39041": 30 })[code as string])).toMatchObject({
      value: 28,
      weighed: "alike",
      lacking: ["39045"],
    });
  });

  it("is the table's own figure where it has the region itself", () => {
    const region = ground({ "39049": 1, "39041": 1 }, ["C1814"]);
    expect(weighPlaces(region, (code) => (code === "C1814" ? 25 : 10))?.value).toBe(25);
  });

  it("is undefined where no place has a figure", () => {
    expect(weighPlaces(ground({ "39049": 1 }), () => undefined)).toBeUndefined();
  });
});

describe("a table of living wages", () => {
  it("may have a row for each place and household, of which the latest year counts", async () => {
    const path = fileOf("long.csv", [
      "county,household,year,wage",
      "39049,1 adult,2022,15.00",
      "39049,1 adult,2023,17.50",
      "39041,1 adult,2023,$18.50",
    ]);
    const { table } = await readLivingWages(path);
    expect(table.year).toBe(2023);
    expect(table.households).toEqual(["1 adult"]);
    expect(findLivingWage(table, ground({ "39049": 3, "39041": 1 }), "1 adult").value).toBeCloseTo(17.75, 9);
  });

  it("stands in with the state where it has no county of the region", async () => {
    const { table } = await readLivingWages(fileOf("state.csv", ["fips,name,1 adult", "39,Ohio,16.25"]));
    expect(findLivingWage(table, ground({ "39049": 3 }), "1 adult")).toMatchObject({ value: 16.25, ofState: true });
  });

  it("is refused for a region that it does not hold", async () => {
    const { table } = await readLivingWages(fileOf("kansas.csv", ["fips,1 adult", "20001,16.25"]));
    expect(() => findLivingWage(table, ground({ "39049": 3 }), "1 adult")).toThrow("living wage");
  });
});

describe("thresholds in a region", () => {
  it("are brought to its prices where parities are given", async () => {
    const path = fileOf("rpp.csv", [
      "GeoFIPS,GeoName,Description,RPP 2023",
      '18140,"Columbus, OH (Metropolitan Statistical Area)",RPPs: All items,90',
      "999,United States (Nonmetropolitan Portion),RPPs: All items,80",
    ]);
    const { parities } = await readPriceParities(path);
    const needs = { ...NO_NEEDS, typed: [{ name: "family", amount: 50_000, per: "year" as const }], parities };
    // All in Columbus: 90. Lawrence County IN (18093) is in no metropolitan area: (90 × 3 + 80 × 1) ÷ 4 = 87.5.
    const inside = bringNeedsToRegion(needs, ground({ "39049": 3, "39041": 1 }), readAreas(), []);
    const across = bringNeedsToRegion(needs, ground({ "39049": 3, "18093": 1 }), readAreas(), []);
    expect(inside.thresholds[0]!.amount).toBeCloseTo(45_000, 6);
    expect(across.thresholds[0]!.amount).toBeCloseTo(43_750, 6);
  });
});

describeShared("MIT's living wages of 2015", ["living-cost/mit_living_wage_2015_oh_ks_wa.csv"], () => {
  it("are of counties, metropolitan areas and states in one column of codes", async () => {
    const { table } = await readLivingWages(sharedData("living-cost/mit_living_wage_2015_oh_ks_wa.csv"));
    expect(table.households).toHaveLength(12);
    const wage = (code: string, household: string) => table.places.get(area(code))?.hourly.get(household);
    expect(wage("39049", "1 Adult")).toBe(9.78);
    expect(wage("39049", "1 Adult 2 Children")).toBe(26.26);
    expect(wage("C2002", "1 Adult")).toBe(9.76);
    expect(wage("20001", "2 Adults One Working")).toBe(16.41);
    expect(wage("20000", "1 Adult")).toBe(9.71);
  });
});

describeShared(
  "BEA's price parities",
  ["living-cost/marpp_msa_2023_table.csv", "living-cost/SARPP_STATE_2008_2023.csv"],
  () => {
    it("are of metropolitan areas, with housing", async () => {
      const { parities } = await readPriceParities(sharedData("living-cost/marpp_msa_2023_table.csv"));
      expect(parities.year).toBe(2023);
      expect(parities.all.get(area("C1814"))).toBe(94.52);
      expect(parities.housing.get(area("C1814"))).toBe(87.1);
      expect(parities.nonmetropolitan).toBe(88.22);
      expect(findPriceParity(parities, ground({ "39049": 3, "39041": 1 }), readAreas())?.value).toBe(94.52);
    });

    it("are of states, in the latest year", async () => {
      const { parities } = await readPriceParities(sharedData("living-cost/SARPP_STATE_2008_2023.csv"));
      expect(parities.year).toBe(2023);
      expect(parities.all.get(area("39000"))).toBe(91.812);
      expect(findPriceParity(parities, ground({ "39049": 3, "39041": 1 }), readAreas())?.value).toBe(91.812);
    });
  },
);
