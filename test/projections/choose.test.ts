import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/errors.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { alignLevels, commonYears } from "../../src/projections/align.js";
import { chooseProjections } from "../../src/projections/choose.js";
import { projectionTable } from "../helpers/projection-table.js";

const naics = readNaics();
const east = projectionTable(
  [
    { code: "311000", base: 100, projected: 120 },
    { code: "622000", base: 40, projected: 44 },
  ],
  { area: "East Region" },
);
const west = projectionTable([{ code: "311000", base: 300, projected: 330 }, { code: "622000" }], {
  area: "West Region",
});

function errorOf(act: () => unknown): InputError {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("choosing areas", () => {
  it("needs no choice of one area", () => {
    expect(chooseProjections([east], [], naics)).toMatchObject({
      areas: ["East Region"],
      baseYear: 2022,
      projectedYear: 2032,
      naics: 2022,
    });
  });

  it("takes a word that only one area has", () => {
    expect(chooseProjections([east, west], ["west"], naics).areas).toEqual(["West Region"]);
  });

  it("lists the areas where several could be meant", () => {
    for (const asked of [[], ["Region"]]) {
      const { details } = errorOf(() => chooseProjections([east, west], asked, naics));
      expect(details).toMatchObject({ code: "PROJECTION_AREA", found: "East Region; West Region" });
    }
  });

  it("says which area is not there, with the nearest", () => {
    const { details, message } = errorOf(() => chooseProjections([east, west], ["Est Region"], naics));
    expect(message).toContain('"Est Region"');
    expect(details).toMatchObject({ code: "PROJECTION_AREA", hint: expect.stringContaining("East Region") as string });
  });

  it("adds areas up, but no industry that one of them leaves out", () => {
    const { rows, notes } = chooseProjections([east, west], ["East", "West"], naics);
    expect(rows.find(({ code }) => code === "311000")).toMatchObject({ base: 400, projected: 450 });
    expect(rows.find(({ code }) => code === "622000")?.base).toBeUndefined();
    expect(notes.map(({ id }) => id)).toContain("projections-added-up");
  });

  it("warns where a state is added to a part of it", () => {
    const state = projectionTable([{ code: "311000", base: 900, projected: 950 }], {
      area: "State",
      areaType: "State",
    });
    const { notes } = chooseProjections([state, { ...east, areaType: "Region" }], ["State", "East"], naics);
    expect(notes.map(({ id }) => id)).toContain("projections-areas-overlap");
  });

  it("refuses occupations", () => {
    const occupations = projectionTable([{ code: "11-1011", base: 10, projected: 11 }], {
      subject: "occupations",
      coding: "soc",
    });
    expect(errorOf(() => chooseProjections([occupations], [], naics)).details.code).toBe("PROJECTION_SUBJECT");
  });

  it("refuses one industry with two levels", () => {
    const twice = { ...east, file: "second.csv", rows: projectionTable([{ code: "311", base: 5, projected: 6 }]).rows };
    expect(errorOf(() => chooseProjections([east, twice], [], naics)).details.code).toBe("PROJECTION_DUPLICATE");
  });
});

describe("spans of different years", () => {
  it("meet in the years that they share", () => {
    const spans = [
      { baseYear: 2020, projectedYear: 2030, file: "a" },
      { baseYear: 2022, projectedYear: 2032, file: "b" },
    ];
    expect(commonYears(spans)).toEqual({ baseYear: 2022, projectedYear: 2030 });
    expect(
      errorOf(() => commonYears([spans[0]!, { baseYear: 2030, projectedYear: 2032, file: "c" }])).details.code,
    ).toBe("PROJECTION_YEARS");
  });

  it("move levels at their own yearly rate, which stays as it is", () => {
    // 1,000 growing 2 % a year: 1,040.4 after two years, 1,000 · 1.02^8 = 1,171.66 after eight.
    const from = { baseYear: 2020, projectedYear: 2030 };
    const moved = alignLevels({ base: 1_000, projected: 1_000 * 1.02 ** 10 }, from, {
      baseYear: 2022,
      projectedYear: 2028,
    });
    expect(moved?.base).toBeCloseTo(1_040.4, 9);
    expect(moved?.projected).toBeCloseTo(1_171.659, 3);
  });

  it("are aligned when areas of two rounds are added up, and it is said", () => {
    const grow = (base: number, rate: number) => ({ code: "311000", base, projected: base * (1 + rate) ** 10 });
    const first = projectionTable([grow(1_000, 0.02)], { area: "East", baseYear: 2020, projectedYear: 2030 });
    const second = projectionTable([grow(500, 0)], { area: "West", baseYear: 2022, projectedYear: 2032 });
    const { rows, notes, baseYear, projectedYear } = chooseProjections([first, second], ["East", "West"], naics);
    expect([baseYear, projectedYear]).toEqual([2022, 2030]);
    // East in 2022: 1,040.4; West stays 500.
    expect(rows[0]?.base).toBeCloseTo(1_540.4, 9);
    expect(notes.map(({ id }) => id)).toContain("projections-aligned");
  });
});
