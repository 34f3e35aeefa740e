import type { BubbleChart } from "../../report/chart.js";
import { formatNumber, MARKS } from "../../core/number-format.js";
import { layoutBubbles, type BubbleLayout, type PlacedBubble } from "./bubble-layout.js";
import { drawBubbleLabels, type LabelOptions, type NamedCircle } from "./bubble-labels.js";
import { drawPage, PAGE_WIDTH } from "./frame.js";
import { circleUnderBox, type Box } from "./labels.js";
import { withOwnMarks } from "../../report/shared-ranks.js";
import { FAINT_INK, GRID, INK, PAPER, CHART_QUADRANTS, type ChartQuadrant } from "./palette.js";
import { escapeMarkup, tag, textAt } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

const KEY_WIDTH = 318;

/** Growth across, concentration up, jobs as area; the four quadrants named, the emphasised industries labelled. */
export function drawBubbles(given: BubbleChart): string {
  const chart = { ...given, points: withOwnMarks(given.points) };
  const footnotes = [...chart.footnotes, ...clampedNotes(chart)];
  return drawPage({ ...chart, footnotes }, (area) => {
    const inner = { x: area.x + 52, y: area.y, height: area.height - 44 };
    const whole = layoutBubbles(chart, { ...inner, width: area.x + area.width - inner.x }, 44);
    const direct = drawLabels(whole, "titles");
    if (direct !== undefined && chart.points.filter(({ emphasis }) => emphasis).length === chart.points.length) {
      return drawPlot(chart, whole, drawCircles(whole, chart)) + direct + drawSizeHint(chart, whole);
    }
    const layout = layoutBubbles(chart, { ...inner, width: area.x + area.width - inner.x - KEY_WIDTH - 16 }, 40);
    const key = { x: area.x + area.width - KEY_WIDTH, y: area.y, width: KEY_WIDTH, height: area.height };
    return (
      drawPlot(chart, layout, drawCircles(layout, chart)) +
      (drawLabels(layout, "marks") ?? "") +
      drawKey(chart, layout, key)
    );
  });
}

/** The labels of a drawing, in the order in which industries are to be named. */
export function drawLabels(
  layout: BubbleLayout,
  style: "titles" | "marks",
  { codes = style === "marks", drawing }: { readonly codes?: boolean; readonly drawing?: CornerOptions } = {},
): string | undefined {
  return drawBubbleLabels(namedCircles(layout.bubbles), { ...labelSpace(layout, drawing), style, codes });
}

/** Whether the corners of the plot say what they mean. */
export interface CornerOptions {
  readonly explains?: boolean;
}

export function labelSpace(
  layout: BubbleLayout,
  corners?: CornerOptions,
): Pick<LabelOptions, "bounds" | "taken" | "lines"> {
  const whole = ({ x, y, width, height }: Box): Box => ({
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
  });
  return {
    bounds: whole(layout.plot),
    taken: quadrantNames(layout, corners).map(({ box }) => whole(box)),
    lines: [
      whole({ ...layout.plot, y: layout.oneY - 1, height: 2 }),
      whole({ ...layout.plot, x: layout.zeroX - 1, width: 2 }),
    ],
  };
}

/** In the order in which they are to be named: by rank, then by size. */
function namedCircles(bubbles: readonly PlacedBubble[]): readonly NamedCircle[] {
  return bubbles
    .map(({ point, x, y, radius }) => ({ ...point, x, y, radius }))
    .sort(
      (a, b) => Number(b.emphasis) - Number(a.emphasis) || (a.emphasis ? parseFloat(a.mark) - parseFloat(b.mark) : 0),
    );
}

