import type { SweepReportInputs } from "./sweep-report-inputs.js";
import { knownValue, type Datum } from "../core/datum.js";
import { MEASURES } from "../measures/index.js";
import type { Thresholds } from "../ranking/cautions.js";
import { compareCodes } from "../ranking/rank.js";
import { formatNumber } from "../core/number-format.js";
import type { League, LeagueEntry } from "./league.js";
import { measureColumn } from "../report/measure-columns.js";
import type { Report, ReportColumn, ReportRow, ReportSection, ReportTable } from "../report/report.js";
import { sweepChart } from "./sweep-chart.js";
import { countAreas, nameKind, takeTop, sweepNotes } from "./sweep-notes.js";
import { levelName, formatList, lowerFirst, scopeJson, scopeLines } from "../report/words.js";

/** Who leads in which industry, over all areas of a sweep. */
export function buildSweepReport(inputs: SweepReportInputs): Report {
  const { result, by, isLeague } = inputs;
  const { sample } = result;
  const kind = nameKind(inputs.kind);
  const areas = countAreas(inputs.kind, result.areas);
  const all = [...result.leagues].sort((a, b) =>
    compareCodes(result.industries[a.industry]!.naics, result.industries[b.industry]!.naics),
  );
  const leagues = all.filter(({ entries }) => entries.length > 0);
  const single = isLeague && all.length === 1 ? all[0] : undefined;
  const title = single
    ? `${result.industries[single.industry]!.naics} ${result.industries[single.industry]!.title}: ${kind} by ${lowerFirst(by.label)}`
    : isLeague
      ? `Leading ${kind} by ${lowerFirst(by.label)}`
      : `Industries of ${areas}, and where each leads`;
  const chart = sweepChart(inputs, leagues, single, title);
  return {
    command: "sweep",
    title,
    scope: [
      ["Areas", areas],
      ...scopeLines(sample).filter(([label]) => label !== "Region"),
      ...(inputs.filters.length > 0 ? [["Only areas with", formatList(inputs.filters)] as const] : []),
      ["Ordered by", `${lowerFirst(by.label)}, ${inputs.direction === "higher" ? "highest" : "lowest"} first`],
    ],
    tables: [leagueTable(inputs, leagues, single)],
    sections: result.rules.length === 0 ? [] : [ruleSection(result.rules)],
    notes: [...sweepNotes(inputs, all), ...inputs.notes],
    provenance: inputs.provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/sweep/1",
    json: sweepJson(inputs, all),
  };
}

/** How often each rule is met, over all industries of all areas. */
function ruleSection(rules: SweepReportInputs["result"]["rules"]): ReportSection {
  const count = (number: number): string => formatNumber(number, "count");
  return {
    heading: "Rules, over the industries of all areas",
    items: rules.map(({ rule: { label, text }, pass, fail, unknown }) => {
      const name = label === text ? text : `${label}: ${text}`;
      const open = unknown > 0 ? `, ${count(unknown)} not known or left out` : "";
      return `${name} — ${count(pass)} pass, ${count(fail)} fail${open}. CSV, Parquet and Excel show which.`;
    }),
  };
}

function leagueTable(inputs: SweepReportInputs, leagues: readonly League[], single: League | undefined): ReportTable {
  const { result, by, top, isLeague } = inputs;
  const rows = leagues.flatMap((league) => {
    const entries = single ? league.entries : takeTop(league.entries, top);
    return entries.map((entry) => buildRow(inputs, league, entry));
  });
  const shown = single ? takeTop(single.entries, top).length : rows.length;
  return {
    id: "league",
    title: single
      ? `The first ${shown} of ${formatNumber(single.ranked, "count")}`
      : `${formatNumber(leagues.length, "count")} ${levelName(result.sample)}`,
    columns: [
      ...(isLeague ? [PLACE_COLUMN] : []),
      ...(single ? [] : [{ id: "naics", label: "NAICS", kind: "code", priority: 1 } as const, titleColumn(isLeague)]),
      { id: "area", label: "Code", kind: "code", priority: single ? 1 : 3 },
      { id: "area_title", label: isLeague ? "Area" : "Leading area", kind: "text", priority: 1 },
      { ...measureColumn(by, { table: result.sample, isFactor: true }), priority: 1 },
      ...MEASURES.filter((measure) => measure !== by).map((measure): ReportColumn => ({
        ...measureColumn(measure, { table: result.sample, isFactor: false }),
        priority: FIRST_SHOWN.get(measure.id) ?? 4,
      })),
      Z_COLUMN,
      CUT_OFF_COLUMN,
      COMPARED_COLUMN,
      CAREFUL_COLUMN,
    ],
    rows,
    ...(single &&
      shown < rows.length && {
        leading: {
          rows: shown,
          rest: `${formatNumber(rows.length - shown, "count")} more: --format csv lists them, --top shows more.`,
        },
      }),
  };
}

