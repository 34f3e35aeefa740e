import { estimated, hasValue, type Datum } from "../core/datum.js";

/**
 * Jobs of the latest year ÷ those of the first, with the range that the cells behind both leave it.
 *
 * @param jobs `start` and `end` as shown; `change` of the codes that came whole, and `whole`, their jobs in the first
 *   year: what `start` knows less well than `whole` is the error of parts of split codes, which is its own
 * @returns undefined if the two ends say all there is
 */
export function employmentRatio(jobs: {
  readonly start: Datum;
  readonly end: Datum;
  readonly whole: Datum;
  readonly change: Datum | undefined;
}): Datum | undefined {
  const { start, end, whole, change } = jobs;
  if (change?.status !== "estimated" || start.status !== "estimated" || end.status !== "estimated") return undefined;
  if (!hasValue(whole) || !(start.value > 0 && change.value > 0)) return undefined;
  const parts = Math.sqrt(Math.max(halfWidth(start) ** 2 - halfWidth(whole) ** 2, 0)) / start.value;
  const value = end.value / start.value;
  const factor = (side: number): number => Math.exp(Math.hypot(Math.log(side / change.value), parts));
  return estimated(value, { low: value / factor(change.low), high: value * factor(change.high) });
}

function halfWidth(datum: Datum): number {
  return datum.status === "estimated" ? (datum.high - datum.low) / 2 : 0;
}
