import { analyzeIndustries, type Analysis, type AnalysisInputs, type AnalysisOptions } from "./analysis.js";
import { naicsVersionOfYear, type NaicsVersion } from "../core/codes.js";
import { ABSENT, sumData, undefinedBecause, type Datum } from "../core/datum.js";
import type { BridgeMode, IndustryRow } from "../core/industry-table.js";
import { completeYears } from "./periods.js";

/** A region's jobs over the years that the files hold, in the industries of the latest one. */
export interface JobHistory {
  readonly years: readonly number[];
  /** Jobs by code, a year each. */
  readonly jobs: ReadonlyMap<string, readonly Datum[]>;
  /** How an earlier NAICS version was brought to the latest. */
  readonly bridge: BridgeMode;
  /** Years with which another version of NAICS begins. */
  readonly revisions: readonly { readonly year: number; readonly from: NaicsVersion; readonly to: NaicsVersion }[];
}

/** How far back a history goes. Further back codes change too often, and each year is an analysis of its own. */
const LONGEST = 10;

/**
 * Jobs of a region's industries in every year that the files hold up to the latest, at most eleven.
 *
 * Each year's figures are those that an analysis would have that starts in it: suppressed cells estimated among that
 * year's totals, and codes of an earlier NAICS version brought to the latest one as growth is.
 *
 * @returns undefined if the files hold no more years than the two of the span
 */
export function jobHistory(
  inputs: AnalysisInputs,
  options: AnalysisOptions,
  analysis: Analysis,
): JobHistory | undefined {
  const { table, span } = analysis;
  const { start, end } = span;
  const held = completeYears(inputs.qcew, { areas: table.region.areas, changes: inputs.changes ?? [] }, end).filter(
    (year) => end.year - year <= LONGEST,
  );
  const years = [...new Set([...held, ...(start ? [start.year] : [])])].sort((a, b) => a - b);
  if (years.length < 3) return undefined;
  // Areas that are in no figure of the table are in none of its history.
  const shown: AnalysisInputs = { ...inputs, region: { ...inputs.region, areas: table.region.areas } };
  const tables = years.map((year) => {
    if (year === end.year || year === start?.year) return table;
    return analyzeIndustries(shown, { ...options, year: end.year, since: year }).table;
  });
  const listJobs = (row: IndustryRow): readonly Datum[] =>
    years.map((year, index) => {
      if (year === end.year) return row.region.end.employment;
      return startJobs(tables[index]!.rows, row);
    });
  const versions = years.map(naicsVersionOfYear);
  return {
    years,
    bridge: options.bridge,
    jobs: new Map(table.rows.map((row) => [row.naics, listJobs(row)])),
    revisions: versions.flatMap((to, index) => {
      const from = versions[index - 1];
      return from === undefined || from === to ? [] : [{ year: years[index]!, from, to }];
    }),
  };
}

/** Jobs of an industry at the start of another analysis, which may have its members apart, or it within a group. */
function startJobs(rows: readonly IndustryRow[], { naics, members }: IndustryRow): Datum {
  const own = rows.find((row) => row.naics === naics);
  if (own) return jobsAtStart(own);
  const parts = rows.filter((row) => members?.includes(row.naics));
  if (parts.length > 0) return sumData(parts.map(jobsAtStart));
  const group = rows.find((row) => row.members?.includes(naics));
  return group ? undefinedBecause(`not separable from the rest of ${group.naics}`) : ABSENT;
}

function jobsAtStart({ region, bridge }: IndustryRow): Datum {
  return region.start?.employment ?? undefinedBecause(bridge?.text ?? "the files do not reach back");
}
