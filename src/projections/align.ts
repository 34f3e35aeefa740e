import { InputError } from "../core/errors.js";
import { formatProjectionPeriod } from "./records.js";
import { power } from "../core/power.js";

export interface Levels {
  readonly base: number;
  readonly projected: number;
}

export interface Years {
  readonly baseYear: number;
  readonly projectedYear: number;
}

/**
 * The span that several have in common: from the latest base to the earliest projected year.
 *
 * @throws {InputError} PROJECTION_YEARS where they have less than a year in common
 */
export function commonYears(spans: readonly (Years & { readonly file: string })[]): Years {
  const baseYear = Math.max(...spans.map((span) => span.baseYear));
  const projectedYear = Math.min(...spans.map((span) => span.projectedYear));
  if (projectedYear > baseYear) return { baseYear, projectedYear };
  throw new InputError("the chosen projections have no years in common", {
    code: "PROJECTION_YEARS",
    found: spans.map((span) => `${span.file}: ${formatProjectionPeriod(span)}`).join("; "),
    hint: "choose areas of one round of projections",
  });
}

/**
 * Levels moved to other years at their own constant yearly rate: level × (projected ÷ base)^(years moved ÷ span).
 * From no jobs there is no rate; such levels stay only where their years do.
 */
export function alignLevels({ base, projected }: Levels, from: Years, to: Years): Levels | undefined {
  if (from.baseYear === to.baseYear && from.projectedYear === to.projectedYear) return { base, projected };
  if (base === 0 && projected === 0) return { base, projected };
  if (base === 0 || projected === 0) return undefined;
  const rate = power(projected / base, 1 / (from.projectedYear - from.baseYear));
  return {
    base: base * power(rate, to.baseYear - from.baseYear),
    projected: base * power(rate, to.projectedYear - from.baseYear),
  };
}
