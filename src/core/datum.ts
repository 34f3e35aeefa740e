import { ABSENT_NUMBER, Derivation, DISCLOSED, ESTIMATED, SUPPRESSED_NUMBER, UNDEFINED } from "./derivation.js";

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
export function knownValue(datum: Datum | TopCoded): number | undefined {
  return datum.status === "disclosed" || datum.status === "estimated" ? datum.value : undefined;
}

export function hasValue(datum: Datum | TopCoded): datum is Extract<Datum, { readonly value: number }> {
  return datum.status === "disclosed" || datum.status === "estimated";
}

/** Whether a figure is one datum, and not a column, whose statuses are many. */
export function isDatum(figure: object): figure is Datum {
  return "status" in figure && typeof figure.status === "string";
}

/** Half of a 90 % range, as a part of the value, up to which an estimate reads like a published figure. */
export const CLOSE_RANGE = 0.025;

/** Whether a quantity is an estimate whose 90 % range is wider than ±2.5 % of its value. */
export function isWide(datum: Datum | TopCoded): boolean {
  if (datum.status !== "estimated") return false;
  return datum.high - datum.low > 2 * CLOSE_RANGE * Math.abs(datum.value);
}

/**
 * Applies a formula over plain numbers to data, carrying their statuses.
 *
 * Any suppressed input makes the result suppressed; else an absent one makes it absent; else an
 * undefined one passes its reason on. With estimates among the inputs the result is an estimate: each
 * estimated input is moved to its own low and high alone, and the deviations of several inputs are
 * combined by root sum of squares, since independent errors rarely peak together. With one estimated
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
  const names = Object.keys(inputs) as Name[];
  const derivation = new Derivation(names, formula);
  for (let at = 0; at < names.length; at++) setInput(derivation, at, inputs[names[at]!]);
  const status = derivation.evaluate();
  if (status === DISCLOSED) return disclosed(derivation.value);
  if (status === ESTIMATED) {
    return estimated(derivation.value, { low: derivation.rangeLow, high: derivation.rangeHigh });
  }
  return derivation.blockedBy < 0 ? undefinedBecause(reason) : inputs[names[derivation.blockedBy]!];
}

/** Hands one input of a formula to its derivation. */
export function setInput(derivation: Derivation<string>, at: number, datum: Datum): void {
  switch (datum.status) {
    case "disclosed":
      derivation.setDisclosed(at, datum.value);
      break;
    case "estimated":
      derivation.setEstimated(at, datum.value, datum.low, datum.high);
      break;
    case "suppressed":
      derivation.setNone(at, SUPPRESSED_NUMBER);
      break;
    case "absent":
      derivation.setNone(at, ABSENT_NUMBER);
      break;
    case "undefined":
      derivation.setNone(at, UNDEFINED);
  }
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
