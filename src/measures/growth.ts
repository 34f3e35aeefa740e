import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";
import { OVER_SPAN, type SpanJobs } from "./over-span.js";

/** Growth over the whole span, a fraction; undefined from zero. */
export function growth(jobs: Pick<SpanJobs, "start" | "end">): number | undefined {
  if (jobs.start === 0) return undefined;
  return (jobs.end - jobs.start) / jobs.start;
}

export const growthMeasure = defineMeasure({
  id: "growth",
  label: "Job growth",
  shortLabel: "Growth",
  unit: "fraction",
  better: "higher",
  definition: "Change in jobs over the span divided by jobs of its first year.",
  source: "BLS QCEW, employment level",
  priority: 1,
  calculation: calculation({ ...OVER_SPAN, formula: growth, expression: "(end − start) ÷ start" }),
});
