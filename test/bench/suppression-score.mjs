// How far estimates are from the truth.

/** Weighted absolute error, bias, median relative error, and the interval's coverage and width where there is one. */
export function score(rows, truth, { value, low, high }) {
  let error = 0;
  let bias = 0;
  let sum = 0;
  let covered = 0;
  let width = 0;
  const relative = [];
  for (const row of rows) {
    const difference = value[row] - truth[row];
    error += Math.abs(difference);
    bias += difference;
    sum += truth[row];
    relative.push(Math.abs(difference) / Math.max(truth[row], 1));
    if (!low) continue;
    // Monthly means are thirds; the bounds' last bits are not the matter.
    if (truth[row] >= low[row] - 0.001 && truth[row] <= high[row] + 0.001) covered++;
    width += high[row] - low[row];
  }
  relative.sort((a, b) => a - b);
  return {
    cells: rows.length,
    jobs: Math.round(sum),
    error: error / sum,
    median: relative[relative.length >> 1] ?? NaN,
    bias: bias / sum,
    coverage: low ? covered / rows.length : NaN,
    width: low ? width / sum : NaN,
  };
}

export const percent = (value, digits = 1) => (Number.isNaN(value) ? "" : `${(100 * value).toFixed(digits)}%`);

/** Lines of equal columns, the first left, the others right. */
export function renderTable(header, rows) {
  const all = [header, ...rows].map((cells) => cells.map(String));
  const widths = header.map((_, k) => Math.max(...all.map((cells) => cells[k].length)));
  return all
    .map((cells) => cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join("  "))
    .join("\n");
}
