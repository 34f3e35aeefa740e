import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

export interface ShareFigures {
  readonly industry: number;
  readonly total: number;
}

/** An industry's part of all jobs, a fraction. */
export function jobShare(jobs: ShareFigures): number | undefined {
  if (jobs.total === 0) return undefined;
  return jobs.industry / jobs.total;
}

export const jobShareMeasure = defineMeasure({
  id: "jobShare",
  label: "Share of the region's jobs",
  shortLabel: "Share",
  unit: "fraction",
  better: "higher",
  definition:
    "Jobs of the industry divided by all jobs of the region (the base of the location quotient), latest year.",
  source: "BLS QCEW, employment level",
  priority: 4,
  calculation: calculation({
    inputs: { employment: "region.end.employment", totalEmployment: "total.region.end.employment" },
    formula: ({ employment, totalEmployment }) => jobShare({ industry: employment, total: totalEmployment }),
    expression: "employment ÷ totalEmployment",
  }),
});
