import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readQcew } from "../../../src/qcew/read/read.js";
import type { QcewField, QcewTable } from "../../../src/qcew/table.js";
import { QCEW_FIELDS } from "../../../src/qcew/table.js";

const FIXTURES = new URL("../../../fixtures/qcew-layouts/", import.meta.url).pathname;

type Row = (string | number)[];

/** Code columns and some fields of every row, as text that is easy to compare. */
function rowsOf(table: QcewTable, fields: readonly QcewField[]): Row[] {
  return Array.from({ length: table.length }, (_, row) => [
    table.areas[table.area[row]!]!,
    table.ownership[row]!,
    table.industries[table.industry[row]!]!,
    table.level[row]!,
    ["", "N", "-"][table.disclosure[row]!]!,
    ...fields.map((field) => table.fields[field]![row]!),
  ]);
}

// As typed into the fixtures: establishments, employment, wages, their location quotients and changes.
const MANY_WRITERS: Row[] = [
  ["03001", 0, "10", 70, "", 120, 1500, 60_000_000, 1, 1, 1, 5, -40, 1_200_000],
  ["03001", 5, "10", 71, "", 100, 1200, 45_000_000, 1.01, 1.02, 0.98, 4, -50, 900_000],
  ["03001", 5, "101", 72, "", 30, 500, 25_000_000, 1.55, 2.1, 2.2, 1, -60, -500_000],
  ["03001", 5, "1013", 73, "", 12, 400, 21_000_000, 2.05, 3.2, 3.4, 0, -70, -600_000],
  ["03001", 5, "31-33", 74, "", 12, 400, 21_000_000, 2.05, 3.2, 3.4, 0, -70, -600_000],
  ["03001", 5, "336", 75, "N", 2, 0, 0, 1.2, 0, 0, 0, 0, 0],
  ["03001", 5, "3363", 76, "N", 2, 0, 0, 1.3, 0, 0, 0, 0, 0],
  ["03001", 5, "33634", 77, "N", 1, 0, 0, 1.4, 0, 0, 0, 0, 0],
  ["03001", 5, "336340", 78, "N", 1, 0, 0, 1.4, 0, 0, 0, 0, 0],
  ["03001", 5, "44-45", 74, "", 20, 0, 0, 0.9, 0, 0, 2, 0, 0],
  ["US000", 0, "10", 10, "", 12e6, 150e6, 11e12, 1, 1, 1, 190e3, 1.8e6, 630e9],
  ["US000", 5, "10", 11, "", 11.6e6, 130e6, 9.5e12, 1, 1, 1, 185e3, 1.5e6, 500e9],
  ["US000", 5, "31-33", 14, "", 400e3, 12.8e6, 1e12, 1, 1, 1, 2000, -13_000, 20e9],
];
const WRITTEN: QcewField[] = [
  "establishments",
  "employment",
  "wages",
  "lqEstablishments",
  "lqEmployment",
  "lqWages",
  "changeEstablishments",
  "changeEmployment",
  "changeWages",
];

describe("one table, many writers", () => {
  const folder = `${FIXTURES}one-table-many-writers/`;
  it.each(readdirSync(folder).filter((name) => name !== "README.md"))("%s", async (name) => {
    const { table, notes } = await readQcew([folder + name], { fields: WRITTEN, strict: true });
    expect(rowsOf(table, WRITTEN)).toEqual(MANY_WRITERS);
    expect(table.sources[0]!.rows).toBe(13);
    expect([...table.year]).toEqual(Array(13).fill(2023));
    const expectedNotes = [
      ...(/spreadsheet|pandas-floats/.test(name) ? ["qcew-zeros-restored"] : []),
      ...(/spreadsheet/.test(name) ? ["qcew-date-undone"] : []),
    ];
    expect(notes.map(({ id }) => id)).toEqual(expectedNotes);
  });

  it("counts once what all of them say, and says so", async () => {
    const { table, notes } = await readQcew([folder], { fields: WRITTEN });
    expect(rowsOf(table, WRITTEN)).toEqual(MANY_WRITERS);
    const files = readdirSync(folder).length - 1;
    expect(notes.find(({ id }) => id === "qcew-duplicates")!.text).toContain(`${(files - 1) * 13} rows`);
    expect(notes.find(({ id }) => id === "qcew-files-skipped")!.text).toContain("README.md");
  });

  it("says of each row where it stands", async () => {
    const { table } = await readQcew([`${folder}columns-reordered.csv`], { fields: [] });
    // The foreign column breaks the line in every row.
    expect([...table.line]).toEqual(Array.from({ length: 13 }, (_, row) => 2 + 2 * row));
  });
});

