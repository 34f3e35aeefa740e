import { derive, undefinedBecause, type Datum } from "../core/datum.js";
import type { FigureColumns } from "../core/figure-columns.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { whereAbsent, whereKnown, type QuantityColumn } from "../core/quantity-columns.js";

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
  reason = NO_START,
): Datum {
  const { start, end } = table.years;
  if (start === undefined || !industry.region.start) {
    if (industry.bridge?.kind === "refused") return undefinedBecause(industry.bridge.text);
    return undefinedBecause(NOT_BACK);
  }
  const first = industry.region.start.employment;
  if (first.status === "absent") return undefinedBecause(noActivity(start));
  const { employmentRatio: ratio } = industry.region;
  if (ratio) {
    const years = end - start;
    return derive(
      { end: industry.region.end.employment, ratio },
      (jobs) => formula({ ...fromRatio(jobs), years }),
      reason,
    );
  }
  return derive(
    { start: first, end: industry.region.end.employment },
    (jobs) => formula({ ...jobs, years: end - start }),
    reason,
  );
}

/** The same of many industries. */
export function columnOverSpan(
  figures: FigureColumns,
  formula: (jobs: SpanJobs) => number | undefined,
): QuantityColumn {
  const { region, years, spanYears, reasons } = figures;
  if (years.start === undefined || !region.start) return figures.all(undefinedBecause(NOT_BACK));
  const start = region.start.employment;
  const { employmentRatio: ratio } = region;
  const end = region.end.employment;
  const apart = figures.derive({ start, end, years: spanYears }, formula, NO_START);
  const length = years.end - years.start;
  const together = ratio && figures.derive({ end, ratio }, (jobs) => formula({ ...fromRatio(jobs), years: length }));
  const column = whereKnown(apart, together, reasons);
  return whereAbsent(column, { where: start, then: undefinedBecause(noActivity(years.start)), reasons });
}

/** Jobs at both ends where their ratio is known better than each. */
export function fromRatio({ end, ratio }: { readonly end: number; readonly ratio: number }): Omit<SpanJobs, "years"> {
  return { start: end / ratio, end };
}

const NOT_BACK = "the files do not reach back";
const NO_START = "no jobs at the start";

function noActivity(year: number): string {
  return `no activity in ${year}`;
}
