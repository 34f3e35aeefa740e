import { median } from "simple-statistics";
import { derive, knownValue, type Datum } from "../../core/datum.js";
import { WORKER_CLASSES } from "../../vendor/vendors.js";
import { matchVendor, type MatchTarget, type VendorMatch } from "../../vendor/match.js";
import { findVendorColumn, type VendorColumn, type VendorRow, type VendorTable } from "../../vendor/table.js";
import type { OurIndustry, OurTable } from "./our-table.js";
import { findReasons, type Reason } from "./reasons.js";

/** One kind of figure on both sides. */
export interface Pair {
  readonly ours: Datum | undefined;
  readonly vendor: Datum | undefined;
  /** Vendor's less ours; undefined where one of them has no figure. */
  readonly difference: number | undefined;
}

export const COMPARED_FIGURES = ["jobs", "quotient", "pay", "growth"] as const;
export type ComparedFigure = (typeof COMPARED_FIGURES)[number];

export const COMPARED_STATES = [
  "agrees",
  "differs",
  "vendor-without-figure",
  "ours-without-figure",
  "vendor-without-row",
] as const;
export type ComparedState = (typeof COMPARED_STATES)[number];

/** An industry of ours beside the vendor's row of it. */
export interface VendorComparison extends Readonly<Record<ComparedFigure, Pair>> {
  readonly code: string;
  readonly title: string;
  readonly state: ComparedState;
  readonly reasons: readonly Reason[];
}

/** Which columns of the vendor's were compared. */
export interface ComparedColumns {
  readonly jobs: VendorColumn;
  readonly quotient: VendorColumn | undefined;
  readonly pay: VendorColumn | undefined;
  /** Whether the vendor's table has jobs over the span that ours has growth over. */
  readonly hasGrowth: boolean;
}

/** A vendor's table beside ours. */
export interface VendorCompared {
  readonly table: VendorTable;
  readonly ours: OurTable;
  readonly match: VendorMatch;
  readonly columns: ComparedColumns;
  /** Those that differ most first. */
  readonly industries: readonly VendorComparison[];
  /** Jobs of the industries that have a figure on both sides. */
  readonly totals: { readonly ours: number; readonly vendor: number };
  /** Where nearly all industries differ by one ratio: vendor's over ours, and of how many. */
  readonly ratio: { readonly value: number; readonly alike: number; readonly of: number } | undefined;
}

/** Counts closer than a job, or than this part, agree: vendors round. */
const AGREES = { jobs: 1, part: 0.005 } as const;

/** Sets a vendor's industry table beside ours, industry by industry, with the likely reason of each difference. */
export function compareVendor(table: VendorTable, ours: OurTable, target: MatchTarget): VendorCompared {
  const match = matchVendor(table, target);
  const columns = chooseColumns(table, ours);
  const ratio = findRatio(
    ours.industries.flatMap((industry) => {
      const [own, vendor] = [disclosedValue(industry.jobs), valueOfRow(match.rows.get(industry.code), columns.jobs)];
      return own === undefined || vendor === undefined || own === 0 ? [] : [vendor / own];
    }),
  );
  const industries = ours.industries.map((industry) =>
    compareIndustry(industry, match.rows.get(industry.code), { table, ours, columns, ratio }),
  );
  const both = industries.filter(({ jobs }) => jobs.difference !== undefined);
  const sum = (side: "ours" | "vendor") => both.reduce((total, { jobs }) => total + knownValue(jobs[side]!)!, 0);
  return {
    table,
    ours,
    match,
    columns,
    industries: [...industries].sort(byDifference),
    totals: { ours: sum("ours"), vendor: sum("vendor") },
    ratio,
  };
}

/** Those that differ first, then those that a side has no figure or no row of, then those that agree. */
const ORDER: readonly ComparedState[] = [
  "differs",
  "ours-without-figure",
  "vendor-without-figure",
  "vendor-without-row",
  "agrees",
];

