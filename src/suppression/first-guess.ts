import type { Cells } from "./cells.js";
import type { PeerSizes } from "./peer-sizes.js";

/** Where a first guess came from. */
export const SIGNALS = { ownPeriod: 0, peerSize: 1, none: 2, allPeriods: 3, newborn: 4, cbp: 5, qwi: 6 } as const;

/** What each unknown would be, were there no totals, and how wrong that may be: of those required so far. */
export interface FirstGuess {
  readonly employment: Float64Array;
  /** Wages of the period a job, in dollars. */
  readonly pay: Float64Array;
  readonly signal: Uint8Array;
  /** Relative standard error of employment and of pay. */
  readonly employmentError: Float64Array;
  readonly payError: Float64Array;
  /** Makes the guess of an unknown, and of the same cell in other periods. */
  require(u: number): void;
}

export const SMALLEST_GUESS = 0.05;

/**
 * Guesses an unknown in its own period alone: its establishments at the industry's size elsewhere. What other periods
 * say is added by `OverTime`.
 */
export function guessCell(u: number, guess: FirstGuess, { rows, establishments }: Cells, peers: PeerSizes): void {
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
