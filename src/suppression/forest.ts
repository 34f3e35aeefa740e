import { decodeUnknown } from "./incidence.js";

/** Signed sums of cells: constraint c has the entries `starts[c]` to `starts[c + 1]`, ~u where cell u counts minus. */
export interface SignedSums {
  readonly cells: number;
  readonly starts: Uint32Array;
  readonly entries: Int32Array;
}

/**
 * A largest set of constraints among which no chain of shared cells leads back to where it began, in an order in
 * which each comes after the one below which it hangs: tier by tier, within a tier by how many cells hang below each, so
 * that a pass over them meets alike ones in a row; last those below which none hangs.
 *
 * Industries within their parents make such trees, area by area; sums over areas close the circles and stay
 * outside. Linear equations over a tree are solved exactly in one pass up and one pass down.
 */
export interface Forest {
  readonly length: number;
  /** From here on the constraints have no cell but the one by which they hang. */
  readonly withParts: number;
  /** Numbers of the constraints in the forest. */
  readonly constraint: Uint32Array;
  /** The cell by which a constraint hangs below another; −1 at a root. */
  readonly above: Int32Array;
  /** Whether that cell counts plus (1) or minus (−1) in it. */
  readonly aboveSign: Int8Array;
  /** The other cells of the k-th: `starts[k]` to `starts[k + 1]` of entries. */
  readonly starts: Uint32Array;
  readonly entries: Int32Array;
  /** Numbers of the constraints that close a circle. */
  readonly outside: Uint32Array;
}

export function buildForest(sums: SignedSums): Forest {
  return sortTiers(findTrees(sums), sums.cells);
}

type Trees = Omit<Forest, "withParts">;

/** The forest tree by tree, each from its root on. */
function findTrees({ cells, starts, entries }: SignedSums): Trees {
  const size = starts.length - 1;
  const isIn = chooseTrees({ cells, starts, entries });
  // For each cell, the constraints of the forest that it stands in.
  const offsets = new Uint32Array(cells + 1);
  for (let c = 0; c < size; c++) {
    if (isIn[c] === 0) continue;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) offsets[decodeUnknown(entries[e]!) + 1]!++;
  }
  for (let u = 0; u < cells; u++) offsets[u + 1]! += offsets[u]!;
  const next = offsets.slice();
  const of = new Uint32Array(offsets[cells]!);
  for (let c = 0; c < size; c++) {
    if (isIn[c] === 0) continue;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) of[next[decodeUnknown(entries[e]!)]!++] = c;
  }

  const count = isIn.reduce((sum, one) => sum + one, 0);
  const constraint = new Uint32Array(count);
  const above = new Int32Array(count).fill(-1);
  const aboveSign = new Int8Array(count);
  const childStarts = new Uint32Array(count + 1);
  const children = new Int32Array(of.length);
  const isPlaced = new Uint8Array(size);
  let placed = 0;
  let filled = 0;
  for (let root = 0; root < size; root++) {
    if (isIn[root] === 0 || isPlaced[root] === 1) continue;
    let at = placed;
    place(root, -1);
    while (at < placed) visit(at++);
  }
  const outside = new Uint32Array(size - count);
  for (let c = 0, k = 0; c < size; c++) if (isIn[c] === 0) outside[k++] = c;
  return {
    length: count,
    constraint,
    above,
    aboveSign,
    starts: childStarts,
    entries: children.slice(0, filled),
    outside,
  };

  function place(c: number, hangsOn: number): void {
    isPlaced[c] = 1;
    above[placed] = hangsOn;
    constraint[placed++] = c;
  }

  function visit(k: number): void {
    const c = constraint[k]!;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      const u = decodeUnknown(entry);
      if (u === above[k]) {
        aboveSign[k] = entry < 0 ? -1 : 1;
        continue;
      }
      children[filled++] = entry;
      for (let i = offsets[u]!; i < offsets[u + 1]!; i++) if (isPlaced[of[i]!] === 0) place(of[i]!, u);
    }
    childStarts[k + 1] = filled;
  }
}

function sortTiers({ constraint, above, aboveSign, starts, entries, ...rest }: Trees, cells: number): Forest {
  const { length } = constraint;
  const countMembers = (k: number): number => starts[k + 1]! - starts[k]!;
  const tier = new Uint32Array(length);
  const tierOfCell = new Uint32Array(cells);
  let [tiers, most] = [0, 0];
  for (let k = 0; k < length; k++) {
    tier[k] = above[k] === -1 ? 0 : tierOfCell[above[k]!]! + 1;
    for (let e = starts[k]!; e < starts[k + 1]!; e++) tierOfCell[decodeUnknown(entries[e]!)] = tier[k]!;
    tiers = Math.max(tiers, tier[k]! + 1);
    most = Math.max(most, countMembers(k));
  }
  const keys = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const count = countMembers(k);
    keys[k] = ((count === 0 ? tiers : tier[k]!) * (most + 1) + count) * length + k;
  }
  const order = new Uint32Array(length);
  keys.sort().forEach((key, place) => (order[place] = key % length));

  const sortedStarts = new Uint32Array(length + 1);
  const sorted = new Int32Array(entries.length);
  let withParts = 0;
  for (let place = 0, at = 0; place < length; place++) {
    const k = order[place]!;
    for (let e = starts[k]!; e < starts[k + 1]!; e++) sorted[at++] = entries[e]!;
    sortedStarts[place + 1] = at;
    if (countMembers(k) > 0) withParts = place + 1;
  }
  return {
    ...rest,
    withParts,
    constraint: constraint.map((_, place) => constraint[order[place]!]!),
    above: above.map((_, place) => above[order[place]!]!),
    aboveSign: aboveSign.map((_, place) => aboveSign[order[place]!]!),
    starts: sortedStarts,
    entries: sorted,
  };
}

/** 1 for each constraint that, taken in turn, links only cells that were not linked yet. */
function chooseTrees({ cells, starts, entries }: SignedSums): Uint8Array {
  const size = starts.length - 1;
  const leader = Int32Array.from({ length: cells }, (_, u) => u);
  const find = (u: number): number => {
    while (leader[u] !== u) u = leader[u] = leader[leader[u]!]!;
    return u;
  };
  const isIn = new Uint8Array(size);
  const last = new Int32Array(cells).fill(-1);
  for (let c = 0; c < size; c++) {
    const start = starts[c]!;
    const end = starts[c + 1]!;
    let closes = false;
    for (let e = start; e < end && !closes; e++) {
      const top = find(decodeUnknown(entries[e]!));
      closes = last[top] === c;
      last[top] = c;
    }
    if (closes) continue;
    isIn[c] = 1;
    const first = find(decodeUnknown(entries[start]!));
    for (let e = start + 1; e < end; e++) leader[find(decodeUnknown(entries[e]!))] = first;
  }
  return isIn;
}
