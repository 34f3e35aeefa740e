import { describe, expect, it } from "vitest";
import { readAreas, readNeighbours } from "../../src/areas/read-areas.js";
import { readSources, readStatePages } from "../../src/fetch/read-sources.js";
import type { KindOfFile } from "../../src/fetch/sources.js";
import { planTargets, type FetchRequest } from "../../src/fetch/targets.js";
import { runCli } from "../cli/run-cli.js";

const TABLES = { sources: readSources(), areas: readAreas(), neighbours: readNeighbours() };
const DAY = new Date("2026-11-28T00:00:00Z");

function addresses(request: Omit<FetchRequest, "what"> & { readonly what?: readonly KindOfFile[] }): readonly string[] {
  return planTargets({ what: ["qcew"], ...request }, TABLES, DAY).targets.map(({ address }) => address);
}

const slice = (year: number, area: string, period = "a"): string =>
  `https://data.bls.gov/cew/data/api/${year}/${period}/area/${area}.csv`;

describe("addresses of QCEW", () => {
  it("of a county: the nation, itself, its state", () => {
    expect(addresses({ region: "39049", year: 2023, since: 2023 })).toEqual([
      "https://data.bls.gov/cew/data/api/2023/a/area/US000.csv",
      "https://data.bls.gov/cew/data/api/2023/a/area/39049.csv",
      "https://data.bls.gov/cew/data/api/2023/a/area/39000.csv",
    ]);
  });

  it("of two counties in two states", () => {
    expect([...addresses({ region: "39061,21117", year: 2022, since: 2022 })].sort()).toEqual(
      [
        slice(2022, "US000"),
        slice(2022, "39061"),
        slice(2022, "21117"),
        slice(2022, "39000"),
        slice(2022, "21000"),
      ].sort(),
    );
  });

  it("of a metropolitan area: its ten counties, itself, its state, the nation, for both years", async () => {
    // By hand, from the Census Bureau's delineation of July 2023 for 18140.
    const counties = ["39041", "39045", "39049", "39073", "39089", "39097", "39117", "39127", "39129", "39159"];
    const areas = ["US000", ...counties, "C1814", "39000"];
    const byHand = [2020, 2023].flatMap((year) => areas.map((area) => slice(year, area)));
    expect(addresses({ region: "C1814", year: 2023, since: 2020 })).toEqual(byHand);
    const { stdout } = await runCli("fetch --region C1814 --year 2023 --since 2020 --urls");
    expect(stdout.trimEnd().split("\n")).toEqual(byHand);
  });

  it("of a state: each of Delaware's three counties", () => {
    expect(addresses({ region: "DE", year: 2023, since: 2023 })).toEqual(
      ["US000", "10001", "10003", "10005", "10000"].map((area) => slice(2023, area)),
    );
  });

  it("of a combined area and of a micropolitan one, which is summed", () => {
    // Ashland, Ohio: one county, of which only totals are published as an area.
    expect(addresses({ region: "39005", year: 2023, since: 2023 })).toContain(slice(2023, "39005"));
    const combined = addresses({ region: "CS198", year: 2023, since: 2023 });
    expect(combined).toContain(slice(2023, "CS198"));
    expect(combined).toContain(slice(2023, "39049"));
  });

  it("of the years between, with --history", () => {
    const years = [2020, 2021, 2022, 2023];
    expect(addresses({ region: "10001", year: 2023, since: 2020, history: true })).toEqual(
      years.flatMap((year) => ["US000", "10001", "10000"].map((area) => slice(year, area))),
    );
  });

  it("of a quarter", () => {
    expect(addresses({ region: "10001", year: 2024, since: 2024, quarter: 1 })[0]).toBe(slice(2024, "US000", "1"));
  });

  it("of Connecticut: counties to 2023, planning regions from 2024", () => {
    expect(addresses({ region: "CT", year: 2024, since: 2023 })).toEqual([
      ...["US000", "09001", "09003", "09005", "09007", "09009", "09011", "09013", "09015", "09000"].map((area) =>
        slice(2023, area),
      ),
      ...["US000", "09110", "09120", "09130", "09140", "09150", "09160", "09170", "09180", "09190", "09000"].map(
        (area) => slice(2024, area),
      ),
    ]);
  });

  it("of a year without slices: the zip by area, once", () => {
    expect(addresses({ region: "C1814", year: 2012, since: 2008 })).toEqual([
      "https://data.bls.gov/cew/data/files/2008/csv/2008_annual_by_area.zip",
      "https://data.bls.gov/cew/data/files/2012/csv/2012_annual_by_area.zip",
    ]);
  });

  it("of the latest year by the calendar: a year is out after the June that follows it", () => {
    const nation = (day: string): readonly string[] =>
      planTargets({ what: ["qcew"], region: "US000" }, TABLES, new Date(day)).targets.map(({ address }) => address);
    expect(nation("2026-11-28")).toEqual([slice(2021, "US000"), slice(2025, "US000")]);
    expect(nation("2026-06-30")).toEqual([slice(2020, "US000"), slice(2024, "US000")]);
    expect(nation("2026-07-01")).toEqual([slice(2021, "US000"), slice(2025, "US000")]);
  });
});

