import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";
import { columnOverSpan, overSpan, type SpanJobs } from "./span.js";

/** Jobs gained, or lost where below zero. */
function change(jobs: Pick<SpanJobs, "start" | "end">): number {
  return jobs.end - jobs.start;
}

export const changeMeasure = defineMeasure({
  id: "change",
  label: "Change in jobs",
  shortLabel: "Change",
  unit: "change",
  better: "higher",
  definition: "Jobs of the latest year less jobs of the first year of the span.",
  source: "BLS QCEW, employment level",
  priority: 4,
  compute: (industry, table) => overSpan(industry, table, change),
  computeColumn: (figures) => columnOverSpan(figures, change),
  trail: (industry, table) => ({
    expression: "end − start",
    inputs: {
      start: industryInput(industry, table, "region", "start"),
      end: industryInput(industry, table, "region", "end"),
    },
  }),
});
