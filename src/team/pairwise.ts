// Judgements in pairs (the analytic hierarchy process): how many times as important one factor is as another.

export interface Priorities {
  /** The principal eigenvector, adding up to 1. */
  readonly weights: readonly number[];
  /** The principal eigenvalue; the number of factors where judgements never contradict each other. */
  readonly eigenvalue: number;
  /** Of the consistency index to that of judgements at random; up to 0.10 counts as consistent. */
  readonly consistency: number;
}

/**
 * Consistency index of reciprocal matrices filled at random, by the number of factors.
 *
 * @source Saaty, The Analytic Hierarchy Process, McGraw-Hill 1980
 */
const RANDOM_INDEX = [0, 0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59] as const;

export const MOST_FACTORS = RANDOM_INDEX.length - 1;

/**
 * Weights from judgements in pairs.
 *
 * @param matrix of ratios above 0, `matrix[i][j]` how many times as important i is as j, its transpose the reciprocals
 * @source Saaty, "Decision making with the analytic hierarchy process", International Journal of Services Sciences 1(1), 2008
 */
export function derivePriorities(matrix: readonly (readonly number[])[]): Priorities {
  const size = matrix.length;
  let weights = matrix.map(() => 1 / size);
  let eigenvalue = size;
  // A positive matrix has one largest eigenvalue, to which this converges at the ratio of the second to it.
  for (let step = 0; step < 1000; step++) {
    const product = matrix.map((row) => row.reduce((sum, ratio, column) => sum + ratio * weights[column]!, 0));
    eigenvalue = product.reduce((sum, value) => sum + value, 0);
    const next = product.map((value) => value / eigenvalue);
    const moved = Math.max(...next.map((value, index) => Math.abs(value - weights[index]!)));
    weights = next;
    if (moved < 1e-15) break;
  }
  const random = RANDOM_INDEX[size] ?? 0;
  const index = size < 2 ? 0 : (eigenvalue - size) / (size - 1);
  return { weights, eigenvalue, consistency: random === 0 ? 0 : Math.max(0, index / random) };
}
