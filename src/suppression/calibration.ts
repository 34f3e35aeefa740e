import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-calibrate.mjs from masked disclosed cells of BLS QCEW 2016 Q1 (private cells of
// Colorado, Georgia, Illinois, Kansas, New York, North Carolina, Washington and Wisconsin, with their state and MSA
// rows and without) and of Ohio's four quarters of 2016 (cells known from another period): 129,650 cells.

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
  employment: { constant: -0.638, withTotals: 0.513, withoutTotals: 0.117, room: 0.264, unit: 1 },
  wages: { constant: -0.686, withTotals: 0.393, withoutTotals: 0.13, room: 0.393, unit: 10000 },
};

/** By ones digit of the aggregation level: coarser industries miss by more than the formula tells, finer ones by less. */
export const LEVEL_FACTOR: Readonly<Record<Quantity, Readonly<Record<number, number>>>> = {
  employment: { 4: 1.08, 5: 1.08, 6: 1.04, 7: 0.98, 8: 0.95 },
  wages: { 4: 1.07, 5: 1.05, 6: 1.02, 7: 0.98, 8: 0.96 },
};

/** Cells guessed from peers, by establishments: up to 5, up to 20, more. */
export const PEER: Readonly<Record<Quantity, Readonly<Record<"few" | "some" | "many", Quantiles>>>> = {
  employment: {
    few: {
      below: [4.99, 4.66, 5.9, 6.37, 4.54, 2.74, 1.69, 1.02, 0.06],
      above: [2.43, 2.45, 2.7, 2.6, 2.54, 2.96, 3.58, 6.09, 48.86],
    },
    some: {
      below: [2.72, 3.35, 3.72, 3.99, 3.48, 2.49, 1.62, 0.66, 0.66],
      above: [2.91, 3.13, 2.55, 2.71, 2.79, 3.58, 4.61, 11.72, 13],
    },
    many: {
      below: [3, 3.29, 3.56, 3.28, 2.57, 2.34, 2.3, 2.3, 2.3],
      above: [2.7, 3.02, 2.88, 2.88, 3.3, 4.98, 5.18, 5.18, 5.18],
    },
  },
  wages: {
    few: {
      below: [3.16, 3.16, 5.93, 7.34, 4.72, 2.95, 1.81, 1.09, 0.64],
      above: [2.41, 2.65, 2.61, 2.62, 2.24, 2.85, 3.38, 4.15, 9.14],
    },
    some: {
      below: [2.14, 3.02, 3.32, 3.73, 3.76, 2.63, 1.67, 1.04, 0.25],
      above: [2.45, 2.87, 2.9, 2.51, 2.8, 3.44, 4.54, 5.38, 21.61],
    },
    many: {
      below: [2.67, 3.23, 3.33, 3.34, 2.86, 2.09, 1.56, 1.49, 1.49],
      above: [2.71, 3.29, 3.09, 3.07, 3.51, 4.1, 4.49, 4.67, 4.67],
    },
  },
};

/** Cells guessed from their own figure in another period. */
export const OWN_PERIOD: Readonly<Record<Quantity, Quantiles>> = {
  employment: {
    below: [9.86, 4.7, 2.71, 1.57, 1.55, 1.12, 1.06, 0.06, 0],
    above: [2.67, 2.22, 2.33, 1.97, 2.22, 1.84, 2.16, 37.38, 38.52],
  },
  wages: {
    below: [3.45, 2.77, 2.77, 2.25, 1.98, 1.19, 1.01, 1, 0.05],
    above: [2.94, 2.52, 1.97, 1.97, 2.24, 2.37, 1.43, 2.72, 14.33],
  },
};
