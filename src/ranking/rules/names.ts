import { derive, hasValue, sumData, undefinedBecause, type Datum } from "../../core/datum.js";
import type { IndustryTable, SpanFigures } from "../../core/industry-table.js";
import { averagePayMeasure } from "../../measures/average-pay.js";
import { compoundAnnualGrowth } from "../../measures/compound-annual-growth.js";
import { growth } from "../../measures/growth.js";
import { totalRow } from "../../measures/industry-figures.js";

/** A figure of all industries together that a rule may compare with. */
export interface TotalName {
  readonly name: string;
  readonly definition: string;
  readonly of: (table: IndustryTable) => Datum;
}

const SIDES = [
  ["region", "the region"],
  ["reference", "the reference area"],
] as const;

const spanOfTotal = (table: IndustryTable, side: (typeof SIDES)[number][0]): SpanFigures => table.total[side];

/** Jobs of the first and the latest year in a formula. */
function overTotal(
  table: IndustryTable,
  side: (typeof SIDES)[number][0],
  formula: (jobs: { readonly start: number; readonly end: number; readonly years: number }) => number | undefined,
): Datum {
  const { start, end } = spanOfTotal(table, side);
  const first = table.years.start;
  if (!start || first === undefined) return undefinedBecause("no earlier year");
  const years = table.years.end - first;
  return derive(
    { start: start.employment, end: end.employment },
    (jobs) => formula({ ...jobs, years }),
    "no growth from zero",
  );
}

const SHARES = "recovered from published quotients, which give shares only";

/** The names that are not measures: `regionPay`, `referenceGrowth` … */
export const TOTAL_NAMES: readonly TotalName[] = [
  ...SIDES.flatMap(([side, words]) => {
    const known = (of: (table: IndustryTable) => Datum) => (table: IndustryTable) =>
      side === "reference" && table.reference.recovered ? undefinedBecause(SHARES) : of(table);
    const all = `of all jobs of ${words} that location quotients divide by`;
    return [
      {
        name: `${side}Employment`,
        definition: `Number ${all}.`,
        of: known((table) => spanOfTotal(table, side).end.employment),
      },
      {
        name: `${side}Establishments`,
        definition: `Establishments ${all}.`,
        of: known((table) => spanOfTotal(table, side).end.establishments),
      },
      { name: `${side}Wages`, definition: `Wages ${all}.`, of: known((table) => spanOfTotal(table, side).end.wages) },
      {
        name: `${side}Pay`,
        definition: `Average pay ${all}.`,
        of: known((table) =>
          averagePayMeasure.compute({ ...totalRow(table), region: spanOfTotal(table, side) }, table),
        ),
      },
      {
        name: `${side}Growth`,
        definition: `Growth over the span ${all}.`,
        of: known((table) => overTotal(table, side, growth)),
      },
      {
        name: `${side}Cagr`,
        definition: `Annual growth ${all}.`,
        of: known((table) => overTotal(table, side, compoundAnnualGrowth)),
      },
    ];
  }),
  {
    name: "regionProjectedGrowth",
    definition: "Projected growth a year of all industries of the table that a projection has lines of, a fraction.",
    of: projectedGrowthOfAll,
  },
];

/** The yearly rate of the sums over industries; a wider industry's line, which stands in for several, is in none. */
function projectedGrowthOfAll({ rows }: IndustryTable): Datum {
  const own = rows.flatMap(({ projection }) =>
    projection?.match.kind === "exact" || projection?.match.kind === "sum" ? [projection] : [],
  );
  const [first] = own;
  if (!first) return undefinedBecause("no projection was given");
  const years = first.projectedYear - first.baseYear;
  if (own.some(({ baseYear, projectedYear }) => projectedYear - baseYear !== years)) {
    return undefinedBecause("the projections have unlike spans");
  }
  const known = own.filter(({ base, projected }) => hasValue(base) && hasValue(projected));
  return derive(
    { start: sumData(known.map(({ base }) => base)), end: sumData(known.map(({ projected }) => projected)) },
    (jobs) => compoundAnnualGrowth({ ...jobs, years }),
    "no jobs in the base year",
  );
}
