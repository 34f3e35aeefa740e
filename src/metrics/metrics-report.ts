import { derive, disclosed, estimated, isWide, type Datum } from "../core/datum.js";
import { caution, type Note } from "../core/notes.js";
import { formatDatum, formatNumber, formatWholePercent, MARKS } from "../core/number-format.js";
import type { ReportChapter } from "../report/chapters.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportColumn, ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import type { Engagement } from "./engagement.js";
import { isCarried, type LaborRow, type LaborSource } from "./labor-market.js";
import { GROUP_LABELS, METRIC_GROUPS, METRIC_KINDS, type Dated, type Metric } from "./metric.js";
import type { MeasuredMetric, MetricState } from "./measure.js";

export interface MetricsReportInputs {
  readonly asOf: string;
  readonly measured: readonly MeasuredMetric[];
  readonly engagement: Engagement | undefined;
  /** Whether companies that fell away are named. */
  readonly namesMembers: boolean;
  readonly labor: { readonly source: LaborSource; readonly rows: readonly LaborRow[] } | undefined;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

const text = (id: string, label: string, priority: ReportColumn["priority"] = 1): ReportColumn => ({
  id,
  label,
  kind: "text",
  priority,
});
const figure = (id: string, label: string, unit?: ReportColumn["unit"]): ReportColumn => ({
  id,
  label,
  kind: "number",
  ...(unit && { unit }),
  priority: 2,
});

/** What a partnership counts, on one page. */
export function buildMetricsReport(inputs: MetricsReportInputs): Report {
  const { measured, engagement, labor, asOf } = inputs;
  const groups = METRIC_GROUPS.map((group) => dashboardTable(measured, group)).filter(({ rows }) => rows.length > 0);
  const tables = [
    ...groups,
    ...(engagement && engagement.meetings.length > 0 ? [meetingsTable(engagement)] : []),
    ...(labor && labor.rows.length > 0 ? [laborTable(labor.rows, labor.source)] : []),
  ];
  return {
    command: "metrics",
    title: "How the partnership is doing",
    scope: [
      ["As of", asOf],
      ["Metrics", `${String(measured.length)}: ${describeStates(measured)}`],
    ],
    tables: [wholeTable(measured), ...tables],
    sections: [],
    chapters: buildChapters(inputs, groups),
    notes: buildNotes(inputs),
    provenance: inputs.provenance,
    schema: "sector-rank/metrics/1",
    json: {
      asOf,
      metrics: measured.map(metricJson),
      ...(engagement && { engagement: engagementJson(inputs, engagement) }),
      ...(labor && {
        laborMarket: {
          region: labor.source.region,
          reference: labor.source.reference,
          years: labor.source.years,
          figures: labor.rows.map((row) => ({ ...row, carried: isCarried(row) })),
        },
      }),
    },
  };
}

/** "3 reached, 1 overdue and 2 no data" */
function describeStates(measured: readonly MeasuredMetric[]): string {
  const states = new Map<MetricState, number>();
  for (const { state } of measured) states.set(state, (states.get(state) ?? 0) + 1);
  return formatList([...states].map(([state, count]) => `${String(count)} ${state}`));
}

/** A value as its unit is written. */
export function formatMetricValue(value: number | undefined, { unit }: Metric, isChange = false): string {
  if (value === undefined) return "";
  const isMoney = /^(?:\$|dollars|usd)/i.test(unit);
  const number = formatNumber(value, isMoney ? "dollars" : undefined);
  const sign = isChange && value > 0 ? "+" : "";
  return `${sign}${number}${/^(?:%|percent)/i.test(unit) ? "%" : ""}`;
}

/** With its day, marked where it is an estimate. */
export function formatDated(dated: Dated | undefined, metric: Metric): string {
  return dated ? `${markEstimate(formatMetricValue(dated.value, metric), toDatum(dated))} (${dated.day})` : "";
}

function markEstimate(text: string, datum: Datum | undefined): string {
  return datum && isWide(datum) ? `${MARKS.estimated}${text.replace(/^-/, "−")}` : text;
}

function toDatum({ value, range }: Dated): Datum {
  return range ? estimated(value, range) : disclosed(value);
}

function differenceDatum(latest: Dated | undefined, baseline: Dated | undefined): Datum | undefined {
  if (!latest || !baseline) return undefined;
  return derive({ latest: toDatum(latest), baseline: toDatum(baseline) }, (values) => values.latest - values.baseline);
}

function dashboardTable(measured: readonly MeasuredMetric[], group: Metric["group"]): ReportTable {
  return {
    id: group,
    title: GROUP_LABELS[group],
    columns: [
      text("kind", "Kind"),
      text("metric", "Metric"),
      text("baseline", "Baseline", 2),
      text("latest", "Latest"),
      text("change", "Change", 2),
      text("target", "Target", 2),
      text("way", "Way to target"),
      text("trend", "Trend a year", 3),
      text("state", "State"),
    ],
    rows: METRIC_KINDS.flatMap((kind) =>
      measured.filter(({ metric }) => metric.group === group && metric.kind === kind),
    ).map(({ metric, latest, change, way, trend, state }) => {
      const difference = differenceDatum(latest, metric.baseline);
      return {
        emphasis: state === "overdue",
        cells: {
          kind: metric.kind,
          metric: metric.unit === "" || /^[%$]$/.test(metric.unit) ? metric.name : `${metric.name}, ${metric.unit}`,
          baseline: formatDated(metric.baseline, metric),
          latest: formatDated(latest, metric),
          change: markEstimate(formatMetricValue(change, metric, true), difference),
          target: formatDated(metric.target, metric),
          way: way === undefined ? "" : markEstimate(formatWholePercent(way), difference),
          trend: formatMetricValue(trend, metric, true),
          state,
        },
      };
    }),
  };
}

/** Every metric with its figures as numbers: what a CSV holds. */
function wholeTable(measured: readonly MeasuredMetric[]): ReportTable {
  return {
    id: "metrics",
    title: "Metrics",
    columns: [
      { id: "id", label: "Id", kind: "code", priority: 1 },
      text("name", "Metric"),
      text("group", "Group"),
      text("kind", "Kind"),
      text("unit", "Unit", 3),
      text("direction", "Direction", 4),
      figure("baseline", "Baseline"),
      text("baselineDate", "Baseline date", 3),
      figure("latest", "Latest"),
      text("latestDate", "Latest date", 3),
      figure("change", "Change"),
      figure("target", "Target"),
      text("targetDate", "Target date", 3),
      figure("way", "Way to target", "fraction"),
      figure("time", "Time over", "fraction"),
      figure("trend", "Trend a year"),
      text("state", "State"),
      text("overdue", "Overdue", 4),
    ],
    rows: measured.map(({ metric, latest, way, time, trend, state, isOverdue }) => ({
      ...laborUnits(metric),
      cells: {
        id: metric.id,
        name: metric.name,
        group: metric.group,
        kind: metric.kind,
        unit: metric.unit,
        direction: metric.direction,
        baseline: metric.baseline && toDatum(metric.baseline),
        baselineDate: metric.baseline?.day,
        latest: latest && toDatum(latest),
        latestDate: latest?.day,
        change: differenceDatum(latest, metric.baseline),
        target: metric.target?.value,
        targetDate: metric.target?.day,
        way,
        time,
        trend,
        state,
        overdue: isOverdue ? "yes" : "no",
      },
    })),
  };
}

function meetingsTable({ meetings }: Engagement): ReportTable {
  return {
    id: "meetings",
    title: "Meetings",
    columns: [
      text("meeting", "Meeting"),
      figure("listed", "Companies listed", "count"),
      figure("attended", "Came", "count"),
      figure("share", "Share", "fraction"),
      figure("inKind", "In kind", "dollars"),
    ],
    rows: meetings.map(({ day, listed, attended, inKind }) => ({
      cells: { meeting: day, listed, attended, share: attended / listed, inKind },
    })),
  };
}

const LABOR_LABELS = {
  jobs: "Jobs",
  pay: "Average pay",
  firms: "Establishments",
  lq: "Location quotient",
  turnover: "Turnover",
};
const LABOR_UNITS = {
  jobs: "jobs",
  pay: "dollars",
  firms: "establishments",
  lq: "ratio",
  turnover: "fraction",
} as const;

/** A filled-in metric is a figure with a unit of its own; turnover may be in percent, as its metric says. */
function laborUnits({ labor }: Metric): Pick<ReportTable["rows"][number], "units"> {
  if (!labor || labor.figure === "turnover") return {};
  const unit = LABOR_UNITS[labor.figure];
  return { units: { baseline: unit, latest: unit, target: unit, change: unit, trend: unit } };
}

function laborTable(rows: readonly LaborRow[], { years, reference }: LaborSource): ReportTable {
  const first = years.start === undefined ? "Baseline" : String(years.start);
  return {
    id: "labor",
    title: `Labor market against ${reference}`,
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      text("figure", "Figure"),
      figure("baseline", first),
      figure("latest", String(years.end)),
      figure("change", "Change", "fraction"),
      figure("referenceChange", reference, "fraction"),
      figure("beyond", "Beyond it", "fraction"),
    ],
    rows: rows.map((row) => {
      const unit = LABOR_UNITS[row.figure];
      const moved = row.figure === "lq" ? "ratio" : "fraction";
      return {
        units: { baseline: unit, latest: unit, change: moved, referenceChange: moved, beyond: moved },
        cells: {
          naics: row.naics,
          figure: LABOR_LABELS[row.figure],
          baseline: row.baseline,
          latest: row.latest,
          change: row.change,
          referenceChange: row.figure === "lq" ? undefined : row.referenceChange,
          beyond: row.beyond,
        },
      };
    }),
  };
}

