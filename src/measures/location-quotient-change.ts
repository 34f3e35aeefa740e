import { derive } from "../core/datum.js";
import { quotientAt, quotientColumn, quotientTrail } from "./location-quotient.js";
import { defineMeasure } from "./measure.js";

/** The later value less the earlier one. */
export function difference(values: { readonly start: number; readonly end: number }): number {
  return values.end - values.start;
}

export const locationQuotientChangeMeasure = defineMeasure({
  id: "lqChange",
  label: "Change of the location quotient",
  shortLabel: "LQ change",
  unit: "ratio",
  better: "higher",
  definition: "Location quotient of the latest year less that of the first year of the span.",
  source: "BLS QCEW, “Location quotients explained”",
  priority: 4,
  compute: (industry, table) =>
    derive(
      {
        start: quotientAt("start", "employment", industry, table),
        end: quotientAt("end", "employment", industry, table),
      },
      difference,
    ),
  computeColumn: (figures) =>
    figures.derive(
      {
        start: quotientColumn("start", "employment", figures),
        end: quotientColumn("end", "employment", figures),
      },
      difference,
    ),
  trail: (industry, table) => {
    const prefixed = (end: "start" | "end") =>
      Object.entries(quotientTrail(end, "employment", industry, table).inputs).map(
        ([name, input]) => [`${end}${name.charAt(0).toUpperCase()}${name.slice(1)}`, input] as const,
      );
    return {
      expression:
        "(endRegionIndustry ÷ endRegionTotal) ÷ (endReferenceIndustry ÷ endReferenceTotal) − (startRegionIndustry ÷ startRegionTotal) ÷ (startReferenceIndustry ÷ startReferenceTotal)",
      inputs: Object.fromEntries([...prefixed("end"), ...prefixed("start")]),
    };
  },
});
