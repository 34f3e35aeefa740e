import type { Span } from "../periods.js";
import type { YearRange } from "../../qcew/year-range.js";

/**
 * Years beside the span whose rows still show what a suppressed cell had then. Those farther off show less than its
 * establishments do; a store may hold decades of them.
 */
const NEIGHBOURING_YEARS = 3;

/** The years of which rows are read for figures over a span: those that its estimates lean on too, if there are any. */
export function yearsRead(
  { start, startFromChange, end }: Span,
  { allYears = false, suppressed }: { readonly allYears?: boolean; readonly suppressed?: "estimate" | "drop" },
): YearRange {
  const beside = suppressed === "drop" ? 0 : NEIGHBOURING_YEARS;
  const first = allYears ? 0 : start && !startFromChange ? start.year : end.year;
  return { first: first - beside, last: end.year + beside };
}
