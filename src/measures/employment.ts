import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

export const employmentMeasure = defineMeasure({
  id: "employment",
  label: "Jobs",
  shortLabel: "Jobs",
  unit: "jobs",
  better: "higher",
  definition: "Jobs covered by unemployment insurance in the latest year: annual average, or a quarter's monthly mean.",
  source: "BLS QCEW, employment level",
  priority: 1,
  compute: (industry) => industry.region.end.employment,
  computeColumn: ({ region }) => region.end.employment,
  trail: (industry, table) => ({
    expression: "employment",
    inputs: { employment: industryInput(industry, table, "region", "end", "employment") },
  }),
});
