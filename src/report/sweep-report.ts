import { valueOf, type Datum } from "../datum.js";
import type { IndustryTable } from "../industry-table.js";
import { MEASURES } from "../measures/index.js";
import type { Measure } from "../measures/measure.js";
import { caution, information, type Note } from "../notes.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { Direction } from "../ranking/factor.js";
import { compareCodes } from "../ranking/rank.js";
import { formatNumber } from "../render/number-format.js";
import type { League, LeagueEntry } from "../sweep/league.js";
import { NORMAL_CUT_OFFS } from "../sweep/standardize.js";
import type { SweepResult } from "../sweep/sweep.js";
import { measureColumn } from "./measure-columns.js";
import type { Provenance, Report, ReportColumn, ReportRow, ReportTable } from "./report.js";
import { sweepChart } from "./sweep-chart.js";
import { levelName, listWords, scopeJson, scopeLines } from "./words.js";

export interface SweepReportInputs {
  /** "counties", "msas", "states" or "areas". */
  readonly kind: string;
  readonly areas: readonly { readonly code: string; readonly name: string }[];
  readonly result: SweepResult & { readonly sample: IndustryTable };
  readonly by: Measure;
  readonly direction: Direction;
  /** Length of a league, of which a terminal shows so much; 1 where only leaders are asked for. */
  readonly top: number;
  /** Leagues of chosen industries; otherwise who leads in each industry. */
  readonly isLeague: boolean;
  readonly filters: readonly string[];
  readonly leftOut: readonly { readonly area: number; readonly reason: string }[];
  readonly thresholds: Thresholds;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

const KIND_WORDS: Readonly<Record<string, string>> = { msas: "metropolitan areas" };

/** Who leads in which industry, over all areas of a sweep. */
export function buildSweepReport(inputs: SweepReportInputs): Report {
  const { result, by, isLeague } = inputs;
  const { sample } = result;
  const kind = KIND_WORDS[inputs.kind] ?? inputs.kind;
  const count = formatNumber(result.areas, "count");
  const leagues = [...result.leagues]
    .filter(({ entries }) => entries.length > 0)
    .sort((a, b) => compareCodes(result.industries[a.industry]!.naics, result.industries[b.industry]!.naics));
  const [only] = leagues;
  const single = isLeague && leagues.length === 1 ? only : undefined;
  const title = single
    ? `${result.industries[single.industry]!.naics} ${result.industries[single.industry]!.title}: ${kind} by ${lowerFirst(by.label)}`
    : isLeague
      ? `Leading ${kind} by ${lowerFirst(by.label)}`
      : `Industries of ${count} ${kind}, and where each leads`;
  const chart = sweepChart(inputs, leagues, single, title);
  return {
    command: "sweep",
    title,
    scope: [
      ["Areas", `${count} ${kind}`],
      ...scopeLines(sample).filter(([label]) => label !== "Region"),
      ...(inputs.filters.length > 0 ? [["Only areas with", listWords(inputs.filters)] as const] : []),
      ["Ordered by", `${lowerFirst(by.label)}, ${inputs.direction === "higher" ? "highest" : "lowest"} first`],
    ],
    tables: [leagueTable(inputs, leagues, single)],
    sections: [],
    notes: [...sweepNotes(inputs, leagues, single), ...inputs.notes],
    provenance: inputs.provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/sweep/1",
    json: sweepJson(inputs, leagues),
  };
}

function leagueTable(inputs: SweepReportInputs, leagues: readonly League[], single: League | undefined): ReportTable {
  const { result, by, top, isLeague } = inputs;
  const rows = leagues.flatMap((league) => {
    const entries = single ? league.entries : cut(league.entries, top);
    return entries.map((entry) => rowOf(inputs, league, entry));
  });
  const shown = single ? cut(single.entries, top).length : rows.length;
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
        leading: { rows: shown, rest: `${rows.length - shown} more: --format csv lists them, --top shows more.` },
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
  priority: isLeague ? 2 : 1,
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

function cut(entries: readonly LeagueEntry[], top: number): readonly LeagueEntry[] {
  const last = entries[top - 1];
  return last ? entries.filter(({ place }) => place <= last.place) : entries;
}

function rowOf({ areas, result, thresholds }: SweepReportInputs, league: League, entry: LeagueEntry): ReportRow {
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
      careful: smallWords(entry, thresholds),
    },
  };
}

