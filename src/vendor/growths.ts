import { disclosed, knownValue, undefinedBecause, type Datum } from "../core/datum.js";
import { describeFigure } from "./figures.js";
import { findGrowthScale, growthBetween, type GrowthCase } from "./growth-scale.js";
import type { PrintedRow } from "./rows.js";
import type { VendorColumn } from "./table.js";

const SCALE_UNKNOWN = undefinedBecause("a percentage or a fraction, which the vendor's table does not show");

/** In its CSV Lightcast writes 0 for what a table shows as `Insf. Data`. */
const FROM_NOTHING = undefinedBecause("no growth from 0 jobs");

/** Columns of growth that were percentages, and those of which nothing shows whether they are. */
export interface GrowthReading {
  readonly percentages: readonly VendorColumn[];
  readonly unknown: readonly VendorColumn[];
}

/**
 * Brings growths to fractions, in place. A percent sign decides for its cell; else the rows' own jobs decide for the
 * column; else the other columns of growth, which one program exported.
 */
export function scaleGrowths(rows: readonly PrintedRow[], columns: readonly VendorColumn[]): GrowthReading {
  const growths = columns.filter(({ kind }) => describeFigure(kind).unit === "fraction");
  const own = new Map(growths.map((column) => [column, findGrowthScale(listCases(rows, column, columns))]));
  const known = [...new Set([...own.values()].filter((scale) => scale !== undefined))];
  const common = known.length === 1 ? known[0] : undefined;
  const reading = { percentages: [] as VendorColumn[], unknown: [] as VendorColumn[] };
  for (const [column, scale = common] of own) {
    let isUnknown = false;
    for (const row of rows) {
      const printed = knownValue(row.figures.get(column.id)!);
      if (printed === undefined) continue;
      if (printed === 0 && startsFromNothing(row, column, columns)) {
        row.figures.set(column.id, FROM_NOTHING);
        continue;
      }
      const divisor = row.percents.has(column.id) ? 100 : scale;
      row.figures.set(column.id, scaled(printed, divisor));
      isUnknown ||= divisor === undefined;
    }
    if (isUnknown) reading.unknown.push(column);
    else if (scale === 100) reading.percentages.push(column);
  }
  return reading;
}

function scaled(printed: number, divisor: number | undefined): Datum {
  if (printed === 0) return disclosed(0);
  return divisor === undefined ? SCALE_UNKNOWN : disclosed(printed / divisor);
}

function listCases(
  rows: readonly PrintedRow[],
  column: VendorColumn,
  columns: readonly VendorColumn[],
): readonly GrowthCase[] {
  return rows.flatMap((row) => {
    if (row.percents.has(column.id)) return [];
    const printed = knownValue(row.figures.get(column.id)!);
    const expected = expectGrowth(row, column, columns);
    return printed === undefined || expected === undefined ? [] : [{ printed, expected }];
  });
}

function startsFromNothing(
  row: PrintedRow,
  { kind, since, year }: VendorColumn,
  columns: readonly VendorColumn[],
): boolean {
  if (kind !== "percentChange") return false;
  return findFigure(row, columns, "jobs", since) === 0 && findFigure(row, columns, "jobs", year) !== 0;
}

function findFigure(
  row: PrintedRow,
  columns: readonly VendorColumn[],
  kind: VendorColumn["kind"],
  year?: number,
): number | undefined {
  const column = columns.find(
    (one) => one.kind === kind && one.workers === undefined && (year === undefined || one.year === year),
  );
  const datum = column && row.figures.get(column.id);
  return datum && knownValue(datum);
}

/** The growth that a row's own jobs and changes give. */
function expectGrowth(
  row: PrintedRow,
  { kind, since, year }: VendorColumn,
  columns: readonly VendorColumn[],
): number | undefined {
  const find = (wanted: VendorColumn["kind"], of?: number) => findFigure(row, columns, wanted, of);
  const years = since === undefined || year === undefined ? undefined : year - since;
  if (kind === "percentChange" || kind === "nationalPercentChange") {
    const jobs = kind === "percentChange" ? "jobs" : "nationalJobs";
    const [first, last] = [find(jobs, since), find(jobs, year)];
    return first === undefined || last === undefined || years === undefined
      ? undefined
      : growthBetween({ first, last });
  }
  const now = find("jobs");
  if (now === undefined || years === undefined) return undefined;
  const change = find(kind === "yearlyGrowth" ? "change" : "projectedChange");
  if (change === undefined) return undefined;
  const [first, last] = kind === "yearlyGrowth" ? [now - change, now] : [now, now + change];
  return growthBetween({ first, last, years });
}
