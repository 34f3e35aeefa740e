import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPriceIndex } from "../../src/region/read/price-index.js";
import { ROOT } from "../cli/run-cli.js";

const SHARED = join(ROOT, "../shared/data/living-cost/cu.data.1.AllItems_us_midwest.txt");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "prices-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const HEADER = "series_id\tyear\tperiod\tvalue\tfootnote_codes";

describe("BLS's file of consumer prices", () => {
  it("gives the annual means of all items, not seasonally adjusted, of the U.S.", async () => {
    const file = join(folder, "cu.data.1.AllItems.txt");
    const rows = [
      "CUSR0000SA0      \t2016\tM01\t     237.652\t        ",
      "CUUR0000SA0      \t2016\tM12\t     241.432\t        ",
      "CUUR0000SA0      \t2016\tM13\t     240.007\t        ",
      "CUUR0200SA0      \t2016\tM13\t     226.115\t        ",
      "CUUR0000SA0      \t2017\tM13\t     245.120\t        ",
    ];
    writeFileSync(file, [HEADER, ...rows, ""].join("\r\n"));
    const { index } = await readPriceIndex(file, false);
    // As BLS publishes them for 2016 and 2017.
    expect([...index.byYear]).toEqual([
      [2016, 240.007],
      [2017, 245.12],
    ]);
  });

  it("says which series it has where that one is missing", async () => {
    const file = join(folder, "midwest.txt");
    writeFileSync(file, `${HEADER}\r\nCUUR0200SA0\t2016\tM13\t226.115\t\r\n`);
    await expect(readPriceIndex(file, false)).rejects.toMatchObject({
      details: { code: "PRICE_INDEX", found: "series CUUR0200SA0" },
    });
  });

  it.skipIf(!existsSync(SHARED))("of three series, as published (skipped without ../shared)", async () => {
    const { index } = await readPriceIndex(SHARED, false);
    expect(index.byYear.get(2016)).toBe(240.007);
    expect(index.byYear.get(2017)).toBe(245.12);
  });
});
