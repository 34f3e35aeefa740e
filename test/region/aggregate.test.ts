import { describe, expect, it } from "vitest";
import {
  annualised,
  aggregateRows,
  ownershipCodes,
  publishedValues,
  rowsByIndustry,
  sumFigures,
  type RowScope,
} from "../../src/region/aggregate.js";
import type { AreaCode } from "../../src/core/codes.js";
import { ABSENT, disclosed, estimated, SUPPRESSED } from "../../src/core/datum.js";
import type { Ownership, PeriodFigures } from "../../src/core/industry-table.js";
import type { QcewTable } from "../../src/qcew/table.js";
import { withYearBefore } from "../../src/qcew/year-before.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const AREAS = ["99001", "99003"] as AreaCode[];

function scope(ownership: Ownership, areas: readonly string[] = AREAS): RowScope {
  return { year: 2023, quarter: 0, areas: areas as AreaCode[], ownership };
}

function figures(table: QcewTable, industry: string, ownership: Ownership, areas?: readonly string[]): PeriodFigures {
  const rows = rowsByIndustry(table, scope(ownership, areas)).get(industry) ?? [];
  return aggregateRows(rows, table, publishedValues(table));
}

const row = (
  area: string,
  own: number,
  industry: string,
  employment: number,
  more: Partial<QcewRow> = {},
): QcewRow => ({
  area,
  own,
  industry,
  employment,
  wages: employment * 50_000,
  establishments: employment / 10,
  ...more,
});

describe("a region's figures", () => {
  const table = qcewTable([
    row("99001", 5, "62", 100),
    row("99003", 5, "62", 40),
    row("99005", 5, "62", 7_000),
    row("99001", 5, "62", 90, { year: 2022 }),
    row("99001", 5, "62", 80, { quarter: 1 }),
    row("99001", 3, "62", 30),
    row("99003", 2, "62", 20),
    row("99003", 1, "62", 10),
  ]);

  it("are sums over its areas, of one ownership and period", () => {
    expect(figures(table, "62", "private")).toEqual({
      establishments: disclosed(14),
      employment: disclosed(140),
      wages: disclosed(7_000_000),
    });
  });

  it("of government are the sum of federal, state and local", () => {
    expect(figures(table, "62", "government").employment).toEqual(disclosed(60));
    expect(figures(table, "62", "federal").employment).toEqual(disclosed(10));
    expect(figures(table, "62", "local").employment).toEqual(disclosed(30));
  });

  it("of all ownerships are the sum of the four where no total is published", () => {
    expect(figures(table, "62", "total").employment).toEqual(disclosed(200));
    expect(ownershipCodes("total")).toEqual([1, 2, 3, 5]);
  });

  it("are absent where no area has a row", () => {
    expect(figures(table, "62", "state", ["99001"])).toEqual({
      establishments: ABSENT,
      employment: ABSENT,
      wages: ABSENT,
    });
    expect(figures(table, "61", "private")).toEqual({ establishments: ABSENT, employment: ABSENT, wages: ABSENT });
  });

  it("are the published total of all ownerships where every area prints one", () => {
    // The parts are rounded averages: 57 + 44 = 101, printed 100.
    const total = qcewTable([
      row("99001", 0, "10", 100),
      row("99001", 5, "10", 57),
      row("99001", 3, "10", 44),
      row("99003", 0, "10", 60),
      row("99003", 5, "10", 60),
    ]);
    expect(figures(total, "10", "total").employment).toEqual(disclosed(160));
    expect(figures(total, "10", "private").employment).toEqual(disclosed(117));
  });

  it("are the sum of ownerships in an area that prints no total", () => {
    const partly = qcewTable([
      row("99001", 0, "10", 100),
      row("99001", 5, "10", 57),
      row("99001", 3, "10", 44),
      row("99003", 5, "10", 60),
    ]);
    expect(figures(partly, "10", "total").employment).toEqual(disclosed(160));
  });

  it("do not count a total besides its parts", () => {
    const both = qcewTable([row("99001", 0, "10", 100), row("99001", 8, "10", 40), row("99001", 5, "10", 60)]);
    expect(figures(both, "10", "total", ["99001"]).employment).toEqual(disclosed(100));
    expect(figures(both, "10", "government", ["99001"]).employment).toEqual(ABSENT);
  });
});

