import { describe, expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import { findHoles } from "../../src/consistency/holes.js";
import { takeInventory } from "../../src/inspect/inventory.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const areas = readAreas();

/** Holes of files that hold a total of areas by year, or by quarter as `2023.1`. */
function holesOf(held: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const rows = Object.entries(held).flatMap(([area, texts]) =>
    texts.map((text): QcewRow => {
      const [year, quarter = "0"] = text.split(".");
      return { area, industry: "10", own: 0, year: Number(year), quarter: Number(quarter), employment: 1 };
    }),
  );
  return findHoles(qcewTable(rows), areas).holes.map(
    ({ area, periods }) =>
      `${area}: ${periods.map(({ year, quarter }) => (quarter ? `${year}.${quarter}` : year)).join(" ")}`,
  );
}

describe("holes in the grid of areas and years", () => {
  it("are files that were forgotten", () => {
    const years = ["2020", "2021", "2022", "2023"];
    expect(holesOf({ "39049": years, "39041": ["2020", "2021", "2022"], US000: years })).toEqual(["39041: 2023"]);
    expect(holesOf({ "39049": years, "39041": ["2020", "2023"], US000: years })).toEqual(["39041: 2021 2022"]);
    expect(holesOf({ "39049": years, "39041": years, US000: years })).toEqual([]);
  });

  it("are years of the nation that counties have, not the other way round", () => {
    expect(holesOf({ "39049": ["2020", "2023"], US000: ["2023"] })).toEqual(["US000: 2020"]);
    expect(holesOf({ "39049": ["2020", "2023"], US000: ["2019", "2020", "2023", "2024"] })).toEqual([]);
  });

  it("are quarters too, apart from annual averages", () => {
    expect(holesOf({ "39049": ["2023.1", "2023.2"], "39041": ["2023.1"] })).toEqual(["39041: 2023.2"]);
    expect(holesOf({ "39049": ["2023", "2023.1"], "39041": ["2023"] })).toEqual([]);
  });

  it("are quarters between two of an area's own, where the files hold them of the nation alone", () => {
    const quarters = ["2021.1", "2021.2", "2021.3", "2021.4", "2022.1"];
    expect(holesOf({ "39049": ["2021.1", "2021.3", "2022.1"], US000: quarters })).toEqual(["39049: 2021.2 2021.4"]);
    // Before its first and after its last quarter it may be new, or not published yet.
    expect(holesOf({ "39049": ["2021.2", "2021.3"], US000: quarters })).toEqual([]);
    // Years are often fetched of the nation alone.
    expect(holesOf({ "39049": ["2020", "2023"], US000: ["2020", "2021", "2022", "2023"] })).toEqual([]);
  });

  it("are none where areas changed", () => {
    expect(holesOf({ "46113": ["2014"], "46102": ["2018"], "46103": ["2014", "2018"] })).toEqual([]);
    expect(holesOf({ "02261": ["2018"], "02063": ["2021"], "02066": ["2021"], "02020": ["2018", "2021"] })).toEqual([]);
    expect(holesOf({ "09001": ["2022", "2023"], "09110": ["2024"], "39049": ["2022", "2023", "2024"] })).toEqual([]);
    expect(holesOf({ C1746: ["2023"], C1741: ["2024"], C1814: ["2023", "2024"] })).toEqual([]);
    expect(holesOf({ C1746: ["2022"], C1814: ["2022", "2023", "2024"], C1741: [] as string[] })).toEqual([
      "C1746: 2023",
    ]);
  });

  it("are not looked for in unknown counties", () => {
    expect(holesOf({ "39999": ["2020"], "39049": ["2020", "2021"] })).toEqual([]);
  });
});

describe("the levels of aggregates of areas", () => {
  it("are totals: 91 to 96 are not levels of industries", () => {
    const table = qcewTable([{ area: "USMSA", industry: "10", own: 0 }]);
    const levels = [91, 93, 94, 96].map((level) => {
      const [period] = takeInventory({ ...table, level: Uint8Array.from([level]) });
      return period!.levels.map((one) => one.level);
    });
    expect(levels).toEqual([[0], [0], [0], [0]]);
  });
});
