import { knownValue, type Datum } from "../core/datum.js";
import type { PeriodFigures } from "../core/industry-table.js";
import type { RankCandidate } from "./criteria.js";

/** From where on a figure is mostly a guess. */
export interface GuessLimits {
  /** The least part of the industry's jobs that stands in withheld cells. */
  readonly share: number;
  /** The least part of the other industries' figures that lies inside its 90 % range. */
  readonly span: number;
}

/**
 * A guess stays nearer to the true place than what the industry's other factors suggest, which is what re-weighting puts
 * in its place, up to a range that leaves out none of the others: from there on it is no nearer than the middle of all
 * places, and most of the true first ten are found without it.
 *
 * @source `npm run bench:suppression -- top-ten --detail`
 */
export const MOSTLY_GUESS: GuessLimits = { share: 0.5, span: 1 };

/**
 * Marks the figures that are mostly guesses, so that a ranking counts them as missing.
 *
 * How wide a range is shows in what it is a range among: growth of −20 to 30 % says nothing if all industries grow by
 * as much, a factor of two in jobs says much where industries differ by a thousand. So the width is the part of the
 * other industries' figures that lies inside the range, alike for all factors and methods.
 *
 * @param candidates all that take part: the figures that each is compared with
 * @param ids factors that count, or may be given a weight
 */
export function markGuesses(
  candidates: readonly RankCandidate[],
  ids: readonly string[],
  limits = MOSTLY_GUESS,
): readonly RankCandidate[] {
  const columns = ids.flatMap((id) => {
    const isMoved = candidates.some(({ values }) => values[id]?.status === "estimated");
    return isMoved ? [{ id, figures: sortFigures(candidates, id) }] : [];
  });
  if (columns.length === 0) return candidates;
  return candidates.map((candidate) => {
    if (estimatedShare(candidate) < limits.share) return candidate;
    const guesses = columns.filter(({ id, figures }) => shareInRange(candidate.values[id], figures) >= limits.span);
    return guesses.length > 0 ? { ...candidate, guesses: guesses.map(({ id }) => id) } : candidate;
  });
}

function sortFigures(candidates: readonly RankCandidate[], id: string): Float64Array {
  return Float64Array.from(candidates.flatMap(({ values }) => (values[id] && knownValue(values[id])) ?? [])).sort();
}

/** The part of an industry's jobs that is estimated, at the end of the span where that is more. */
export function estimatedShare({ row: { region } }: Pick<RankCandidate, "row">): number {
  return Math.max(shareAt(region.end), region.start ? shareAt(region.start) : 0);
}

function shareAt({ employment, estimatedJobs = 0 }: PeriodFigures): number {
  return employment.status === "estimated" && employment.value > 0 ? estimatedJobs / employment.value : 0;
}

/**
 * The part of the other figures that lies inside a figure's range.
 *
 * @param figures of all industries, its own among them, from the least
 */
export function shareInRange(datum: Datum | undefined, figures: Float64Array): number {
  if (datum?.status !== "estimated" || figures.length < 2) return 0;
  const inside = firstAbove(figures, datum.high, true) - firstAbove(figures, datum.low, false);
  return Math.max(inside - 1, 0) / (figures.length - 1);
}

/** The place of the first figure above a number, or of the first that is not below it. */
function firstAbove(figures: Float64Array, number: number, isStrict: boolean): number {
  let [from, to] = [0, figures.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const figure = figures[middle]!;
    if (figure < number || (isStrict && figure === number)) from = middle + 1;
    else to = middle;
  }
  return from;
}
