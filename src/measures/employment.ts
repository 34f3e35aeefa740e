import { calculation } from "./calculation.js";
import { defineMeasure } from "./measure.js";
import { noActivity, noStart } from "./over-span.js";

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

export const startEmploymentMeasure = defineMeasure({
  id: "startEmployment",
  label: "Jobs of the first year",
  shortLabel: "Jobs before",
  unit: "jobs",
  better: "higher",
  definition: "Jobs of the first year of the span, brought to the latest year's NAICS.",
  source: "BLS QCEW, employment level",
  priority: 4,
  calculation: calculation({
    inputs: { employment: { place: "region.start.employment", ifAbsent: noActivity } },
    expression: "employment",
    missing: noStart,
  }),
});
