import { disclosed, estimated, NOTHING_TO_DIVIDE_BY, SUPPRESSED, type Datum } from "../core/datum.js";
import type { Filled } from "./fill.js";
import type { EstimatedSystem, SumsOfRows } from "./sums.js";

const NORMAL_90 = 1.645;
/** A range whose ends are so many times apart spans the pay of all industries: it says that pay is not known. */
const WIDEST = 10;

/**
 * Pay a job of a sum of rows, with its 90 % interval.
 *
 * Wages were estimated as jobs × pay, so a cell with too many jobs has too high wages too, and the error
 * of its own pay is that of pay alone. In a sum, a cell's jobs still move the mean towards or from its own
 * pay: by its share of the wages less its share of the jobs. Both parts shrink as totals pin the sums.
 */
export function payOfRows(
  rows: readonly number[],
  filled: Filled,
  { cells }: EstimatedSystem,
  sums: SumsOfRows,
): Datum {
  const employment = sums.of(rows, "employment");
  const wages = sums.of(rows, "wages");
  if (!("value" in employment) || !("value" in wages)) return SUPPRESSED;
  if (employment.value === 0) return NOTHING_TO_DIVIDE_BY;
  const value = wages.value / employment.value;
  if (employment.status === "disclosed" && wages.status === "disclosed") return disclosed(value);
  // There is no part of wages that are none, as in a file whose wages were lost.
  if (wages.value === 0) return estimated(0, { low: 0, high: highEnd(wages) / employment.value });

  const { unknown } = cells;
  let variance = 0;
  let jobsAlone = 0;
  let wagesAlone = 0;
  for (const row of rows) {
    const u = unknown[row]!;
    if (u === -1) continue;
    const jobs = halfWidth(filled.employment, u);
    const pay = NORMAL_90 * filled.payError[u]!;
    const shareOfJobs = filled.employment.values[u]! / employment.value;
    const shareOfWages = filled.wages.values[u]! / wages.value;
    variance += (jobs * (shareOfWages - shareOfJobs)) ** 2 + (pay * shareOfWages) ** 2;
    jobsAlone += (jobs * shareOfJobs) ** 2;
    wagesAlone += (halfWidth(filled.wages, u) * shareOfWages) ** 2;
  }
  // What totals leave of the errors of the two sums, as a share of what they would be apart.
  const left = Math.max(remaining(employment, jobsAlone), remaining(wages, wagesAlone));
  const factor = Math.exp(left * Math.sqrt(variance));
  const widest = {
    low: lowEnd(wages) / highEnd(employment),
    high: highEnd(wages) / Math.max(lowEnd(employment), 1e-9),
  };
  const low = Math.max(value / factor, Math.min(widest.low, value));
  const high = Math.min(value * factor, Math.max(widest.high, value));
  return high > WIDEST * low ? SUPPRESSED : estimated(value, { low, high });
}

/** Half the 90 % interval as a share of the estimate. */
function halfWidth({ values, intervals }: Filled["employment"], u: number): number {
  return values[u]! > 0 ? (intervals.high[u]! - intervals.low[u]!) / 2 / values[u]! : 0;
}

function remaining(sum: Datum & { readonly value: number }, alone: number): number {
  if (alone === 0 || sum.value === 0) return 0;
  return Math.min((highEnd(sum) - lowEnd(sum)) / 2 / sum.value / Math.sqrt(alone), 1);
}

function lowEnd(datum: Datum & { readonly value: number }): number {
  return datum.status === "estimated" ? datum.low : datum.value;
}

function highEnd(datum: Datum & { readonly value: number }): number {
  return datum.status === "estimated" ? datum.high : datum.value;
}
