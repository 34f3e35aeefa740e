import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

export const wagesMeasure = defineMeasure({
  id: "wages",
  label: "Total wages",
  shortLabel: "Wages",
  unit: "dollars",
  better: "higher",
  definition: "All wages paid in the latest period, in dollars of that period.",
  source: "BLS QCEW, total wages",
  priority: 4,
  calculation: calculation({ inputs: { wages: "region.end.wages" }, expression: "wages" }),
});
