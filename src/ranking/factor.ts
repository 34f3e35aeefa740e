import { knownValue, type Datum } from "../core/datum.js";
import type { SuppliedFigure } from "../core/industry-table.js";
import type { Unit } from "../core/units.js";
import type { Treatment } from "./treatment.js";

/** Which end of a factor counts as better. */
export type Direction = "higher" | "lower";

/** One criterion of a ranking. Weights need not sum to 1; they are divided by their sum. */
export interface Factor {
  readonly id: string;
  readonly label: string;
  /** > 0 */
  readonly weight: number;
  readonly direction: Direction;
  /** What is done to its figures before they are scored. */
  readonly treatment?: Treatment | undefined;
  /** The composite that it is a part of; the composite's weight is that of its parts together. */
  readonly group?: string | undefined;
  /** Of a figure that is not a measure, where that is known. */
  readonly unit?: Unit | undefined;
}

/** A factor beside the measures: a name of the user's own, or a figure that another table supplies. */
export type FurtherFactor = string | SuppliedFigure;

export function listFactorIds(factors: readonly FurtherFactor[]): readonly string[] {
  return factors.map((factor) => (typeof factor === "string" ? factor : factor.id));
}

export function listSuppliedFigures(factors: readonly FurtherFactor[]): readonly SuppliedFigure[] {
  return factors.filter((factor) => typeof factor !== "string");
}

/** What is ranked: a code that settles the order of ties, and a datum for each factor. */
export interface Candidate {
  readonly naics: string;
  readonly values: Readonly<Record<string, Datum>>;
  /** Factors whose figure is mostly a guess, which count as missing; see `markGuesses`. */
  readonly guesses?: readonly string[];
}

/** What a candidate is ranked by: no figure where that is mostly a guess. */
export function countingDatum({ values, guesses }: Candidate, factor: string): Datum | undefined {
  return guesses?.includes(factor) === true ? undefined : values[factor];
}

/** The number that a candidate counts with, before its factor's treatment; none where that has no answer. */
export function countingNumber(candidate: Candidate, { id, treatment }: Pick<Factor, "id" | "treatment">) {
  const datum = countingDatum(candidate, id);
  const value = datum && knownValue(datum);
  return treatment === "log" && value !== undefined && value <= 0 ? undefined : value;
}
