/** Shares of a region's jobs by industry; the industries are a partition at one NAICS level. */
export type Shares = Float64Array;

/** Herfindahl–Hirschman index: Σ p². 1 where one industry has all jobs, 1 ÷ n where n have equal parts. */
export function herfindahl(shares: Shares): number {
  return shares.reduce((sum, share) => sum + share * share, 0);
}

/** Shannon's entropy in nats: −Σ p·ln p. 0 where one industry has all jobs, ln n where n have equal parts. */
export function shannon(shares: Shares): number {
  return 0 - shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
}

/**
 * Hachman index: 1 ÷ Σ p·LQ. 1 where the region has the reference area's mix, towards 0 the more it differs.
 *
 * @param quotients same order, of the same totals as the shares
 */
export function hachman(shares: Shares, quotients: Float64Array): number | undefined {
  const sum = shares.reduce((all, share, index) => all + (share > 0 ? share * quotients[index]! : 0), 0);
  return sum > 0 && Number.isFinite(sum) ? 1 / sum : undefined;
}

/**
 * Jobs that serve demand from outside, by the location quotient: those above the reference area's share. The jobs that
 * the region would have at that share are taken to serve the region itself.
 *
 * @param jobs of an industry; of those, `e − E·(e total ÷ E total)` where its LQ is above 1
 */
export function basicJobs(jobs: {
  readonly regionIndustry: number;
  readonly regionTotal: number;
  readonly referenceIndustry: number;
  readonly referenceTotal: number;
}): number {
  if (jobs.referenceTotal === 0) return 0;
  return Math.max(0, jobs.regionIndustry - (jobs.referenceIndustry * jobs.regionTotal) / jobs.referenceTotal);
}
