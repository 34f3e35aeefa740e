import type { Quantity } from "./cells.js";

/** Multiples of the error scale at 5 % below and 95 % above, one for each of RELATIVE_ERRORS. */
export interface Quantiles {
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** Error scale ÷ estimate at which the quantiles are tabled; between them they are interpolated. */
export const RELATIVE_ERRORS = [0.01, 0.03, 0.055, 0.095, 0.16, 0.275, 0.475, 0.8, 1.5];

export const SCALE: Readonly<
  Record<Quantity, { constant: number; withTotals: number; withoutTotals: number; room: number; unit: number }>
> = {
  employment: { constant: -0.69, withTotals: 0.507, withoutTotals: 0.11, room: 0.286, unit: 1 },
  wages: { constant: -0.69, withTotals: 0.507, withoutTotals: 0.11, room: 0.286, unit: 10000 },
};

export const LEVEL_FACTOR: Readonly<Record<number, number>> = { 4: 1.2, 5: 1.12, 6: 1.05 };

const START: Quantiles = { below: [3, 3, 3, 3, 3, 3, 2.5, 1.7, 1], above: [3, 3, 3, 3, 3, 3, 3, 3.5, 7] };

export const PEER: Readonly<Record<Quantity, Readonly<Record<"few" | "some" | "many", Quantiles>>>> = {
  employment: { few: START, some: START, many: START },
  wages: { few: START, some: START, many: START },
};

export const OWN_PERIOD: Readonly<Record<Quantity, Quantiles>> = { employment: START, wages: START };
