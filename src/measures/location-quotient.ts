import { calculation, type Calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

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

export const noneThere = (): string => "the reference area has none of it";

/** The quotient of one quantity at one end of the span. */
function quotientAt(end: "start" | "end", quantity: "employment" | "wages"): Calculation {
  return calculation({
    inputs: {
      regionIndustry: `region.${end}.${quantity}`,
      regionTotal: `total.region.${end}.${quantity}`,
      // An industry that the reference area does not have has nothing to be compared with.
      referenceIndustry: { place: `reference.${end}.${quantity}`, ifAbsent: noneThere },
      referenceTotal: `total.reference.${end}.${quantity}`,
    },
    formula: locationQuotient,
    expression: "(regionIndustry ÷ regionTotal) ÷ (referenceIndustry ÷ referenceTotal)",
    noAnswer: noneThere(),
  });
}

/** Of jobs in the first year of the span. */
export const FIRST_QUOTIENT = quotientAt("start", "employment");
/** Of jobs in the latest year. */
export const LATEST_QUOTIENT = quotientAt("end", "employment");
export const LATEST_WAGE_QUOTIENT = quotientAt("end", "wages");

export const locationQuotientMeasure = defineMeasure({
  id: "lq",
  label: "Location quotient",
  shortLabel: "LQ",
  unit: "ratio",
  better: "higher",
  definition: "Share of regional jobs divided by share of reference-area jobs, latest year.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 1,
  calculation: LATEST_QUOTIENT,
});
