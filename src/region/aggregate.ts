import { OWNERSHIP_SLOTS, type AreaCode, type OwnershipCode } from "../core/codes.js";
import { ABSENT, disclosed, SUPPRESSED, sumData, knownValue, type Datum } from "../core/datum.js";
import type { Ownership, PeriodFigures } from "../core/industry-table.js";
import type { Period } from "../core/codes.js";
import { requireField, NOTHING, PUBLISHED, type QcewTable } from "../qcew/table.js";

/**
 * How the employment and wages of a set of rows add up: from published figures alone, or with estimates
 * in place of suppressed ones.
 */
export interface CellValues {
  /** Sum over rows; suppressed where a part is and nothing stands in for it. `rows` is not empty. */
  sum(rows: readonly number[], quantity: "employment" | "wages"): Datum;
  /** Whether a row has a figure, published or estimated. */
  isTold(row: number): boolean;
  /** Wages ÷ employment of the sum, where its range is known better than from the two apart. */
  pay?(rows: readonly number[]): Datum | undefined;
  /** Employment of later rows ÷ that of earlier ones, where its range is known better than from the two apart. */
  change?(first: readonly number[], last: readonly number[]): Datum | undefined;
  /** Jobs of the sum that stand in suppressed cells. */
  estimatedJobs?(rows: readonly number[]): number;
}

/** A sum with a suppressed part is suppressed: a partial sum is never shown as a whole. */
export function publishedValues(table: QcewTable): CellValues {
  return {
    isTold: (row) => table.disclosure[row] === PUBLISHED,
    sum(rows, quantity) {
      const values = requireField(table, quantity);
      let sum = 0;
      for (const row of rows) {
        if (table.disclosure[row] !== PUBLISHED) return SUPPRESSED;
        sum += values[row]!;
      }
      return disclosed(sum);
    },
  };
}

export interface RowScope extends Period {
  readonly areas: readonly AreaCode[];
  readonly ownership: Ownership;
  /** Rows of this industry alone; of all where left out. */
  readonly industry?: string;
}

/** Codes that make up an ownership, in the order in which their rows are added. */
const OWNERSHIP_CODES: Readonly<Record<Exclude<Ownership, "total">, readonly OwnershipCode[]>> = {
  private: [5],
  federal: [1],
  state: [2],
  local: [3],
  government: [1, 2, 3],
};
const ALL_OWNERSHIPS: readonly OwnershipCode[] = [1, 2, 3, 5];

/** The ownership codes whose rows are summed for an ownership. */
export function ownershipCodes(ownership: Ownership): readonly OwnershipCode[] {
  return ownership === "total" ? ALL_OWNERSHIPS : OWNERSHIP_CODES[ownership];
}

/**
 * The rows of each industry within a scope. For all ownerships together an area's published total (own 0) is
 * used where there is one; the publisher gives it for all industries together, so that elsewhere the four
 * ownerships are summed. A row that says "nothing here" is left out like a missing one.
 */
export function rowsByIndustry(table: QcewTable, scope: RowScope): Map<string, number[]> {
  return groupByIndustry(table, rowsOfAreas(table, scope.areas, scope.year), scope);
}

