import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireField, PUBLISHED, WITHHELD, type QcewTable } from "../../src/qcew/table.js";
import { asWholeYears } from "../../src/qcew/whole-year.js";
import { withYearBefore } from "../../src/qcew/year-before.js";
import { estimateCells } from "../../src/suppression/whole-year.js";
import { METHODS } from "../../src/suppression/methods.js";
import { makeFolder, removeFolder, ROOT, runCli } from "../cli/run-cli.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const AREA = "99001";

/** Of a part, or of a total of three such parts. */
function quarters(industry: string, jobs: readonly (number | undefined)[], parts = 1): QcewRow[] {
  return jobs.map((employment, index) => ({
    area: AREA,
    year: 2023,
    quarter: index + 1,
    industry,
    establishments: parts * (3 + index),
    employment: employment ?? 0,
    wages: (employment ?? 0) * 10_000,
    disclosure: employment === undefined ? "N" : "",
  }));
}

function rowOf(table: QcewTable, industry: string, year = 2023): number {
  for (let row = 0; row < table.length; row++) {
    if (table.industries[table.industry[row]!] === industry && table.year[row] === year) return row;
  }
  throw new Error(`no row of ${industry}`);
}

describe("years of four quarters", () => {
  const table = asWholeYears(
    qcewTable([...quarters("10", [100, 110, 120, 130]), ...quarters("31-33", [40, 44, 48, 52])]),
  );

  it("have the mean of jobs and establishments, and the sum of wages", () => {
    const row = rowOf(table, "10");
    expect(table.length).toBe(2);
    expect(table.quarter[row]).toBe(0);
    // (100 + 110 + 120 + 130) ÷ 4; (3 + 4 + 5 + 6) ÷ 4; 460 × 10,000.
    expect(requireField(table, "employment")[row]).toBe(115);
    expect(requireField(table, "establishments")[row]).toBe(4.5);
    expect(requireField(table, "wages")[row]).toBe(4_600_000);
  });

  it("count nothing in a quarter without a row", () => {
    const [, second, third, fourth] = quarters("31-33", [0, 40, 40, 40]);
    const partial = asWholeYears(qcewTable([...quarters("10", [100, 140, 140, 140]), second!, third!, fourth!]));
    const row = rowOf(partial, "31-33");
    expect(requireField(partial, "employment")[row]).toBe(30);
    expect(partial.ofQuarters!.partial).toBe(1);
  });

  it("are withheld where a quarter is, and are not there where a quarter is missing", () => {
    const withheld = asWholeYears(
      qcewTable([...quarters("10", [100, 110, 120, 130]), ...quarters("22", [5, undefined, 5, 5])]),
    );
    expect(withheld.disclosure[rowOf(withheld, "22")]).toBe(WITHHELD);
    expect(withheld.disclosure[rowOf(withheld, "10")]).toBe(PUBLISHED);
    const missing = asWholeYears(qcewTable(quarters("10", [100, 110, 120, 130]).slice(0, 3)));
    expect(missing.length).toBe(0);
    expect(missing.ofQuarters!.incomplete).toEqual([{ area: AREA, year: 2023, missing: [4] }]);
  });

  it("tell the year before by the mean of the published changes", () => {
    const rows = quarters("10", [100, 110, 120, 130]).map((row, index) => ({
      ...row,
      changeEstablishments: 1,
      changeMonth1: 10 + index,
      changeMonth2: 10 + index,
      changeMonth3: 10 + index,
      changeWages: 1_000,
    }));
    const before = withYearBefore(asWholeYears(qcewTable(rows)), { year: 2023, quarter: 0 });
    const row = rowOf(before, "10", 2022);
    // 90, 99, 108, 117: their mean is 103.5. Wages 4,600,000 − 4 × 1,000. Establishments 2, 3, 4, 5.
    expect(requireField(before, "employment")[row]).toBe(103.5);
    expect(requireField(before, "wages")[row]).toBe(4_596_000);
    expect(requireField(before, "establishments")[row]).toBe(3.5);
  });
});

