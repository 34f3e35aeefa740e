import type { IndustryRow } from "../../core/industry-table.js";
import type { Analysis, AnalysisInputs, AnalysisOptions } from "../../region/analysis.js";
import { RegionTables } from "../../region/region-tables.js";

/** The rows of a region's table, and of industries that it has none of, which show what they are elsewhere. */
export function rowsWithOthers(
  { table, span }: Analysis,
  inputs: AnalysisInputs,
  options: AnalysisOptions,
  industries: readonly string[],
): ReadonlyMap<string, IndustryRow> {
  const rows = new Map(table.rows.map((row) => [row.naics, row]));
  const others = industries.filter((code) => !rows.has(code));
  const tables = new RegionTables(inputs, options, span);
  const groups = tables.makeGroups(others);
  const none = { start: new Map(), end: new Map(), total: { start: [], end: [] } };
  const built = tables.buildIndustries(none, groups, { start: undefined, reference: tables.referenceOver(groups) });
  for (const row of built) rows.set(row.naics, row);
  return rows;
}
