import { calculation, type Declaration } from "./calculation.js";
import { compoundAnnualGrowth } from "./compound-annual-growth.js";
import { growth } from "./growth.js";
import { defineMeasure } from "./measure.js";

/** Of every formula of projected jobs: on the projection's own base and span. */
const OVER_PROJECTION = {
  inputs: { base: "projection.base", projected: "projection.projected" },
  missing: () => "no projection was given",
  noAnswer: "no jobs in the base year",
} as const satisfies Partial<Declaration<"base" | "projected">>;

export const projectedGrowthMeasure = defineMeasure({
  id: "projectedGrowth",
  label: "Projected annual growth",
  shortLabel: "Proj./yr",
  unit: "fraction",
  better: "higher",
  definition: "The constant yearly rate that leads from the projection's base level to its projected level.",
  source: "the projection's publisher; rate recomputed from the two levels",
  priority: 2,
  calculation: calculation({
    ...OVER_PROJECTION,
    inputs: { ...OVER_PROJECTION.inputs, years: "projection.years" },
    formula: ({ base, projected, years }) => compoundAnnualGrowth({ start: base, end: projected, years }),
    expression: "(projected ÷ base) ^ (1 ÷ years) − 1",
  }),
});

export const projectedChangeMeasure = defineMeasure({
  id: "projectedChange",
  label: "Projected change in jobs",
  shortLabel: "Proj. chg",
  unit: "change",
  better: "higher",
  definition: "Projected level less the projection's own base level, over its own span.",
  source: "the projection's publisher",
  priority: 4,
  calculation: calculation({
    ...OVER_PROJECTION,
    formula: ({ base, projected }) => projected - base,
    expression: "projected − base",
    unless: ({ projection }) =>
      projection?.match.kind === "ancestor" ? "only a wider industry is projected" : undefined,
  }),
});

export const projectedGrowthTotalMeasure = defineMeasure({
  id: "projectedGrowthTotal",
  label: "Projected growth, whole span",
  shortLabel: "Proj. total",
  unit: "fraction",
  better: "higher",
  definition: "Projected level less the projection's own base level, divided by the base level, over its own span.",
  source: "the projection's publisher; rate recomputed from the two levels",
  priority: 4,
  calculation: calculation({
    ...OVER_PROJECTION,
    formula: ({ base, projected }) => growth({ start: base, end: projected }),
    expression: "(projected − base) ÷ base",
  }),
});
