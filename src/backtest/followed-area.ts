/** What is followed of an industry. */
export const FOLLOWED = ["employment", "establishments", "wages"] as const;
export type FollowedQuantity = (typeof FOLLOWED)[number];

/** Figures of an area's followed industries in one year, by industry; NaN where a figure is not known. */
export type FollowedFigures = Readonly<Record<FollowedQuantity, Float64Array>>;

/** What became of an area's industries between the year of its list and a later one. */
export interface FollowedArea {
  readonly start: FollowedFigures;
  readonly end: FollowedFigures;
  /** Industries of which a figure rests on an estimate of withheld cells; 1 where one does. */
  readonly isEstimated: Uint8Array | undefined;
  /** The same figures with every estimate drawn again from its range. */
  readonly drawFigures?: ((random: () => number) => Pick<FollowedArea, "start" | "end">) | undefined;
}

/** An industry that is followed: the finest group of codes whose border no revision of NAICS moved in between. */
export interface FollowedIndustry {
  readonly code: string;
  readonly title: string;
  /** Codes of the year of the list. */
  readonly from: readonly string[];
  /** Codes of the later year. */
  readonly to: readonly string[];
}

/** How much of each followed industry's start is on a list: 1 and 0, or a part where a list has some of its codes. */
export type ListShares = Float64Array;

/** The industries of a list alone: their numbers, and how much of each is on it. */
export interface FollowedList {
  readonly at: readonly number[];
  readonly share: readonly number[];
}

/** No figures yet. */
export function blankFigures(length: number): Record<FollowedQuantity, Float64Array> {
  return {
    employment: new Float64Array(length),
    establishments: new Float64Array(length),
    wages: new Float64Array(length),
  };
}
