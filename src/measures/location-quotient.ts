import { derive, undefinedBecause, type Datum } from "../core/datum.js";
import type { FigureColumns, SpanColumns } from "../core/figure-columns.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { whereAbsent, type QuantityColumn } from "../core/quantity-columns.js";
import { defineMeasure, type Trail } from "./measure.js";
import { industryInput, totalInput } from "./trail-inputs.js";

/** The jobs (or wages) a location quotient compares. One period, each ≥ 0. */
export interface ConcentrationJobs {
  readonly regionIndustry: number;
  readonly regionTotal: number;
  readonly referenceIndustry: number;
  readonly referenceTotal: number;
}

/**
 * An industry's share of the region's jobs over its share of the reference area's jobs.
 *
 * 1 is the reference area's own concentration; 1.8 reads "1.8 times as concentrated here".
 *
 * @param jobs four counts of one year. By default the totals cover all industries and all ownerships,
 *   whatever ownership the industry counts are of.
 * @returns ratio ≥ 0, no unit; `undefined` when a share has nothing to divide by
 * @source BLS QCEW, "Location quotients explained". BLS publishes the same quantity, rounded to
 *   hundredths and against the U.S. only, as `lq_annual_avg_emplvl`.
 */
export function locationQuotient(jobs: ConcentrationJobs): number | undefined {
  if (jobs.regionTotal === 0 || jobs.referenceIndustry === 0) return undefined;
  const regionShare = jobs.regionIndustry / jobs.regionTotal;
  const referenceShare = jobs.referenceIndustry / jobs.referenceTotal;
  return regionShare / referenceShare;
}

/** The quotient of one quantity at one end of the span. */
export function quotientAt(
  end: "start" | "end",
  quantity: "employment" | "wages" | "establishments",
  industry: IndustryRow,
  table: IndustryTable,
): Datum {
  const own = industry.region[end];
  const all = table.total.region[end];
  const reference = industry.reference[end];
  const referenceAll = table.total.reference[end];
  if (!own || !all || !reference || !referenceAll) return undefinedBecause(NOT_BACK);
  // An industry that the reference area does not have has nothing to be compared with.
  if (reference[quantity].status === "absent") return undefinedBecause(NONE_THERE);
  return derive(
    {
      regionIndustry: own[quantity],
      regionTotal: all[quantity],
      referenceIndustry: reference[quantity],
      referenceTotal: referenceAll[quantity],
    },
    locationQuotient,
    NONE_THERE,
  );
}

function columnAt(
  { start, end }: SpanColumns,
  at: "start" | "end",
  quantity: "employment" | "wages",
): QuantityColumn | undefined {
  if (at === "end") return end[quantity];
  return quantity === "employment" ? start?.employment : undefined;
}

/** The same of many industries. */
export function quotientColumn(
  end: "start" | "end",
  quantity: "employment" | "wages",
  figures: FigureColumns,
): QuantityColumn {
  const own = columnAt(figures.region, end, quantity);
  const all = figures.total.region[end];
  const reference = columnAt(figures.reference, end, quantity);
  const referenceAll = figures.total.reference[end];
  if (!own || !all || !reference || !referenceAll) return figures.all(undefinedBecause(NOT_BACK));
  const compute = (): QuantityColumn =>
    figures.derive(
      {
        regionIndustry: own,
        regionTotal: all[quantity],
        referenceIndustry: reference,
        referenceTotal: referenceAll[quantity],
      },
      locationQuotient,
      NONE_THERE,
    );
  const { reasons } = figures;
  const column = figures.once(`quotient ${quantity} ${end}`, compute);
  return whereAbsent(column, { where: reference, then: undefinedBecause(NONE_THERE), reasons });
}

const NOT_BACK = "the files do not reach back";
export const NONE_THERE = "the reference area has none of it";

/** The four figures behind a quotient, for one quantity and end. */
export function quotientTrail(
  end: "start" | "end",
  quantity: "employment" | "wages",
  industry: IndustryRow,
  table: IndustryTable,
): Trail {
  return {
    expression: "(regionIndustry ÷ regionTotal) ÷ (referenceIndustry ÷ referenceTotal)",
    inputs: {
      regionIndustry: industryInput(industry, table, "region", end, quantity),
      regionTotal: totalInput(table, "region", end, quantity),
      referenceIndustry: industryInput(industry, table, "reference", end, quantity),
      referenceTotal: totalInput(table, "reference", end, quantity),
    },
  };
}

export const locationQuotientMeasure = defineMeasure({
  id: "lq",
  label: "Location quotient",
  shortLabel: "LQ",
  unit: "ratio",
  better: "higher",
  definition: "Share of regional jobs divided by share of reference-area jobs, latest year.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 1,
  compute: (industry, table) => quotientAt("end", "employment", industry, table),
  computeColumn: (figures) => quotientColumn("end", "employment", figures),
  trail: (industry, table) => quotientTrail("end", "employment", industry, table),
});
