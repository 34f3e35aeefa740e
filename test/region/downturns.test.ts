import { describe, expect, it } from "vitest";
import { downturnNote } from "../../src/region/downturns.js";
import type { Span } from "../../src/region/periods.js";
import { readDownturns } from "../../src/region/read/downturns.js";

const span = (start: number | undefined, end: number): Span => ({
  start: start === undefined ? undefined : { year: start, quarter: 0 },
  end: { year: end, quarter: 0 },
  startFromChange: false,
  areas: [],
  startAreas: [],
  leftOut: [],
  notes: [],
});
const note = (start: number | undefined, end: number, held: readonly number[]) =>
  downturnNote(span(start, end), held, readDownturns());

describe("a span over a recession", () => {
  it("that starts in one carries a caution, and names the year before where the files hold it", () => {
    const found = note(2020, 2023, [2018, 2019, 2020, 2021, 2022, 2023]);
    expect(found).toMatchObject({ id: "downturn", severity: "caution" });
    expect(found?.text).toContain("2020, a recession year (February 2020 to April 2020)");
    expect(found?.text).toContain("--since 2019");
    expect(found?.short).toBe("Growth starts in 2020, a recession; compare with --since 2019.");
  });

  it("names a later start where there is no earlier one, and says so where there is none at all", () => {
    expect(note(2020, 2023, [2020, 2021, 2023])?.short).toContain("--since 2021");
    expect(note(2020, 2023, [2020, 2023])?.short).toContain("the files hold no other year");
    // 2008 and 2009 are of one recession, so neither is proposed for the other.
    expect(note(2009, 2012, [2008, 2009, 2012])?.short).toContain("the files hold no other year");
  });

  it("that ends in one is named so, too", () => {
    expect(note(2017, 2020, [2017, 2018, 2019, 2020])?.short).toBe(
      "Growth ends in 2020, a recession; compare with --year 2019.",
    );
  });

  it.each([
    [2021, 2024],
    [2019, 2024],
    [2007, 2012],
    [undefined, 2020],
  ])("from %s to %i carries none", (start, end) => {
    expect(note(start, end, [2007, 2012, 2019, 2021, 2024])).toBeUndefined();
  });
});
