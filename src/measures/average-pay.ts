import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";
import { noActivity, noStart } from "./over-span.js";

/** Wages ÷ jobs of one set of areas; both are sums, so no mean of means is ever taken. */
export interface PayFigures {
  readonly wages: number;
  readonly employment: number;
}

/**
 * Average pay per job, in dollars of the period: a year, or a quarter unless it was annualised.
 *
 * @returns `undefined` where there is no job to pay
 * @source BLS QCEW, "average annual pay", which agrees within rounding where one row is asked for
 */
export function averagePay(figures: PayFigures): number | undefined {
  if (figures.employment === 0) return undefined;
  return figures.wages / figures.employment;
}

const PAY = { formula: averagePay, expression: "wages ÷ employment", noAnswer: "no jobs to average pay over" };

/** Of an industry in the latest year. */
export const LATEST_PAY = calculation({
  ...PAY,
  inputs: { wages: "region.end.wages", employment: "region.end.employment" },
  known: "region.end.pay",
});

/** Of an industry in the first year of the span. */
export const FIRST_PAY = calculation({
  ...PAY,
  inputs: {
    wages: "region.start.wages",
    employment: { place: "region.start.employment", ifAbsent: noActivity },
  },
  known: "region.start.pay",
  missing: noStart,
});

/** Of all the region's industries in the latest year. */
export const LATEST_TOTAL_PAY = calculation({
  ...PAY,
  inputs: { wages: "total.region.end.wages", employment: "total.region.end.employment" },
  known: "total.region.end.pay",
});

export const averagePayMeasure = defineMeasure({
  id: "averagePay",
  label: "Average pay",
  shortLabel: "Pay",
  unit: "dollars",
  better: "higher",
  definition: "Total wages divided by jobs, latest year. Part-time jobs count as jobs.",
  source: "BLS QCEW, total wages ÷ employment level",
  priority: 1,
  calculation: LATEST_PAY,
});
