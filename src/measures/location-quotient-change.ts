import { calculation } from "./calculation.js";
import { FIRST_QUOTIENT, LATEST_QUOTIENT } from "./location-quotient.js";
import { defineMeasure } from "./measure.js";

/** The later value less the earlier one. */
export function difference(values: { readonly start: number; readonly end: number }): number {
  return values.end - values.start;
}

const RATIO_INPUTS = {
  end: { result: LATEST_QUOTIENT },
  ratio: "region.employmentRatio",
  // The industry's jobs in the reference area.
  before: "reference.start.employment",
  after: "reference.end.employment",
  regionBefore: "total.region.start.employment",
  regionAfter: "total.region.end.employment",
  referenceBefore: "total.reference.start.employment",
  referenceAfter: "total.reference.end.employment",
} as const;

const START_BY_RATIO =
  "(end ÷ ratio) × (regionAfter ÷ regionBefore) × (after ÷ before) ÷ (referenceAfter ÷ referenceBefore)";

/** The earlier quotient from the later one and how all its parts changed. */
function quotientBefore({
  end,
  ratio,
  before,
  after,
  regionBefore,
  regionAfter,
  referenceBefore,
  referenceAfter,
}: Readonly<Record<keyof typeof RATIO_INPUTS, number>>): number | undefined {
  if (before === 0) return undefined;
  return ((end / ratio) * (regionAfter / regionBefore) * (after / before)) / (referenceAfter / referenceBefore);
}

/** The same where the industry's jobs in the region are known by their ratio, so that the earlier quotient follows. */
const BY_RATIO = calculation({
  inputs: RATIO_INPUTS,
  formula: (values) => {
    const start = quotientBefore(values);
    return start === undefined ? undefined : difference({ start, end: values.end });
  },
  expression: `end − ${START_BY_RATIO}`,
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

export const startLocationQuotientMeasure = defineMeasure({
  id: "startLq",
  label: "Location quotient of the first year",
  shortLabel: "LQ before",
  unit: "ratio",
  better: "higher",
  definition: "Share of regional jobs divided by share of reference-area jobs, first year of the span.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 4,
  calculation: calculation({
    inputs: { start: { result: FIRST_QUOTIENT } },
    expression: "start",
    byRatio: calculation({ inputs: RATIO_INPUTS, formula: quotientBefore, expression: START_BY_RATIO }),
  }),
});
