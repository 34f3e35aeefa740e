import type { Forest, SignedSums } from "./forest.js";
import { decodeUnknown } from "./incidence.js";

/**
 * Sums over cells that are numbered again, by their place: in the order in which the forest names them, each
 * constraint's own beside each other. A pass over the forest then reads memory from one end to the other.
 *
 * A place counts as its cell does in the constraint of the forest that it stands in: where that is minus, moves of the
 * place are those of the cell the other way round. So a pass has no sign but those of where constraints meet.
 */
export interface PlacedSums {
  /** For each place, its cell. */
  readonly cellAt: Uint32Array;
  /** Places below this stand in a constraint of the forest: the k-th's are from `starts[k]` to `starts[k + 1]`. */
  readonly inForest: number;
  /** For each constraint of the forest, the place of the cell by which it is attached; −1 at a root. */
  readonly above: Int32Array;
  /** Whether that place counts plus (1) or minus (−1) in it. */
  readonly aboveSign: Int8Array;
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
  const isMinus = new Uint8Array(cells);
  for (let place = 0; place < inForest; place++) {
    const entry = forest.entries[place]!;
    cellAt[place] = decodeUnknown(entry);
    placeOf[decodeUnknown(entry)] = place;
    if (entry < 0) isMinus[place] = 1;
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
      const place = placeOf[decodeUnknown(entries[e]!)]!;
      outsidePlaces[at] = place;
      outsideSigns[at] = entries[e]! < 0 === (isMinus[place] === 1) ? 1 : -1;
    }
  }
  const above = new Int32Array(forest.length);
  const aboveSign = forest.aboveSign.slice();
  for (let k = 0; k < forest.length; k++) {
    above[k] = forest.above[k] === -1 ? -1 : placeOf[forest.above[k]!]!;
    if (above[k] !== -1 && isMinus[above[k]!] === 1) aboveSign[k] = -aboveSign[k]!;
  }
  return { cellAt, inForest, above, aboveSign, outsideStarts, outsidePlaces, outsideSigns };
}
