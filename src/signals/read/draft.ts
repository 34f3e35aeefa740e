import type { SignalCell } from "../signal.js";
import { ALL_LARGE, FIRST_LARGE, JOB_RANGES, SIZE_CLASSES } from "./size-classes.js";

/** What the rows of a file say of one industry in one area. */
export interface Draft {
  /** Undefined where the number is withheld. */
  jobs?: number;
  isNoisy?: boolean;
  /** One of the keys of `JOB_RANGES`. */
  letter?: string;
  establishments?: number;
  /** Establishments by class of size; undefined where the file doesn't say. */
  counts?: (number | undefined)[];
}

/** Sizes say how many jobs there are where no more than this part of the establishments have none. */
const MOST_WITHOUT_SIZE = 0.2;
/** A range from 0 is not a range of logarithms. */
const LEAST_JOBS = 1;

/** The cell of what was read; undefined if no jobs can be known. */
export function draftToCell({ jobs, isNoisy = false, letter, establishments, counts }: Draft): SignalCell | undefined {
  // 0 jobs in the pay period of March say little of a year, and nothing in logarithms.
  if (jobs !== undefined) {
    return jobs > 0 ? { kind: isNoisy ? "noisy" : "jobs", jobs, low: jobs, high: jobs, establishments } : undefined;
  }
  const [least, most] = letter === undefined ? [0, Infinity] : JOB_RANGES[letter]!;
  const sizes = counts && sumOfSizes(counts, establishments);
  if (sizes) {
    const low = Math.max(sizes.low, least);
    const high = Math.min(sizes.high, most);
    // A letter and sizes that exclude each other are of different months, or wrong.
    if (low <= high && high > 0) {
      const within = Math.min(Math.max(sizes.jobs, low, LEAST_JOBS), high);
      return { kind: "sizes", jobs: within, low, high, establishments };
    }
  }
  if (letter === undefined) return undefined;
  const low = Math.max(least, establishments === undefined ? 0 : LEAST_JOBS);
  return { kind: "range", jobs: Math.sqrt(Math.max(low, LEAST_JOBS) * most), low, high: most, establishments };
}

/** What establishments of these sizes have together; undefined if the sizes of too many are not given. */
function sumOfSizes(
  counts: readonly (number | undefined)[],
  establishments: number | undefined,
): { readonly jobs: number; readonly low: number; readonly high: number } | undefined {
  const hasParts = counts.slice(FIRST_LARGE, ALL_LARGE).some((count) => (count ?? 0) > 0);
  let [sum, jobs, low, high] = [0, 0, 0, 0];
  for (const [number, { low: least, high: most, mean }] of SIZE_CLASSES.entries()) {
    const count = number === ALL_LARGE && hasParts ? 0 : (counts[number] ?? 0);
    sum += count;
    jobs += count * mean;
    low += count * least;
    high += count * most;
  }
  const rest = Math.max((establishments ?? sum) - sum, 0);
  if (sum === 0 || rest > MOST_WITHOUT_SIZE * (sum + rest)) return undefined;
  // Those without a size are as large as the others.
  return { jobs: (jobs * (sum + rest)) / sum, low, high: rest === 0 ? high : Infinity };
}
