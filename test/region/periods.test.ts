import { describe, expect, it } from "vitest";
import type { AreaCode } from "../../src/core/codes.js";
import { InputError } from "../../src/core/errors.js";
import { chooseSpan, type PeriodRequest } from "../../src/region/periods.js";
import type { QcewField } from "../../src/qcew/table.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const WITHOUT_CHANGES: readonly QcewField[] = ["employment", "wages", "establishments"];

/** Rows of industry 10, one an area and period: `2023` or `2018.1` for a quarter. */
function spanOf(periods: Readonly<Record<string, readonly string[]>>, request: PeriodRequest = {}, change?: number) {
  const rows = Object.entries(periods).flatMap(([area, texts]) =>
    texts.map((text): QcewRow => {
      const [year, quarter = "0"] = text.split(".");
      const changes = change === undefined ? {} : { changeEmployment: change, changeMonth1: change };
      return {
        area,
        industry: "10",
        own: 0,
        year: Number(year),
        quarter: Number(quarter),
        employment: 100,
        ...changes,
        ...(change !== undefined && quarter !== "0" && { changeMonth2: change, changeMonth3: change }),
      };
    }),
  );
  const areas = Object.keys(periods) as AreaCode[];
  return chooseSpan(change === undefined ? qcewTable(rows, WITHOUT_CHANGES) : qcewTable(rows), { areas }, request);
}

const ids = ({ notes }: { readonly notes: readonly { readonly id: string }[] }) => notes.map(({ id }) => id);

function errorOf(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  throw new Error("nothing was thrown");
}

describe("the years of a result", () => {
  it("end in the latest year and start in the earliest one 3 to 5 years before, and are said", () => {
    const span = spanOf({ "99001": ["2015", "2018", "2019", "2020", "2021", "2023"] });
    expect(span.end).toEqual({ year: 2023, quarter: 0 });
    expect(span.start).toEqual({ year: 2018, quarter: 0 });
    expect(span.startFromChange).toBe(false);
    expect(ids(span)).toEqual(["year-chosen", "since-chosen"]);
  });

  it.each([
    // Two years back is one short of the window, seven back are two too many.
    [["2016", "2021", "2023"], 2021],
    [["2015", "2016", "2023"], 2016],
    [["2022", "2023"], 2022],
    // As near to the window on either side: the longer span.
    [["2017", "2021", "2023"], 2017],
  ])("start in the year nearest to that window: %s", (years, start) => {
    expect(spanOf({ "99001": years }).start?.year).toBe(start);
  });

  it("are those asked for, unsaid", () => {
    const span = spanOf({ "99001": ["2018", "2020", "2021", "2023"] }, { year: 2021, since: 2020 });
    expect([span.start?.year, span.end.year]).toEqual([2020, 2021]);
    expect(ids(span)).toEqual([]);
  });

  it("are years that every area of the region has", () => {
    const span = spanOf({ "99001": ["2018", "2019", "2022", "2023"], "99003": ["2019", "2022"] });
    expect([span.start?.year, span.end.year]).toEqual([2019, 2022]);
  });

  it("do not depend on the order of rows", () => {
    expect(spanOf({ "99001": ["2023", "2018", "2020"] }).start?.year).toBe(2018);
  });

  it("start a year before by the published change where no earlier file is given", () => {
    const span = spanOf({ "99001": ["2023"] }, {}, 5);
    expect(span.start).toEqual({ year: 2022, quarter: 0 });
    expect(span.startFromChange).toBe(true);
    expect(ids(span)).toEqual(["year-chosen", "start-from-change"]);
  });

  it("start a year before on request, in quarterly files too", () => {
    const span = spanOf({ "99001": ["2014.1", "2018.1"] }, { since: 2017 }, 5);
    expect(span.start).toEqual({ year: 2017, quarter: 1 });
    expect(span.startFromChange).toBe(true);
  });

  it("have no start where neither an earlier file nor the columns of changes are there", () => {
    const span = spanOf({ "99001": ["2023"] });
    expect(span.start).toBeUndefined();
    expect(ids(span)).toEqual(["year-chosen", "no-earlier-year"]);
  });

  it("have no start where a file of one area has no changes, though the other has them", () => {
    const table = qcewTable([
      { area: "99001", industry: "10", own: 0, employment: 100, changeEmployment: 5 },
      { area: "99003", industry: "10", own: 0, employment: 100 },
    ]);
    expect(chooseSpan(table, { areas: ["99001", "99003"] as AreaCode[] }, {}).start).toBeUndefined();
    expect(chooseSpan(table, { areas: ["99001"] as AreaCode[] }, {}).start?.year).toBe(2022);
  });
});

