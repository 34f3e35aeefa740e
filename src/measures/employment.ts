import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";

export const employmentMeasure = defineMeasure({
  id: "employment",
  label: "Jobs",
  shortLabel: "Jobs",
  unit: "jobs",
  better: "higher",
  definition: "Jobs covered by unemployment insurance in the latest year: annual average, or a quarter's monthly mean.",
  source: "BLS QCEW, employment level",
  priority: 1,
  calculation: calculation({ inputs: { employment: "region.end.employment" }, expression: "employment" }),
});
