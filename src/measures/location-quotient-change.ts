import { ABSENT, derive, hasValue, type Datum } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import { whereKnown } from "../core/quantity-columns.js";
import { quotientAt, quotientColumn, quotientTrail } from "./location-quotient.js";
import { defineMeasure } from "./measure.js";

/** The later value less the earlier one. */
export function difference(values: { readonly start: number; readonly end: number }): number {
  return values.end - values.start;
}

interface QuotientByRatio extends Record<keyof ReturnType<typeof totalsOf>, number> {
  readonly end: number;
  readonly ratio: number;
  /** The industry's jobs in the reference area. */
  readonly before: number;
  readonly after: number;
}

/** The same where the industry's jobs in the region are known by their ratio, so that the earlier quotient follows. */
function differenceByRatio(values: QuotientByRatio): number | undefined {
  const { end, ratio, before, after, regionBefore, regionAfter, referenceBefore, referenceAfter } = values;
  if (before === 0) return undefined;
  const start = ((end / ratio) * (regionAfter / regionBefore) * (after / before)) / (referenceAfter / referenceBefore);
  return difference({ start, end });
}

/** Jobs of all industries at both ends. */
function totalsOf({ region, reference }: IndustryTable["total"]) {
  return {
    regionBefore: region.start?.employment ?? ABSENT,
    regionAfter: region.end.employment,
    referenceBefore: reference.start?.employment ?? ABSENT,
    referenceAfter: reference.end.employment,
  } satisfies Record<string, Datum>;
}

export const locationQuotientChangeMeasure = defineMeasure({
  id: "lqChange",
  label: "Change of the location quotient",
  shortLabel: "LQ change",
  unit: "ratio",
  better: "higher",
  definition: "Location quotient of the latest year less that of the first year of the span.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 4,
  compute: (industry, table) => {
    const start = quotientAt("start", "employment", industry, table);
    const end = quotientAt("end", "employment", industry, table);
    const { region, reference } = industry;
    const { employmentRatio: ratio } = region;
    if (!ratio || !reference.start || !hasValue(start) || !hasValue(end)) return derive({ start, end }, difference);
    const [before, after] = [reference.start.employment, reference.end.employment];
    return derive({ end, ratio, before, after, ...totalsOf(table.total) }, differenceByRatio);
  },
  computeColumn: (figures) => {
    const start = quotientColumn("start", "employment", figures);
    const end = quotientColumn("end", "employment", figures);
    const apart = figures.derive({ start, end }, difference);
    const { employmentRatio: ratio } = figures.region;
    const { start: first, end: last } = figures.reference;
    if (!ratio || !first) return apart;
    const [before, after] = [first.employment, last.employment];
    const together = figures.derive({ end, ratio, before, after, ...totalsOf(figures.total) }, differenceByRatio);
    return whereKnown(apart, together, figures.reasons);
  },
  trail: (industry, table) => {
    const prefixed = (end: "start" | "end") =>
      Object.entries(quotientTrail(end, "employment", industry, table).inputs).map(
        ([name, input]) => [`${end}${name.charAt(0).toUpperCase()}${name.slice(1)}`, input] as const,
      );
    return {
      expression:
        "(endRegionIndustry ÷ endRegionTotal) ÷ (endReferenceIndustry ÷ endReferenceTotal) − (startRegionIndustry ÷ startRegionTotal) ÷ (startReferenceIndustry ÷ startReferenceTotal)",
      inputs: Object.fromEntries([...prefixed("end"), ...prefixed("start")]),
    };
  },
});
