import { scaleLinear } from "d3-scale";
import type { HistoryChart, HistoryPoint } from "../../report/chart.js";
import { formatNumber } from "../../core/number-format.js";
import { drawPage } from "./frame.js";
import type { Box } from "./labels.js";
import { FAINT_INK, INK, PAPER, RANGE_COLOR, SERIES } from "./palette.js";
import { coordinate, escapeMarkup, tag, textAt } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

type Line = HistoryChart["lines"][number];

const COLOR = SERIES[0];
const GAP = 26;
const NAME = { size: 14, bold: true } as const;
const NAME_LINE = 17;
const YEARS = 24;

/**
 * A panel an industry, so that no line or name covers another and small industries are seen beside large ones. A year
 * without a value is a gap, an estimate a hollow dot.
 */
export function drawHistory(chart: HistoryChart): string {
  return drawPage(chart, (area) => {
    const columns = columnsFor(chart.lines.length);
    const rows = Math.ceil(chart.lines.length / columns);
    const width = (area.width - GAP * (columns - 1)) / columns;
    const height = Math.min(300, (area.height - 12 * (rows - 1)) / rows);
    return chart.lines
      .map((line, index) =>
        drawPanel(chart, line, {
          x: area.x + (index % columns) * (width + GAP),
          y: area.y + Math.floor(index / columns) * (height + 12),
          width,
          height,
        }),
      )
      .join("");
  });
}

/** Panels a little wider than high. */
function columnsFor(panels: number): number {
  if (panels <= 3) return Math.max(1, panels);
  if (panels <= 4) return 2;
  return panels <= 6 ? 3 : 4;
}

function drawPanel(chart: HistoryChart, line: Line, panel: Box): string {
  const indent = textWidth(line.mark, NAME) + 8;
  const names = breakLines(line.label, panel.width - indent, NAME, 2);
  const top = panel.y + NAME_LINE * 2 + 24;
  const plot = { x: panel.x + 6, y: top, width: panel.width - 12, height: panel.y + panel.height - YEARS - top };
  const values = line.points.flatMap((point) => (point ? [point.value, point.high ?? point.value] : []));
  const y = scaleLinear()
    .domain([0, Math.max(1, ...values)])
    .range([plot.y + plot.height, plot.y]);
  const x = scaleLinear()
    .domain([chart.years[0] ?? 0, chart.years.at(-1) ?? 1])
    .range([plot.x + 12, plot.x + plot.width - 12]);
  const bottom = plot.y + plot.height;
  const at = (index: number, point: HistoryPoint): readonly [number, number] => [
    x(chart.years[index]!),
    y(point.value),
  ];
  return tag(
    "g",
    { class: "panel" },
    textAt(panel.x, panel.y + 14, line.mark, { "font-size": NAME.size, "font-weight": "bold", fill: COLOR }),
    ...names.map((name, row) =>
      textAt(panel.x + indent, panel.y + 14 + row * NAME_LINE, name, {
        "font-size": NAME.size,
        "font-weight": "bold",
        fill: INK,
      }),
    ),
    tag("line", { x1: plot.x, y1: bottom, x2: plot.x + plot.width, y2: bottom, stroke: INK }),
    ...chart.revisions.map(({ year, label }) => drawRevision(x(beforeYear(chart, year)), plot, label)),
    ...drawYears(chart.years, (year) => x(year), bottom, plot.width),
    tag("path", { d: drawPath(line, at), fill: "none", stroke: COLOR, "stroke-width": 2.5 }),
    ...line.points.map((point, index) => (point ? drawPoint(point, at(index, point), y, chart.years[index]!) : "")),
    ...drawValues(line, chart, at, plot),
  );
}

/** Lines between years that follow each other in the chart; a year without a value breaks them. */
function drawPath({ points }: Line, at: (index: number, point: HistoryPoint) => readonly [number, number]): string {
  return points
    .map((point, index) => {
      if (!point) return "";
      const [x, y] = at(index, point);
      return `${points[index - 1] ? "L" : "M"}${coordinate(x)} ${coordinate(y)}`;
    })
    .join("");
}

function drawPoint(
  { value, low, high }: HistoryPoint,
  [cx, cy]: readonly [number, number],
  y: (value: number) => number,
  year: number,
): string {
  const isEstimated = low !== undefined && high !== undefined;
  const range = isEstimated
    ? tag("line", { x1: cx, y1: y(low), x2: cx, y2: y(high), stroke: RANGE_COLOR, "stroke-width": 5 })
    : "";
  const shown = `${isEstimated ? "~" : ""}${formatNumber(value, "jobs")}`;
  return (
    range +
    tag(
      "circle",
      { cx, cy, r: 4.5, fill: isEstimated ? PAPER : COLOR, stroke: COLOR, "stroke-width": 2 },
      tag("title", {}, escapeMarkup(`${year}: ${shown}`)),
    )
  );
}

/** Between the year and the one before it in the chart. */
function beforeYear({ years }: HistoryChart, year: number): number {
  return (year + (years[years.indexOf(year) - 1] ?? year)) / 2;
}

function drawRevision(x: number, plot: Box, label: string): string {
  return tag(
    "line",
    {
      x1: x,
      y1: plot.y - 4,
      x2: x,
      y2: plot.y + plot.height,
      stroke: FAINT_INK,
      "stroke-width": 1.5,
      "stroke-dasharray": "4 4",
    },
    tag("title", {}, escapeMarkup(label)),
  );
}

/** The first and the last year, and those between that find room. */
function drawYears(
  years: readonly number[],
  x: (year: number) => number,
  bottom: number,
  width: number,
): readonly string[] {
  const every = Math.ceil((years.length * 40) / width);
  const last = years.length - 1;
  return years.map((year, index) => {
    if (index !== last && (index % every !== 0 || (index > last - every && index !== 0))) return "";
    return textAt(x(year), bottom + 18, String(year), { "font-size": 13, "text-anchor": "middle", fill: FAINT_INK });
  });
}

/** The figures of the first and the last year that have one, over or under their dots. */
function drawValues(
  { points }: Line,
  { axis }: HistoryChart,
  at: (index: number, point: HistoryPoint) => readonly [number, number],
  plot: Box,
): readonly string[] {
  const first = points.findIndex((point) => point !== undefined);
  const last = points.findLastIndex((point) => point !== undefined);
  return [...new Set([first, last])].map((index) => {
    const point = points[index];
    if (!point) return "";
    const [x, y] = at(index, point);
    const text = `${point.low === undefined ? "" : "~"}${formatNumber(point.value, axis.unit)}`;
    const width = textWidth(text, { size: 13, bold: true });
    const middle = Math.min(plot.x + plot.width - width / 2, Math.max(plot.x + width / 2, x));
    return textAt(middle, y - 10, text, {
      "font-size": 13,
      "font-weight": "bold",
      "text-anchor": "middle",
      fill: INK,
      stroke: PAPER,
      "stroke-width": 3,
      "paint-order": "stroke",
    });
  });
}
