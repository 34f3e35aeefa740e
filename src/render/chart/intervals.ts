import { scaleLinear } from "d3-scale";
import type { IntervalsChart } from "../../report/chart.js";
import { formatNumber } from "../number-format.js";
import { rowLabel } from "./bars.js";
import { drawPage } from "./frame.js";
import { FAINT_INK, GRID, INK, PAPER, SERIES } from "./palette.js";
import { tag, textAt } from "./svg.js";

const LABELS = 400;
const TEXT = 110;

/** A dot at the value and a line over its range, the first at the top. */
export function drawIntervals(chart: IntervalsChart): string {
  return drawPage(chart, (area) => {
    const plot = { x: area.x + LABELS, y: area.y + 8, width: area.width - LABELS - TEXT, height: area.height - 54 };
    const x = scaleLinear()
      .domain([Math.min(1, ...chart.rows.map(({ low }) => low)), Math.max(2, ...chart.rows.map(({ high }) => high))])
      .range([plot.x + 8, plot.x + plot.width - 8]);
    const [first = 1, last = 2] = x.domain();
    const ticks = [...new Set([first, ...x.ticks(8)])].filter(
      (value) => value === first || value > first + (last - first) / 20,
    );
    const step = Math.min(40, plot.height / Math.max(1, chart.rows.length));
    const bottom = plot.y + step * chart.rows.length;
    const grid = ticks.map(
      (value) =>
        tag("line", { x1: x(value), y1: plot.y, x2: x(value), y2: bottom, stroke: GRID }) +
        textAt(x(value), bottom + 18, formatNumber(value, chart.axis.unit), {
          "font-size": 14,
          "text-anchor": "middle",
          fill: FAINT_INK,
        }),
    );
    const rows = chart.rows.map((row, index) => {
      const middle = plot.y + step * (index + 0.5);
      const color = SERIES[0];
      return [
        rowLabel({ label: row.label }, area.x, middle, step),
        tag("line", {
          x1: x(row.low),
          y1: middle,
          x2: x(row.high),
          y2: middle,
          stroke: color,
          "stroke-width": 5,
          "stroke-opacity": "0.45",
        }),
        tag("circle", {
          cx: x(row.value),
          cy: middle,
          r: Math.min(7, step * 0.34),
          fill: row.emphasis ? color : PAPER,
          stroke: color,
          "stroke-width": 2,
        }),
        textAt(plot.x + plot.width + 8, middle + 5, row.text, { "font-size": step < 22 ? 12 : 14, fill: INK }),
      ].join("");
    });
    return [
      ...grid,
      ...rows,
      textAt(plot.x + plot.width / 2, bottom + 40, chart.axis.label, {
        "font-size": 14,
        "text-anchor": "middle",
        fill: INK,
      }),
    ].join("");
  });
}
