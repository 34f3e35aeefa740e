import { describe, expect, it } from "vitest";
import type { AreaCode, IndustryCode, OwnershipCode, Quarter } from "../../src/core/codes.js";
import { readQcew } from "../../src/qcew/read/read.js";
import {
  codesAtLevel,
  requireField,
  PUBLISHED,
  WITHHELD,
  type QcewField,
  type QcewTable,
} from "../../src/qcew/table.js";
import { QcewIndex, type QcewKey } from "../../src/qcew/qcew-index.js";
import { withYearBefore } from "../../src/qcew/year-before.js";
import { qcewTable } from "../helpers/qcew-table.js";
import { COLUMBUS } from "../helpers/quotient-files.js";
import { describeShared, sharedData } from "../helpers/shared.js";

function key(area: string, industry: string, own: number, year: number, quarter = 0): QcewKey {
  return {
    area: area as AreaCode,
    industry: industry as IndustryCode,
    ownership: own as OwnershipCode,
    year,
    quarter: quarter as Quarter,
  };
}

describe("a table of rows", () => {
  const table = qcewTable([
    { area: "99001", industry: "62", own: 5, year: 2022, employment: 1 },
    { area: "99001", industry: "62", own: 3, year: 2022, employment: 2 },
    { area: "99001", industry: "622", own: 5, year: 2022, employment: 3 },
    { area: "99003", industry: "62", own: 5, year: 2022, employment: 4 },
    { area: "99001", industry: "62", own: 5, year: 2023, employment: 5 },
    { area: "99001", industry: "62", own: 5, year: 2022, quarter: 4, employment: 6 },
    { area: "US000", industry: "31-33", own: 5, year: 2022, employment: 7 },
  ]);
  const index = new QcewIndex(table);

  it("finds a row by its whole key", () => {
    const rows = [
      index.find(key("99001", "62", 5, 2022)),
      index.find(key("99001", "62", 3, 2022)),
      index.find(key("99001", "622", 5, 2022)),
      index.find(key("99003", "62", 5, 2022)),
      index.find(key("99001", "62", 5, 2023)),
      index.find(key("99001", "62", 5, 2022, 4)),
      index.find(key("US000", "31-33", 5, 2022)),
    ];
    expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it.each([
    key("99005", "62", 5, 2022),
    key("99001", "61", 5, 2022),
    key("99001", "62", 1, 2022),
    key("99001", "62", 5, 2021),
    key("99001", "62", 5, 2022, 1),
    key("99003", "622", 5, 2022),
  ])("finds nothing if the publisher has no row: %o", (missing) => {
    expect(index.find(missing)).toBeUndefined();
  });

  it("gives the codes of one level, in order, and never one of another", () => {
    const rows = new Map(
      ["622", "62", "6221", "31-33", "10", "1013", "44-45", "311"].map((code, row) => [code, [row]] as const),
    );
    const levels = qcewTable([...rows.keys()].map((industry) => ({ area: "99001", industry })));
    expect(codesAtLevel(levels, rows, "sector")).toEqual(["31-33", "44-45", "62"]);
    expect(codesAtLevel(levels, rows, "3")).toEqual(["311", "622"]);
    expect(codesAtLevel(levels, rows, "4")).toEqual(["6221"]);
    expect(codesAtLevel(levels, rows, "supersector")).toEqual(["1013"]);
    expect(codesAtLevel(levels, rows, "6")).toEqual([]);
  });

  it("takes a field that it was read without for our mistake", () => {
    expect(() => requireField(qcewTable([], ["employment"]), "wages")).toThrow("read without wages");
  });
});

describe("the year before by published changes", () => {
  const level = { area: "99001", establishments: 12, employment: 100, wages: 5_000 };
  const change = { changeEstablishments: 2, changeEmployment: -20, changeWages: 400 };
  const before = (table: QcewTable, quarter = 0) => withYearBefore(table, { year: 2023, quarter: quarter as Quarter });
  const at = (table: QcewTable, industry: string, year = 2022) =>
    new QcewIndex(table).find(key("99001", industry, 5, year, table.quarter[0]))!;

  it("is the level less its change", () => {
    const table = before(qcewTable([{ ...level, industry: "62", ...change }]));
    const row = at(table, "62");
    expect(table.disclosure[row]).toBe(PUBLISHED);
    expect(requireField(table, "employment")[row]).toBe(120);
    expect(requireField(table, "establishments")[row]).toBe(10);
    expect(requireField(table, "wages")[row]).toBe(4_600);
    expect(table.derivedYear).toBe(2022);
  });

  it("leaves the year itself as it is, and stands at its place in the file", () => {
    const table = before(qcewTable([{ ...level, industry: "62", ...change }]));
    expect(requireField(table, "employment")[at(table, "62", 2023)]).toBe(100);
    expect(table.line[at(table, "62")]).toBe(2);
    expect(table.sources[table.source[at(table, "62")]!]!.file).toBe("test.csv");
  });

  it("takes the place of rows of that year, and of no other year's or quarter's", () => {
    const table = before(
      qcewTable([
        { ...level, industry: "62", ...change },
        { ...level, industry: "62", year: 2022, employment: 999 },
        { ...level, industry: "62", year: 2022, quarter: 1, employment: 998 },
        { ...level, industry: "62", year: 2021, employment: 997 },
      ]),
    );
    expect(table.length).toBe(4);
    expect([...requireField(table, "employment")].sort()).toEqual([100, 120, 997, 998]);
  });

  it("is withheld where the level or the change is, with the establishments, whose change is printed all the same", () => {
    const table = before(
      qcewTable([
        { ...level, ...change, industry: "62", disclosure: "N", employment: 0, wages: 0, changeDisclosure: "N" },
        { ...level, ...change, industry: "72", changeDisclosure: "N", changeEmployment: 0, changeWages: 0 },
      ]),
    );
    for (const industry of ["62", "72"]) {
      const row = at(table, industry);
      expect(table.disclosure[row]).toBe(WITHHELD);
      expect(requireField(table, "employment")[row]).toBe(0);
      expect(requireField(table, "establishments")[row]).toBe(10);
    }
  });

  it("has no quotients and no changes of its own", () => {
    const table = before(qcewTable([{ ...level, industry: "62", ...change, lqEmployment: 1.5 }]));
    const row = at(table, "62");
    expect([table.lqDisclosure[row], table.changeDisclosure[row]]).toEqual([WITHHELD, WITHHELD]);
    expect(requireField(table, "lqEmployment")[row]).toBeNaN();
  });

  it("has no row where the file has no columns of changes", () => {
    expect(before(qcewTable([{ ...level, industry: "62" }])).length).toBe(1);
  });

  it("of a quarter is that of its months, whose mean is its jobs", () => {
    const table = before(
      qcewTable([
        {
          ...level,
          industry: "62",
          quarter: 2,
          ...{ month1: 90, month2: 100, month3: 110 },
          ...{ changeMonth1: 3, changeMonth2: 6, changeMonth3: 9, changeWages: 0, changeEstablishments: 0 },
        },
      ]),
      2,
    );
    const row = at(table, "62");
    // Changes of 3, 6 and 9: 6 on average.
    expect(requireField(table, "employment")[row]).toBe(94);
    expect([1, 2, 3].map((month) => requireField(table, `month${month}` as QcewField)[row])).toEqual([87, 94, 101]);
  });
});

describeShared("the year before, where its own file is there", ["qcew/annual/columbus-oh"], () => {
  const fields: readonly QcewField[] = [
    "establishments",
    "employment",
    "wages",
    "changeEstablishments",
    "changeEmployment",
    "changeWages",
  ];
  const read = async (year: number) => {
    const paths = COLUMBUS.map((county) => sharedData(`qcew/annual/columbus-oh/${year}_a_${county}.csv`));
    return (await readQcew(paths, { fields })).table;
  };

  // Rows of both files: 2021 and 2023 have nearly all, 2022 the codes that both revisions of NAICS have.
  it.each([
    [2021, 12_000, 4_591],
    [2022, 10_804, 4_125],
    [2023, 12_111, 6_002],
  ])("is what that file prints, for %s, in every row", async (year, rows, published) => {
    const workedOut = withYearBefore(await read(year), { year, quarter: 0 });
    const printed = await read(year - 1);
    const index = new QcewIndex(printed);
    const figures = (table: QcewTable, row: number, names: readonly QcewField[]) =>
      names.map((name) => requireField(table, name)[row]);
    let compared = 0;
    let disclosed = 0;
    for (let row = 0; row < workedOut.length; row++) {
      if (workedOut.year[row] !== year - 1) continue;
      const area = workedOut.areas[workedOut.area[row]!]!;
      const industry = workedOut.industries[workedOut.industry[row]!]!;
      const other = index.find(key(area, industry, workedOut.ownership[row]!, year - 1));
      if (other === undefined) continue;
      const place = `${area} ${industry}`;
      compared++;
      expect(figures(workedOut, row, ["establishments"]), place).toEqual(figures(printed, other, ["establishments"]));
      if (workedOut.disclosure[row] !== PUBLISHED || printed.disclosure[other] !== PUBLISHED) continue;
      disclosed++;
      expect(figures(workedOut, row, ["employment", "wages"]), place).toEqual(
        figures(printed, other, ["employment", "wages"]),
      );
    }
    expect([compared, disclosed]).toEqual([rows, published]);
  });
});
