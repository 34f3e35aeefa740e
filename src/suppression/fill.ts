import { sectorOf } from "../naics/levels.js";
import { power } from "../core/power.js";
import { balance, partsOf, type BalanceParts } from "./balance.js";
import { propagateBounds, type Bounds } from "./bounds.js";
import type { Quantity } from "./cells.js";
import { FAMILIES } from "./constraint-groups.js";
import { changeErrors, type ChangeErrors } from "./change-errors.js";
import { requireRoom } from "./disagreement.js";
import { joinPeriods, type JointGuess } from "./across-periods.js";
import { ExpectedChange } from "./expected-change.js";
import { guessCells, SIGNALS, type FirstGuess } from "./first-guess.js";
import { calibratedIntervals } from "./interval.js";
import { type IntervalInput } from "./interval-input.js";
import { guessOverTime } from "./own-periods.js";
import type { Signal } from "../signals/signal.js";
import { takeSignals, type SignalUse } from "./other-publishers.js";
import { PeerSizes } from "./peer-sizes.js";
import { recomputeByHand, type Recomputable } from "./recomputable.js";
import { cellsUnderAreaTotals, guessAgain, type Guess } from "./second-guess.js";
import type { Series } from "./series.js";
import type { EstimatedQuantity, EstimatedSystem } from "./sums.js";
import { postTotalsError } from "./uncertainty.js";
import { COMMON } from "./widening-constants.js";

interface FilledQuantity extends EstimatedQuantity {
  readonly error: Float64Array;
  /** The same as a part of the estimate. */
  readonly relativeError: Float64Array;
  readonly recomputable: Uint8Array;
  readonly range: IntervalInput;
  /** The most by which a published total is missed beyond its rounding, in the quantity's unit. */
  readonly largestMiss: number;
}

/** Both quantities of every unknown, with how they came about. */
export interface Filled extends Readonly<Record<Quantity, FilledQuantity>> {
  readonly first: FirstGuess;
  /** 1 where a reader can work the figure out. */
  readonly recomputable: Uint8Array;
  /** Relative standard error of pay, were jobs known. */
  readonly payError: Float64Array;
  /** How sure changes are; undefined if no cell is withheld in several periods. */
  readonly changes: ChangeErrors | undefined;
  /** What other publishers' figures gave. */
  readonly signalUses: readonly SignalUse[];
}

/** Dollars a job that a guess of wages starts from at least. */
const LEAST_PAY = 100;
const NORMAL_90 = 1.645;

/**
 * The part of a change's variance that withheld parts of one parent have in common, so that a small one shares in their
 * parent's growth by more than its own size: as with levels of one area.
 */
const SHARED_CHANGE = COMMON.area;

/** Jobs beyond which the root of the size counts at every level: cells of a state or the nation would run away. */
const LARGE = 300;

/**
 * By ones digit of the aggregation level, the power of a guess of wages's size by which it gives way to totals.
 * Proportional raking would be 0, least squares of relative errors 1; found by trial on masked cells, since
 * few coarse cells of a county are hidden beside large ones, and many fine ones beside each other.
 */
const GIVE_POWER: Readonly<Record<number, number>> = { 4: 0.5, 5: 1, 6: 0.6, 7: 0.5, 8: 0.45 };

/**
 * Bounds, first guesses, balancing and intervals: employment first, then wages as jobs × pay.
 *
 * Cells that are withheld in several periods are balanced twice: period by period, and from what all periods say.
 *
 * @param series cells over time, where the table holds several periods
 * @param signals figures of other publishers
 */
export function fillQuantities(
  system: EstimatedSystem,
  series: Series | undefined,
  signals: readonly Signal[] = [],
): Filled {
  const { cells } = system;
  const peers = new PeerSizes(cells);
  const evolution = series && { series, expected: new ExpectedChange(cells, series, peers) };
  const first = guessCells(cells, peers);
  if (evolution) guessOverTime(first, { cells, peers, ...evolution });
  const signalUses = takeSignals(first, { cells, peers }, signals);
  const start = { guess: first.employment, error: first.employmentError, first };
  const jobs = boundsOf(system, "employment");
  const apart = balanceGuesses(system, jobs, start);
  const joint = evolution && joinPeriods(first, apart, cells, evolution);
  const employment = fill(system, jobs, { ...start, ...(joint && { joint, apart }) }, joint ? undefined : apart);
  const payroll = employment.values.map((value, u) => Math.max(value, 0.05) * Math.max(first.pay[u]!, LEAST_PAY));
  const error = first.payError.map((pay, u) => Math.hypot(pay, employment.relativeError[u]!));
  const wages = fill(system, boundsOf(system, "wages"), { guess: payroll, error, first });
  return {
    first,
    employment,
    wages,
    recomputable: employment.recomputable,
    payError: first.payError,
    changes: joint && changeErrors(system, employment, joint),
    signalUses,
  };
}

interface Start {
  readonly guess: Float64Array;
  /** Relative standard error of the guess. */
  readonly error: Float64Array;
  readonly first: FirstGuess;
  /** What other periods say, which then is balanced instead of the guess. */
  readonly joint?: JointGuess;
  /** Each period balanced by itself. */
  readonly apart?: BalancedGuesses;
}

interface QuantityBounds {
  readonly quantity: Quantity;
  readonly bounds: Bounds;
  readonly parts: BalanceParts;
  readonly byHand: Recomputable;
}

