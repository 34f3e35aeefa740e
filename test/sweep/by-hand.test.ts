import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT, runCli } from "../cli/run-cli.js";
import { naiveFile, numberIn, type NaiveRow } from "../helpers/naive-qcew.js";

// The built-in files read the plain way, and every figure computed in a loop from their rows.

const FOLDER = join(ROOT, "data/demo");
let rows: readonly NaiveRow[];
beforeAll(() => {
  rows = readdirSync(FOLDER)
    .filter((name) => name.endsWith("2023.csv"))
    .flatMap((name) => naiveFile(join(FOLDER, name)));
});

interface Swept {
  readonly area: string;
  readonly naics: string;
  readonly lq: number | undefined;
}

/** LQ = (area's industry ÷ area's total covered) ÷ (nation's industry ÷ nation's total covered). */
function quotientsByHand(level: "4" | "6"): readonly Swept[] {
  const jobs = (row: NaiveRow): number => numberIn(row, "annual_avg_emplvl");
  const total = new Map(
    rows
      .filter((row) => row["own_code"] === "0" && row["industry_code"] === "10")
      .map((row) => [row["area_fips"]!, jobs(row)]),
  );
  const nation = new Map(
    rows
      .filter((row) => row["area_fips"] === "US000" && row["own_code"] === "5")
      .map((row) => [row["industry_code"]!, jobs(row)]),
  );
  return rows
    .filter((row) => row["agglvl_code"] === `7${level}` && row["own_code"] === "5")
    .map((row) => {
      const area = row["area_fips"]!;
      const naics = row["industry_code"]!;
      if (row["disclosure_code"] === "N") return { area, naics, lq: undefined };
      const share = jobs(row) / total.get(area)!;
      return { area, naics, lq: share / (nation.get(naics)! / total.get("US000")!) };
    });
}

async function sweep(argv: string): Promise<readonly Record<string, string>[]> {
  const { stdout } = await runCli(`sweep --qcew data/demo --areas counties ${argv} --suppressed drop --format csv`);
  const { parse } = await import("csv-parse/sync");
  return parse(stdout, { columns: true }) as Record<string, string>[];
}

describe("a sweep against a loop over the rows", () => {
  it("has every row of the files, its quotient, and its place among counties", async () => {
    const expected = quotientsByHand("6");
    const found = new Map((await sweep("--level 4")).map((row) => [`${row["area"]}/${row["naics"]}`, row]));
    expect(expected.length).toBeGreaterThan(1000);
    expect(found.size).toBe(expected.length);
    for (const { area, naics, lq } of expected) {
      const row = found.get(`${area}/${naics}`)!;
      if (lq === undefined) {
        expect([row["lq"], row["lq_status"], row["lq_place"]]).toEqual(["", "suppressed", ""]);
        continue;
      }
      expect(row["lq_status"]).toBe("disclosed");
      expect(Number(row["lq"])).toBeCloseTo(lq, 9);
      const others = expected.flatMap((other) => (other.naics === naics && other.lq !== undefined ? [other.lq] : []));
      // Equal quotients are those of areas with no jobs in the industry.
      const before = others.filter((other) => other > lq * (1 + 1e-12)).length;
      const ties = others.filter((other) => Math.abs(other - lq) <= 1e-12 * lq).length;
      expect(Number(row["lq_place"])).toBe(before + (ties + 1) / 2);
      expect(Number(row["lq_areas"])).toBe(others.length);
    }
  });

  it("has a league in order of the quotients, without areas that are too small", async () => {
    const jobs = new Map(
      rows
        .filter((row) => row["industry_code"] === "31-33" && row["own_code"] === "5")
        .map((row) => [row["area_fips"]!, numberIn(row, "annual_avg_emplvl")]),
    );
    const expected = quotientsByHand("4")
      .filter(({ naics, area, lq }) => naics === "31-33" && lq !== undefined && jobs.get(area)! >= 1000)
      .sort((a, b) => b.lq! - a.lq!)
      .map(({ area }) => area);
    const league = await sweep("--level sector --by lq --industry 31-33 --min-employment 1000");
    expect(expected.length).toBeGreaterThan(3);
    expect(expected.length).toBeLessThan(10);
    expect(league.map(({ area }) => area)).toEqual(expected);
    expect(league.map(({ place }) => place)).toEqual(expected.map((_, k) => String(k + 1)));
    const reversed = await sweep("--level sector --by lq --lowest --industry 31-33 --min-employment 1000");
    expect(reversed.map(({ area }) => area)).toEqual([...expected].reverse());
  });

  it("is what rank --standing shows of an area", async () => {
    const expected = quotientsByHand("4");
    const { stdout } = await runCli("rank --qcew data/demo --region 39159 --level sector --standing --json");
    const { industries } = JSON.parse(stdout) as {
      industries: {
        naics: string;
        values: { lq: { value: number } };
        standing: { place: number; of: number; withheld: number };
      }[];
    };
    expect(industries.length).toBeGreaterThan(15);
    for (const { naics, values, standing } of industries) {
      const others = expected.filter((one) => one.naics === naics && one.area !== "39159");
      const known = others.flatMap(({ lq }) => (lq === undefined ? [] : [lq]));
      expect(standing).toEqual({
        place: 1 + known.filter((lq) => lq > values.lq.value).length,
        of: known.length + 1,
        withheld: others.length - known.length,
      });
    }
  });
});

describe("a sweep that can't be", () => {
  it.each([
    ["sweep --qcew data/demo", "OPTION_MISSING"],
    ["sweep --qcew data/demo --areas counties,39049", "OPTION_CONFLICT"],
    ["sweep --qcew data/demo --areas states", "AREA_NOT_IN_FILES"],
    ["sweep --qcew data/demo --areas counties --industry 9876", "NAICS_UNKNOWN"],
    ["sweep --qcew data/demo --areas counties --by lqq", "OPTION_VALUE"],
    ["sweep --areas counties", "OPTION_MISSING"],
    ["sweep --qcew data/demo --areas counties --columns employment,jabs", "OPTION_VALUE"],
    ["sweep --qcew data/demo --areas counties --columns rank,lq", "OPTION_CONFLICT"],
  ])("is refused: %s", async (argv, code) => {
    const { stderr, stdout } = await runCli(`${argv} --json`);
    expect(stdout).toBe("");
    expect(stderr).toContain(`"code":"${code}"`);
  });
});
