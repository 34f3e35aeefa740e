import { disclosed, estimated, undefinedBecause, valueOf, type Datum } from "../datum.js";
import type { IndustryRow } from "../industry-table.js";
import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

const NO_JOBS = undefinedBecause("no jobs");

/** The part of an industry's jobs that stands in cells which the publisher withheld. */
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
  compute: (industry) => {
    const { employment } = industry.region.end;
    if (employment.status === "disclosed") return employment.value === 0 ? NO_JOBS : disclosed(0);
    if (employment.status !== "estimated") return employment;
    // Published jobs are what they are: the more is estimated, the larger its part.
    const published = employment.value - estimatedJobs(industry);
    const part = (jobs: number): number => (jobs > 0 ? Math.min(Math.max(1 - published / jobs, 0), 1) : 0);
    if (employment.value === 0) return NO_JOBS;
    return estimated(part(employment.value), { low: part(employment.low), high: part(employment.high) });
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
