/**
 * A quantity together with how we know it: the unit of honesty of this tool.
 *
 * - `disclosed`: published, or computed from published figures alone. A disclosed 0 is a fact.
 * - `estimated`: computed, at least in part, from an estimate; the 90 % interval is `low`…`high`.
 * - `suppressed`: the publisher withheld it and no estimate was made.
 * - `absent`: the publisher has no row, so no such activity is covered there.
 * - `undefined`: the question has no answer (a growth rate from zero); `reason` says why.
 *
 * Only the first two carry a value. The other three are not zero.
 */
export type Datum =
  | { readonly status: "disclosed"; readonly value: number }
  | { readonly status: "estimated"; readonly value: number; readonly low: number; readonly high: number }
  | { readonly status: "suppressed" }
  | { readonly status: "absent" }
  | { readonly status: "undefined"; readonly reason: string };

export type DatumStatus = Datum["status"];

/** At or above a publisher's top code: only the least that it may be is known, so nothing is computed from it. */
export interface TopCoded {
  readonly status: "top-coded";
  readonly atLeast: number;
}

export const SUPPRESSED: Datum = { status: "suppressed" };
export const ABSENT: Datum = { status: "absent" };
export const NOTHING_TO_DIVIDE_BY: Extract<Datum, { readonly reason: string }> = {
  status: "undefined",
  reason: "nothing to divide by",
};

export function disclosed(value: number): Datum {
  return { status: "disclosed", value };
}

export function estimated(value: number, range: { readonly low: number; readonly high: number }): Datum {
  return { status: "estimated", value, low: range.low, high: range.high };
}

export function undefinedBecause(reason: string): Datum {
  return { status: "undefined", reason };
}

/** The number in a datum, when it has one. */
export function valueOf(datum: Datum | TopCoded): number | undefined {
  return datum.status === "disclosed" || datum.status === "estimated" ? datum.value : undefined;
}

export function hasValue(datum: Datum | TopCoded): datum is Extract<Datum, { readonly value: number }> {
  return datum.status === "disclosed" || datum.status === "estimated";
}

/**
 * Applies a formula over plain numbers to data, carrying their statuses.
 *
 * Any suppressed input makes the result suppressed; else an absent one makes it absent; else an
 * undefined one passes its reason on. With estimates among the inputs the result is an estimate: each
 * estimated input is moved to its own low and high alone, and the deviations of several inputs are
 * combined by root sum of squares, since independent errors seldom peak together. With one estimated
 * input the range is therefore exactly the formula at its two ends. Where the formula has no answer at an
 * end, as growth from a start that may be zero, the range is open there and stops a tenth before it. It
 * never goes beyond what the inputs give with each at an end: no quotient of counts is below zero.
 *
 * @param formula returns `undefined` where the question has no answer; `reason` then says why
 */
export function derive<Name extends string>(
  inputs: Readonly<Record<Name, Datum>>,
  formula: (values: Readonly<Record<Name, number>>) => number | undefined,
  reason = NOTHING_TO_DIVIDE_BY.reason,
): Datum {
  // Once a figure of every industry of every area: no more is made here than is needed.
  const values = {} as Record<Name, number>;
  let blocking: Datum | undefined;
  let isEstimated = false;
  for (const name in inputs) {
    const datum: Datum = inputs[name];
    if (datum.status === "disclosed") values[name] = datum.value;
    else if (datum.status === "estimated") {
      values[name] = datum.value;
      isEstimated = true;
    } else if (datum.status === "suppressed") return datum;
    else if (!blocking || (blocking.status === "undefined" && datum.status === "absent")) blocking = datum;
  }
  if (blocking) return blocking;
  const value = formula(values);
  if (!isNumber(value)) return undefinedBecause(reason);
  if (!isEstimated) return disclosed(value);

  const estimates = { names: [] as Name[], low: [] as number[], high: [] as number[], count: 0 };
  for (const name in inputs) {
    const datum: Datum = inputs[name];
    if (datum.status !== "estimated") continue;
    estimates.names.push(name);
    estimates.low.push(datum.low);
    estimates.high.push(datum.high);
    estimates.count++;
  }
  return estimated(value, rangeOfFormula(values, value, estimates, formula));
}

/** Which of a formula's values are estimates, and between what: the first `count` of each list. */
export interface Estimates<Name extends string> {
  readonly names: readonly Name[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly count: number;
}

/**
 * Where a range is open it stops this part of the way back to the value. If errors are about normal, 7 % of them
 * lie beyond that, against 5 % beyond the end of a 90 % interval.
 */
const OPEN_END = 0.1;

/** With more estimates than this their sum of squares stays well inside the corners. */
const MOST_CORNERS = 4;

/** Where estimates are moved to; used again by the next. */
const ends = { low: new Float64Array(MOST_CORNERS), high: new Float64Array(MOST_CORNERS) };

/**
 * The range of a formula's value over the ranges of its estimates; see `derive`.
 *
 * It is asked for every estimated figure of every area: no object is made here but the result.
 *
 * @param values what the formula gives `value` for; moved about, and left as it was
 */
export function rangeOfFormula<Name extends string>(
  values: Record<Name, number>,
  value: number,
  { names, low, high, count }: Estimates<Name>,
  formula: (values: Readonly<Record<Name, number>>) => number | undefined,
): { readonly low: number; readonly high: number } {
  let below = 0;
  let above = 0;
  const hasCorners = count > 1 && count <= MOST_CORNERS;
  for (let e = 0; e < count; e++) {
    const name = names[e]!;
    const middle = values[name];
    let from = low[e]!;
    let to = high[e]!;
    values[name] = from;
    let atLow = formula(values);
    if (!isNumber(atLow)) {
      values[name] = from += (middle - from) * OPEN_END;
      atLow = formula(values);
    }
    values[name] = to;
    let atHigh = formula(values);
    if (!isNumber(atHigh)) {
      values[name] = to += (middle - to) * OPEN_END;
      atHigh = formula(values);
    }
    values[name] = middle;
    const first = isNumber(atLow) ? atLow : value;
    const second = isNumber(atHigh) ? atHigh : value;
    below += Math.max(0, value - Math.min(first, second)) ** 2;
    above += Math.max(0, Math.max(first, second) - value) ** 2;
    if (!hasCorners) continue;
    ends.low[e] = from;
    ends.high[e] = to;
  }
  const range = { low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
  if (!hasCorners) return range;

  const middles = names.slice(0, count).map((name) => values[name]);
  let least = Infinity;
  let most = -Infinity;
  for (let corner = 0; corner < 1 << count; corner++) {
    for (let e = 0; e < count; e++) values[names[e]!] = ((corner >> e) & 1 ? ends.high : ends.low)[e]!;
    const there = formula(values);
    if (!isNumber(there)) continue;
    least = Math.min(least, there);
    most = Math.max(most, there);
  }
  for (let e = 0; e < count; e++) values[names[e]!] = middles[e]!;
  if (least > most) return range;
  return {
    low: Math.min(value, Math.max(range.low, least)),
    high: Math.max(value, Math.min(range.high, most)),
  };
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

/**
 * The sum of data about different things. Absent parts add nothing, since nothing is there; all absent is
 * absent. A suppressed part makes the sum suppressed. Ranges of estimates combine by root sum of squares.
 */
export function sumData(data: readonly Datum[]): Datum {
  const present = data.filter((datum) => datum.status !== "absent");
  if (present.length === 0) return ABSENT;
  const names = Object.fromEntries(present.map((datum, index) => [String(index), datum]));
  return derive(names, (values) => Object.values(values).reduce((sum, value) => sum + value, 0));
}
