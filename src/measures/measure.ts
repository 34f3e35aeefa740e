import type { Datum } from "../core/datum.js";
import type { FigureColumns } from "../core/figure-columns.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import type { QuantityColumn } from "../core/quantity-columns.js";
import type { Unit } from "../core/units.js";

/** One figure that a measure is made of. */
export interface TrailInput {
  /** In words: "jobs of all industries in the reference area, 2023". */
  readonly label: string;
  readonly datum: Datum;
  readonly unit: Unit;
  /** Where it stands in the table, if that is where it comes from. */
  readonly place?: {
    readonly side: "region" | "reference";
    readonly end: "start" | "end";
    readonly isTotal: boolean;
    readonly quantity: "employment" | "establishments" | "wages";
  };
}

/** How a figure was computed: a formula over named inputs, with + − × ÷ ^ and brackets. */
export interface Trail {
  readonly expression: string;
  readonly inputs: Readonly<Record<string, TrailInput>>;
}

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
  /** The definition with what one table fills in: the years, the source of a side file. */
  readonly definitionIn?: (table: IndustryTable) => string;
  readonly source: string;
  /** 1 is shown in the narrowest table; see ReportColumn. */
  readonly priority: 1 | 2 | 3 | 4;
  readonly compute: (industry: IndustryRow, table: IndustryTable) => Datum;
  /** What `compute` gives for each row, for all rows at once. A test compares the two. */
  readonly computeColumn?: (figures: FigureColumns) => QuantityColumn;
  /** What `compute` was made of; nothing for inputs that are not there. */
  readonly trail: (industry: IndustryRow, table: IndustryTable) => Trail;
}

export function defineMeasure(measure: Measure): Measure {
  return measure;
}
