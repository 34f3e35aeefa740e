import type { Analysis } from "../region/analysis.js";
import { derive, hasValue, knownValue, type Datum } from "../core/datum.js";
import { caution, information, type Note } from "../core/notes.js";
import type { RegionJobs } from "./region-jobs.js";
import { shiftShareMethod } from "./methods.js";
import type { PartId } from "./parts.js";
import type { ShiftShare, ShiftShareRow } from "./shift-share.js";
import { formatNumber, roundTogether, roundWhole } from "../core/number-format.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Report, ReportColumn, ReportRow, ReportSection } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { shiftShareChart } from "./shift-share-chart.js";
import { levelName, formatList, describeOwnership, scopeJson, scopeLines } from "../report/words.js";

export interface ShiftShareReportInputs {
  readonly analysis: Analysis;
  readonly jobs: RegionJobs["inputs"];
  readonly result: ShiftShare;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** Short headers and what they mean, by part. */
const PARTS: Readonly<Record<PartId, { readonly label: string; readonly description: string }>> = {
  nationalGrowth: {
    label: "National",
    description: "National growth: the jobs that growing like all of the reference area would have brought.",
  },
  industryMix: {
    label: "Mix",
    description: "Industry mix: the jobs that the industry's own growth in the reference area brings beyond that.",
  },
  competitiveShare: {
    label: "Compet.",
    description: "Competitive share: what is left, and so this region's own.",
  },
  allocation: {
    label: "Allocat.",
    description: "Allocation: the part of it that goes with how specialised the region is in the industry.",
  },
};

/** How many industries are named as the ones that did best and worst. */
const NAMED = 5;

/** What the change in jobs of a region and its industries is made of. */
export function buildShiftShareReport({ analysis, jobs, result, provenance, notes }: ShiftShareReportInputs): Report {
  const { table } = analysis;
  const method = shiftShareMethod(result.method);
  const [first, last] = [result.years[0]!, result.years.at(-1)!];
  const rows = [...result.rows, ...(result.rest ? [result.rest] : [])];
  const chart = shiftShareChart(result, method.parts, table);
  return {
    command: "shift-share",
    title: `Shift-share of ${table.region.name}, ${first} to ${last}`,
    scope: [
      ...scopeLines(table).filter(([label]) => label !== "LQ base"),
      ["Method", `${method.label} (${method.source})`],
    ],
    tables: [
      {
        id: "shift-share",
        title: `Change in jobs of ${result.rows.length} ${levelName(table)} and its parts`,
        columns: buildColumns(method.parts, first, last),
        rows: [shownRow(result.total, method.parts, true), ...rows.map((row) => shownRow(row, method.parts, false))],
        emphasis: "the region",
      },
    ],
    ...(chart && { charts: [chart] }),
    sections: [totalSection(analysis, result), ...leadersSections(result)],
    notes: [...analysis.notes, ...notes, ...buildNotes(result)],
    provenance,
    schema: "sector-rank/shift-share/1",
    json: {
      scope: scopeJson(table),
      method: result.method,
      years: result.years,
      totals: {
        region: { start: jobs.total.region[0], end: jobs.total.region.at(-1) },
        reference: { start: jobs.total.reference[0], end: jobs.total.reference.at(-1) },
      },
      region: rowJson(result.total),
      industries: result.rows.map((row) => ({ naics: row.naics, title: row.title, ...rowJson(row) })),
      rest: result.rest && rowJson(result.rest),
    },
  };
}

function rowJson({ start, end, change, referenceGrowth, parts }: ShiftShareRow) {
  return { start, end, change, referenceGrowth, parts };
}

function buildColumns(parts: readonly PartId[], first: number, last: number): readonly ReportColumn[] {
  return [
    NAICS_COLUMN,
    TITLE_COLUMN,
    { id: "start", label: `Jobs ${first}`, kind: "number", unit: "jobs", priority: 3 },
    { id: "end", label: `Jobs ${last}`, kind: "number", unit: "jobs", priority: 2 },
    { id: "change", label: "Change", kind: "number", unit: "change", description: "Change in jobs.", priority: 1 },
    ...parts.map((id): ReportColumn => ({ id, kind: "number", unit: "change", priority: 1, ...PARTS[id] })),
    { id: "growth", label: "Growth", kind: "number", unit: "fraction", description: "Growth here.", priority: 3 },
    {
      id: "referenceGrowth",
      label: "Growth there",
      kind: "number",
      unit: "fraction",
      description: "Growth of the industry in the reference area.",
      priority: 3,
    },
  ];
}

function shownRow(row: ShiftShareRow, parts: readonly PartId[], isTotal: boolean): ReportRow {
  const growth = derive(
    { start: row.start, end: row.end },
    ({ start, end }) => (start === 0 ? undefined : end / start - 1),
    "no jobs at the start",
  );
  return {
    cells: {
      naics: row.naics === "rest" || isTotal ? "" : row.naics,
      title: row.title,
      start: row.start,
      end: row.end,
      change: row.change,
      ...row.parts,
      growth,
      referenceGrowth: row.referenceGrowth,
    },
    emphasis: isTotal,
    ...addingUp(row, parts),
  };
}

/** Whole jobs that add up along the row, as a reader will check. */
function addingUp({ start, end, parts }: ShiftShareRow, ids: readonly PartId[]): Pick<ReportRow, "shown"> {
  const values = ids.map((id) => knownValue(parts[id]!));
  const [from, to] = [knownValue(start), knownValue(end)];
  if (from === undefined || to === undefined || values.includes(undefined)) return {};
  const change = roundWhole(to) - roundWhole(from);
  const rounded = roundTogether(values as number[], change);
  return { shown: { change, ...Object.fromEntries(ids.map((id, index) => [id, rounded[index]!])) } };
}

function totalSection({ table }: Analysis, { total, years, method }: ShiftShare): ReportSection {
  const { shown } = addingUp(total, shiftShareMethod(method).parts);
  const jobs = (id: string, datum: Datum | undefined): string =>
    datum && hasValue(datum)
      ? `${datum.status === "estimated" ? "~" : ""}${formatNumber(shown?.[id] ?? datum.value, "change")}`
      : "not known";
  const kind = table.ownership === "total" ? "" : ` (${describeOwnership(table.ownership)})`;
  const rate = knownValue(total.start) ? (knownValue(total.end) ?? 0) / knownValue(total.start)! - 1 : undefined;
  const competitive = total.parts.allocation
    ? `${jobs("competitiveShare", total.parts.competitiveShare)} come from how its industries did against the same industries there, were it no more specialised than they (competitive share), and ${jobs("allocation", total.parts.allocation)} from what it is specialised in (allocation)`
    : `${jobs("competitiveShare", total.parts.competitiveShare)} come from how its industries did against the same industries there (competitive share)`;
  const range =
    total.parts.competitiveShare?.status === "estimated"
      ? `; its 90% interval is ${formatRange(total.parts.competitiveShare)}`
      : "";
  return {
    heading: "What the change is made of",
    before: true,
    paragraphs: [
      `Jobs${kind} in ${table.region.name} changed by ${jobs("change", total.change)}${rate === undefined ? "" : ` (${formatNumber(rate, "fraction")})`} from ${years[0]!} to ${years.at(-1)!}. Growing like ${table.reference.name} (${formatted(total.referenceGrowth)}) would have brought ${jobs("nationalGrowth", total.parts.nationalGrowth)}. Its mix of industries made ${jobs("industryMix", total.parts.industryMix)}, and ${competitive}${range}.`,
    ],
  };
}

/** Signed numbers, between which a dash would be one more minus. */
function formatRange({ low, high }: Extract<Datum, { readonly status: "estimated" }>): string {
  return `${formatNumber(low, "change")} to ${formatNumber(high, "change")}`;
}

function formatted(datum: Datum): string {
  return hasValue(datum) ? formatNumber(datum.value, "fraction") : "not known";
}

function leadersSections({ rows, method }: ShiftShare): readonly ReportSection[] {
  const id: PartId = "competitiveShare";
  const known = rows.flatMap((row) => {
    const datum = row.parts[id];
    return datum && hasValue(datum) ? [{ row, datum }] : [];
  });
  const items = (sign: 1 | -1): readonly string[] =>
    known
      .filter(({ datum }) => sign * datum.value > 0)
      .sort((a, b) => sign * (b.datum.value - a.datum.value) || (a.row.naics < b.row.naics ? -1 : 1))
      .slice(0, NAMED)
      .map(({ row, datum }) => {
        const { shown } = addingUp(row, shiftShareMethod(method).parts);
        const about = datum.status === "estimated" ? "~" : "";
        const range = datum.status === "estimated" ? `, 90% interval ${formatRange(datum)}` : "";
        const name = row.naics === row.title ? row.title : `${row.naics} ${row.title}`;
        return `${name}: ${about}${formatNumber(shown?.[id] ?? datum.value, "change")}${range}`;
      });
  const sections = [
    { heading: "Most jobs gained against the same industry in the reference area", items: items(1) },
    { heading: "Most jobs lost against it", items: items(-1) },
  ];
  return sections.filter((section) => section.items.length > 0);
}

function buildNotes({ rest, unsplit, rows, method }: ShiftShare): readonly Note[] {
  const notes: Note[] = [];
  if (unsplit.length > 0) {
    notes.push(
      caution(
        "shift-share-not-split",
        `${unsplit.length === 1 ? "1 industry" : `${unsplit.length} industries`} can't be split, since a figure is missing on one side, and count in the rest: ${formatList(unsplit.slice(0, 12))}${unsplit.length > 12 ? " …" : ""}.`,
        unsplit,
      ),
    );
  }
  if (rest) {
    notes.push(
      information(
        "shift-share-rest",
        "The rest is what the published total holds beyond the industries shown: industries that ended, that can't be split, and rounding. Beyond national growth all of it counts as the region's own.",
      ),
    );
  }
  const fromNone = rows.filter(({ start, parts }) => knownValue(start) === 0 && hasValue(parts.competitiveShare!));
  if (method === "esteban-marquillas" && fromNone.length > 0) {
    notes.push(
      information(
        "shift-share-from-none",
        "Where an industry had no jobs at the start there is no rate of growth: its whole competitive share is given as allocation.",
        fromNone.map(({ naics }) => naics),
      ),
    );
  }
  return notes;
}
