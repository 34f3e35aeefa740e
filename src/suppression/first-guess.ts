import type { Cells } from "./cells.js";
import type { PeerSizes } from "./peer-sizes.js";

/** Where a first guess came from. */
export const SIGNALS = { ownPeriod: 0, peerSize: 1, none: 2, allPeriods: 3, newborn: 4, cbp: 5, qwi: 6 } as const;

/** What each unknown would be, were there no totals, and how wrong that may be. */
export interface FirstGuess {
  readonly employment: Float64Array;
  /** Wages of the period a job, in dollars. */
  readonly pay: Float64Array;
  readonly signal: Uint8Array;
  /** Relative standard error of employment and of pay. */
  readonly employmentError: Float64Array;
  readonly payError: Float64Array;
}

export const SMALLEST_GUESS = 0.05;

/**
 * Guesses of each period by itself: a cell's establishments at the industry's size elsewhere. What other periods say
 * is added by `guessOverTime`.
 */
export function guessCells(cells: Cells, peers: PeerSizes): FirstGuess {
  const { rows, establishments } = cells;
  const guess: FirstGuess = {
    employment: new Float64Array(rows.length),
    pay: new Float64Array(rows.length),
    signal: new Uint8Array(rows.length),
    employmentError: new Float64Array(rows.length),
    payError: new Float64Array(rows.length),
  };
  for (let u = 0; u < rows.length; u++) {
    const row = rows[u]!;
    const peer = peers.guess(row);
    const count = Math.max(establishments[row]!, 0.5);
    const isTold = peer.employment > 0;
    guess.employment[u] = Math.max(isTold ? peer.employment : count, SMALLEST_GUESS);
    guess.pay[u] = peer.pay;
    guess.signal[u] = isTold ? SIGNALS.peerSize : SIGNALS.none;
    guess.employmentError[u] = Math.sqrt(peer.variance);
    guess.payError[u] = 0.15 + 0.45 / Math.sqrt(count);
  }
  return guess;
}
