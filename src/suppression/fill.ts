import { findSector } from "../naics/levels.js";
import { power } from "../core/power.js";
import type { Signal } from "../signals/signal.js";
import { emptyJointGuess, isAnyJoined, joinPeriods, type JointGuess } from "./across-periods.js";
import { Balancer, type Guess } from "./balance.js";
import { Blocks, Stage, type Scope } from "./blocks.js";
import { propagateBounds, type Bounds } from "./bounds.js";
import type { Cells, Quantity } from "./cells.js";
import { ChangesOfCells, type ChangeErrors } from "./change-errors.js";
import type { Constraints } from "./constraints.js";
import { requireRoom } from "./disagreement.js";
import { ExpectedChange } from "./expected-change.js";
import { SIGNALS, type FirstGuess } from "./first-guess.js";
import { widenBesideGiants } from "./giants.js";
import { calibrateIntervals, emptyIntervals } from "./interval.js";
import { type IntervalInput } from "./interval-input.js";
import { takeSignals, type SignalUse } from "./other-publishers.js";
import { FirstGuesses } from "./own-periods.js";
import { PeerSizes } from "./peer-sizes.js";
import { recomputeByHand, type Recomputable } from "./recomputable.js";
import { cellsUnderAreaTotals, guessAgain, LearnedSizes } from "./second-guess.js";
import type { Series } from "./series.js";
import type { EstimatedQuantity, EstimatedSystem } from "./sums.js";
import { ErrorsLeft } from "./uncertainty.js";

interface FilledQuantity extends EstimatedQuantity, Figures {
  readonly recomputable: Uint8Array;
  readonly range: IntervalInput;
}

/**
 * Both quantities of every unknown, with how they came about. Estimates are computed when they are first required:
 * until then their places hold nothing.
 */
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
  /** Whether nothing can be said of an unknown. */
  isSilent(u: number): boolean;
  /** Estimates a quantity of some unknowns, and others as far as these need them. Wages rest on jobs, jobs not on wages. */
  require(unknowns: Iterable<number>, quantity: Quantity): void;
  /** Estimates all of a quantity that is left. */
  requireAll(quantity: Quantity): void;
}

/** Dollars a job that a guess of wages starts from at least. */
const LEAST_PAY = 100;
const NORMAL_90 = 1.645;

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
 * Each step is done block by block, and only for what is required and what that rests on: a balanced period on the
 * first round of the same industries elsewhere, several periods on each of them. So a figure is the same, to its last
 * digit, whatever else is asked for and in whichever order.
 *
 * @param series cells over time, where the table holds several periods
 * @param signals figures of other publishers
 */
