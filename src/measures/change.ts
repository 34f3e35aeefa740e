import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";
import { OVER_SPAN } from "./over-span.js";

export const changeMeasure = defineMeasure({
  id: "change",
  label: "Change in jobs",
  shortLabel: "Change",
  unit: "change",
  better: "higher",
  definition: "Jobs of the latest year less jobs of the first year of the span.",
  source: "BLS QCEW, employment level",
  priority: 4,
  calculation: calculation({ ...OVER_SPAN, formula: ({ start, end }) => end - start, expression: "end − start" }),
});
