import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABSENT, disclosed, SUPPRESSED, knownValue } from "../../src/core/datum.js";
import { combinePatterns, staffingPattern } from "../../src/staffing/pattern.js";
import { industryStaffing, soc, wages } from "../helpers/staffing.js";

describe("a staffing pattern", () => {
  it("gives detailed occupations as shares of the published total, and what none of them covers", () => {
    // 600 + 300 of 1,000: the shares are not of 900, and 100 are in no published detailed occupation.
    const pattern = staffingPattern(
      industryStaffing("622", { total: 1_000, occupations: { "29-1141": 600, "31-1131": 300 } }),
    );
    expect(pattern?.rows.get(soc("29-1141"))?.share).toEqual(disclosed(0.6));
    expect(pattern?.rows.get(soc("31-1131"))?.share).toEqual(disclosed(0.3));
    expect(pattern?.uncovered).toBeCloseTo(0.1, 12);
  });

  it("leaves out the levels that hold the same persons again", () => {
    const pattern = staffingPattern(
      industryStaffing("622", {
        total: 1_000,
        occupations: {
          "29-0000": { employment: 600, level: "major" },
          "29-1000": { employment: 600, level: "minor" },
          "29-1140": { employment: 600, level: "broad" },
          "29-1141": 600,
        },
      }),
    );
    expect([...pattern!.rows.keys()]).toEqual(["29-1141"]);
    expect(pattern?.uncovered).toBeCloseTo(0.4, 12);
  });

  it("keeps a withheld occupation as withheld, inside the remainder", () => {
    const pattern = staffingPattern(
      industryStaffing("622", { total: 1_000, occupations: { "29-1141": 600, "29-1215": "**" } }),
    );
    expect(pattern?.rows.get(soc("29-1215"))?.share).toEqual(SUPPRESSED);
    expect(pattern?.uncovered).toBeCloseTo(0.4, 12);
  });

  it("takes the published share where persons are withheld or there is no total", () => {
    const withheld = { "29-1141": { employment: "**" as const, publishedShare: 0.25 } };
    const pattern = staffingPattern(industryStaffing("622", { total: 1_000, occupations: withheld }));
    expect(pattern?.rows.get(soc("29-1141"))?.share).toEqual(disclosed(0.25));
    const noTotal = staffingPattern(industryStaffing("622", { occupations: withheld }));
    expect(noTotal?.total).toEqual(ABSENT);
    expect(noTotal?.uncovered).toBeCloseTo(0.75, 12);
  });

  it("can't be made without a total or shares", () => {
    expect(staffingPattern(industryStaffing("622", { occupations: { "29-1141": 600 } }))).toBeUndefined();
  });
});

describe("patterns of several industries together", () => {
  const a = staffingPattern(
    industryStaffing("6221", {
      total: 900,
      occupations: { "29-1141": { employment: 450, wages: wages({ annual: { mean: 90_000 } }) }, "31-1131": 90 },
    }),
  )!;
  const b = staffingPattern(
    industryStaffing("6222", {
      total: 100,
      occupations: { "29-1141": { employment: 10, wages: wages({ annual: { mean: 44_000 } }) }, "21-1023": 50 },
    }),
  )!;

  it("add persons and totals before dividing", () => {
    const both = combinePatterns([a, b])!;
    // (450 + 10) / (900 + 100), and not the mean of 50 % and 10 %.
    expect(both.rows.get(soc("29-1141"))?.share).toEqual(disclosed(0.46));
    expect(both.rows.get(soc("31-1131"))?.share).toEqual(disclosed(0.09));
    expect(both.rows.get(soc("21-1023"))?.share).toEqual(disclosed(0.05));
    expect(both.uncovered).toBeCloseTo(0.4, 12);
  });

  it("weigh wages by persons", () => {
    // (450 × 90,000 + 10 × 44,000) / 460 = 89,000
    expect(combinePatterns([a, b])!.rows.get(soc("29-1141"))?.meanWage).toEqual(disclosed(89_000));
  });

  it("count one published pattern once, however often it is given", () => {
    expect(combinePatterns([a, a, a])).toBe(a);
    expect(combinePatterns([a, b, a])?.total).toEqual(disclosed(1_000));
  });

  it("can't be weighed where one has no total", () => {
    const shares = staffingPattern(
      industryStaffing("6223", { occupations: { "29-1141": { employment: "**", publishedShare: 0.5 } } }),
    )!;
    expect(combinePatterns([a, shares])).toBeUndefined();
  });

  it("never cover more than the whole", () => {
    const industry = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 8 }).map((counts) => ({
      counts,
      total: counts.reduce((sum, count) => sum + count, 0) + 1,
    }));
    fc.assert(
      fc.property(fc.array(industry, { minLength: 1, maxLength: 4 }), (industries) => {
        const patterns = industries.map(({ counts, total }, index) =>
          staffingPattern(
            industryStaffing(`622${index}`, {
              total,
              occupations: Object.fromEntries(counts.map((count, at) => [`11-100${at}`, count])),
            }),
          )!,
        );
        const whole = combinePatterns(patterns)!;
        const covered = [...whole.rows.values()].reduce((sum, { share }) => sum + knownValue(share)!, 0);
        expect(covered + whole.uncovered).toBeCloseTo(1, 9);
      }),
    );
  });
});
