import type { IntervalInput } from "./interval-input.js";
import { WIDENING, type Widening } from "./widening-constants.js";

const COUNTS = [2, 5, 10, 20, 50];
const SIZES = [2, 5, 10, 20, 50, 100];
/** How many times its first guess an estimate is. */
const MOVES = [0.25, 0.6, 1.5, 3, 6, 15];

/** The classes that a cell's range is widened by: an index into each table of `Widening`. */
export interface WideningClasses {
  readonly sector: string;
  readonly count: number;
  readonly size: number;
  readonly move: number;
  readonly level: number;
}

/**
 * By how much the half-widths learned from masked cells are multiplied for really withheld ones.
 *
 * A mask hides what is published, and what is published is easier. On sums of really withheld cells, whose truth follows
 * from published totals, the widths were too small by these factors, below and above apart: with published totals over
 * areas and without, by sector, by class of establishments, by class of jobs an establishment, by how far totals moved the estimate from its
 * first guess (one of several cells holds a large employer, and nothing says which), and by level.
 *
 * @source `test/bench/suppression-widen.mjs`
 */
export function widening(u: number, input: IntervalInput): { readonly below: number; readonly above: number } {
  const { below, above } = WIDENING[input.quantity][input.isUnderAreas(u) ? "areas" : "alone"];
  const classes = wideningClasses(u, input);
  return { below: widened(classes, below), above: widened(classes, above) };
}

/** Masked cells need what they need: nothing is narrowed. */
function widened({ sector, count, size, move, level }: WideningClasses, of: Widening): number {
  const product =
    of.all * (of.sector[sector] ?? 1) * of.count[count]! * of.size[size]! * of.move[move]! * (of.level[level] ?? 1);
  return Math.max(product, 1);
}

export function wideningClasses(u: number, input: IntervalInput): WideningClasses {
  const { quantity, values, guess, establishments, sector, level } = input;
  const count = establishments(u);
  const unit = quantity === "employment" ? 1 : 10_000;
  return {
    sector: sector(u),
    count: findClass(count, COUNTS),
    size: findClass(values[u]! / unit / count, SIZES),
    move: findClass(values[u]! / guess[u]!, MOVES),
    level: level(u),
  };
}

function findClass(number: number, mosts: readonly number[]): number {
  const found = mosts.findIndex((most) => number <= most);
  return found === -1 ? mosts.length : found;
}
