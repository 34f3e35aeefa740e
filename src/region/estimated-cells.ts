import { ownershipCodes } from "./aggregate.js";
import type { AreaCode } from "../core/codes.js";
import type { Level, Ownership } from "../core/industry-table.js";
import type { Period } from "../core/codes.js";
import { codesAtLevel, requireField, NOTHING, PUBLISHED, type QcewTable } from "../qcew/table.js";
import type { Quantity } from "../suppression/cells.js";
import type { CellEstimates } from "../suppression/estimate.js";
import { METHODS, type Method } from "../suppression/methods.js";

/** One quantity of one cell: the figure, its 90 % interval, and the least and most that totals allow. */
export interface CellFigure {
  readonly status: "disclosed" | "estimated" | "suppressed";
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  readonly boundLow?: number;
  /** Left out where no published total holds the cell down. */
  readonly boundHigh?: number;
}

/** One industry of one ownership in one area and period. */
export interface EstimatedCell {
  readonly area: AreaCode;
  readonly ownership: number;
  readonly naics: string;
  readonly year: number;
  readonly quarter: number;
  readonly establishments: number;
  readonly method: Method;
  readonly employment: CellFigure;
  readonly wages: CellFigure;
  readonly wagesMethod: Method;
  readonly file: string;
  readonly line: number;
}

export interface CellScope {
  readonly areas: readonly AreaCode[];
  readonly ownership: Ownership;
  readonly level: Level;
  readonly periods: readonly Period[];
  /** Published cells as well as suppressed ones. */
  readonly all: boolean;
}

/**
 * Rows of the cells of a scope.
 *
 * @returns `every`: rows of the scope at any level, by code
 */
export function rowsOfScope(
  table: QcewTable,
  scope: CellScope,
): { readonly rows: readonly number[]; readonly every: ReadonlyMap<string, readonly number[]> } {
  const areas = new Set<string>(scope.areas);
  const ownerships = new Set<number>(ownershipCodes(scope.ownership));
  const periods = new Set(scope.periods.map(({ year, quarter }) => year * 10 + quarter));
  const byCode = new Map<string, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (!periods.has(table.year[row]! * 10 + table.quarter[row]!) || !ownerships.has(table.ownership[row]!)) continue;
    if (!areas.has(table.areas[table.area[row]!]!) || table.disclosure[row] === NOTHING) continue;
    const code = table.industries[table.industry[row]!]!;
    const known = byCode.get(code);
    if (known) known.push(row);
    else byCode.set(code, [row]);
  }
  const rows = codesAtLevel(table, byCode, scope.level)
    .flatMap((code) => byCode.get(code)!)
    .filter((row) => scope.all || table.disclosure[row] !== PUBLISHED);
  return { rows, every: byCode };
}

/**
 * These rows as cells, in order of area, ownership, code and time.
 *
 * @param estimates left out where suppressed cells stay empty
 */
export function listCells(
  table: QcewTable,
  rows: readonly number[],
  estimates: CellEstimates | undefined,
): readonly EstimatedCell[] {
  return rows.map((row) => describeCell(table, estimates, row)).sort(byPlace);
}

function describeCell(table: QcewTable, estimates: CellEstimates | undefined, row: number): EstimatedCell {
  const isPublished = table.disclosure[row] === PUBLISHED;
  const figure = (quantity: Quantity): CellFigure => {
    if (isPublished) return { status: "disclosed", value: requireField(table, quantity)[row]! };
    const column = estimates?.[quantity];
    const value = column?.value[row];
    if (!column || value === undefined || Number.isNaN(value)) return { status: "suppressed" };
    const boundHigh = column.boundHigh[row]!;
    return {
      status: "estimated",
      value,
      low: column.low[row]!,
      high: column.high[row]!,
      boundLow: column.boundLow[row]!,
      ...(Number.isFinite(boundHigh) && { boundHigh }),
    };
  };
  const method = (methods: Uint8Array | undefined): Method => {
    if (methods) return METHODS[methods[row]!] ?? "none";
    return isPublished ? "published" : "none";
  };
  return {
    area: table.areas[table.area[row]!]!,
    ownership: table.ownership[row]!,
    naics: table.industries[table.industry[row]!]!,
    year: table.year[row]!,
    quarter: table.quarter[row]!,
    establishments: requireField(table, "establishments")[row]!,
    method: method(estimates?.method),
    employment: figure("employment"),
    wages: figure("wages"),
    wagesMethod: method(estimates?.wagesMethod),
    file: table.sources[table.source[row]!]!.file,
    line: table.line[row]!,
  };
}

function byPlace(a: EstimatedCell, b: EstimatedCell): number {
  return (
    compare(a.area, b.area) ||
    a.ownership - b.ownership ||
    compare(a.naics, b.naics) ||
    a.year - b.year ||
    a.quarter - b.quarter
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
