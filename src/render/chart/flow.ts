import { formatNumber } from "../../core/number-format.js";
import type { FlowChart, FlowSide } from "../../report/chart.js";
import { drawPage } from "./frame.js";
import type { Box } from "./labels.js";
import { FAINT_INK, GRID, INK, PAPER, SERIES } from "./palette.js";
import { tag, textAt } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

const LABELS = 300;
const CENTER = 270;
const BAR = 10;
const HEADING = 34;
/** A band's name needs so much room, however thin the band is. */
const LEAST_ROW = 21;
const GAP = 5;
const EMPHASIS = SERIES[0];
const PLAIN = "#8fa3b3";

interface Placed {
  readonly band: FlowSide["bands"][number];
  /** Middle of the band at its outer end, and its thickness. */
  readonly outer: number;
  readonly thick: number;
  /** Middle at the center's edge. */
  readonly inner: number;
}

/** Bands from the left into a box and out of it to the right, both sides to one scale; the box is not to scale. */
export function drawFlow(chart: FlowChart): string {
  return drawPage(chart, (area) => {
    const plot = { ...area, y: area.y + HEADING, height: area.height - HEADING - 26 };
    const { left, right } = chart.sides;
    const scale = Math.min(...[left, right].map((side) => findScale(side, plot.height)));
    const box = { x: plot.x + (plot.width - CENTER) / 2, y: plot.y, width: CENTER, height: plot.height };
    return [
      heading(left.heading, plot.x, area.y, "start"),
      heading(right.heading, plot.x + plot.width, area.y, "end"),
      ...drawSide(place(left, plot, scale), { plot, box, isLeft: true, chart }),
      ...drawSide(place(right, plot, scale), { plot, box, isLeft: false, chart }),
      drawCenter(chart, box),
      ...drawLegend(chart, { x: plot.x, y: area.y + area.height - 12 }),
    ].join("");
  });
}

/** Pixels of height a unit, so that the bands with their gaps fit. */
function findScale({ bands }: FlowSide, height: number): number {
  const total = bands.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return Infinity;
  // Thin bands take more room than their size: what is left is for the others.
  let scale = height / total;
  for (let round = 0; round < 20; round++) {
    const used = bands.reduce((sum, { value }) => sum + Math.max(LEAST_ROW, value * scale) + GAP, 0);
    if (used <= height) break;
    scale *= Math.max(0.5, (height / used) * 0.99);
  }
  return scale;
}

function place({ bands }: FlowSide, plot: Box, scale: number): readonly Placed[] {
  const sizes = bands.map(({ value }) => Math.max(1, value * scale));
  const rows = sizes.map((size) => Math.max(LEAST_ROW, size) + GAP);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  let outer = plot.y + (plot.height - sum(rows)) / 2;
  let inner = plot.y + (plot.height - sum(sizes)) / 2;
  return bands.map((band, index) => {
    const placed = { band, thick: sizes[index]!, outer: outer + rows[index]! / 2, inner: inner + sizes[index]! / 2 };
    outer += rows[index]!;
    inner += sizes[index]!;
    return placed;
  });
}

function drawSide(
  bands: readonly Placed[],
  {
    plot,
    box,
    isLeft,
    chart,
  }: { readonly plot: Box; readonly box: Box; readonly isLeft: boolean; readonly chart: FlowChart },
): readonly string[] {
  const outerX = isLeft ? plot.x + LABELS : plot.x + plot.width - LABELS;
  const innerX = isLeft ? box.x : box.x + box.width;
  const figures = bands.map(({ band }) => formatNumber(band.value, chart.unit));
  const figureWidth = Math.max(0, ...figures.map((text) => textWidth(text, { size: 14, bold: true }))) + 10;
  return bands.map(({ band, outer, inner, thick }, index) => {
    const color = band.emphasis ? EMPHASIS : PLAIN;
    const middle = (outerX + innerX) / 2;
    const d = `M${at(outerX)} ${at(outer)}C${at(middle)} ${at(outer)} ${at(middle)} ${at(inner)} ${at(innerX)} ${at(inner)}`;
    const figure = figures[index]!;
    const bar = isLeft ? outerX - BAR : outerX;
    const textX = isLeft ? bar - 8 : bar + BAR + 8;
    const anchor = isLeft ? "end" : "start";
    const room = LABELS - BAR - 12 - figureWidth;
    const label = breakLines(band.label, room, { size: 14 }, 1)[0] ?? band.label;
    const labelX = isLeft ? textX - figureWidth : textX + figureWidth;
    return [
      tag(
        "path",
        { d, fill: "none", stroke: color, "stroke-width": Math.max(1, thick), "stroke-opacity": "0.45" },
        tag("title", {}, `${label}: ${figure}`),
      ),
      tag("rect", { x: bar, y: outer - thick / 2, width: BAR, height: thick, fill: color }),
      textAt(textX, outer + 5, figure, { "font-size": 14, "font-weight": "bold", "text-anchor": anchor, fill: INK }),
      textAt(labelX, outer + 5, label, {
        "font-size": 14,
        "text-anchor": anchor,
        fill: band.isRest ? FAINT_INK : INK,
        ...(band.emphasis && { "font-weight": "bold" }),
      }),
    ].join("");
  });
}

function drawCenter({ center }: FlowChart, box: Box): string {
  const label = breakLines(center.label, box.width - 24, { size: 17, bold: true }, 3);
  const note = breakLines(center.note, box.width - 24, { size: 14 }, 5);
  const height = label.length * 21 + 46 + note.length * 19;
  let y = box.y + (box.height - height) / 2 + 16;
  const middle = box.x + box.width / 2;
  const line = (text: string, size: number, attributes: Readonly<Record<string, string>>, step: number): string => {
    const drawn = textAt(middle, y, text, { "font-size": size, "text-anchor": "middle", fill: INK, ...attributes });
    y += step;
    return drawn;
  };
  return [
    tag("rect", { ...box, fill: PAPER, stroke: GRID, "stroke-width": 2, rx: 6 }),
    ...label.map((text) => line(text, 17, { "font-weight": "bold" }, 21)),
    ((y += 18), line(center.text, 30, { "font-weight": "bold", fill: EMPHASIS }, 28)),
    ...note.map((text) => line(text, 14, { fill: FAINT_INK }, 19)),
  ].join("");
}

function heading(text: string, x: number, y: number, anchor: "start" | "end"): string {
  return textAt(x, y + 16, text, { "font-size": 16, "font-weight": "bold", "text-anchor": anchor, fill: INK });
}

function drawLegend({ sides, emphasis }: FlowChart, at: { readonly x: number; readonly y: number }): readonly string[] {
  if (![...sides.left.bands, ...sides.right.bands].some((band) => band.emphasis)) return [];
  return [
    tag("rect", { x: at.x, y: at.y - 12, width: 14, height: 14, fill: EMPHASIS }),
    textAt(at.x + 20, at.y, emphasis, { "font-size": 14, fill: INK }),
  ];
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
