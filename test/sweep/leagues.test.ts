import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";

// A nation of 1,000 jobs, 100 of them in 3361 and 50 in 3363, and a handful of areas of 100 jobs each.

const HEADER =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,annual_avg_estabs,annual_avg_emplvl,total_annual_wages";

type Row = readonly [area: string, own: number, industry: string, level: number, jobs: number | "N"];

function fileOf(year: number, rows: readonly Row[]): string {
  const lines = rows.map(([area, own, industry, level, jobs]) =>
    [area, own, industry, level, 0, year, "A", jobs === "N" ? "N" : "", 20, jobs === "N" ? 0 : jobs, 1000].join(","),
  );
  return [HEADER, ...lines, ""].join("\n");
}

const area = (code: string, tens: number, jobs: Readonly<Record<string, number | "N">>): readonly Row[] => [
  [code, 0, "10", tens, 100],
  ...Object.entries(jobs).map(([naics, count]): Row => [code, 5, naics, tens + 6, count]),
];

const NATION: readonly Row[] = [
  ["US000", 0, "10", 10, 1000],
  ["US000", 5, "3361", 16, 100],
  ["US000", 5, "3363", 16, 50],
];

let folder: string;
beforeAll(() => {
  folder = makeFolder();
  const counties = [
    // Quotients in 3361: 3, 3, 2, suppressed, suppressed; in 3363: 4, none, suppressed, 1, none.
    ...area("01001", 70, { "3361": 30, "3363": 20 }),
    ...area("01003", 70, { "3361": 30 }),
    ...area("13001", 70, { "3361": 20, "3363": "N" }),
    ...area("13003", 70, { "3361": "N", "3363": 5 }),
    ...area("72001", 70, { "3361": "N" }),
    // Employers whose county is not known are no county.
    ...area("01999", 70, { "3361": 90 }),
  ];
  const metropolitan = [
    ...area("C1042", 40, { "3361": 30, "3363": "N" }),
    ...area("C1054", 40, { "3361": 10, "3363": 10 }),
    // Of micropolitan areas there are totals alone, under a level of their own.
    ["C1010", 0, "10", 80, 500] as const,
    ["C1010", 5, "10", 80, 400] as const,
  ];
  writeFileSync(join(folder, "2022.csv"), fileOf(2022, [...NATION, ...counties, ...metropolitan]));
  writeFileSync(
    join(folder, "2023.csv"),
    fileOf(2023, [...NATION, ...area("09001", 70, { "3361": 10 }), ...area("01001", 70, { "3361": 25, "3363": 20 })]),
  );
  writeFileSync(
    join(folder, "2024.csv"),
    fileOf(2024, [...NATION, ...area("09120", 70, { "3361": 10 }), ...area("01001", 70, { "3361": 30, "3363": 20 })]),
  );
});
afterAll(() => removeFolder(folder));

interface SweepJson {
  readonly scope: { readonly level: string | number };
  readonly notes: readonly { readonly id: string; readonly text: string }[];
  readonly leagues: readonly {
    readonly naics: string;
    readonly ranked: number;
    readonly without: Readonly<Record<string, number>>;
    readonly areas: readonly { readonly area: string; readonly place: number }[];
  }[];
  readonly leftOut: readonly { readonly area: string; readonly reason: string }[];
}

async function sweep(argv: string): Promise<SweepJson> {
  const { stdout, stderr } = await runCli(`sweep --suppressed drop ${argv} --json`, { cwd: folder });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as SweepJson;
}

const noteOf = ({ notes }: SweepJson, id: string): string | undefined => notes.find((note) => note.id === id)?.text;

describe("leagues", () => {
  it("are of the level of the industry asked for, with shared places and areas without any", async () => {
    const found = await sweep("--qcew 2022.csv --areas counties --by lq --industry 3361 --top 2");
    const [league] = found.leagues;
    expect(league!.areas.map(({ area, place }) => [area, place])).toEqual([
      ["01001", 1.5],
      ["01003", 1.5],
      ["13001", 3],
    ]);
    expect({ ranked: league!.ranked, without: league!.without }).toEqual({ ranked: 3, without: { suppressed: 2 } });
    expect(noteOf(found, "not-placed")).toContain("no place by location quotient: 2 suppressed.");
  });

  it("of several industries say of each who has no place", async () => {
    const found = await sweep("--qcew 2022.csv --areas counties --by lq --industry 3361,3363 --top 1");
    expect(noteOf(found, "not-placed")).toContain("3361: 2 suppressed; 3363: 1 suppressed.");
    expect(found.leagues.map(({ areas }) => areas.map(({ area }) => area))).toEqual([["01001", "01003"], ["01001"]]);
  });

  it("that nobody is in are there, with why", async () => {
    const found = await sweep("--qcew 2022.csv --areas counties --by growth --industry 3363");
    expect(found.leagues.map(({ naics, areas, without }) => ({ naics, areas, without }))).toEqual([
      { naics: "3363", areas: [], without: { undefined: 3 } },
    ]);
    expect(noteOf(found, "not-placed")).toContain("no place by job growth: 3 without an answer.");
    const small = await sweep("--qcew 2022.csv --areas counties --industry 3363 --min-employment 500");
    expect(noteOf(small, "not-placed")).toContain("1 suppressed and 2 smaller than asked for.");
  });

  it("name an industry that no area has, and refuse one that is none", async () => {
    const found = await sweep("--qcew 2022.csv --areas counties --by lq --industry 3361,3362");
    expect(noteOf(found, "industries-not-found")).toBe(
      "None of the counties has 3362 at this level, ownership and year.",
    );
    const { stderr, status } = await runCli(
      "sweep --suppressed drop --qcew 2022.csv --areas counties --industry 3361,9876",
      { cwd: folder },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('no industry has the code "9876"');
  });

  it("are not by projections, which a sweep has none of", async () => {
    const { stderr, status } = await runCli("sweep --qcew 2022.csv --areas counties --by projectedGrowth", {
      cwd: folder,
    });
    expect(status).toBe(2);
    expect(stderr).toContain("--by takes employment");
  });
});

describe("areas that take no part", () => {
  it("are micropolitan ones among metropolitan areas, in one note", async () => {
    const found = await sweep("--qcew 2022.csv --areas msas --level 4");
    expect(noteOf(found, "micropolitan")).toBe(
      "1 micropolitan area in the files takes no part: only its totals are published. --json lists it.",
    );
    expect(noteOf(found, "areas-left-out")).toBeUndefined();
    expect(found.leftOut.map(({ area }) => area)).toEqual(["C1010"]);
  });

  it("are unknown counties, while those of Puerto Rico are named", async () => {
    const found = await sweep("--qcew 2022.csv --areas counties --level 4");
    expect(found.leagues[0]!.areas.map(({ area }) => area)).toEqual(["01001", "01003"]);
    expect(noteOf(found, "territories")).toBe(
      "1 of the areas is in Puerto Rico or the Virgin Islands, which the totals of US000 leave out.",
    );
  });

  it("are Connecticut's counties once the files hold its planning regions, which have no growth", async () => {
    const files = "--qcew 2023.csv --qcew 2024.csv --since 2023";
    const found = await sweep(`${files} --areas counties --by growth --industry 3361`);
    expect(found.leftOut).toMatchObject([{ area: "09001", reason: "the files hold no rows of 2024" }]);
    expect(found.leagues[0]!.areas.map(({ area }) => area)).toEqual(["01001"]);
    expect(found.leagues[0]!.without).toEqual({ undefined: 1 });
  });
});