describe("the quarter of a result", () => {
  it("is none where there are annual averages, and what is left out is said", () => {
    const span = spanOf({ "99001": ["2022", "2023", "2023.1", "2023.4"] });
    expect(span.end).toEqual({ year: 2023, quarter: 0 });
    expect(ids(span)).toContain("quarters-left-out");
  });

  it("is the latest of quarterly files, and said; growth is from the same quarter", () => {
    const span = spanOf({ "99001": ["2019.2", "2019.3", "2023.1", "2023.2"] });
    expect(span.end).toEqual({ year: 2023, quarter: 2 });
    expect(span.start).toEqual({ year: 2019, quarter: 2 });
    expect(ids(span)).toContain("quarter-chosen");
  });

  it("is the one asked for, in the latest year that has it", () => {
    const span = spanOf({ "99001": ["2019.3", "2022.3", "2023.1"] }, { quarter: 3 });
    expect(span.end).toEqual({ year: 2022, quarter: 3 });
    expect(span.start).toEqual({ year: 2019, quarter: 3 });
  });
});

describe("years and quarters that are not there", () => {
  it("a year: the error says which are", () => {
    const { details } = errorOf(() => spanOf({ "99001": ["2020", "2023"] }, { year: 2021 }));
    expect(details.code).toBe("YEAR_MISSING");
    expect(details.found).toBe("years in the files: 2020, 2023");
  });

  it("a first year", () => {
    const { details } = errorOf(() => spanOf({ "99001": ["2020", "2023"] }, { since: 2019 }));
    expect(details.code).toBe("YEAR_MISSING");
    expect(details.found).toBe("years in the files: 2020, 2023");
  });

  it.each([2023, 2024])("a first year that is not before the last: %s", (since) => {
    const { details } = errorOf(() => spanOf({ "99001": ["2020", "2023"] }, { since }));
    expect(details.code).toBe("YEAR_MISSING");
    expect(details.hint).toContain("2020");
  });

  it("the year before the last, where the files print no changes", () => {
    expect(errorOf(() => spanOf({ "99001": ["2023"] }, { since: 2022 })).details.code).toBe("YEAR_MISSING");
  });

  it("a quarter: the error says which are", () => {
    const { details } = errorOf(() => spanOf({ "99001": ["2023.1", "2023.2"] }, { quarter: 4 }));
    expect(details.code).toBe("QUARTER_MISSING");
    expect(details.found).toBe("quarter 1, quarter 2");
  });

  it("a quarter of annual files", () => {
    const { details } = errorOf(() => spanOf({ "99001": ["2023"] }, { quarter: 1 }));
    expect(details.code).toBe("QUARTER_MISSING");
    expect(details.found).toBe("annual averages");
    expect(details.hint).toContain("leave --quarter out");
  });

  it("a quarter of a year that is not there is a missing year", () => {
    expect(errorOf(() => spanOf({ "99001": ["2023.1"] }, { year: 2021, quarter: 1 })).details.code).toBe(
      "YEAR_MISSING",
    );
  });

  it("an area: its codes are named", () => {
    const table = qcewTable([{ area: "99001", industry: "10", own: 0, employment: 1 }]);
    const error = errorOf(() => chooseSpan(table, { areas: ["99005"] as AreaCode[] }, {}));
    expect(error.details.code).toBe("AREA_NOT_IN_FILES");
    expect(error.message).toContain("99005");
  });

  it("a year that only some areas have is about the areas", () => {
    const error = errorOf(() => spanOf({ "99001": ["2020", "2023"], "99003": ["2020"] }, { year: 2023 }));
    expect(error.details.code).toBe("AREA_NOT_IN_FILES");
    expect(error.message).toContain("1 of the region's 2 areas");
    expect(error.details.found).toContain("2020");
  });

  it("no year that all areas have", () => {
    const error = errorOf(() => spanOf({ "99001": ["2020"], "99003": ["2023"] }));
    expect(error.details.code).toBe("AREA_NOT_IN_FILES");
  });
});
