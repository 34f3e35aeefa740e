/** Two groups that became one, at the distance between them. */
export interface Merge {
  /** Places of all items of the two groups. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly height: number;
}

/**
 * Agglomerates items by average linkage: the distance of two groups is the mean of all distances between an item of one
 * and an item of the other.
 *
 * Follows chains of nearest neighbors, which gives the same tree as always joining the nearest two and takes time that
 * grows with the square of the items alone. Of equal distances the one to the earlier item counts.
 *
 * @param distance of two items, by their places
 * @returns one merge fewer than there are items, nearest first
 * @source Murtagh, "A survey of recent advances in hierarchical clustering algorithms", The Computer Journal 26 (1983)
 */
export function agglomerate(count: number, distance: (one: number, other: number) => number): readonly Merge[] {
  const between = Array.from({ length: count }, (_, one) =>
    Float64Array.from({ length: count }, (__, other) => (one === other ? Infinity : distance(one, other))),
  );
  const groups: (readonly number[] | undefined)[] = Array.from({ length: count }, (_, item) => [item]);
  const merges: Merge[] = [];
  const chain: number[] = [];
  while (merges.length < count - 1) {
    if (chain.length === 0) chain.push(groups.findIndex((group) => group !== undefined));
    const last = chain.at(-1)!;
    const nearest = findNearest(last, chain.at(-2), between, groups);
    if (nearest !== chain.at(-2)) {
      chain.push(nearest);
      continue;
    }
    chain.splice(-2);
    const [kept, gone] = last < nearest ? [last, nearest] : [nearest, last];
    const [left, right] = [groups[kept]!, groups[gone]!];
    merges.push({ left, right, height: between[kept]![gone]! });
    for (let other = 0; other < count; other++) {
      if (!groups[other] || other === kept || other === gone) continue;
      const mean =
        (left.length * between[kept]![other]! + right.length * between[gone]![other]!) / (left.length + right.length);
      between[kept]![other] = mean;
      between[other]![kept] = mean;
    }
    groups[kept] = [...left, ...right].sort((a, b) => a - b);
    groups[gone] = undefined;
  }
  return merges.sort((a, b) => a.height - b.height);
}

/** The nearest group; where the one before in the chain is as near as any, that one. */
function findNearest(
  of: number,
  before: number | undefined,
  between: readonly Float64Array[],
  groups: readonly (readonly number[] | undefined)[],
): number {
  let nearest = before ?? -1;
  let least = before === undefined ? Infinity : between[of]![before]!;
  for (let other = 0; other < groups.length; other++) {
    if (!groups[other] || other === of) continue;
    const distance = between[of]![other]!;
    if (nearest === -1 || distance < least) [nearest, least] = [other, distance];
  }
  return nearest;
}

/** Where a tree is cut: into so many groups, or above so great a distance. */
export type Cut = { readonly number: number } | { readonly height: number };

/** The groups that a tree is cut into, each of its items' places, in order of their first. */
export function cutTree(count: number, merges: readonly Merge[], cut: Cut): readonly (readonly number[])[] {
  const taken =
    "number" in cut
      ? merges.slice(0, Math.max(0, count - cut.number))
      : merges.filter(({ height }) => height <= cut.height);
  const groups = new Map<number, readonly number[]>(Array.from({ length: count }, (_, item) => [item, [item]]));
  for (const { left, right } of taken) {
    groups.delete(right[0]!);
    groups.delete(left[0]!);
    const joined = [...left, ...right].sort((a, b) => a - b);
    groups.set(joined[0]!, joined);
  }
  return [...groups.values()].sort((a, b) => a[0]! - b[0]!);
}