/** Axes, quadrants and circles. @param circles as drawn, the largest first */
export function drawPlot(
  chart: BubbleChart,
  layout: BubbleLayout,
  circles: string,
  corners: CornerOptions = {},
): string {
  const { plot, zeroX, oneY } = layout;
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const quadrants: readonly (readonly [ChartQuadrant, Box])[] = [
    ["star", { x: zeroX, y: plot.y, width: right - zeroX, height: oneY - plot.y }],
    ["emerging", { x: zeroX, y: oneY, width: right - zeroX, height: bottom - oneY }],
    ["mature", { x: plot.x, y: plot.y, width: zeroX - plot.x, height: oneY - plot.y }],
    ["transforming", { x: plot.x, y: oneY, width: zeroX - plot.x, height: bottom - oneY }],
  ];
  const parts = [
    ...quadrants.map(([name, box]) => tag("rect", { class: `tint ${name}`, ...box, fill: CHART_QUADRANTS[name].tint })),
    ...layout.xTicks.map(({ at }) =>
      tag("line", { class: "grid", x1: at, y1: plot.y, x2: at, y2: bottom, stroke: GRID }),
    ),
    ...layout.yTicks.map(({ at }) =>
      tag("line", { class: "grid", x1: plot.x, y1: at, x2: right, y2: at, stroke: GRID }),
    ),
    tag("line", { class: "axis", x1: zeroX, y1: plot.y, x2: zeroX, y2: bottom, stroke: INK, "stroke-width": 1.5 }),
    tag("line", { class: "axis", x1: plot.x, y1: oneY, x2: right, y2: oneY, stroke: INK, "stroke-width": 1.5 }),
    ...layout.xTicks.map(({ at, value }) =>
      tickText(at, bottom + 18, formatTick(value, chart.x.unit), { "text-anchor": "middle" }),
    ),
    ...layout.yTicks.map(({ at, value }) =>
      tickText(plot.x - 8, at + 5, formatTick(value, undefined), { "text-anchor": "end" }),
    ),
    tickText((plot.x + right) / 2, bottom + 40, chart.x.label, {
      "text-anchor": "middle",
      fill: INK,
      class: "axis-name",
    }),
    tickText(0, 0, chart.y.label, {
      "text-anchor": "middle",
      fill: INK,
      class: "axis-name",
      transform: `translate(${String(Math.round(plot.x - 42 + (corners.explains === false ? 2 : 0)))} ${String(Math.round((plot.y + bottom) / 2))}) rotate(-90)`,
    }),
    circles,
    ...quadrantNames(layout, corners).map(({ quadrant, x, y, anchor }) => {
      const { name, says, color } = CHART_QUADRANTS[quadrant];
      const shared = { "text-anchor": anchor, stroke: PAPER, "stroke-width": 3, "paint-order": "stroke", fill: color };
      return (
        textAt(x, y, name, {
          class: `quadrant ${quadrant}`,
          "font-size": corners.explains === false ? SMALL_CORNER : 16,
          "font-weight": "bold",
          ...shared,
        }) +
        (corners.explains === false
          ? ""
          : textAt(x, y + 15, says, { class: `quadrant ${quadrant}`, "font-size": 12, ...shared }))
      );
    }),
  ];
  return parts.join("");
}

/** Each with its figures as a tooltip, in colours of its own. */
export function drawCircles({ bubbles }: BubbleLayout, chart: BubbleChart): string {
  return bubbles.map((bubble) => drawBubble(bubble, chart)).join("");
}

function drawBubble({ point, x, y, radius, quadrant, clamped }: PlacedBubble, chart: BubbleChart): string {
  const { color } = CHART_QUADRANTS[quadrant];
  const about = [
    `${point.code === point.title ? "" : `${point.code} `}${point.title}`,
    `${chart.size.label}: ${marked(formatNumber(point.size, chart.size.unit), point.wide.size)}`,
    `${chart.x.label}: ${marked(formatNumber(point.x, chart.x.unit), point.wide.x)}`,
    `${chart.y.label}: ${marked(formatNumber(point.y, chart.y.unit), point.wide.y)}`,
  ].join("\n");
  return tag(
    "circle",
    {
      class: `bubble ${quadrant}${point.emphasis ? " listed" : ""}`,
      "data-code": point.code,
      cx: x,
      cy: y,
      r: radius,
      fill: color,
      "fill-opacity": point.emphasis ? "0.9" : "0.22",
      stroke: point.emphasis ? PAPER : color,
      "stroke-width": point.emphasis ? 1.5 : 1,
      "stroke-opacity": point.emphasis ? undefined : "0.7",
      "stroke-dasharray": clamped ? "4 3" : undefined,
    },
    tag("title", {}, about.split("\n").map(escapeMarkup).join("\n")),
  );
}

function tickText(x: number, y: number, text: string, attributes: Readonly<Record<string, string>>): string {
  return textAt(x, y, text, { class: "tick", "font-size": 14, fill: FAINT_INK, ...attributes });
}

