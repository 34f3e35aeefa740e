import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { knownValue } from "../../src/core/datum.js";
import type { IndustryRow, Ownership } from "../../src/core/industry-table.js";
import { industryDepth } from "../../src/naics/levels.js";
import { industryTitles, plainTitle } from "../../src/naics/printed-titles.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { withWorkforce } from "../../src/workforce/apply.js";
import type { Indicator, QwiAreas } from "../../src/workforce/cells.js";
import { matchCodes, matchMembers } from "../../src/workforce/match.js";
import { readQwi } from "../../src/workforce/read/read-qwi.js";
import { runCli } from "../cli/run-cli.js";
import { qwiFile, qwiRow, yearOf } from "../helpers/qwi.js";

const NATION = { naics: "336", title: "", region: {}, reference: {} } as unknown as IndustryRow;

async function read(files: readonly string[], year = 2023) {
  return readQwi(
    files,
    { isArea: () => true, areaNamed: () => undefined, industryNamed: () => undefined, year },
    { hash: false },
  );
}

function nameOfNewYork(name: string): string | undefined {
  return { "Bronx/The Bronx": "36005", "Queens/Queens": "36081" }[name];
}

/** The figures of one industry over counties. */
async function figuresOf(
  rows: readonly string[],
  {
    counties = ["39049"],
    naics = "336",
    year = 2023,
    ownership = "private" as Ownership,
    members = undefined as readonly string[] | undefined,
  } = {},
) {
  const { reading } = await read([qwiFile(rows)], year);
  const made = withWorkforce(
    [{ ...NATION, naics, ...(members && { members }) }],
    { reading, region: [counties], reference: [["US000"]], nameOf: (code) => `County ${code}` },
    { ownership, year, naics: readNaics(), regionName: "Test", referenceName: "the nation" },
  );
  return { ...made, figures: made.rows[0]!.workforce! };
}

