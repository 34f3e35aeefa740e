import type { Measure } from "../measures/measure.js";
import type { ReportColumn } from "./report.js";

/** The table's column of a measure. `isFactor` brings it forward in a narrow terminal. */
export function measureColumn(measure: Measure, isFactor: boolean): ReportColumn {
  return {
    id: measure.id,
    label: measure.shortLabel,
    kind: "number",
    unit: measure.unit,
    description: measure.definition,
    priority: isFactor ? 1 : measure.priority === 1 ? 2 : measure.priority,
  };
}

export const RANK_COLUMN: ReportColumn = {
  id: "rank",
  label: "Rank",
  kind: "number",
  unit: "rank",
  description: "1 is best; ties share the mean of their places.",
  priority: 1,
};

export const NAICS_COLUMN: ReportColumn = { id: "naics", label: "NAICS", kind: "code", priority: 1 };
export const TITLE_COLUMN: ReportColumn = { id: "title", label: "Industry", kind: "text", priority: 1 };
