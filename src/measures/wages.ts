import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

export const wagesMeasure = defineMeasure({
  id: "wages",
  label: "Total wages",
  shortLabel: "Wages",
  unit: "dollars",
  better: "higher",
  definition: "All wages paid in the latest period, in dollars of that period.",
  source: "BLS QCEW, total wages",
  priority: 4,
  compute: (industry) => industry.region.end.wages,
  computeColumn: ({ region }) => region.end.wages,
  trail: (industry, table) => ({
    expression: "wages",
    inputs: { wages: industryInput(industry, table, "region", "end", "wages") },
  }),
});
