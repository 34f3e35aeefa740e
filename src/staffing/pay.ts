import { undefinedBecause, knownValue } from "../core/datum.js";
import type { OccupationWages, Wage, WageDistribution } from "./records.js";

/** Hours of a full-time year, by which BLS turns an hourly wage into an annual one. */
export const HOURS_A_YEAR = 2080;

/** Points of a wage distribution from low to high, as they are published. */
export const WAGE_POINTS = ["p10", "p25", "median", "p75", "p90"] as const;
type WagePoint = (typeof WAGE_POINTS)[number];

/** Pay of one occupation in one area, in dollars a year where the publisher has them. */
export interface Pay {
  readonly annual: WageDistribution;
  readonly hourly: WageDistribution;
  /**
   * What beginners can expect: the 25th percentile, since the mean of the lowest third that states publish
   * as entry wage is in no OEWS file. A little above that mean.
   */
  readonly entry: Wage;
  /** The 75th percentile, near the mean of the upper two thirds that states publish as experienced wage. */
  readonly experienced: Wage;
  /** See `OccupationWages`. */
  readonly isAnnualDerived?: true;
}

export function occupationPay({ annual, hourly, isAnnualDerived }: OccupationWages): Pay {
  return {
    annual,
    hourly,
    ...(isAnnualDerived && { isAnnualDerived }),
    entry: annualWage({ annual, hourly }, "p25"),
    experienced: annualWage({ annual, hourly }, "p75"),
  };
}

/**
 * A point of the distribution in dollars a year.
 *
 * Not made of an hourly wage where the publisher gives no annual one: actors or musicians don't work a
 * full-time year, which is why it gives none.
 */
export function annualWage({ annual, hourly }: OccupationWages, point: keyof WageDistribution): Wage {
  const wage = annual[point];
  if (wage.status !== "absent" && wage.status !== "suppressed") return wage;
  const isPaidByTheHour = hourly[point].status === "disclosed" || hourly[point].status === "top-coded";
  return isPaidByTheHour ? undefinedBecause("paid by the hour, no annual wage published") : wage;
}

/** The number to compare and rank a wage by: a top code counts as the least it may be. */
export function comparable(wage: Wage): number | undefined {
  return wage.status === "top-coded" ? wage.atLeast : knownValue(wage);
}

/** A wage that the user's region needs for some household, by the user's own name for it. */
export interface WageThreshold {
  readonly name: string;
  readonly amount: number;
  readonly per: "hour" | "year";
}

/** The part of workers in an occupation who earn a threshold, as far as published points show. */
export type ThresholdAnswer =
  | "p10"
  | "p25"
  | "median"
  | "p75"
  | "p90"
  /** Fewer than one in ten earn it. */
  | "none"
  /** No wage is published that could be compared. */
  | "unknown";

/**
 * The lowest published point of an occupation's wages that reaches a threshold: at `p25`, three in four earn
 * it or more; at `none`, fewer than one in ten.
 *
 * An occupation is compared by the year or by the hour as it is published; a threshold of the other kind is
 * brought to it by 2,080 hours. Withheld points are passed over, so the answer is never better than it should be.
 */
export function thresholdAnswer(wages: OccupationWages, { amount, per }: WageThreshold): ThresholdAnswer {
  const byYear = WAGE_POINTS.some((point) => comparable(wages.annual[point]) !== undefined);
  const distribution = byYear ? wages.annual : wages.hourly;
  const needed = byYear ? amount * (per === "hour" ? HOURS_A_YEAR : 1) : amount / (per === "year" ? HOURS_A_YEAR : 1);
  const known = WAGE_POINTS.filter((point) => comparable(distribution[point]) !== undefined);
  if (known.length === 0) return "unknown";
  const reached = known.find((point: WagePoint) => comparable(distribution[point])! >= needed);
  if (reached) return reached;
  // Above the last known point nothing is known, nor above a top code.
  const last = known.at(-1)!;
  return last === "p90" && distribution[last].status !== "top-coded" ? "none" : "unknown";
}

/** Whether at least half of the workers earn a threshold. */
export function isMetAtMedian(answer: ThresholdAnswer): boolean {
  return answer === "p10" || answer === "p25" || answer === "median";
}
