import type { Direction } from "./factor.js";
import { PlaceSorter } from "./place-sorter.js";

/**
 * Ranks of numbers, 1 for the best; equal numbers share the mean of the places they take.
 *
 * @param values one number an item; `undefined` is not ranked and takes no place
 * @returns a rank an item, `undefined` where there was no number
 */
export function averageRanks(values: readonly (number | undefined)[], better: Direction): (number | undefined)[] {
  const places = new Float64Array(values.length);
  new PlaceSorter(values.length).rank(
    Float64Array.from(values, (value) => value ?? NaN),
    better,
    places,
  );
  return Array.from(places, (place) => (Number.isNaN(place) ? undefined : place));
}