describe("suppressed rows", () => {
  const table = qcewTable([
    row("99001", 5, "62", 100),
    row("99003", 5, "62", 0, { disclosure: "N", establishments: 12 }),
    row("99001", 5, "72", 0),
  ]);

  it("make a sum suppressed, whose establishments are published all the same", () => {
    expect(figures(table, "62", "private")).toEqual({
      establishments: disclosed(22),
      employment: SUPPRESSED,
      wages: SUPPRESSED,
    });
  });

  it("are not the disclosed zero, which is a fact", () => {
    expect(figures(table, "72", "private").employment).toEqual(disclosed(0));
  });

  it("that say nothing is there are as good as missing", () => {
    const nothing = qcewTable([
      row("99001", 5, "62", 100),
      row("99003", 5, "62", 0, { disclosure: "-", establishments: 0 }),
    ]);
    expect(figures(nothing, "62", "private")).toEqual({
      establishments: disclosed(10),
      employment: disclosed(100),
      wages: disclosed(5_000_000),
    });
    expect(figures(nothing, "62", "private", ["99003"]).employment).toEqual(ABSENT);
  });

  it("that print no establishments mean it in annual averages, of less than half an establishment", () => {
    const annual = qcewTable([
      row("99001", 5, "62", 100),
      row("99003", 5, "62", 0, { disclosure: "N", establishments: 0 }),
    ]);
    expect(figures(annual, "62", "private").establishments).toEqual(disclosed(10));
  });

  it("that print no establishments withhold them in a quarter, which has no averages", () => {
    const hidden = qcewTable([row("99003", 5, "62", 0, { disclosure: "N", establishments: 0, quarter: 1 })]);
    const rows = rowsByIndustry(hidden, { ...scope("private"), quarter: 1 }).get("62")!;
    expect(aggregateRows(rows, hidden, publishedValues(hidden)).establishments).toEqual(SUPPRESSED);
  });

  it("that print no establishments in a year computed from changes may be of a new code: not known", () => {
    const withBefore = withYearBefore(
      qcewTable([
        row("99001", 5, "449", 50, {
          changeDisclosure: "N",
          changeEstablishments: 5,
          changeEmployment: 0,
          changeWages: 0,
        }),
      ]),
      { year: 2023, quarter: 0 },
    );
    const rows = rowsByIndustry(withBefore, { ...scope("private"), year: 2022 }).get("449")!;
    expect(aggregateRows(rows, withBefore, publishedValues(withBefore))).toEqual({
      establishments: SUPPRESSED,
      employment: SUPPRESSED,
      wages: SUPPRESSED,
    });
  });
});

describe("wages of a quarter as a year's", () => {
  it("are four times as high, with their range; jobs and establishments stay", () => {
    const quarter: PeriodFigures = {
      establishments: disclosed(3),
      employment: disclosed(20),
      wages: estimated(250, { low: 200, high: 300 }),
      pay: estimated(12.5, { low: 10, high: 15 }),
    };
    expect(annualised(quarter)).toEqual({
      establishments: disclosed(3),
      employment: disclosed(20),
      wages: estimated(1_000, { low: 800, high: 1_200 }),
      pay: estimated(50, { low: 40, high: 60 }),
    });
  });

  it("stay suppressed where they are", () => {
    const none: PeriodFigures = { establishments: disclosed(3), employment: SUPPRESSED, wages: SUPPRESSED };
    expect(annualised(none)).toEqual(none);
  });
});

describe("figures of several industries together", () => {
  const one = (employment: number): PeriodFigures => ({
    establishments: disclosed(1),
    employment: disclosed(employment),
    wages: disclosed(employment * 10),
  });

  it("add up", () => {
    expect(sumFigures([one(5), one(7), undefined])).toEqual({
      establishments: disclosed(2),
      employment: disclosed(12),
      wages: disclosed(120),
    });
  });

  it("are suppressed where a part is", () => {
    expect(sumFigures([one(5), { ...one(7), employment: SUPPRESSED }]).employment).toEqual(SUPPRESSED);
  });

  it("of no industry are absent", () => {
    expect(sumFigures([])).toEqual({ establishments: ABSENT, employment: ABSENT, wages: ABSENT });
  });
});
