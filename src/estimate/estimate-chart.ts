import type { EstimatedCell } from "../region/estimated-cells.js";
import { formatNumber } from "../core/number-format.js";
import type { IntervalsChart } from "../report/chart.js";
import { describeSource } from "../report/source-words.js";

/** How many cells a slide has room for. */
const MOST = 20;

/** The largest estimated cells with their ranges; undefined if no cell has an estimate. */
export function estimateChart(
  cells: readonly EstimatedCell[],
  title: string,
  titleOf: (code: string) => string,
): IntervalsChart | undefined {
  const jobs = ({ employment }: EstimatedCell): number => employment.value ?? 0;
  const estimates = cells.filter(({ employment }) => employment.status === "estimated");
  if (estimates.length === 0) return undefined;
  const shown = [...estimates].sort((a, b) => jobs(b) - jobs(a)).slice(0, MOST);
  const hasYears = new Set(shown.map(({ year }) => year)).size > 1;
  return {
    kind: "intervals",
    title,
    subtitle: `${shown.length === estimates.length ? `The ${formatNumber(shown.length, "count")} estimates` : `The ${shown.length} largest of ${formatNumber(estimates.length, "count")} estimates`} of jobs. Estimates are not official figures.`,
    axis: { label: "Jobs", unit: "jobs" },
    legend: { value: "estimate", emphasis: "follows from published figures", range: "90% range" },
    rows: shown.map(({ area, naics, year, method, employment }) => {
      const { value = 0, low = value, high = value } = employment;
      return {
        label: `${area} ${naics}${hasYears ? ` ${year}` : ""} ${titleOf(naics)}`,
        value,
        low,
        high,
        text: `~${formatNumber(value, "jobs")}`,
        emphasis: method === "recomputable",
      };
    }),
    source: describeSource(
      shown.map(({ year }) => year),
      shown[0]!.quarter,
    ),
    footnotes: ["The number behind a line is the estimate; its range is in the table's columns low and high."],
  };
}
