import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Datum } from "../../src/core/datum.js";
import { datumAt, quantityColumn, Reasons } from "../../src/core/quantity-columns.js";
import { packArea, unpackArea } from "../../src/sweep/area-columns.js";

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const datum: fc.Arbitrary<Datum> = fc.oneof(
  number.map((value): Datum => ({ status: "disclosed", value })),
  fc.tuple(number, number, number).map(([value, low, high]): Datum => ({ status: "estimated", value, low, high })),
  fc.constant<Datum>({ status: "suppressed" }),
  fc.constant<Datum>({ status: "absent" }),
  fc.constantFrom("one", "another").map((reason): Datum => ({ status: "undefined", reason })),
);

describe("an area's columns as bytes", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(datum, datum, number, fc.nat(5000)), { minLength: 1, maxLength: 40 }), (rows) => {
        const reasons = new Reasons();
        const quantities = [0, 1].map((at) =>
          quantityColumn(
            rows.map((row) => row[at] as Datum),
            reasons,
          ),
        );
        const columns = {
          length: rows.length,
          industry: Uint32Array.from(rows, ([, , , industry]) => industry),
          // Measures 7 and 3 of many.
          quantity: (measure: number) => quantities[measure === 7 ? 0 : 1]!,
          numbers: [Float64Array.from(rows, ([, , value]) => value)],
        };
        const back = unpackArea(packArea(columns, [7, 3]), { length: rows.length, measures: [7, 3], numbers: 1 });
        for (const [at, [first, second, value, industry]] of rows.entries()) {
          expect(datumAt(back.quantity(7), at, reasons)).toEqual(first);
          expect(datumAt(back.quantity(3), at, reasons)).toEqual(second);
          expect([back.numbers[0]![at], back.industry[at]]).toEqual([value, industry]);
        }
      }),
    );
  });
});
