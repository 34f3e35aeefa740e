import { findSector } from "../naics/levels.js";
import { isCovered, meansTheSame, MOST_YEARS } from "../signals/scope.js";
import { SIGNAL_KINDS, type Publisher, type Signal, type SignalKind } from "../signals/signal.js";
import type { AreaCode, Period } from "../core/codes.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import { SIGNALS, SMALLEST_GUESS, type FirstGuess } from "./first-guess.js";
import type { PeerSizes } from "./peer-sizes.js";
import { SignalErrors, type ErrorFacts } from "./signal-errors.js";
import { SignalRatios, type Said } from "./signal-ratios.js";

/** What the figures of one kind were worth in one period. */
export interface KindUse {
  readonly kind: SignalKind;
  /** Published cells that the signal was compared with. */
  readonly compared: number;
  /** Of those the root mean square of the logarithms by which the signal is off, and by which a guess without it may be. */
  readonly error: number;
  readonly errorWithout: number;
  /** For each withheld cell that it says something of, its area, and of those whose guess it moved: none where it leads no closer. */
  readonly withheld: readonly AreaCode[];
  readonly moved: readonly AreaCode[];
}

/** How well a publisher's figures agree with published cells of the table, and how many withheld cells lean on them. */
export interface SignalUse extends Period {
  readonly signal: Signal;
  readonly kinds: readonly KindUse[];
}

const PRIVATE = 5;
/** Ones digit of the aggregation level. */
const SECTOR_LEVEL = 4;
/** How many published cells it takes to say whether a signal helps. */
const FEWEST_COMPARED = 10;
/** A signal that is so many times as far off as guesses may be would move them little, and stays unused. */
const MOST_OFF = 1.5;
/** Of the logarithm of a guess made from establishments only, since the files show no size. */
const UNTOLD_VARIANCE = 1;

/**
 * Brings what other publishers say of private cells into their guesses.
 *
 * A publisher's jobs and sizes of establishments are brought to QCEW's by what published cells of the same industry have in
 * QCEW over what they have there, since scope and month differ. How far off that leads is measured on published cells,
 * each left out of its own ratio, by kind of figure, sector and establishments; a kind that is much farther off
 * than guesses without it stays unused. Guess and signal are joined by how sure each is; a range moves a guess to its nearer end. Published totals are met
 * afterwards, as from any guess.
 */
export function takeSignals(
  guess: FirstGuess,
  { cells, peers }: { readonly cells: Cells; readonly peers: PeerSizes },
  signals: readonly Signal[],
): readonly SignalUse[] {
  if (signals.length === 0) return [];
  const uses: SignalUse[] = [];
  for (const [number, period] of cells.periods.entries()) {
    for (const publisher of new Set(signals.map((signal) => signal.publisher))) {
      // What a nearer year says of a cell comes before what one farther off does.
      const taken = new Set<number>();
      const near = byNearness(signals, publisher, period);
      for (const signal of near) {
        const said = rowsSaid({ cells, signal, period: number, taken });
        if (said.length > 0)
          uses.push({ signal, ...period, kinds: takeSignal(guess, { cells, peers, said, publisher }) });
      }
      // That a file says nothing of the cells is for its user to know.
      if (taken.size === 0 && near[0]) uses.push({ signal: near[0], ...period, kinds: [] });
    }
  }
  return uses;
}

/** Signals of a publisher near enough to a period, the nearest first. */
function byNearness(signals: readonly Signal[], publisher: Publisher, period: Period): readonly Signal[] {
  const distance = (signal: Signal): number =>
    Math.abs(signalTime(signal) - (period.year + middleOfQuarter(period.quarter)));
  return signals
    .filter((signal) => signal.publisher === publisher && distance(signal) <= MOST_YEARS)
    .sort((a, b) => distance(a) - distance(b));
}

/** CBP is of the middle of March, QWI of the beginning of a quarter. */
function signalTime({ publisher, year, quarter }: Signal): number {
  if (publisher === "cbp") return year + middleOfQuarter(1);
  return quarter === 0 ? year + middleOfQuarter(0) : year + (quarter - 1) / 4;
}

function middleOfQuarter(quarter: number): number {
  return quarter === 0 ? 0.5 : (quarter - 0.5) / 4;
}

interface Asking {
  readonly cells: Cells;
  readonly signal: Signal;
  readonly period: number;
  /** Rows that a nearer signal says something of; those of this one are added. */
  readonly taken: Set<number>;
}

