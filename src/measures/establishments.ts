import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

export const establishmentsMeasure = defineMeasure({
  id: "establishments",
  label: "Establishments",
  shortLabel: "Firms",
  unit: "establishments",
  better: "higher",
  definition: "Places of work in the latest year. A firm with several places counts once for each.",
  source: "BLS QCEW, establishment count",
  priority: 3,
  compute: (industry) => industry.region.end.establishments,
  computeColumn: ({ region }) => region.end.establishments,
  trail: (industry, table) => ({
    expression: "establishments",
    inputs: { establishments: industryInput(industry, table, "region", "end", "establishments") },
  }),
});
