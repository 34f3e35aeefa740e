import type { IndustryTable } from "../core/industry-table.js";
import { FIRST_PAY, LATEST_PAY } from "./average-pay.js";
import { calculation, type Declaration } from "./calculation.js";
import { growth } from "./growth.js";
import { defineMeasure } from "./measure.js";

/** Average pay at the two ends of the span, each in dollars of its time, and the price index of both years. */
export interface PayOverSpan {
  readonly startPay: number;
  readonly endPay: number;
  readonly startIndex: number;
  readonly endIndex: number;
}

/** The first year's average pay in dollars of the latest. */
export function payInLatestDollars({ startPay, startIndex, endIndex }: Omit<PayOverSpan, "endPay">): number {
  return startPay * (endIndex / startIndex);
}

/**
 * Growth of average pay over the span once prices are taken out, a fraction.
 *
 * @returns `undefined` where the first year paid nothing
 */
export function payGrowth(pay: PayOverSpan): number | undefined {
  const start = payInLatestDollars(pay);
  return start === 0 ? undefined : pay.endPay / start - 1;
}

/** "in dollars of 2023 by cpi.csv", which every figure in constant dollars has to say. */
function describeBasis({ prices, years }: IndustryTable): string {
  return prices ? `in dollars of ${years.end} by the price index ${prices.name}` : "in dollars of the latest year";
}

/** Of every formula that takes prices out; both years of the index are published figures. */
const OVER_PRICES = {
  inputs: {
    startPay: { result: FIRST_PAY, prefix: "start" },
    startIndex: "prices.start",
    endIndex: "prices.end",
  },
  missing: () => "no price index was given",
} as const satisfies Partial<Declaration<"startPay" | "startIndex" | "endIndex">>;

const REAL_START = "startPay × (endIndex ÷ startIndex)";
const SOURCE = "BLS QCEW, total wages ÷ employment level; the user's price index";

export const startPayMeasure = defineMeasure({
  id: "startPay",
  label: "Average pay of the first year in dollars of the latest",
  shortLabel: "Pay before",
  unit: "dollars",
  better: "higher",
  definition:
    "Average pay of the span's first year in dollars of the latest year, by the index of --price-index; not there without it.",
  definitionIn: (table) => `Average pay of ${table.years.start ?? "the first year"}, ${describeBasis(table)}.`,
  source: SOURCE,
  priority: 3,
  calculation: calculation({ ...OVER_PRICES, formula: payInLatestDollars, expression: REAL_START }),
});

export const payGrowthMeasure = defineMeasure({
  id: "payGrowth",
  label: "Real pay growth",
  shortLabel: "Real pay gr.",
  unit: "fraction",
  better: "higher",
  definition:
    "Change of average pay over the span in dollars of the latest year, divided by the first year's pay in the same dollars, by the index of --price-index; not there without it.",
  definitionIn: (table) =>
    `Change of average pay since ${table.years.start ?? "the first year"}, a fraction, both years ${describeBasis(table)}.`,
  source: SOURCE,
  priority: 2,
  calculation: calculation({
    ...OVER_PRICES,
    inputs: { ...OVER_PRICES.inputs, endPay: { result: LATEST_PAY } },
    formula: payGrowth,
    expression: `endPay ÷ (${REAL_START}) − 1`,
    noAnswer: "no pay at the start",
  }),
});

export const nominalPayGrowthMeasure = defineMeasure({
  id: "nominalPayGrowth",
  label: "Pay growth, prices of the day",
  shortLabel: "Pay gr.",
  unit: "fraction",
  better: "higher",
  definition: "Change of average pay over the span divided by that of its first year; prices are not taken out.",
  source: "BLS QCEW, total wages ÷ employment level",
  priority: 4,
  calculation: calculation({
    inputs: { start: { result: FIRST_PAY, prefix: "start" }, end: { result: LATEST_PAY } },
    formula: growth,
    expression: "(end − start) ÷ start",
    noAnswer: "no pay at the start",
  }),
});
