import { calculation } from "./calculation.js";
import { FIRST_QUOTIENT, LATEST_QUOTIENT } from "./location-quotient.js";
import { defineMeasure } from "./measure.js";

/** The later value less the earlier one. */
export function difference(values: { readonly start: number; readonly end: number }): number {
  return values.end - values.start;
}

/** The same where the industry's jobs in the region are known by their ratio, so that the earlier quotient follows. */
const BY_RATIO = calculation({
  inputs: {
    end: { result: LATEST_QUOTIENT },
    ratio: "region.employmentRatio",
    // The industry's jobs in the reference area.
    before: "reference.start.employment",
    after: "reference.end.employment",
    regionBefore: "total.region.start.employment",
    regionAfter: "total.region.end.employment",
    referenceBefore: "total.reference.start.employment",
    referenceAfter: "total.reference.end.employment",
  },
  formula: ({ end, ratio, before, after, regionBefore, regionAfter, referenceBefore, referenceAfter }) => {
    if (before === 0) return undefined;
    const start =
      ((end / ratio) * (regionAfter / regionBefore) * (after / before)) / (referenceAfter / referenceBefore);
    return difference({ start, end });
  },
  expression:
    "end − (end ÷ ratio) × (regionAfter ÷ regionBefore) × (after ÷ before) ÷ (referenceAfter ÷ referenceBefore)",
});

export const locationQuotientChangeMeasure = defineMeasure({
  id: "lqChange",
  label: "Change of the location quotient",
  shortLabel: "LQ change",
  unit: "ratio",
  better: "higher",
  definition: "Location quotient of the latest year less that of the first year of the span.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 4,
  calculation: calculation({
    inputs: { start: { result: FIRST_QUOTIENT, prefix: "start" }, end: { result: LATEST_QUOTIENT, prefix: "end" } },
    formula: difference,
    expression: "end − start",
    byRatio: BY_RATIO,
  }),
});
