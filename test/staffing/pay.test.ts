import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { occupationPay, thresholdAnswer } from "../../src/staffing/pay.js";
import { wages } from "../helpers/staffing.js";

describe("entry and experienced pay", () => {
  it("are the 25th and 75th percentile", () => {
    const pay = occupationPay(wages({ annual: { p25: 40_000, median: 50_000, p75: 60_000 } }));
    expect([pay.entry, pay.experienced]).toEqual([disclosed(40_000), disclosed(60_000)]);
  });

  it("keep a top code as the least that it may be", () => {
    expect(occupationPay(wages({ annual: { p25: 150_000, p75: "#239200" } })).experienced).toEqual({
      status: "top-coded",
      atLeast: 239_200,
    });
  });

  it("are not made up for those paid by the hour only", () => {
    expect(occupationPay(wages({ hourly: { p25: 20 } })).entry).toMatchObject({ status: "undefined" });
  });
});

describe("a wage threshold", () => {
  const nurses = wages({ annual: { p10: 61_000, p25: 75_000, median: 90_000, p75: 105_000, p90: 130_000 } });
  const family = (amount: number, per: "hour" | "year" = "year") => ({ name: "family", amount, per });

  it("is reached at the lowest published point that is as high", () => {
    expect(thresholdAnswer(nurses, family(61_000))).toBe("p10");
    expect(thresholdAnswer(nurses, family(61_001))).toBe("p25");
    expect(thresholdAnswer(nurses, family(130_000))).toBe("p90");
    expect(thresholdAnswer(nurses, family(130_001))).toBe("none");
  });

  it("by the hour is brought to the year by 2,080 hours, and back", () => {
    // 24.50 × 2,080 = 50,960
    expect(thresholdAnswer(wages({ annual: { median: 50_960 } }), family(24.5, "hour"))).toBe("median");
    expect(thresholdAnswer(wages({ annual: { median: 50_959, p90: 70_000 } }), family(24.5, "hour"))).toBe("p90");
    // 50,960 / 2,080 = 24.50
    expect(thresholdAnswer(wages({ hourly: { median: 24.5 } }), family(50_960))).toBe("median");
  });

  it("is reached by a top code at or above it, and not known above that", () => {
    const surgeons = wages({ annual: { p25: "#239200", median: "#239200", p90: "#239200" } });
    expect(thresholdAnswer(surgeons, family(200_000))).toBe("p25");
    expect(thresholdAnswer(surgeons, family(300_000))).toBe("unknown");
  });

  it("is not known without wages, or above the last point known", () => {
    expect(thresholdAnswer(wages({}), family(1))).toBe("unknown");
    expect(thresholdAnswer(wages({ annual: { median: 40_000 } }), family(50_000))).toBe("unknown");
  });
});
