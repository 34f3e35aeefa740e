import { disclosed, estimated, SUPPRESSED, knownValue, type Datum } from "../core/datum.js";
import { NO_ROW } from "../qcew/row-table.js";
import type { OfQuarters, QcewTable } from "../qcew/table.js";
import { quarterRows, QUARTERS } from "../qcew/whole-year.js";
import type { Quantity } from "./cells.js";
import { estimateSuppressed, type CellEstimates, type EstimatedColumn, type SuppressionOptions } from "./estimate.js";
import { METHODS, type Method } from "./methods.js";

/**
 * The estimates of a table's withheld cells: see `estimateSuppressed`. Years that are made of quarters are estimated as
 * their quarters, all four together, so that the quarters that are published keep their figures.
 */
export function estimateCells(table: QcewTable, options: SuppressionOptions = {}): CellEstimates {
  if (!table.ofQuarters) return estimateSuppressed(table, options);
  const periods = options.periods?.flatMap(({ year }) => QUARTERS.map((quarter) => ({ year, quarter })));
  const quarterly = estimateSuppressed(table.ofQuarters.table, { ...options, ...(periods && { periods }) });
  return combineQuarters(quarterly, table.ofQuarters);
}

/** Of a sum over four quarters, what makes the year's figure of it. */
const DIVISOR: Readonly<Record<Quantity, number>> = { employment: QUARTERS.length, wages: 1 };

/**
 * Years of quarterly estimates. Errors of a cell's quarters go together, since the same guess of its size is behind
 * them, so that ranges add up as they are, at their widest.
 */
function combineQuarters(quarterly: CellEstimates, ofQuarters: OfQuarters): CellEstimates {
  const { rows } = ofQuarters;
  const rowsInYear = (year: number): readonly number[] =>
    Array.from(quarterRows(ofQuarters, year)).filter((row) => row !== NO_ROW);
  /** The rows of each quarter that some years have. */
  const byQuarter = (years: readonly number[]): readonly (readonly number[])[] =>
    QUARTERS.map((quarter) =>
      years.map((year) => rows[year * QUARTERS.length + quarter - 1]!).filter((row) => row !== NO_ROW),
    );
  const sum = (years: readonly number[], quantity: Quantity): Datum =>
    addUp(
      byQuarter(years).map((of) => quarterly.sum(of, quantity)),
      DIVISOR[quantity],
    );
  const length = rows.length / QUARTERS.length;
  const leastSureMethods = (methods: Uint8Array): Uint8Array => {
    const ofYears = new Uint8Array(length);
    for (let year = 0; year < length; year++) ofYears[year] = leastSure(methods, quarterRows(ofQuarters, year));
    return ofYears;
  };
  const column = (of: EstimatedColumn, quantity: Quantity): EstimatedColumn => {
    const combine = (values: Float64Array): Float64Array => {
      const ofYears = new Float64Array(length);
      for (let at = 0; at < rows.length; at++) {
        if (rows[at] !== NO_ROW) ofYears[Math.floor(at / QUARTERS.length)]! += values[rows[at]!]! / DIVISOR[quantity];
      }
      return ofYears;
    };
    const made = new Map<keyof EstimatedColumn, Float64Array>();
    const once = (name: keyof EstimatedColumn): Float64Array => {
      let found = made.get(name);
      if (!found) made.set(name, (found = combine(of[name])));
      return found;
    };
    return {
      get value() {
        return once("value");
      },
      get low() {
        return once("low");
      },
      get high() {
        return once("high");
      },
      get boundLow() {
        return once("boundLow");
      },
      get boundHigh() {
        return once("boundHigh");
      },
    };
  };
  let method: Uint8Array | undefined;
  let wagesMethod: Uint8Array | undefined;
  return {
    get method() {
      return (method ??= leastSureMethods(quarterly.method));
    },
    get wagesMethod() {
      return (wagesMethod ??= leastSureMethods(quarterly.wagesMethod));
    },
    employment: column(quarterly.employment, "employment"),
    wages: column(quarterly.wages, "wages"),
    isTold: (year) => rowsInYear(year).every((row) => quarterly.isTold(row)),
    sum,
    pay: (years) => payOfYear(byQuarter(years), sum(years, "employment"), sum(years, "wages"), quarterly),
    change: (first, last) => changeOfYears(byQuarter(first), byQuarter(last), quarterly),
    estimatedJobs: (years) =>
      byQuarter(years).reduce((jobs, of) => jobs + quarterly.estimatedJobs(of), 0) / DIVISOR.employment,
    tightened: async (years, loadSolver) =>
      combineQuarters(await quarterly.tightened(years.flatMap(rowsInYear), loadSolver), ofQuarters),
    get notes() {
      return quarterly.notes;
    },
    signalUses: quarterly.signalUses,
    quarterly,
  };
}