function numberAt(column: Float64Array | undefined, row: number): number | undefined {
  const value = column?.[row];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** What makes a place doubtful: few jobs or few establishments. */
function smallWords({ values }: LeagueEntry, { smallBase, fewEstablishments }: Thresholds): string {
  const jobs = valueOf(values["employment"]!);
  const establishments = valueOf(values["establishments"]!);
  const words: string[] = [];
  if (jobs !== undefined && jobs < smallBase) words.push(`under ${formatNumber(smallBase, "jobs")} jobs`);
  if (establishments !== undefined && establishments < fewEstablishments)
    words.push(establishmentWords(establishments));
  return words.join(", ");
}

function establishmentWords(count: number): string {
  return `${formatNumber(count, "establishments")} ${count === 1 ? "firm" : "firms"}`;
}

function sweepNotes(
  inputs: SweepReportInputs,
  leagues: readonly League[],
  single: League | undefined,
): readonly Note[] {
  const { result, leftOut, thresholds, by, top } = inputs;
  const notes: Note[] = [];
  const shown = leagues.flatMap(({ entries }) => cut(entries, top));
  const small = shown.filter(({ values }) => (valueOf(values["employment"]!) ?? Infinity) < thresholds.smallBase);
  if (small.length > 0) {
    notes.push(
      caution(
        "small-leaders",
        `${formatNumber(small.length, "count")} of the ${formatNumber(shown.length, "count")} places shown are of areas with fewer than ${formatNumber(thresholds.smallBase, "jobs")} jobs in the industry, where a few jobs make a large figure: --min-employment ${formatNumber(thresholds.smallBase, "jobs")} leaves such areas out.`,
      ),
    );
  }
  const estimates = shown.filter(({ values }) => values[by.id]!.status === "estimated");
  if (estimates.length > 0) {
    notes.push(
      caution(
        "estimated-leaders",
        `${formatNumber(estimates.length, "count")} of the ${formatNumber(shown.length, "count")} places shown are by an estimate (~), whose range may reach over other places; --format csv has the ranges.`,
      ),
    );
  }
  if (single) notes.push(...singleNotes(single, inputs));
  if (leftOut.length > 0) notes.push(leftOutNote(inputs));
  const { disclosed = 0, estimated = 0, suppressed = 0 } = result.employment;
  notes.push(
    information(
      "sweep-rows",
      `${formatNumber(result.rows, "count")} industries of areas: jobs of ${formatNumber(disclosed, "count")} are published, of ${formatNumber(estimated, "count")} estimated, of ${formatNumber(suppressed, "count")} suppressed and left empty.`,
    ),
  );
  return notes;
}

function singleNotes(league: League, { by, kind, result }: SweepReportInputs): readonly Note[] {
  const { suppressed = 0, estimated = 0, absent = 0, undefined: none = 0 } = league.without;
  const parts = [
    suppressed > 0 ? `${formatNumber(suppressed, "count")} suppressed` : undefined,
    estimated + absent + none > 0 ? `${formatNumber(estimated + absent + none, "count")} without an answer` : undefined,
    league.tooSmall > 0 ? `${formatNumber(league.tooSmall, "count")} smaller than asked for` : undefined,
  ].filter((part) => part !== undefined);
  const notes: Note[] = [];
  if (parts.length > 0) {
    notes.push(
      information(
        "not-placed",
        `Areas that have the industry and no place by ${lowerFirst(by.label)}: ${listWords(parts)}. A suppressed area might be among the first.`,
      ),
    );
  }
  const compared = result.compared.find(({ industry }) => industry === league.industry);
  if (compared) {
    notes.push(
      information(
        "standardized",
        `Over ${formatNumber(compared.areas, "count")} ${KIND_WORDS[kind] ?? kind} ${compared.isLog ? "logarithms of LQs are" : "LQs are"} nearer to a normal distribution. Cut-offs of the standardized LQ: ${formatNumber(compared.cutOff, "ratio")} (bootstrapped 95th percentile), ${NORMAL_CUT_OFFS.oneTailed} and ${NORMAL_CUT_OFFS.twoTailed} (normal).`,
      ),
    );
  }
  return notes;
}

function leftOutNote({ leftOut, areas }: SweepReportInputs): Note {
  const byReason = new Map<string, number[]>();
  for (const { area, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), area]);
  const parts = [...byReason].map(([reason, members]) => {
    const codes = members.slice(0, 3).map((area) => areas[area]!.code);
    return `${formatNumber(members.length, "count")} since ${reason} (${codes.join(", ")}${members.length > 3 ? " …" : ""})`;
  });
  return caution("areas-left-out", `Areas left out: ${parts.join("; ")}.`);
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

const lowerFirst = (text: string): string =>
  /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
