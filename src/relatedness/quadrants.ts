import { median } from "simple-statistics";
import { hasValue, type Datum } from "../core/datum.js";
import type { RelatedIndustry } from "./region-relatedness.js";

/** Where an industry that a region is without stands by how near it is and what it would bring. */
export const REACHABILITY = {
  within: "within reach, high gain",
  stretch: "far, high gain",
  easy: "within reach, low gain",
  neither: "far, low gain",
} as const;
export type Reachability = keyof typeof REACHABILITY;

/** Industries that a region is without, and where the lines between the quadrants lie: the medians of these industries. */
export interface Opportunities {
  readonly split: { readonly density: number; readonly gain: number } | undefined;
  /** By the mean of the places by density and by gain; by the least possible density where none has a figure. */
  readonly industries: readonly Opportunity[];
}

export interface Opportunity extends RelatedIndustry {
  /** Undefined where density or gain is. */
  readonly quadrant: Reachability | undefined;
}

/** An industry counts as lacking where it is likelier absent than present; where nothing is known of its cell it may be there. */
function isLacking({ presence }: RelatedIndustry): boolean {
  return presence !== undefined && presence < 0.5;
}

/** Sorts what a region is without into quadrants. */
export function findOpportunities(industries: readonly RelatedIndustry[]): Opportunities {
  const lacking = industries.filter(isLacking);
  const known = lacking.filter(({ density, gain }) => hasValue(density) && hasValue(gain));
  if (known.length === 0) {
    const least = ({ bounds }: RelatedIndustry): number => bounds?.density.low ?? -1;
    const ordered = [...lacking].sort((a, b) => least(b) - least(a));
    return { split: undefined, industries: ordered.map((one) => ({ ...one, quadrant: undefined })) };
  }
  const split = { density: median(known.map(densityAt)), gain: median(known.map(gainAt)) };
  const places = [densityAt, gainAt].map((figure) => placesBy(known, figure));
  const meanPlace = ({ naics }: RelatedIndustry): number =>
    places.reduce((sum, place) => sum + (place.get(naics) ?? Infinity), 0);
  return {
    split,
    industries: lacking
      .map((one) => ({ ...one, quadrant: quadrantAt(one, split) }))
      // Those without a figure come last, in order of code.
      .sort((a, b) => meanPlace(a) - meanPlace(b) || 0),
  };
}

function quadrantAt(
  { density, gain }: RelatedIndustry,
  split: { readonly density: number; readonly gain: number },
): Reachability | undefined {
  if (!hasValue(density) || !hasValue(gain)) return undefined;
  if (gain.value >= split.gain) return density.value >= split.density ? "within" : "stretch";
  return density.value >= split.density ? "easy" : "neither";
}

/** Places from 1 for the highest; ties share the mean of their places. */
function placesBy(
  industries: readonly RelatedIndustry[],
  figure: (one: RelatedIndustry) => number,
): ReadonlyMap<string, number> {
  return new Map(
    industries.map((one) => {
      const higher = industries.filter((other) => figure(other) > figure(one)).length;
      const ties = industries.filter((other) => figure(other) === figure(one)).length;
      return [one.naics, higher + (ties + 1) / 2];
    }),
  );
}

function densityAt({ density }: RelatedIndustry): number {
  return numberIn(density);
}

function gainAt({ gain }: RelatedIndustry): number {
  return numberIn(gain);
}

function numberIn(datum: Datum): number {
  return hasValue(datum) ? datum.value : NaN;
}
