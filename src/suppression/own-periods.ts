import { naicsVersionOfYear } from "../core/codes.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import { newbornSize, type ExpectedChange } from "./expected-change.js";
import { guessCell, SIGNALS, SMALLEST_GUESS, type FirstGuess } from "./first-guess.js";
import type { PeerSizes } from "./peer-sizes.js";
import { power } from "../core/power.js";
import { listRows, yearsApart, type Series } from "./series.js";

/** How cells go on from period to period. */
export interface Evolution {
  readonly series: Series;
  readonly expected: ExpectedChange;
}

interface Guessing extends Evolution {
  readonly cells: Cells;
  readonly peers: PeerSizes;
}

/** Relative standard error of a guess of an establishment that is in the files for the first or last time. */
const NEWBORN_ERROR = 1.2;

/**
 * Guesses that know of other periods: from the cell's own published figures of others; where it is withheld in all,
 * one size for all of them, which changes as such cells are expected to; where it was not there before or is not
 * there after, what an establishment has that has just come.
 */
class OverTime {
  readonly #guessing: Guessing;
  #isThere: ReturnType<typeof presence> | undefined;

  constructor(guessing: Guessing) {
    this.#guessing = guessing;
  }

  /** The unknowns of a cell in all its periods. Twins share one unknown; the row that speaks for it is the one in a series. */
  findPeriods(u: number): readonly number[] {
    const {
      cells: { rows, unknown },
      series,
    } = this.#guessing;
    const list = series.of[rows[u]!]!;
    if (list === -1) return [u];
    const found: number[] = [];
    for (let k = series.starts[list]!; k < series.starts[list + 1]!; k++) {
      const row = series.rows[k]!;
      const other = unknown[row]!;
      if (other !== -1 && rows[other] === row) found.push(other);
    }
    return found;
  }

