import type { PeriodFigures } from "../../core/industry-table.js";
import { hasValue, type Datum } from "../../core/datum.js";
import { datumComment } from "../comments.js";
import { wordUnit, type CellUnit, type WorkbookCell } from "../model.js";
import type { RankingPlan } from "../plan.js";
import type { Unit } from "../../core/units.js";
import { endCodes, rawTable, startCodes, type RawQuantity, type RawSum, type RawTable } from "./raw-figures.js";
import { tabNames, type TabNames } from "./tab-names.js";

/** What the tabs of a ranking are made of. */
export interface Book {
  readonly plan: RankingPlan;
  readonly names: TabNames;
  readonly raw: { readonly end: RawTable; readonly start: RawTable | undefined };
  readonly words: NamesOfCodes;
}

/** Names that files don't hold. */
export interface NamesOfCodes {
  readonly area: (code: string) => string;
  /** Of an industry, by the NAICS version of a year's files. */
  readonly industry: (code: string, year: number) => string;
}

export function planBook(plan: RankingPlan, words: NamesOfCodes): Book {
  const { table, trail } = plan.inputs.analysis;
  const names = tabNames(table);
  const rows = plan.industries.map(({ candidate }) => candidate.row);
  const distinct = (codes: readonly string[]): readonly string[] => [...new Set(codes)].sort();
  const timesWages = table.annualised ? 4 : 1;
  const end = {
    rows: trail.region,
    total: trail.regionTotal.end,
    codes: distinct(rows.flatMap(endCodes)),
    timesWages,
  } as const;
  const start = {
    rows: trail.regionStart,
    total: trail.regionTotal.start,
    codes: distinct(rows.flatMap(startCodes)),
    timesWages,
  } as const;
  return {
    plan,
    names,
    words,
    raw: {
      end: rawTable(names.a, trail, end),
      start: table.years.start === undefined ? undefined : rawTable(names.c, trail, start),
    },
  };
}

/** A figure with its status, and how it is known as a comment. */
export function figureCell(datum: Datum, unit: CellUnit | undefined, method?: string): WorkbookCell {
  return {
    ...(hasValue(datum) && { value: datum.value }),
    unit,
    status: datum.status,
    comment: datumComment(datum, wordUnit(unit), method),
  };
}

/** The same where a formula gives it. */
export function formulaCell(formula: string, datum: Datum, unit: CellUnit | undefined, method?: string): WorkbookCell {
  return { ...figureCell(datum, unit, method), formula, value: hasValue(datum) ? datum.value : "" };
}

/**
 * A figure that is the sum of raw rows; one that is another number, as a part of a code that NAICS split, is the sum times
 * `share`, a cell that holds the part.
 */
export function sumCell(
  sum: RawSum | undefined,
  datum: Datum,
  {
    unit,
    method,
    share,
  }: { readonly unit: Unit; readonly method?: string | undefined; readonly share?: string | undefined },
): WorkbookCell {
  if (!sum) return figureCell(datum, unit, method);
  const part = partWithinSum(sum, datum);
  if (part === undefined) return formulaCell(sum.formula, datum, unit, method);
  if (share === undefined || !Number.isFinite(part)) return figureCell(datum, unit, method);
  return formulaCell(`IFERROR(${share}*(${sum.formula}),"")`, datum, unit, method);
}

/** The part of a sum that a figure is; undefined if it is the sum itself. */
export function partWithinSum(sum: RawSum | undefined, datum: Datum): number | undefined {
  if (!sum) return undefined;
  if (!hasValue(datum)) return sum.value === undefined ? undefined : NaN;
  if (sum.value === undefined) return NaN;
  return Math.abs(sum.value - datum.value) <= 1e-9 * Math.max(1, Math.abs(datum.value))
    ? undefined
    : datum.value / sum.value;
}

/** One quantity of a period's figures, which an industry may lack. */
export function pickQuantity(figures: PeriodFigures | undefined, quantity: RawQuantity): Datum {
  return figures?.[quantity] ?? { status: "absent" };
}
