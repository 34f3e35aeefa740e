// How near growth could be estimated at best: what the signals would reach if the truth had chosen how much each counts.

/** Logarithms; a growth beyond this is as far off as one of this much. */
const MOST = 2;
const ROUNDS = 60;

/**
 * Growth by the combination of signals that comes nearest to the truth of these very cells (least absolute deviations of
 * logarithms): no estimator that knows these signals alone can do better on them, but by chance.
 *
 * @param cells each with `truth` and `signals`, a list of as many logarithms each
 * @returns the growth of each cell
 */
export function fitToTruth(cells) {
  const rows = cells.map(({ signals }) => [1, ...signals]);
  const target = cells.map(({ truth }) => Math.min(Math.max(Math.log1p(truth), -MOST), MOST));
  let weights = rows.map(() => 1);
  let fit = [];
  for (let round = 0; round < ROUNDS; round++) {
    fit = weightedLeastSquares(rows, target, weights);
    weights = rows.map((row, k) => 1 / Math.max(Math.abs(target[k] - product(row, fit)), 0.01));
  }
  return rows.map((row) => Math.expm1(product(row, fit)));
}

function product(row, fit) {
  return row.reduce((sum, number, k) => sum + number * fit[k], 0);
}

/** Normal equations by elimination; a little is added to the diagonal, since signals may be alike. */
function weightedLeastSquares(rows, target, weights) {
  const size = rows[0].length;
  const matrix = Array.from({ length: size }, (_, i) => [...Array(size + 1)].map((_, j) => (i === j ? 1e-6 : 0)));
  rows.forEach((row, k) => {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i][j] += weights[k] * row[i] * row[j];
      matrix[i][size] += weights[k] * row[i] * target[k];
    }
  });
  for (let i = 0; i < size; i++) {
    for (let other = 0; other < size; other++) {
      if (other === i) continue;
      const factor = matrix[other][i] / matrix[i][i];
      for (let j = i; j <= size; j++) matrix[other][j] -= factor * matrix[i][j];
    }
  }
  return matrix.map((row, i) => row[size] / row[i]);
}
