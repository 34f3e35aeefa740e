import type { Quantity } from "./cells.js";

// Written by test/bench/suppression-widen.mjs from 67,663 sums of really withheld private cells of BLS QCEW 2016 Q1.

/** Factors of half-widths, learned from really withheld cells; see `widening`. */
export interface Widening {
  readonly below: number;
  readonly above: number;
  readonly sector: Readonly<Record<string, number>>;
  readonly count: readonly number[];
  readonly size: readonly number[];
  readonly move: readonly number[];
  /** By ones digit of the aggregation level. */
  readonly level: Readonly<Record<number, number>>;
}

export const WIDENING: Readonly<Record<Quantity, Readonly<Record<"areas" | "alone", Widening>>>> = {
  employment: {
    areas: {
      below: 1.18,
      above: 0.78,
      sector: {
        "11": 1.1,
        "21": 1.45,
        "22": 1.26,
        "23": 1.24,
        "31-33": 1.58,
        "42": 1.08,
        "44-45": 0.86,
        "48-49": 1.18,
        "51": 1.27,
        "52": 1.1,
        "53": 1.06,
        "54": 1.16,
        "55": 0.77,
        "56": 1.28,
        "61": 1.66,
        "62": 1.05,
        "71": 1.24,
        "72": 1.05,
        "81": 0.88,
        "99": 0.76,
      },
      count: [1.14, 0.98, 0.8, 1.12, 1.09, 0.79],
      size: [0.67, 0.91, 1.08, 1.07, 1.22, 1.16, 1.19],
      move: [1.05, 0.91, 0.95, 1.17, 1.13, 1.79, 1.91],
      level: { "4": 1.2, "5": 1.15, "6": 1.06, "7": 1.13, "8": 1.01 },
    },
    alone: {
      below: 1.64,
      above: 0.56,
      sector: {
        "11": 1.39,
        "21": 2.24,
        "22": 2.39,
        "23": 1.03,
        "31-33": 2.64,
        "42": 1.45,
        "44-45": 0.83,
        "48-49": 1.87,
        "51": 2.4,
        "52": 2.12,
        "53": 1.34,
        "54": 1.58,
        "55": 1.28,
        "56": 1.79,
        "61": 1.89,
        "62": 1.31,
        "71": 1.77,
        "72": 1.43,
        "81": 0.89,
        "99": 2.41,
      },
      count: [1.69, 1.01, 1.11, 0.89, 1.05, 1.24],
      size: [0.72, 0.83, 1.1, 1.31, 1.65, 2.01, 2.13],
      move: [1.27, 0.76, 1.16, 1.68, 1.56, 2.21, 3.43],
      level: { "4": 1.19, "5": 1.11, "6": 1.23, "7": 1.12, "8": 1.32 },
    },
  },
  wages: {
    areas: {
      below: 1.44,
      above: 0.65,
      sector: {
        "11": 1.37,
        "21": 1.26,
        "22": 0.92,
        "23": 1.14,
        "31-33": 2.28,
        "42": 1.18,
        "44-45": 0.7,
        "48-49": 1.34,
        "51": 1.12,
        "52": 1.47,
        "53": 1.2,
        "54": 1.55,
        "55": 0.75,
        "56": 1.3,
        "61": 2.04,
        "62": 0.85,
        "71": 1.22,
        "72": 0.87,
        "81": 0.68,
        "99": 0.76,
      },
      count: [1.31, 0.9, 0.94, 1.03, 1.45, 1.38],
      size: [0.67, 0.95, 1.14, 1.36, 1.66, 1.35, 1.59],
      move: [0.45, 0.88, 0.97, 1.42, 1.76, 1.58, 2.53],
      level: { "4": 1.2, "5": 1, "6": 1.07, "7": 1.15, "8": 1.13 },
    },
    alone: {
      below: 2.11,
      above: 0.6,
      sector: {
        "11": 1.77,
        "21": 3.32,
        "22": 3.76,
        "23": 1.63,
        "31-33": 3.17,
        "42": 1.83,
        "44-45": 1.09,
        "48-49": 2.61,
        "51": 2.93,
        "52": 2.37,
        "53": 1.61,
        "54": 1.85,
        "55": 3.35,
        "56": 2.07,
        "61": 2.2,
        "62": 1.47,
        "71": 1.8,
        "72": 1.73,
        "81": 1.08,
        "99": 0.97,
      },
      count: [2.16, 1.16, 1.41, 1.39, 1.63, 1.62],
      size: [0.6, 1.1, 1.51, 2.12, 2.24, 2.77, 3.01],
      move: [1.7, 1.61, 1.5, 2.26, 3.12, 3.23, 1.92],
      level: { "4": 1.95, "5": 1.26, "6": 1.37, "7": 1.39, "8": 1.87 },
    },
  },
};

/** Shares of the variance that cells of one industry, and cells of one area, have in common. */
export const COMMON = { industry: 0.06, area: 0.4 };
