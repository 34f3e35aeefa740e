import type { OwnershipCode } from "../core/codes.js";
import { estimated, hasValue, type Datum } from "../core/datum.js";
import type { PeriodFigures } from "../core/industry-table.js";
import type { QcewTable } from "../qcew/table.js";
import { QUARTERS } from "../qcew/whole-year.js";
import type { Period } from "../core/codes.js";
import { recoverReference, type RecoveredReference } from "./recovered-shares.js";

/** The nation's jobs, wages or establishments of a quarter differ from the year's mean by at most this part (jobs of 2020 Q2: 7 %). */
const QUARTER_SPREAD = 0.08;

/**
 * The nation's shares as `recoverReference` finds them; of a year that is made of quarters, the mean of its quarters'
 * shares. Quarters weigh by the nation's own size in them, which the files don't hold: the range allows for that.
 */
export function recoverShares(
  table: QcewTable,
  period: Period,
  codes: readonly OwnershipCode[],
): RecoveredReference | undefined {
  const { ofQuarters } = table;
  if (!ofQuarters) return recoverReference(table, period, codes);
  const quarters = QUARTERS.map((quarter) => recoverReference(ofQuarters.table, { ...period, quarter }, codes));
  const found = quarters.filter((one) => one !== undefined);
  if (found.length < QUARTERS.length) return undefined;
  return {
    figures: (industry) => meanFigures(found.map((one) => one.figures(industry))),
    contradictory: [...new Set(found.flatMap(({ contradictory }) => contradictory))].sort(),
    areas: Math.max(...found.map(({ areas }) => areas)),
  };
}

function meanFigures(quarters: readonly PeriodFigures[]): PeriodFigures {
  const mean = (quantity: "establishments" | "employment" | "wages"): Datum =>
    averageQuarters(quarters.map((figures) => figures[quantity]));
  return { establishments: mean("establishments"), employment: mean("employment"), wages: mean("wages") };
}

/** The mean of four quarters' shares; the reason where one has none. */
function averageQuarters(quarters: readonly Datum[]): Datum {
  const known = quarters.filter(hasValue);
  if (known.length < quarters.length) return quarters.find((datum) => !hasValue(datum))!;
  const mean = (of: (datum: (typeof known)[number]) => number): number =>
    known.reduce((sum, datum) => sum + of(datum), 0) / known.length;
  const value = mean((datum) => datum.value);
  if (known.every(({ status, value: one }) => status === "disclosed" && one === value)) return known[0]!;
  const unweighted = QUARTER_SPREAD * mean((datum) => Math.abs(datum.value - value));
  return estimated(value, {
    low: Math.max(mean((datum) => (datum.status === "estimated" ? datum.low : datum.value)) - unweighted, 0),
    high: mean((datum) => (datum.status === "estimated" ? datum.high : datum.value)) + unweighted,
  });
}
