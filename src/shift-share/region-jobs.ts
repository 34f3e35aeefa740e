import { aggregateRows } from "../region/aggregate.js";
import { analyzeIndustries, type Analysis, type AnalysisInputs, type AnalysisOptions } from "../region/analysis.js";
import { formatPeriod } from "../region/period-words.js";
import { ABSENT, sumData, undefinedBecause, type Datum } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import type { IndustryRow, PeriodFigures } from "../core/industry-table.js";
import type { QcewTable } from "../qcew/table.js";
import type { ShiftShareInputs } from "./shift-share.js";

/** What a shift-share is made of, and the analysis of its span. */
export interface RegionJobs {
  readonly analysis: Analysis;
  readonly inputs: ShiftShareInputs;
}

/**
 * Jobs of a region's and its reference area's industries in the years that a method needs, all in the industries
 * of the latest year's NAICS version.
 *
 * @throws {InputError} YEAR_MISSING where the files don't reach back or have no year between, REFERENCE_MISSING where
 *   the reference area's growth is not known
 */
export function regionJobs(
  inputs: AnalysisInputs,
  options: AnalysisOptions,
  { isYearly }: { readonly isYearly: boolean },
): RegionJobs {
  const analysis = analyzeIndustries(inputs, options);
  const { start } = analysis.span;
  if (!start) throw noEarlierYear(analysis);
  requireReferenceGrowth(analysis);
  const end = analysis.span.end.year;
  const between = isYearly ? yearsBetween(start.year, end) : [];
  requireYears(inputs, analysis, between);
  // Each year's figures stand at the start of an analysis that ends in the latest year, and so in its industries.
  const later = between.map((since) => analyzeIndustries(inputs, { ...options, year: end, since }));
  return { analysis, inputs: gatherJobs(analysis, later, [start.year, ...between, end]) };
}

function gatherJobs(analysis: Analysis, later: readonly Analysis[], years: readonly number[]): ShiftShareInputs {
  const series = (side: "region" | "reference", row: IndustryRow): readonly Datum[] => [
    startingJobs(analysis, side, row),
    ...later.map((one) => startingJobs(one, side, row)),
    row[side].end.employment,
  ];
  const totals = (side: "region" | "reference"): readonly Datum[] => [
    totalJobs(analysis, side, "start"),
    ...later.map((one) => totalJobs(one, side, "start")),
    totalJobs(analysis, side, "end"),
  ];
  return {
    years,
    industries: analysis.table.rows.map((row) => ({
      naics: row.naics,
      title: row.title,
      jobs: { region: series("region", row), reference: series("reference", row) },
    })),
    total: { region: totals("region"), reference: totals("reference") },
  };
}

/** Jobs of an industry in an analysis's first year; a group is summed where that analysis has its members apart. */
function startingJobs({ table }: Analysis, side: "region" | "reference", { naics, members }: IndustryRow): Datum {
  const jobs = (row: IndustryRow): Datum => startJobs(row[side].start, row);
  const own = table.rows.find((row) => row.naics === naics);
  if (own) return jobs(own);
  return sumData(table.rows.filter((row) => members?.includes(row.naics)).map(jobs));
}

function startJobs(figures: PeriodFigures | undefined, row: IndustryRow): Datum {
  return figures?.employment ?? undefinedBecause(row.bridge?.text ?? "the files do not reach back");
}

/** All industries of the table's ownership: what shares and growth of the whole are of. */
function totalJobs({ trail }: Analysis, side: "region" | "reference", end: "start" | "end"): Datum {
  const rows = {
    region: { start: trail.regionStart, end: trail.region },
    reference: { start: trail.referenceStart, end: trail.reference },
  };
  const of = rows[side][end].get("10");
  return of ? aggregateRows(of, trail.table, trail.cells).employment : ABSENT;
}

function yearsBetween(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start - 1) }, (_, index) => start + 1 + index);
}

function noEarlierYear({ table }: Analysis): InputError {
  return new InputError(`the files hold no year of ${table.region.name} before ${table.years.end}`, {
    code: "YEAR_MISSING",
    missing: "qcew",
    found: `only ${table.years.end}`,
    hint: "add an earlier year's file of the region and of the reference area with --qcew",
  });
}

function requireReferenceGrowth({ table, span }: Analysis): void {
  const { reference } = table;
  const span_ = `${table.years.start ?? ""} and ${table.years.end}`;
  if (reference.recovered) {
    throw new InputError(
      `shift-share needs the jobs of ${reference.name}; its shares recovered from published quotients give no growth`,
      {
        code: "REFERENCE_MISSING",
        missing: "qcew",
        found: "no row of the reference area in the files",
        hint: `add the files of ${reference.areas.join(", ")} for ${span_}, or name a --reference that is in the files`,
      },
    );
  }
  if (table.total.reference.start) return;
  throw new InputError(
    `the files hold no figures of ${reference.name} for ${span.start ? formatPeriod(span.start) : ""}`,
    {
      code: "REFERENCE_MISSING",
      missing: "qcew",
      found: `${reference.name} in ${table.years.end} only, so its growth is not known`,
      hint: `add the file of ${reference.areas.join(", ")} for ${table.years.start ?? ""}, or choose --since among its years`,
    },
  );
}

/** Yearly steps need every year on both sides; the user must know which one is missing. */
function requireYears(inputs: AnalysisInputs, { span, table }: Analysis, years: readonly number[]): void {
  const lacking = [table.region, table.reference].flatMap(({ name, areas }) => {
    const missing = years.filter((year) => !areas.every((area) => holds(inputs.qcew, area, year, span.end.quarter)));
    return missing.length === 0 ? [] : [`${name} has no ${missing.join(", ")}`];
  });
  if (lacking.length === 0) return;
  throw new InputError(
    `dynamic shift-share adds up yearly steps, and the files don't hold every year from ${table.years.start ?? ""} to ${table.years.end}`,
    {
      code: "YEAR_MISSING",
      missing: "qcew",
      found: lacking.join("; "),
      hint: "add those years' files, choose --since so that no year is missing, or use --method classic",
    },
  );
}

function holds(table: QcewTable, area: string, year: number, quarter: number): boolean {
  const index = table.areas.indexOf(area as (typeof table.areas)[number]);
  if (index < 0) return false;
  return table.area.some((one, row) => one === index && table.year[row] === year && table.quarter[row] === quarter);
}
