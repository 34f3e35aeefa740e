import type { Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import type { QuantityColumn } from "../core/quantity-columns.js";
import type { Unit } from "../core/units.js";
import { evaluate, type Calculation } from "./calculation.js";
import type { FigureColumns } from "./figure-columns.js";
import { IndustryFigures } from "./industry-figures.js";

/** What a measure is called and means. */
interface MeasureWords {
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
}

/** A column of figures about industries, defined once for help, weights, tables, docs and schemas. */
export interface Measure extends MeasureWords {
  readonly compute: (industry: IndustryRow, table: IndustryTable) => Datum;
  /** The same of many industries at once. */
  readonly computeColumn: (figures: FigureColumns) => QuantityColumn;
  /** What it is computed from, and how: see `buildTrail`. */
  readonly calculation: Calculation;
}

/** A measure: its words, and one calculation from which its figure, its column and its trail follow. */
export function defineMeasure({
  calculation,
  ...words
}: MeasureWords & { readonly calculation: Calculation }): Measure {
  return {
    ...words,
    compute: (industry, table) => evaluate(calculation, new IndustryFigures(industry, table)),
    computeColumn: (figures) => evaluate(calculation, figures),
    calculation,
  };
}
