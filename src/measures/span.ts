import { derive, undefinedBecause, type Datum } from "../datum.js";
import type { IndustryRow, IndustryTable } from "../industry-table.js";

/** Jobs at the two ends of the span, and its length in years. */
export interface SpanJobs {
  readonly start: number;
  readonly end: number;
  readonly years: number;
}

/**
 * Feeds a formula over the span with an industry's regional jobs, or says why it has no answer: no earlier
 * year, a NAICS revision that was not bridged, no activity at an end.
 */
export function overSpan(
  industry: IndustryRow,
  table: IndustryTable,
  formula: (jobs: SpanJobs) => number | undefined,
  reason = "no jobs at the start",
): Datum {
  const { start, end } = table.years;
  if (start === undefined || !industry.region.start) {
    if (industry.bridge?.kind === "refused") return undefinedBecause(industry.bridge.text);
    return undefinedBecause("the files do not reach back");
  }
  const first = industry.region.start.employment;
  if (first.status === "absent") return undefinedBecause(`no activity in ${start}`);
  return derive(
    { start: first, end: industry.region.end.employment },
    (jobs) => formula({ ...jobs, years: end - start }),
    reason,
  );
}