function formatTick(value: number, unit: BubbleChart["x"]["unit"] | undefined): string {
  if (unit !== "fraction") return String(value);
  const percent = Math.round(value * 1000) / 10;
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${String(Math.abs(percent))}%`;
}

interface QuadrantName {
  readonly quadrant: ChartQuadrant;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly box: Box;
}

/** Letters of a corner's name where there is room for it alone. */
const SMALL_CORNER = 13;

/** In the four corners of the plot; beside the line of growth 0 where the corner holds a circle that is named. */
function quadrantNames(
  { plot, zeroX, bubbles }: BubbleLayout,
  { explains = true }: CornerOptions = {},
): readonly QuadrantName[] {
  const right = plot.x + plot.width - 8;
  const left = plot.x + 8;
  const top = plot.y + 20;
  const low = plot.y + plot.height - (explains ? 23 : 8);
  const places = [
    ["star", [right, "end"], [zeroX + 8, "start"], top],
    ["mature", [left, "start"], [zeroX - 8, "end"], top],
    ["emerging", [right, "end"], [zeroX + 8, "start"], low],
    ["transforming", [left, "start"], [zeroX - 8, "end"], low],
  ] as const;
  return places.map(([quadrant, corner, inner, y]) => {
    const { name, says } = CHART_QUADRANTS[quadrant];
    const width = Math.max(
      textWidth(name, { size: explains ? 16 : SMALL_CORNER, bold: true }),
      explains ? textWidth(says, { size: 12 }) : 0,
    );
    const at = ([x, anchor]: readonly [number, "start" | "end"]): QuadrantName => {
      return {
        quadrant,
        x,
        y,
        anchor,
        box: { x: anchor === "end" ? x - width : x, y: y - 16, width, height: explains ? 36 : 21 },
      };
    };
    const [first, second] = [at(corner), at(inner)];
    const hidden = ({ box }: QuadrantName): number =>
      bubbles.filter((bubble) => bubble.point.emphasis && circleUnderBox(bubble, box) > 0).length;
    return hidden(second) < hidden(first) ? second : first;
  });
}

/** What an area means, under a chart that needs no key. */
function drawSizeHint(chart: BubbleChart, { plot, sizes }: BubbleLayout): string {
  const size = sizes.find(({ radius }) => radius <= 16);
  if (!size) return "";
  const text = `${formatNumber(size.value, chart.size.unit)} ${chart.size.label}`;
  const right = plot.x + plot.width;
  const middle = plot.y + plot.height + 34;
  return (
    tag("circle", {
      cx: right - textWidth(text, { size: 13 }) - 8 - size.radius,
      cy: middle,
      r: size.radius,
      fill: "none",
      stroke: FAINT_INK,
    }) + textAt(right, middle + 5, text, { "font-size": 13, "text-anchor": "end", fill: FAINT_INK })
  );
}

/** Names, and the meaning of areas, beside a chart whose bubbles carry marks only. */
function drawKey(chart: BubbleChart, layout: BubbleLayout, key: Box): string {
  const named = layout.bubbles
    .filter(({ point }) => point.emphasis)
    .sort((a, b) => parseFloat(a.point.mark) - parseFloat(b.point.mark) || (a.point.code < b.point.code ? -1 : 1));
  const parts = [textAt(key.x, key.y + 14, chart.emphasisLabel, { "font-size": 15, "font-weight": "bold", fill: INK })];
  const bottom = key.y + key.height - 112;
  const room = bottom - key.y - 26;
  const density = keyDensity(named, room);
  // Where not all fit, a line says how many more there are.
  const last = keyHeight(named, density) > room ? bottom - 16 : bottom;
  const { mostLines, hasFigures, isSmall } = density;
  const size = isSmall ? 12 : 14;
  const half = isSmall ? 9 : 10;
  let y = key.y + 26;
  for (const [index, { point, quadrant }] of named.entries()) {
    const lines = breakLines(point.title, key.width - 38, { size }, mostLines);
    const height = keyEntryHeight(lines.length, density);
    const rest = named.length - index;
    if (y + height > last && rest > 1) {
      parts.push(textAt(key.x + 34, y + 14, `and ${String(rest)} more`, { "font-size": 13, fill: FAINT_INK }));
      break;
    }
    parts.push(
      tag("circle", { cx: key.x + 13, cy: y + half, r: isSmall ? 9.5 : 12, fill: CHART_QUADRANTS[quadrant].color }),
      textAt(key.x + 13, y + half + 4.5, point.mark, {
        "font-size": markSize(point.mark, isSmall),
        "font-weight": "bold",
        "text-anchor": "middle",
        fill: PAPER,
      }),
      ...lines.map((line, row) => textAt(key.x + 34, y + half + 4 + row * 16, line, { "font-size": size, fill: INK })),
    );
    if (hasFigures) {
      const figures = `${marked(formatNumber(point.size, chart.size.unit), point.wide.size)} ${chart.size.unit} · ${marked(signed(point.x), point.wide.x)} · LQ ${marked(formatNumber(point.y, "ratio"), point.wide.y)}`;
      parts.push(textAt(key.x + 34, y + 13 + lines.length * 16, figures, { "font-size": 12, fill: FAINT_INK }));
    }
    y += height;
  }
  let x = key.x + 26; // clear of the last tick of the axis
  const base = key.y + key.height - 14;
  const tallest = 2 * Math.max(...layout.sizes.map(({ radius }) => radius));
  parts.push(textAt(key.x, base - tallest - 4, `Area: ${chart.size.label}`, { "font-size": 13, fill: FAINT_INK }));
  for (const { value, radius } of layout.sizes) {
    parts.push(
      tag("circle", { cx: x + radius, cy: base - radius + 6, r: radius, fill: "none", stroke: FAINT_INK }),
      textAt(x + radius * 2 + 6, base + 2, formatNumber(value, chart.size.unit), { "font-size": 13, fill: FAINT_INK }),
    );
    x += radius * 2 + 80;
  }
  return tag("g", { class: "key" }, ...parts);
}

/** With the mark of an estimate of a wide range. */
function marked(text: string, isWide: boolean): string {
  return isWide ? `${MARKS.estimated}${text.replace(/^-/, "−")}` : text;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${formatNumber(value, "fraction")}`;
}

