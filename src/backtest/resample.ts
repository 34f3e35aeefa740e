import type { Random } from "../ranking/random.js";

/** Sums of one figure over the areas of each block: lift is the sum of weight × difference ÷ the sum of weights. */
export class BlockSums {
  /** By block and draw: `block * draws + draw`. */
  readonly differences: Float64Array;
  readonly weights: Float64Array;

  constructor(
    blocks: number,
    /** Draws of estimates; 1 where there are none. */
    readonly draws: number,
  ) {
    this.differences = new Float64Array(blocks * draws);
    this.weights = new Float64Array(blocks * draws);
  }

  /** @param draw of the estimates; the first is the estimates themselves */
  add(block: number, draw: number, weight: number, difference: number): void {
    const at = block * this.draws + draw;
    this.differences[at]! += weight * difference;
    this.weights[at]! += weight;
  }

  /** Over all blocks, with the estimates themselves; NaN where no area takes part. */
  get value(): number {
    let [difference, weight] = [0, 0];
    for (let at = 0; at < this.weights.length; at += this.draws) {
      difference += this.differences[at]!;
      weight += this.weights[at]!;
    }
    return difference / weight;
  }
}

/** Blocks drawn with replacement, and for each which draw of its estimates counts: the same for all figures. */
export interface Resamples {
  readonly blocks: Int32Array;
  readonly draws: Int32Array;
  readonly size: number;
  readonly count: number;
}

/** Fewer blocks than this say nothing of how far another sample might be. */
export const LEAST_BLOCKS = 5;

/**
 * Draws whole blocks, so that areas which share a neighbourhood stay together (block bootstrap). Estimates are drawn
 * again each time a block is.
 */
export function drawResamples(
  { blocks, estimateDraws, count }: { readonly blocks: number; readonly estimateDraws: number; readonly count: number },
  random: Random,
): Resamples {
  const size = blocks;
  const [drawn, draws] = [new Int32Array(size * count), new Int32Array(size * count)];
  for (let at = 0; at < drawn.length; at++) {
    drawn[at] = Math.floor(random() * blocks);
    // The first are the estimates themselves.
    if (estimateDraws > 1) draws[at] = 1 + Math.floor(random() * (estimateDraws - 1));
  }
  return { blocks: drawn, draws, size, count };
}

export interface LiftRange {
  readonly low: number;
  readonly high: number;
}

/** The part of the resamples that a range leaves out on both sides together, as in all ranges of this tool. */
const OUTSIDE = 0.1;

/** The 90 % range of a figure over resamples, or of how much it is above another; undefined with too few blocks. */
export function rangeOver(sums: BlockSums, resamples: Resamples, other?: BlockSums): LiftRange | undefined {
  let taking = 0;
  for (let at = 0; at < sums.weights.length; at += sums.draws) if (sums.weights[at]! > 0) taking++;
  return taking < LEAST_BLOCKS ? undefined : spread(sums, resamples, other);
}

/**
 * The 90 % range that estimates alone leave a figure, its areas as they are: what is known where there are too few to draw
 * again; undefined without estimates.
 */
export function rangeByEstimates(sums: BlockSums, resamples: Resamples, other?: BlockSums): LiftRange | undefined {
  if (sums.draws === 1) return undefined;
  const blocks = resamples.blocks.map((_, at) => at % resamples.size);
  return spread(sums, { ...resamples, blocks }, other);
}

function spread(sums: BlockSums, { blocks, draws, size, count }: Resamples, other: BlockSums | undefined): LiftRange {
  const values = new Float64Array(count);
  for (let resample = 0; resample < count; resample++) {
    const mean = (of: BlockSums): number => {
      let [difference, weight] = [0, 0];
      for (let k = resample * size; k < (resample + 1) * size; k++) {
        const at = blocks[k]! * of.draws + draws[k]!;
        difference += of.differences[at]!;
        weight += of.weights[at]!;
      }
      return difference / weight;
    };
    values[resample] = other ? mean(sums) - mean(other) : mean(sums);
  }
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const at = (part: number): number => known[Math.min(Math.floor(part * known.length), known.length - 1)]!;
  return { low: at(OUTSIDE / 2), high: at(1 - OUTSIDE / 2) };
}