export function fillQuantities(
  system: EstimatedSystem,
  series: Series | undefined,
  signals: readonly Signal[] = [],
): Filled {
  const { cells, constraints, incidence } = system;
  const size = cells.rows.length;
  const peers = new PeerSizes(cells);
  const evolution = series && { cells, series, expected: new ExpectedChange(cells, series, peers) };
  const first = new FirstGuesses(cells, peers, evolution);
  const signalUses = takeSignals(first, { cells, peers }, signals);
  const blocks = new Blocks(constraints, size);
  const isCrossed = cellsUnderAreaTotals(system);
  const jobs = prepareTotals(system, "employment", blocks);
  const dollars = prepareTotals(system, "wages", blocks);
  const isSilent = (u: number): boolean => {
    if (incidence.starts[u] !== incidence.starts[u + 1]) return false;
    first.require(u);
    return first.signal[u] === SIGNALS.none;
  };

  const values = new Float64Array(size);
  const readily = new Float64Array(size);
  const firstRound = new Stage(blocks, (scope) => {
    for (let k = 0; k < scope.unknowns.length; k++) {
      const u = scope.unknowns[k]!;
      first.require(u);
      readily[u] = first.employmentError[u]! ** 2 * first.employment[u]!;
    }
    jobs.balancer.balance({ guess: first.employment, give: readily }, scope, values);
  });

  const sizes = new LearnedSizes(cells, first, values);
  const again: Guess = { guess: new Float64Array(size), give: new Float64Array(size) };
  const apart = new Figures(size);
  const byPeriod = new Stage(blocks, (scope) => {
    firstRound.require(scope.unknowns);
    for (let k = 0; k < scope.unknowns.length; k++) {
      const u = scope.unknowns[k]!;
      if (isCrossed[u] === 0) firstRound.require(sizes.findPeers(u));
    }
    guessAgain(scope.unknowns, first, { values, isCrossed, sizes }, again);
    meetTotals(apart, { of: jobs, given: again, prior: first.employmentError, isSilent }, scope);
  });

  const hasJoint = series !== undefined && isAnyJoined(first, isSilent, cells, series);
  const joint = evolution && hasJoint ? emptyJointGuess(size) : undefined;
  const changes = joint && new ChangesOfCells(joint);
  const employment = filledQuantity(system, jobs, {
    first,
    guess: first.employment,
    prior: first.employmentError,
    figures: joint ? new Figures(size) : apart,
    isCrossed,
  });
  const wages = filledQuantity(system, dollars, {
    first,
    guess: new Float64Array(size),
    prior: new Float64Array(size),
    figures: new Figures(size),
    isCrossed,
  });
  const give = new Float64Array(size);
  const estimates = new Stage(blocks, (scope) => {
    byPeriod.require(scope.unknowns);
    if (joint) {
      byPeriod.require(otherPeriods(scope.unknowns, cells, series!));
      joinPeriods(first, apart, evolution!, scope.unknowns, joint);
      giveOfChanges(give, joint, again.give, scope);
      const { guess, mostError } = joint;
      const given = { guess, give };
      meetTotals(employment, { of: jobs, given, prior: first.employmentError, isSilent, mostError }, scope);
      changes!.find(employment, cells, jobs.errors, scope);
    }
    findIntervals(employment, jobs, constraints, scope);
  });
  const estimatesOfWages = new Stage(blocks, (scope) => {
    estimates.require(scope.unknowns);
    for (let k = 0; k < scope.unknowns.length; k++) {
      const u = scope.unknowns[k]!;
      wages.range.guess[u] = Math.max(employment.values[u]!, 0.05) * Math.max(first.pay[u]!, LEAST_PAY);
      wages.prior[u] = Math.hypot(first.payError[u]!, employment.relativeError[u]!);
    }
    giveOfWages(give, wages.range.guess, wages.prior, cells, scope);
    meetTotals(wages, { of: dollars, given: { guess: wages.range.guess, give }, prior: wages.prior, isSilent }, scope);
    findIntervals(wages, dollars, constraints, scope);
  });
  const stages: Readonly<Record<Quantity, Stage>> = { employment: estimates, wages: estimatesOfWages };

  return {
    first,
    employment,
    wages,
    recomputable: employment.recomputable,
    payError: first.payError,
    changes,
    signalUses,
    isSilent,
    require: (unknowns, quantity) => stages[quantity].require(unknowns),
    requireAll: (quantity) => stages[quantity].require(cells.rows.keys()),
  };
}

/** What totals say of one quantity. */
interface Totals {
  readonly quantity: Quantity;
  readonly bounds: Bounds;
  readonly balancer: Balancer;
  readonly errors: ErrorsLeft;
  readonly byHand: Recomputable;
}

function prepareTotals({ cells, constraints, incidence }: EstimatedSystem, quantity: Quantity, blocks: Blocks): Totals {
  const bounds = propagateBounds(constraints, incidence, cells.rows.length, quantity);
  requireRoom(bounds, constraints, cells, quantity);
  return {
    quantity,
    bounds,
    balancer: new Balancer(constraints, quantity, bounds, blocks),
    errors: new ErrorsLeft(constraints, quantity, bounds),
    byHand: recomputeByHand(constraints, incidence, cells.rows.length, quantity),
  };
}

/** Estimates of one quantity, and their standard errors once every total is met. */
class Figures {
  readonly values: Float64Array;
  readonly error: Float64Array;
  /** The same as a part of the estimate. */
  readonly relativeError: Float64Array;
  /** The most by which a total that binds them is missed beyond its rounding, in the quantity's unit. */
  largestMiss = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
    this.error = new Float64Array(size);
    this.relativeError = new Float64Array(size);
  }
}

