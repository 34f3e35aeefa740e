import { OWNERSHIP_SLOTS } from "../core/codes.js";
import { AREA_KINDS, type Cells } from "./cells.js";
import { FAMILIES } from "./constraint-groups.js";
import { SIGNALS, type FirstGuess } from "./first-guess.js";
import { unknownOf } from "./incidence.js";
import type { EstimatedSystem } from "./sums.js";

export interface Guess {
  readonly guess: Float64Array;
  /** How readily each guess gives way to totals: its variance ÷ its size. */
  readonly give: Float64Array;
}

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
 */
export function guessAgain(
  system: EstimatedSystem,
  first: Pick<FirstGuess, "signal" | "employmentError"> & { readonly employment: Float64Array },
  values: Float64Array,
): Guess {
  const { cells } = system;
  const isCrossed = cellsUnderAreaTotals(system);
  const ratios = learnSizes(cells, first, values);
  const { employment, employmentError: error } = first;
  const again = employment.map((guess, u) => (isCrossed[u] === 1 ? guess : guess * ratios[u]!));
  const give = again.map((guess, u) => {
    const size = isCrossed[u] === 1 ? Math.sqrt(guess * Math.max(values[u]!, LEAST)) : guess;
    return error[u]! ** 2 * size;
  });
  return { guess: again, give };
}

/** 1 for each cell that stands in a sum over areas whose total is published in effect. */
export function cellsUnderAreaTotals({ cells, constraints }: EstimatedSystem): Uint8Array {
  const found = new Uint8Array(cells.rows.length);
  const isArea = FAMILIES.map((family) => family !== "industries" && family !== "ownerships");
  for (let c = 0; c < constraints.length; c++) {
    if (!isArea[constraints.family[c]!] || constraints.atMost[c] === 1) continue;
    for (let e = constraints.starts[c]!; e < constraints.starts[c + 1]!; e++) {
      found[unknownOf(constraints.entries[e]!)] = 1;
    }
  }
  return found;
}

/** Of each cell by what its industry's withheld cells in its state are larger than guessed, as far as that is known. */
function learnSizes(
  { rows, table, areaKind, period }: Cells,
  { employment, employmentError: error, signal }: Parameters<typeof guessAgain>[1],
  values: Float64Array,
): Float64Array {
  const ofState = new Map<number, Sums>();
  const ofAll = new Map<number, Sums>();
  const states = table.areas.map((code, area) => (areaKind[area] === AREA_KINDS.county ? Number(code.slice(0, 2)) : 0));
  const keyOf = (u: number): number => {
    const row = rows[u]!;
    const state = states[table.area[row]!]!;
    if (state === 0 || !isOfPeers(signal[u]!) || Number.isNaN(values[u]!)) return NOT_LEARNED;
    const industry =
      (period[row]! * OWNERSHIP_SLOTS + table.ownership[row]!) * table.industries.length + table.industry[row]!;
    return industry * STATE_CODES + state;
  };
  const keys = Float64Array.from(rows, (_, u) => keyOf(u));
  const allOf = (key: number): number => Math.floor(key / STATE_CODES);
  for (let u = 0; u < rows.length; u++) {
    const key = keys[u]!;
    if (key === NOT_LEARNED) continue;
    add(ofState, key, u);
    add(ofAll, allOf(key), u);
  }
  return employment.map((_, u) => {
    const key = keys[u]!;
    return key === NOT_LEARNED ? 1 : shrunk(ofState.get(key)!, shrunk(ofAll.get(allOf(key))!, 1));
  });

  function add(sums: Map<number, Sums>, key: number, u: number): void {
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = { guessed: 0, found: 0, variance: 0 }));
    sum.guessed += employment[u]!;
    sum.found += values[u]!;
    sum.variance += (employment[u]! * error[u]!) ** 2;
  }
}

function isOfPeers(signal: number): boolean {
  return signal === SIGNALS.peerSize || signal === SIGNALS.allPeriods;
}

const NOT_LEARNED = -1;
/** FIPS codes of states are below this. */
const STATE_CODES = 100;

interface Sums {
  guessed: number;
  found: number;
  variance: number;
}

function shrunk({ guessed, found, variance }: Sums, towards: number): number {
  const share = STATE_VARIANCE / (STATE_VARIANCE + variance / guessed ** 2);
  return Math.min(Math.max(towards + share * (found / guessed - towards), 1 / MOST), MOST);
}
