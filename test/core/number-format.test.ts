import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABSENT, disclosed, estimated, SUPPRESSED, undefinedBecause } from "../../src/core/datum.js";
import { formatShare, formatDatum, formatNumber, formatRange } from "../../src/core/number-format.js";
import type { Unit } from "../../src/core/units.js";

describe("a number for people", () => {
  it.each<[number, Unit | undefined, string]>([
    [0, "jobs", "0"],
    [999, "jobs", "999"],
    [1000, "jobs", "1,000"],
    [12345.4, "jobs", "12,345"],
    [1234567, "jobs", "1,234,567"],
    [-1234.5, "jobs", "-1,235"],
    [-0.4, "jobs", "0"],
    [395, "change", "+395"],
    [-395, "change", "-395"],
    [0.2, "change", "0"],
    [64320.6, "dollars", "$64,321"],
    [-64320.6, "dollars", "-$64,321"],
    [12345678901, "dollars", "$12,345,678,901"],
    [1.834, "ratio", "1.83"],
    [24.5, "hourly", "$24.50"],
    // An apprenticeship of four years and a month of training.
    [4 + 1 / 12, "years", "4.1"],
    [3, "years", "3"],
    [1115.004, "hourly", "$1,115.00"],
    [0.042, "fraction", "4.2%"],
    [-0.031, "fraction", "-3.1%"],
    [1.5, "fraction", "150.0%"],
    [0, "fraction", "0.0%"],
    [-0.00001, "fraction", "0.00%"],
    [0.0003, "fraction", "0.03%"],
    [12.44, "score", "12.4"],
    [3, "rank", "3"],
    [3.5, "rank", "3.5"],
    [2023, "year", "2023"],
    [12345, "count", "12,345"],
    [12345, undefined, "12,345"],
    [0.1234, undefined, "0.123"],
    [1234.56, undefined, "1,235"],
  ])("%d %s is %s", (value, unit, text) => {
    expect(formatNumber(value, unit)).toBe(text);
  });

  it("groups as the locale of the United States does", () => {
    const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
        expect(formatNumber(value, "jobs")).toBe(whole.format(value));
      }),
    );
  });
});

describe("a share of a whole", () => {
  it.each([
    [0.41, "41%"],
    [0.01, "1%"],
    // Never 0% of something, nor 100% of a part.
    [0.003, "0.3%"],
    [0.0004, "0.04%"],
    [0.997, "99.7%"],
  ])("%f is %s", (value, text) => {
    expect(formatShare(value)).toBe(text);
  });
});

describe("a quantity", () => {
  it("shows how it is known", () => {
    expect(formatDatum(disclosed(0), "jobs")).toBe("0");
    expect(formatDatum(estimated(40, { low: 30, high: 60 }), "jobs")).toBe("~40");
    expect(formatDatum(SUPPRESSED, "jobs")).toBe("(s)");
    expect(formatDatum(ABSENT, "jobs")).toBe("–");
    expect(formatDatum(undefinedBecause("from zero"), "fraction")).toBe("n/a");
    expect(formatDatum({ status: "top-coded", atLeast: 239_200 }, "dollars")).toBe("≥ $239,200");
  });

  it("shows its range where it is an estimate", () => {
    expect(formatRange(estimated(40, { low: 30, high: 60 }), "jobs")).toBe("30–60");
    expect(formatRange(disclosed(0.042), "fraction")).toBe("4.2%");
  });
});
