/**
 * How far a sum of rounded annual averages, of jobs or of establishments, may miss its rounded total.
 *
 * n parts and their total are each off by at most a half, so never by more than (n + 1) / 2; and since
 * such errors rarely all point one way, by no more than the second bound. Twelfths round up at the half,
 * which is the drift with n. On 49,290 county rows and 160,000 state rows of annual files the largest
 * miss is 4 jobs and 6 establishments. Quarterly figures are exact.
 */
export function averageRounding(parts: number): number {
  return Math.min((parts + 1) / 2, 3 + 0.05 * parts + Math.sqrt(parts));
}

/** Wages are summed, not averaged: annual files add up to the dollar. A dollar a part is slack for re-saved files. */
export function wageRounding(parts: number): number {
  return parts + 1;
}
