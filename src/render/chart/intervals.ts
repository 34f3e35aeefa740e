import { scaleLinear } from "d3-scale";
import type { IntervalsChart } from "../../report/chart.js";
import { formatNumber } from "../../core/number-format.js";
import { rowLabel } from "./bars.js";
import { drawPage } from "./frame.js";
import type { Box } from "./labels.js";
import { FAINT_INK, GRID, INK, PAPER, RANGE_COLOR, SERIES } from "./palette.js";
import { tag, textAt } from "./svg.js";
import { textWidth } from "./text-width.js";

const LABELS = 400;
const TEXT = 110;
const LEGEND = 26;
const COLOR = SERIES[0];

/** Colour and width of a line. */
type Stroke = readonly [string, number];
const RANGE: Stroke = [RANGE_COLOR, 7];
const WIDER: Stroke = [COLOR, 1.5];

type Row = IntervalsChart["rows"][number];

/** A dot at the value, a line over its range, a thin one over a wider range, the first at the top. */
export function drawIntervals(chart: IntervalsChart): string {
  return drawPage(chart, (area) => {
    const plot = {
      x: area.x + LABELS,
      y: area.y + LEGEND + 8,
      width: area.width - LABELS - TEXT,
      height: area.height - LEGEND - 54,
    };
    const x = scaleLinear()
      .domain(axisDomain(chart))
      .range([plot.x + 8, plot.x + plot.width - 8]);
    const isRank = chart.axis.unit === "rank";
    if (!isRank) x.nice(8);
    const [first = 1, last = 2] = x.domain();
    // Ranks begin at 1, where no round number is.
    const ticks = [...new Set([first, ...x.ticks(8)])].filter(
      (value) => value === first || value > first + (last - first) / 20,
    );
    const step = Math.min(52, plot.height / Math.max(1, chart.rows.length));
    const bottom = plot.y + step * chart.rows.length;
    const grid = ticks.map(
      (value) =>
        tag("line", {
          x1: x(value),
          y1: plot.y,
          x2: x(value),
          y2: bottom,
          stroke: value === 0 && first < 0 ? INK : GRID,
        }) +
        textAt(x(value), bottom + 18, formatNumber(value, chart.axis.unit), {
          "font-size": 14,
          "text-anchor": "middle",
          fill: FAINT_INK,
        }),
    );
    const rows = chart.rows.map((row, index) => {
      const middle = plot.y + step * (index + 0.5);
      return [
        rowLabel(row, area.x, middle, step),
        ...drawRange(row, middle, step, (value) => x(value)),
        textAt(plot.x + plot.width + 8, middle + 5, row.text, { "font-size": step < 22 ? 12 : 14, fill: INK }),
      ].join("");
    });
    return [
      drawLegend(chart, area),
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

function axisDomain({ rows, axis }: IntervalsChart): [number, number] {
  const all = rows.flatMap(({ value, low, high, wider }) => [
    value,
    low,
    high,
    ...(wider ? [wider.low, wider.high] : []),
  ]);
  if (axis.unit === "rank") return [Math.min(1, ...all), Math.max(2, ...all)];
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  return [low, high > low ? high : low + 1];
}

function drawRange(row: Row, middle: number, step: number, x: (value: number) => number): readonly string[] {
  const line = (low: number, high: number, [stroke, width]: Stroke): string =>
    tag("line", { x1: x(low), y1: middle, x2: x(high), y2: middle, stroke, "stroke-width": width });
  const tall = Math.min(10, step * 0.36);
  return [
    ...(row.wider ? [line(row.wider.low, row.wider.high, WIDER)] : []),
    line(row.low, row.high, RANGE),
    ...(row.median === undefined ? [] : [medianTick(x(row.median), middle, tall)]),
    dot(x(row.value), middle, Math.min(7, step * 0.34), row.emphasis),
  ];
}

function dot(cx: number, cy: number, r: number, isFilled: boolean): string {
  return tag("circle", { cx, cy, r, fill: isFilled ? COLOR : PAPER, stroke: COLOR, "stroke-width": 2 });
}

function medianTick(x: number, y: number, tall: number): string {
  return tag("line", { x1: x, y1: y - tall, x2: x, y2: y + tall, stroke: INK, "stroke-width": 2 });
}

/** What the marks mean, over the lines, from the right so that it stands over the plot. */
function drawLegend({ legend, rows }: IntervalsChart, area: Box): string {
  const middle = area.y + 12;
  const sample =
    ([stroke, width]: Stroke) =>
    (x: number) =>
      tag("line", { x1: x, y1: middle, x2: x + 34, y2: middle, stroke, "stroke-width": width });
  const shown: readonly (readonly [text: string | undefined, width: number, draw: (x: number) => string])[] = [
    [rows.some(({ emphasis }) => emphasis) ? legend.emphasis : undefined, 16, (x) => dot(x + 8, middle, 6, true)],
    [rows.some(({ emphasis }) => !emphasis) ? legend.value : undefined, 16, (x) => dot(x + 8, middle, 6, false)],
    [rows.some(({ low, high }) => low < high) ? legend.range : undefined, 34, sample(RANGE)],
    [legend.wider, 34, sample(WIDER)],
    [legend.median, 8, (x) => medianTick(x + 4, middle, 8)],
  ];
  const style = { size: 14 };
  let right = area.x + area.width;
  const drawn = [...shown].reverse().map(([text, width, draw]) => {
    if (text === undefined) return "";
    const start = right - textWidth(text, style);
    const mark = start - 8 - width;
    right = mark - 26;
    return draw(mark) + textAt(start, middle + 5, text, { "font-size": style.size, fill: INK });
  });
  return drawn.reverse().join("");
}
