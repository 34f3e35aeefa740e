import { disclosed, estimated, undefinedBecause, knownValue, type Datum } from "../core/datum.js";
import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

const NO_JOBS = undefinedBecause("no jobs");

/**
 * The part of an industry's jobs that stands in cells which the publisher withheld.
 *
 * @param jobs `estimated`: those of the industry in such cells
 */
function estimatedShare(jobs: { readonly employment: Datum; readonly estimated: Datum }): Datum {
  const { employment, estimated: withheld } = jobs;
  if (employment.status === "disclosed") return employment.value === 0 ? NO_JOBS : disclosed(0);
  if (employment.status !== "estimated") return employment;
  if (employment.value === 0) return NO_JOBS;
  // Published jobs are what they are: the more is estimated, the larger its part.
  const published = employment.value - (knownValue(withheld) ?? 0);
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
  calculation: calculation({
    inputs: { estimated: "region.end.estimatedJobs", employment: "region.end.employment" },
    ofData: estimatedShare,
    expression: "estimated ÷ employment",
  }),
});
