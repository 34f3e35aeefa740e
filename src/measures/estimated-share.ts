import { disclosed, estimated, undefinedBecause, valueOf, type Datum } from "../core/datum.js";
import type { IndustryRow } from "../core/industry-table.js";
import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

const NO_JOBS = undefinedBecause("no jobs");

/**
 * The part of an industry's jobs that stands in cells which the publisher withheld.
 *
 * @param jobs those of the industry in such cells, as estimated
 */
function estimatedShare(employment: Datum, jobs: number): Datum {
  if (employment.status === "disclosed") return employment.value === 0 ? NO_JOBS : disclosed(0);
  if (employment.status !== "estimated") return employment;
  if (employment.value === 0) return NO_JOBS;
  // Published jobs are what they are: the more is estimated, the larger its part.
  const published = employment.value - jobs;
  const part = (all: number): number => (all > 0 ? Math.min(Math.max(1 - published / all, 0), 1) : 0);
  return estimated(part(employment.value), { low: part(employment.low), high: part(employment.high) });
}

export const estimatedShareMeasure = defineMeasure({
  id: "estimatedShare",
  label: "Estimated part of the jobs",
  shortLabel: "Est. part",
  unit: "fraction",
  better: "lower",
  definition:
    "Jobs in withheld cells, as estimated, divided by all jobs of the industry, latest year: how much of the figure is an estimate.",
  source: "BLS QCEW, employment level and disclosure code",
  priority: 4,
  compute: (industry) => estimatedShare(industry.region.end.employment, estimatedJobs(industry)),
  computeColumn: (figures) => {
    const { employment, estimatedJobs } = figures.region.end;
    return figures.map(employment, (jobs, row) => estimatedShare(jobs, estimatedJobs?.[row] ?? 0));
  },
  trail: (industry, table) => ({
    expression: "estimated ÷ employment",
    inputs: {
      estimated: { label: "jobs in withheld cells, as estimated", datum: partOf(industry), unit: "jobs" },
      employment: industryInput(industry, table, "region", "end"),
    },
  }),
});

function partOf(industry: IndustryRow): Datum {
  const { employment } = industry.region.end;
  return valueOf(employment) === undefined ? employment : disclosed(estimatedJobs(industry));
}

function estimatedJobs({ region }: IndustryRow): number {
  return region.end.employment.status === "estimated" ? (region.end.estimatedJobs ?? 0) : 0;
}