function byDifference(a: VendorComparison, b: VendorComparison): number {
  const states = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
  return states || sizeOfDifference(b) - sizeOfDifference(a) || (a.code < b.code ? -1 : 1);
}

/** The jobs by which they differ; all jobs of an industry that one side has no figure of. */
function sizeOfDifference({ jobs }: VendorComparison): number {
  if (jobs.difference !== undefined) return Math.abs(jobs.difference);
  const one = [jobs.ours, jobs.vendor].map((datum) => datum && knownValue(datum)).find((value) => value !== undefined);
  return one ?? 0;
}

function chooseColumns(table: VendorTable, { years }: OurTable): ComparedColumns {
  const ofYear = (kind: VendorColumn["kind"]) =>
    findVendorColumn(table, kind, years.end) ?? findVendorColumn(table, kind, table.year);
  const jobs = ofYear("jobs") ?? findVendorColumn(table, "jobs") ?? table.columns.find(({ kind }) => kind === "jobs")!;
  return {
    jobs,
    quotient: findVendorColumn(table, "quotient", jobs.year) ?? findVendorColumn(table, "quotient"),
    pay: findVendorColumn(table, "earnings") ?? findVendorColumn(table, "wages"),
    hasGrowth: hasSpan(table, years),
  };
}

function hasSpan(table: VendorTable, { start, end }: OurTable["years"]): boolean {
  if (start === undefined) return false;
  if (findVendorColumn(table, "jobs", start) && findVendorColumn(table, "jobs", end)) return true;
  return table.columns.some(
    ({ kind, since, year }) => (kind === "percentChange" || kind === "change") && since === start && year === end,
  );
}

interface Sides {
  readonly table: VendorTable;
  readonly ours: OurTable;
  readonly columns: ComparedColumns;
  readonly ratio: VendorCompared["ratio"];
}

function compareIndustry(industry: OurIndustry, row: VendorRow | undefined, sides: Sides): VendorComparison {
  const { table, ours, columns } = sides;
  const figure = (column: VendorColumn | undefined) => column && row?.figures.get(column.id);
  const jobs = pair(industry.jobs, figure(columns.jobs));
  const growth = columns.hasGrowth
    ? pair(growthOverSpan(industry.start, industry.jobs), row && vendorGrowth(table, row, ours.years))
    : NO_PAIR;
  const state = judge(jobs, row);
  return {
    code: industry.code,
    title: industry.title,
    jobs,
    quotient: pair(industry.quotient, figure(columns.quotient)),
    pay: pair(industry.pay, figure(columns.pay)),
    growth,
    state,
    reasons: state === "differs" || state === "ours-without-figure" ? explain(industry, row!, sides) : [],
  };
}

const NO_PAIR: Pair = { ours: undefined, vendor: undefined, difference: undefined };

function pair(ours: Datum | undefined, vendor: Datum | undefined): Pair {
  const [own, other] = [ours && knownValue(ours), vendor && knownValue(vendor)];
  return { ours, vendor, difference: own === undefined || other === undefined ? undefined : other - own };
}

function judge({ ours, vendor, difference }: Pair, row: VendorRow | undefined): ComparedState {
  if (!row) return "vendor-without-row";
  if (difference === undefined)
    return vendor && knownValue(vendor) !== undefined ? "ours-without-figure" : "vendor-without-figure";
  const own = knownValue(ours!)!;
  return Math.abs(difference) <= Math.max(AGREES.jobs, AGREES.part * own) ? "agrees" : "differs";
}

function explain(industry: OurIndustry, row: VendorRow, { table, ours, columns, ratio }: Sides): readonly Reason[] {
  const jobs = valueOfRow(row, columns.jobs)!;
  const reasons = findReasons({
    ours: industry,
    table: ours,
    jobs,
    year: columns.jobs.year,
    beyond: findBeyond(table, row, columns.jobs.year),
    workers: table.workers,
  });
  const own = industry.jobs && knownValue(industry.jobs);
  const isUnexplained = reasons.every(({ strength }) => strength !== "likely");
  if (!isUnexplained || !ratio || own === undefined || own === 0) return reasons;
  if (Math.abs(jobs / own / ratio.value - 1) > SPREAD) return reasons;
  const text = `${ratio.alike} of ${ratio.of} industries differ by about this ratio: the vendor's base or region seems to be another`;
  return [{ kind: "base", strength: "likely", text }, ...reasons.filter(({ kind }) => kind !== "unexplained")];
}

