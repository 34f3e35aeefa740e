import { describe, expect, it } from "vitest";
import { disclosed, estimated, knownValue, type Datum } from "../../src/core/datum.js";
import { industryTree } from "../../src/naics/read-naics.js";
import { occupationJobs } from "../../src/occupations/region-jobs.js";
import { StaffingPatterns } from "../../src/staffing/match.js";
import { shippedStaffing } from "../../src/staffing/read/shipped-staffing.js";
import { sourcesUsed, withShippedPatterns } from "../../src/staffing/with-shipped.js";
import { soc, staffingTable } from "../helpers/staffing.js";

const shipped = staffingTable({
  "62": { total: 900, occupations: { "29-1141": 90 } },
  "622": { total: 500, occupations: { "29-1141": 150 } },
});

describe("the user's patterns", () => {
  const own = staffingTable({ "622": { total: 100, occupations: { "29-1141": 20 } } });
  const joined = withShippedPatterns(
    { ...own, sources: [{ file: "own.csv", label: "BLS OEWS, own", year: 2023, soc: "2018" }] },
    shipped,
  );

  it("stand before those that ship, which fill in for industries that they don't hold", () => {
    expect([...joined.industries].map(([code, { total, source }]) => [code, total, source])).toEqual([
      ["622", disclosed(100), undefined],
      ["62", disclosed(900), 1],
    ]);
    expect(joined.industries.get("62")!.occupations).toHaveLength(1);
  });

  it("name the sources that were taken", () => {
    const patterns = new StaffingPatterns(joined, industryTree());
    expect(sourcesUsed(joined, [patterns.match("6221")]).map(({ file }) => file)).toEqual(["own.csv"]);
    expect(sourcesUsed(joined, [patterns.match("621")]).map(({ file }) => file)).toEqual(["test.csv"]);
  });

  it("are not joined where they are of another list of occupations or program, or of an unknown year", () => {
    const source = { file: "own.csv", label: "BLS OEWS, own", year: 2023, soc: "2018" as const };
    for (const unlike of [{ soc: "2010" as const }, { year: undefined }, { label: "BLS National Employment Matrix" }]) {
      const other = { ...own, sources: [{ ...source, ...unlike }] };
      expect(withShippedPatterns(other, shipped)).toBe(other);
    }
  });
});

describe("the built-in patterns of 3 digits", () => {
  const patterns = new StaffingPatterns(shippedStaffing(), industryTree());
  const jobsIn = (industries: Readonly<Record<string, Datum>>, code: string) =>
    occupationJobs(
      Object.entries(industries).map(([naics, jobs]) => ({ naics, title: naics, jobs, match: patterns.match(naics) })),
      soc(code),
    )[0]!;

  it("give Columbus's nurses and pilots by its industries' own, as computed by hand", () => {
    // The short list of Columbus, 2023, in whole jobs.
    const jobs = { "481": 6149, "551": 39_336, "325": 7825, "541": 66_702, "621": 65_792 };
    const known = Object.fromEntries(Object.entries(jobs).map(([naics, count]) => [naics, disclosed(count)]));
    // OEWS May 2024: registered nurses of all jobs in 621, 551, 541, 325. By the pattern of all of 62 they were 8,543.
    const nurses =
      (65_792 * 617_920) / 8_644_100 +
      (39_336 * 21_530) / 2_834_720 +
      (66_702 * 14_310) / 10_793_370 +
      (7825 * 160) / 890_240;
    expect(nurses).toBeCloseTo(5091.7, 1);
    expect(knownValue(jobsIn(known, "29-1141").jobs)).toBeCloseTo(nurses, 6);
    // Airline pilots in 481, 541, 621; by the pattern of all of 48-49 they were 78.
    const pilots = (6149 * 87_000) / 558_950 + (66_702 * 40) / 10_793_370 + (65_792 * 80) / 8_644_100;
    expect(pilots).toBeCloseTo(957.9, 1);
    expect(knownValue(jobsIn(known, "53-2011").jobs)).toBeCloseTo(pilots, 6);
  });

  it("are borrowed by industries of 4 digits, whose range is then as wide as their jobs", () => {
    const nurses = jobsIn({ "6211": estimated(1000, { low: 900, high: 1100 }) }, "29-1141");
    expect(nurses.jobs).toEqual(estimated((1000 * 617_920) / 8_644_100, { low: 0, high: 1100 }));
    expect(nurses.borrowed).toBe(1);
    // The only part of 551 is 551 itself.
    expect(patterns.match("5511").kind).toBe("own");
  });
});
