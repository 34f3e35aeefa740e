import type { Measure } from "./measure.js";

/** A name as it is compared: without case, blanks and punctuation, so that `Projected growth` is `projectedGrowth`. */
export function foldName(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}#+−]/gu, "");
}

/**
 * The measure that a user names by its id, by its label or by the header of its column: `employment`, `jobs`, `Jobs`;
 * `lq`, `LQ`, `location quotient`.
 */
export function measureNamed<One extends Pick<Measure, "id" | "label"> & { readonly shortLabel?: string }>(
  name: string,
  measures: readonly One[],
): One | undefined {
  const exact = measures.find(({ id }) => id === name);
  if (exact) return exact;
  const folded = foldName(name);
  const by = (of: (measure: One) => string | undefined) =>
    measures.find((measure) => foldName(of(measure) ?? "") === folded && folded !== "");
  return by(({ id }) => id) ?? by(({ label }) => label) ?? by(({ shortLabel }) => shortLabel);
}

/** Headers of columns that measures go by, for suggestions beside their ids: those that are not an id in other case. */
export function listHeaders(measures: readonly { readonly id: string; readonly shortLabel?: string }[]): string[] {
  const ids = new Set(measures.map(({ id }) => id.toLowerCase()));
  return measures.flatMap(({ shortLabel = "" }) =>
    shortLabel === "" || ids.has(shortLabel.toLowerCase()) ? [] : [shortLabel],
  );
}
