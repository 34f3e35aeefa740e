import { OWNERSHIP_SLOTS } from "../core/codes.js";
import type { Guess } from "./balance.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import { FAMILIES } from "./constraint-groups.js";
import { SIGNALS, type FirstGuess } from "./first-guess.js";
import { decodeUnknown } from "./incidence.js";
import type { EstimatedSystem } from "./sums.js";

/** Relative variance of an industry's size from state to state. */
const STATE_VARIANCE = 0.15;
/** Jobs that an estimate counts as at least. */
const LEAST = 0.05;
/** An industry's size is learned within these: more is a mistake. */
const MOST = 4;

/**
 * What the first round of balancing has shown, put into the guesses of the second.
 *
 * - Where areas add up to a published total, a cell that two totals, of its industry and of its area, both pull up holds
 *   a large employer, and large employers are where most of the variance is: so it gives way by what it has become, half
 *   and half with what it was guessed to be.
 * - Where they don't, counties of a state tell each other how large their industry's withheld cells are: each county's
 *   totals leave more or less than was guessed, and the mean over the state's counties moves all of its guesses.
 *
 * @param unknowns whose guesses are made; `values` has theirs, and those that `sizes` asks for
 * @param again takes them
 */
export function guessAgain(
  unknowns: Uint32Array,
  first: Pick<FirstGuess, "employment" | "employmentError">,
  { values, isCrossed, sizes }: FirstRound,
  again: Guess,
): void {
  const { employment, employmentError: error } = first;
  for (let k = 0; k < unknowns.length; k++) {
    const u = unknowns[k]!;
    const before = employment[u]!;
    const guess = isCrossed[u] === 1 ? before : before * sizes.findRatio(u);
    const size = isCrossed[u] === 1 ? Math.sqrt(guess * Math.max(values[u]!, LEAST)) : guess;
    again.guess[u] = guess;
    again.give[u] = error[u]! ** 2 * size;
  }
}

/** The first round of balancing. */
interface FirstRound {
  readonly values: Float64Array;
  /** 1 where `cellsUnderAreaTotals` says so. */
  readonly isCrossed: Uint8Array;
  readonly sizes: LearnedSizes;
}

/** 1 for each cell that stands in a sum over areas whose total is published in effect. */
export function cellsUnderAreaTotals({ cells, constraints }: EstimatedSystem): Uint8Array {
  const found = new Uint8Array(cells.rows.length);
  const isArea = FAMILIES.map((family) => family !== "industries" && family !== "ownerships");
  for (let c = 0; c < constraints.length; c++) {
    if (!isArea[constraints.family[c]!] || constraints.atMost[c] === 1) continue;
    for (let e = constraints.starts[c]!; e < constraints.starts[c + 1]!; e++) {
      found[decodeUnknown(constraints.entries[e]!)] = 1;
    }
  }
  return found;
}

/** By what an industry's withheld cells in a state are larger than guessed, as far as that is known. */
export class LearnedSizes {
  readonly #cells: Cells;
  readonly #first: FirstGuess;
  readonly #values: Float64Array;
  /** For each area the code of its state, 0 where it is no county. */
  readonly #states: readonly number[];
  /** For each industry, ownership and period, its first unknown in a county, and for each unknown the next such; −1 where none is. */
  readonly #firstOf: Int32Array;
  readonly #next: Int32Array;
  /** Cells of each industry that are guessed from peers, rising: sums of floating-point numbers depend on their order. */
  readonly #peers = new Map<number, readonly number[]>();
  readonly #ofAll = new Map<number, number>();
  readonly #ofState = new Map<number, number>();

  /** @param values of the first round; they may be computed later, those of `findPeers` before a ratio is asked for */
  constructor(cells: Cells, first: FirstGuess, values: Float64Array) {
    const { rows, table, areaKind, periods } = cells;
    this.#cells = cells;
    this.#first = first;
    this.#values = values;
    this.#states = table.areas.map((code, area) =>
      areaKind[area] === AREA_KINDS.county ? Number(code.slice(0, 2)) : 0,
    );
    this.#firstOf = new Int32Array(periods.length * OWNERSHIP_SLOTS * table.industries.length).fill(-1);
    this.#next = new Int32Array(rows.length);
    for (let u = rows.length - 1; u >= 0; u--) {
      if (this.#state(u) === 0) continue;
      const industry = this.#industry(u);
      this.#next[u] = this.#firstOf[industry]!;
      this.#firstOf[industry] = u;
    }
  }

  #state(u: number): number {
    const { rows, table } = this.#cells;
    return this.#states[table.area[rows[u]!]!]!;
  }

  /** The number of a cell's industry, ownership and period. */
  #industry(u: number): number {
    const { rows, table, period } = this.#cells;
    const row = rows[u]!;
    return (period[row]! * OWNERSHIP_SLOTS + table.ownership[row]!) * table.industries.length + table.industry[row]!;
  }

  #isLearned(u: number): boolean {
    if (this.#state(u) === 0) return false;
    this.#first.require(u);
    return isOfPeers(this.#first.signal[u]!);
  }

  /** Cells whose values the ratio of this one comes from. */
  findPeers(u: number): readonly number[] {
    return this.#isLearned(u) ? this.#peersIn(this.#industry(u)) : [];
  }

  #peersIn(industry: number): readonly number[] {
    let found = this.#peers.get(industry);
    if (!found) {
      const peers: number[] = [];
      for (let u = this.#firstOf[industry]!; u !== -1; u = this.#next[u]!) if (this.#isLearned(u)) peers.push(u);
      this.#peers.set(industry, (found = peers));
    }
    return found;
  }

  findRatio(u: number): number {
    if (!this.#isLearned(u)) return 1;
    const industry = this.#industry(u);
    const state = this.#state(u);
    const key = industry * STATE_CODES + state;
    let ratio = this.#ofState.get(key);
    if (ratio !== undefined) return ratio;
    const peers = this.#peersIn(industry);
    let ofAll = this.#ofAll.get(industry);
    if (ofAll === undefined) this.#ofAll.set(industry, (ofAll = this.#shrunk(peers, 1)));
    ratio = this.#shrunk(
      peers.filter((peer) => this.#state(peer) === state),
      ofAll,
    );
    this.#ofState.set(key, ratio);
    return ratio;
  }

  #shrunk(cells: readonly number[], towards: number): number {
    const { employment, employmentError: error } = this.#first;
    let guessed = 0;
    let found = 0;
    let variance = 0;
    for (const u of cells) {
      guessed += employment[u]!;
      found += this.#values[u]!;
      variance += (employment[u]! * error[u]!) ** 2;
    }
    const share = STATE_VARIANCE / (STATE_VARIANCE + variance / guessed ** 2);
    return Math.min(Math.max(towards + share * (found / guessed - towards), 1 / MOST), MOST);
  }
}

function isOfPeers(signal: number): boolean {
  return signal === SIGNALS.peerSize || signal === SIGNALS.allPeriods;
}

/** FIPS codes of states are below this. */
const STATE_CODES = 100;
