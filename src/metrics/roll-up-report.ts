import type { Provenance } from "../report/provenance.js";
import type { Report, ReportColumn, ReportTable } from "../report/report.js";
import type { MeasuredMetric } from "./measure.js";
import type { Metric } from "./metric.js";
import type { Partnership } from "./read-roll-up.js";

/** What many partnerships report of one outcome. */
interface RolledUp {
  readonly metric: Metric;
  /** Partnerships that count it, that have a value, and that reached their target. */
  readonly counting: number;
  readonly reporting: number;
  readonly reached: number;
  readonly overdue: number;
}

/** Which share of partnerships reports each outcome, and which reached it. */
export function buildRollUpReport(
  partnerships: readonly Partnership[],
  { asOf, provenance }: { readonly asOf: string; readonly provenance: Provenance },
): Report {
  const outcomes = rollUp(partnerships);
  return {
    command: "metrics",
    title: `What ${String(partnerships.length)} partnerships report`,
    scope: [
      ["As of", asOf],
      ["Partnerships", partnerships.map(({ name }) => name).join(", ")],
    ],
    tables: [outcomesTable(outcomes, partnerships.length), partnershipsTable(partnerships)],
    sections: [],
    chapters: [
      { id: "outcomes", heading: "Outcomes", depth: 1, tables: ["outcomes"] },
      { id: "partnerships", heading: "Partnerships", depth: 2, tables: ["partnerships"] },
    ],
    notes: partnerships.flatMap(({ notes }) => notes),
    provenance,
    schema: "sector-rank/metrics/1",
    json: {
      asOf,
      partnerships: partnerships.map(({ name, measured }) => ({ name, ...countMetrics(measured) })),
      outcomes: outcomes.map(({ metric, ...counts }) => ({
        id: metric.id,
        name: metric.name,
        group: metric.group,
        kind: metric.kind,
        ...counts,
        share: counts.reporting / partnerships.length,
      })),
    },
  };
}

function rollUp(partnerships: readonly Partnership[]): readonly RolledUp[] {
  const byId = new Map<string, MeasuredMetric[]>();
  for (const one of partnerships.flatMap(({ measured }) => measured)) {
    const key = one.metric.id.toLowerCase();
    byId.set(key, [...(byId.get(key) ?? []), one]);
  }
  return [...byId.values()].map((own) => {
    const { metrics: counting, withData: reporting, ...rest } = countMetrics(own);
    return { metric: own[0]!.metric, counting, reporting, ...rest };
  });
}

function countMetrics(measured: readonly MeasuredMetric[]) {
  return {
    metrics: measured.length,
    withData: measured.filter(({ latest }) => latest).length,
    reached: measured.filter(({ state }) => state === "reached").length,
    overdue: measured.filter(({ isOverdue }) => isOverdue).length,
  };
}

const text = (id: string, label: string): ReportColumn => ({ id, label, kind: "text", priority: 1 });
const count = (id: string, label: string): ReportColumn => ({ id, label, kind: "number", unit: "count", priority: 1 });

function outcomesTable(outcomes: readonly RolledUp[], all: number): ReportTable {
  return {
    id: "outcomes",
    title: "Who reports what",
    columns: [
      text("metric", "Metric"),
      text("group", "Group"),
      text("kind", "Kind"),
      count("counting", "Count it"),
      count("reporting", "Report it"),
      { id: "share", label: "Of all", kind: "number", unit: "fraction", priority: 1, spoken: true },
      count("reached", "Reached"),
      count("overdue", "Overdue"),
    ],
    rows: outcomes.map(({ metric, ...counts }) => ({
      cells: { metric: metric.name, group: metric.group, kind: metric.kind, ...counts, share: counts.reporting / all },
    })),
  };
}

function partnershipsTable(partnerships: readonly Partnership[]): ReportTable {
  return {
    id: "partnerships",
    title: "",
    columns: [
      text("name", "Partnership"),
      count("metrics", "Metrics"),
      count("withData", "With data"),
      count("reached", "Reached"),
      count("overdue", "Overdue"),
    ],
    rows: partnerships.map(({ name, measured }) => ({ cells: { name, ...countMetrics(measured) } })),
  };
}
