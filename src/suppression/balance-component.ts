import { buildForest, type SignedSums } from "./forest.js";
import { PullSolver } from "./pull-solver.js";
import { PulledCells, type ComponentProblem } from "./pulled-cells.js";

/** Sweeps before the first step of all totals at once, and after a step that had to be shortened. */
const FIRST_SWEEPS = 3;
const SWEEPS = 2;
const STEPS = 40;
/**
 * A total is met when missed by no more than this, in jobs. Where many totals all but pin each other down the last
 * digits come slowly: from the given step on, so much is enough.
 */
const CLOSE_ENOUGH: readonly { readonly step: number; readonly jobs: number }[] = [
  { step: 8, jobs: 0.5 },
  { step: 5, jobs: 0.02 },
  { step: 0, jobs: 1e-3 },
];
/** Steps in a row that hardly lessen the misses: the totals contradict each other, or nothing more is to be had. */
const PATIENCE = 4;
const HARDLY = 0.9;
/**
 * Up to this many totals are cheap to work on, and are to the end: where a cell is all but at its least, or roundings are used
 * up, misses stand still or rise for some steps before a step goes through whole and meets them.
 */
const CHEAP = 1000;
/** A step goes too far where the dual rises again by more than this part of how it fell at first. */
const OVERSHOT = 0.5;
const TRIES = 12;
/** How closely linear systems are solved: no more than a step is worth. */
const TOLERANCE = 0.3;
const ROUNDS = 60;

/** What solves linear systems over a component's sums; it serves for every set of guesses. */
export type SolverOnce = (sums: SignedSums) => PullSolver;

export function buildSolver(sums: SignedSums): PullSolver {
  return new PullSolver(sums, buildForest(sums));
}

/**
 * Balances one component; see `balance`.
 *
 * The dual has one multiplier a total, its pull, and is smooth and convex. A few sweeps, in which each total in
 * turn finds the pull that meets it (with equal `give` and one set of totals that is iterative proportional
 * fitting), bring it near; then Newton steps move all pulls at once, as far as the dual still falls.
 *
 * @returns what each cell has above its least, and the largest miss of a total beyond its rounding
 */
export function balanceComponent(
  problem: ComponentProblem,
  solverOf: SolverOnce = buildSolver,
): { readonly above: Float64Array; readonly miss: number } {
  const { sums, unit } = problem;
  const close = CLOSE_ENOUGH.at(-1)!.jobs * unit;
  const isCheap = sums.starts.length <= CHEAP;
  const cells = new PulledCells(problem, close);
  for (let k = 0; k < FIRST_SWEEPS && cells.sweep(k % 2 === 0) > close; k++);
  let worst = cells.findMisses();
  if (worst > close) {
    const solver = solverOf(sums);
    const shifts = new Float64Array(sums.cells);
    const from = { moved: new Float64Array(sums.cells), pull: new Float64Array(cells.pull.length) };
    let least = Infinity;
    let waited = 0;
    const patience = isCheap ? STEPS : PATIENCE;
    for (let step = 0; step < STEPS && !isCloseEnough(step) && waited < patience; step++) {
      let total = 0;
      for (let c = 0; c < cells.misses.length; c++) total += Math.abs(cells.misses[c]!);
      waited = total > HARDLY * least ? waited + 1 : 0;
      least = Math.min(least, total);
      const isShortened = newtonStep(cells, solver, sums, { shifts, from });
      // Down and up in turn: a change at one end of a chain of totals reaches the other in one sweep.
      for (let k = 0; isShortened && k < SWEEPS; k++) cells.sweep(k % 2 === 0);
      worst = cells.findMisses();
    }
  }
  return { above: cells.above, miss: cells.missBeyondRounding() };

  function isCloseEnough(step: number): boolean {
    if (isCheap) return worst <= close;
    return worst <= unit * CLOSE_ENOUGH.find(({ step: from }) => step >= from)!.jobs;
  }
}

/** Room for a step: what each cell is to be shifted by, and where all are before it. */
interface Room {
  readonly shifts: Float64Array;
  readonly from: { readonly moved: Float64Array; readonly pull: Float64Array };
}

/** Moves all pulls at once, as far as the dual still falls; returns whether that was less than the whole step. */
function newtonStep(
  cells: PulledCells,
  solver: PullSolver,
  { starts, entries }: ComponentProblem["sums"],
  { shifts, from }: Room,
): boolean {
  const { pull, misses } = cells;
  const moves = solver.solve({ ...cells.linearize(), misses, tolerance: TOLERANCE, rounds: ROUNDS });
  shifts.fill(0);
  let slope = 0;
  for (let c = 0; c < moves.length; c++) {
    const move = (moves[c] = cells.ownSide(c, moves[c]!));
    slope += move * misses[c]!;
    if (move === 0) continue;
    for (let e = starts[c]!; e < starts[c + 1]!; e++) {
      const entry = entries[e]!;
      if (entry < 0) shifts[~entry]! -= move;
      else shifts[entry]! += move;
    }
  }
  cells.readMoved(from.moved);
  from.pull.set(pull);
  let share = slope > 0 ? 1 : 0;
  for (let k = 0; ; k++) {
    for (let c = 0; c < moves.length; c++) pull[c] = from.pull[c]! + share * moves[c]!;
    cells.moveAll(from.moved, shifts, share);
    if (share === 0) return true;
    cells.findMisses();
    let after = 0;
    for (let c = 0; c < moves.length; c++) after += moves[c]! * misses[c]!;
    // The dual's slope along the step is minus this: below 0 the dual rises again.
    if (after > -OVERSHOT * slope) return k > 0;
    share = k < TRIES ? share * Math.min(Math.max(slope / (slope - after), 0.1), 0.5) : 0;
  }
}
