import { describe, expect, it } from "vitest";
import { findAreas } from "../../src/areas/find-areas.js";
import { readAreas } from "../../src/areas/read-areas.js";

const areas = readAreas();

describe("areas", () => {
  it("know their counties and what contains a county", () => {
    // Ohio has 88 counties, Texas 254; the unknown county is none of them.
    expect(areas.countiesOf("39000")).toHaveLength(88);
    expect(areas.countiesOf("48000")).toHaveLength(254);
    expect(areas.countiesOf("39049")).toEqual(["39049"]);
    expect(areas.countiesOf("US000")).toEqual([]);
    expect(areas.areasContaining("39049").map((area) => area.code)).toEqual(["39000", "C1814", "CS198"]);
    expect(areas.workforceAreasContaining(areas.get("48029")!.code).map((area) => area.name)).toEqual(["Alamo"]);
  });

  it("put every county of Texas into one workforce area", () => {
    const listed = areas.workforceAreas.flatMap((area) => area.counties).sort();
    expect(listed).toEqual(areas.countiesOf("48000"));
  });

  it("spell names as their states do", () => {
    expect(areas.nameOf("72125")).toBe("San German Municipio, Puerto Rico");
    expect(areas.nameOf("39999")).toBe("Unknown county, Ohio");
    expect(areas.nameOf("99001")).toBe("99001");
  });

  it("cover the whole country", () => {
    // 50 states, D.C., Puerto Rico, Virgin Islands.
    expect(areas.all.filter((area) => area.kind === "state")).toHaveLength(53);
  });
});

describe("a search", () => {
  it("answers with the surest kind of match", () => {
    expect(findAreas(areas, "C1814").map((match) => [match.how, match.name])).toEqual([["code", "Columbus, OH"]]);
    expect(findAreas(areas, "Columbus, OH").map((match) => match.how)).toEqual(["name"]);
    expect(findAreas(areas, "Worth, TX")[0]?.how).toBe("words");
    expect(findAreas(areas, "Colombus, OH")[0]).toMatchObject({ how: "near", name: "Columbus, OH" });
    expect(findAreas(areas, "")).toEqual([]);
  });

  it("lists all of a name", () => {
    // Counties named Franklin, with the parish of Louisiana.
    const franklins = findAreas(areas, "Franklin County");
    expect(franklins.every((match) => match.name.startsWith("Franklin "))).toBe(true);
    expect(franklins.length).toBeGreaterThan(20);
  });

  it("finds combined areas only when asked for them", () => {
    expect(findAreas(areas, "Marion, OH").every((match) => match.area?.kind !== "csa")).toBe(true);
    expect(findAreas(areas, "Columbus, OH CSA").map((match) => match.area?.code)).toEqual(["CS198"]);
  });
});