describe("estimates of years of four quarters", () => {
  // All but the second quarter of both parts is published; there 110 − 44 = 66 jobs are left for two.
  const table = asWholeYears(
    qcewTable([
      ...quarters("10", [100, 110, 120, 130], 3),
      ...quarters("31-33", [40, 44, 48, 52]),
      ...quarters("42", [20, undefined, 24, 26]),
      ...quarters("52", [40, undefined, 48, 52]),
    ]),
  );
  const estimates = estimateCells(table);
  const trade = rowOf(table, "42");
  const finance = rowOf(table, "52");

  it("keep the quarters that are published", () => {
    const { value, low, high, boundLow, boundHigh } = estimates.employment;
    // 20 + 24 + 26 = 70 jobs are published; the second quarter has 0 to 66. So the year has 17.5 to 34.
    expect(boundLow[trade]).toBeCloseTo(70 / 4, 6);
    expect(boundHigh[trade]).toBeCloseTo((70 + 66) / 4, 6);
    expect(value[trade]! + value[finance]!).toBeCloseTo((70 + 140 + 66) / 4, 3);
    expect(low[trade]).toBeGreaterThanOrEqual(70 / 4);
    expect(high[trade]).toBeLessThanOrEqual(34);
    expect(METHODS[estimates.method[trade]!]).toBe("own-period");
  });

  it("have no range left in a sum that totals pin in each quarter", () => {
    const sum = estimates.sum([trade, finance], "employment");
    expect(sum).toMatchObject({ status: "estimated" });
    const { value, low, high } = sum as { value: number; low: number; high: number };
    expect([value, low, high].map((one) => Math.round(one * 100) / 100)).toEqual([69, 69, 69]);
    expect(estimates.estimatedJobs([trade, finance])).toBeCloseTo(66 / 4, 3);
  });

  it("give growth the mean of the quarters' ratios, by the first year's jobs", () => {
    const earlier = (rows: readonly QcewRow[]): QcewRow[] => rows.map((row) => ({ ...row, year: 2022 }));
    const both = asWholeYears(
      qcewTable([
        ...earlier([...quarters("10", [80, 80, 80, 80], 2), ...quarters("42", [undefined, 40, 40, 40])]),
        ...earlier(quarters("52", [undefined, 40, 40, 40])),
        ...quarters("10", [100, 100, 100, 100], 2),
        ...quarters("42", [undefined, 50, 50, 50]),
        ...quarters("52", [undefined, 50, 50, 50]),
      ]),
    );
    const two = estimateCells(both);
    const [first, last] = [rowOf(both, "42", 2022), rowOf(both, "42", 2023)];
    const change = two.change([first], [last])!;
    const jobs = (row: number): number => (two.sum([row], "employment") as { value: number }).value;
    expect(change).toMatchObject({ status: "estimated" });
    const { value, low, high } = change as { value: number; low: number; high: number };
    expect(value).toBeCloseTo(jobs(last) / jobs(first), 2);
    // Three of four quarters are published, 120 jobs before and 150 after; the fourth has 0 to 80, and 0 to 100.
    expect(low).toBeGreaterThanOrEqual(150 / 200);
    expect(high).toBeLessThanOrEqual(250 / 120);
    expect(high - low).toBeGreaterThan(0);
  });

  it("give published cells as published", () => {
    const row = rowOf(table, "31-33");
    expect(estimates.sum([row], "employment")).toEqual({ status: "disclosed", value: 46 });
    expect(estimates.pay([row])).toEqual({ status: "disclosed", value: 40_000 });
  });
});

describeShared("a year of four quarters of Ohio", ["qcew/quarterly/2016_qtrly_by_area_ohio.zip"], () => {
  const files = `--qcew ${sharedData("qcew/quarterly/2016_qtrly_by_area_ohio.zip")}`;
  const mean = (...months: readonly number[]): number => months.reduce((sum, one) => sum + one, 0) / months.length;

  it("is the mean of twelve printed months, and quotients are of those means", async () => {
    const { stdout } = await runCli(
      `industries ${files} --region 39049 --reference OH --quarter mean --level sector --suppressed drop --json`,
    );
    const { industries: rows } = JSON.parse(stdout) as {
      industries: { naics: string; values: Record<string, { value: number }> }[];
    };
    const { values } = rows.find(({ naics }) => naics === "23")!;
    // The rows of 39049 and 39000, private construction and all covered jobs, as the files print them.
    const jobs = mean(21401, 21448, 22357, 23778, 24606, 25239, 25556, 25634, 25348, 25250, 25107, 24175);
    const all = mean(719453, 720054, 723493, 731075, 736425, 736502, 738534, 742549, 744073, 751861, 759465, 759221);
    const ohio = mean(185360, 184207, 191783, 203413, 211385, 217715, 217993, 216748, 214530, 214290, 211632, 201485);
    const ohioAll = mean(5192334, 5202483, 5236328, 5308287, 5361432, 5358135, 5346484, 5354367, 5349339, 5371881, 5387170, 5367909); // prettier-ignore
    expect(values["employment"]!.value).toBeCloseTo(jobs, 6);
    expect(values["wages"]!.value).toBe(327831246 + 363617431 + 395996097 + 422025661);
    expect(values["establishments"]!.value).toBe(mean(1738, 1753, 1766, 1781));
    expect(values["lq"]!.value).toBeCloseTo(jobs / all / (ohio / ohioAll), 9);
  });
});

describe("--quarter mean", () => {
  let folder: string;
  beforeAll(() => (folder = makeFolder()));
  afterAll(() => removeFolder(folder));
  const header =
    "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,qtrly_estabs,month1_emplvl,month2_emplvl,month3_emplvl,total_qtrly_wages";
  const line = (area: string, own: number, code: string, level: number, quarter: number): string =>
    [area, own, code, level, 0, 2023, quarter, "", 5, 100, 100, 100, 1_000_000].join();
  const quarterFile = (quarter: number): void => {
    const lines = ["39049", "US000"].flatMap((area) => {
      const kind = area === "US000" ? 10 : 70;
      return [
        line(area, 0, "10", kind, quarter),
        line(area, 5, "10", kind + 1, quarter),
        line(area, 5, "23", kind + 4, quarter),
      ];
    });
    writeFileSync(join(folder, "q", `q${quarter}.csv`), [header, ...lines, ""].join("\n"));
  };
  const run = () => runCli("industries --qcew q --region 39049 --quarter mean --level sector", { cwd: folder });

  it("names the quarter that is missing, and works once it is there", async () => {
    mkdirSync(join(folder, "q"));
    for (const quarter of [1, 2, 4]) quarterFile(quarter);
    const { stderr, status } = await run();
    expect(status).toBe(3);
    expect(stderr).toContain("quarter 3 of 2023 is not in the files of 39049");
    expect(stderr).toContain("add the file of quarter 3");
    quarterFile(3);
    const { stdout, status: after } = await run();
    expect(after).toBe(0);
    expect(stdout).toContain("Years are made of four quarters");
  });

  it("says that annual averages are whole years already", async () => {
    const { stderr, status } = await runCli("industries --qcew data/demo --region C1814 --quarter mean", { cwd: ROOT });
    expect(status).toBe(3);
    expect(stderr).toContain("leave --quarter out");
  });
});
