import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasValue } from "../../src/core/datum.js";
import { UserError } from "../../src/core/errors.js";
import { readPriceIndex } from "../../src/region/read/price-index.js";
import { listMeasures } from "../../src/measures/index.js";
import { payGrowthMeasure, startPayMeasure } from "../../src/measures/pay-growth.js";
import { pricesOfSpan } from "../../src/region/prices.js";
import { runCli } from "../cli/run-cli.js";
import { ABSENT, estimated, industryTable, SUPPRESSED, undefinedBecause } from "../helpers/industry-table.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-prices-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** CPI-U, all items, annual average, 1982–84 = 100: BLS series CUUR0000SA0. */
const CPI = "year,index\n2020,258.811\n2021,270.970\n2022,292.655\n2023,304.702\n";
const cpi = join(folder, "cpi-u.csv");
writeFileSync(cpi, CPI);

const PRICES = { name: "cpi.csv", start: 80, end: 100 };
const all = { total: { start: 1_000, end: 1_000 } };

function oneIndustry(start: object | undefined, end: object, prices: typeof PRICES | undefined = PRICES) {
  const table = industryTable({
    region: { ...all, "3364": start ? { start, end } : { end } },
    reference: all,
    ...(prices && { prices }),
  });
  return { table, industry: table.industry("3364") };
}

describe("real pay growth", () => {
  it("takes prices out of the first year's pay", () => {
    // 40,000 a job × 100 ÷ 80 = 50,000 in dollars of the latest year; 55,000 ÷ 50,000 − 1 = 0.1.
    const { table, industry } = oneIndustry({ employment: 10, wages: 400_000 }, { employment: 20, wages: 1_100_000 });
    const before = startPayMeasure.compute(industry, table);
    const real = payGrowthMeasure.compute(industry, table);
    expect(before).toEqual({ status: "disclosed", value: 50_000 });
    expect(real.status).toBe("disclosed");
    expect(hasValue(real) && real.value).toBeCloseTo(0.1, 12);
  });

  it("carries the range of an estimated pay", () => {
    // Pay of the first year 40,000 (38,000 to 42,000): 55,000 ÷ 52,500 − 1 to 55,000 ÷ 47,500 − 1.
    const pay = estimated(40_000, { low: 38_000, high: 42_000 });
    const { table, industry } = oneIndustry(
      { employment: 10, wages: 400_000, pay },
      { employment: 20, wages: 1_100_000 },
    );
    const real = payGrowthMeasure.compute(industry, table);
    if (real.status !== "estimated") throw new Error(`is ${real.status}`);
    expect(real.low).toBeCloseTo(55 / 52.5 - 1, 12);
    expect(real.high).toBeCloseTo(55 / 47.5 - 1, 12);
  });

  it("has no answer without a first year, jobs or disclosure there", () => {
    const end = { employment: 20, wages: 1_100_000 };
    const of = (start: object | undefined) => {
      const { table, industry } = oneIndustry(start, end);
      return payGrowthMeasure.compute(industry, table);
    };
    expect(of(undefined)).toEqual(undefinedBecause("the files do not reach back"));
    expect(of({ employment: ABSENT, wages: ABSENT })).toEqual(undefinedBecause("no activity in 2019"));
    expect(of({ employment: 0, wages: 0 })).toEqual(undefinedBecause("no jobs to average pay over"));
    expect(of({ employment: 10, wages: 0 })).toEqual(undefinedBecause("no pay at the start"));
    expect(of({ employment: SUPPRESSED, wages: SUPPRESSED })).toEqual(SUPPRESSED);
  });

  it("is a measure of tables with prices only", () => {
    const ids = (prices: typeof PRICES | undefined) =>
      listMeasures(prices ? { prices } : {})
        .map(({ id }) => id)
        .filter((id) => /startPay|payGrowth/.test(id));
    expect(ids(PRICES)).toEqual(["startPay", "payGrowth"]);
    expect(ids(undefined)).toEqual([]);
  });
});

describe("a price index", () => {
  it("gives the span its two years, and says which", async () => {
    const { index, source } = await readPriceIndex(cpi, true);
    expect(source).toMatchObject({ file: cpi, rows: 4 });
    const { prices, notes } = pricesOfSpan(index, { start: 2020, end: 2023 }, 0);
    expect(prices).toEqual({ name: "cpi-u.csv", start: 258.811, end: 304.702 });
    expect(notes[0]?.text).toContain("in dollars of 2023, by the price index cpi-u.csv (258.811 to 304.702).");
  });

  it("takes no part where there is no earlier year, and refuses a span that it does not cover", async () => {
    const { index } = await readPriceIndex(cpi, false);
    const late = pricesOfSpan(index, { start: undefined, end: 2023 }, 0);
    expect(late.prices).toBeUndefined();
    expect(late.notes.map(({ id }) => id)).toEqual(["price-index-unused"]);
    expect(() => pricesOfSpan(index, { start: 2019, end: 2023 }, 0)).toThrow(UserError);
  });

  it("leaves every other figure of a ranking as it is", async () => {
    type Industries = { readonly industries: readonly { readonly values: Readonly<Record<string, unknown>> }[] };
    const words = [
      "industries",
      "--qcew",
      "data/demo",
      "--region",
      "C1814",
      "--level",
      "sector",
      "--suppressed",
      "drop",
    ];
    const plain = JSON.parse((await runCli([...words, "--json"])).stdout) as Industries;
    const priced = JSON.parse((await runCli([...words, "--json", "--price-index", cpi])).stdout) as Industries;
    expect(plain.industries.length).toBeGreaterThan(10);
    priced.industries.forEach(({ values: { startPay, payGrowth, ...rest } }, index) => {
      expect(startPay).toBeDefined();
      expect(payGrowth).toBeDefined();
      expect(rest).toEqual(plain.industries[index]!.values);
    });
  });
});
