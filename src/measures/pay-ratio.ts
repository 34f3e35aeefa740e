import { LATEST_PAY, LATEST_TOTAL_PAY } from "./average-pay.js";
import { calculation } from "./calculation.js";
import { HOURS_A_YEAR } from "../staffing/pay.js";
import { defineMeasure } from "./measure.js";

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
  calculation: calculation({
    inputs: { industryPay: { result: LATEST_PAY }, regionPay: { result: LATEST_TOTAL_PAY, prefix: "total" } },
    formula: payRatio,
    expression: "industryPay ÷ regionPay",
  }),
});

export const livingWageRatioMeasure = defineMeasure({
  id: "livingWageRatio",
  label: "Pay over a living wage",
  shortLabel: "Pay/living",
  unit: "ratio",
  better: "higher",
  definition: `Average pay of the industry divided by ${HOURS_A_YEAR} hours of the living wage that --living-wage states.`,
  source: "Urban Institute, Mobility Metrics, ratio of pay on an average job to the cost of living",
  priority: 3,
  calculation: calculation({
    inputs: { pay: { result: LATEST_PAY }, livingWage: "livingWage" },
    formula: ({ pay, livingWage }) => (livingWage === 0 ? undefined : pay / (HOURS_A_YEAR * livingWage)),
    expression: `pay ÷ (${HOURS_A_YEAR} × livingWage)`,
    missing: () => "no --living-wage was given",
  }),
});
