import type { Forest, SignedSums } from "./forest.js";
import { decodeUnknown } from "./incidence.js";

/**
 * Sums over cells that are numbered again, by their place: in the order in which the forest names them, each
 * constraint's own beside each other. A pass over the forest then reads memory from one end to the other.
 */
export interface PlacedSums {
  /** For each place, its cell. */
  readonly cellAt: Uint32Array;
  /** Places below this stand in a constraint of the forest: the k-th's are from `starts[k]` to `starts[k + 1]`. */
  readonly inForest: number;
  /** For each place in the forest, whether its cell counts plus (1) or minus (−1). */
  readonly signs: Int8Array;
  /** For each constraint of the forest, the place of the cell by which it is attached; −1 at a root. */
  readonly above: Int32Array;
  /** The r-th constraint outside the forest: `outsideStarts[r]` to `outsideStarts[r + 1]` of places and signs. */
  readonly outsideStarts: Uint32Array;
  readonly outsidePlaces: Uint32Array;
  readonly outsideSigns: Int8Array;
}

export function placeSums({ cells, starts, entries }: SignedSums, forest: Forest): PlacedSums {
  const { outside } = forest;
  const inForest = forest.entries.length;
  const cellAt = new Uint32Array(cells);
  const placeOf = new Int32Array(cells).fill(-1);
  const signs = new Int8Array(inForest);
  for (let place = 0; place < inForest; place++) {
    const entry = forest.entries[place]!;
    cellAt[place] = decodeUnknown(entry);
    placeOf[decodeUnknown(entry)] = place;
    signs[place] = entrySign(entry);
  }
  for (let u = 0, place = inForest; u < cells; u++) {
    if (placeOf[u] !== -1) continue;
    cellAt[place] = u;
    placeOf[u] = place++;
  }

  const outsideStarts = new Uint32Array(outside.length + 1);
  for (let r = 0; r < outside.length; r++) {
    outsideStarts[r + 1] = outsideStarts[r]! + starts[outside[r]! + 1]! - starts[outside[r]!]!;
  }
  const outsidePlaces = new Uint32Array(outsideStarts[outside.length]!);
  const outsideSigns = new Int8Array(outsidePlaces.length);
  for (let r = 0, at = 0; r < outside.length; r++) {
    for (let e = starts[outside[r]!]!; e < starts[outside[r]! + 1]!; e++, at++) {
      outsidePlaces[at] = placeOf[decodeUnknown(entries[e]!)]!;
      outsideSigns[at] = entrySign(entries[e]!);
    }
  }
  return {
    cellAt,
    inForest,
    signs,
    above: forest.above.map((u) => (u === -1 ? -1 : placeOf[u]!)),
    outsideStarts,
    outsidePlaces,
    outsideSigns,
  };
}

function entrySign(entry: number): number {
  return entry < 0 ? -1 : 1;
}
