import { describe, expect, it } from "vitest";
import { findAreas, nearestAreas } from "../../src/areas/find-areas.js";
import { readAreas } from "../../src/areas/read-areas.js";

const areas = readAreas();
const codes = (text: string) => findAreas(areas, text).map(({ area }) => area?.code);

describe("areas as people write them", () => {
  it.each([
    ["Columbus OH", ["C1814"]],
    ["Columbus Ohio", ["C1814"]],
    ["Franklin County Ohio", ["39049"]],
    ["Charleston West Virginia", ["C1662"]],
  ])("%s needs no comma", (text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });

  it.each([
    ["C18140", "C1814"],
    ["1814", "C1814"],
    ["39-049", "39049"],
    ["39 049", "39049"],
    ["US39049", "39049"],
    ["1001", "01001"],
    ["39", "39000"],
    ["Colombus, OH", "C1814"],
    ["Colombus Ohio", "C1814"],
  ])("%s is not an area, and %s is proposed first", (text, wanted) => {
    expect(findAreas(areas, text).filter(({ how }) => how !== "near")).toEqual([]);
    expect(nearestAreas(areas, text)[0]?.area?.code).toBe(wanted);
  });
});
