import type { Cells } from "./cells.js";
import type { PeerSizes } from "./peer-sizes.js";
import { eachSeries, isSameIndustry, yearsApart } from "./series.js";
import { power } from "../core/power.js";

/** Where a first guess came from. */
export const SIGNALS = { ownPeriod: 0, peerSize: 1, none: 2 } as const;

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

const SMALLEST_GUESS = 0.05;
/** A year's jobs follow a change in establishments by about this power: disclosed cells of Columbus 2020–2023. */
const ESTABLISHMENTS_POWER = 0.55;
/**
 * Guesses from the best signal each cell has: its own figure in another period, moved by the industry's
 * trend and by its own establishments; else its establishments at the industry's size elsewhere.
 */
export function guessCells(cells: Cells, peers: PeerSizes): FirstGuess {
  const { rows, establishments, unknown, known } = cells;
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
    guess.employmentError[u] = peerError(count);
    guess.payError[u] = 0.15 + 0.45 / Math.sqrt(count);
  }
  if (cells.periods.length > 1) eachSeries(cells, guessFromSeries);
  return guess;

  function guessFromSeries(series: Uint32Array): void {
    for (const row of series) {
      const u = unknown[row]!;
      // Twins share one unknown; the row that speaks for it is the one in a series.
      if (u === -1 || rows[u] !== row) continue;
      let nearest = -1;
      let least = Infinity;
      for (const other of series) {
        if (unknown[other] !== -1) continue;
        const apart = yearsApart(cells, row, other);
        if (apart >= least || !isSameIndustry(cells, row, other)) continue;
        least = apart;
        nearest = other;
      }
      if (nearest !== -1) takeFrom(nearest, { row, u, apart: least });
    }
  }

  function takeFrom(source: number, { row, u, apart }: { row: number; u: number; apart: number }): void {
    const error = driftError(Math.max(establishments[row]!, 1), apart);
    if (error >= guess.employmentError[u]!) return;
    const jobs = known.employment[source]!;
    const wages = known.wages[source]!;
    const here = peers.rateOf(row);
    const there = peers.rateOf(source);
    const counts = Math.max(establishments[row]!, 0.5) / Math.max(establishments[source]!, 0.5);
    const trend = limited(here.jobs / there.jobs) * limited(power(counts, ESTABLISHMENTS_POWER));
    guess.employment[u] = Math.max(jobs * trend, SMALLEST_GUESS);
    guess.employmentError[u] = error;
    guess.signal[u] = SIGNALS.ownPeriod;
    if (!(jobs > 0 && wages > 0)) return;
    guess.pay[u] = (wages / jobs) * limited(here.pay / there.pay);
    guess.payError[u] = Math.min(guess.payError[u]!, 0.6 * error);
  }
}

/**
 * Relative standard error of a cell's own figure of another period: disclosed cells of Ohio's four
 * quarters and of Columbus 2020–2023. A year off, 0.4 at three establishments and 0.2 at fifty; half that
 * a quarter off.
 */
function driftError(establishments: number, years: number): number {
  return 0.55 * power(establishments, -0.3) * power(years, 0.45);
}

/**
 * Relative standard error of a guess from peers: spread of disclosed cells around it, 2016 Q1: 0.9 at
 * three establishments, 0.7 at ten, 0.5 at fifty, 0.4 at two hundred.
 */
export function peerError(establishments: number): number {
  return 0.3 + 0.95 * power(Math.max(establishments, 1), -0.4);
}

/** A trend of other cells moves a cell by no more than half or double; none where there is nothing to compare. */
function limited(ratio: number): number {
  return Number.isFinite(ratio) && ratio > 0 ? Math.min(Math.max(ratio, 0.5), 2) : 1;
}