describe("addresses of other publishers' files", () => {
  const CENSUS = "https://api.census.gov/data";
  const LODES = "https://lehd.ces.census.gov/data/lodes/LODES8";
  it.each<[KindOfFile, number, readonly string[]]>([
    [
      "qcew-all",
      2023,
      [
        "https://data.bls.gov/cew/data/files/2019/csv/2019_annual_singlefile.zip",
        "https://data.bls.gov/cew/data/files/2023/csv/2023_annual_singlefile.zip",
      ],
    ],
    ["staffing", 2024, ["https://www.bls.gov/oes/special-requests/oesm24in4.zip"]],
    [
      "wages",
      2024,
      [
        "https://www.bls.gov/oes/special-requests/oesm24ma.zip",
        "https://www.bls.gov/oes/special-requests/oesm24st.zip",
      ],
    ],
    [
      "occupations",
      2024,
      [
        "https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx",
        "https://www.bls.gov/emp/ind-occ-matrix/education.xlsx",
      ],
    ],
    ["onet", 2024, ["https://www.onetcenter.org/dl_files/database/db_30_2_text.zip"]],
    ["price-index", 2024, ["https://download.bls.gov/pub/time.series/cu/cu.data.1.AllItems"]],
    ["laus", 2023, ["https://www.bls.gov/lau/laucnty23.xlsx"]],
    [
      "lodes",
      2021,
      [
        `${LODES}/oh/od/oh_od_main_JT00_2021.csv.gz`,
        ...["oh", "in", "ky", "mi", "pa", "wv"].map((state) => `${LODES}/${state}/od/${state}_od_aux_JT00_2021.csv.gz`),
      ],
    ],
    [
      "acs",
      2023,
      ["B01001", "B15003", "B23025"].map(
        (table) => `${CENSUS}/2023/acs/acs5?get=group(${table})&for=county:*&in=state:39`,
      ),
    ],
    [
      "ipeds",
      2023,
      ["https://nces.ed.gov/ipeds/datacenter/data/HD2023.zip", "https://nces.ed.gov/ipeds/datacenter/data/C2023_A.zip"],
    ],
    [
      "qwi",
      2023,
      [
        `${CENSUS}/timeseries/qwi/sa?get=Emp,EarnBeg&for=county:*&in=state:39&time=from%202023-Q1%20to%202023-Q4&sex=0&sex=1&sex=2${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((age) => `&agegrp=A0${age}`).join("")}&ownercode=A05&seasonadj=U`,
      ],
    ],
    ["cbp", 2022, ["https://www2.census.gov/programs-surveys/cbp/datasets/2022/cbp22co.zip"]],
  ])("%s of Columbus, %d", (what, year, byHand) => {
    expect(addresses({ what: [what], region: "C1814", year })).toEqual(byHand);
  });

  it("take the latest year that is out where the one asked for is not, and say so", () => {
    const { targets, notes } = planTargets({ what: ["lodes"], region: "RI", year: 2026 }, TABLES, DAY);
    expect(targets[0]!.address).toContain("ri_od_main_JT00_2023");
    expect(notes.map(({ text }) => text).join()).toContain("2026 is not out");
  });
});