function boundsOf({ cells, constraints, incidence }: EstimatedSystem, quantity: Quantity): QuantityBounds {
  const bounds = propagateBounds(constraints, incidence, cells.rows.length, quantity);
  requireRoom(bounds, constraints, cells, quantity);
  return {
    quantity,
    bounds,
    parts: partsOf({ constraints, bounds }),
    byHand: recomputeByHand(constraints, incidence, cells.rows.length, quantity),
  };
}

interface BalancedGuesses {
  readonly values: Float64Array;
  readonly error: Float64Array;
  readonly relativeError: Float64Array;
  readonly largestMiss: number;
  /** What was balanced last. */
  readonly given: Guess;
}

/** Guesses once every total is met, and their standard errors. */
function balanceGuesses(
  system: EstimatedSystem,
  { quantity, bounds, parts, byHand }: QuantityBounds,
  { guess, error: prior, first, joint, apart }: Start,
): BalancedGuesses {
  const { cells, constraints, incidence } = system;
  const { rows, table } = cells;
  const unit = quantity === "employment" ? 1 : 10_000;
  const balanced = (given: Guess) =>
    balance({ constraints, quantity, bounds, guess: given.guess, give: given.give }, parts);
  const { values, largestMiss, given } =
    quantity === "wages" ? balancedOnce() : joint ? balancedFrom(fromJoint(joint)) : balancedTwice();
  for (let u = 0; u < rows.length; u++) {
    if (byHand.is[u] === 1) values[u] = within(byHand.value[u]!, bounds, u);
    else if (first.signal[u] === SIGNALS.none && incidence.starts[u] === incidence.starts[u + 1]) values[u] = NaN;
  }
  const error = postTotalsError({ constraints, quantity, bounds, values, prior });
  for (let u = 0; joint && u < rows.length; u++) {
    if (joint.isJoined[u] === 1) error[u] = Math.min(error[u]!, joint.mostError[u]! * values[u]!);
  }
  const relativeError = error.map((standard, u) => standard / Math.max(values[u]!, 0.5 * unit));
  return { values, error, relativeError, largestMiss, given };

  function balancedFrom(given: Guess) {
    return { ...balanced(given), given };
  }

  /** How readily wages give way: by the variance of their guess, and by a power of its size. */
  function balancedOnce() {
    const give = prior.map((error, u) => {
      const exponent = GIVE_POWER[table.level[rows[u]!]! % 10] ?? 0.5;
      const size = guess[u]! / unit;
      return error ** 2 * Math.sqrt(size) * power(Math.min(size, LARGE), exponent - 0.5);
    });
    return balancedFrom({ guess, give });
  }

  function balancedTwice() {
    const { values: once } = balanced({ guess, give: prior.map((error, u) => error ** 2 * guess[u]!) });
    return balancedFrom(guessAgain(system, { ...first, employment: guess, employmentError: prior }, once));
  }

  /** Cells known from several periods give way as changes do, the others go on from where they were as before. */
  function fromJoint({ guess: level, error, isJoined }: JointGuess): Guess {
    const siblings = withheldSiblings(system, level);
    const give = level.map((jobs, u) =>
      isJoined[u] === 1
        ? error[u]! ** 2 * ((1 - SHARED_CHANGE) * jobs + SHARED_CHANGE * Math.max(siblings[u]!, jobs))
        : apart!.given.give[u]!,
    );
    return { guess: level, give };
  }
}

function fill(
  system: EstimatedSystem,
  of: QuantityBounds,
  start: Start,
  balanced = balanceGuesses(system, of, start),
): FilledQuantity {
  const { quantity, bounds, byHand } = of;
  const { first, guess, error: prior } = start;
  const { rows, table, establishments } = system.cells;
  const { values, error } = balanced;
  const sectors = table.industries.map(sectorOf);
  const isUnderAreas = cellsUnderAreaTotals(system);
  const range: IntervalInput = {
    quantity,
    guess,
    bounds,
    values,
    prior,
    error,
    isOwnPeriod: (u) => first.signal[u] === SIGNALS.ownPeriod,
    establishments: (u) => Math.max(establishments[rows[u]!]!, 0.5),
    level: (u) => table.level[rows[u]!]! % 10,
    sector: (u) => sectors[table.industry[rows[u]!]!]!,
    isUnderAreas: (u) => isUnderAreas[u] === 1,
  };
  const { low, high } = calibratedIntervals(range);
  for (let u = 0; u < rows.length; u++) {
    if (byHand.is[u] !== 1) continue;
    const half = NORMAL_90 * byHand.error[u]!;
    low[u] = Math.max(values[u]! - half, bounds.low[u]!);
    high[u] = Math.min(values[u]! + half, bounds.high[u]!);
  }
  return {
    quantity,
    bounds,
    intervals: { low, high },
    range,
    prior,
    ...balanced,
    recomputable: byHand.is,
  };
}

/** Of each unknown the jobs of the withheld parts of its parent, its own among them; 0 where it has no parent. */
function withheldSiblings({ constraints }: EstimatedSystem, jobs: Float64Array): Float64Array {
  const { starts, entries, family } = constraints;
  const found = new Float64Array(jobs.length);
  const industries = FAMILIES.indexOf("industries");
  for (let c = 0; c < constraints.length; c++) {
    if (family[c] !== industries) continue;
    let sum = 0;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) if (entries[e]! >= 0) sum += jobs[entries[e]!]!;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) if (entries[e]! >= 0) found[entries[e]!] = sum;
  }
  return found;
}

function within(value: number, { low, high }: Bounds, u: number): number {
  return Math.min(Math.max(value, low[u]!), high[u]!);
}