function buildChapters(inputs: MetricsReportInputs, groups: readonly ReportTable[]): readonly ReportChapter[] {
  const { measured, engagement, labor } = inputs;
  const overdue = measured.filter(({ isOverdue }) => isOverdue);
  const silent = measured.filter(({ latest }) => !latest);
  const named = (some: readonly MeasuredMetric[]): string => formatList(some.map(({ metric }) => metric.name));
  const chapters: readonly (ReportChapter | undefined)[] = [
    {
      id: "dashboard",
      heading: "At a glance",
      depth: 1,
      paragraphs: [
        `${String(measured.length)} metrics: ${describeStates(measured)}.`,
        ...(overdue.length > 0 ? [`Overdue: ${named(overdue)}.`] : []),
        ...(silent.length > 0 ? [`No data: ${named(silent)}.`] : []),
        ...(engagement ? engagementItems(inputs, engagement) : []),
      ],
      tables: groups.map(({ id }) => id),
    },
    engagement && engagement.meetings.length > 0
      ? { id: "engagement", heading: "Engagement", depth: 2, tables: ["meetings"] }
      : undefined,
    labor && labor.rows.length > 0
      ? {
          id: "labor",
          heading: "The labor market",
          depth: 2,
          paragraphs: [
            `${labor.source.region}: ${listTitles(labor.rows)}. "Beyond it" is the change less that of ${labor.source.reference}: growth that happened everywhere is not a success of the partnership.`,
          ],
          tables: ["labor"],
        }
      : undefined,
  ];
  return chapters.flatMap((chapter) => chapter ?? []);
}

