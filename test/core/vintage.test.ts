import { describe, expect, it } from "vitest";
import { timeInHeading, unlikeVintages, type Vintage } from "../../src/core/vintage.js";

const year = (what: string, of: number, source = what): Vintage => ({ what, source, time: { kind: "year", year: of } });
const outlook = (first: number, last: number): Vintage => ({
  what: "projections",
  source: "p.csv",
  time: { kind: "outlook", first, last },
});
const rate = (what: string, first: number, last: number): Vintage => ({
  what,
  source: what,
  time: { kind: "rate", first, last },
});
const textOf = (...vintages: readonly Vintage[]): string => unlikeVintages(vintages)[0]?.text ?? "";

describe("figures of unlike times", () => {
  it("are none where all are of one year, that projections cover, and of one span", () => {
    expect(unlikeVintages([year("jobs", 2023), year("wages", 2023), outlook(2022, 2032)])).toEqual([]);
    expect(unlikeVintages([rate("growth", 2018, 2023), rate("mine", 2018, 2023)])).toEqual([]);
    // What does not say when it is of can't be compared.
    expect(unlikeVintages([year("jobs", 2023), { what: "wages", source: "w.csv" }])).toEqual([]);
    expect(unlikeVintages([])).toEqual([]);
  });

  it("are named in one caution, the earliest first, with every source", () => {
    const text = textOf(year("jobs", 2023, "QCEW"), year("wages", 2012, "w.csv"), year("staffing", 2012, "s.csv"));
    expect(text).toContain("wages and staffing of 2012 (w.csv, s.csv), jobs of 2023 (QCEW)");
    expect(unlikeVintages([year("jobs", 2016), year("wages", 2017)])).toHaveLength(1);
  });

  it("are a year that a projection does not cover", () => {
    expect(textOf(year("jobs", 2016), outlook(2024, 2034))).toContain("jobs of 2016 (jobs), projections of 2024–2034");
    expect(textOf(year("jobs", 2035), outlook(2024, 2034))).toContain("jobs of 2035");
    // One year is covered, another is not.
    expect(textOf(year("jobs", 2023), year("wages", 2024), outlook(2024, 2034))).toContain("projections of 2024–2034");
  });

  it("are worth a caution from two years apart; neighboring years are a note that names both all the same", () => {
    const severityOf = (...vintages: readonly Vintage[]) => unlikeVintages(vintages)[0]?.severity;
    expect(severityOf(year("jobs", 2023), year("wages", 2024))).toBe("information");
    expect(textOf(year("jobs", 2023), year("wages", 2024))).toContain("jobs of 2023 (jobs), wages of 2024 (wages)");
    expect(severityOf(year("jobs", 2022), year("wages", 2024))).toBe("caution");
    expect(severityOf(year("jobs", 2022), year("wages", 2023), year("staffing", 2024))).toBe("caution");
    // Projections begin a year after the jobs, or two.
    expect(severityOf(year("jobs", 2023), outlook(2024, 2034))).toBe("information");
    expect(severityOf(year("jobs", 2022), outlook(2024, 2034))).toBe("caution");
    expect(severityOf(year("jobs", 2036), outlook(2024, 2034))).toBe("caution");
    // Rates of unlike spans and unlike editions are never the rule.
    expect(severityOf(rate("growth", 2018, 2023), rate("mine", 2018, 2022))).toBe("caution");
    expect(
      severityOf(
        year("jobs", 2023),
        year("wages", 2024),
        { what: "a", source: "a", editions: { SOC: "2010" } },
        {
          what: "b",
          source: "b",
          editions: { SOC: "2018" },
        },
      ),
    ).toBe("caution");
  });

  it("are rates of another span", () => {
    expect(textOf(rate("growth", 2018, 2023), rate("mine", 2012, 2022))).toContain(
      "mine of 2012–2022 (mine), growth of 2018–2023 (growth)",
    );
  });
});

describe("unlike editions of one list", () => {
  const edition = (name: string, of: string): Vintage => ({ what: "zones", source: of, editions: { [name]: of } });

  it("are named, those of different lists are not compared", () => {
    expect(textOf(edition("O*NET", "27.0"), edition("O*NET", "29.3"))).toContain(
      "zones of O*NET 27.0 (27.0), zones of O*NET 29.3 (29.3)",
    );
    expect(textOf(edition("SOC", "2010"), edition("SOC", "2018"))).toContain("SOC 2010");
    expect(unlikeVintages([edition("SOC", "2018"), edition("O*NET", "29.3")])).toEqual([]);
  });
});

describe("a heading", () => {
  it.each([
    ["growth 2012-2022", { kind: "rate", first: 2012, last: 2022 }],
    ["jobs_2019", { kind: "year", year: 2019 }],
    ["2023", { kind: "year", year: 2023 }],
    ["champion", undefined],
    ["score of 120190", undefined],
    ["2022 to 2012", undefined],
    ["2010, 2015 and 2020", undefined],
  ])("%s is of its years", (heading, time) => {
    expect(timeInHeading(heading)).toEqual(time);
  });
});
