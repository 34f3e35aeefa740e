import { describe, expect, it } from "vitest";
import { readAreas } from "../../../src/areas/read-areas.js";
import { resolveRegion } from "../../../src/areas/region.js";
import { InputError } from "../../../src/core/errors.js";
import { regionInFiles, type RegionInFiles } from "../../../src/region/read/region-in-files.js";
import type { PeriodRequest } from "../../../src/region/periods.js";
import { qcewTable, type QcewRow } from "../../helpers/qcew-table.js";

const areas = readAreas();

/** What is decided over files that hold a total of areas, by year. */
function decide(
  text: string,
  held: Readonly<Record<number, readonly string[]>>,
  request: PeriodRequest = {},
): RegionInFiles {
  const rows = Object.entries(held).flatMap(([year, codes]) =>
    codes.map((area): QcewRow => ({ area, industry: "10", own: 0, year: Number(year), employment: 100 })),
  );
  return regionInFiles(qcewTable(rows, ["employment", "wages", "establishments"]), {
    areas,
    regionIn: (year) => resolveRegion(areas, text, year === undefined ? {} : { year }),
    referenceIn: () => resolveRegion(areas, "US000"),
    request,
  });
}

const noteOf = ({ notes, span }: RegionInFiles, id: string): string | undefined =>
  [...span.notes, ...notes].find((note) => note.id === id)?.text;

describe("a state without rows of its own", () => {
  const ALASKA = areas.countiesOf("02000").filter((code) => !["02063", "02066"].includes(code));

  it("is the sum of the counties that it had in each year, with its unknown county", () => {
    const { region, span } = decide("AK", {
      2018: [...ALASKA, "02261", "02999"],
      2021: [...ALASKA, "02063", "02066", "02999"],
    });
    // 30 boroughs and census areas today, and jobs of no known one.
    expect(region.areas).toHaveLength(31);
    expect(region.areas).toEqual(expect.arrayContaining(["02063", "02066", "02999"]));
    expect(region.startAreas).toHaveLength(30);
    expect(region.startAreas).toEqual(expect.arrayContaining(["02261", "02999"]));
    expect([span.start?.year, span.end.year]).toEqual([2018, 2021]);
  });

  it("of one old year has the counties of that year", () => {
    const { region } = decide("AK", { 2018: [...ALASKA, "02261", "02999"] });
    expect(region.areas).toContain("02261");
    expect(region.areas).not.toContain("02063");
  });

  it("says that it is without the unknown county where the files have none", () => {
    const counties = areas.countiesOf("39000");
    expect(noteOf(decide("OH", { 2023: counties }), "unknown-county-missing")).toContain("39999 Unknown county, Ohio");
    expect(noteOf(decide("OH", { 2023: [...counties, "39999"] }), "unknown-county-missing")).toBeUndefined();
    expect(decide("OH", { 2023: [...counties, "39999"] }).region.areas).toHaveLength(89);
  });

  it("has its cities where they were not merged yet", () => {
    const before = areas.countiesOf("51000", 2010);
    expect(decide("VA", { 2010: before }).region.areas).toContain("51515");
    const { region } = decide("VA", { 2010: before, 2014: areas.countiesOf("51000") });
    expect(region.areas).not.toContain("51515");
    expect(region.startAreas).toContain("51515");
  });

  it("is its own rows where it has some", () => {
    expect(decide("OH", { 2023: ["39000", "39049"] }).region).toEqual({
      name: "Ohio",
      areas: ["39000"],
      composed: false,
    });
  });
});

