import { scaleLinear } from "d3-scale";
import type { HistoryChart } from "../../report/chart.js";
import { formatNumber } from "../number-format.js";
import { drawPage } from "./frame.js";
import { FAINT_INK, GRID, INK, PAPER, seriesColor } from "./palette.js";
import { tag, textAt } from "./svg.js";
import { wrapWords } from "./text-width.js";

const NAMES = 300;

/** Lines over years with their names at the right end; a year without a value is a gap, an estimate a hollow dot. */
export function drawHistory(chart: HistoryChart): string {
  return drawPage(chart, (area) => {
    const plot = { x: area.x + 70, y: area.y + 8, width: area.width - 70 - NAMES, height: area.height - 54 };
    const values = chart.lines.flatMap((line) => line.values.filter((value) => value !== undefined));
    const y = scaleLinear()
      .domain([Math.min(0, ...values), Math.max(1, ...values)])
      .nice()
      .range([plot.y + plot.height, plot.y]);
    const years = chart.years;
    const x = scaleLinear()
      .domain([years[0] ?? 0, years.at(-1) ?? 1])
      .range([plot.x + 8, plot.x + plot.width - 8]);
    const grid = [
      ...y.ticks(6).map(
        (value) =>
          tag("line", { x1: plot.x, y1: y(value), x2: plot.x + plot.width, y2: y(value), stroke: GRID }) +
          textAt(plot.x - 8, y(value) + 5, formatNumber(value, chart.axis.unit), {
            "font-size": 14,
            "text-anchor": "end",
            fill: FAINT_INK,
          }),
      ),
      ...years.map((year) =>
        textAt(x(year), plot.y + plot.height + 22, String(year), {
          "font-size": 14,
          "text-anchor": "middle",
          fill: FAINT_INK,
        }),
      ),
      textAt(plot.x, plot.y + plot.height + 44, chart.axis.label, { "font-size": 14, fill: INK }),
    ];
    const lines = chart.lines.map((line, index) => {
      const color = seriesColor(index);
      const path = line.values
        .map((value, year) => {
          if (value === undefined) return "";
          const isStart = year === 0 || line.values[year - 1] === undefined;
          return `${isStart ? "M" : "L"}${point(x(years[year]!))} ${point(y(value))}`;
        })
        .join("");
      const dots = line.values.map((value, year) =>
        value === undefined
          ? ""
          : tag("circle", {
              cx: x(years[year]!),
              cy: y(value),
              r: 4,
              fill: line.estimated[year] ? PAPER : color,
              stroke: color,
              "stroke-width": 2,
            }),
      );
      return tag("path", { d: path, fill: "none", stroke: color, "stroke-width": 2.5 }) + dots.join("");
    });
    return [...grid, ...lines, ...drawNames(chart, plot, y)].join("");
  });
}

/** Names at the height of their last value, pushed apart so that none covers another. */
function drawNames(
  chart: HistoryChart,
  plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  y: (value: number) => number,
): readonly string[] {
  const names = chart.lines
    .map((line, index) => {
      const last = line.values.findLast((value) => value !== undefined) ?? 0;
      return {
        lines: wrapWords(line.label, NAMES - 40, { size: 13 }, 2),
        color: seriesColor(index),
        end: y(last),
        at: y(last),
      };
    })
    .sort((a, b) => a.at - b.at);
  const heightOf = (name: (typeof names)[number]): number => name.lines.length * 15 + 5;
  let floor = plot.y;
  for (const name of names) {
    name.at = Math.max(name.at, floor + heightOf(name) / 2);
    floor = name.at + heightOf(name) / 2;
  }
  let ceiling = plot.y + plot.height + 20;
  for (const name of [...names].reverse()) {
    name.at = Math.min(name.at, ceiling - heightOf(name) / 2);
    ceiling = name.at - heightOf(name) / 2;
  }
  const right = plot.x + plot.width;
  return names.map(
    ({ lines, color, end, at }) =>
      tag("path", {
        d: `M${point(right - 2)} ${point(end)}L${point(right + 22)} ${point(at)}`,
        stroke: color,
        fill: "none",
      }) +
      lines
        .map((line, index) =>
          textAt(right + 28, at + 4 + (index - (lines.length - 1) / 2) * 15, line, { "font-size": 13, fill: INK }),
        )
        .join(""),
  );
}

function point(value: number): string {
  return String(Math.round(value * 10) / 10);
}