function rowsSaid({ cells, signal, period, taken }: Asking): readonly Said[] {
  const { order, table } = cells;
  const said: Said[] = [];
  for (const row of order) {
    if (cells.period[row] !== period || table.ownership[row] !== PRIVATE || taken.has(row)) continue;
    const naics = table.industries[table.industry[row]!]!;
    const of = signal.areas.get(table.areas[table.area[row]!]!)?.get(naics);
    if (
      !of ||
      (isCountySector(cells, row) && !signal.isTrial) ||
      !isCovered(signal.publisher, naics) ||
      !meansTheSame(signal, naics, table.year[row]!)
    )
      continue;
    taken.add(row);
    said.push({ row, of });
  }
  return said;
}

/**
 * Totals hold a county's sectors so closely that other publishers' figures made them no better: Kentucky's counties, 2016,
 * with CBP's sectors of 2020, masked 4.6 % off without and 4.4 % with them, really withheld ones 1.6 and 3.1 %.
 */
function isCountySector({ table, areaKind }: Cells, row: number): boolean {
  return table.level[row]! % 10 === SECTOR_LEVEL && areaKind[table.area[row]!] === AREA_KINDS.county;
}

interface Taking {
  readonly cells: Cells;
  readonly peers: PeerSizes;
  readonly said: readonly Said[];
  readonly publisher: Publisher;
}

function takeSignal(guess: FirstGuess, { cells, peers, said, publisher }: Taking): readonly KindUse[] {
  const { rows, table, unknown, known, establishments } = cells;
  const sectors = table.industries.map(findSector);
  const errorFacts = ({ row }: Said): ErrorFacts => ({
    establishments: establishments[row]!,
    sector: sectors[table.industry[row]!]!,
  });
  const isKnown = ({ row }: Said): boolean => unknown[row] === -1 && known.employment[row]! > 0;
  const ratios = new SignalRatios(cells, said.filter(isKnown));
  return SIGNAL_KINDS.flatMap((kind) => {
    const ofKind = said.filter(({ of }) => of.kind === kind);
    if (ofKind.length === 0) return [];
    const compared = ofKind.filter(isKnown);
    let claimed = 0;
    const errors = new SignalErrors(
      compared.map((one) => {
        const { employment, variance } = peers.guess(one.row);
        const jobs = Math.log(known.employment[one.row]!);
        const own = Math.log(Math.max(employment, SMALLEST_GUESS));
        claimed += Math.log1p(variance);
        return { off: ratios.bring(one, own, one.row) - jobs, ...errorFacts(one) };
      }),
    );
    const errorWithout = Math.sqrt(claimed / compared.length);
    const isUsed = kind === "range" || compared.length < FEWEST_COMPARED || errors.overall <= MOST_OFF * errorWithout;
    // Twins share one unknown; the row that speaks for it takes the signal.
    const withheld = ofKind.filter(({ row }) => unknown[row] !== -1 && rows[unknown[row]!] === row);
    const moved = isUsed ? withheld.filter((one) => move(one, errors)) : [];
    const listAreas = (cellsSaid: readonly Said[]) => cellsSaid.map(({ row }) => table.areas[table.area[row]!]!);
    const { overall: error } = errors;
    const counts = { withheld: listAreas(withheld), moved: listAreas(moved) };
    return [{ kind, compared: compared.length, error, errorWithout, ...counts }];
  });

  function move(one: Said, errors: SignalErrors): boolean {
    const u = unknown[one.row]!;
    guess.require(u);
    const before = Math.log(guess.employment[u]!);
    const brought = ratios.bring(one, before);
    if (brought === before) return false;
    const facts = errorFacts(one);
    const log = brought - (one.of.kind === "range" ? 0 : errors.bias(facts));
    const error = errors.of(facts);
    const isTold = guess.signal[u] !== SIGNALS.none;
    const own = isTold ? Math.log1p(guess.employmentError[u]! ** 2) : UNTOLD_VARIANCE;
    const share = own / (own + error ** 2);
    guess.employment[u] = Math.max(Math.exp(before + share * (log - before)), SMALLEST_GUESS);
    guess.employmentError[u] = Math.sqrt(Math.expm1(own * (1 - share)));
    if (share > 0.5) guess.signal[u] = SIGNALS[publisher];
    return true;
  }
}
