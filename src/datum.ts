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
  reason = "nothing to divide by",
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
  const value = finite(formula(values));
  if (value === undefined) return undefinedBecause(reason);
  if (!isEstimated) return disclosed(value);

  const names = Object.keys(inputs) as Name[];
  const estimates = names.flatMap((name) => {
    const input: Datum = inputs[name];
    return input.status === "estimated" ? [{ name, input }] : [];
  });
  let below = 0;
  let above = 0;
  const reach = estimates.map(({ name, input }) => {
    const at = (point: number) => finite(formula({ ...values, [name]: point }));
    const reached = (end: number) => (at(end) === undefined ? end + (input.value - end) * OPEN_END : end);
    const ends = { low: reached(input.low), high: reached(input.high) };
    const results = [at(ends.low) ?? value, at(ends.high) ?? value];
    below += Math.max(0, value - Math.min(...results)) ** 2;
    above += Math.max(0, Math.max(...results) - value) ** 2;
    return { name, ends };
  });
  const range = { low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
  if (estimates.length === 1 || estimates.length > MOST_CORNERS) return estimated(value, range);
  const corners = cornersOf(reach, values).flatMap((corner) => finite(formula(corner)) ?? []);
  if (corners.length === 0) return estimated(value, range);
  return estimated(value, {
    low: Math.min(value, Math.max(range.low, Math.min(...corners))),
    high: Math.max(value, Math.min(range.high, Math.max(...corners))),
  });
}

/**
 * Where a range is open it stops this part of the way back to the value. If errors are about normal, 7 % of them
 * lie beyond that, against 5 % beyond the end of a 90 % interval.
 */
const OPEN_END = 0.1;

/** With more estimates than this their sum of squares stays well inside the corners. */
const MOST_CORNERS = 4;

/** Every combination of the estimates' ends. */
function cornersOf<Name extends string>(
  estimates: readonly { readonly name: Name; readonly ends: { readonly low: number; readonly high: number } }[],
  values: Readonly<Record<Name, number>>,
): readonly Readonly<Record<Name, number>>[] {
  return estimates.reduce<readonly Readonly<Record<Name, number>>[]>(
    (corners, { name, ends }) =>
      corners.flatMap((corner) => [ends.low, ends.high].map((end) => ({ ...corner, [name]: end }))),
    [values],
  );
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
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
