import { derive, estimated, hasValue, type Datum } from "../core/datum.js";

/**
 * Jobs of an occupation in an industry: the industry's jobs times the occupation's share of its pattern.
 *
 * A borrowed share is that of a wider industry, and nothing is published of how far the industry's own differs from it:
 * the range goes from none to all of its jobs, whatever is known of these.
 *
 * @param jobs of the industry, persons
 * @param share part of the pattern's total, 0 to 1
 */
export function patternJobs(jobs: Datum, share: Datum, { isBorrowed }: { readonly isBorrowed: boolean }): Datum {
  const found = derive({ jobs, share }, (part) => part.jobs * part.share);
  if (!isBorrowed || !hasValue(found) || !hasValue(jobs)) return found;
  return estimated(found.value, { low: 0, high: jobs.status === "estimated" ? jobs.high : jobs.value });
}
