import { LATEST_WAGE_QUOTIENT } from "./location-quotient.js";
import { defineMeasure } from "./measure.js";

export const wageLocationQuotientMeasure = defineMeasure({
  id: "wageLq",
  label: "Wage location quotient",
  shortLabel: "Wage LQ",
  unit: "ratio",
  better: "higher",
  definition: "Share of regional wages divided by share of reference-area wages, latest year.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 4,
  calculation: LATEST_WAGE_QUOTIENT,
});
