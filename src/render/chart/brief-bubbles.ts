import type { BubbleChart } from "../../report/chart.js";
import { withOwnMarks } from "../../report/shared-ranks.js";
import { drawCircles, drawPlot, drawLabels } from "./bubble.js";
import { layoutBubbles } from "./bubble-layout.js";
import { PAPER } from "./palette.js";
import { tag } from "./svg.js";
import { FONT_FAMILY } from "./text-width.js";

/** The size of a brief's chart, in the unit of its letters of 14: flatter the more rows the table has, for one page. */
export function briefChartSize(rows: number): { readonly width: number; readonly height: number } {
  return { width: 1000, height: 360 - 50 * Math.min(2, Math.max(0, rows - 10)) };
}

/** The bubble chart without title and key: a brief's table names the ranks that stand in it. */
export function drawBriefBubbles(given: BubbleChart, rows: number): string {
  const chart = { ...given, points: withOwnMarks(given.points) };
  const { width, height } = briefChartSize(rows);
  const layout = layoutBubbles(chart, { x: 62, y: 6, width: width - 88, height: height - 54 }, 30);
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${String(width)} ${String(height)}`,
      "font-family": FONT_FAMILY,
      role: "img",
      "aria-label": `${chart.title}. ${chart.subtitle}`,
    },
    tag("rect", { width, height, fill: PAPER }),
    drawPlot(chart, layout, drawCircles(layout, chart)),
    drawLabels(layout, "marks", { codes: false }) ?? "",
  );
}
