import { readClusters } from "../region/read/clusters.js";
import { isUnder } from "../naics/levels.js";
import type { Note } from "../core/notes.js";
import type { Proposal } from "./propose.js";

/** A cluster of the user's file, among the industries that have patterns. */
export interface ComparedCluster {
  readonly name: string;
  readonly industries: readonly string[];
  /** Mean similarity of two of its industries, and of one of its own and one of all others; undefined if there are none. */
  readonly within: number | undefined;
  readonly beyond: number | undefined;
  /** The proposal that holds most of its industries, and how many of them. */
  readonly nearest: { readonly name: string; readonly industries: number } | undefined;
}

export interface ClusterComparison {
  readonly file: string;
  readonly clusters: readonly ComparedCluster[];
  /** Industries that are in the user's file and have a pattern. */
  readonly compared: number;
  /** Adjusted Rand index of both groupings of these industries: 0 by chance, 1 the same; undefined if none can be had. */
  readonly agreement: number | undefined;
  readonly notes: readonly Note[];
}

/** Holds the user's own clusters to how alike their industries are by staffing. */
export async function compareWithFile(file: string, proposal: Proposal): Promise<ClusterComparison> {
  const { lines, notes } = await readClusters(file);
  const { industries, clusters, singles, similarity } = proposal;
  const listPlaces = (name: string): readonly number[] =>
    industries.flatMap(({ naics }, place) =>
      lines.some(({ cluster, naics: code }) => cluster === name && isUnder(naics, code)) ? [place] : [],
    );
  const own = new Map([...new Set(lines.map(({ cluster }) => cluster))].map((name) => [name, listPlaces(name)]));
  const proposed = new Map<string, string>([
    ...clusters.flatMap(({ name, members }) => members.map(({ naics }) => [naics, name] as const)),
    ...singles.map(({ naics, title }) => [naics, title] as const),
  ]);
  const compared = [...own].map(([name, places]): ComparedCluster => {
    const counts = countBy(places.map((place) => proposed.get(industries[place]!.naics)!));
    const [nearest] = [...counts].sort((a, b) => b[1] - a[1]);
    const others = industries.flatMap((_, place) => (places.includes(place) ? [] : [place]));
    return {
      name,
      industries: places.map((place) => industries[place]!.naics),
      within: mean(places.flatMap((one, at) => places.slice(at + 1).map((other) => similarity(one, other)))),
      beyond: mean(places.flatMap((one) => others.map((other) => similarity(one, other)))),
      nearest: nearest && { name: nearest[0], industries: nearest[1] },
    };
  });
  const pairs = [...own].flatMap(([name, places]) =>
    places.map((place) => [name, proposed.get(industries[place]!.naics)!] as const),
  );
  return { file, clusters: compared, compared: pairs.length, agreement: adjustedRandIndex(pairs), notes };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countBy<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * How far two groupings of the same things agree, beyond chance.
 *
 * @param pairs of each thing its group in one and in the other
 * @returns undefined where chance alone gives full agreement, as with one group on both sides
 * @source Hubert and Arabie, "Comparing partitions", Journal of Classification 2 (1985)
 */
export function adjustedRandIndex(pairs: readonly (readonly [string, string])[]): number | undefined {
  const two = (count: number): number => (count * (count - 1)) / 2;
  const pairsIn = (keys: readonly string[]): number =>
    [...countBy(keys).values()].reduce((sum, count) => sum + two(count), 0);
  const both = pairsIn(pairs.map((pair) => JSON.stringify(pair)));
  const [left, right] = [pairsIn(pairs.map(([one]) => one)), pairsIn(pairs.map(([, other]) => other))];
  const expected = (left * right) / two(pairs.length);
  const most = (left + right) / 2;
  return pairs.length < 2 || most === expected ? undefined : (both - expected) / (most - expected);
}
