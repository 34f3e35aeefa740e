import { scaleLinear } from "d3-scale";
import type { BarsChart } from "../../report/chart.js";
import { formatNumber } from "../../core/number-format.js";
import { drawPage } from "./frame.js";
import type { Box } from "./labels.js";
import { FAINT_INK, GRID, INK, PAPER, seriesColor } from "./palette.js";
import { escapeMarkup, tag, textAt } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

const LABELS = 400;
const TOTAL = 92;

/** Stacked bars, parts below zero to the left, with the names of the parts above and their totals at the ends. */
export function drawBars(chart: BarsChart): string {
  return drawPage(chart, (area) => {
    const plot = {
      x: area.x + LABELS,
      y: area.y + 34,
      width: area.width - LABELS - TOTAL,
      height: area.height - 34 - 46,
    };
    const extents = chart.rows.map(({ parts }) => ({
      below: sum(parts.map((part) => Math.min(0, part ?? 0))),
      above: sum(parts.map((part) => Math.max(0, part ?? 0))),
    }));
    const x = scaleLinear()
      .domain([
        Math.min(0, ...extents.map(({ below }) => below)),
        Math.max(0, ...extents.map(({ above }) => above)) || 1,
      ])
      .nice()
      .range([plot.x, plot.x + plot.width]);
    const step = Math.min(52, plot.height / Math.max(1, chart.rows.length));
    const bottom = plot.y + step * chart.rows.length;
    const thick = Math.min(26, step * 0.66);
    const grid = x.ticks(7).map((value) => {
      const at = x(value);
      return (
        tag("line", { x1: at, y1: plot.y - 4, x2: at, y2: bottom, stroke: value === 0 ? INK : GRID }) +
        textAt(at, bottom + 20, formatNumber(value, chart.axis.unit), {
          "font-size": 14,
          "text-anchor": "middle",
          fill: FAINT_INK,
        })
      );
    });
    const rows = chart.rows.map((row, index) => {
      const middle = plot.y + step * (index + 0.5);
      let left = x(0);
      let right = x(0);
      const bars = row.parts.map((part, series) => {
        if (part === undefined || part === 0) return "";
        const width = Math.abs(x(part) - x(0));
        const from = part < 0 ? (left -= width) : right;
        if (part > 0) right += width;
        return tag(
          "rect",
          { x: from, y: middle - thick / 2, width, height: thick, fill: seriesColor(series), stroke: PAPER },
          tag("title", {}, escapeMarkup(`${chart.series[series] ?? ""}: ${formatNumber(part, chart.axis.unit)}`)),
        );
      });
      const mark =
        row.sum === undefined
          ? ""
          : tag("path", {
              d: `M${at(x(row.sum))} ${at(middle - thick / 2 - 3)}v${at(thick + 6)}`,
              stroke: INK,
              "stroke-width": 3,
            });
      return (
        rowLabel(row, area.x, middle, step) +
        bars.join("") +
        mark +
        textAt(right + 8, middle + 5, row.total, {
          "font-size": 14,
          "font-weight": "bold",
          fill: INK,
          stroke: PAPER,
          "stroke-width": 3,
          "paint-order": "stroke",
        })
      );
    });
    return [
      // A single series that the axis names needs no name of its own.
      ...(chart.series.length === 1 && chart.axis.label.startsWith(chart.series[0]!)
        ? []
        : [drawSeriesNames(chart.series, { ...plot, y: area.y })]),
      ...grid,
      ...rows,
      textAt(plot.x + plot.width / 2, bottom + 42, chart.axis.label, {
        "font-size": 14,
        "text-anchor": "middle",
        fill: INK,
      }),
    ].join("");
  });
}

/** The mark and the name of a row, in one or two lines beside its bar. */
export function rowLabel(
  { mark, label }: { readonly mark?: string; readonly label: string },
  left: number,
  middle: number,
  step: number,
): string {
  const indent = mark === undefined ? 0 : 40;
  const size = step < 22 ? 12 : 14;
  const lines = breakLines(label, LABELS - indent - 14, { size }, step < 32 ? 1 : 2);
  const texts = lines.map((line, index) =>
    textAt(left + indent, middle + 5 + (index - (lines.length - 1) / 2) * (size + 2), line, {
      "font-size": size,
      fill: INK,
    }),
  );
  if (mark === undefined) return texts.join("");
  const width = textWidth(mark, { size: size + 1, bold: true });
  const number = textAt(left + 30, middle + 5, mark, {
    "font-size": Math.min(size + 1, Math.floor(((size + 1) * 32) / width)),
    "font-weight": "bold",
    "text-anchor": "end",
    fill: INK,
  });
  return number + texts.join("");
}

function drawSeriesNames(series: readonly string[], place: Pick<Box, "x" | "y" | "width">): string {
  const style = { size: 14 };
  const gaps = series.map((name) => textWidth(name, style) + 42);
  let x = Math.min(place.x, place.x + place.width + TOTAL - sum(gaps));
  return series
    .map((name, index) => {
      const drawn =
        tag("rect", { x, y: place.y + 4, width: 14, height: 14, fill: seriesColor(index) }) +
        textAt(x + 20, place.y + 16, name, { "font-size": style.size, fill: INK });
      x += gaps[index]!;
      return drawn;
    })
    .join("");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
