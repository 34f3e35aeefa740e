import type { Datum } from "../datum.js";
import type { IndustryRow, IndustryTable } from "../industry-table.js";
import type { Unit } from "../report/report.js";

/** A column of figures about industries, defined once for help, weights, tables, docs and schemas. */
export interface Measure {
  readonly id: string;
  /** As a sentence or legend names it. */
  readonly label: string;
  /** As a narrow table's header names it. */
  readonly shortLabel: string;
  readonly unit: Unit;
  /** Which end is better where the user does not say. */
  readonly better: "higher" | "lower";
  readonly definition: string;
  readonly source: string;
  /** 1 is shown in the narrowest table; see ReportColumn. */
  readonly priority: 1 | 2 | 3 | 4;
  readonly compute: (industry: IndustryRow, table: IndustryTable) => Datum;
}

export function defineMeasure(measure: Measure): Measure {
  return measure;
}