describe("Quarterly Workforce Indicators", () => {
  it("are means of four quarters over counties, counts first", async () => {
    // Stable moves: (30 + 10) ÷ 2 = 20 of 200 in one county, (10 + 6) ÷ 2 = 8 of 40 in the other: 28 of 240.
    // Pay: 20 hires at 3,000 and 5 at 1,000 are 65,000 over 25 people.
    const { figures, workforce } = await figuresOf(
      [
        ...yearOf(2023, { EmpS: 200, HirAS: 30, SepSnx: 10, HirNS: 20, EarnHirNS: 3_000, HirA: 50, Emp: 250 }),
        ...yearOf(2023, {
          area: "39041",
          EmpS: 40,
          HirAS: 10,
          SepSnx: 6,
          HirNS: 5,
          EarnHirNS: 1_000,
          HirA: 7,
          Emp: 50,
        }),
      ],
      { counties: ["39041", "39049"] },
    );
    const value = (of: keyof typeof figures.region) => knownValue(figures.region[of]);
    expect([value("stableMoves"), value("stableJobs")]).toEqual([28, 240]);
    expect([value("newHirePayroll"), value("newHires")]).toEqual([65_000, 25]);
    expect([value("hires"), value("jobs")]).toEqual([57, 300]);
    expect(workforce!.quarters).toEqual(["2023-Q1", "2023-Q4"]);
    expect(figures.match).toMatchObject({ kind: "exact", codes: ["336"] });
  });

  it("count a withheld cell as unknown and not as nothing, and a distorted one as printed", async () => {
    const quarters = [1, 2, 3, 4].map((quarter) =>
      qwiRow({
        time: `2023-Q${quarter}`,
        HirA: quarter === 2 ? 0 : 10,
        flags: { HirA: quarter === 2 ? "5" : "1", Emp: quarter === 3 ? "9" : "1" },
      }),
    );
    const { figures, notes } = await figuresOf(quarters);
    expect(figures.region.hires).toEqual({ status: "suppressed" });
    expect(figures.region.jobs).toEqual({ status: "disclosed", value: 100 });
    expect(figures.withheld).toEqual(["hires"]);
    expect(figures.distorted).toEqual(["jobs"]);
    expect(notes.map(({ id }) => id)).toEqual(expect.arrayContaining(["qwi-withheld", "qwi-distorted"]));
  });

  it("take the latest four quarters that have all: separations come a quarter later, turnover two", async () => {
    const rows = Array.from({ length: 8 }, (_, index) => {
      const late = { ...(index > 6 && { Sep: "-1" }), ...(index > 5 && { SepSnx: "-1" }) };
      const empty = { ...(index > 6 && { Sep: "" as const }), ...(index > 5 && { SepSnx: "" as const }) };
      return qwiRow({ time: `${2022 + Math.floor(index / 4)}-Q${(index % 4) + 1}`, ...empty, flags: late });
    });
    const { workforce, notes } = await figuresOf(rows);
    expect(workforce!.quarters).toEqual(["2022-Q3", "2023-Q2"]);
    expect(notes.find(({ id }) => id === "qwi-quarters")).toMatchObject({ severity: "caution" });
  });

  it("leave parts of the workers out, but the ages from 55", async () => {
    const { figures } = await figuresOf([
      ...yearOf(2023, { Emp: 400 }),
      ...yearOf(2023, { age: "A07", Emp: 60 }),
      ...yearOf(2023, { age: "A08", Emp: 20 }),
      ...yearOf(2023, { age: "A01", Emp: 9 }),
      ...yearOf(2023, { sex: "1", Emp: 201 }),
      ...yearOf(2023, { education: "E1", Emp: 77 }),
      ...yearOf(2023, { season: "S", Emp: 999 }),
      ...yearOf(2023, { owner: "A00", Emp: 888 }),
    ]);
    expect(knownValue(figures.region.jobs)).toBe(400);
    expect(knownValue(figures.region.older)).toBe(80);
  });

  it("name counties that the files lack", async () => {
    const { workforce, notes } = await figuresOf(yearOf(2023, {}), { counties: ["39049", "39041"] });
    expect(workforce!.missing).toEqual(["County 39041"]);
    expect(notes.find(({ id }) => id === "qwi-counties-missing")?.text).toContain("1 of 2 counties");
  });

  it("lend a wider industry's rates, and say so; its counts are not the industry's", async () => {
    const { figures, notes } = await figuresOf(yearOf(2023, { industry: "31-33" }));
    expect(figures.match).toMatchObject({ kind: "ancestor", codes: ["31-33"] });
    expect(notes.find(({ id }) => id === "qwi-level")?.text).toContain("sector");
  });

  it("say so where ownership is another, and use nothing for governments", async () => {
    const all = yearOf(2023, { owner: "A00" });
    const { notes } = await figuresOf(all);
    expect(notes.find(({ id }) => id === "qwi-ownership")).toMatchObject({ severity: "caution" });
    const none = await figuresOf(all, { ownership: "federal" });
    expect(none.workforce).toBeUndefined();
    expect(none.notes.map(({ id }) => id)).toEqual(["qwi-unused"]);
  });

  it("compare with the nation where a row of it is there, over the same quarters", async () => {
    const { figures, workforce } = await figuresOf([...yearOf(2023, {}), ...yearOf(2023, { area: "00", EmpS: 5_000 })]);
    expect(workforce!.hasReference).toBe(true);
    expect(knownValue(figures.reference!.stableJobs)).toBe(5_000);
  });

  it("say so where they give no measure: jobs alone are none", async () => {
    const header = "year,quarter,agegrp,sex,ownercode,seasonadj,industry,state,county,Emp,sEmp";
    const rows = [1, 2, 3, 4].map((quarter) => `2023,${quarter},A00,0,A05,U,336,39,049,100,1`);
    const path = qwiFile([]);
    writeFileSync(path, [header, ...rows].join("\n"));
    const { reading } = await read([path]);
    const { workforce, notes } = withWorkforce(
      [NATION],
      { reading, region: [["39049"]], reference: [["US000"]], nameOf: (code) => code },
      { ownership: "private", year: 2023, naics: readNaics(), regionName: "Test", referenceName: "the nation" },
    );
    expect(workforce!.quantities).toEqual(["jobs"]);
    expect(notes.find(({ id }) => id === "qwi-no-measures")).toMatchObject({ severity: "caution" });
  });

  it("let quarters far from the table's years go where near ones are there", async () => {
    const { workforce } = await figuresOf([...yearOf(1999, {}), ...yearOf(2021, {})]);
    expect(workforce!.quarters).toEqual(["2021-Q1", "2021-Q4"]);
    const far = await figuresOf(yearOf(2010, {}));
    expect(far.notes.find(({ id }) => id === "qwi-quarters")?.text).toContain("while jobs are of 2023");
  });
});

