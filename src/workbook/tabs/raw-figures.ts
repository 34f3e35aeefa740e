import { knownValue, type Datum } from "../../core/datum.js";
import type { IndustryRow } from "../../core/industry-table.js";
import { NOTHING, PUBLISHED } from "../../qcew/table.js";
import { aggregateRows } from "../../region/aggregate.js";
import type { FigureRows } from "../../region/analysis.js";
import { METHOD_WORDS } from "../../suppression/methods.js";
import { quoted } from "../model.js";
import { tabRange } from "./tab.js";

/** The quantities of a published row, with their columns on the tabs of raw rows. */
export const RAW_COLUMNS = {
  key: 0,
  area: 1,
  ownership: 2,
  naics: 3,
  title: 4,
  establishments: 5,
  employment: 6,
  wages: 7,
} as const;
export type RawQuantity = "establishments" | "employment" | "wages";

/** A row of the files as it entered the region's figures; where there are too many, all rows of one industry. */
export interface RawRow {
  readonly code: string;
  /** Rows of all industries together, from which shares are taken. */
  readonly isTotal: boolean;
  readonly area: string;
  readonly ownership: string;
  readonly figures: Readonly<Record<RawQuantity, Datum>>;
  readonly isWithheld: boolean;
  /** In words; nothing of a published row. */
  readonly method: string | undefined;
  readonly bounds: { readonly low: number; readonly high?: number } | undefined;
  readonly file: string;
  readonly line: number | undefined;
}

/** The rows of one year that a tab holds. */
export interface RawTable {
  readonly sheet: string;
  readonly rows: readonly RawRow[];
  readonly byCode: ReadonlyMap<string, readonly RawRow[]>;
  /** Whether each is a row of a file. */
  readonly isWhole: boolean;
  /** 4 where a quarter's wages count as a year's, else 1. */
  readonly timesWages: 1 | 4;
}

/** Formulas that look through more cells than this take too long; then a tab holds a row an industry. */
const MOST_LOOKS = 5_000_000;

const TOTAL_CODE = "10";

/** The region's rows of one year behind the industries of a table. */
export function rawTable(
  sheet: string,
  trail: FigureRows,
  of: {
    readonly rows: ReadonlyMap<string, readonly number[]>;
    readonly total: readonly number[];
    readonly codes: readonly string[];
    readonly timesWages: 1 | 4;
  },
): RawTable {
  const found = of.codes.flatMap((code) => {
    const rows = (of.rows.get(code) ?? []).filter((row) => trail.table.disclosure[row] !== NOTHING);
    return rows.length === 0 ? [] : [{ code, rows }];
  });
  const count = found.reduce((sum, { rows }) => sum + rows.length, 0);
  const isWhole = count * found.length <= MOST_LOOKS;
  const split = ({ code, rows }: { code: string; rows: readonly number[] }, isTotal: boolean): RawRow[] =>
    isWhole
      ? rows.map((row) => rawRow(trail, code, [row], isTotal))
      : rows.length === 0
        ? []
        : [rawRow(trail, code, rows, isTotal)];
  const rows = [...split({ code: TOTAL_CODE, rows: of.total }, true), ...found.flatMap((one) => split(one, false))];
  const byCode = new Map<string, RawRow[]>();
  for (const row of rows) {
    const key = rawKey(row.code, row.isTotal);
    const others = byCode.get(key);
    if (others) others.push(row);
    else byCode.set(key, [row]);
  }
  return { sheet, rows, byCode, isWhole, timesWages: of.timesWages };
}

