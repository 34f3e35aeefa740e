import type { OccupationScope, OccupationsReportInputs } from "./occupations-report-inputs.js";
import { MATCH_WORDS } from "../staffing/match.js";
import { knownValue, type Datum } from "../core/datum.js";
import type { OccupationsAnalysis } from "./analysis.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { rankingMethod } from "../ranking/methods.js";
import type { Ranking } from "../ranking/rank.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import { describeElsewhere, occupationColumns, partName, type RankOf } from "./occupation-columns.js";
import { occupationNotes } from "./occupation-notes.js";
import { occupationsJson } from "./occupations-json.js";
import { occupationMatrix } from "./matrix-table.js";
import { attainmentReading } from "./attainment.js";
import { attainmentSection, entryEducationTable } from "./education-table.js";
import { ladderSection, sharedSection, thresholdSection } from "./occupation-sections.js";
import { occupationsChart } from "./occupations-chart.js";
import type { Report, ReportTable } from "../report/report.js";
import { describeFollowedMethod } from "../report/followed-words.js";
import { ruleCells, ruleColumns, ruleNotes, ruleSections } from "../report/rule-report.js";
import { weightList } from "../report/weight-words.js";
import { formatList } from "../report/words.js";

/** Which jobs the chosen industries need, how many, what they pay, what they ask for. */
export function buildOccupationsReport(inputs: OccupationsReportInputs): Report {
  const { scope, analysis, entries, ranking, regional, thresholds } = inputs;
  const places = new Map(ranking.industries.map(({ candidate, rank, score }) => [candidate.code, { rank, score }]));
  const findRank: RankOf = ({ code }) => places.get(code);
  const own = occupationColumns(
    {
      thresholds,
      regionalName: regional?.areaTitle,
      industries: analysis.industries.length,
      isNation: scope.isNation,
      jobs: analysis.jobs,
      entries: analysis.entries,
      isBorrowing: analysis.industries.some(({ match }) => match.kind === "ancestor"),
    },
    findRank,
  );
  const columns = [
    ...own,
    ...ruleColumns(inputs.rules).map(
      (column) => [column, ({ naics }: OccupationEntry) => ruleCells(naics, inputs.rules)[column.id]] as const,
    ),
  ];
  const shown = Math.min(inputs.rows, entries.length);
  const leading = entries.slice(0, shown);
  const main: ReportTable = {
    id: "occupations",
    title: mainTitle(inputs, shown),
    columns: columns.map(([column]) => column),
    rows: entries.map((entry) => ({
      cells: Object.fromEntries(columns.map(([{ id }, cell]) => [id, cell(entry)])),
    })),
    ...(shown < entries.length && {
      leading: {
        rows: shown,
        whole: mainTitle(inputs, entries.length),
        rest: `${entries.length - shown} more: --rows N shows more, --format csv lists all, --out FILE.csv writes them.`,
      },
    }),
  };
  const title = `Occupations of ${scope.chosen}${scope.isNation ? " in the nation" : ` in ${scope.name}`}`;
  const chart = occupationsChart(inputs, title, main.title);
  return {
    command: "occupations",
    title,
    ...(chart && { charts: [chart] }),
    staffed: {
      chosen: scope.chosen,
      industries: analysis.industries,
      national: inputs.national,
      regional,
      facts: inputs.facts,
      readingOf: attainmentReading,
      sources: [
        ...inputs.staffingSources.map(({ label }) => label),
        ...[inputs.national, regional].flatMap((area) => (area ? [area.source.label] : [])),
      ].filter(isFirst),
    },
    scope: [
      ...scope.lines,
      ["Jobs in them", describeJobs(analysis)],
      ["Staffing", describeStaffing(inputs)],
      ["Pay", describePay(inputs)],
      ...(inputs.filters.length > 0 ? [["Only", formatList(inputs.filters)] as const] : []),
      ...(inputs.follows ? [["Method", describeFollowedMethod(inputs.follows)] as const] : []),
      ...(inputs.sort === "rank" ? [["Ranked by", describeRanked(ranking)] as const] : []),
    ],
    tables: inputs.matrix
      ? [occupationMatrix(analysis, entries, shown), industriesTable(analysis)]
      : [main, elsewhereTable(leading, scope), entryEducationTable(analysis), industriesTable(analysis)],
    sections: [
      ...ruleSections(inputs.rules, ranking, "occupations"),
      ...thresholdSection(thresholds, analysis),
      ...sharedSection(analysis),
      ...attainmentSection(analysis),
      ...(inputs.ladders ? [ladderSection(inputs.ladders)] : []),
    ],
    notes: [...occupationNotes(inputs), ...ruleNotes(inputs.rules), ...inputs.notes],
    provenance: inputs.provenance,
    schema: "sector-rank/occupations/1",
    json: occupationsJson(inputs, { rankOf: findRank, shown: new Set(leading.map(({ code }) => code)) }),
  };
}

