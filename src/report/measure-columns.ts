import type { IndustryTable } from "../core/industry-table.js";
import type { Measure } from "../measures/measure.js";
import type { ReportColumn } from "./report.js";

/** The table's column of a measure. `isFactor` brings it forward in a narrow terminal. */
export function measureColumn(
  measure: Measure,
  { table, isFactor }: { readonly table: IndustryTable; readonly isFactor: boolean },
): ReportColumn {
  const definition = measure.definitionIn?.(table) ?? measure.definition;
  const isQuarters = measure.unit === "dollars" && table.quarter > 0;
  return {
    id: measure.id,
    label: isQuarters ? `${measure.shortLabel}/${table.annualised ? "qtr×4" : "qtr"}` : measure.shortLabel,
    kind: "number",
    unit: measure.unit,
    description: isQuarters ? `${definition} ${PERIOD_OF_WAGES[table.annualised ? "year" : "quarter"]}` : definition,
    priority: isFactor ? 1 : measure.priority === 1 ? 2 : measure.priority,
  };
}

const PERIOD_OF_WAGES = {
  quarter: "Wages are those of one quarter.",
  year: "Wages are those of one quarter, times four.",
} as const;

/** The column of a figure that another table supplies; undefined for any other. */
export function buildSuppliedColumn(
  id: string,
  { supplied = [] }: Pick<IndustryTable, "supplied">,
): ReportColumn | undefined {
  const figure = supplied.find((one) => one.id === id);
  return (
    figure && {
      id,
      label: figure.shortLabel,
      kind: "number",
      unit: figure.unit,
      description: figure.definition,
      priority: 1,
    }
  );
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