/** Jobs of the vendor's classes beyond QCEW's employees, by its columns of the year; undefined without such columns. */
function findBeyond(table: VendorTable, row: VendorRow, year: number | undefined) {
  const columns = table.columns.filter((column) => column.kind === "jobs" && column.workers && column.year === year);
  const ofQcew = columns.find(({ workers }) => workers === "qcew");
  const others = columns.filter(({ workers }) => workers !== "qcew");
  const all = findVendorColumn(table, "jobs", year);
  const valueIn = (column: VendorColumn) => valueOfRow(row, column);
  if (others.length > 0) {
    const filled = others.filter((column) => (valueIn(column) ?? 0) > 0);
    const jobs = filled.reduce((sum, column) => sum + valueIn(column)!, 0);
    return { jobs, workers: filled.map(({ workers }) => workers!) };
  }
  const [whole, part] = [all && valueIn(all), ofQcew && valueIn(ofQcew)];
  if (whole === undefined || part === undefined) return undefined;
  const stated = table.workers.filter((workers) => workers !== "qcew");
  const workers = stated.length > 0 ? stated : WORKER_CLASSES.filter((one) => one !== "qcew");
  return { jobs: whole - part, workers };
}

function valueOfRow(row: VendorRow | undefined, column: VendorColumn): number | undefined {
  const datum = row?.figures.get(column.id);
  return datum && knownValue(datum);
}

function disclosedValue(datum: Datum | undefined): number | undefined {
  return datum?.status === "disclosed" ? datum.value : undefined;
}

/** Growth over the whole span, as vendors' tables have it. */
function growthOverSpan(start: Datum | undefined, end: Datum | undefined): Datum | undefined {
  if (!start || !end) return undefined;
  return derive({ start, end }, (jobs) => (jobs.start > 0 ? jobs.end / jobs.start - 1 : undefined));
}

function vendorGrowth(table: VendorTable, row: VendorRow, { start, end }: OurTable["years"]): Datum | undefined {
  const datum = (column: VendorColumn | undefined) => column && row.figures.get(column.id);
  const ends = [findVendorColumn(table, "jobs", start), findVendorColumn(table, "jobs", end)].map(datum);
  if (ends[0] && ends[1]) return growthOverSpan(ends[0], ends[1]);
  const spanning = (kind: VendorColumn["kind"]) =>
    datum(table.columns.find((column) => column.kind === kind && column.since === start && column.year === end));
  const printed = spanning("percentChange");
  const change = spanning("change");
  if (printed || !change || !ends[1]) return printed;
  return derive({ change, end: ends[1] }, (jobs) =>
    jobs.end - jobs.change > 0 ? jobs.change / (jobs.end - jobs.change) : undefined,
  );
}

/** Ratios this close to the middle one are about the same. */
const SPREAD = 0.03;
const LEAST_RATIOS = 10;
const MOST_OF_ALL = 0.7;

/**
 * The ratio by which nearly all industries differ, as of another region or another base: the middle one, if it is not 1 and
 * seven in ten lie within 3 % of it.
 */
export function findRatio(ratios: readonly number[]): VendorCompared["ratio"] {
  if (ratios.length < LEAST_RATIOS) return undefined;
  const value = median([...ratios]);
  const alike = ratios.filter((ratio) => Math.abs(ratio / value - 1) <= SPREAD).length;
  const isOne = Math.abs(value - 1) <= SPREAD;
  return isOne || alike < MOST_OF_ALL * ratios.length ? undefined : { value, alike, of: ratios.length };
}