/** The sum of four quarters' figures ÷ the divisor, its range the ranges' sum. */
function addUp(quarters: readonly Datum[], divisor: number): Datum {
  const [value, low, high] = [knownValue, lowEnd, highEnd].map((of) =>
    quarters.reduce((sum, datum) => sum + (of(datum) ?? Number.NaN), 0),
  ) as [number, number, number];
  if (Number.isNaN(value)) return SUPPRESSED;
  if (quarters.every(({ status }) => status === "disclosed")) return disclosed(value / divisor);
  return estimated(value / divisor, { low: low / divisor, high: high / divisor });
}

/**
 * Jobs of a later year ÷ those of an earlier one: the quarters' ratios, by the earlier year's jobs. Their errors go
 * together, as those of sums do.
 *
 * @returns undefined if no quarter has a cell that is withheld at both ends
 */
function changeOfYears(
  first: readonly (readonly number[])[],
  last: readonly (readonly number[])[],
  quarterly: CellEstimates,
): Datum | undefined {
  const quarters = first.map((rows, quarter) => {
    const jobs = quarterly.sum(rows, "employment");
    const later = quarterly.sum(last[quarter]!, "employment");
    return { jobs, later, ratio: quarterly.change(rows, last[quarter]!) };
  });
  if (quarters.every(({ ratio }) => ratio === undefined)) return undefined;
  const jobs = quarters.reduce((sum, quarter) => sum + (knownValue(quarter.jobs) ?? Number.NaN), 0);
  if (!(jobs > 0)) return undefined;
  let [value, low, high] = [0, 0, 0];
  for (const { jobs: before, later, ratio } of quarters) {
    const of = knownValue(before)!;
    const known = ratio && "value" in ratio ? ratio : undefined;
    value += (known ? known.value * of : knownValue(later)!) / jobs;
    low += (known ? lowEnd(known)! * of : lowEnd(later)!) / jobs;
    high += (known ? highEnd(known)! * of : highEnd(later)!) / jobs;
  }
  return Number.isNaN(value) ? undefined : estimated(value, { low, high });
}

/** A year's wages ÷ its mean jobs: as far off, as a share, as the quarters' pay on average, by their wages. */
function payOfYear(
  byQuarter: readonly (readonly number[])[],
  jobs: Datum,
  wages: Datum,
  quarterly: CellEstimates,
): Datum {
  const pays = byQuarter.map((rows) => quarterly.pay(rows));
  if (!("value" in jobs) || !("value" in wages)) return SUPPRESSED;
  if (jobs.value === 0) return pays.find((pay) => !("value" in pay)) ?? SUPPRESSED;
  const value = wages.value / jobs.value;
  if (jobs.status === "disclosed" && wages.status === "disclosed") return disclosed(value);
  let [low, high] = [0, 0];
  byQuarter.forEach((rows, quarter) => {
    const share = (knownValue(quarterly.sum(rows, "wages")) ?? 0) / wages.value;
    const pay = pays[quarter]!;
    const middle = knownValue(pay);
    if (middle === undefined || middle === 0) return;
    low += share * (1 - lowEnd(pay)! / middle);
    high += share * (highEnd(pay)! / middle - 1);
  });
  return estimated(value, { low: value * (1 - low), high: value * (1 + high) });
}

/** Methods from the surest to the least sure; a year is as sure as its least sure quarter. */
const SURENESS: Readonly<Record<Method, number>> = {
  nothing: 0,
  published: 1,
  recomputable: 2,
  "own-period": 3,
  cbp: 3.5,
  qwi: 3.5,
  "all-periods": 4,
  newborn: 5,
  "peer-size": 6,
  share: 7,
  none: 8,
};

function leastSure(methods: Uint8Array, rows: Int32Array): number {
  let worst = METHODS.indexOf("nothing");
  for (const row of rows) {
    if (row === NO_ROW) continue;
    if (SURENESS[METHODS[methods[row]!]!] > SURENESS[METHODS[worst]!]) worst = methods[row]!;
  }
  return worst;
}

function lowEnd(datum: Datum): number | undefined {
  return datum.status === "estimated" ? datum.low : knownValue(datum);
}

function highEnd(datum: Datum): number | undefined {
  return datum.status === "estimated" ? datum.high : knownValue(datum);
}
