import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimated as estimate, type Datum } from "../../src/core/datum.js";
import { FigureColumns, type PeriodColumns } from "../../src/measures/figure-columns.js";
import type { IndustryTable, PeriodFigures } from "../../src/core/industry-table.js";
import { FURTHER_MEASURES, MEASURES } from "../../src/measures/index.js";
import { livingWageRatioMeasure } from "../../src/measures/pay-ratio.js";
import { AMONG_AREAS } from "../../src/measures/place-among-areas.js";
import { RELATED_MEASURES } from "../../src/measures/relatedness.js";
import { datumAt, quantityColumn, Reasons } from "../../src/core/quantity-columns.js";
import { industryTable, type SideSpec, type SpanSpec } from "../helpers/industry-table.js";

const COLUMNS = [...MEASURES, ...FURTHER_MEASURES];
const OF_ONE_REGION = [livingWageRatioMeasure, ...AMONG_AREAS, ...RELATED_MEASURES].map(({ id }): string => id);

const count = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5_000 }) },
);
const disclosed = count.map((value): Datum => ({ status: "disclosed", value }));
const estimated = fc.tuple(count, fc.nat(40), fc.nat(90)).map(([value, below, above]): Datum => ({
  status: "estimated",
  value,
  low: Math.max(0, value - below),
  high: value + above,
}));
const quantity: fc.Arbitrary<Datum> = fc.oneof(
  { weight: 6, arbitrary: disclosed },
  { weight: 2, arbitrary: estimated },
  { weight: 2, arbitrary: fc.constant<Datum>({ status: "suppressed" }) },
  { weight: 1, arbitrary: fc.constant<Datum>({ status: "absent" }) },
  { weight: 1, arbitrary: fc.constant<Datum>({ status: "undefined", reason: "the files hold no 6-digit codes" }) },
);
const figures = (of: fc.Arbitrary<Datum>) => fc.record({ establishments: of, employment: of, wages: of });
const CODES = ["3361", "3362", "3363", "3364"];

/** Sides with both ends of the span in every row, or the end alone. */
function side(hasStart: boolean): fc.Arbitrary<SideSpec> {
  const span = (of: fc.Arbitrary<Datum>): fc.Arbitrary<SpanSpec> =>
    hasStart ? fc.record({ start: figures(of), end: figures(of) }) : figures(of);
  const rows = Object.fromEntries(CODES.map((code) => [code, span(quantity)]));
  return fc.record({
    ...rows,
    total: span(fc.oneof({ weight: 9, arbitrary: disclosed }, { weight: 1, arbitrary: quantity })),
  });
}

const table = fc
  .tuple(fc.boolean(), fc.boolean())
  .chain(([regionBack, referenceBack]) =>
    fc.record({ region: side(regionBack), reference: side(referenceBack), recovered: fc.boolean() }),
  )
  .map((spec): IndustryTable => industryTable({ ...spec, years: { start: 2019, end: 2023 } }));

function columnsOf(of: IndustryTable, reasons: Reasons): FigureColumns {
  const column = (all: readonly PeriodFigures[], quantity: "establishments" | "employment" | "wages") =>
    quantityColumn(
      all.map((each) => each[quantity]),
      reasons,
    );
  const columns = (all: readonly (PeriodFigures | undefined)[]): PeriodColumns | undefined => {
    const each = all.filter((one) => one !== undefined);
    return each.length < all.length
      ? undefined
      : {
          establishments: column(each, "establishments"),
          employment: column(each, "employment"),
          wages: column(each, "wages"),
        };
  };
  const sideOf = (name: "region" | "reference") => ({
    start: columns(of.rows.map((row) => row[name].start)),
    end: columns(of.rows.map((row) => row[name].end))!,
  });
  return new FigureColumns({
    length: of.rows.length,
    region: sideOf("region"),
    reference: sideOf("reference"),
    total: of.total,
    years: of.years,
    isRecovered: of.reference.recovered,
    reasons,
  });
}

describe("a measure over columns", () => {
  it.each(COLUMNS.map((measure) => [measure.id, measure] as const))("is what it is row by row: %s", (_, measure) => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(table, (of) => {
        const reasons = new Reasons();
        const column = measure.computeColumn(columnsOf(of, reasons));
        const found = of.rows.map((_, row) => datumAt(column, row, reasons));
        const expected = of.rows.map((row) => measure.compute(row, of));
        for (const { status } of expected) seen.add(status);
        expect(found).toEqual(expected);
      }),
      { numRuns: 300 },
    );
    // No answer without a projection, a living wage or other areas, which columns never have.
    expect([...seen].sort()).toEqual(
      measure.id.startsWith("projected") || OF_ONE_REGION.includes(measure.id)
        ? ["undefined"]
        : expect.arrayContaining(["disclosed", "estimated", "suppressed"]),
    );
  });
});

describe("a column", () => {
  it("has the last digit of a single figure where a total that is the same in every row is an estimate", () => {
    const of = industryTable({
      region: {
        total: estimate(2_382, { low: 2_353, high: 2_390 }),
        "3363": {
          establishments: estimate(372, { low: 372, high: 426 }),
          employment: estimate(4_988, { low: 4_980, high: 5_012 }),
        },
      },
      reference: { total: 2_049, "3363": 5_000 },
    });
    const reasons = new Reasons();
    const figures = columnsOf(of, reasons);
    for (const measure of COLUMNS) {
      const found = datumAt(measure.computeColumn(figures), 0, reasons);
      expect(found, measure.id).toStrictEqual(measure.compute(of.rows[0]!, of));
    }
  });
});
