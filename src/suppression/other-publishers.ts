import { power } from "../core/power.js";
import { cellKey, type Signal, type SignalCell, type SignalKind } from "../signals/signal.js";
import { isCovered } from "../signals/scope.js";
import type { Cells } from "./cells.js";
import { SIGNALS, SMALLEST_GUESS, type FirstGuess } from "./first-guess.js";
import { parentNumbers } from "./industry-tree.js";

/** How well a publisher's figures agree with published cells of the table, and how many withheld cells lean on them. */
export interface SignalUse {
  readonly signal: Signal;
  readonly year: number;
  readonly quarter: number;
  readonly kinds: readonly {
    readonly kind: SignalKind;
    /** Published cells that it was compared with, and the withheld cells that it says something of. */
    readonly compared: number;
    readonly used: number;
    /** Of the compared cells, the median of |jobs ÷ what the signal leads to − 1|. */
    readonly medianError: number;
  }[];
}

const PRIVATE = 5;
/** A figure of other years says something of a cell; farther off than this it says no more than its establishments do. */
const MOST_YEARS = 3;
/** Jobs for which a wider industry's ratio counts beside an industry's own. */
const RATIO_JOBS = 500;
/** Published cells for which the typical error counts beside the measured one. */
const TYPICAL_CELLS = 30;
/** A cell that is this many times farther off than is typical counts as that far. */
const FARTHEST = 3;

/**
 * Relative standard error of a cell's jobs as another publisher leads to them: private 4-digit industries of seven states,
 * CBP of 2016 against QCEW's first quarter: 0.8 at under ten establishments, 0.5 at thirty, 0.2 at a thousand.
 */
export function typicalError(establishments: number): number {
  return 0.12 + 1.6 * power(Math.max(establishments, 1), -0.45);
}

/**
 * Brings what other publishers say of private cells into their guesses.
 *
 * A publisher's jobs and sizes of establishments are brought to QCEW's by what published cells of the same industry have in
 * QCEW over what they have there, since scope and month differ. How far off that leads is measured on published cells,
 * each left out of its own ratio, by kind of figure. Guess and signal are then joined by how sure each is; a range moves
 * a guess to its nearer end. Published totals are met afterwards, as from any guess.
 */
export function takeSignals(guess: FirstGuess, cells: Cells, signals: readonly Signal[]): readonly SignalUse[] {
  const uses: SignalUse[] = [];
  for (const [number, period] of cells.periods.entries()) {
    for (const publisher of new Set(signals.map((signal) => signal.publisher))) {
      const signal = nearest(
        signals.filter((one) => one.publisher === publisher),
        period,
      );
      if (signal) uses.push({ signal, ...period, kinds: takeSignal(guess, { cells, signal, period: number }) });
    }
  }
  return uses;
}

/** The figures of the nearest year, of the same quarter where there is one. */
function nearest(
  signals: readonly Signal[],
  { year, quarter }: { readonly year: number; readonly quarter: number },
): Signal | undefined {
  const distance = (signal: Signal): number =>
    Math.abs(signal.year - year) * 10 + (quarter > 0 && signal.quarter > 0 ? Math.abs(signal.quarter - quarter) : 0);
  const [best] = signals
    .filter((signal) => Math.abs(signal.year - year) <= MOST_YEARS)
    .sort((a, b) => distance(a) - distance(b) || a.quarter - b.quarter);
  return best;
}

/** Rows of one period that a publisher says something of. */
interface Said {
  readonly row: number;
  readonly of: SignalCell;
}

interface Taking {
  readonly cells: Cells;
  readonly signal: Signal;
  readonly period: number;
}

function takeSignal(guess: FirstGuess, taking: Taking): SignalUse["kinds"] {
  const { cells } = taking;
  const { rows, unknown, known, establishments } = cells;
  const said = rowsSaid(taking);
  const isKnown = ({ row }: Said): boolean => unknown[row] === -1 && known.employment[row]! > 0;
  const ratios = new Ratios(cells, said.filter(isKnown));
  return [...new Set(said.map(({ of }) => of.kind))].map((kind) => {
    const ofKind = said.filter(({ of }) => of.kind === kind);
    const errors = ofKind.filter(isKnown).map((one) => {
      const jobs = Math.log(known.employment[one.row]!);
      return { off: jobs - ratios.bring(one, jobs, one.row), typical: typicalError(establishments[one.row]!) };
    });
    const scale = measuredScale(errors);
    // Twins share one unknown; the row that speaks for it takes the signal.
    const withheld = ofKind.filter(({ row }) => unknown[row] !== -1 && rows[unknown[row]!] === row);
    let used = 0;
    for (const one of withheld) {
      const error = scale * typicalError(establishments[one.row]!);
      if (join(guess, unknown[one.row]!, ratios.bring(one, Math.log(guess.employment[unknown[one.row]!]!)), error))
        used++;
    }
    const sizes = errors.map(({ off }) => Math.abs(Math.expm1(off))).sort((a, b) => a - b);
    return { kind, compared: errors.length, used, medianError: sizes[Math.floor(sizes.length / 2)] ?? Number.NaN };
  });

  function join(first: FirstGuess, u: number, log: number, error: number): boolean {
    const own = Math.log1p(first.employmentError[u]! ** 2);
    const other = Math.log1p(error ** 2);
    const before = Math.log(first.employment[u]!);
    if (log === before) return false;
    const share = own / (own + other);
    first.employment[u] = Math.max(Math.exp(before + share * (log - before)), SMALLEST_GUESS);
    first.employmentError[u] = Math.sqrt(Math.expm1((own * other) / (own + other)));
    if (share > 0.5) first.signal[u] = SIGNALS[taking.signal.publisher];
    return true;
  }
}

