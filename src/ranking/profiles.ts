export const PROFILE_IDS = ["start", "next-gen"] as const;

/** A named set of factors and weights. */
export interface Profile {
  readonly id: (typeof PROFILE_IDS)[number];
  readonly label: string;
  readonly source: string;
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * `projectedGrowth` takes part only where projections are given: a factor without any value is left out.
 */
export const PROFILES: readonly Profile[] = [
  {
    id: "start",
    label: "START's five factors, equally weighted",
    source: "START toolkit, regional needs assessment, tabs A to K",
    weights: { employment: 1, averagePay: 1, growth: 1, projectedGrowth: 1, lq: 1 },
  },
  {
    id: "next-gen",
    label: "the four criteria of the Next Generation Sector Partnerships manual, equally weighted",
    source: "Next Generation Sector Partnerships training manual, choosing target industries",
    weights: { employment: 1, averagePay: 1, projectedGrowth: 1, lq: 1 },
  },
];
