import { changeOfRows } from "./change.js";
import { disclosed, SUPPRESSED, type Datum } from "../core/datum.js";
import type { Note } from "../core/notes.js";
import { PUBLISHED, WITHHELD, type QcewTable } from "../qcew/table.js";
import { buildCells, type Cells, type Quantity } from "./cells.js";
import { buildConstraints } from "./constraints.js";
import { requireAgreement } from "./disagreement.js";
import { fillQuantities, type Filled } from "./fill.js";
import { SIGNALS } from "./first-guess.js";
import { buildIncidence } from "./incidence.js";
import type { LinearSolver } from "./linear-program.js";
import { METHODS, type Method } from "./methods.js";
import { tellEstimates, tellLooseBounds } from "./notes.js";
import { payOfRows } from "./pay.js";
import { SumsOfRows, type EstimatedSystem } from "./sums.js";
import { buildSeries, type SameContent, type Series } from "./series.js";
import type { Signal } from "../signals/signal.js";
import type { SignalUse } from "./other-publishers.js";
import { tightenFilled } from "./tighten.js";
import { fillByChange } from "./known-by-change.js";
import { joinTwins } from "./twins.js";

export { METHODS } from "./methods.js";

/** One quantity of every row of a table. NaN where nothing can be said. */
export interface EstimatedColumn {
  /** The published figure, or the estimate. */
  readonly value: Float64Array;
  /** The 90 % interval; equal to the value where that is published or recomputable. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The least and most that published totals allow; Infinity where none holds the cell down. */
  readonly boundLow: Float64Array;
  readonly boundHigh: Float64Array;
}

/**
 * Figures for every row of a table, published or estimated; arrays are parallel to the table's rows. A cell is estimated
 * when its figure is first asked for, with those that it rests on; all of them when a whole column is looked at.
 */
export interface CellEstimates {
  readonly method: Uint8Array;
  /** The same of wages, which differs where only one of both follows from published figures. */
  readonly wagesMethod: Uint8Array;
  readonly employment: EstimatedColumn;
  readonly wages: EstimatedColumn;
  /** Whether a row has a figure, published or estimated. */
  isTold(row: number): boolean;
  /** The sum of rows of one period, with the interval that the totals they share leave it. */
  sum(rows: readonly number[], quantity: Quantity): Datum;
  /** Wages of the rows ÷ employment of the rows, whose errors go together. */
  pay(rows: readonly number[]): Datum;
  /**
   * Jobs of the rows of a later period ÷ those of an earlier, with a range that knows that a cell's errors at both
   * ends go together; undefined if no cell is withheld at both ends.
   */
  change(first: readonly number[], last: readonly number[]): Datum | undefined;
  /** Jobs of the rows that stand in withheld cells. */
  estimatedJobs(rows: readonly number[]): number;
  /**
   * The same with the closest bounds of these rows that all totals together allow, where totals cross.
   *
   * It takes linear programs, a second or more, so that it is left to those who show bounds.
   */
  tightened(rows: readonly number[], loadSolver: () => Promise<LinearSolver>): Promise<CellEstimates>;
  /** What a reader must know; of totals that could not all be met, those of figures that were asked for before. */
  readonly notes: readonly Note[];
  /** What other publishers' figures gave, in the periods asked for. */
  readonly signalUses: readonly SignalUse[];
  /** Of years that are made of quarters, what their quarters were estimated to be. */
  readonly quarterly?: CellEstimates;
}

export interface SuppressionOptions {
  /**
   * Counties of each MSA code (`C1814`), so that MSA rows bind too. Of any vintage: an MSA that its
   * counties don't add up to is left out.
   */
  readonly counties?: ReadonlyMap<string, readonly string[]>;
  /**
   * Years whose rows were computed from the next year's changes: industries that have ended since lack
   * rows there, so that a sum that falls short is not a contradiction.
   */
  readonly yearsFromChange?: readonly number[];
  /** How codes go on over the revision of NAICS that the periods cross; where left out, only those untouched do. */
  readonly sameContent?: SameContent | undefined;
  /** Figures of other publishers. */
  readonly signals?: readonly Signal[] | undefined;
  /**
   * The periods whose cells are asked for; all where left out. Rows of other periods still tell what a cell
   * had then, but their totals are not balanced, which is most of the work.
   */
  readonly periods?: readonly { readonly year: number; readonly quarter: number }[];
}

