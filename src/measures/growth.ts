import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";
import { columnOverSpan, overSpan, type SpanJobs } from "./span.js";

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
  compute: (industry, table) => overSpan(industry, table, growth),
  computeColumn: (figures) => columnOverSpan(figures, growth),
  trail: (industry, table) => ({
    expression: "(end − start) ÷ start",
    inputs: {
      start: industryInput(industry, table, "region", "start"),
      end: industryInput(industry, table, "region", "end"),
    },
  }),
});
