import { UsageError } from "../core/errors.js";
import type { Chart, ChartKind } from "../report/chart.js";
import type { Report } from "../report/report.js";
import { withRelease } from "../report/source-words.js";
import { drawBars } from "./chart/bars.js";
import { drawBubbles } from "./chart/bubble.js";
import { drawFlow } from "./chart/flow.js";
import { drawHistory } from "./chart/history.js";
import { drawIntervals } from "./chart/intervals.js";
import { drawPathways } from "./chart/pathways.js";
import { drawStanding } from "./chart/standing.js";

/** The chart of a report as SVG: the kind asked for, else the report's first. */
export function renderSvg(report: Report, kind?: ChartKind): string {
  return drawChart(withRelease(chooseChart(report, kind), report.provenance));
}

/** A chart as SVG, in the shape of a slide. */
export function drawChart(chart: Chart): string {
  switch (chart.kind) {
    case "bubble":
      return drawBubbles(chart);
    case "bars":
      return drawBars(chart);
    case "intervals":
      return drawIntervals(chart);
    case "history":
      return drawHistory(chart);
    case "standing":
      return drawStanding(chart);
    case "flow":
      return drawFlow(chart);
    case "pathways":
      return drawPathways(chart);
  }
}

/** @throws {UsageError} `CHART_MISSING` where the report has no chart of the kind, or none at all */
function chooseChart({ command, charts = [] }: Report, kind: ChartKind | undefined): Chart {
  const chart = kind === undefined ? charts[0] : charts.find((one) => one.kind === kind);
  if (chart) return chart;
  const kinds = [...new Set(charts.map((one) => one.kind))];
  throw new UsageError(
    kind === undefined || kinds.length === 0 ? `${command} has no chart here` : `${command} has no ${kind} chart here`,
    {
      code: "CHART_MISSING",
      found: kind === undefined ? "an output that ends in .svg or .png" : `--chart ${kind}`,
      hint:
        kinds.length > 0
          ? `it has ${kinds.join(", ")}${kind === "history" ? "; a history needs three years or more in the files" : ""}`
          : "rank, industries, sensitivity, shift-share, sweep, estimate, occupations, pathways, commute, compare and worksheet merge have charts; a page, .html, shows every result",
    },
  );
}