/** What is shown beside the measure asked for, first to last. */
const FIRST_SHOWN: ReadonlyMap<string, 1 | 2 | 3> = new Map([
  ["employment", 1],
  ["establishments", 2],
  ["lq", 2],
  ["averagePay", 3],
  ["growth", 3],
]);

const PLACE_COLUMN: ReportColumn = {
  id: "place",
  label: "Place",
  kind: "number",
  unit: "rank",
  description: "1 is first; ties share the mean of their places.",
  priority: 1,
};
const titleColumn = (isLeague: boolean): ReportColumn => ({
  id: "title",
  label: "Industry",
  kind: "text",
  priority: isLeague ? 3 : 1,
});
const Z_COLUMN: ReportColumn = {
  id: "lq_z",
  label: "LQ z",
  kind: "number",
  unit: "ratio",
  description:
    "Standardized LQ: standard deviations from the mean of all areas, of logarithms where those are nearer to normal.",
  priority: 2,
};
const CUT_OFF_COLUMN: ReportColumn = {
  id: "lq_z_cutoff",
  label: "z cut",
  kind: "number",
  unit: "ratio",
  description: "Bootstrapped 95th percentile of the standardized LQs: above it an area stands out.",
  priority: 4,
};
const COMPARED_COLUMN: ReportColumn = {
  id: "ranked",
  label: "Of",
  kind: "number",
  unit: "count",
  description: "Areas with a figure.",
  priority: 3,
};
const CAREFUL_COLUMN: ReportColumn = {
  id: "careful",
  label: "Careful",
  kind: "text",
  description: "Why the place may be an accident.",
  priority: 1,
};

function buildRow({ areas, result, thresholds }: SweepReportInputs, league: League, entry: LeagueEntry): ReportRow {
  const { code, name } = areas[entry.area]!;
  const { naics, title } = result.industries[league.industry]!;
  const standing = result.standings.get(entry.area);
  return {
    cells: {
      place: entry.place,
      naics,
      title,
      area: code,
      area_title: name,
      ...entry.values,
      lq_z: numberAt(standing?.z, entry.row),
      lq_z_cutoff: numberAt(standing?.cutOff, entry.row),
      ranked: league.ranked,
      careful: describeSmallFigures(entry, thresholds),
    },
  };
}

function numberAt(column: Float64Array | undefined, row: number): number | undefined {
  const value = column?.[row];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** What makes a place doubtful: few jobs or few establishments. */
function describeSmallFigures({ values }: LeagueEntry, { smallBase, fewEstablishments }: Thresholds): string {
  const jobs = knownValue(values["employment"]!);
  const establishments = knownValue(values["establishments"]!);
  const words: string[] = [];
  if (jobs !== undefined && jobs < smallBase) words.push(`under ${formatNumber(smallBase, "jobs")} jobs`);
  if (establishments !== undefined && establishments < fewEstablishments) words.push(countFirms(establishments));
  return words.join(", ");
}

function countFirms(count: number): string {
  return `${formatNumber(count, "establishments")} ${count === 1 ? "firm" : "firms"}`;
}

function sweepJson(inputs: SweepReportInputs, leagues: readonly League[]): Readonly<Record<string, unknown>> {
  const { result, areas, by, direction, kind, leftOut } = inputs;
  const { reference, ownership, level, naics, years, quarter, wages, lqBase } = scopeJson(result.sample);
  const compared = new Map(result.compared.map((one) => [one.industry, one]));
  return {
    scope: { areas: { kind, count: result.areas }, reference, ownership, level, naics, years, quarter, wages, lqBase },
    by: by.id,
    direction,
    rows: result.rows,
    employment: result.employment,
    ...(result.rules.length > 0 && {
      rules: result.rules.map(({ rule: { id, label, text }, pass, fail, unknown }) => ({
        id,
        name: label,
        rule: text,
        pass,
        fail,
        unknown,
      })),
    }),
    leagues: leagues.map((league) => {
      const standardized = compared.get(league.industry);
      return {
        ...result.industries[league.industry]!,
        ranked: league.ranked,
        tooSmall: league.tooSmall,
        without: league.without,
        ...(standardized && {
          standardized: {
            areas: standardized.areas,
            logarithms: standardized.isLog,
            cutOff: standardized.cutOff,
          },
        }),
        areas: league.entries.map((entry) => {
          const z = numberAt(result.standings.get(entry.area)?.z, entry.row);
          return {
            area: areas[entry.area]!.code,
            title: areas[entry.area]!.name,
            place: entry.place,
            values: entry.values as Readonly<Record<string, Datum>>,
            ...(z !== undefined && { lqZ: z }),
          };
        }),
      };
    }),
    leftOut: leftOut.map(({ area, reason }) => ({ area: areas[area]!.code, title: areas[area]!.name, reason })),
  };
}