/**
 * Fills every suppressed cell of a table with an estimate that agrees with every published figure.
 *
 * Each hidden cell starts from its own figure in another period or from its establishments and the
 * industry's size elsewhere, and is then balanced until industries add up to their parents, counties to
 * MSA and state, ownerships to the total. Published figures are never changed, and the result does not
 * depend on the order of the rows. The more totals the table holds, the closer the estimates: the state's
 * and MSA's rows, and all counties of the state, are worth reading for a region of a few counties.
 *
 * @param table rows of any areas, ownerships and periods with fields establishments, employment and
 *   wages; the nation's row (`US000`) shows sizes best; change fields are used where they are there
 * @throws {InputError} `TOTALS_DISAGREE` when published totals contradict each other beyond rounding
 * @source Balancing: iterative proportional fitting, Deming & Stephan 1940; intervals: split conformal,
 *   Lei et al. 2018. Worked by hand in `docs/estimates.md`, measured by `npm run bench:suppression`.
 */
export function estimateSuppressed(table: QcewTable, options: SuppressionOptions = {}): CellEstimates {
  const printed = buildCells(table, options.yearsFromChange ?? []);
  const series = printed.periods.length > 1 ? buildSeries(printed, options.sameContent) : undefined;
  const all = series ? fillByChange(printed, series) : printed;
  const { periods } = options;
  const wanted =
    periods &&
    ((one: { readonly year: number; readonly quarter: number }) =>
      periods.some(({ year, quarter }) => year === one.year && quarter === one.quarter));
  const every = buildConstraints(all, options.counties ?? new Map(), wanted);
  requireAgreement(every, all);
  const { cells, constraints } = joinTwins(all, every);
  const incidence = buildIncidence(constraints, cells.rows.length);
  const system: EstimatedSystem = { cells, constraints, incidence };
  const filled = fillQuantities(system, series, options.signals);

  const signalUses = filled.signalUses.filter((use) => wanted?.(use) ?? true);
  const isShown = cells.periods.map((period) => wanted?.(period) ?? true);
  const notes = (of: Filled): readonly Note[] =>
    tellEstimates(system, countCells(cells, of, isShown), {
      every,
      // Of what was asked for so far.
      largestMiss: { employment: filled.employment.largestMiss, wages: filled.wages.largestMiss },
      signalUses,
    });
  return collectEstimates(system, filled, notes, { series, signalUses });
}

function collectEstimates(
  system: EstimatedSystem,
  filled: Filled,
  notesOf: (filled: Filled) => readonly Note[],
  { series, signalUses }: { readonly series: Series | undefined; readonly signalUses: readonly SignalUse[] },
): CellEstimates {
  const { cells } = system;
  const isSilent = (row: number): boolean => cells.unknown[row] !== -1 && filled.isSilent(cells.unknown[row]!);
  const sums = new SumsOfRows(filled, system);
  const require = (rows: readonly number[], quantity: Quantity): void => {
    const withheld = rows.filter((row) => cells.unknown[row] !== -1);
    if (withheld.length > 0)
      filled.require(
        withheld.map((row) => cells.unknown[row]!),
        quantity,
      );
  };
  /** A sum of which nothing can be said in part is suppressed as a whole. */
  const guarded = (rows: readonly number[], quantity: Quantity, compute: () => Datum): Datum => {
    if (rows.length === 0) return disclosed(0);
    if (rows.some(isSilent)) return SUPPRESSED;
    require(rows, quantity);
    return compute();
  };
  let method: Uint8Array | undefined;
  let wagesMethod: Uint8Array | undefined;
  return {
    get method() {
      return (method ??= listMethods(cells, filled, "employment"));
    },
    get wagesMethod() {
      return (wagesMethod ??= listMethods(cells, filled, "wages"));
    },
    employment: lazyColumn(cells, filled, "employment"),
    wages: lazyColumn(cells, filled, "wages"),
    isTold: (row) => !isSilent(row),
    sum: (rows, quantity) => guarded(rows, quantity, () => sums.of(rows, quantity)),
    pay: (rows) => guarded(rows, "wages", () => payOfRows(rows, filled, system, sums)),
    change: (first, last) => {
      require(first, "employment");
      require(last, "employment");
      return changeOfRows({ first, last }, filled, system, { series, sums });
    },
    estimatedJobs: (rows) => {
      require(rows, "employment");
      const { values } = filled.employment;
      return rows.reduce((sum, row) => sum + (cells.unknown[row] === -1 ? 0 : values[cells.unknown[row]!]!), 0);
    },
    tightened: async (rows, loadSolver) => {
      const unknowns = rows.map((row) => cells.unknown[row]!).filter((u) => u !== -1);
      // What is tightened is a copy, to which nothing can be added.
      filled.requireAll("wages");
      const { filled: closer, left } = await tightenFilled(unknowns, filled, system, loadSolver);
      const notes = (of: Filled) => [...notesOf(of), ...tellLooseBounds(left)];
      return collectEstimates(system, closer, notes, { series, signalUses });
    },
    get notes() {
      return notesOf(filled);
    },
    signalUses,
  };
}

