import { knownValue, type Datum } from "../core/datum.js";
import type { MatchKind, PatternMatch } from "../staffing/match.js";
import type { Occupation, OccupationTable } from "../staffing/occupation-records.js";
import type { AreaOccupations } from "../staffing/records.js";

/** A chosen industry with the staffing pattern that it takes. */
export interface StaffedChoice {
  readonly naics: string;
  readonly title: string;
  /** Of the region, or of the nation where no region was named. */
  readonly jobs: Datum;
  readonly match: PatternMatch;
}

/** The jobs within chosen industries, whole, for outputs that show more than a table of the leading occupations. */
export interface ChosenStaffing {
  /** What the industries are: `the short list of …`, `3 industries`. */
  readonly chosen: string;
  readonly industries: readonly StaffedChoice[];
  readonly national: AreaOccupations | undefined;
  readonly regional: AreaOccupations | undefined;
  readonly facts: OccupationTable;
  readonly sources: readonly string[];
  /** What the education of workers says beside the typical one, in words, where they differ. */
  readonly readingOf?: (facts: Occupation) => string | undefined;
}

/** An industry counts as needing an occupation from this part of its jobs. */
export const SHARED_FROM = 0.01;

/**
 * Whether an industry counts as needing an occupation. By a borrowed pattern it never does: industries that borrow from
 * the same one share all of its occupations by construction.
 */
export function needsOccupation({ kind, share }: { readonly kind: MatchKind; readonly share: Datum }): boolean {
  return kind !== "ancestor" && (knownValue(share) ?? 0) >= SHARED_FROM;
}
