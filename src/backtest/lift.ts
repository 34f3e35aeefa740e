import type { FollowedArea, FollowedFigures, FollowedList, ListShares } from "./followed-area.js";

/** What a list is compared by: jobs, establishments, average pay; against the area's other industries or the nation. */
export const COMPARISONS = ["jobs", "nation", "establishments", "pay"] as const;
export type ComparisonId = (typeof COMPARISONS)[number];

/** How a list did in one area. */
export interface AreaComparison {
  /** What the area counts for among all: the jobs of its list in the year it was made, or its establishments. */
  readonly weight: number;
  /** Growth of the list's industries together, a fraction over the whole span. */
  readonly list: number;
  /** The same of what they are compared with. */
  readonly rest: number;
}

/** The nation's figures of the followed industries, or what stands in for it. */
export type NationFigures = Pick<FollowedArea, "start" | "end">;

/**
 * Compares the industries of a list with the others of its area, or with the same industries of the nation.
 *
 * Growth is of sums, so that each industry counts by its size: jobs of the list's industries in the later year ÷ those in
 * the year of the list − 1. Against the nation: what the same jobs would have become if each industry had grown as it did
 * there. An industry without a known figure in either year takes no part on either side.
 *
 * @returns undefined where nothing is left on one of the sides
 */
export function compareArea(
  comparison: ComparisonId,
  { start, end }: Pick<FollowedArea, "start" | "end">,
  shares: ListShares,
  nation: NationFigures | undefined,
): AreaComparison | undefined {
  switch (comparison) {
    case "jobs":
      return compareSums(start.employment, end.employment, shares);
    case "establishments":
      return compareSums(start.establishments, end.establishments, shares);
    case "pay":
      return comparePay(start, end, shares);
    case "nation":
      return nation && compareWithNation(start.employment, end.employment, shares, nation);
  }
}

function compareSums(start: Float64Array, end: Float64Array, shares: ListShares): AreaComparison | undefined {
  let [listStart, listEnd, restStart, restEnd] = [0, 0, 0, 0];
  for (let at = 0; at < shares.length; at++) {
    const [before, after, share] = [start[at]!, end[at]!, shares[at]!];
    if (Number.isNaN(before + after)) continue;
    listStart += share * before;
    listEnd += share * after;
    restStart += (1 - share) * before;
    restEnd += (1 - share) * after;
  }
  if (!(listStart > 0 && restStart > 0)) return undefined;
  return { weight: listStart, list: listEnd / listStart - 1, rest: restEnd / restStart - 1 };
}

/** Average pay of all jobs of each side, so that a change of the mix within a list counts as well. */
function comparePay(start: FollowedFigures, end: FollowedFigures, shares: ListShares): AreaComparison | undefined {
  const [list, rest] = [new Float64Array(4), new Float64Array(4)];
  for (let at = 0; at < shares.length; at++) {
    const figures = [start.employment[at]!, start.wages[at]!, end.employment[at]!, end.wages[at]!];
    if (Number.isNaN(figures[0]! + figures[1]! + figures[2]! + figures[3]!)) continue;
    const share = shares[at]!;
    for (let k = 0; k < 4; k++) {
      list[k]! += share * figures[k]!;
      rest[k]! += (1 - share) * figures[k]!;
    }
  }
  const growth = (sums: Float64Array): number => sums[3]! / sums[2]! / (sums[1]! / sums[0]!) - 1;
  const [ofList, ofRest] = [growth(list), growth(rest)];
  if (!Number.isFinite(ofList) || !Number.isFinite(ofRest)) return undefined;
  return { weight: list[0]!, list: ofList, rest: ofRest };
}

function compareWithNation(
  start: Float64Array,
  end: Float64Array,
  shares: ListShares,
  nation: NationFigures,
): AreaComparison | undefined {
  let [before, after, expected] = [0, 0, 0];
  for (let at = 0; at < shares.length; at++) {
    const share = shares[at]!;
    const ratio = nation.end.employment[at]! / nation.start.employment[at]!;
    if (share === 0 || Number.isNaN(start[at]! + end[at]!) || !Number.isFinite(ratio)) continue;
    before += share * start[at]!;
    after += share * end[at]!;
    expected += share * start[at]! * ratio;
  }
  if (!(before > 0)) return undefined;
  return { weight: before, list: after / before - 1, rest: expected / before - 1 };
}

/**
 * What of each followed industry is on a list: a whole industry, or of one that several codes make up the part of its
 * jobs that were in codes of the list.
 *
 * @param places of the followed industry that a code of the list's year belongs to
 * @param jobs of a code in the year of the list; undefined where not known
 */
export function followList(
  list: readonly string[],
  industries: readonly { readonly from: readonly string[] }[],
  places: ReadonlyMap<string, number>,
  jobs: (code: string) => number | undefined,
): FollowedList {
  const listed = new Map<number, string[]>();
  for (const code of list) {
    const place = places.get(code);
    if (place !== undefined) listed.set(place, [...(listed.get(place) ?? []), code]);
  }
  const sum = (codes: readonly string[]): number => codes.reduce((total, code) => total + (jobs(code) ?? NaN), 0);
  const at = [...listed.keys()].sort((a, b) => a - b);
  const share = at.map((place) => {
    const [codes, { from }] = [listed.get(place)!, industries[place]!];
    if (codes.length === from.length) return 1;
    const part = sum(codes) / sum(from);
    return Number.isFinite(part) ? part : codes.length / from.length;
  });
  return { at, share };
}