describe("a county under another code", () => {
  it("is found by either code, in either year", () => {
    for (const text of ["46102", "46113"]) {
      const { region } = decide(text, { 2014: ["46113"], 2018: ["46102"] });
      expect([region.areas, region.startAreas]).toEqual([["46102"], ["46113"]]);
      expect(decide(text, { 2014: ["46113"] }).region.areas).toEqual(["46113"]);
    }
    expect(noteOf(decide("46102", { 2014: ["46113"], 2018: ["46102"] }), "areas-followed")).toContain(
      "46113 in 2014 is 46102 in 2018 (Shannon County was renamed Oglala Lakota County, 2015-05-01)",
    );
  });

  it("that was merged says where its figures are", () => {
    const missing = (): unknown => decide("51515", { 2018: ["51019"] });
    expect(missing).toThrow(InputError);
    try {
      missing();
    } catch (error) {
      expect((error as InputError).details.found).toContain("Bedford city became a town in Bedford County");
      expect((error as InputError).details.found).toContain("51019");
    }
  });

  it("that is a part of what it was has no growth, and it says why", () => {
    const decided = decide("02063", { 2018: ["02261"], 2021: ["02063"] });
    expect(decided.span.start).toBeUndefined();
    expect(noteOf(decided, "no-earlier-year")).toContain("02261 Valdez-Cordova Census Area, Alaska");
  });

  it("whose ground changed carries a caution", () => {
    const decided = decide("08001", { 2000: ["08001"], 2004: ["08001"] });
    expect(noteOf(decided, "areas-changed")).toContain("Broomfield County was made of parts of Adams");
    const all = ["08001", "08013", "08059", "08123"];
    const whole = decide([...all, "08014"].join(), { 2000: all, 2004: [...all, "08014"] });
    expect(noteOf(whole, "areas-changed")).toBeUndefined();
    expect(whole.region.startAreas).toEqual(all);
  });
});

describe("a metropolitan area over a new delineation", () => {
  it("under another code with the same counties is followed", () => {
    const { region } = decide("C1943", { 2021: ["C1938"], 2024: ["C1943"] });
    expect([region.areas, region.startAreas]).toEqual([["C1943"], ["C1938"]]);
    expect(decide("C1943", { 2021: ["C1938"] }).region.areas).toEqual(["C1938"]);
  });

  it("under another code with other counties is named", () => {
    const decided = decide("C1741", { 2021: ["C1746"], 2024: ["C1741"] });
    expect(decided.span.start).toBeUndefined();
    const note = noteOf(decided, "no-earlier-year");
    expect(note).toContain("C1746 Cleveland-Elyria, OH");
    expect(note).toContain('"counties of C1741"');
  });

  it("under the same code with other counties carries a caution that names them", () => {
    const note = noteOf(decide("C1714", { 2021: ["C1714"], 2024: ["C1714"] }), "delineation-changed");
    expect(note).toContain("18047 Franklin County, Indiana joined");
    expect(note).toContain("18161 Union County, Indiana left");
    expect(noteOf(decide("C1714", { 2020: ["C1714"], 2023: ["C1714"] }), "delineation-changed")).toBeUndefined();
    expect(noteOf(decide("C1814", { 2021: ["C1814"], 2024: ["C1814"] }), "delineation-changed")).toBeUndefined();
  });

  it("summed from counties has those of the last year's delineation, the same in both years", () => {
    const [old, recent] = [areas.countiesBy("C1714", "2013"), areas.countiesBy("C1714", "2023")];
    const all = [...new Set([...old, ...recent])];
    expect(decide("C1714", { 2020: all, 2023: all }).region.areas).toEqual(old);
    const { region } = decide("counties of C1714", { 2021: all, 2024: all });
    expect(region.areas).toEqual(recent);
    expect(region.startAreas).toBeUndefined();
  });

  it("in Connecticut is its counties to 2023 and its planning regions from 2024", () => {
    const old = ["09003", "09007", "09013"];
    const held = { 2020: old, 2023: old, 2024: ["09110", "09130"] };
    expect(decide("counties of C2554", held, { year: 2023 }).region.areas).toEqual(old);
    expect(decide("counties of C2554", held).region.areas).toEqual(["09110", "09130"]);
    const before = decide("counties of C2554", { 2020: old, 2023: old });
    expect(before.region.areas).toEqual(old);
    expect(before.span.start?.year).toBe(2020);
  });
});
