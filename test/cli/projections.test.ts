import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Datum } from "../../src/core/datum.js";
import type { ProjectionFigures } from "../../src/core/industry-table.js";
import type { Note } from "../../src/core/notes.js";
import { makeFolder, removeFolder, runCli } from "./run-cli.js";

interface RankResult {
  readonly factors: readonly { readonly id: string; readonly industries: number }[];
  readonly industries: readonly {
    readonly naics: string;
    readonly values: Readonly<Record<string, Datum>>;
    readonly projection: ProjectionFigures;
  }[];
  readonly notes: readonly Note[];
  readonly provenance: { readonly inputs: readonly { readonly file: string; readonly sha256?: string }[] };
}

async function rank(argv: string, suppressed: "drop" | "estimate" = "drop"): Promise<RankResult> {
  const { stdout, stderr, status } = await runCli(
    `rank --qcew data/demo --region C1814 --suppressed ${suppressed} --json ${argv}`,
  );
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as RankResult;
}

const rateOf = ({ industries }: RankResult, naics: string): number | undefined => {
  const datum = industries.find((one) => one.naics === naics)?.values["projectedGrowth"];
  return datum && "value" in datum ? datum.value : undefined;
};

const FIVE = ["employment", "averagePay", "growth", "projectedGrowth", "lq"];

// Kansas prints 0.3874 % a year for hospitals (76,146 to 79,148) and 0.0161 % for wood products (1,865 to 1,868).
describe.each([
  ["Kansas export", "kansas.csv"],
  ["Kansas export as a web page under the name .xls", "layouts/kansas.xls"],
  ["Kansas workbook", "layouts/kansas.xlsx"],
  ["New York", "layouts/new-york.csv"],
  ["Illinois", "layouts/illinois.csv"],
  ["Washington", "layouts/washington.xlsx --projections-area Kansas"],
  ["Texas", "layouts/texas.xlsx"],
  ["Oregon", "layouts/oregon.xlsx"],
  ["Michigan, an old .xls", "layouts/michigan.xls"],
  ["Projections Central", "layouts/projections-central.csv"],
])("Columbus with projections laid out as %s", (_, file) => {
  it("has all five factors of START, at the rates that Kansas prints", async () => {
    const result = await rank(`--projections data/projections/${file}`);
    expect(result.factors.map(({ id }) => id)).toEqual(FIVE);
    // Of 86 industries; the other factors are counted below, where suppressed cells are estimated.
    expect(result.factors.find(({ id }) => id === "projectedGrowth")?.industries).toBeGreaterThan(80);
    expect(rateOf(result, "622")).toBeCloseTo(0.003874, 6);
    expect(rateOf(result, "321")).toBeCloseTo(0.000161, 6);
    const hospitals = result.industries.find(({ naics }) => naics === "622")!;
    expect(hospitals.projection).toMatchObject({
      baseYear: 2024,
      projectedYear: 2034,
      match: { kind: "exact", codes: ["622"] },
    });
    expect(hospitals.values["projectedChange"]).toEqual({ status: "disclosed", value: 3_002 });
    // Of another kind than the jobs of QCEW, from which nothing may be taken.
    expect(hospitals.projection.base).toEqual({ status: "disclosed", value: 76_146 });
    const ids = result.notes.map(({ id }) => id);
    expect(ids).toContain("projections-used");
    expect(ids).toContain("projections-base-after-year");
    expect(ids.filter((id) => id.startsWith("factor-without-figures"))).toEqual([]);
  });
});

