import { derive, type Datum } from "../core/datum.js";
import type { FigureColumns } from "../core/figure-columns.js";
import type { PeriodFigures } from "../core/industry-table.js";
import type { QuantityColumn } from "../core/quantity-columns.js";
import { defineMeasure } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

/** Wages ÷ jobs of one set of areas; both are sums, so no mean of means is ever taken. */
export interface PayFigures {
  readonly wages: number;
  readonly employment: number;
}

/**
 * Average pay per job, in dollars of the period: a year, or a quarter unless it was annualised.
 *
 * @returns `undefined` where there is no job to pay
 * @source BLS QCEW, "average annual pay", which agrees within rounding where one row is asked for
 */
export function averagePay(figures: PayFigures): number | undefined {
  if (figures.employment === 0) return undefined;
  return figures.wages / figures.employment;
}

/** Average pay of one period's figures, with its status. */
export function payOf(figures: PeriodFigures): Datum {
  if (figures.pay) return figures.pay;
  return derive({ wages: figures.wages, employment: figures.employment }, averagePay, NO_JOBS);
}

/** The latest pay of many industries. */
export function payColumn(figures: FigureColumns): QuantityColumn {
  const { wages, employment, pay } = figures.region.end;
  return pay ?? figures.once("pay", () => figures.derive({ wages, employment }, averagePay, NO_JOBS));
}

const NO_JOBS = "no jobs to average pay over";

export const averagePayMeasure = defineMeasure({
  id: "averagePay",
  label: "Average pay",
  shortLabel: "Pay",
  unit: "dollars",
  better: "higher",
  definition: "Total wages divided by jobs, latest year. Part-time jobs count as jobs.",
  source: "BLS QCEW, total wages ÷ employment level",
  priority: 1,
  compute: (industry) => payOf(industry.region.end),
  computeColumn: payColumn,
  trail: (industry, table) => ({
    expression: "wages ÷ employment",
    inputs: {
      wages: industryInput(industry, table, "region", "end", "wages"),
      employment: industryInput(industry, table, "region", "end"),
    },
  }),
});