describe("quarterly files", () => {
  const fields: QcewField[] = ["establishments", "employment", "month3", "wages", "lqMonth2", "changeMonth3"];
  it.each(["slice.csv", "with-titles.csv"])("take the mean of three months: %s", async (name) => {
    const { table } = await readQcew([`${FIXTURES}quarterly/${name}`], { fields });
    expect(rowsOf(table, fields)).toEqual([
      // (1000 + 1010 + 1023) / 3 = 1011
      ["99001", 0, "10", 70, "", 100, 1011, 1023, 12_000_000, 1.01, -2],
      ["99001", 5, "10", 71, "", 80, 901, 902, 10_000_000, 1.01, -2],
      ["99001", 5, "5112", 76, "-", 0, 0, 0, 0, 0, -2],
      ["99001", 5, "5415", 76, "N", 3, 0, 0, 0, 0, -2],
      ["C9990", 5, "5415", 46, "", 9, (70 + 71 + 71) / 3, 71, 2_000_000, 1.01, -2],
    ]);
    expect([...table.quarter]).toEqual([1, 1, 1, 1, 1]);
  });

  it("have no annual location quotient", async () => {
    const { table } = await readQcew([`${FIXTURES}quarterly/slice.csv`], { fields: ["lqEmployment", "annualPay"] });
    expect([...table.fields.lqEmployment!, ...table.fields.annualPay!].every(Number.isNaN)).toBe(true);
  });

  it("stand beside annual ones in one table", async () => {
    const paths = [`${FIXTURES}quarterly/slice.csv`, `${FIXTURES}one-table-many-writers/as-published.csv`];
    const { table } = await readQcew(paths, { fields: ["employment"] });
    expect(table.sources.map(({ layout }) => layout)).toEqual(["quarterly", "annual"]);
    expect([...table.quarter]).toEqual([...Array<number>(5).fill(1), ...Array<number>(13).fill(0)]);
    expect([...table.source]).toEqual([...Array<number>(5).fill(0), ...Array<number>(13).fill(1)]);
  });
});

describe("a file without lq_ and oty_ columns", () => {
  it("has empty fields for them and all else", async () => {
    const { table } = await readQcew([`${FIXTURES}without-lq-and-change/2023.csv`], { fields: QCEW_FIELDS });
    expect(rowsOf(table, ["establishments", "employment", "wages"])).toEqual(
      MANY_WRITERS.map((row) => row.slice(0, 8)),
    );
    for (const field of ["lqEmployment", "lqWages", "changeEmployment", "month1"] as const) {
      expect([...table.fields[field]!].every(Number.isNaN)).toBe(true);
    }
  });

  it("is completed by one that has them, whichever comes first", async () => {
    const without = `${FIXTURES}without-lq-and-change/2023.csv`;
    const published = `${FIXTURES}one-table-many-writers/as-published.csv`;
    for (const paths of [
      [without, published],
      [published, without],
    ]) {
      const { table } = await readQcew(paths, { fields: WRITTEN });
      expect(rowsOf(table, WRITTEN)).toEqual(MANY_WRITERS);
    }
  });
});

describe("size classes", () => {
  it("are left out", async () => {
    const { table } = await readQcew([`${FIXTURES}size-classes/2023.csv`], { fields: ["employment"] });
    expect(rowsOf(table, ["employment"])).toEqual([["US000", 0, "10", 10, "", 150e6]]);
    expect(table.sources[0]!.rows).toBe(3);
  });
});

describe("a selection", () => {
  const file = `${FIXTURES}one-table-many-writers/as-published.csv`;
  it.each([
    ["areas", { areas: (code: string) => code === "US000" }, [10, 11, 12]],
    ["ownerships", { ownerships: (code: number) => code === 0 }, [0, 10]],
    ["levels", { levels: (level: number) => level === 4 }, [4, 9, 12]],
    ["years", { years: (year: number) => year === 2022 }, []],
    ["quarters", { quarters: (quarter: number) => quarter > 0 }, []],
    ["two things", { levels: (level: number) => level <= 1, areas: (code: string) => code === "03001" }, [0, 1]],
  ])("by %s keeps what was asked for", async (_, selection, kept) => {
    for (const strict of [false, true]) {
      const { table } = await readQcew([file], { fields: ["employment"], strict, ...selection });
      expect(rowsOf(table, ["employment"])).toEqual(kept.map((row) => MANY_WRITERS[row]!.slice(0, 7).toSpliced(5, 1)));
      expect(table.sources[0]!.rows).toBe(13);
    }
  });
});
