import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-calibrate.mjs from masked disclosed cells of BLS QCEW 2016 Q1 (private cells of
// Colorado, Georgia, Illinois, Kansas, New York, North Carolina, Washington and Wisconsin, with their state and MSA
// rows and without) and of Ohio's four quarters of 2016 (cells known from another period): 128,427 cells.

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
  employment: { constant: -0.618, withTotals: 0.533, withoutTotals: 0.112, room: 0.256, unit: 1 },
  wages: { constant: -0.593, withTotals: 0.458, withoutTotals: 0.128, room: 0.339, unit: 10000 },
};

/** By ones digit of the aggregation level: coarser industries miss by a little more than the formula tells. */
export const LEVEL_FACTOR: Readonly<Record<Quantity, Readonly<Record<number, number>>>> = {
  employment: { 4: 1.07, 5: 1.08, 6: 1.03 },
  wages: { 4: 1.06, 5: 1.05, 6: 1.01 },
};

/** Cells guessed from peers, by establishments: up to 5, up to 20, more. */
export const PEER: Readonly<Record<Quantity, Readonly<Record<"few" | "some" | "many", Quantiles>>>> = {
  employment: {
    few: {
      below: [1.3, 4.24, 4.95, 6.5, 4.6, 2.78, 1.7, 1, 0.13],
      above: [1.17, 2.42, 2.83, 2.31, 2.39, 2.8, 3.4, 5.94, 30.41],
    },
    some: {
      below: [2.4, 3.09, 3.7, 4.1, 3.53, 2.48, 1.57, 0.7, 0.7],
      above: [2.79, 3.24, 2.52, 2.57, 2.65, 3.41, 4.36, 12.28, 13.1],
    },
    many: {
      below: [2.97, 3.26, 3.64, 3.32, 2.53, 2.31, 2.27, 2.27, 2.27],
      above: [2.76, 2.93, 2.77, 2.87, 3.1, 4.81, 5.03, 5.03, 5.03],
    },
  },
  wages: {
    few: {
      below: [1.02, 3.37, 4.34, 7.74, 4.72, 2.96, 1.81, 1.1, 0.57],
      above: [1.06, 2.77, 2.37, 2.81, 2.21, 2.65, 3.24, 4.14, 8.59],
    },
    some: {
      below: [2.28, 3.12, 3.43, 4.13, 3.73, 2.64, 1.68, 1.01, 0.3],
      above: [2.63, 3.02, 2.83, 2.6, 2.66, 3.22, 4.47, 5.7, 18.78],
    },
    many: {
      below: [2.73, 3.26, 3.31, 3.47, 2.93, 2.2, 1.6, 1.5, 1.5],
      above: [2.91, 3.17, 2.96, 3.05, 3.25, 3.78, 5.56, 5.56, 5.56],
    },
  },
};

/** Cells guessed from their own figure in another period. */
export const OWN_PERIOD: Readonly<Record<Quantity, Quantiles>> = {
  employment: {
    below: [8.64, 3.42, 3.14, 2, 1.83, 1.48, 1.41, 0.19, 0],
    above: [2.17, 2.26, 1.96, 2.23, 2.88, 2.61, 2.83, 38.47, 38.75],
  },
  wages: {
    below: [3.44, 2.97, 3.16, 2.3, 2.24, 1.49, 1.17, 1.02, 0.02],
    above: [2.37, 2.14, 1.73, 2.01, 2.26, 2.6, 2.37, 10.33, 17.66],
  },
};
