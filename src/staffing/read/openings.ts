import { ABSENT, derive, type Datum } from "../../core/datum.js";
import type { AnnualOpenings } from "../occupation-records.js";

/**
 * Openings of an average year with the part that employment change has in them.
 *
 * BLS publishes openings, exits and transfers, and the change over the whole projection: an average year has its part.
 * Openings = exits + transfers + growth, except for rounding.
 */
export function computeOpenings(
  published: Omit<AnnualOpenings, "growth">,
  { base, projected, years }: { readonly base: Datum; readonly projected: Datum; readonly years: number },
): AnnualOpenings {
  const growth = derive({ base, projected }, (jobs) => (years > 0 ? (jobs.projected - jobs.base) / years : undefined));
  return { ...published, growth: growth.status === "undefined" ? ABSENT : growth };
}
