import { symmetricEigen } from "./symmetric-eigen.js";

/** Steps before the process starts again from the best vector found. */
const STEPS = 24;
const MOST_RESTARTS = 200;
/** A remainder of this part of a vector is error of rounding. */
const NOTHING = 1e-12;

/**
 * The largest eigenvalue of a symmetric matrix whose eigenvalues are 0 or more, and its vector, apart from vectors that are known.
 *
 * @param matrix row by row
 * @param without eigenvectors that are kept out
 * @param start a vector near to the one that is looked for
 * @param error what the matrix's product with the vector may be off from its multiple
 * @returns the value 0 where nothing is left
 * @source Lanczos 1950, with every vector made orthogonal to all before it and restarts from the best one
 */
export function leadingVector(
  matrix: Float64Array,
  {
    without,
    start,
    error,
  }: { readonly without: readonly Float64Array[]; readonly start?: Float64Array | undefined; readonly error: number },
): { readonly value: number; readonly vector: Float64Array } {
  const { length } = without[0]!;
  const known = without.map(normalized);
  // A little of every pattern, so that a vector of another eigenvalue, once exact, is not stayed with. For each further eigenvector
  // another one: what the first left of an eigenvalue that two patterns share is orthogonal to it, and would not be found from it.
  const generic = normalized(genericVector(length, without.length));
  let vector = start ? normalized(start).map((each, i) => each + 1e-3 * generic[i]!) : generic;
  let value = 0;
  for (let restart = 0; restart < MOST_RESTARTS; restart++) {
    const first = orthogonalTo(known, vector);
    if (!first) return { value: 0, vector };
    const found = runSteps(matrix, known, first);
    ({ value, vector } = found);
    if (found.residual < error) break;
  }
  return { value, vector };
}

function runSteps(
  matrix: Float64Array,
  known: readonly Float64Array[],
  first: Float64Array,
): { readonly value: number; readonly vector: Float64Array; readonly residual: number } {
  const basis = [first];
  const diagonal: number[] = [];
  const beside: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const product = multiply(matrix, basis[step]!);
    diagonal.push(dot(product, basis[step]!));
    const scale = Math.sqrt(dot(product, product));
    const next = orthogonalTo([...known, ...basis], product);
    beside.push(next ? Math.abs(dot(next, product)) : 0);
    if (!next || beside[step]! < NOTHING * Math.max(scale, NOTHING)) break;
    basis.push(next);
  }
  const steps = diagonal.length;
  const tridiagonal = new Float64Array(steps * steps);
  for (let k = 0; k < steps; k++) {
    tridiagonal[k * steps + k] = diagonal[k]!;
    if (k + 1 < steps) tridiagonal[k * steps + k + 1] = tridiagonal[(k + 1) * steps + k] = beside[k]!;
  }
  const { values, vectors } = symmetricEigen(tridiagonal, steps);
  const parts = vectors[0]!;
  const vector = new Float64Array(first.length);
  for (let k = 0; k < steps; k++) for (let i = 0; i < vector.length; i++) vector[i]! += parts[k]! * basis[k]![i]!;
  return { value: values[0]!, vector, residual: Math.abs(beside[steps - 1]! * parts[steps - 1]!) };
}

/** The part of a vector that others leave, of length 1; undefined where they leave nothing. */
function orthogonalTo(others: readonly Float64Array[], vector: Float64Array): Float64Array | undefined {
  const rest = Float64Array.from(vector);
  const before = Math.sqrt(dot(vector, vector));
  // Twice, since one pass leaves errors of rounding that grow.
  for (let pass = 0; pass < 2; pass++) {
    for (const other of others) {
      const part = dot(rest, other);
      for (let i = 0; i < rest.length; i++) rest[i]! -= part * other[i]!;
    }
  }
  return Math.sqrt(dot(rest, rest)) > NOTHING * before ? normalized(rest) : undefined;
}

/** The same numbers in every run, to which hardly a pattern of industries is orthogonal. */
function genericVector(length: number, turn: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.cos((i + 1) * (3.119952 + 0.731 * (turn - 1))) + 1e-2 * (i % 7));
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const { length } = vector;
  const product = new Float64Array(length);
  for (let a = 0; a < length; a++) {
    let sum = 0;
    const row = a * length;
    for (let b = 0; b < length; b++) sum += matrix[row + b]! * vector[b]!;
    product[a] = sum;
  }
  return product;
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
