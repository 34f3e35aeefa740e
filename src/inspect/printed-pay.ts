import { PUBLISHED, type QcewTable } from "../qcew/table.js";

const WEEKS_OF_A_QUARTER = 13;

export interface PayCheck {
  readonly compared: number;
  readonly missed: readonly PayMiss[];
}

export interface PayMiss {
  readonly row: number;
  readonly printed: number;
  readonly computed: number;
}

/**
 * Compares the printed average pay with wages ÷ jobs: annual pay in annual files, the weekly wage in quarterly
 * ones. The publisher divides by unrounded jobs, so half a job either way is allowed, and half a dollar.
 */
export function checkPrintedPay(table: QcewTable): PayCheck {
  const { annualPay, weeklyWage, employment, wages } = table.fields;
  const missed: PayMiss[] = [];
  let compared = 0;
  if (!employment || !wages) return { compared, missed };
  for (let row = 0; row < table.length; row++) {
    if (table.disclosure[row] !== PUBLISHED) continue;
    const isAnnual = table.quarter[row] === 0;
    const printed = (isAnnual ? annualPay : weeklyWage)?.[row] ?? Number.NaN;
    const jobs = employment[row]!;
    if (Number.isNaN(printed) || !(jobs > 0)) continue;
    compared++;
    const per = isAnnual ? 1 : WEEKS_OF_A_QUARTER;
    const most = wages[row]! / per / Math.max(jobs - 0.5, 1e-9);
    const least = wages[row]! / per / (jobs + 0.5);
    if (printed < least - 0.5 || printed > most + 0.5)
      missed.push({ row, printed, computed: wages[row]! / per / jobs });
  }
  return { compared, missed };
}
