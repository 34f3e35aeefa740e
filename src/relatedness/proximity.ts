/** How often industries are found in the same areas. Square matrices stand row by row. */
export interface Proximity {
  readonly size: number;
  /** φ between two industries, 0 to 1; 0 between an industry and itself. */
  readonly phi: Float64Array;
  /** Σ_j φ of each industry: what a density is over. */
  readonly sums: Float64Array;
  /** Areas in which each industry is present. */
  readonly ubiquity: Float64Array;
  /** Σ over areas of M M ÷ the area's number of industries: what complexity is computed from. */
  readonly weighted: Float64Array;
}

/**
 * Proximity φ_ij = areas with both ÷ areas with the commoner of both.
 *
 * @param rows of each area the numbers of the industries that are present, rising
 * @param size how many industries there are
 * @source Hidalgo, Klinger, Barabási and Hausmann, Science 317, 2007: the least of both conditional probabilities
 */
export function computeProximity(rows: Iterable<Uint32Array>, size: number): Proximity {
  const both = new Float64Array(size * size);
  const weighted = new Float64Array(size * size);
  for (const present of rows) {
    const weight = 1 / present.length;
    for (let a = 0; a < present.length; a++) {
      const row = present[a]! * size;
      // Above the diagonal alone: the other half follows.
      for (let b = a; b < present.length; b++) {
        both[row + present[b]!]! += 1;
        weighted[row + present[b]!]! += weight;
      }
    }
  }
  const ubiquity = Float64Array.from({ length: size }, (_, i) => both[i * size + i]!);
  const sums = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    both[i * size + i] = 0;
    for (let j = i + 1; j < size; j++) {
      const at = i * size + j;
      const phi = both[at] === 0 ? 0 : both[at]! / Math.max(ubiquity[i]!, ubiquity[j]!);
      both[at] = both[j * size + i] = phi;
      weighted[j * size + i] = weighted[at]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sums[i]! += both[i * size + j]!;
  return { size, phi: both, sums, ubiquity, weighted };
}

/** Industries that are found together with each other, directly or by way of others: the largest such group. */
export function largestGroup({ size, phi, ubiquity }: Proximity): {
  readonly members: Uint32Array;
  readonly groups: number;
} {
  const seen = new Uint8Array(size);
  let largest: number[] = [];
  let groups = 0;
  for (let first = 0; first < size; first++) {
    if (seen[first] === 1 || ubiquity[first] === 0) continue;
    groups++;
    const found = [first];
    seen[first] = 1;
    for (let at = 0; at < found.length; at++) {
      const row = found[at]! * size;
      for (let j = 0; j < size; j++) {
        if (seen[j] === 1 || phi[row + j] === 0) continue;
        seen[j] = 1;
        found.push(j);
      }
    }
    if (found.length > largest.length) largest = found;
  }
  return { members: Uint32Array.from(largest).sort(), groups };
}
