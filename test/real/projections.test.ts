import { expect, it } from "vitest";
import { readProjections } from "../../src/projections/read/read.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { listProjectedAreas } from "../../src/projections/areas.js";
import { chooseProjections, projectionVersion } from "../../src/projections/choose.js";
import { interpretRow } from "../../src/projections/codes.js";
import { findGrowthMeanings } from "../../src/projections/growth-meaning.js";
import { describeShared, sharedData } from "../helpers/shared.js";

// Rows as the states publish them.

const naics = readNaics();
const CALIFORNIA = "projections/ca_long_term_industry_2018-28.csv";
const KANSAS = "projections/ks_industry_2024-34.csv";
const NEW_YORK = "projections/ny_long_term_industry_2012-22_sample.csv";
const ILLINOIS = "projections/il_industry_2008-18_sample.csv";
const CENTRAL = "projections/projections_central_occupation_ks.csv";
const OCCUPATIONS = "projections/ks_occupation_2024-34.csv";

const read = (path: string) => readProjections([sharedData(path)]);

describeShared("California's long-term projections", [CALIFORNIA], () => {
  it("are of 33 areas, most of whose lines are industries of NAICS 2017", async () => {
    const { tables } = await read(CALIFORNIA);
    expect(tables.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(1_768);
    expect(listProjectedAreas(tables)).toHaveLength(33);
    const state = tables.find(({ area }) => area === "California")!;
    expect(state).toMatchObject({ layout: "California", baseYear: 2018, projectedYear: 2028, coding: "ces" });
    expect(projectionVersion([state], naics)).toBe(2017);
    const { rows } = chooseProjections(tables, ["California"], naics);
    expect(rows.length).toBeGreaterThan(230);
    expect(rows.find(({ codes }) => codes[0] === "3344")).toMatchObject({ base: 86_500, projected: 77_400 });
  });

  it("print a fraction of the whole span, whatever an area's size", async () => {
    const { tables } = await read(CALIFORNIA);
    for (const table of tables) {
      const meaning = findGrowthMeanings(table).find(({ column }) => column === "Percentage Change")?.meaning;
      expect([table.area, meaning?.id]).toEqual([table.area, "total-fraction"]);
    }
  });

  it("hold rows whose change is not that of the levels", async () => {
    const { tables } = await read(CALIFORNIA);
    const anaheim = tables.find(({ area }) => area.startsWith("Anaheim"))!;
    const change = findGrowthMeanings(anaheim).find(({ column }) => column === "Numeric Change");
    // Self-employment: 109,100 to 117,300 prints 7,500.
    expect(change?.disagreements.some(({ row, printed }) => row.code === "006010" && printed === 7_500)).toBe(true);
  });
});

describeShared("Kansas's projections", [KANSAS], () => {
  it("print a percent of the span and a compound yearly percent", async () => {
    const { tables } = await read(KANSAS);
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({ area: "Kansas", baseYear: 2024, projectedYear: 2034 });
    expect(tables[0]?.rows).toHaveLength(115);
    const meanings = findGrowthMeanings(tables[0]!);
    expect(meanings.map(({ column, meaning, disagreements }) => [column, meaning?.id, disagreements.length])).toEqual([
      ["nchg", "change", 0],
      ["pchg", "total-percent", 0],
      ["grrate", "annual-percent", 0],
    ]);
  });

  it("leave eight industries without figures, which are kept as lines", async () => {
    const { tables } = await read(KANSAS);
    expect(tables[0]?.rows.filter(({ base }) => base === undefined).map(({ code }) => code)).toEqual([
      "113000",
      "114000",
      "313000",
      "316000",
      "481000",
      "487000",
      "521000",
      "525000",
    ]);
  });
});

describeShared("New York's rows", [NEW_YORK], () => {
  it("have codes in apostrophes and a growth of the whole span", async () => {
    const { tables } = await read(NEW_YORK);
    const [table] = tables;
    expect(table).toMatchObject({ layout: "New York", area: "New York State", baseYear: 2012, projectedYear: 2022 });
    expect(table?.rows.map(({ code }) => code).slice(0, 4)).toEqual(["0000000", "000671", "102300", "102400"]);
    expect(findGrowthMeanings(table!).map(({ meaning }) => meaning?.id)).toEqual(["change", "total-percent"]);
  });
});

describeShared("Illinois's rows", [ILLINOIS], () => {
  it("have separators, marks, six digits of the state's own, a compound rate", async () => {
    const { tables } = await read(ILLINOIS);
    const [table] = tables;
    expect(table).toMatchObject({ layout: "Illinois", area: "Illinois", baseYear: 2008, projectedYear: 2018 });
    expect(table?.rows).toHaveLength(10);
    expect(table?.rows.at(-1)).toMatchObject({ base: 258_502, projected: 280_329 });
    const meanings = table!.rows.map((row) => interpretRow(row, "illinois", naics, 2007));
    expect(meanings.flatMap((meaning) => (meaning.kind === "industry" ? meaning.codes : []))).toEqual([
      "1133",
      "211",
      "212",
      "213",
      "23",
    ]);
    expect(findGrowthMeanings(table!).map(({ meaning }) => meaning?.id)).toEqual(["change", "annual-percent"]);
  });
});

describeShared("projections of occupations", [CENTRAL, OCCUPATIONS], () => {
  it("are distinguished from those of industries", async () => {
    for (const path of [CENTRAL, OCCUPATIONS]) {
      const { tables } = await read(path);
      expect(tables[0]).toMatchObject({ layout: "Projections Central", subject: "occupations", area: "Kansas" });
    }
  });
});
