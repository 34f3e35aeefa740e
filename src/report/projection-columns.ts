import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import type { ReportCell, ReportColumn } from "./report.js";

const COLUMNS: readonly ReportColumn[] = [
  {
    id: "projection_match",
    label: "Proj. of",
    kind: "code",
    description:
      "Where projected growth comes from: `exact`, the industry's own line; `sum` of lines that together are it; `ancestor`, a wider industry's yearly rate; `none`.",
    priority: 3,
  },
  {
    id: "projection_codes",
    label: "Projected codes",
    kind: "code",
    description: "NAICS codes of the lines of the projection that were used.",
    priority: 4,
  },
];

/** Columns that say how projections were matched, where there are any. */
export function projectionColumns(table: IndustryTable): readonly ReportColumn[] {
  return table.rows.some(({ projection }) => projection) ? COLUMNS : [];
}

export function projectionCells({ projection }: IndustryRow): Readonly<Record<string, ReportCell>> {
  if (!projection) return {};
  return { projection_match: projection.match.kind, projection_codes: projection.match.codes.join(" ") };
}

/** The projection of an industry with its levels, its years and its match. */
export function projectionJson({ projection }: IndustryRow): Readonly<Record<string, unknown>> {
  return projection ? { projection } : {};
}
