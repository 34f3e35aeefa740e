import { scaleLinear } from "d3-scale";
import { formatNumber } from "../../core/number-format.js";
import type { StandingChart } from "../../report/chart.js";
import { drawPage } from "./frame.js";
import type { Box } from "./labels.js";
import { FAINT_INK, GRID, INK, PAPER, SERIES } from "./palette.js";
import { tag, textAt } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

const KEY_WIDTH = 380;
const LEGEND = 26;
const RADIUS = 13;
const LISTED = SERIES[0];
const OTHER = SERIES[6];

type Point = StandingChart["points"][number];
type Placed = Point & { readonly cx: number; readonly cy: number };

/** Two figures of each industry, a rank across with the best at the right; a number a circle, which the key names. */
export function drawStanding(chart: StandingChart): string {
  return drawPage(chart, (area) => {
    const plot = {
      x: area.x + 60,
      y: area.y + LEGEND + 6,
      width: area.width - KEY_WIDTH - 84,
      height: area.height - LEGEND - 56,
    };
    const isRank = chart.x.unit === "rank";
    const across = chart.points.map(({ x }) => x);
    const x = scaleLinear()
      .domain(isRank ? [Math.max(2, ...across), Math.min(1, ...across)] : [Math.min(...across), Math.max(...across)])
      .range([plot.x + RADIUS + 6, plot.x + plot.width - RADIUS - 6]);
    const { low, high } = chart.range;
    const room = (high - low) * 0.06;
    const y = scaleLinear()
      .domain([low - room, high + room])
      .range([plot.y + plot.height, plot.y]);
    const splitX = within(x(chart.split.x), plot.x, plot.x + plot.width);
    const placed = apart(chart.points.map((point) => ({ ...point, cx: x(point.x), cy: y(point.y) })));
    const bottom = plot.y + plot.height;
    const ticks = y.ticks(5).filter((value) => value >= low && value <= high);
    return [
      drawLegend(chart, area),
      tag("rect", { x: plot.x, y: plot.y, width: plot.width, height: plot.height, fill: "none", stroke: GRID }),
      ...ticks.map(
        (value) =>
          tag("line", { x1: plot.x, y1: y(value), x2: plot.x + plot.width, y2: y(value), stroke: GRID }) +
          textAt(plot.x - 8, y(value) + 5, formatNumber(value, chart.y.unit === "ratio" ? "score" : chart.y.unit), {
            "font-size": 14,
            "text-anchor": "end",
            fill: FAINT_INK,
          }),
      ),
      ...(isRank ? rankTicks(x.domain()) : x.ticks(6)).map((value) =>
        textAt(x(value), bottom + 20, formatNumber(value, chart.x.unit), {
          "font-size": 14,
          "text-anchor": "middle",
          fill: FAINT_INK,
        }),
      ),
      tag("line", { x1: splitX, y1: plot.y, x2: splitX, y2: bottom, stroke: INK, "stroke-width": 1.5 }),
      tag("line", {
        x1: plot.x,
        y1: y(chart.split.y),
        x2: plot.x + plot.width,
        y2: y(chart.split.y),
        stroke: INK,
        "stroke-width": 1.5,
      }),
      ...drawCorners(chart, plot, splitX),
      ...placed.map(drawPoint),
      textAt(plot.x + plot.width / 2, bottom + 44, chart.x.label, {
        "font-size": 14,
        "text-anchor": "middle",
        fill: INK,
      }),
      textAt(0, 0, chart.y.label, {
        "font-size": 14,
        "text-anchor": "middle",
        fill: INK,
        transform: `translate(${String(Math.round(plot.x - 46))} ${String(Math.round(plot.y + plot.height / 2))}) rotate(-90)`,
      }),
      ...drawKey(isRank ? [...placed].sort((a, b) => a.x - b.x || (a.code < b.code ? -1 : 1)) : placed, {
        x: area.x + area.width - KEY_WIDTH,
        y: plot.y,
        width: KEY_WIDTH,
        height: area.height - LEGEND,
      }),
    ].join("");
  });
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** 1, and round ranks up to the last. */
function rankTicks([last = 2, first = 1]: readonly number[]): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((one) => (last - first) / one <= 8) ?? 500;
  const rest = Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step);
  return [first, ...rest.filter((value) => value > first + step / 2)];
}

/** Circles of nearly one place stand side by side, so that none hides another's number. */
function apart(points: readonly Placed[]): readonly Placed[] {
  const done: Placed[] = [];
  for (const point of points) {
    let { cx } = point;
    while (done.some((other) => Math.hypot(other.cx - cx, other.cy - point.cy) < RADIUS * 1.3)) cx -= RADIUS * 0.9;
    done.push({ ...point, cx });
  }
  return done;
}

