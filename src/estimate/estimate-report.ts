import { disclosed, estimated, SUPPRESSED, type Datum } from "../core/datum.js";
import type { EstimatedCell, CellFigure } from "../region/estimated-cells.js";
import { information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { estimateChart } from "./estimate-chart.js";
import type { Report, ReportCell, ReportColumn } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import type { Unit } from "../core/units.js";

export interface EstimateReportInputs {
  readonly title: string;
  readonly scope: Report["scope"];
  readonly cells: readonly EstimatedCell[];
  /** False where suppressed cells stay empty. */
  readonly isFilled: boolean;
  readonly titleOf: (code: string) => string;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** Suppressed cells with their estimates: bounds, 90 % interval, method. */
export function buildEstimateReport(inputs: EstimateReportInputs): Report {
  const { cells, titleOf } = inputs;
  const chart = estimateChart(cells, inputs.title, titleOf);
  return {
    command: "estimate",
    title: inputs.title,
    scope: inputs.scope,
    tables: [
      {
        id: "cells",
        title: `${formatNumber(cells.length, "count")} cells`,
        columns: [
          { id: "area", label: "Area", kind: "code", priority: 1 },
          { id: "ownership", label: "Own", kind: "code", priority: 3 },
          { id: "naics", label: "NAICS", kind: "code", priority: 1 },
          { id: "year", label: "Year", kind: "number", unit: "year", priority: 2 },
          {
            id: "quarter",
            label: "Qtr",
            kind: "number",
            unit: "year",
            priority: 4,
            description: "0 is the annual average.",
          },
          { id: "establishments", label: "Firms", kind: "number", unit: "establishments", priority: 1 },
          { id: "status", label: "Status", kind: "code", priority: 2 },
          ...figureColumns("", "jobs", 1),
          { id: "method", label: "Method", kind: "code", priority: 1 },
          { id: "wages_status", label: "Wages", kind: "code", priority: 4 },
          ...figureColumns("wages_", "dollars", 4),
          { id: "wages_method", label: "Method", kind: "code", priority: 4 },
          { id: "title", label: "Industry", kind: "text", priority: 4 },
        ],
        rows: cells.map((cell) => ({
          cells: {
            area: cell.area,
            ownership: String(cell.ownership),
            naics: cell.naics,
            year: cell.year,
            quarter: cell.quarter,
            establishments: cell.establishments,
            ...figureCells("", cell.employment),
            method: cell.method,
            ...figureCells("wages_", cell.wages),
            wages_method: cell.wagesMethod,
            title: titleOf(cell.naics),
          },
        })),
      },
    ],
    sections: [],
    notes: [inputs.isFilled ? NOT_OFFICIAL : LEFT_EMPTY, ...inputs.notes],
    provenance: inputs.provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/estimate/1",
    json: { cells: cells.map((cell) => ({ ...cell, title: titleOf(cell.naics) })) },
  };
}

const NOT_OFFICIAL = information(
  "not-official",
  "Estimates (~) are not figures of the publisher. Low and high are a 90% interval; bounds are the least and most that published figures allow. A cell marked recomputable follows exactly from published figures.",
);
const LEFT_EMPTY = information(
  "left-empty",
  "Suppressed cells are left empty, as --suppressed drop asks; --suppressed estimate fills them.",
);

function figureColumns(prefix: string, unit: Unit, priority: 1 | 4): readonly ReportColumn[] {
  const column = (id: string, label: string, description: string): ReportColumn => ({
    id: `${prefix}${id}`,
    label,
    kind: "number",
    unit,
    priority,
    description,
  });
  const what = unit === "jobs" ? "Jobs" : "Wages";
  return [
    { ...column("value", what, `${what}: published, or the estimate.`), statusApart: true },
    column("low", "Low", "Lower end of the 90% interval."),
    column("high", "High", "Upper end of the 90% interval."),
    column("bound_low", "Least", "The least that published figures allow."),
    column("bound_high", "Most", "The most that published figures allow; empty where nothing limits it."),
  ];
}

function toDatum({ status, value, low, high }: CellFigure): Datum {
  if (status === "estimated") return estimated(value!, { low: low!, high: high! });
  return status === "disclosed" ? disclosed(value!) : SUPPRESSED;
}

function figureCells(prefix: string, figure: CellFigure): Readonly<Record<string, ReportCell>> {
  return {
    [`${prefix}status`]: figure.status,
    [`${prefix}value`]: toDatum(figure),
    [`${prefix}low`]: figure.low,
    [`${prefix}high`]: figure.high,
    [`${prefix}bound_low`]: figure.boundLow,
    [`${prefix}bound_high`]: figure.boundHigh,
  };
}
