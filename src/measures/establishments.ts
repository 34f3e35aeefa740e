import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

export const establishmentsMeasure = defineMeasure({
  id: "establishments",
  label: "Establishments",
  shortLabel: "Firms",
  unit: "establishments",
  better: "higher",
  definition: "Places of work in the latest year. A firm with several places counts once for each.",
  source: "BLS QCEW, establishment count",
  priority: 3,
  calculation: calculation({ inputs: { establishments: "region.end.establishments" }, expression: "establishments" }),
});
