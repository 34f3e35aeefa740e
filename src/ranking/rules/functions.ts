import { decile } from "../methods.js";
import { quantile } from "../treatment.js";

/** A number with the range it may lie in. */
export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One industry's figure in a rule: there is one that nobody knows where it is withheld, and none where it is undefined. */
export type RuleFigure = Range | "withheld" | undefined;

/** The functions over all industries that a rule may call. `top` gives no number; the parser knows it. */
export const FUNCTIONS = ["rank", "percentile", "decile", "mean", "median", "sum"] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** What each function gives, for help and docs. */
export const FUNCTION_WORDS: Readonly<Record<`${FunctionName}(x)` | "top(n, x)", string>> = {
  "rank(x)": "the industry's place by x, 1 for the highest; ties share the mean of their places",
  "percentile(x)":
    "the part of the other industries that its x beats, ties counting half: 1 for the first, 0 for the last",
  "decile(x)": "its tenth by x: 10 for the highest tenth of the industries, 1 for the lowest",
  "mean(x)": "the mean of x over the industries",
  "median(x)": "the median of x over the industries",
  "sum(x)": "the sum of x over the industries; not known where x of one of them is withheld",
  "top(n, x)":
    "whether the industry is among the n highest by x; n is a number or a part, as in `top(10%, lq)`; ties are all in",
};

/**
 * What a function gives for each industry, in their order.
 *
 * An industry without a figure takes no part. A place ranges from the one it has where its own figure is as high as it
 * may be and all others are as low, to the opposite; where a figure is withheld, a mean may be anything.
 */
export function callFunction(name: FunctionName, figures: readonly RuleFigure[]): readonly RuleFigure[] {
  switch (name) {
    case "rank":
      return placesWith(figures, (place) => place);
    case "percentile":
      return placesWith(figures, (place, count) => (count === 1 ? 1 : (count - place) / (count - 1)));
    case "decile":
      return placesWith(figures, decile);
    case "mean":
      return everywhere(figures, spread(figures, mean));
    case "median":
      return everywhere(figures, spread(figures, median));
    case "sum":
      return everywhere(figures, figures.includes("withheld") ? "withheld" : spread(figures, sum));
  }
}

/**
 * For each industry, how many others are above it: as the figures are, at least, and at most.
 *
 * @param tie what one that is equal counts as
 */
export function countAbove(figures: readonly RuleFigure[], tie: number): readonly RuleFigure[] {
  const known = figures.filter(isRange);
  const withheld = figures.filter((figure) => figure === "withheld").length;
  const lows = Float64Array.from(known, ({ low }) => low).sort();
  const values = Float64Array.from(known, ({ value }) => value).sort();
  const highs = Float64Array.from(known, ({ high }) => high).sort();
  const above = (sorted: Float64Array, least: number, own: number): number => {
    const [equal, greater] = [firstAtLeast(sorted, least), firstAbove(sorted, least)];
    const itself = own > least ? 1 : own === least ? tie : 0;
    return sorted.length - greater + tie * (greater - equal) - itself;
  };
  return figures.map((figure) =>
    isRange(figure)
      ? {
          value: above(values, figure.value, figure.value),
          low: above(lows, figure.high, figure.low),
          high: above(highs, figure.low, figure.high) + withheld,
        }
      : figure,
  );
}

/** How many industries have a figure, known or not. */
export function countFigures(figures: readonly RuleFigure[]): number {
  return figures.filter((figure) => figure !== undefined).length;
}

/** Places, or what follows from them: a formula that falls, or rises, with the place everywhere. */
function placesWith(
  figures: readonly RuleFigure[],
  formula: (place: number, count: number) => number,
): readonly RuleFigure[] {
  const known = figures.filter(isRange).length;
  const all = countFigures(figures);
  return countAbove(figures, 0.5).map((above) => {
    if (!isRange(above)) return above;
    const value = formula(above.value + 1, known);
    const ends = [formula(above.low + 1, all), formula(above.high + 1, all), formula(above.low + 1, known), value];
    return { value, low: Math.min(...ends), high: Math.max(...ends) };
  });
}

/** A statistic that rises with each figure; one that is withheld may be anything. */
function spread(figures: readonly RuleFigure[], statistic: (numbers: readonly number[]) => number): RuleFigure {
  const known = figures.filter(isRange);
  if (known.length === 0) return undefined;
  const withheld = figures.filter((figure) => figure === "withheld");
  return {
    value: statistic(known.map(({ value }) => value)),
    low: statistic([...known.map(({ low }) => low), ...withheld.map(() => -Infinity)]),
    high: statistic([...known.map(({ high }) => high), ...withheld.map(() => Infinity)]),
  };
}

function everywhere(figures: readonly RuleFigure[], one: RuleFigure): readonly RuleFigure[] {
  return figures.map(() => one);
}

export function isRange(figure: RuleFigure): figure is Range {
  return typeof figure === "object";
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function median(numbers: readonly number[]): number {
  return quantile(Float64Array.from(numbers).sort(), numbers.length, 0.5);
}

/** The first position of an ascending list whose number is not below `least`. */
function firstAtLeast(sorted: Float64Array, least: number): number {
  return firstWhere(sorted, (number) => number >= least);
}

function firstAbove(sorted: Float64Array, least: number): number {
  return firstWhere(sorted, (number) => number > least);
}

function firstWhere(sorted: Float64Array, holds: (number: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
