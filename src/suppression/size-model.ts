import { SIZE, SPREAD } from "./size-constants.js";

/** What is known of a local cell besides its totals. */
export interface CellFacts {
  /** Ones digit of the aggregation level: 4 sector to 8 six-digit. */
  readonly level: number;
  readonly sector: string;
  /** At least a half. */
  readonly establishments: number;
  /** Jobs an establishment of the industry in the state or the nation. */
  readonly rate: number;
  /** Logarithm of the area's jobs an establishment over its state's, of all industries together; 0 where unknown. */
  readonly areaSize: number;
}

export interface CellSize {
  /** Expected jobs ÷ (establishments × rate). */
  readonly jobs: number;
  /** Relative variance of jobs around what is expected. */
  readonly variance: number;
}

const LEVELS = [4, 5, 6, 7, 8];
const SECTORS = "11 21 22 23 31-33 42 44-45 48-49 51 52 53 54 55 56 61 62 71 72 81 99".split(" ");
const SECTOR_NUMBERS = new Map(SECTORS.map((code, number) => [code, number]));
/** Establishments between which the factor by level is interpolated. */
const KNOTS = [1, 2, 3, 4.5, 8, 15, 33, 100].map(Math.log);
/** A typical withheld cell: five establishments, of twelve jobs each. */
const TYPICAL_LOG_COUNT = 1.6;
const TYPICAL_LOG_RATE = 2.5;

const SIZE_BY_LEVEL = LEVELS.length * KNOTS.length;
const SPREAD_BY_LEVEL = 3 * LEVELS.length;
export const TERMS = { size: SIZE_BY_LEVEL + 3 * SECTORS.length + 4, spread: SPREAD_BY_LEVEL + SECTORS.length + 2 };

type Term = readonly [number: number, times: number];

/**
 * How a local cell that is withheld compares with its industry elsewhere.
 *
 * What is withheld differs from what is published: few employers, or one that dominates, so that plants are larger than
 * others with as many establishments, and finance is smaller. Learned where it can be: a published total less its published
 * parts is what the withheld ones have together. The relative variance is that of a gamma distribution.
 *
 * @source `test/bench/suppression-sizes.mjs`, which fits both by maximum likelihood
 */
export function estimateSize(facts: CellFacts): CellSize {
  return {
    jobs: Math.exp(weighted(eachSizeTerm, facts, SIZE)),
    variance: Math.exp(Math.min(Math.max(weighted(eachSpreadTerm, facts, SPREAD), -5), 4)),
  };
}

/** The terms of the logarithm of a cell's size over establishments × rate. */
export const sizeTerms = (facts: CellFacts): readonly Term[] => listed(eachSizeTerm, facts);

/** The terms of the logarithm of a cell's relative variance. */
export const spreadTerms = (facts: CellFacts): readonly Term[] => listed(eachSpreadTerm, facts);

type AddTerm = (number: number, times: number) => void;

function eachSizeTerm({ level, sector, establishments, rate, areaSize }: CellFacts, add: AddTerm): void {
  const log = Math.log(Math.max(establishments, 1));
  const { count, size } = centred(establishments, rate);
  const { knot, share } = findKnot(log);
  const row = LEVELS.indexOf(level) * KNOTS.length;
  if (row >= 0) {
    add(row + knot, 1 - share);
    add(row + knot + 1, share);
  }
  const number = SECTOR_NUMBERS.get(sector);
  if (number !== undefined) {
    add(SIZE_BY_LEVEL + number, 1);
    add(SIZE_BY_LEVEL + SECTORS.length + number, count);
    add(SIZE_BY_LEVEL + 2 * SECTORS.length + number, size);
  }
  const rest = SIZE_BY_LEVEL + 3 * SECTORS.length;
  add(rest, areaSize);
  add(rest + 1, areaSize * count);
  add(rest + 2, size * size);
  add(rest + 3, size * count);
}

function eachSpreadTerm({ level, sector, establishments, rate }: CellFacts, add: AddTerm): void {
  const { count, size } = centred(establishments, rate);
  const row = LEVELS.indexOf(level);
  if (row >= 0) {
    add(3 * row, 1);
    add(3 * row + 1, count);
    add(3 * row + 2, count * count);
  }
  const number = SECTOR_NUMBERS.get(sector);
  if (number !== undefined) add(SPREAD_BY_LEVEL + number, 1);
  const rest = SPREAD_BY_LEVEL + SECTORS.length;
  add(rest, size);
  add(rest + 1, size * size);
}

/** Logarithms of establishments and of the rate, less those of a typical cell; no farther out than what was learned from. */
function centred(establishments: number, rate: number): { readonly count: number; readonly size: number } {
  const within = (value: number, most: number): number => Math.min(Math.max(value, -most), most);
  return {
    count: within(Math.log(Math.max(establishments, 1)) - TYPICAL_LOG_COUNT, 3.5),
    size: within(Math.log(Math.max(rate, 0.1)) - TYPICAL_LOG_RATE, 3),
  };
}

function findKnot(log: number): { readonly knot: number; readonly share: number } {
  let knot = 0;
  while (knot < KNOTS.length - 2 && log > KNOTS[knot + 1]!) knot++;
  return { knot, share: Math.min((log - KNOTS[knot]!) / (KNOTS[knot + 1]! - KNOTS[knot]!), 1) };
}

function weighted(each: typeof eachSizeTerm, facts: CellFacts, weights: readonly number[]): number {
  let sum = 0;
  each(facts, (number, times) => (sum += times * (weights[number] ?? 0)));
  return sum;
}

function listed(each: typeof eachSizeTerm, facts: CellFacts): readonly Term[] {
  const terms: Term[] = [];
  each(facts, (number, times) => terms.push([number, times]));
  return terms;
}