function rawRow(trail: FigureRows, code: string, rows: readonly number[], isTotal: boolean): RawRow {
  const { table, cells, methodOf, boundsOf } = trail;
  const [row] = rows;
  const { establishments, employment, wages } = aggregateRows(rows, table, cells);
  const isOne = rows.length === 1;
  const method = isOne ? methodOf(row!) : undefined;
  const isWithheld = rows.some((one) => table.disclosure[one] !== PUBLISHED);
  return {
    code,
    isTotal,
    area: isOne ? table.areas[table.area[row!]!]! : `${new Set(rows.map((one) => table.area[one])).size} areas`,
    ownership: isOne ? String(table.ownership[row!]) : "",
    figures: { establishments, employment, wages },
    isWithheld,
    method:
      method !== undefined && method in METHOD_WORDS ? METHOD_WORDS[method as keyof typeof METHOD_WORDS] : undefined,
    bounds: isOne && isWithheld ? boundsOf(row!) : undefined,
    file: isOne ? (table.sources[table.source[row!]!]?.file ?? "") : "",
    line: isOne ? table.line[row!] : undefined,
  };
}

/**
 * What a raw row is found by. A letter before the code keeps spreadsheets from reading it as a number, and `31-33` as a
 * date.
 */
export function rawKey(code: string, isTotal = false): string {
  return isTotal ? "ALL" : `N${code}`;
}

/** The codes of the latest year that an industry is made of. */
export function endCodes({ naics, members }: Pick<IndustryRow, "naics" | "members">): readonly string[] {
  return members ?? [naics];
}

/** The codes of the first year that its start figures were made of. */
export function startCodes(row: IndustryRow): readonly string[] {
  return row.startMembers ?? endCodes(row);
}

/** A sum over raw rows as a formula, and what it gives as made; undefined if there is no row. */
export interface RawSum {
  readonly formula: string;
  readonly value: number | undefined;
}

/**
 * Adds the rows of some codes. A row without a figure leaves the whole sum without one: a part is never shown as a whole.
 *
 * @param self how the formula names the industry's own code, where that is the only one: `$A7`
 */
export function rawSum(
  table: RawTable,
  quantity: RawQuantity,
  codes: readonly string[] | "total",
  self?: { readonly code: string; readonly cell: string } | undefined,
): RawSum | undefined {
  const keys = (codes === "total" ? [rawKey("", true)] : [...new Set(codes.map((code) => rawKey(code)))]).filter(
    (key) => table.byCode.has(key),
  );
  if (keys.length === 0) return undefined;
  const keyRange = tabRange(table.sheet, RAW_COLUMNS.key, table.rows.length);
  const values = tabRange(table.sheet, RAW_COLUMNS[quantity], table.rows.length);
  const isOwn = keys.length === 1 && self !== undefined && keys[0] === rawKey(self.code);
  const key = isOwn ? `"N"&${self.cell}` : keys.length === 1 ? quoted(keys[0]!) : `{${keys.map(quoted).join(";")}}`;
  const whole = (call: string): string => (keys.length === 1 ? call : `SUMPRODUCT(${call})`);
  const known = keys.flatMap((each) => table.byCode.get(each)!.map(({ figures }) => knownValue(figures[quantity])));
  const times = quantity === "wages" && table.timesWages === 4 ? 4 : 1;
  const sum = whole(`SUMIFS(${values},${keyRange},${key})`);
  return {
    formula: `IF(${whole(`COUNTIFS(${keyRange},${key})`)}=${whole(`COUNTIFS(${keyRange},${key},${values},">=0")`)},${times === 1 ? "" : `${times}*`}${sum},"")`,
    value: known.every((value) => value !== undefined)
      ? times * known.reduce((total, value) => total + value, 0)
      : undefined,
  };
}

/** "3 of 10 rows withheld; made from its establishments and the industry's size elsewhere" */
export function describeMethods(table: RawTable, codes: readonly string[]): string | undefined {
  const rows = codes.flatMap((code) => table.byCode.get(rawKey(code)) ?? []);
  const withheld = rows.filter(({ isWithheld }) => isWithheld);
  if (withheld.length === 0) return undefined;
  const methods = [...new Set(withheld.flatMap(({ method }) => method ?? []))];
  const made = methods.length === 0 ? "" : ` Made from ${methods.join("; ")}.`;
  return `${withheld.length} of ${rows.length} rows withheld.${made}`;
}
