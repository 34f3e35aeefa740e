import { largestGroup, type Proximity } from "./proximity.js";
import { leadingVector } from "./leading-vector.js";

/** Complexity of industries as standard scores; NaN where an industry has none. */
export interface Complexity {
  readonly scores: Float64Array;
  /** Why none has, in words; undefined if the scores are there. */
  readonly whyNone: string | undefined;
  /** Groups of industries that no area joins; only the largest has scores where there are several. */
  readonly groups: number;
  /** The second eigenvector by industry, from which that of nearly the same matrix is soon found. */
  readonly vector: Float64Array | undefined;
}

/** Eigenvalues nearer to each other than this part of 1 have no vectors of their own. */
const APART = 1e-7;
/** Part of the sum of its products with ubiquity from which a score has a sign. */
const SIGN = 1e-9;
/** What the vector may be off by; draws differ from each other by far more. */
export const CONVERGED = { likeliest: 1e-10, drawn: 1e-6 } as const;

/**
 * Complexity of industries: the second eigenvector of K^-½ Mᵀ D^-1 M K^-½, divided by √ubiquity (K) and standardized over the industries
 * that have one. D holds the number of industries of each area. The sign is the one by which complexity falls with ubiquity.
 *
 * The first eigenvector, √ubiquity with the eigenvalue 1, is known and is kept out. Industries that fall into groups
 * which no area joins would each give another eigenvalue of 1: the largest group alone is then computed, the others have no score.
 *
 * @param start the vector of a matrix that is nearly the same, for fewer rounds
 * @param error what the eigenvector may be off by
 * @source Hidalgo and Hausmann, PNAS 106, 2009; as an eigenvector Mealy, Farmer and Teytelboym, Science Advances 5, 2019
 */
export function industryComplexity(
  proximity: Proximity,
  start?: Float64Array,
  error: number = CONVERGED.likeliest,
): Complexity {
  const { size, ubiquity, weighted } = proximity;
  const { members, groups } = largestGroup(proximity);
  const none = (whyNone: string): Complexity => ({
    scores: new Float64Array(size).fill(NaN),
    whyNone,
    groups,
    vector: start,
  });
  const { length } = members;
  if (length < 3) return none("fewer than three industries are found in areas together with others");
  const roots = Float64Array.from(members, (i) => Math.sqrt(ubiquity[i]!));
  const matrix = new Float64Array(length * length);
  for (let a = 0; a < length; a++) {
    for (let b = 0; b < length; b++) {
      matrix[a * length + b] = weighted[members[a]! * size + members[b]!]! / (roots[a]! * roots[b]!);
    }
  }
  const near = start && Float64Array.from(members, (i) => start[i]!);
  const second = leadingVector(matrix, { without: [roots], start: near, error });
  if (!(second.value > APART)) return none("all areas have the same industries");
  const third = leadingVector(matrix, { without: [roots, second.vector], error: Math.sqrt(error) });
  if (second.value - third.value < APART) {
    return none("two patterns explain equally much, so that neither is the second eigenvector");
  }
  const scores = new Float64Array(size).fill(NaN);
  const vector = new Float64Array(size);
  members.forEach((i, a) => {
    vector[i] = second.vector[a]!;
    scores[i] = second.vector[a]! / roots[a]!;
  });
  standardize(scores);
  const falls = members.reduce((sum, i) => sum + scores[i]! * ubiquity[i]!, 0);
  const scale = members.reduce((sum, i) => sum + Math.abs(scores[i]!) * ubiquity[i]!, 0);
  if (Math.abs(falls) < SIGN * scale) {
    return none("complexity neither rises nor falls with ubiquity, so that its sign is open");
  }
  if (falls > 0) for (let i = 0; i < size; i++) scores[i] = -scores[i]!;
  return { scores, whyNone: undefined, groups, vector };
}

/** Complexity of areas: the mean complexity of their industries, not yet standardized; NaN of an area without any. */
export function areaComplexity(present: Uint32Array, scores: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const i of present) {
    if (Number.isNaN(scores[i]!)) continue;
    sum += scores[i]!;
    count++;
  }
  return count === 0 ? NaN : sum / count;
}

/** Makes numbers standard scores among those that are not NaN; all NaN where they don't differ. */
export function standardize(values: Float64Array): void {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  const hasSpread = deviation > 1e-12 * Math.max(1, Math.abs(mean));
  for (let i = 0; i < values.length; i++) values[i] = hasSpread ? (values[i]! - mean) / deviation : NaN;
}
