import type { QcewTable } from "../table.js";

/**
 * Numbers that sort as the store does: by area, ownership and industry, codes as text.
 *
 * Industries under 65,536 and 16 ownerships leave room for 2^33 areas below 2^53.
 */
export function sortKeys(table: QcewTable): Float64Array {
  const areas = rankTexts(table.areas);
  const industries = rankTexts(table.industries);
  const keys = new Float64Array(table.length);
  for (let row = 0; row < table.length; row++) {
    keys[row] = (areas[table.area[row]!]! * 16 + table.ownership[row]!) * 65_536 + industries[table.industry[row]!]!;
  }
  return keys;
}

/** Place of each text in the order of all. */
export function rankTexts(texts: readonly string[]): Uint32Array {
  const order = texts.map((_, number) => number).sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
  const ranks = new Uint32Array(texts.length);
  order.forEach((number, rank) => (ranks[number] = rank));
  return ranks;
}

/**
 * The rows in order of their keys, equal ones as they stand; undefined if they are in order already, as
 * published files are.
 */
export function sortRowsByKey(keys: Float64Array): Uint32Array | undefined {
  if (isAscending(keys)) return undefined;
  // Runs of rows in order are kept together: rows of whole areas, in files that list areas otherwise.
  return Uint32Array.from(keys, (_, row) => row).sort((a, b) => keys[a]! - keys[b]! || a - b);
}

function isAscending(keys: Float64Array): boolean {
  for (let row = 1; row < keys.length; row++) if (keys[row]! < keys[row - 1]!) return false;
  return true;
}

/** Whether two neighbours of sorted keys are equal. */
export function hasRepeats(keys: Float64Array, order: Uint32Array | undefined): boolean {
  const at = (place: number): number => keys[order ? order[place]! : place]!;
  for (let place = 1; place < keys.length; place++) if (at(place) === at(place - 1)) return true;
  return false;
}
