import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPriceIndex } from "../../../src/region/read/price-index.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-price-layouts-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function read(...lines: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const path = join(folder, `prices-${++files}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const { index } = await readPriceIndex(path, false);
  return Object.fromEntries(index.byYear);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** 100, 101 … 111: their mean is 105.5. */
const RISING = MONTHS.map((_, month) => String(100 + month));

describe("a price index as it is published", () => {
  it("by FRED, by the year", async () => {
    expect(await read("observation_date,CPIAUCNS", "2020-01-01,258.811", "2023-01-01,304.702")).toEqual({
      2020: 258.811,
      2023: 304.702,
    });
    // The year that is not out yet.
    expect(await read("DATE,CPIAUCNS", "2023-01-01,304.702", "2024-01-01,.")).toEqual({ 2023: 304.702 });
  });

  it("by FRED, by the month: the mean of whole years", async () => {
    const rows = RISING.map((value, month) => `2020-${String(month + 1).padStart(2, "0")}-01,${value}`);
    expect(await read("observation_date,CPIAUCSL", ...rows, "2021-01-01,112")).toEqual({ 2020: 105.5 });
  });

  it("by BLS as a table of months, with the annual mean or without", async () => {
    const header = ["Year", ...MONTHS].join(",");
    expect(await read(`${header},Annual`, `2020,${RISING.join(",")},105.4`)).toEqual({ 2020: 105.4 });
    expect(await read(`${header},Annual`, `2020,${RISING.join(",")},`)).toEqual({ 2020: 105.5 });
    const begun = ["2021", "112", ...Array.from({ length: 11 }, () => "")].join(",");
    expect(await read(header, `2020,${RISING.join(",")}`, begun)).toEqual({ 2020: 105.5 });
  });

  it("by BLS's query, under its own headings", async () => {
    expect(
      await read(
        "Series ID,Year,Period,Label,Value",
        "CUUR0000SA0,2020,M12,Dec,260.474",
        "CUUR0000SA0,2020,M13,,258.811",
      ),
    ).toEqual({ 2020: 258.811 });
  });

  it("is refused where it can't be prices: changes, a digit too many, quarters under a wrong date", async () => {
    const refused = { details: { code: "PRICE_INDEX" } };
    // Percents of change: 1.2, 4.7.
    await expect(read("observation_date,CPIAUCNS_PC1", "2020-01-01,1.2", "2021-01-01,4.7")).rejects.toMatchObject(
      refused,
    );
    await expect(read("year,index", "2020,258.8", "2023,3047.02")).rejects.toMatchObject({
      details: { code: "PRICE_INDEX", where: { line: 3, column: "index" }, found: "258.8 in 2020, 3047.02 in 2023" },
    });
    await expect(read("observation_date,CPIAUCNS", "Jan 2020,258.811")).rejects.toMatchObject(refused);
    await expect(read("year,cpi,core", "2020,1,2")).rejects.toThrow('no column "index"');
  });
});