describe("the table of sources", () => {
  it("says of every address where and when it was seen", () => {
    for (const { id, seen, mostBytes, typicalBytes } of TABLES.sources) {
      expect([id, seen.in]).toEqual([id, expect.stringMatching(/^(?:publisher|program|pattern)$/)]);
      expect(seen.on).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(seen.where.length).toBeGreaterThan(10);
      expect(mostBytes).toBeGreaterThan(typicalBytes);
    }
  });

  it("names a page for the projections of each of the 50 states and DC", () => {
    const states = readAreas().states.map(({ postal }) => postal);
    const own = states.filter((postal) => !["PR", "VI", "AS", "GU", "MP"].includes(postal)).sort();
    expect(own).toHaveLength(51);
    expect(readStatePages().map(({ state }) => state)).toEqual(own);
    for (const { page, seen, on } of readStatePages()) {
      expect(URL.canParse(page)).toBe(true);
      expect(["publisher", "program", "unchecked"]).toContain(seen);
      expect(on).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it("leaves two pages of states unseen, and finds them where a list is made", async () => {
    const unseen = readStatePages().filter(({ seen }) => seen === "unchecked");
    expect(unseen.map(({ state }) => state)).toEqual(["DC", "TN"]);
    const { stdout } = await runCli("fetch --list --region OH,TN --json");
    const { projections } = JSON.parse(stdout) as { projections: { state: string }[] };
    expect(projections.map(({ state }) => state)).toEqual(["OH", "TN"]);
  });

  it("has neighbours on both sides of each border", () => {
    for (const [state, others] of TABLES.neighbours) {
      for (const other of others) expect(TABLES.neighbours.get(other), `${other} of ${state}`).toContain(state);
    }
  });

  it.each([
    ["an address that is not https", { address: "http://example.org/x.csv" }, "https"],
    ["a file outside of the folder", { file: "qcew/../../x.csv" }, "path"],
    ["a form that is none", { cells: "CN(" }, "regular expression"],
    ["an unknown placeholder", { address: "https://example.org/{month}.csv" }, "placeholder"],
  ])("refuses %s in a table of the user's own", async (_, change, word) => {
    const { mkdtempSync, rmSync, writeFileSync } = await import("node:fs");
    const { tmpdir } = await import("node:os");
    const { join } = await import("node:path");
    const folder = mkdtempSync(join(tmpdir(), "sources-"));
    try {
      const file = join(folder, "sources.json");
      writeFileSync(file, JSON.stringify([{ ...TABLES.sources[0], ...change }]));
      const { status, stderr } = await runCli(["fetch", "--list", "--sources", file]);
      expect(status).toBe(3);
      expect(stderr).toContain(word);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("fetch --urls", () => {
  it("quotes what a shell would act on", async () => {
    const curl = await runCli([
      "fetch",
      "--what",
      "acs",
      "--region",
      "OH",
      "--year",
      "2023",
      "--to",
      "my data",
      "--urls",
      "curl",
    ]);
    expect(curl.stdout.split("\n")[0]).toBe(
      "curl --fail --location --create-dirs --user-agent sector-rank/0.1.0 --output 'my data/acs/2023_B01001_39.json' 'https://api.census.gov/data/2023/acs/acs5?get=group(B01001)&for=county:*&in=state:39'",
    );
    const powershell = await runCli([
      "fetch",
      "--what",
      "laus",
      "--year",
      "2023",
      "--contact",
      "o'brien@example.org",
      "--urls",
      "powershell",
    ]);
    expect(powershell.stdout).toBe(
      "New-Item -ItemType Directory -Force -Path 'data/laus' | Out-Null\n" +
        "Invoke-WebRequest -Uri 'https://www.bls.gov/lau/laucnty23.xlsx' -OutFile 'data/laus/laucnty23.xlsx' -UserAgent 'sector-rank/0.1.0 (o''brien@example.org)'\n",
    );
  });
});