/** How much each entry of the key may say so that all fit. */
function keyDensity(named: readonly PlacedBubble[], height: number): KeyDensity {
  return KEY_DENSITIES.find((density) => keyHeight(named, density) <= height) ?? KEY_DENSITIES.at(-1)!;
}

function keyHeight(named: readonly PlacedBubble[], density: KeyDensity): number {
  return named.reduce((sum, { point }) => {
    const lines = breakLines(point.title, KEY_WIDTH - 38, { size: 14 }, density.mostLines);
    return sum + keyEntryHeight(lines.length, density);
  }, 0);
}

interface KeyDensity {
  readonly mostLines: number;
  readonly hasFigures: boolean;
  readonly isSmall: boolean;
}

const KEY_DENSITIES: readonly KeyDensity[] = [
  { mostLines: 2, hasFigures: true, isSmall: false },
  { mostLines: 1, hasFigures: true, isSmall: false },
  { mostLines: 2, hasFigures: false, isSmall: false },
  { mostLines: 1, hasFigures: false, isSmall: false },
  { mostLines: 1, hasFigures: false, isSmall: true },
];

function keyEntryHeight(lines: number, { hasFigures, isSmall }: KeyDensity): number {
  return isSmall ? 20 : lines * 16 + (hasFigures ? 15 : 6) + 6;
}

/** Letters of a mark that fit its circle. */
function markSize({ length }: string, isSmall: boolean): number {
  const sizes = isSmall ? [11, 9, 8] : [13, 10, 9];
  return sizes[Math.min(2, Math.max(0, length - 2))]!;
}

/** What lies beyond the frame, with its true figures. */
function clampedNotes(chart: BubbleChart): readonly string[] {
  const { bubbles } = layoutBubbles(chart, { x: 0, y: 0, width: PAGE_WIDTH, height: 500 }, 40);
  const beyond = bubbles.filter(({ clamped }) => clamped).sort((a, b) => (a.point.code < b.point.code ? -1 : 1));
  if (beyond.length === 0) return [];
  const named = beyond
    .slice(0, 4)
    .map(({ point }) => `${point.code} (${signed(point.x)}, LQ ${formatNumber(point.y, "ratio")})`);
  const more = beyond.length > 4 ? ` and ${String(beyond.length - 4)} more` : "";
  return [`Dashed at the edge, since beyond the frame: ${named.join(", ")}${more}.`];
}
