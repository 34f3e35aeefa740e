import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { peekYears } from "../../../src/qcew/read/peek-years.js";
import { readQcew } from "../../../src/qcew/read/read.js";
import type { QcewTable } from "../../../src/qcew/table.js";
import { makeFolder, removeFolder, ROOT } from "../../cli/run-cli.js";
import { annualCsv } from "../store/annual-csv.js";

const DEMO = join(ROOT, "data/demo");
const FIELDS = ["employment", "wages", "establishments"] as const;

function rowsOf(table: QcewTable): readonly string[] {
  return Array.from({ length: table.length }, (_, row) =>
    [
      table.areas[table.area[row]!],
      table.industries[table.industry[row]!],
      table.ownership[row],
      table.year[row],
      table.line[row],
      ...FIELDS.map((field) => table.fields[field]![row]),
    ].join(),
  );
}

describe("industries left out of a reading", () => {
  it.each([true, false])("are those named, and no others (strict: %s)", async (strict) => {
    const industriesLeftOut = new Set(["722511", "7225", "311", "10", "31-33"]);
    const [all, some] = await Promise.all([
      readQcew([DEMO], { fields: FIELDS, strict }),
      readQcew([DEMO], { fields: FIELDS, strict, industriesLeftOut }),
    ]);
    const expected = rowsOf(all.table).filter((row) => !industriesLeftOut.has(row.split(",")[1]!));
    expect(rowsOf(some.table)).toEqual(expected);
    expect(expected.length).toBeLessThan(all.table.length - 100);
    expect(some.table.sources.map(({ rows }) => rows)).toEqual(all.table.sources.map(({ rows }) => rows));
  });
});

describe("levels of which not every row is wanted", () => {
  it.each([true, false])("keep theirs, and all of the nation (strict: %s)", async (strict) => {
    const limits = [
      { levels: (level: number) => level === 6, ownerships: (code: number) => code === 5 },
      {
        levels: (level: number) => level > 6,
        ownerships: (code: number) => code !== 5,
        years: (year: number) => year < 2020,
      },
    ];
    const [all, some] = await Promise.all([
      readQcew([DEMO], { fields: FIELDS, strict }),
      readQcew([DEMO], { fields: FIELDS, strict, limits }),
    ]);
    const isWanted = (row: string): boolean => {
      const [area, industry, ownership, year] = row.split(",");
      // Level 6 is that of four digits, and 1021 is a supersector.
      const isPart = /^\d{5,}$/.test(industry!);
      if (area === "US000") return true;
      if (/^\d{4}$/.test(industry!) && !/^10/.test(industry!)) return ownership === "5";
      return !isPart || (ownership !== "5" && Number(year) < 2020);
    };
    const expected = rowsOf(all.table).filter(isWanted);
    expect(rowsOf(some.table)).toEqual(expected);
    expect(rowsOf(all.table).some((row) => row.startsWith("US000,3361,"))).toBe(true);
    expect(expected.length).toBeLessThan(all.table.length / 2);
    expect(some.table.sources.map(({ rows }) => rows)).toEqual(all.table.sources.map(({ rows }) => rows));
  });
});

describe("the years that files seem to hold", () => {
  it("are those of first rows, and of the names of what is not plain text", () => {
    const folder = makeFolder();
    try {
      const files = join(folder, "files");
      mkdirSync(files);
      const at = (name: string): string => join(files, name);
      writeFileSync(at("a.csv"), annualCsv([{ area: "39049", year: 2019, employment: 1 }]));
      writeFileSync(at("2021_annual_by_area.csv.gz"), gzipSync("area_fips"));
      writeFileSync(at("notes 120233.txt"), "no file of the publisher's");
      expect([...peekYears([files])].sort()).toEqual([2019, 2021]);
    } finally {
      removeFolder(folder);
    }
  });
});
