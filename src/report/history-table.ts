import { knownValue, type Datum } from "../core/datum.js";
import type { JobHistory } from "../region/job-history.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { HistoryChart } from "./chart.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "./measure-columns.js";
import type { ReportCell, ReportColumn, ReportTable } from "./report.js";
import { describeSource } from "./source-words.js";
import { levelName, formatList, describeOwnership } from "./words.js";

/** An industry of a history; `mark` is its rank, or its place by size. */
export interface HistoryIndustry {
  readonly naics: string;
  readonly title: string;
  readonly mark: string;
}

/** How many industries a slide has room for. */
const MOST = 12;

/** Jobs by year as further columns of a table that files have; people see them in a table of their own. */
export function historyColumns(history: JobHistory | undefined): readonly ReportColumn[] {
  return (history?.years ?? []).map((year) => ({ ...yearColumn(year), label: `Jobs ${year}`, priority: 4 }));
}

export function historyCells(history: JobHistory | undefined, naics: string): Readonly<Record<string, ReportCell>> {
  const jobs = history?.jobs.get(naics);
  return Object.fromEntries((history?.years ?? []).map((year, index) => [yearId(year), jobs?.[index]]));
}

/** Jobs by year of all industries given; a terminal shows the first. */
export function historyTable(
  history: JobHistory,
  industries: readonly Pick<HistoryIndustry, "naics" | "title">[],
  shown: number,
): ReportTable {
  return {
    id: "history",
    title: "Jobs by year",
    columns: [NAICS_COLUMN, TITLE_COLUMN, ...history.years.map(yearColumn)],
    rows: industries.map(({ naics, title }) => ({
      cells: { naics, title, ...historyCells(history, naics) },
    })),
    ...(shown < industries.length && {
      leading: {
        rows: shown,
        rest: `${industries.length - shown} more: --format csv lists them, --out FILE.csv writes them.`,
      },
    }),
  };
}

const yearId = (year: number): string => `jobs_${year}`;

function yearColumn(year: number): ReportColumn {
  return {
    id: yearId(year),
    label: String(year),
    kind: "number",
    unit: "jobs",
    description: `Jobs in ${year}, in the industries of the latest year's NAICS version.`,
    priority: 1,
  };
}

export function historyJson({ years, jobs, revisions }: JobHistory) {
  return { years, revisions, industries: [...jobs].map(([naics, data]) => ({ naics, jobs: data })) };
}

const BRIDGE_WORDS: Readonly<Record<JobHistory["bridge"], string>> = {
  split: "years before are brought to the later codes as growth is, by estimated splits where a code was split",
  group: "years before are brought to the later codes as growth is, where whole groups of codes allow it",
  none: "codes whose content changed are not brought across",
};

/** Jobs by year of the first of the industries, a panel each. */
export function historyChart(
  { years, jobs, revisions, bridge }: JobHistory,
  industries: readonly HistoryIndustry[],
  table: IndustryTable,
  ofWhat: string,
): HistoryChart | undefined {
  const known = industries.filter(({ naics }) => jobs.get(naics)?.some((datum) => knownValue(datum) !== undefined));
  const shown = known.slice(0, MOST);
  if (shown.length === 0) return undefined;
  const findJobs = ({ naics }: HistoryIndustry): readonly Datum[] => jobs.get(naics)!;
  const all = shown.flatMap(findJobs);
  const hasGaps = all.some((datum) => knownValue(datum) === undefined);
  const hasEstimates = all.some(({ status }) => status === "estimated");
  const count = shown.length < industries.length ? `${shown.length} of ${industries.length}` : String(shown.length);
  return {
    kind: "history",
    title: `Jobs ${years[0] ?? ""}–${years.at(-1) ?? ""}: ${table.region.name}`,
    subtitle: `${ofWhat}: ${count} ${levelName(table)}, ${describeOwnership(table.ownership)}${table.quarter > 0 ? `, quarter ${table.quarter}` : ""}. Each panel has a scale of its own, from 0.`,
    axis: { label: "jobs", unit: "jobs" },
    years,
    revisions: revisions.map(({ year, from, to }) => ({ year, label: `NAICS ${from} to ${to}` })),
    lines: shown.map((one) => ({
      mark: one.mark,
      label: one.title,
      points: findJobs(one).map((datum) => {
        const value = knownValue(datum);
        if (value === undefined) return undefined;
        return datum.status === "estimated" ? { value, low: datum.low, high: datum.high } : { value };
      }),
    })),
    source: describeSource(years, table.quarter),
    footnotes: [
      ...(hasEstimates ? ["~ and hollow: estimated, with the 90% range where it can be seen."] : []),
      ...(revisions.length > 0
        ? [
            `Dashed: ${formatList(revisions.map(({ from, to }) => `NAICS ${from} became ${to}`))}; ${BRIDGE_WORDS[bridge]}.`,
          ]
        : []),
      ...(hasGaps ? ["A gap: the year's figure is suppressed, absent, or not known across the revision."] : []),
    ],
  };
}
