import { derive } from "../core/datum.js";
import { payColumn, payOf } from "./average-pay.js";
import { defineMeasure } from "./measure.js";
import { industryInput, totalInput } from "./trail-inputs.js";

export interface PayComparison {
  readonly industryPay: number;
  readonly regionPay: number;
}

/** An industry's average pay over the region's: 1.2 reads "pays 20 % more than the average job here". */
export function payRatio(pay: PayComparison): number | undefined {
  if (pay.regionPay === 0) return undefined;
  return pay.industryPay / pay.regionPay;
}

export const payRatioMeasure = defineMeasure({
  id: "payRatio",
  label: "Pay against the region's average",
  shortLabel: "Pay ratio",
  unit: "ratio",
  better: "higher",
  definition: "Average pay of the industry divided by average pay of all the region's jobs, latest year.",
  source: "BLS QCEW, total wages ÷ employment level",
  priority: 4,
  compute: (industry, table) =>
    derive({ industryPay: payOf(industry.region.end), regionPay: payOf(table.total.region.end) }, payRatio),
  computeColumn: (figures) =>
    figures.derive({ industryPay: payColumn(figures), regionPay: payOf(figures.total.region.end) }, payRatio),
  trail: (industry, table) => ({
    expression: "(wages ÷ employment) ÷ (totalWages ÷ totalEmployment)",
    inputs: {
      wages: industryInput(industry, table, "region", "end", "wages"),
      employment: industryInput(industry, table, "region", "end"),
      totalWages: totalInput(table, "region", "end", "wages"),
      totalEmployment: totalInput(table, "region", "end"),
    },
  }),
});
