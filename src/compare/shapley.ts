import { seededRandom } from "../ranking/random.js";

/** Scores and places of what is ranked, by code; worse is larger in neither. */
export type Standings = ReadonlyMap<string, { readonly score: number; readonly rank: number }>;

/** What one cause adds to a score and to the places gained. */
export interface Contribution {
  readonly score: number;
  readonly places: number;
}

/** Up to this many causes every subset is ranked: 256 rankings. */
const EXACT = 8;

/** Orders drawn where there are more causes; each is taken forwards and backwards. */
const ORDERS = 64;
const SEED = 1;

/**
 * Shares a change among causes that act together, by the mean over the orders in which they may be let in (Shapley
 * 1953): no cause is favoured by coming first, and the parts add up to the change.
 *
 * With more causes than eight a fixed sample of orders stands for all; the parts still add up.
 *
 * @param standingsWith the standings once some causes have acted, by a bit for each
 * @returns by code and cause; nothing for a code that is not ranked in every standing
 */
export function shareAmongCauses(
  causes: number,
  standingsWith: (mask: number) => Standings,
): ReadonlyMap<string, readonly Contribution[]> {
  const known = new Map<number, Standings>();
  const standings = (mask: number): Standings => {
    const before = known.get(mask);
    if (before) return before;
    const made = standingsWith(mask);
    known.set(mask, made);
    return made;
  };
  const steps = causes <= EXACT ? everySubset(causes) : sampledOrders(causes);
  const sums = new Map<string, { readonly score: number[]; readonly places: number[] } | undefined>();
  for (const code of standings(0).keys()) sums.set(code, { score: zeros(causes), places: zeros(causes) });
  for (const { cause, mask, weight } of steps) {
    const before = standings(mask);
    const after = standings(mask | (1 << cause));
    for (const [code, sum] of sums) {
      if (sum === undefined) continue;
      const [from, to] = [before.get(code), after.get(code)];
      if (!from || !to) {
        sums.set(code, undefined);
        continue;
      }
      sum.score[cause]! += weight * (to.score - from.score);
      // Half places times whole weights: whole halves, so that nothing is lost until the division.
      sum.places[cause]! += weight * (from.rank - to.rank);
    }
  }
  const all = steps.reduce((sum, { cause, weight }) => sum + (cause === 0 ? weight : 0), 0);
  const shared = new Map<string, readonly Contribution[]>();
  for (const [code, sum] of sums) {
    if (sum === undefined) continue;
    shared.set(
      code,
      sum.score.map((score, cause) => ({ score: score / all, places: sum.places[cause]! / all })),
    );
  }
  return shared;
}

interface Step {
  readonly cause: number;
  /** The causes that acted before. */
  readonly mask: number;
  /** In how many orders they did; a whole number. */
  readonly weight: number;
}

function everySubset(causes: number): readonly Step[] {
  const steps: Step[] = [];
  for (let mask = 0; mask < 1 << causes; mask++) {
    const before = countBits(mask);
    for (let cause = 0; cause < causes; cause++) {
      if (mask & (1 << cause)) continue;
      steps.push({ cause, mask, weight: factorial(before) * factorial(causes - before - 1) });
    }
  }
  return steps;
}

function sampledOrders(causes: number): readonly Step[] {
  const random = seededRandom(SEED);
  const steps: Step[] = [];
  for (let draw = 0; draw < ORDERS; draw++) {
    const order = Array.from({ length: causes }, (_, cause) => cause);
    for (let last = causes - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    for (const each of [order, [...order].reverse()]) {
      let mask = 0;
      for (const cause of each) {
        steps.push({ cause, mask, weight: 1 });
        mask |= 1 << cause;
      }
    }
  }
  return steps;
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

function countBits(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}

function factorial(number: number): number {
  return number < 2 ? 1 : number * factorial(number - 1);
}

/** Steps of a power of two, which add up without any rounding. */
const STEPS_A_PLACE = 2 ** 20;

/**
 * Parts of a change in ranks that add up to it exactly, in whatever order they are added: each is moved to the
 * nearest of a million steps a place, and what that leaves goes to the largest.
 */
export function exactPlaces(parts: readonly number[], change: number): readonly number[] {
  return settled(
    parts.map((part) => Math.round(part * STEPS_A_PLACE) / STEPS_A_PLACE),
    change,
  );
}

/** What rounding may leave of parts, as a fraction of all of them; more is a mistake of ours. */
const LEAST = 1e-5;

/** Parts of a change of which the largest takes what rounding left over. */
export function settled(parts: readonly number[], change: number): readonly number[] {
  if (parts.length === 0) return parts;
  const left = change - parts.reduce((sum, part) => sum + part, 0);
  const size = parts.reduce((sum, part) => sum + Math.abs(part), 1);
  if (!(Math.abs(left) <= LEAST * size)) throw new Error(`unreachable: parts miss their sum by ${left}`);
  const largest = parts.reduce((best, part, at) => (Math.abs(part) > Math.abs(parts[best]!) ? at : best), 0);
  // Adding 0 turns -0 into 0.
  return parts.map((part, at) => part + (at === largest ? left : 0) + 0);
}
