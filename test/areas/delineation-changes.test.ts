import { describe, expect, it } from "vitest";
import { changesOfCode, countiesMoved, standInFor } from "../../src/areas/delineation-changes.js";
import { readAreas } from "../../src/areas/read-areas.js";
import type { AreaCode } from "../../src/core/codes.js";

const areas = readAreas();
const code = (text: string): AreaCode => text as AreaCode;

// OMB Bulletins 03-04 (with the list of December 2003), 13-01 and 23-01.
describe("a metropolitan code that changed", () => {
  it.each([
    // Dayton: Greene, Miami and Montgomery in both lists.
    ["C1943", ["C1938"], ["C1943"], "2024-01-01"],
    ["C1938", ["C1938"], ["C1943"], "2024-01-01"],
    // Los Angeles and Orange counties: 31100 to 31080.
    ["C3108", ["C3110"], ["C3108"], "2013-01-01"],
  ])("of %s is followed where the counties stayed", (area, before, after, effective) => {
    expect(changesOfCode(areas, code(area))).toEqual([expect.objectContaining({ before, after, effective })]);
  });

  it.each(["C1741", "C1746", "C1814", "C2554", "39049", "39000"])("of %s is not", (area) => {
    expect(changesOfCode(areas, code(area))).toEqual([]);
  });

  it("has an area that has most of its counties", () => {
    expect(standInFor(areas, code("C1741"), 2021)).toMatchObject({ area: "C1746", missing: ["39007"], adds: [] });
    expect(standInFor(areas, code("C1746"), 2024)).toMatchObject({ area: "C1741", missing: [], adds: ["39007"] });
    expect(standInFor(areas, code("C1814"), 2021)).toBeUndefined();
    expect(standInFor(areas, code("39049"), 2021)).toBeUndefined();
  });
});

describe("a metropolitan code that stayed", () => {
  it("names the counties that joined and left", () => {
    // Cincinnati, OH-KY-IN: Union County, Indiana left, Franklin County, Indiana joined.
    expect(countiesMoved(areas, code("C1714"), 2020, 2024)).toMatchObject({ left: ["18161"], joined: ["18047"] });
  });

  it("says nothing if the counties stayed, or both years are of one delineation", () => {
    // Columbus, OH has ten counties in 2013 and in 2023.
    expect(countiesMoved(areas, code("C1814"), 2020, 2024)).toBeUndefined();
    expect(countiesMoved(areas, code("C1714"), 2020, 2023)).toBeUndefined();
  });

  it("takes a county that merged with another for both", () => {
    // Lynchburg, VA: Bedford city (51515) is a part of Bedford County since 2013.
    expect(countiesMoved(areas, code("C3134"), 2010, 2020)).toBeUndefined();
  });
});