const isFirst = <T>(item: T, index: number, all: readonly T[]): boolean => all.indexOf(item) === index;

const SORT_WORDS: Readonly<Record<string, string>> = {
  jobs: "with the most jobs",
  rank: "ranked highest",
  pay: "paid the most",
  openings: "with the most openings",
  growth: "projected to grow fastest",
  education: "that ask for the least education",
  industries: "needed by the most of the industries",
  code: "first by code",
};

function mainTitle({ entries, sort }: OccupationsReportInputs, shown: number): string {
  if (shown === entries.length) return entries.length === 1 ? "1 occupation" : `${entries.length} occupations`;
  return `The ${shown} of ${entries.length} occupations ${SORT_WORDS[sort] ?? ""}`.trim();
}

function describeJobs({ jobs, uncovered }: OccupationsAnalysis): string {
  const [all, rest] = [knownValue(jobs), knownValue(uncovered)];
  if (all === undefined || rest === undefined || all === 0) return formatDatum(jobs, "jobs");
  return `${formatDatum(jobs, "jobs")}, of which ${formatNumber(1 - rest / all, "fraction")} in published detailed occupations`;
}

function describeStaffing({ staffingSources, analysis }: OccupationsReportInputs): string {
  const sources = formatList(staffingSources.map(({ label }) => label).filter(isFirst));
  const borrowed = analysis.industries.filter(({ match }) => match.kind === "ancestor").length;
  if (borrowed === 0) return sources;
  return `${sources}; ${borrowed} of ${analysis.industries.length} industries take a wider industry's pattern`;
}

function describePay({ national, regional }: OccupationsReportInputs): string {
  const sources = [regional, national].filter((area) => area !== undefined);
  if (sources.length === 0) return "no wage file";
  return `over all industries together; ${formatList(sources.map(({ source }) => source.label).filter(isFirst))}${regional ? ` (${regional.areaTitle})` : ""}`;
}

function describeRanked(ranking: Ranking<OccupationEntry>): string {
  const names = weightList(ranking.factors.filter(({ count }) => count > 0));
  return `${formatList(names)}; ${rankingMethod(ranking.method).label}`;
}

/** For each leading occupation, which of the chosen industries employ it and where else it works. */
function elsewhereTable(entries: readonly OccupationEntry[], { isNation }: OccupationScope): ReportTable {
  return {
    id: "elsewhere",
    title: "Where they work",
    columns: [
      { id: "soc", label: "SOC", kind: "code", priority: 1 },
      { id: "title", label: "Occupation", kind: "text", priority: 1 },
      {
        id: "here",
        label: isNation ? "Jobs by industry" : "Jobs here by industry",
        kind: "text",
        description: "Chosen industries with most of its jobs.",
        priority: 1,
      },
      {
        id: "elsewhere",
        label: "In the nation",
        kind: "text",
        description: "The nation's industries with most of its jobs, and their part of them.",
        priority: 1,
      },
    ],
    rows: entries.map((entry) => ({
      cells: {
        soc: entry.code,
        title: entry.title,
        here: entry.parts
          .slice(0, 3)
          .map((part) => `${partName(part)}: ${formatNumber(knownValue(part.jobs)!, "jobs")}`)
          .join(", "),
        elsewhere: describeElsewhere(entry, 3),
      },
    })),
  };
}

function industriesTable({ industries }: OccupationsAnalysis): ReportTable {
  return {
    id: "patterns",
    title: "The industries and the staffing patterns they take",
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 1 },
      { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
      { id: "pattern", label: "Pattern", kind: "text", priority: 1 },
      {
        id: "covered",
        label: "In detail",
        kind: "number",
        unit: "fraction",
        description: "Part of the pattern's total that is in published detailed occupations.",
        priority: 1,
      },
    ],
    rows: industries.map(({ naics, title, jobs, match }) => ({
      cells: {
        naics,
        title,
        jobs: jobs satisfies Datum,
        pattern: match.pattern
          ? `${MATCH_WORDS[match.kind]}${match.kind === "own" ? "" : ` ${match.pattern.code} ${match.pattern.title}`}`
          : MATCH_WORDS.none,
        covered: match.pattern && 1 - match.pattern.uncovered,
      },
    })),
  };
}
