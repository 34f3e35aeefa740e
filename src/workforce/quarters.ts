import { WORKFORCE_QUANTITIES, type WorkforceQuantity } from "../core/industry-table.js";
import type { Indicator, QuarterNumber, QwiAreas } from "./cells.js";
import { COLUMNS_OF } from "./sums.js";

/** Quarters in a row, the first and its three followers. */
const LENGTH = 4;

/** The four quarters that figures are means of, and the quantities that they all have. */
export interface ChosenQuarters {
  readonly quarters: readonly QuarterNumber[];
  readonly quantities: readonly WorkforceQuantity[];
}

/**
 * Four quarters in a row with the most quantities: the last that end no later than the table's year, else the first
 * after them. Separations are known a quarter later than hires, and turnover two.
 *
 * @param codes the areas that are summed; a quarter counts if every one of them has rows in it
 * @returns undefined if no four quarters in a row are there
 */
export function chooseQuarters(areas: QwiAreas, codes: readonly string[], year: number): ChosenQuarters | undefined {
  const [first, ...others] = codes.map((code) => new Set(areas.get(code)?.keys()));
  const held = [...(first ?? [])].filter((quarter) => others.every((one) => one.has(quarter)));
  const known = new Map(held.map((quarter) => [quarter, listQuantities(areas, codes, quarter)]));
  const last = year * 4 + LENGTH - 1;
  const spans = held
    .map((start) => Array.from({ length: LENGTH }, (_, index) => start + index))
    .filter((quarters) => quarters.every((quarter) => known.has(quarter)))
    .map((quarters) => ({
      quarters,
      quantities: WORKFORCE_QUANTITIES.filter((quantity) => quarters.every((one) => known.get(one)!.has(quantity))),
      distance: measureDistance(quarters.at(-1)!, last),
    }))
    .filter(({ quantities }) => quantities.length > 0)
    .sort((a, b) => b.quantities.length - a.quantities.length || a.distance - b.distance);
  return spans[0];
}

/** Quarters before the last wanted one count from there; those after it come behind all of them. */
function measureDistance(quarter: QuarterNumber, last: QuarterNumber): number {
  return quarter <= last ? last - quarter : 10_000 + quarter - last;
}

/** Which quantities some industry has a number for in a quarter. */
function listQuantities(areas: QwiAreas, codes: readonly string[], quarter: QuarterNumber): Set<WorkforceQuantity> {
  const there = new Set<Indicator>();
  for (const code of codes) {
    for (const cells of areas.get(code)?.get(quarter)?.values() ?? []) {
      for (const [indicator, { state }] of Object.entries(cells)) {
        if (state === "number" || state === "distorted") there.add(indicator as Indicator);
      }
    }
  }
  const has = (indicators: readonly Indicator[]): boolean => indicators.every((one) => there.has(one));
  return new Set(WORKFORCE_QUANTITIES.filter((quantity) => COLUMNS_OF[quantity].some(has)));
}
