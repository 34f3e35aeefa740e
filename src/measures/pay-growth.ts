import { derive, disclosed, undefinedBecause, ABSENT, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { payOf } from "./average-pay.js";
import { defineMeasure, type TrailInput } from "./measure.js";
import { industryInput } from "./trail-inputs.js";

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

/** Average pay of the first year, or why there is none. */
function startPayOf(industry: IndustryRow, table: IndustryTable): Datum {
  const { start } = industry.region;
  if (table.years.start === undefined || !start) {
    return undefinedBecause(industry.bridge?.kind === "refused" ? industry.bridge.text : "the files do not reach back");
  }
  return start.employment.status === "absent" ? undefinedBecause(`no activity in ${table.years.start}`) : payOf(start);
}

/** Feeds a formula with pay and prices; both years of the index are published figures. */
function overPrices(
  industry: IndustryRow,
  table: IndustryTable,
  formula: (pay: PayOverSpan) => number | undefined,
): Datum {
  const { prices } = table;
  if (!prices) return undefinedBecause("no price index was given");
  return derive(
    {
      startPay: startPayOf(industry, table),
      endPay: payOf(industry.region.end),
      startIndex: disclosed(prices.start),
      endIndex: disclosed(prices.end),
    },
    formula,
    "no pay at the start",
  );
}

function indexInput({ prices, years }: IndustryTable, end: "start" | "end"): TrailInput {
  return {
    label: `price index, ${prices?.name ?? "none given"}, ${years[end] ?? "no earlier year"}`,
    datum: prices ? disclosed(prices[end]) : ABSENT,
    unit: "ratio",
  };
}

/** "in dollars of 2023 by cpi.csv", which every figure in constant dollars has to say. */
function basisWords({ prices, years }: IndustryTable): string {
  return prices ? `in dollars of ${years.end} by the price index ${prices.name}` : "in dollars of the latest year";
}

const startInputs = (industry: IndustryRow, table: IndustryTable) => ({
  startWages: industryInput(industry, table, "region", "start", "wages"),
  startEmployment: industryInput(industry, table, "region", "start"),
  startIndex: indexInput(table, "start"),
  endIndex: indexInput(table, "end"),
});

const REAL_START = "(startWages ÷ startEmployment) × (endIndex ÷ startIndex)";
const SOURCE = "BLS QCEW, total wages ÷ employment level; the user's price index";

export const startPayMeasure = defineMeasure({
  id: "startPay",
  label: "Average pay of the first year in dollars of the latest",
  shortLabel: "Pay before",
  unit: "dollars",
  better: "higher",
  definition:
    "Average pay of the span's first year in dollars of the latest year, by the index of --price-index; not there without it.",
  definitionIn: (table) => `Average pay of ${table.years.start ?? "the first year"}, ${basisWords(table)}.`,
  source: SOURCE,
  priority: 3,
  compute: (industry, table) =>
    table.prices
      ? derive(
          {
            startPay: startPayOf(industry, table),
            startIndex: disclosed(table.prices.start),
            endIndex: disclosed(table.prices.end),
          },
          payInLatestDollars,
        )
      : undefinedBecause("no price index was given"),
  trail: (industry, table) => ({ expression: REAL_START, inputs: startInputs(industry, table) }),
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
    `Change of average pay since ${table.years.start ?? "the first year"}, a fraction, both years ${basisWords(table)}.`,
  source: SOURCE,
  priority: 2,
  compute: (industry, table) => overPrices(industry, table, payGrowth),
  trail: (industry, table) => ({
    expression: `(wages ÷ employment) ÷ (${REAL_START}) − 1`,
    inputs: {
      wages: industryInput(industry, table, "region", "end", "wages"),
      employment: industryInput(industry, table, "region", "end"),
      ...startInputs(industry, table),
    },
  }),
});
