import { hasValue, type Datum } from "../../core/datum.js";

export const QUADRANTS = ["star", "emerging", "mature", "transforming"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

export interface QuadrantOf {
  readonly quadrant: Quadrant;
  /** Whether the ranges of estimates stay within it. */
  readonly sure: boolean;
}

/**
 * Where an industry lies on the bubble chart of growth and concentration: growing and concentrated is a star, growing
 * and not is emerging, shrinking and concentrated mature, neither transforming. Zero growth and an LQ of 1 count as not.
 *
 * @returns undefined if growth or LQ is not known
 */
export function findQuadrant(growth: Datum | undefined, quotient: Datum | undefined): QuadrantOf | undefined {
  if (!growth || !quotient || !hasValue(growth) || !hasValue(quotient)) return undefined;
  const grows = growth.value > 0;
  const concentrated = quotient.value > 1;
  const quadrant = grows ? (concentrated ? "star" : "emerging") : concentrated ? "mature" : "transforming";
  return { quadrant, sure: !straddles(growth, 0) && !straddles(quotient, 1) };
}

function straddles(datum: Datum, border: number): boolean {
  return datum.status === "estimated" && datum.low <= border && datum.high > border;
}
