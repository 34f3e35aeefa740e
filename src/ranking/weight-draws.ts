import { dirichletInto } from "./dirichlet.js";
import type { RankDraws } from "./rank-draws.js";
import { seededRandom } from "./random.js";

/** How the ranks of each industry fall over many draws of weights and of estimated figures. */
export interface Spread {
  readonly draws: number;
  /** Share of draws in which an industry is among the first N. */
  readonly topShare: Float64Array;
  /** Ends of the middle 90 % of an industry's ranks. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** As many draws give a better rank as a worse one. */
  readonly median: Float64Array;
  /** Share of draws in which the i-th of `compared` stands before the j-th, ties half: row i, column j. */
  readonly wins: Float64Array;
}

export interface SpreadOptions {
  /** Of the Dirichlet distribution of weights, one a factor; undefined if the stated weights stay. */
  readonly parameters: Float64Array | undefined;
  readonly stated: Float64Array;
  readonly draws: number;
  readonly seed: number;
  readonly top: number;
  /** Industries that are compared in pairs. */
  readonly compared: readonly number[];
  /** 1 for an industry that may be among the first N, 0 for one that is passed over; all may where left out. */
  readonly listable?: Uint8Array | undefined;
}

const TAIL = 0.05;

/**
 * Figures are drawn again every so many draws of weights. To draw and score them costs several times what a draw of
 * weights does, and a thousand of them say as much as ten thousand, to the digits shown.
 */
export const WEIGHTS_A_FIGURE = 10;

/** Ranks by draw after draw and counts; nothing is allocated in a draw. */
export function spreadOfRanks(engine: RankDraws, options: SpreadOptions): Spread {
  const { parameters, stated, draws, seed, listable } = options;
  const { size } = engine;
  const random = seededRandom(seed);
  const weights = Float64Array.from(stated);
  // Ties make halves: a place p is counted under 2p.
  const slots = 2 * size + 1;
  const counts = new Uint32Array(size * slots);
  const topCount = new Uint32Array(size);
  const compared = Int32Array.from(options.compared);
  const pairs = compared.length;
  const won = new Float64Array(pairs * pairs);
  const lastListed = lastPlaceListed(options);

  for (let draw = 0; draw < draws; draw++) {
    if (parameters) dirichletInto(parameters, random, weights);
    if (engine.moves && (!parameters || draw % WEIGHTS_A_FIGURE === 0)) engine.drawFigures(random);
    const places = engine.rank(weights);
    const last = lastListed(places);
    for (let item = 0; item < size; item++) {
      const place = places[item]!;
      if (place !== place) continue;
      counts[item * slots + Math.round(2 * place)]!++;
      if (place <= last && listable?.[item] !== 0) topCount[item]!++;
    }
    for (let i = 0; i < pairs; i++) {
      const own = places[compared[i]!]!;
      for (let j = 0; j < pairs; j++) {
        const other = places[compared[j]!]!;
        if (own < other) won[i * pairs + j]! += 1;
        else if (own === other) won[i * pairs + j]! += 0.5;
      }
    }
  }

  const low = new Float64Array(size);
  const high = new Float64Array(size);
  const median = new Float64Array(size);
  for (let item = 0; item < size; item++) {
    const own = counts.subarray(item * slots, (item + 1) * slots);
    low[item] = placeAt(own, Math.floor(draws * TAIL)) / 2;
    high[item] = placeAt(own, Math.ceil(draws * (1 - TAIL)) - 1) / 2;
    median[item] = placeAt(own, Math.floor((draws - 1) / 2)) / 2;
  }
  return {
    draws,
    topShare: Float64Array.from(topCount, (count) => count / draws),
    low,
    high,
    median,
    wins: won.map((count) => count / draws),
  };
}

/** The last place that is among the first N; below N where industries before it are passed over. */
function lastPlaceListed({ listable, top }: SpreadOptions): (places: Float64Array) => number {
  const items = listable ? Uint32Array.from(listable.keys()).filter((item) => listable[item] !== 0) : undefined;
  if (!items || items.length === listable!.length) return () => top;
  const sorted = new Float64Array(items.length);
  return (places) => {
    for (let at = 0; at < items.length; at++) {
      const place = places[items[at]!]!;
      sorted[at] = place === place ? place : Infinity;
    }
    return sorted.sort()[Math.min(top, items.length) - 1] ?? 0;
  };
}

/** The slot in which the n-th of the counted lies, from 0. */
function placeAt(counts: Uint32Array, n: number): number {
  let seen = 0;
  for (let slot = 0; slot < counts.length; slot++) {
    seen += counts[slot]!;
    if (seen > n) return slot;
  }
  return counts.length - 1;
}
