import type { IntervalInput } from "./interval-input.js";
import { LEVEL_FACTOR, OWN_PERIOD, PEER, RELATIVE_ERRORS, SCALE, type Quantiles } from "./calibration.js";
import { widening } from "./widening.js";

export interface Intervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /**
   * How far below and above its estimate each cell may be, no farther than the room between its bounds. A sum is made of
   * these and cut off at its own bounds: cut off cell by cell, several cells could hardly be all far too high.
   */
  readonly below: Float64Array;
  readonly above: Float64Array;
}

export function emptyIntervals(size: number): Intervals {
  const none = (): Float64Array => new Float64Array(size);
  return { low: none(), high: none(), below: none(), above: none() };
}

/**
 * The 90 % interval of each of some estimates.
 *
 * Conformal: the size of the error to expect is a formula of what is known about a cell (its error with
 * and without totals, and the room between its bounds); on disclosed cells, masked as the publisher masks,
 * that formula was compared with the true error, and the 5 % and 95 % points of the ratio are tabled. The
 * interval is the estimate plus those multiples, widened to what really withheld cells need, and cut to the bounds.
 *
 * @param intervals takes them
 */
export function calibrateIntervals(input: IntervalInput, unknowns: Uint32Array, intervals: Intervals): void {
  const { bounds, values } = input;
  const { low, high, below, above } = intervals;
  for (let k = 0; k < unknowns.length; k++) {
    const u = unknowns[k]!;
    const value = values[u]!;
    const half = halfWidths(u, input);
    const wider = widening(u, input);
    const room = bounds.high[u]! - bounds.low[u]!;
    below[u] = Math.min(half.below * wider.below, room);
    above[u] = Math.min(half.above * wider.above, room);
    low[u] = Math.min(Math.max(value - below[u]!, bounds.low[u]!), value);
    high[u] = Math.max(Math.min(value + above[u]!, bounds.high[u]!), value);
  }
}

/** How far below and above its estimate a masked cell may be, without regard to the bounds. */
export function halfWidths(u: number, input: IntervalInput): { readonly below: number; readonly above: number } {
  const scale = errorScale(u, input);
  const { below, above } = multiples(u, scale, input);
  return { below: below * scale, above: above * scale };
}

/** A typical error of a cell, in the quantity's unit: the formula that the quantiles are multiples of. */
function errorScale(u: number, { quantity, bounds, values, prior, error, level }: IntervalInput): number {
  const room = bounds.high[u]! - bounds.low[u]!;
  if (room <= 0) return 0;
  const { constant, withTotals, withoutTotals, room: roomPower, unit } = SCALE[quantity];
  // In units of a job, so that the small constants keep logarithms from running off near zero.
  const value = values[u]! / unit;
  const held = Math.min(room / unit, 20 * Math.max(value, 1));
  const log =
    constant +
    withTotals * Math.log(error[u]! / unit + 0.05) +
    withoutTotals * Math.log(prior[u]! * value + 0.05) +
    roomPower * Math.log(held + 0.05);
  return Math.exp(log) * (LEVEL_FACTOR[quantity][level(u)] ?? 1) * unit;
}

function multiples(u: number, scale: number, input: IntervalInput): { below: number; above: number } {
  const { quantity, values, isOwnPeriod, establishments } = input;
  const count = establishments(u);
  const table = isOwnPeriod(u)
    ? OWN_PERIOD[quantity]
    : PEER[quantity][count <= 5 ? "few" : count <= 20 ? "some" : "many"];
  return interpolate(table, Math.log(scale / Math.max(values[u]!, 1e-9)));
}

function interpolate({ below, above }: Quantiles, log: number): { below: number; above: number } {
  let upper = 1;
  while (upper < RELATIVE_ERRORS.length - 1 && log > Math.log(RELATIVE_ERRORS[upper]!)) upper++;
  const from = Math.log(RELATIVE_ERRORS[upper - 1]!);
  const to = Math.log(RELATIVE_ERRORS[upper]!);
  const share = Math.min(Math.max((log - from) / (to - from), 0), 1);
  const between = (values: readonly number[]): number =>
    values[upper - 1]! + (values[upper]! - values[upper - 1]!) * share;
  return { below: between(below), above: between(above) };
}
