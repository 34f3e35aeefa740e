import { power } from "../core/power.js";
import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";
import { OVER_SPAN, type SpanJobs } from "./over-span.js";

/** Compound annual growth rate, a fraction a year; undefined from zero or over no time. */
export function compoundAnnualGrowth(jobs: SpanJobs): number | undefined {
  if (jobs.start === 0 || jobs.years <= 0) return undefined;
  return power(jobs.end / jobs.start, 1 / jobs.years) - 1;
}

export const compoundAnnualGrowthMeasure = defineMeasure({
  id: "cagr",
  label: "Annual job growth",
  shortLabel: "Growth/yr",
  unit: "fraction",
  better: "higher",
  definition: "The constant yearly rate that leads from the jobs of the first year to those of the latest.",
  source: "BLS QCEW, employment level",
  priority: 4,
  calculation: calculation({
    ...OVER_SPAN,
    inputs: { ...OVER_SPAN.inputs, years: "years" },
    formula: compoundAnnualGrowth,
    expression: "(end ÷ start) ^ (1 ÷ years) − 1",
  }),
});
