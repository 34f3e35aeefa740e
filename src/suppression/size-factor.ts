/**
 * How a local cell's size and pay compare with its industry's in the whole state, by establishments.
 *
 * Cells of few establishments have smaller ones. Measured where it can be on really suppressed cells: what
 * published totals of 2016 Q1 (47 states without Ohio, 186,000 totals) leave for their suppressed parts,
 * regressed on establishments × the state's size by class of establishments. Disclosed cells of the same
 * class show the same factors to within 0.05.
 */
const JOBS: Readonly<Record<number, readonly number[]>> = {
  4: [0.39, 0.5, 0.5, 0.62, 0.67, 0.68, 0.76, 0.91],
  5: [0.61, 0.64, 0.75, 0.8, 0.77, 0.78, 0.84, 0.97],
  6: [0.68, 0.71, 0.78, 0.82, 0.85, 0.88, 0.98, 1.06],
  7: [0.67, 0.76, 0.83, 0.86, 0.92, 0.94, 0.97, 1],
  8: [0.69, 0.75, 0.81, 0.87, 0.94, 1, 1.03, 1.04],
};

/** Establishments that the columns of JOBS stand for. */
const ESTABLISHMENTS = [1, 2, 3, 4.5, 8, 15, 33, 100];

/** Pay of small cells lies below the state's: −28 % at 3 establishments, −3 % at 200; disclosed cells of 2016 Q1. */
const PAY_AT_ONE = -0.35;
const PAY_PER_LOG = 0.06;

/** @param level ones digit of the aggregation level: 4 sector to 8 six-digit */
export function sizeFactor(level: number, establishments: number): { readonly jobs: number; readonly pay: number } {
  const log = Math.log(Math.max(establishments, 1));
  const pay = Math.exp(Math.min(PAY_AT_ONE + PAY_PER_LOG * log, 0));
  const factors = JOBS[level];
  if (!factors) return { jobs: 1, pay: 1 };
  let upper = 1;
  while (upper < ESTABLISHMENTS.length - 1 && establishments > ESTABLISHMENTS[upper]!) upper++;
  const from = Math.log(ESTABLISHMENTS[upper - 1]!);
  const to = Math.log(ESTABLISHMENTS[upper]!);
  const share = Math.min((log - from) / (to - from), 1);
  return { jobs: factors[upper - 1]! + (factors[upper]! - factors[upper - 1]!) * share, pay };
}
