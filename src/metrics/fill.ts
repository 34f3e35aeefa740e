import { hasValue } from "../core/datum.js";
import { caution, information, type Note } from "../core/notes.js";
import { laborRows, type LaborRow, type LaborSource } from "./labor-market.js";
import type { Dated, Metric, Observation } from "./metric.js";

export interface FilledMetrics {
  readonly metrics: readonly Metric[];
  readonly observations: readonly Observation[];
  /** Of the target industries, for the table of the labor market. */
  readonly labor: readonly LaborRow[];
  readonly notes: readonly Note[];
}

/**
 * Fills in the metrics that are figures of the labor market: the first year is the baseline where none is stated, the latest year an
 * observation where none is of that day. What is stated is never changed.
 *
 * @param targets industries of the partnership; a metric without one of its own is of the first
 */
export function fillFromLabor(
  metrics: readonly Metric[],
  observations: readonly Observation[],
  { source, targets }: { readonly source: LaborSource; readonly targets: readonly string[] },
): FilledMetrics {
  const labor = targets.flatMap((naics) => laborRows(source, naics));
  const notes: Note[] = [];
  const added: Observation[] = [];
  const { start, end } = source.years;
  const filled = metrics.map((metric): Metric => {
    if (!metric.labor) return metric;
    const naics = metric.labor.naics ?? targets[0];
    const rows = naics === undefined ? [] : laborRows(source, naics);
    const row = rows.find(({ figure }) => figure === metric.labor!.figure);
    if (!row || naics === undefined) {
      const what = naics === undefined ? "names no industry" : `is of ${naics}, which the ranking does not have`;
      notes.push(caution("metric-not-filled", `${metric.name} ${what}: it is not filled in.`));
      return metric;
    }
    // Turnover is a fraction; a metric in percent counts hundredths.
    const scale = row.figure === "turnover" && /^(?:%|percent)/i.test(metric.unit) ? 100 : 1;
    const value = (datum: LaborRow["latest"], year: number | undefined): Dated | undefined => {
      if (!hasValue(datum) || year === undefined) return undefined;
      const range = datum.status === "estimated" && { low: datum.low * scale, high: datum.high * scale };
      return { value: datum.value * scale, day: lastDay(year), ...(range && { range }) };
    };
    const [first, latest] = [value(row.baseline, start), value(row.latest, end)];
    const baseline = metric.baseline ?? first;
    const isThere = observations.some(({ metric: id, day }) => id === metric.id && day === latest?.day);
    if (latest && !isThere) added.push({ metric: metric.id, ...latest, note: "filled in" });
    if (!latest) {
      const reason = row.latest.status === "undefined" ? row.latest.reason : row.latest.status;
      notes.push(information("metric-not-filled", `${metric.name} is not filled in: ${reason}.`));
    } else if (row.latest.status === "estimated" || row.baseline.status === "estimated") {
      notes.push(
        caution("metric-estimated", `${metric.name} rests on estimates of withheld figures of ${row.title}.`, [naics]),
      );
    }
    return { ...metric, baseline };
  });
  return { metrics: filled, observations: [...observations, ...added], labor, notes };
}

/** Annual averages stand on the last day of their year. */
function lastDay(year: number): string {
  return `${String(year)}-12-31`;
}