function drawPoint({ cx, cy, mark, emphasis, estimated }: Placed): string {
  const color = emphasis ? LISTED : OTHER;
  return (
    tag("circle", {
      cx,
      cy,
      r: RADIUS,
      fill: emphasis ? color : PAPER,
      stroke: color,
      "stroke-width": 2,
    }) +
    (estimated
      ? tag("circle", { cx, cy, r: RADIUS + 3, fill: "none", stroke: color, "stroke-dasharray": "3 3" })
      : "") +
    textAt(cx, cy + 4, mark, {
      "font-size": mark.length > 3 ? 10 : 12,
      "font-weight": "bold",
      "text-anchor": "middle",
      fill: emphasis ? PAPER : INK,
    })
  );
}

function drawCorners({ corners }: StandingChart, plot: Box, splitX: number): readonly string[] {
  const style = { size: 13, bold: true } as const;
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const written = (text: string, at: { left: number; right: number; y: number; isRight: boolean }): string => {
    const lines = breakLines(text, at.right - at.left - 12, style, 3);
    return lines
      .map((line, index) =>
        textAt(at.isRight ? at.right - 6 : at.left + 6, at.y + index * 16, line, {
          "font-size": style.size,
          "font-weight": "bold",
          "text-anchor": at.isRight ? "end" : "start",
          fill: FAINT_INK,
          stroke: PAPER,
          "stroke-width": 3,
          "paint-order": "stroke",
        }),
      )
      .join("");
  };
  return [
    written(corners.best, { left: splitX, right, y: plot.y + 18, isRight: true }),
    written(corners.people, { left: plot.x, right: splitX, y: plot.y + 18, isRight: false }),
    written(corners.figures, { left: splitX, right, y: bottom - 26, isRight: true }),
    written(corners.neither, { left: plot.x, right: splitX, y: bottom - 10, isRight: false }),
  ];
}

function drawLegend({ legend, points }: StandingChart, area: Box): string {
  const middle = area.y + 10;
  const sample = { cy: middle, mark: "", x: 0, y: 0, code: "", title: "", note: "" };
  const shown = [
    { text: legend.emphasis, point: { emphasis: true, estimated: false }, is: points.some(({ emphasis }) => emphasis) },
    { text: legend.other, point: { emphasis: false, estimated: false }, is: points.some(({ emphasis }) => !emphasis) },
    {
      text: legend.estimated,
      point: { emphasis: false, estimated: true },
      is: points.some(({ estimated }) => estimated),
    },
  ].filter(({ is }) => is);
  let x = area.x + 60 + RADIUS + 4;
  return shown
    .map(({ text, point }) => {
      const at = x;
      x += 2 * RADIUS + textWidth(text, { size: 14 }) + 36;
      return (
        drawPoint({ ...sample, ...point, cx: at }) +
        textAt(at + RADIUS + 10, middle + 5, text, { "font-size": 14, fill: INK })
      );
    })
    .join("");
}

/** What the numbers in the circles are. */
function drawKey(all: readonly Placed[], key: Box): readonly string[] {
  const step = within(key.height / Math.max(1, all.length), 18, 26);
  const room = Math.floor(key.height / step + 0.01);
  const shown = all.slice(0, all.length > room ? room - 1 : room);
  const rest = all.length - shown.length;
  const lines = shown.flatMap(({ mark, title, note, emphasis }, index) => {
    const y = key.y + index * step + 12;
    const figures = textWidth(note, { size: 12 });
    const name = breakLines(title, key.width - 44 - figures - 14, { size: 12, bold: emphasis }, 1)[0] ?? title;
    return [
      textAt(key.x + 34, y, mark, {
        "font-size": 12,
        "font-weight": "bold",
        "text-anchor": "end",
        fill: emphasis ? LISTED : OTHER,
      }),
      textAt(key.x + 44, y, name, { "font-size": 12, fill: INK, ...(emphasis && { "font-weight": "bold" }) }),
      textAt(key.x + key.width, y, note, { "font-size": 12, "text-anchor": "end", fill: FAINT_INK }),
    ];
  });
  if (rest === 0) return lines;
  return [
    ...lines,
    textAt(key.x + 44, key.y + shown.length * step + 12, `and ${String(rest)} more`, {
      "font-size": 12,
      fill: FAINT_INK,
    }),
  ];
}
