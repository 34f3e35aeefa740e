import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";
import { noActivity, noStart, OVER_SPAN, type SpanJobs } from "./over-span.js";

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

export const growthElsewhereMeasure = defineMeasure({
  id: "growthElsewhere",
  label: "Growth of the industry in the reference area",
  shortLabel: "Ref. growth",
  unit: "fraction",
  better: "higher",
  definition: "Change in the industry's jobs in the reference area over the span divided by jobs of its first year.",
  source: "BLS QCEW, employment level",
  priority: 4,
  calculation: calculation({
    inputs: {
      start: { place: "reference.start.employment", ifAbsent: noActivity },
      end: "reference.end.employment",
    },
    formula: growth,
    expression: "(end − start) ÷ start",
    missing: noStart,
    noAnswer: "no jobs at the start",
    unless: ({ isRecovered }) =>
      isRecovered ? "recovered from published quotients, which give shares only" : undefined,
  }),
});
