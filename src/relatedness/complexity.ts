import { largestGroup, type Proximity } from "./proximity.js";
import { symmetricEigen } from "./symmetric-eigen.js";

/** Complexity of industries as standard scores; NaN where an industry has none. */
export interface Complexity {
  readonly scores: Float64Array;
  /** Why none has, in words; undefined if the scores are there. */
  readonly whyNone: string | undefined;
  /** Groups of industries that no area joins; only the largest has scores where there are several. */
  readonly groups: number;
  /** The vectors that the iteration ended with, from which one of nearly the same matrix starts. */
  readonly basis: readonly Float64Array[];
}

/** Vectors iterated together: the more, the sooner the first of them are known. */
const BLOCK = 5;
/** Eigenvalues nearer to each other than this part of 1 have no vectors of their own. */
const APART = 1e-7;
/** What the vector may be off by; draws differ from each other by far more. */
export const CONVERGED = { likeliest: 1e-10, drawn: 1e-6 } as const;
const MOST_ROUNDS = 2000;

/**
 * Complexity of industries: the second eigenvector of K^-½ Mᵀ D^-1 M K^-½, divided by √ubiquity (K) and standardized over the industries
 * that have one. D holds the number of industries of each area. The sign is the one by which complexity falls with ubiquity.
 *
 * The first eigenvector, √ubiquity with the eigenvalue 1, is known and is kept out of the iteration. Industries that fall into groups
 * which no area joins would each give another eigenvalue of 1: the largest group alone is then computed, the others have no score.
 *
 * @param start vectors of a matrix that is nearly the same, for fewer rounds
 * @param error what the eigenvector may be off by
 * @source Hidalgo and Hausmann, PNAS 106, 2009; as an eigenvector Mealy, Farmer and Teytelboym, Science Advances 5, 2019
 */
export function industryComplexity(
  proximity: Proximity,
  start: readonly Float64Array[] = [],
  error: number = CONVERGED.likeliest,
): Complexity {
  const { size, ubiquity, weighted } = proximity;
  const { members, groups } = largestGroup(proximity);
  const none = (whyNone: string): Complexity => ({
    scores: new Float64Array(size).fill(NaN),
    whyNone,
    groups,
    basis: start,
  });
  const length = members.length;
  if (length < 3) return none("fewer than three industries are found in areas together with others");
  const roots = Float64Array.from(members, (i) => Math.sqrt(ubiquity[i]!));
  const matrix = new Float64Array(length * length);
  for (let a = 0; a < length; a++) {
    for (let b = 0; b < length; b++) {
      matrix[a * length + b] = weighted[members[a]! * size + members[b]!]! / (roots[a]! * roots[b]!);
    }
  }
  const first = normalized(roots);
  const restricted = start.map((vector) => Float64Array.from(members, (i) => vector[i]!));
  const { values, vectors } = leadingVectors(matrix, first, { start: restricted, error });
  const basis = vectors.map((vector) => {
    const whole = new Float64Array(size);
    members.forEach((i, a) => (whole[i] = vector[a]!));
    return whole;
  });
  if (!(values[0]! > APART)) return none("all areas have the same industries");
  if (values[0]! - (values[1] ?? 0) < APART)
    return none("two patterns explain equally much, so that neither is the second eigenvector");
  const scores = new Float64Array(size).fill(NaN);
  members.forEach((i, a) => (scores[i] = vectors[0]![a]! / roots[a]!));
  standardize(scores);
  const falls = members.reduce((sum, i) => sum + scores[i]! * ubiquity[i]!, 0);
  const scale = members.reduce((sum, i) => sum + Math.abs(scores[i]!) * ubiquity[i]!, 0);
  if (Math.abs(falls) < 1e-9 * scale)
    return none("complexity neither rises nor falls with ubiquity, so that its sign is open");
  if (falls > 0) for (let i = 0; i < size; i++) scores[i] = -scores[i]!;
  return { scores, whyNone: undefined, groups, basis };
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

/** The largest eigenvalues and their vectors of what is left without a known one: orthogonal iteration (Rutishauser 1970). */
function leadingVectors(
  matrix: Float64Array,
  known: Float64Array,
  { start, error }: { readonly start: readonly Float64Array[]; readonly error: number },
): { readonly values: Float64Array; readonly vectors: readonly Float64Array[] } {
  const { length } = known;
  const block = Math.min(BLOCK, length - 1);
  let vectors: readonly Float64Array[] = Array.from({ length: block }, (_, k) => start[k] ?? startingVector(length, k));
  let values: Float64Array = new Float64Array(block);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    vectors = orthonormalized(vectors, known);
    const products = vectors.map((vector) => multiply(matrix, length, vector));
    const projected = new Float64Array(block * block);
    for (let a = 0; a < block; a++)
      for (let b = 0; b < block; b++) projected[a * block + b] = dot(vectors[a]!, products[b]!);
    const { values: found, vectors: mixes } = symmetricEigen(projected, block);
    const mixed = (of: readonly Float64Array[]): Float64Array[] => mixes.map((mix) => combine(of, mix));
    const [ritz, images] = [mixed(vectors), mixed(products)];
    values = found;
    // What the vector that is asked for is off by; the next one counts only for how far its value is.
    const isDone = residual(images[0]!, ritz[0]!, found[0]!) < error;
    vectors = images.map((image, k) => (found[k]! > 1e-14 ? image : ritz[k]!));
    if (isDone) return { values, vectors: ritz };
  }
  return { values, vectors: orthonormalized(vectors, known) };
}

/** The same numbers for every run, in which no pattern of industries is likely to be missed. */
function startingVector(length: number, number: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => Math.cos((i + 1) * (number + 1.3) * 2.399963) + 1e-3 * (i % (number + 2)),
  );
}

function orthonormalized(vectors: readonly Float64Array[], known: Float64Array): Float64Array[] {
  const done: Float64Array[] = [];
  for (const [k, vector] of vectors.entries()) {
    let next: Float64Array = Float64Array.from(vector);
    // Twice, since one pass leaves errors of rounding that grow.
    for (let pass = 0; pass < 2; pass++) {
      for (const other of [known, ...done]) {
        const part = dot(next, other);
        for (let i = 0; i < next.length; i++) next[i]! -= part * other[i]!;
      }
    }
    if (!(Math.sqrt(dot(next, next)) > 1e-12 * Math.sqrt(dot(vector, vector)))) {
      next = startingVector(vector.length, k + 7);
      for (const other of [known, ...done, known, ...done]) {
        const part = dot(next, other);
        for (let i = 0; i < next.length; i++) next[i]! -= part * other[i]!;
      }
    }
    done.push(normalized(next));
  }
  return done;
}

function multiply(matrix: Float64Array, length: number, vector: Float64Array): Float64Array {
  const product = new Float64Array(length);
  for (let a = 0; a < length; a++) {
    let sum = 0;
    const row = a * length;
    for (let b = 0; b < length; b++) sum += matrix[row + b]! * vector[b]!;
    product[a] = sum;
  }
  return product;
}

function combine(vectors: readonly Float64Array[], parts: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, k) => {
    for (let i = 0; i < sum.length; i++) sum[i]! += parts[k]! * vector[i]!;
  });
  return sum;
}

function residual(image: Float64Array, vector: Float64Array, value: number): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (image[i]! - value * vector[i]!) ** 2;
  return Math.sqrt(sum);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function normalized(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}
