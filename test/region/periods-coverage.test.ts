import { describe, expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import type { AreaCode } from "../../src/core/codes.js";
import { InputError } from "../../src/core/errors.js";
import { chooseSpan, completeYears, type PeriodRequest, type Span } from "../../src/region/periods.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const { changes } = readAreas();
const names: Readonly<Record<string, string>> = { "99001": "Large County", "99003": "Small County" };

/** Areas with their jobs, and the years of which the files hold their total. */
function spanOf(
  held: Readonly<Record<string, readonly [jobs: number, years: readonly number[]]>>,
  request: PeriodRequest = {},
  areas: readonly string[] = Object.keys(held).filter((code) => code !== "US000"),
): Span {
  const rows = Object.entries(held).flatMap(([area, [employment, years]]) =>
    years.map((year): QcewRow => ({ area, industry: "10", own: 0, year, employment })),
  );
  const table = qcewTable(rows, ["employment", "wages", "establishments"]);
  return chooseSpan(table, { areas: areas as AreaCode[], changes }, request, { nameOf: (code) => names[code] ?? code });
}

const cautions = ({ notes }: Span): readonly string[] =>
  notes.filter(({ severity }) => severity === "caution").map(({ text }) => text);

function errorOf(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  throw new Error("nothing was thrown");
}

describe("a year without rows of an area", () => {
  it("is taken all the same where the others have most of the jobs, and the area is named with its share", () => {
    // 50 of 1,000 jobs.
    const span = spanOf({ "99001": [950, [2020, 2022, 2023]], "99003": [50, [2020, 2022]] });
    expect([span.start?.year, span.end.year]).toEqual([2020, 2023]);
    expect(span.areas).toEqual(["99001"]);
    expect(span.leftOut).toEqual(["99003"]);
    expect(cautions(span)).toEqual([
      expect.stringContaining(
        "99003 Small County (5.0% of the region's jobs) has no rows of 2023 in the files and is left out of every figure",
      ),
    ]);
  });

  it("is not taken where the area has a large part of the jobs; the note names the area, not the files", () => {
    // 400 of 1,000 jobs.
    const span = spanOf({ "99001": [600, [2020, 2022, 2023]], "99003": [400, [2020, 2022]] });
    expect([span.start?.year, span.end.year]).toEqual([2020, 2022]);
    expect(span.leftOut).toEqual([]);
    expect(cautions(span)).toEqual([
      expect.stringContaining(
        "Year 2022, though the files hold 2023 of a part of the region: 99003 Small County (40.0% of the region's jobs) has no rows of 2023",
      ),
    ]);
    expect(span.notes.map(({ text }) => text).join()).not.toContain("latest in the files");
  });

  it("weighs areas by jobs, not by their number", () => {
    // Two of three areas have 2023, with a tenth of the jobs.
    const span = spanOf({ "99001": [900, [2020, 2022]], "99003": [50, [2022, 2023]], "99005": [50, [2022, 2023]] });
    expect(span.end.year).toBe(2022);
    expect(cautions(span).join()).toContain("99001 Large County (90.0% of the region's jobs) has no rows of 2023");
  });

  it("as the first year leaves the area out of both years", () => {
    const span = spanOf({ "99001": [950, [2020, 2023]], "99003": [50, [2021, 2023]] });
    expect([span.start?.year, span.end.year]).toEqual([2020, 2023]);
    expect(span.areas).toEqual(["99001"]);
    expect(cautions(span)).toEqual([
      expect.stringContaining("99003 Small County (5.0% of the region's jobs) has no rows of 2020"),
    ]);
  });

  it("as the first year is passed over where too much of the region has no rows of it, which is said", () => {
    const span = spanOf({ "99001": [600, [2019, 2022, 2023]], "99003": [400, [2022, 2023]] });
    expect(span.start?.year).toBe(2022);
    expect(cautions(span)).toEqual([
      expect.stringContaining("99003 Small County (40.0% of the region's jobs) has no rows of 2019"),
    ]);
  });

  it("is an error where the user named it: which areas, how much, which years all have", () => {
    const held = { "99001": [950, [2020, 2023]], "99003": [50, [2020]] } as const;
    const { message, details } = errorOf(() => spanOf(held, { year: 2023 }));
    expect(details.code).toBe("AREA_NOT_IN_FILES");
    expect(message).toBe("1 of the region's 2 areas has no rows for 2023: 99003 Small County");
    expect(details.found).toBe("5.0% of the region's jobs missing; years that all areas have: 2020");
    const since = errorOf(() => spanOf({ "99001": [950, [2020, 2023]], "99003": [50, [2023]] }, { since: 2020 }));
    expect(since.message).toContain("has no rows for 2020: 99003 Small County");
  });

  it("is an error where an area is in no file, whatever its size", () => {
    const { message } = errorOf(() => spanOf({ "99001": [950, [2020, 2023]] }, {}, ["99001", "99003"]));
    expect(message).toContain("99003 Small County");
  });
});

describe("what is said of years", () => {
  it("is true where the files hold later ones of other areas", () => {
    const { notes } = spanOf({ "99001": [10, [2020, 2022]], US000: [99, [2020, 2022, 2024]] });
    expect(notes[0]?.text).toBe("Year 2022: the latest that the files hold of the region; of US000 they hold 2024.");
  });

  it("is true where the files hold earlier ones of other areas", () => {
    const { notes } = spanOf({ "99001": [10, [2023]], US000: [99, [2018, 2023]] });
    expect(notes.at(-1)?.text).toBe(
      "The files hold no rows of the region before 2023, though they hold 2018 of other areas: growth can't be computed.",
    );
    expect(spanOf({ "99001": [10, [2023]] }).notes.at(-1)?.text).toBe(
      "The files hold no year before 2023: growth can't be computed.",
    );
  });
});

describe("areas that changed", () => {
  it("are followed to the codes of the first year", () => {
    const span = spanOf({ "46102": [10, [2018]], "46113": [9, [2014]] }, {}, ["46102"]);
    expect(span.start?.year).toBe(2014);
    expect([span.areas, span.startAreas]).toEqual([["46102"], ["46113"]]);
  });

  it("are left out together where one of the earlier ones is missing", () => {
    const held = { "39049": [980, [2018, 2021]], "02063": [10, [2021]], "02066": [10, [2021]] } as const;
    const span = spanOf(held);
    expect(span.start?.year).toBe(2018);
    expect(span.leftOut).toEqual(["02063", "02066"]);
    expect([span.areas, span.startAreas]).toEqual([["39049"], ["39049"]]);
  });

  it("count a city with the county that it became a part of", () => {
    const span = spanOf({ "51019": [30, [2010, 2014]], "51515": [5, [2010]] }, {}, ["51019"]);
    expect([span.areas, span.startAreas]).toEqual([["51019"], ["51019", "51515"]]);
    // Both years are before the merger: the county alone.
    const before = spanOf({ "51019": [30, [2008, 2011]], "51515": [5, [2008, 2011]] }, {}, ["51019"]);
    expect([before.areas, before.startAreas]).toEqual([["51019"], ["51019"]]);
  });

  it("have a history over all of their codes", () => {
    const rows: QcewRow[] = [
      [2013, "46113"],
      [2014, "46113"],
      [2016, "46102"],
      [2018, "46102"],
    ].map(([year, area]) => ({ area: String(area), industry: "10", own: 0, year: Number(year), employment: 1 }));
    const end = { year: 2018, quarter: 0 } as const;
    expect(completeYears(qcewTable(rows), { areas: ["46102"] as AreaCode[], changes }, end)).toEqual([
      2013, 2014, 2016, 2018,
    ]);
  });
});
