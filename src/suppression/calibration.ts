import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-calibrate.mjs from masked disclosed cells of BLS QCEW 2016 Q1 (private cells of
// Colorado, Georgia, Illinois, Kansas, New York, North Carolina, Washington and Wisconsin, with their state and MSA
// rows and without) and of Ohio's four quarters of 2016 (cells known from another period): 65,179 cells.

/** Multiples of the error scale at 5 % below and 95 % above, one for each of RELATIVE_ERRORS. */
export interface Quantiles {
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** Error scale ÷ estimate at which the quantiles are tabled; between them they are interpolated. */
export const RELATIVE_ERRORS = [0.01, 0.03, 0.055, 0.095, 0.16, 0.275, 0.475, 0.8, 1.5];

interface Scale {
  /** The scale of an error is e to this power times the others to theirs. */
  readonly constant: number;
  /** Of the standard error with all totals, without any, and of the room between the bounds. */
  readonly withTotals: number;
  readonly withoutTotals: number;
  readonly room: number;
  /** What one is counted in: jobs, or ten thousand dollars of a quarter's or year's wages. */
  readonly unit: number;
}

export const SCALE: Readonly<Record<Quantity, Scale>> = {
  employment: { constant: -0.461, withTotals: 0.706, withoutTotals: 0.125, room: 0.103, unit: 1 },
  wages: { constant: -0.528, withTotals: 0.494, withoutTotals: 0.149, room: 0.285, unit: 10000 },
};

/** By ones digit of the aggregation level: coarser industries miss by more than the formula says, finer ones by less. */
export const LEVEL_FACTOR: Readonly<Record<Quantity, Readonly<Record<number, number>>>> = {
  employment: { 4: 1.01, 5: 1.03, 6: 1.03, 7: 0.98, 8: 0.97 },
  wages: { 4: 1.08, 5: 1.03, 6: 1.01, 7: 0.98, 8: 0.98 },
};

/** Cells guessed from peers, by establishments: up to 5, up to 20, more. */
export const PEER: Readonly<Record<Quantity, Readonly<Record<"few" | "some" | "many", Quantiles>>>> = {
  employment: {
    few: {
      below: [2.88, 2.91, 3.89, 6.46, 4.41, 2.6, 1.66, 1.08, 1.07],
      above: [2.25, 2.01, 2.77, 2.64, 2.65, 2.93, 3.55, 6.43, 12.19],
    },
    some: {
      below: [2.55, 3.85, 3.28, 4.27, 3.46, 2.33, 1.7, 1.7, 1.7],
      above: [2.19, 2.86, 2.87, 2.77, 2.89, 3.36, 5.85, 6.36, 6.36],
    },
    many: {
      below: [2.78, 3.23, 3.57, 2.98, 2.49, 2.1, 2.1, 2.1, 2.1],
      above: [2.49, 2.97, 2.63, 3.16, 3.47, 4.29, 4.36, 4.36, 4.36],
    },
  },
  wages: {
    few: {
      below: [2.62, 2.97, 5.53, 6.6, 4.72, 2.93, 1.76, 1.08, 0.63],
      above: [3.03, 2.37, 2.97, 2.99, 2.59, 2.99, 3.34, 4.11, 24.44],
    },
    some: {
      below: [2.05, 3.2, 3.38, 4.18, 3.61, 2.49, 1.65, 1.05, 1.04],
      above: [2.14, 2.87, 2.99, 3.04, 3.02, 3.48, 4.11, 5.11, 6.56],
    },
    many: {
      below: [2.77, 3.04, 3.39, 3, 2.69, 2.28, 2.14, 2.14, 2.14],
      above: [2.58, 3.44, 3.31, 3.41, 3.4, 4.33, 4.2, 4.2, 4.2],
    },
  },
};

/** Cells guessed from their own figure in another period. */
export const OWN_PERIOD: Readonly<Record<Quantity, Quantiles>> = {
  employment: {
    below: [3.12, 1.84, 2.19, 1.74, 1.43, 1.27, 1.27, 1.23, 1.23],
    above: [2.22, 1.78, 2.04, 2.22, 1.92, 1.83, 1.83, 11.75, 11.75],
  },
  wages: {
    below: [4.64, 2.3, 2.84, 1.92, 2.12, 1.58, 1, 1, 1],
    above: [3.79, 2.73, 1.69, 2.3, 2.58, 1.97, 1.53, 5.86, 5.86],
  },
};
