import type { IndustryTable } from "../core/industry-table.js";
import { ALL_MEASURES } from "../measures/index.js";
import { ABSENT, hasValue } from "../core/datum.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { measureColumn, NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { ReportColumn, ReportTable } from "../report/report.js";

/** Measures whose small rates whole percents would make alike. */
const IN_FULL: ReadonlySet<string> = new Set(["projectedGrowth", "cagr"]);

/** A measure as a profile shows it. */
export function spokenColumn(id: string, table: IndustryTable): ReportColumn {
  const measure = ALL_MEASURES.find((one) => one.id === id)!;
  const column = measureColumn(measure, { table, isFactor: true });
  return IN_FULL.has(id) ? column : { ...column, spoken: true };
}

/** What is shown of an industry in lists of many. */
const FIGURES = ["employment", "establishments", "averagePay", "growth", "lq"] as const;

export function figureColumns(table: IndustryTable): readonly ReportColumn[] {
  return FIGURES.map((id) => spokenColumn(id, table));
}

/** Longer tables are for files; so many rows of them stand on a page. */
const MOST_ROWS = 12;

/** Industries with their main figures. */
export function industriesTable(
  { id, title, most }: { readonly id: string; readonly title: string; readonly most?: number },
  industries: readonly RankCandidate[],
  table: IndustryTable,
): ReportTable {
  const columns = [NAICS_COLUMN, TITLE_COLUMN, ...figureColumns(table)];
  const rows = industries.map(({ naics, title: name, values }) => ({ cells: { naics, title: name, ...values } }));
  return shortened({ id, title, columns, rows }, most);
}

/** Where a table has more rows than a page has room for: the first of them for people, all for files. */
export function shortened(table: ReportTable, most = MOST_ROWS): ReportTable {
  const left = table.rows.length - most;
  // One or two more take no more room than the line that says so.
  if (left <= 2) return table;
  return {
    ...table,
    brief: {
      columns: table.columns.map(({ id }) => id),
      rows: most,
      rest: `${left} more: --out FILE.xlsx and --json have them.`,
    },
  };
}

/** The largest by a measure first, those without a figure last. */
export function byFigure(id: string, industries: readonly RankCandidate[]): readonly RankCandidate[] {
  const value = ({ values }: RankCandidate): number => {
    const datum = values[id] ?? ABSENT;
    return hasValue(datum) ? datum.value : -Infinity;
  };
  return industries.toSorted((a, b) => value(b) - value(a) || (a.naics < b.naics ? -1 : 1));
}