/** The rows of some areas, of whatever ownership; of one year where it is given. */
export function rowsOfAreas(table: QcewTable, areas: readonly AreaCode[], only?: number): Uint32Array {
  const wanted = new Uint8Array(table.areas.length);
  const codes = new Set<string>(areas);
  table.areas.forEach((code, index) => {
    if (codes.has(code)) wanted[index] = 1;
  });
  const rows = new Uint32Array(table.length);
  const { length, area, year } = table;
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (wanted[area[row]!] === 1 && (only === undefined || year[row] === only)) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** The same among rows that are of the areas alone, of whatever period and ownership. */
export function groupByIndustry(
  table: QcewTable,
  among: Uint32Array,
  scope: Omit<RowScope, "areas">,
): Map<string, number[]> {
  const isPart = new Uint8Array(OWNERSHIP_SLOTS);
  for (const code of ownershipCodes(scope.ownership)) isPart[code] = 1;
  const isTotal = scope.ownership === "total";
  const only = scope.industry === undefined ? undefined : table.industries.findIndex((code) => code === scope.industry);

  const summed = new Map<number, number[]>();
  const totals = new Map<number, number[]>();
  const { year, quarter, disclosure, ownership, industry } = table;
  // National tables pass through here several times a run.
  for (let place = 0; place < among.length; place++) {
    const row = among[place]!;
    if (only !== undefined && industry[row] !== only) continue;
    if (year[row] !== scope.year || quarter[row] !== scope.quarter || disclosure[row] === NOTHING) continue;
    if (isPart[ownership[row]!] === 1) append(summed, industry[row]!, row);
    else if (isTotal && ownership[row] === 0) append(totals, industry[row]!, row);
  }
  const rows = new Map<string, number[]>();
  for (const [industry, parts] of summed) rows.set(table.industries[industry]!, parts);
  for (const [industry, published] of totals) {
    const withTotal = new Set(published.map((row) => table.area[row]!));
    const others = (summed.get(industry) ?? []).filter((row) => !withTotal.has(table.area[row]!));
    rows.set(table.industries[industry]!, [...published, ...others]);
  }
  return rows;
}

/** The rows of some codes; of a single one the very list, so that what was computed of it is found again. */
export function rowsUnder(rows: ReadonlyMap<string, readonly number[]>, codes: readonly string[]): readonly number[] {
  const [only] = codes;
  if (only !== undefined && codes.length === 1) return rows.get(only) ?? [];
  return codes.flatMap((code) => rows.get(code) ?? []);
}

function append(groups: Map<number, number[]>, key: number, row: number): void {
  const group = groups.get(key);
  if (group) group.push(row);
  else groups.set(key, [row]);
}

/** The figures of a set of rows: one industry over the areas and ownerships of a scope. */
export function aggregateRows(rows: readonly number[], table: QcewTable, cells: CellValues): PeriodFigures {
  if (rows.length === 0) return ABSENT_FIGURES;
  const pay = cells.pay?.(rows);
  const employment = cells.sum(rows, "employment");
  const estimatedJobs = employment.status === "estimated" ? cells.estimatedJobs?.(rows) : undefined;
  return {
    establishments: sumEstablishments(rows, table),
    employment,
    wages: cells.sum(rows, "wages"),
    ...(pay && { pay }),
    ...(estimatedJobs !== undefined && { estimatedJobs }),
  };
}

/** What an industry without a row has: nothing, which the publisher does not even print. */
export const ABSENT_FIGURES: PeriodFigures = { establishments: ABSENT, employment: ABSENT, wages: ABSENT };

/**
 * Establishments stay published where jobs are suppressed. A suppressed row that prints 0 of them means it in
 * annual averages: fewer than half, over the year (parents less siblings agree). A quarter has no such
 * averages, and a year computed from published changes prints 0 for codes that were new: there a 0 means nothing.
 */
export function sumEstablishments(rows: readonly number[], table: QcewTable): Datum {
  const counts = requireField(table, "establishments");
  let sum = 0;
  for (const row of rows) {
    const count = counts[row]!;
    if (table.disclosure[row] !== PUBLISHED && !isCountPublished(table, row, count)) return SUPPRESSED;
    sum += count;
  }
  return disclosed(sum);
}

/** Whether a suppressed row's count of establishments means something. */
export function isCountPublished(table: QcewTable, row: number, count: number): boolean {
  const isAverage = table.quarter[row] === 0 && table.year[row] !== table.derivedYear;
  return (isAverage && !Number.isNaN(count)) || count > 0;
}

/** A quarter's wages as a year's, at four times. */
export function annualised(figures: PeriodFigures): PeriodFigures {
  const times4 = (datum: Datum): Datum => {
    if (datum.status === "estimated") {
      return { ...datum, value: datum.value * 4, low: datum.low * 4, high: datum.high * 4 };
    }
    const value = knownValue(datum);
    return value === undefined ? datum : disclosed(value * 4);
  };
  return { ...figures, wages: times4(figures.wages), ...(figures.pay && { pay: times4(figures.pay) }) };
}

/** The figures of several industries together. */
export function sumFigures(parts: readonly (PeriodFigures | undefined)[]): PeriodFigures {
  const present = parts.filter((part): part is PeriodFigures => part !== undefined);
  const [only] = present;
  if (only && present.length === 1) return only;
  const estimated = present.flatMap(({ estimatedJobs }) => estimatedJobs ?? []);
  return {
    establishments: sumData(present.map((part) => part.establishments)),
    employment: sumData(present.map((part) => part.employment)),
    wages: sumData(present.map((part) => part.wages)),
    ...(estimated.length > 0 && { estimatedJobs: estimated.reduce((sum, jobs) => sum + jobs, 0) }),
  };
}