describe("Columbus with projections of other kinds", () => {
  it("has START's table complete", async () => {
    const result = await rank("--projections data/projections/kansas.csv", "estimate");
    expect(result.factors.map(({ id }) => id)).toEqual(FIVE);
    // Of 86 industries, all but a few that are new or left out by the projection.
    for (const { industries } of result.factors) expect(industries).toBeGreaterThan(80);
  });

  it("takes California's by their series codes, 2017's industries by content", async () => {
    const result = await rank('--projections data/projections/california.csv --projections-area "California"');
    expect(result.factors.map(({ id }) => id)).toEqual(FIVE);
    // As published: 31332000, 132,900 to 126,400 in ten years.
    expect(rateOf(result, "332")).toBeCloseTo((126_400 / 132_900) ** 0.1 - 1, 12);
    const of = (naics: string) => result.industries.find((one) => one.naics === naics)?.projection.match;
    expect(of("332")).toMatchObject({ kind: "exact" });
    // 455 of 2022 is none of 2017's codes; retail as a whole kept its border.
    expect(of("455")).toMatchObject({ kind: "ancestor", codes: ["44-45"] });
  });

  it("takes BLS's in thousands, from the National Employment Matrix", async () => {
    const result = await rank("--level 4 --projections data/projections/bls-national.xlsx");
    // Plastics products: 592.5 to 618.8 thousand.
    const plastics = result.industries.find(({ naics }) => naics === "3261")!;
    expect(plastics.projection).toMatchObject({
      base: { value: 592_500 },
      projected: { value: 618_800 },
      match: { kind: "exact" },
    });
    expect(result.notes.map(({ id }) => id)).toContain("projections-national");
  });

  it("labels each row's match in CSV, and names the file with its checksum", async () => {
    const { stdout } = await runCli(
      "rank --qcew data/demo --region C1814 --suppressed drop --projections data/projections/kansas.csv --format csv",
    );
    const [header = "", ...lines] = stdout.trimEnd().split("\r\n").join("\n").split("\n");
    const column = header.split(",").indexOf("projection_match");
    expect(column).toBeGreaterThan(0);
    const air = lines.find((line) => /^[\d.]*,481,/.test(line))!;
    // The title has no comma.
    expect(air.split(",")[column]).toBe("ancestor");
    const result = await rank("--projections data/projections/kansas.csv");
    const input = result.provenance.inputs.find(({ file }) => file.endsWith("kansas.csv"));
    expect(input?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("shows in explain which lines of the file a rate comes from", async () => {
    const { stdout } = await runCli(
      "explain 481 --qcew data/demo --region C1814 --suppressed drop --projections data/projections/kansas.csv --format md",
    );
    expect(stdout).toContain("## Projection, 2024 to 2034");
    expect(stdout).toMatch(
      /kansas\.csv, line \d+: 480000 Transportation and Warehousing, 67,777 jobs in 2024, 70,302 in 2034/,
    );
  });

  it("adds areas up", async () => {
    const result = await rank(
      "--projections data/projections/california.csv --projections-area Chico --projections-area Redding",
    );
    expect(result.notes.find(({ id }) => id === "projections-added-up")?.text).toContain(
      "Chico MSA (Butte County); Redding MSA (Shasta County)",
    );
  });

  it("reads any table as a mapping in the config says", async () => {
    const folder = makeFolder();
    try {
      writeFileSync(
        join(folder, "table.tsv"),
        [
          "Our outlook",
          "",
          "Sector\tCalled\tNow (000)\tThen (000)",
          "31-33\tMaking\t10.0\t11.0",
          "62\tCare\t20.0\t25.0",
          "Note: ours\t\t\t",
        ].join("\n"),
      );
      writeFileSync(
        join(folder, "sector-rank.yaml"),
        [
          `projections: [${JSON.stringify(join(folder, "table.tsv"))}]`,
          "level: sector",
          "mapping:",
          "  header: 3",
          "  units: thousands",
          "  base-year: 2022",
          "  projected-year: 2032",
          "  columns: { code: Sector, title: Called, base: Now (000), projected: Then (000) }",
        ].join("\n"),
      );
      const result = await rank(`--config ${join(folder, "sector-rank.yaml")}`);
      expect(rateOf(result, "62")).toBeCloseTo(1.25 ** 0.1 - 1, 12);
      expect(result.industries.find(({ naics }) => naics === "31-33")?.projection.base).toEqual({
        status: "disclosed",
        value: 10_000,
      });
      expect(result.industries.find(({ naics }) => naics === "23")?.projection.match.kind).toBe("none");
    } finally {
      removeFolder(folder);
    }
  });

  it("flags growth that contradicts the levels, and a span that is past", async () => {
    const folder = makeFolder();
    try {
      const file = join(folder, "odd.csv");
      writeFileSync(
        file,
        "NAICS Code,Industry Title,2010 Employment,2020 Employment,Percent Change\n31-33,Manufacturing,1013,1117,55\n62,Health care,2021,2139,77\n23,Construction,3007,3511,12\n",
      );
      const ids = (await rank(`--level sector --projections ${file}`)).notes.map(({ id }) => id);
      expect(ids).toContain("projections-growth-contradicts");
      expect(ids).toContain("projections-outdated");
    } finally {
      removeFolder(folder);
    }
  });
});

describe("projections FILE and inspect FILE", () => {
  it("tell layout, columns, meaning and match", async () => {
    for (const command of ["projections", "inspect"]) {
      const { stdout, status } = await runCli(`${command} data/projections/layouts/new-york.csv --format md`);
      expect(status).toBe(0);
      expect(stdout).toContain("**Layout**: New York");
      expect(stdout).toContain("base level: Base Year");
      expect(stdout).toContain("Annual Growth Rate: growth over the whole span, in percent");
      expect(stdout).toContain("not a yearly rate");
      expect(stdout).toMatch(/\| 622 \| Hospitals \| exact \| 0\.4% \|/);
    }
  });

  it("list the areas where there are several", async () => {
    const { stdout, status } = await runCli("inspect data/projections/california.csv --format csv");
    expect(status).toBe(0);
    expect(stdout).toContain("Chico MSA (Butte County)");
  });

  it("say of occupations what they are", async () => {
    const folder = makeFolder();
    try {
      const file = join(folder, "central.csv");
      writeFileSync(
        file,
        "STFIPS,Area,OccCode,Title,BaseYear,ProjYear,Base,Proj\n20,Kansas,11-1011,Chief executives,2024,2034,3565,3670\n",
      );
      const { stdout } = await runCli(`projections ${file} --json`);
      expect(JSON.parse(stdout)).toMatchObject({
        layouts: ["Projections Central"],
        subject: "occupations",
        rows: [{ code: "11-1011", naics: [] }],
      });
    } finally {
      removeFolder(folder);
    }
  });

  it("refuse to mix them with QCEW files in one inspection", async () => {
    const { stderr, status } = await runCli("inspect data/projections/kansas.csv data/demo/us-2020.csv");
    expect(status).toBe(2);
    expect(stderr).toContain("apart from QCEW files");
  });
});