  /** @param unknowns of one cell, guessed period by period */
  guess(unknowns: readonly number[], guess: FirstGuess): void {
    const { cells, series } = this.#guessing;
    const list = series.of[cells.rows[unknowns[0]!]!]!;
    if (list !== -1) guessSeries(listRows(series, list), guess, this.#guessing);
    for (const u of unknowns) {
      if (guess.signal[u] !== SIGNALS.peerSize) continue;
      this.#isThere ??= presence(cells, series);
      if (this.#isThere.isNewborn(cells.rows[u]!)) guessNewborn(u, guess, this.#guessing);
    }
  }
}

/** First guesses, each made when it is first required: it depends on no other than those of the same cell. */
export class FirstGuesses implements FirstGuess {
  readonly employment: Float64Array;
  readonly pay: Float64Array;
  readonly signal: Uint8Array;
  readonly employmentError: Float64Array;
  readonly payError: Float64Array;
  readonly #cells: Cells;
  readonly #peers: PeerSizes;
  readonly #overTime: OverTime | undefined;
  readonly #isMade: Uint8Array;

  /** @param evolution of cells over time, where the table holds several periods */
  constructor(cells: Cells, peers: PeerSizes, evolution: Evolution | undefined) {
    const size = cells.rows.length;
    this.employment = new Float64Array(size);
    this.pay = new Float64Array(size);
    this.signal = new Uint8Array(size);
    this.employmentError = new Float64Array(size);
    this.payError = new Float64Array(size);
    this.#cells = cells;
    this.#peers = peers;
    this.#overTime = evolution && new OverTime({ cells, peers, ...evolution });
    this.#isMade = new Uint8Array(size);
  }

  require(u: number): void {
    if (this.#isMade[u] === 1) return;
    const unknowns = this.#overTime?.findPeriods(u) ?? [u];
    for (const one of unknowns) {
      guessCell(one, this, this.#cells, this.#peers);
      this.#isMade[one] = 1;
    }
    this.#overTime?.guess(unknowns, this);
  }
}

function guessSeries(list: Uint32Array, guess: FirstGuess, { cells, expected, peers }: Guessing): void {
  const { rows, unknown, known, establishments } = cells;
  // Twins share one unknown; the row that speaks for it is the one in a series.
  const withheld: number[] = [];
  const published: number[] = [];
  for (let k = 0; k < list.length; k++) {
    const row = list[k]!;
    if (unknown[row] === -1) {
      if (known.employment[row]! > 0) published.push(row);
    } else if (rows[unknown[row]!] === row) withheld.push(row);
  }
  if (withheld.length === 0) return;
  const peerSizes = withheld.map((row) => Math.log(guess.employment[unknown[row]!]!));
  for (const row of withheld) {
    const u = unknown[row]!;
    if (guess.signal[u] !== SIGNALS.peerSize) continue;
    if (published.length > 0) takeFromPublished(row, published);
    else if (withheld.length > 1) {
      // The mean of what peers say of every period, brought to this one.
      let sum = 0;
      withheld.forEach((other, k) => (sum += peerSizes[k]! + expected.between(other, row)));
      guess.employment[u] = Math.max(Math.exp(sum / withheld.length), SMALLEST_GUESS);
      guess.signal[u] = SIGNALS.allPeriods;
    }
  }

  function takeFromPublished(row: number, from: readonly number[]): void {
    const u = unknown[row]!;
    const count = Math.max(establishments[row]!, 1);
    let weights = 0;
    let log = 0;
    let least = Infinity;
    let nearest = -1;
    for (let k = 0; k < from.length; k++) {
      const source = from[k]!;
      const apart = yearsApart(cells, row, source);
      const weight = 1 / driftError(count, apart) ** 2;
      weights += weight;
      log += weight * (Math.log(known.employment[source]!) + expected.between(source, row));
      if (apart >= least) continue;
      least = apart;
      nearest = source;
    }
    const error = driftError(count, least);
    if (error >= guess.employmentError[u]!) return;
    guess.employment[u] = Math.max(Math.exp(log / weights), SMALLEST_GUESS);
    guess.employmentError[u] = error;
    guess.signal[u] = SIGNALS.ownPeriod;
    const jobs = known.employment[nearest]!;
    const wages = known.wages[nearest]!;
    if (!(jobs > 0 && wages > 0)) return;
    guess.pay[u] = (wages / jobs) * limited(peers.findRate(row).pay / peers.findRate(nearest).pay);
    guess.payError[u] = Math.min(guess.payError[u]!, 0.6 * error);
  }
}

function guessNewborn(u: number, guess: FirstGuess, { cells }: Guessing): void {
  const count = Math.max(cells.establishments[cells.rows[u]!]!, 0.5);
  const size = guess.employment[u]! / count;
  guess.employment[u] = Math.max(count * newbornSize(size), SMALLEST_GUESS);
  guess.employmentError[u] = Math.max(guess.employmentError[u]!, NEWBORN_ERROR);
  guess.signal[u] = SIGNALS.newborn;
}

/** Which cells are in some periods of the files and not in others, though the files hold such cells of their area. */
function presence({ table, period, periods, order, areaKind, establishments }: Cells, series: Series) {
  const { of, content } = series;
  // For each period and area, the levels that it has rows of, a bit each; private rows alone, which are most.
  const areas = table.areas.length;
  const levels = new Uint16Array(periods.length * areas);
  const codes = table.industries.length;
  // For each period, the contents that any area has; over a revision of NAICS others are not codes of the period.
  const known = new Uint8Array(periods.length * 2 * codes);
  const { area, level } = table;
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!;
    const at = period[row]!;
    levels[at * areas + area[row]!]! |= 1 << (level[row]! % 10);
    known[at * 2 * codes + content[row]!] = 1;
  }
  const versions = periods.map(({ year }) => naicsVersionOfYear(year));
  return {
    isNewborn(row: number): boolean {
      if (areaKind[table.area[row]!]! < AREA_KINDS.county) return false;
      // Not over a revision that gave the code another content.
      if (content[row]! >= codes) return false;
      const list = of[row] === -1 ? [row] : listRows(series, of[row]!);
      const has = (p: number): boolean =>
        list.some((other: number) => period[other] === p && establishments[other]! > 0);
      const bit = 1 << (table.level[row]! % 10);
      const here = period[row]!;
      const isCovered = (p: number): boolean =>
        (levels[p * areas + table.area[row]!]! & bit) !== 0 &&
        (versions[p] === versions[here] || known[p * 2 * codes + content[row]!] === 1);
      const before = here > 0 && isCovered(here - 1);
      const after = here + 1 < periods.length && isCovered(here + 1);
      return (before && !has(here - 1)) || (after && !has(here + 1));
    },
  };
}

/**
 * Relative standard error of a cell's own figure of another period: disclosed cells of Ohio's four
 * quarters and of Columbus 2020–2023. A year off, 0.4 at three establishments and 0.2 at fifty; half that
 * a quarter off.
 */
export function driftError(establishments: number, years: number): number {
  return 0.55 * power(establishments, -0.3) * power(years, 0.45);
}

/** A trend of other cells moves a cell's pay by no more than half or double; none where there is nothing to compare. */
function limited(ratio: number): number {
  return Number.isFinite(ratio) && ratio > 0 ? Math.min(Math.max(ratio, 0.5), 2) : 1;
}
