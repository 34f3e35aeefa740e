import { knownValue } from "../core/datum.js";
import { formatDatum } from "../core/number-format.js";
import type { BarsChart } from "../report/chart.js";
import { formatList } from "../report/words.js";
import type { OccupationsReportInputs } from "./occupations-report-inputs.js";

/** How many occupations a slide has room for. */
const MOST = 18;

/** The occupations shown first as bars of their jobs, with what they pay; undefined if no jobs are known. */
export function occupationsChart(inputs: OccupationsReportInputs, title: string, which: string): BarsChart | undefined {
  const known = inputs.entries.slice(0, inputs.rows).filter(({ jobs }) => knownValue(jobs) !== undefined);
  if (known.length === 0) return undefined;
  const shown = known.slice(0, MOST);
  const hasEstimates = shown.some(({ jobs }) => jobs.status === "estimated");
  return {
    kind: "bars",
    title,
    subtitle: `${which}${shown.length < known.length ? `, the first ${shown.length}` : ""}.`,
    axis: { label: "Jobs in these industries", unit: "jobs" },
    series: ["Jobs"],
    rows: shown.map(({ title: label, jobs }) => ({
      label,
      parts: [knownValue(jobs)],
      total: formatDatum(jobs, "jobs"),
    })),
    source: `staffing patterns: ${formatList([...new Set(inputs.staffingSources.map(({ label }) => label))])}; jobs of the industries: ${inputs.scope.isNation ? "the same" : "U.S. Bureau of Labor Statistics, QCEW"}`,
    footnotes: [
      "Jobs are the industries' own, spread by the nation's staffing patterns.",
      ...(hasEstimates ? ["~ rests on an estimate, since cells are suppressed."] : []),
    ],
  };
}