/** Balances guesses, and finds what is left of their errors. */
function meetTotals(
  figures: Figures,
  {
    of: { quantity, bounds, balancer, errors, byHand },
    given,
    prior,
    isSilent,
    mostError,
  }: {
    readonly of: Totals;
    readonly given: Guess;
    /** Relative standard error of each cell without any total. */
    readonly prior: Float64Array;
    readonly isSilent: (u: number) => boolean;
    /** Relative standard error of each cell at most, since another period knows it so well. */
    readonly mostError?: Float64Array;
  },
  scope: Scope,
): void {
  const { values, error, relativeError } = figures;
  const unit = quantity === "employment" ? 1 : 10_000;
  figures.largestMiss = Math.max(figures.largestMiss, balancer.balance(given, scope, values));
  for (let k = 0; k < scope.unknowns.length; k++) {
    const u = scope.unknowns[k]!;
    if (byHand.is[u] === 1) values[u] = within(byHand.value[u]!, bounds, u);
    else if (isSilent(u)) values[u] = NaN;
  }
  errors.find({ values, prior }, scope, error);
  for (let k = 0; k < scope.unknowns.length; k++) {
    const u = scope.unknowns[k]!;
    if (mostError && mostError[u]! < Infinity) error[u] = Math.min(error[u]!, mostError[u]! * values[u]!);
    relativeError[u] = error[u]! / Math.max(values[u]!, 0.5 * unit);
  }
}

/** How readily wages give way: by the variance of their guess, and by a power of its size. */
function giveOfWages(
  give: Float64Array,
  guess: Float64Array,
  error: Float64Array,
  { rows, table }: Cells,
  { unknowns }: Scope,
): void {
  for (let k = 0; k < unknowns.length; k++) {
    const u = unknowns[k]!;
    const exponent = GIVE_POWER[table.level[rows[u]!]! % 10] ?? 0.5;
    const size = guess[u]! / 10_000;
    give[u] = error[u]! ** 2 * Math.sqrt(size) * power(Math.min(size, LARGE), exponent - 0.5);
  }
}

/** Cells known from several periods give way as changes do, the others go on from where they were as `before`. */
function giveOfChanges(
  give: Float64Array,
  { guess, error, isJoined }: JointGuess,
  before: Float64Array,
  scope: Scope,
): void {
  for (const u of scope.unknowns) give[u] = isJoined[u] === 1 ? error[u]! ** 2 * guess[u]! : before[u]!;
}

/** The withheld cells of other periods that some cells are in a series with. */
function otherPeriods(unknowns: Uint32Array, { rows, unknown }: Cells, series: Series): readonly number[] {
  const found: number[] = [];
  for (let k = 0; k < unknowns.length; k++) {
    const u = unknowns[k]!;
    const list = series.of[rows[u]!]!;
    if (list === -1) continue;
    for (let k = series.starts[list]!; k < series.starts[list + 1]!; k++) {
      const other = unknown[series.rows[k]!]!;
      if (other !== -1) found.push(other);
    }
  }
  return found;
}

function filledQuantity(
  { cells: { rows, table, establishments } }: EstimatedSystem,
  { quantity, bounds, byHand }: Totals,
  {
    first,
    guess,
    prior,
    figures,
    isCrossed,
  }: {
    readonly first: FirstGuess;
    readonly guess: Float64Array;
    readonly prior: Float64Array;
    readonly figures: Figures;
    readonly isCrossed: Uint8Array;
  },
): FilledQuantity {
  const { values, error } = figures;
  const sectors = table.industries.map(findSector);
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
    isUnderAreas: (u) => isCrossed[u] === 1,
  };
  const intervals = emptyIntervals(rows.length);
  return Object.assign(figures, { quantity, bounds, intervals, range, prior, recomputable: byHand.is });
}

function findIntervals(
  filled: FilledQuantity,
  { bounds, byHand }: Totals,
  constraints: Constraints,
  scope: Scope,
): void {
  const { values, intervals, range } = filled;
  calibrateIntervals(range, scope.unknowns, intervals);
  widenBesideGiants(filled, constraints, scope);
  for (let k = 0; k < scope.unknowns.length; k++) {
    const u = scope.unknowns[k]!;
    if (byHand.is[u] !== 1) continue;
    const half = NORMAL_90 * byHand.error[u]!;
    intervals.below[u] = intervals.above[u] = half;
    intervals.low[u] = Math.max(values[u]! - half, bounds.low[u]!);
    intervals.high[u] = Math.min(values[u]! + half, bounds.high[u]!);
  }
}

function within(value: number, { low, high }: Bounds, u: number): number {
  return Math.min(Math.max(value, low[u]!), high[u]!);
}