function rowsSaid({ cells, signal, period }: Taking): readonly Said[] {
  const { order, table } = cells;
  const said: Said[] = [];
  for (const row of order) {
    if (cells.period[row] !== period || table.ownership[row] !== PRIVATE) continue;
    const naics = table.industries[table.industry[row]!]!;
    if (!isCovered(signal.publisher, naics)) continue;
    const of = signal.cells.get(cellKey(table.areas[table.area[row]!]!, naics));
    if (of) said.push({ row, of });
  }
  return said;
}

/** How many times as far off as is typical, in the root mean square. */
function measuredScale(errors: readonly { readonly off: number; readonly typical: number }[]): number {
  const squares = errors.map(({ off, typical }) => Math.min(Math.abs(off) / typical, FARTHEST) ** 2);
  const sum = squares.reduce((all, one) => all + one, 0);
  return Math.sqrt((sum + TYPICAL_CELLS) / (squares.length + TYPICAL_CELLS));
}

/** What published cells of an industry have in QCEW, over what they have in a signal. */
class Ratios {
  readonly #cells: Cells;
  readonly #sums = new Map<number, Sums>();
  readonly #parents: Int32Array;

  constructor(cells: Cells, published: readonly Said[]) {
    this.#cells = cells;
    this.#parents = parentNumbers(cells.table.industries).parents;
    for (const { row, of } of published) {
      if (of.kind !== "jobs") continue;
      const industry = cells.table.industry[row]!;
      const sums = this.#sums.get(industry) ?? { ...NOTHING };
      this.#sums.set(industry, sums);
      add(sums, this.#sumsOf(row, of));
    }
  }

  /**
   * The logarithm of jobs that a signal leads to.
   *
   * @param guessed the logarithm that a range may leave as it is
   * @param without a published row that is left out of its industry's ratio
   */
  bring({ row, of }: Said, guessed: number, without?: number): number {
    const { table, establishments } = this.#cells;
    const { jobs, count } = this.#ratio(
      table.industry[row]!,
      of.kind === "jobs" && without !== undefined ? { row, of } : undefined,
    );
    const shift = Math.log(jobs);
    if (of.kind === "range") return Math.min(Math.max(guessed, Math.log(of.low) + shift), Math.log(of.high) + shift);
    const log = Math.log(of.jobs) + shift;
    const own = establishments[row]!;
    if (!of.establishments || !(own > 0)) return log;
    // Half way to its jobs an establishment, times QCEW's establishments.
    return log + 0.5 * Math.log(own / of.establishments / count);
  }

  #sumsOf(row: number, of: SignalCell): Sums {
    const { known, establishments } = this.#cells;
    const counts = of.establishments ? { here: establishments[row]!, there: of.establishments } : { here: 0, there: 0 };
    return { here: known.employment[row]!, there: of.jobs, countHere: counts.here, countThere: counts.there };
  }

  /** Jobs, and establishments, here over there; an industry with little to go by takes that of the one above it. */
  #ratio(industry: number, without: Said | undefined): { readonly jobs: number; readonly count: number } {
    const parent = this.#parents[industry]!;
    const above = parent === -1 ? { jobs: 1, count: 1 } : this.#ratio(parent, undefined);
    const sums = this.#sums.get(industry);
    if (!sums) return above;
    const rest = { ...sums };
    if (without) add(rest, this.#sumsOf(without.row, without.of), -1);
    const size = rest.there > 0 && rest.countThere > 0 ? rest.there / rest.countThere : 10;
    const countWeight = RATIO_JOBS / size;
    return {
      jobs: (rest.here + RATIO_JOBS * above.jobs) / (rest.there + RATIO_JOBS),
      count: (rest.countHere + countWeight * above.count) / (rest.countThere + countWeight),
    };
  }
}

interface Sums {
  here: number;
  there: number;
  countHere: number;
  countThere: number;
}

const NOTHING: Sums = { here: 0, there: 0, countHere: 0, countThere: 0 };

function add(sums: Sums, { here, there, countHere, countThere }: Sums, times = 1): void {
  sums.here += times * here;
  sums.there += times * there;
  sums.countHere += times * countHere;
  sums.countThere += times * countThere;
}