function listMethods({ table, unknown }: Cells, filled: Filled, quantity: Quantity): Uint8Array {
  const { first, recomputable } = filled;
  const { low, high } = filled[quantity].bounds;
  const number = (method: Method): number => METHODS.indexOf(method);
  const bySignal = new Uint8Array(Object.keys(SIGNALS).length);
  bySignal[SIGNALS.ownPeriod] = number("own-period");
  bySignal[SIGNALS.peerSize] = number("peer-size");
  bySignal[SIGNALS.none] = number("share");
  bySignal[SIGNALS.allPeriods] = number("all-periods");
  bySignal[SIGNALS.newborn] = number("newborn");
  bySignal[SIGNALS.cbp] = number("cbp");
  bySignal[SIGNALS.qwi] = number("qwi");
  const [known, published, nothing, none] = [
    number("recomputable"),
    number("published"),
    number("nothing"),
    number("none"),
  ];
  const methods = new Uint8Array(unknown.length);
  for (let row = 0; row < methods.length; row++) {
    const u = unknown[row]!;
    const disclosure = table.disclosure[row];
    if (u === -1) methods[row] = disclosure === WITHHELD ? known : disclosure === PUBLISHED ? published : nothing;
    else if (filled.isSilent(u)) methods[row] = none;
    // Bounds that leave no room tell the figure too: all parts of a total of 0 are 0.
    else if (recomputable[u] === 1 || low[u] === high[u]) methods[row] = known;
    else {
      first.require(u);
      methods[row] = bySignal[first.signal[u]!]!;
    }
  }
  return methods;
}

/** How many cells of the periods shown are estimated, and how many follow from published figures; it takes no estimate. */
function countCells(
  { table, unknown, period }: Cells,
  filled: Filled,
  isShown: readonly boolean[],
): { readonly estimated: number; readonly recomputable: number } {
  const { low, high } = filled.employment.bounds;
  let [estimated, recomputable] = [0, 0];
  for (let row = 0; row < unknown.length; row++) {
    const u = unknown[row]!;
    if (!isShown[period[row]!]!) continue;
    if (u === -1) {
      if (table.disclosure[row] === WITHHELD) recomputable++;
    } else if (filled.isSilent(u)) continue;
    else if (filled.recomputable[u] === 1 || low[u] === high[u]) recomputable++;
    else estimated++;
  }
  return { estimated, recomputable };
}

/** Figures of all rows; each column is made when it is first looked at. */
function lazyColumn({ known, unknown }: Cells, filled: Filled, quantity: Quantity): EstimatedColumn {
  const printed = known[quantity];
  const { values, intervals, bounds } = filled[quantity];
  const spread = (of: Float64Array): Float64Array =>
    printed.map((value, row) => (unknown[row] === -1 ? value : of[unknown[row]!]!));
  const made = new Map<Float64Array, Float64Array>();
  const column = (of: Float64Array): Float64Array => {
    let found = made.get(of);
    if (!found) made.set(of, (found = spread(of)));
    return found;
  };
  const estimates = (of: Float64Array): Float64Array => {
    filled.requireAll(quantity);
    return column(of);
  };
  return {
    get value() {
      return estimates(values);
    },
    get low() {
      return estimates(intervals.low);
    },
    get high() {
      return estimates(intervals.high);
    },
    get boundLow() {
      return column(bounds.low);
    },
    get boundHigh() {
      return column(bounds.high);
    },
  };
}
