import { calculation, NOT_BACK } from "./calculation.js";
import { defineMeasure } from "./measure.js";

/** Jobs of one industry at both ends of the span, here and in the reference area. */
export interface CompetitiveJobs {
  readonly regionStart: number;
  readonly regionEnd: number;
  readonly referenceStart: number;
  readonly referenceEnd: number;
}

/**
 * Jobs gained or lost beyond what the industry's own growth in the reference area would have brought.
 *
 * Written as e1 − e0·(Ei1 ÷ Ei0), which also holds where the region started from none.
 *
 * @returns jobs; `undefined` where the reference area started from none
 * @source classic shift-share, Dunn 1960
 */
export function competitiveShare(jobs: CompetitiveJobs): number | undefined {
  if (jobs.referenceStart === 0) return undefined;
  return jobs.regionEnd - jobs.regionStart * (jobs.referenceEnd / jobs.referenceStart);
}

export const competitiveShareMeasure = defineMeasure({
  id: "competitiveShare",
  label: "Competitive share",
  shortLabel: "Compet.",
  unit: "change",
  better: "higher",
  definition: "Jobs gained or lost beyond the industry's own growth in the reference area over the span (shift-share).",
  source: "classic shift-share, Dunn 1960",
  priority: 4,
  calculation: calculation({
    inputs: {
      // A region without a row of it had none of it, from which jobs can well have come.
      regionStart: { place: "region.start.employment", ifAbsent: 0 },
      regionEnd: "region.end.employment",
      referenceStart: "reference.start.employment",
      referenceEnd: "reference.end.employment",
    },
    formula: competitiveShare,
    expression: "regionEnd − regionStart × (referenceEnd ÷ referenceStart)",
    missing: (facts) => (facts.isRecovered ? "recovered reference shares give no growth" : NOT_BACK(facts)),
    noAnswer: "the reference area started from none",
  }),
});
