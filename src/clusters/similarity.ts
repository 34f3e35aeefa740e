import { knownValue } from "../core/datum.js";
import type { SocCode } from "../staffing/records.js";
import type { StaffingPattern } from "../staffing/pattern.js";

/** How alike two staffing patterns are, from 0 (no occupation in common) to 1 (the same shares). */
export interface SimilarityMeasure {
  readonly id: string;
  readonly label: string;
  readonly definition: string;
  readonly of: (a: OccupationShares, b: OccupationShares) => number;
}

/** An industry's jobs by occupation, as parts of those in published occupations. */
export type OccupationShares = ReadonlyMap<SocCode, number>;

export const SIMILARITY_MEASURES = [
  {
    id: "overlap",
    label: "overlap of shares (1 − Bray–Curtis)",
    definition:
      "The part of jobs that two industries have in the same occupations: the lesser of both shares, added up.",
    // Shares that add up to one in floating point may add up to a little more.
    of: (a, b) => Math.min(1, sumOver(a, b, Math.min)),
  },
  {
    id: "cosine",
    label: "cosine of shares",
    definition: "The cosine of the angle between both industries' shares: the largest occupations of each count most.",
    of: (a, b) => sumOver(a, b, (one, other) => one * other) / (vectorLength(a) * vectorLength(b)),
  },
] as const satisfies readonly SimilarityMeasure[];

export type SimilarityId = (typeof SIMILARITY_MEASURES)[number]["id"];

export function similarityMeasure(id: SimilarityId): SimilarityMeasure {
  return SIMILARITY_MEASURES.find((one) => one.id === id)!;
}

function sumOver(a: OccupationShares, b: OccupationShares, of: (one: number, other: number) => number): number {
  let sum = 0;
  for (const [code, share] of a) {
    const other = b.get(code);
    if (other !== undefined) sum += of(share, other);
  }
  return sum;
}

function vectorLength(shares: OccupationShares): number {
  let sum = 0;
  for (const share of shares.values()) sum += share * share;
  return Math.sqrt(sum);
}

/**
 * The shares of a pattern among its published occupations. Jobs in occupations that the publisher withholds are in none:
 * else an industry with many of them would be unlike all others.
 */
export function sharesOfPattern({ rows }: StaffingPattern): OccupationShares {
  const known = [...rows.values()].flatMap(({ occupation, share }) => {
    const part = knownValue(share);
    return part === undefined || part <= 0 ? [] : [[occupation, part] as const];
  });
  const sum = known.reduce((all, [, share]) => all + share, 0);
  return new Map(known.map(([code, share]) => [code, share / sum]));
}
