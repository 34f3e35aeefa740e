import type { Analysis, CellTrail } from "../region/analysis.js";
import type { Datum } from "../core/datum.js";
import type { IndustryRow } from "../core/industry-table.js";
import type { TrailInput } from "../measures/trail.js";
import { requireField, NOTHING, PUBLISHED } from "../qcew/table.js";
import { quarterRows } from "../qcew/whole-year.js";
import { formatNumber, formatRange } from "../core/number-format.js";
import type { ReportRow, ReportSection, ReportTable } from "../report/report.js";

/** A row of a file that entered a figure. */
export interface SourceRow {
  readonly use: string;
  readonly file: string;
  readonly line: number;
  readonly area: string;
  readonly ownership: number;
  readonly industry: string;
  readonly year: number;
  readonly quarter: number;
  readonly status: "published" | "suppressed" | "nothing";
  readonly establishments: number;
  readonly employment: Datum;
  readonly wages: Datum;
  readonly method?: string;
  /** The least and most jobs that published totals allow; no `high` where nothing holds them down. */
  readonly bounds?: { readonly low: number; readonly high?: number };
}

/** The rows of files that an industry's figures are made of, with the use of each. */
export function sourceRows(analysis: Analysis, row: IndustryRow): readonly SourceRow[] {
  const { trail } = analysis;
  const members = row.members ?? [row.naics];
  const startMembers = row.startMembers ?? members;
  const of = (rows: ReadonlyMap<string, readonly number[]>, codes: readonly string[]) =>
    codes.flatMap((code) => rows.get(code) ?? []);
  const sides = {
    region: { end: of(trail.region, members), start: of(trail.regionStart, startMembers), total: trail.regionTotal },
    reference: {
      end: of(trail.reference, members),
      start: of(trail.referenceStart, startMembers),
      total: trail.referenceTotal,
    },
  };
  const { quarterly } = trail;
  const { ofQuarters } = trail.table;
  /** A year of four quarters has no rows of its own: those of its quarters stand in the files. */
  const inFiles = (rows: readonly number[]): readonly number[] =>
    ofQuarters ? rows.flatMap((one) => [...quarterRows(ofQuarters, one)].filter((each) => each >= 0)) : rows;
  const isQuarters = quarterly !== undefined && ofQuarters !== undefined;
  return (["region", "reference"] as const).flatMap((side) =>
    [false, true].flatMap((isTotal) =>
      (["end", "start"] as const).flatMap((end) => {
        const indexes = isTotal ? sides[side].total[end] : sides[side][end];
        const use = describeUse({ side, end, isTotal });
        return (isQuarters ? inFiles(indexes) : indexes).map((index) =>
          sourceRow(use, index, isQuarters ? quarterly : trail),
        );
      }),
    ),
  );
}

/** What a row is used for, in words. */
export function describeUse({ side, end, isTotal }: Omit<NonNullable<TrailInput["place"]>, "quantity">): string {
  return `${isTotal ? "all industries" : "industry"} ${side === "region" ? "here" : "in the reference"}, ${end === "end" ? "latest" : "first"} year`;
}

function sourceRow(use: string, row: number, { table, cells, methodOf, boundsOf }: CellTrail): SourceRow {
  const disclosure = table.disclosure[row]!;
  const method = methodOf(row);
  return {
    use,
    file: table.sources[table.source[row]!]!.file,
    line: table.line[row]!,
    area: table.areas[table.area[row]!]!,
    ownership: table.ownership[row]!,
    industry: table.industries[table.industry[row]!]!,
    year: table.year[row]!,
    quarter: table.quarter[row]!,
    status: disclosure === PUBLISHED ? "published" : disclosure === NOTHING ? "nothing" : "suppressed",
    establishments: requireField(table, "establishments")[row]!,
    employment: cells.sum([row], "employment"),
    wages: cells.sum([row], "wages"),
    ...(method !== undefined && { method, bounds: boundsOf(row) }),
  };
}

export function rowsTable(rows: readonly SourceRow[]): ReportTable {
  return {
    id: "rows",
    title: "Rows of the files behind them",
    columns: [
      { id: "use", label: "Used for", kind: "text", priority: 1 },
      { id: "area", label: "Area", kind: "code", priority: 1 },
      { id: "industry", label: "Code", kind: "code", priority: 3 },
      { id: "ownership", label: "Own", kind: "code", priority: 3 },
      { id: "year", label: "Year", kind: "number", unit: "year", priority: 1 },
      ...(rows.some(({ quarter }) => quarter > 0)
        ? ([{ id: "quarter", label: "Quarter", kind: "number", unit: "year", priority: 1 }] as const)
        : []),
      { id: "status", label: "Printed", kind: "code", priority: 2 },
      { id: "establishments", label: "Firms", kind: "number", unit: "establishments", priority: 3 },
      { id: "employment", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
      { id: "range", label: "90% interval", kind: "text", priority: 2 },
      { id: "bound_low", label: "Least", kind: "number", unit: "jobs", priority: 4 },
      { id: "bound_high", label: "Most", kind: "number", unit: "jobs", priority: 4 },
      { id: "wages", label: "Wages", kind: "number", unit: "dollars", priority: 2 },
      { id: "method", label: "Estimated by", kind: "text", priority: 4 },
      { id: "line", label: "Line", kind: "number", unit: "year", priority: 1 },
      { id: "file", label: "File", kind: "text", priority: 1 },
    ],
    rows: rows.map(({ bounds, ...row }): ReportRow => ({
      cells: {
        ...row,
        ownership: String(row.ownership),
        range: row.employment.status === "estimated" ? formatRange(row.employment, "jobs") : "",
        bound_low: bounds?.low,
        bound_high: bounds?.high,
      },
    })),
  };
}

export function estimateSections(rows: readonly SourceRow[]): readonly ReportSection[] {
  const items = rows.flatMap(({ area, ownership, industry, year, establishments, employment, method, bounds }) => {
    if (employment.status !== "estimated" || method === undefined) return [];
    const most = bounds?.high === undefined ? "no upper bound" : `at most ${formatNumber(bounds.high, "jobs")}`;
    return [
      `${area}, code ${industry}, ownership ${ownership}, ${year}: ${formatNumber(employment.value, "jobs")} jobs in ${formatNumber(establishments, "establishments")} establishments; 90% interval ${formatRange(employment, "jobs")}; published totals allow at least ${formatNumber(bounds?.low ?? 0, "jobs")} and ${most}; method ${method}`,
    ];
  });
  return items.length === 0 ? [] : [{ heading: "Estimates of suppressed cells", items }];
}
