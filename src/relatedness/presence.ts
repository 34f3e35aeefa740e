import { hasValue, type Datum } from "../core/datum.js";
import { NINETY_PERCENT_DEVIATE } from "../ranking/random.js";

/**
 * Which industries are concentrated in which areas: the matrix M of the literature, with what is not known of it.
 *
 * A cell is a margin: the standard deviations of the cell's error by which its location quotient lies above 1. A published
 * quotient of 1 or more is ∞ and a lower one −∞; where the cell is withheld the margin is finite, and the probability of presence is
 * the normal distribution at it. NaN: withheld, and nothing was estimated.
 */
export interface Presence {
  /** Codes in order. */
  readonly industries: readonly string[];
  /** Codes of the areas, which name the draws: results don't depend on the order of areas. */
  readonly areas: readonly string[];
  /** Area by area, an industry each. */
  readonly margins: Float32Array;
}

/** Beyond so many standard deviations one draw in 30,000 would differ. */
const SURE = 4;

/**
 * The margin of a location quotient: each side of its 90 % interval is half a normal distribution, as in every draw of this tool.
 *
 * @param quotient absent or undefined: there is no such industry there, or nowhere, so it is not present
 * @param least jobs below which an industry does not count as present, whatever its quotient
 */
export function presenceMargin(quotient: Datum, jobs: Datum, least: number): number {
  const margin = marginAbove(quotient, 1);
  return least > 0 ? Math.min(margin, marginAbove(jobs, least)) : margin;
}

function marginAbove(datum: Datum, least: number): number {
  if (datum.status === "suppressed") return NaN;
  if (!hasValue(datum)) return -Infinity;
  const { value } = datum;
  const isAbove = value >= least;
  if (datum.status === "disclosed") return isAbove ? Infinity : -Infinity;
  const error = (isAbove ? value - datum.low : datum.high - value) / NINETY_PERCENT_DEVIATE;
  const margin = error > 0 ? (value - least) / error : isAbove ? Infinity : -Infinity;
  return Math.abs(margin) < SURE ? margin : margin > 0 ? Infinity : -Infinity;
}

/** The probability that an industry is present; undefined where nothing is known of its cell. */
export function presenceProbability(margin: number): number | undefined {
  if (Number.isNaN(margin)) return undefined;
  return margin === Infinity ? 1 : margin === -Infinity ? 0 : normalShare(margin);
}

/** The standard normal distribution. @source Abramowitz & Stegun 1964, 7.1.26: off by 2e-7 at most */
function normalShare(deviate: number): number {
  const x = Math.abs(deviate) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return deviate < 0 ? tail / 2 : 1 - tail / 2;
}

/** One area's cells. */
export function marginsAt({ margins, industries }: Presence, area: number): Float32Array {
  return margins.subarray(area * industries.length, (area + 1) * industries.length);
}

/** The industries that are present where every uncertain cell is taken as likelier than not. */
export function likelyPresent(margins: Float32Array): Uint32Array {
  const present: number[] = [];
  margins.forEach((margin, industry) => {
    if (margin >= 0) present.push(industry);
  });
  return Uint32Array.from(present);
}

/** Whether a cell may turn out either way in a draw. */
export function isOpen(margin: number): boolean {
  return Number.isFinite(margin);
}
