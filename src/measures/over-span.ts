import { NOT_BACK, type Declaration, type Why } from "./calculation.js";

/** Jobs at the two ends of the span, and its length in years. */
export interface SpanJobs {
  readonly start: number;
  readonly end: number;
  readonly years: number;
}

/** Why there is no first year: it was not bridged, or the files do not reach back. */
export const noStart: Why = (facts) => (facts.bridge?.kind === "refused" ? facts.bridge.text : NOT_BACK(facts));

export const noActivity: Why = ({ years }) => `no activity in ${years.start}`;

/** Of every formula of an industry's regional jobs at both ends of the span. */
export const OVER_SPAN = {
  inputs: {
    start: { place: "region.start.employment", ifAbsent: noActivity },
    end: "region.end.employment",
  },
  missing: noStart,
  noAnswer: "no jobs at the start",
} as const satisfies Partial<Declaration<"start" | "end">>;
