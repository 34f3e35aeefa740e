import { derive } from "../core/datum.js";
import { defineMeasure } from "./measure.js";
import { industryInput, totalInput } from "./trail-inputs.js";

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
  compute: (industry, table) =>
    derive({ industry: industry.region.end.employment, total: table.total.region.end.employment }, jobShare),
  computeColumn: (figures) =>
    figures.derive({ industry: figures.region.end.employment, total: figures.total.region.end.employment }, jobShare),
  trail: (industry, table) => ({
    expression: "employment ÷ totalEmployment",
    inputs: {
      employment: industryInput(industry, table, "region", "end"),
      totalEmployment: totalInput(table, "region", "end"),
    },
  }),
});