function listTitles(rows: readonly LaborRow[]): string {
  return formatList([...new Set(rows.map(({ naics, title }) => `${title} (${naics})`))]);
}

function engagementItems({ namesMembers }: MetricsReportInputs, engagement: Engagement): readonly string[] {
  const { breadth, members, meetings, inKind, fellAway, isFlagged } = engagement;
  if (meetings.length === 0) return [];
  const last = meetings.at(-1)!;
  const gone =
    fellAway === undefined || fellAway.length === 0
      ? []
      : [
          `${fellAway.length === 1 ? "1 company" : `${String(fellAway.length)} companies`} came before and to neither of the last two meetings${isFlagged ? ": more than two, ask them why" : ""}${namesMembers ? ` (${formatList(fellAway)})` : ""}.`,
        ];
  return [
    `Engagement: ${String(breadth)} of ${String(members)} companies came to ${meetings.length === 1 ? "the meeting" : `one of ${String(meetings.length)} meetings`}; ${formatWholePercent(last.attended / last.listed)} to the last; ${formatNumber(inKind, "dollars")} in kind.`,
    ...gone,
  ];
}

function engagementJson({ namesMembers }: MetricsReportInputs, engagement: Engagement) {
  const { fellAway, isFlagged, ...rest } = engagement;
  return {
    ...rest,
    ...(fellAway && { fellAway: fellAway.length, flagged: isFlagged }),
    ...(fellAway && namesMembers && { fellAwayNames: fellAway }),
  };
}

function metricJson({ metric, latest, change, way, time, trend, state, isOverdue }: MeasuredMetric) {
  const { labor, baseline, target, ...rest } = metric;
  return {
    ...rest,
    ...(labor && { laborMarket: { figure: labor.figure, ...(labor.naics !== undefined && { naics: labor.naics }) } }),
    ...(baseline && { baseline }),
    ...(target && { target }),
    ...(latest && { latest }),
    ...(change !== undefined && { change }),
    ...(way !== undefined && { way }),
    ...(time !== undefined && { time }),
    ...(trend !== undefined && { trend }),
    state,
    overdue: isOverdue,
  };
}

function buildNotes({ notes, measured, labor }: MetricsReportInputs): readonly Note[] {
  const turned = measured.filter(({ metric: { baseline, target, direction } }) =>
    baseline && target ? (direction === "up" ? target.value < baseline.value : target.value > baseline.value) : false,
  );
  const carried = labor ? labor.rows.filter(isCarried) : [];
  return [
    ...notes,
    ...turned.map(({ metric }) =>
      caution(
        "target-turned",
        `The target of ${metric.name} lies ${metric.direction === "up" ? "below" : "above"} its baseline, though ${metric.direction} is success.`,
      ),
    ),
    ...carried.map(({ naics, title, figure: id, change, referenceChange }) =>
      caution(
        "carried-by-the-nation",
        `${LABOR_LABELS[id]} of ${title} (${naics}) rose by ${formatDatum(change, "fraction")}, no more than the ${formatDatum(referenceChange, "fraction")} of the reference area.`,
        [naics],
      ),
    ),
  ];
}
