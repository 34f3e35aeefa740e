import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ABSENT,
  derive,
  disclosed,
  estimated,
  sumData,
  SUPPRESSED,
  undefinedBecause,
  knownValue,
} from "../../src/core/datum.js";
import type { Datum } from "../../src/core/datum.js";

const ratio = ({ a, b }: Readonly<Record<"a" | "b", number>>) => (b === 0 ? undefined : a / b);

describe("a formula over data", () => {
  it("is disclosed where all its inputs are", () => {
    expect(derive({ a: disclosed(3), b: disclosed(4) }, ratio)).toEqual({ status: "disclosed", value: 0.75 });
  });

  it("keeps a disclosed zero as a fact", () => {
    expect(derive({ a: disclosed(0), b: disclosed(4) }, ratio)).toEqual({ status: "disclosed", value: 0 });
  });

  it("has no answer, and says why, where the formula has none", () => {
    expect(derive({ a: disclosed(3), b: disclosed(0) }, ratio)).toEqual({
      status: "undefined",
      reason: "nothing to divide by",
    });
    expect(derive({ a: disclosed(3), b: disclosed(0) }, ratio, "no jobs")).toEqual({
      status: "undefined",
      reason: "no jobs",
    });
  });

  it("takes suppressed before absent before undefined", () => {
    const none = undefinedBecause("no reason");
    expect(derive({ a: ABSENT, b: SUPPRESSED }, ratio)).toEqual(SUPPRESSED);
    expect(derive({ a: none, b: ABSENT }, ratio)).toEqual(ABSENT);
    expect(derive({ a: none, b: disclosed(1) }, ratio)).toEqual(none);
    // Estimates do not lift what is weaker than they.
    expect(derive({ a: estimated(3, { low: 2, high: 5 }), b: SUPPRESSED }, ratio)).toEqual(SUPPRESSED);
  });

  it("runs from end to end of its one estimate, whichever way the formula turns", () => {
    // 12/4 = 3; from 12/6 = 2 to 12/3 = 4.
    expect(derive({ a: disclosed(12), b: estimated(4, { low: 3, high: 6 }) }, ratio)).toEqual({
      status: "estimated",
      value: 3,
      low: 2,
      high: 4,
    });
  });

  it("is wide open, not closed, on the side where the formula has no answer at an end", () => {
    // Divided by 4, by 6 at the most, and by as little as 0: at 0.4, the last tenth before it, 12/0.4 = 30.
    const datum = derive({ a: disclosed(12), b: estimated(4, { low: 0, high: 6 }) }, ratio);
    expect(datum).toMatchObject({ status: "estimated", value: 3, low: 2 });
    expect(datum.status === "estimated" && datum.high).toBeCloseTo(30, 9);
  });

  it("combines the deviations of two estimates by root sum of squares", () => {
    const sum = ({ a, b }: Readonly<Record<"a" | "b", number>>) => a + b;
    // Below: √(3² + 4²) = 5; above: √(6² + 8²) = 10.
    expect(derive({ a: estimated(10, { low: 7, high: 16 }), b: estimated(20, { low: 16, high: 28 }) }, sum)).toEqual({
      status: "estimated",
      value: 30,
      low: 25,
      high: 40,
    });
  });

  it("stays within what its estimates can give together: a ratio of counts is never below zero", () => {
    const wide = estimated(10, { low: 0, high: 20 });
    // By squares alone: below 1 are 1 (a at 0) and 1 − 10/15 = 1/3 (b at 15), so 1 − √(1 + 1/9) < 0.
    const datum = derive({ a: wide, b: estimated(10, { low: 5, high: 15 }) }, ratio);
    expect(datum).toMatchObject({ status: "estimated", value: 1, low: 0 });
    // Above 1 are 1 (a at 20) and 1 (b at 5): 1 + √2, within 20/5.
    expect(datum.status === "estimated" && datum.high).toBeCloseTo(1 + Math.SQRT2, 12);
  });

  it("stays within them where the range is open, too", () => {
    const growth = ({ a, b }: Readonly<Record<"a" | "b", number>>) => (b === 0 ? undefined : (a - b) / b);
    // From 0 to 20 jobs, now 0 to 90: nothing shrinks by more than all of it.
    const datum = derive({ a: estimated(40, { low: 0, high: 90 }), b: estimated(10, { low: 0, high: 20 }) }, growth);
    expect(datum).toMatchObject({ status: "estimated", value: 3, low: -1 });
    // At 1 job in the first year: 39; at 90 in the last: 8. 3 + √(36² + 5²), within 90/1 − 1.
    expect(datum.status === "estimated" && datum.high).toBeCloseTo(3 + Math.sqrt(36 ** 2 + 5 ** 2), 9);
  });

  it("has a range that contains its value", () => {
    const estimate = fc
      .tuple(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }))
      .map(([value, below, above]) => estimated(value, { low: Math.max(0, value - below), high: value + above }));
    const any = fc.oneof(estimate, fc.integer({ min: 1, max: 1_000 }).map(disclosed));
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        const datum = derive({ a, b, c }, (of) => (of.a + 1) / (of.b + 1) - of.c);
        if (datum.status !== "estimated") return;
        expect(datum.low).toBeLessThanOrEqual(datum.value);
        expect(datum.high).toBeGreaterThanOrEqual(datum.value);
      }),
    );
  });
});

describe("a sum of data", () => {
  it("adds what is disclosed, in which absent parts are nothing", () => {
    expect(sumData([disclosed(3), ABSENT, disclosed(0), disclosed(4)])).toEqual(disclosed(7));
  });

  it("is absent where all parts are, or none is given", () => {
    expect(sumData([ABSENT, ABSENT])).toEqual(ABSENT);
    expect(sumData([])).toEqual(ABSENT);
  });

  it("is suppressed where a part is: never a partial sum", () => {
    expect(sumData([disclosed(1_000), SUPPRESSED, ABSENT])).toEqual(SUPPRESSED);
  });

  it("is an estimate where a part is", () => {
    expect(sumData([disclosed(100), estimated(10, { low: 6, high: 20 })])).toEqual(
      estimated(110, { low: 106, high: 120 }),
    );
  });

  it("does not depend on the order of its parts", () => {
    const datum: fc.Arbitrary<Datum> = fc.oneof(
      fc.nat(1_000).map(disclosed),
      fc.nat(1_000).map((value) => estimated(value, { low: value / 2, high: value * 2 })),
      fc.constant(ABSENT),
    );
    fc.assert(
      fc.property(fc.array(datum, { minLength: 1, maxLength: 6 }), (data) => {
        const forth = sumData(data);
        const back = sumData([...data].reverse());
        expect(back.status).toBe(forth.status);
        if (knownValue(forth) !== undefined) expect(knownValue(back)).toBeCloseTo(knownValue(forth)!, 9);
      }),
    );
  });
});