describe("codes of an industry in QWI", () => {
  const held = new Set(["10", "31-33", "3361", "3362", "62", "621"]);
  const supersector = (sector: string): string | undefined => ({ "62": "1025", "31-33": "1013" })[sector];
  it.each([
    ["621", { kind: "exact", codes: ["621"] }],
    ["336", { kind: "sum", codes: ["3361", "3362"] }],
    ["6221", { kind: "ancestor", codes: ["62"] }],
    ["6211", { kind: "ancestor", codes: ["621"] }],
    ["332", { kind: "ancestor", codes: ["31-33"] }],
    ["1013", { kind: "sum", codes: ["31-33"] }],
    ["722", { kind: "none", codes: [] }],
    ["101", { kind: "none", codes: [] }],
  ])("of %s", (naics, match) => expect(matchCodes(naics, held, supersector)).toEqual(match));

  it("of a cluster are those of all its members, or none", () => {
    expect(matchMembers(["621", "336"], held, supersector)).toEqual({ kind: "sum", codes: ["621", "3361", "3362"] });
    expect(matchMembers(["621", "722"], held, supersector)).toEqual({ kind: "none", codes: [] });
  });
});

describe("inspect", () => {
  it("shows quarters, areas, levels and figures of a file of QWI", async () => {
    const { stdout } = await runCli(["inspect", "fixtures/qwi/franklin.csv", "--json"]);
    const { qwi } = JSON.parse(stdout) as { readonly qwi: readonly Record<string, unknown>[] };
    expect(qwi).toMatchObject([
      { owner: "private", first: "2023-Q1", last: "2023-Q4", quarters: 4, areas: 2, distorted: 1, withheld: 1 },
    ]);
    expect(qwi[0]!["levels"]).toEqual(["all together", "3 3-digit"]);
  });
});

const SHARED = "../shared/data/workers/qwi";

/** Totals of these files as their README states them. */
describe.skipIf(!existsSync(SHARED))("published files of QWI", () => {
  const sectors = industryTitles(readNaics());

  async function readPublished(file: string, year: number) {
    const { reading } = await readQwi(
      [`${SHARED}/${file}`],
      {
        isArea: () => true,
        areaNamed: nameOfNewYork,
        industryNamed: (title) => sectors.codesOf(plainTitle(title)).find((code) => industryDepth(code) === "sector"),
        year,
      },
      { hash: false },
    );
    return reading;
  }

  function sumOf(areas: QwiAreas, indicator: Indicator, quarter: number): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...areas].map(([area, quarters]) => {
        const cells = [...(quarters.get(quarter)?.values() ?? [])].map((one) => one[indicator]);
        return [area, cells.reduce((sum, cell) => sum + (cell && cell.value > 0 ? cell.value : 0), 0)];
      }),
    );
  }

  const total = (sums: Readonly<Record<string, number>>): number =>
    Object.values(sums).reduce((sum, one) => sum + one, 0);

  it("Delaware and Rhode Island, replies of the API", async () => {
    const of = async (file: string) => sumOf((await readPublished(file, 2019)).owners.private, "Emp", 2019 * 4);
    expect(total(await of("qwi_sa_api_de_10.json"))).toBe(434_680);
    expect(total(await of("qwi_sa_api_ri_44.json"))).toBe(460_933);
  });

  it("North Carolina by sector, with status flags", async () => {
    const { all } = (await readPublished("qwi_sa_nc_2010_sectors.csv", 2010)).owners;
    const sums = [0, 1, 2, 3].map((index) => total(sumOf(all, "Emp", 2010 * 4 + index)));
    expect(sums).toEqual([3_630_973, 3_699_470, 3_705_329, 3_787_933]);
    const states = [...all.values()].flatMap((quarters) =>
      [...quarters.values()].flatMap((industries) => [...industries.values()].map(({ Emp }) => Emp!.state)),
    );
    const count = (state: string): number => states.filter((one) => one === state).length;
    expect([count("number"), count("distorted"), count("withheld")]).toEqual([5_742, 1_603, 411]);
  });

  it("Bronx and Queens, an export by education with names in place of codes", async () => {
    const { owners, isWithoutFlags, named } = await readPublished("qwi_explorer_bronx_queens.tsv", 2014);
    expect(sumOf(owners.private, "EmpS", 2014 * 4)).toEqual({ "36005": 224_760, "36081": 477_199 });
    expect(sumOf(owners.private, "HirAS", 2014 * 4)).toEqual({ "36005": 18_922, "36081": 42_529 });
    expect(isWithoutFlags).toBe(true);
    expect(named.get("Queens/Queens")).toBe("36081");
  });
});
