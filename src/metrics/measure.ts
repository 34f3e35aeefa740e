import { linearRegression } from "simple-statistics";
import { dayNumber } from "../core/day.js";
import type { Dated, Metric, Observation } from "./metric.js";

/** How a metric stands. */
export const METRIC_STATES = ["reached", "on the way", "behind", "overdue", "no target", "no data"] as const;
export type MetricState = (typeof METRIC_STATES)[number];

export interface MeasuredMetric {
  readonly metric: Metric;
  readonly latest: Dated | undefined;
  /** Latest less baseline. */
  readonly change: number | undefined;
  /** Part of the way from baseline to target; beyond 1 where it is passed, below 0 where it went back. */
  readonly way: number | undefined;
  /** Part of the time from baseline to target that is over. */
  readonly time: number | undefined;
  /** Change a year by the line through baseline and values, of three days at least. */
  readonly trend: number | undefined;
  readonly state: MetricState;
  /** The target's date is over and the target not reached, whether there is data or none. */
  readonly isOverdue: boolean;
}

const DAYS_A_YEAR = 365.25;
const FEWEST_FOR_TREND = 3;

/** @param asOf the day on which it is asked; later values do not count */
export function measureMetrics(
  metrics: readonly Metric[],
  observations: readonly Observation[],
  asOf: string,
): readonly MeasuredMetric[] {
  return metrics.map((metric) => {
    const own = observations
      .filter(({ metric: id, day }) => id === metric.id && day <= asOf)
      .sort((a, b) => (a.day < b.day ? -1 : 1));
    return measureMetric(metric, own, asOf);
  });
}

function measureMetric(metric: Metric, own: readonly Observation[], asOf: string): MeasuredMetric {
  const { baseline, target, direction } = metric;
  const last = own.at(-1);
  const latest = last && { day: last.day, value: last.value, ...(last.range && { range: last.range }) };
  const span = baseline && target ? target.value - baseline.value : 0;
  const change = latest && baseline ? latest.value - baseline.value : undefined;
  const way = change === undefined || span === 0 ? undefined : change / span;
  const isReached =
    latest !== undefined &&
    target !== undefined &&
    (direction === "up" ? latest.value >= target.value : latest.value <= target.value);
  const isOver = target !== undefined && target.day < asOf;
  const time =
    baseline && target
      ? Math.min(1, Math.max(0, daysBetween(baseline.day, asOf) / daysBetween(baseline.day, target.day)))
      : undefined;
  const isOverdue = isOver && !isReached;
  return {
    metric,
    latest,
    change,
    way,
    time,
    trend: fitTrend([...(baseline ? [baseline] : []), ...own]),
    state: judgeState({ latest, target, isReached, isOverdue, way, time }),
    isOverdue,
  };
}

function judgeState({
  latest,
  target,
  isReached,
  isOverdue,
  way,
  time,
}: {
  readonly latest: Dated | undefined;
  readonly target: Dated | undefined;
  readonly isReached: boolean;
  readonly isOverdue: boolean;
  readonly way: number | undefined;
  readonly time: number | undefined;
}): MetricState {
  if (!latest) return "no data";
  if (!target) return "no target";
  if (isReached) return "reached";
  if (isOverdue) return "overdue";
  return way === undefined || way >= (time ?? 0) ? "on the way" : "behind";
}

function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

function fitTrend(points: readonly Dated[]): number | undefined {
  const byDay = new Map(points.map(({ day, value }) => [day, value]));
  if (byDay.size < FEWEST_FOR_TREND) return undefined;
  const first = dayNumber(points[0]!.day);
  return linearRegression([...byDay].map(([day, value]) => [(dayNumber(day) - first) / DAYS_A_YEAR, value])).m;
}
