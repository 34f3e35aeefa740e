import { formatSignificant } from "../../core/number-format.js";
import type { BubbleChart } from "../../report/chart.js";
import { drawPlot, drawLabels, labelSpace } from "./bubble.js";
import { layoutBubbles, type BubbleLayout, type PlacedBubble } from "./bubble-layout.js";
import { withOwnMarks } from "../../report/shared-ranks.js";
import { coordinate, escapeMarkup, tag } from "./svg.js";

/** How large a page draws the chart, and how small its letters are, in the same unit. */
interface PageDrawing {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Room left of the plot and under it, for the axes. */
  readonly left: number;
  readonly under: number;
  /** Radius of the largest circle. */
  readonly largest: number;
  /** Whether the corners say what they mean under their names. */
  readonly explains: boolean;
}

/** Beside a page's sliders; and over the whole width of a phone, unscaled, so that its letters stay readable. */
const WIDE: PageDrawing = { name: "wide", width: 900, height: 460, left: 62, under: 50, largest: 34, explains: true };
const NARROW: PageDrawing = {
  name: "narrow",
  width: 366,
  height: 400,
  left: 52,
  under: 46,
  largest: 20,
  explains: false,
};

/**
 * The chart as a page shows it, no title and no key: a drawing for a wide window, and one for a phone, into which the
 * page's program puts the circles. What places the labels goes with each, since the program places them again.
 */
export function drawPageBubbles(given: BubbleChart): string {
  const chart = { ...given, points: withOwnMarks(given.points) };
  const [wide, narrow] = [WIDE, NARROW].map((drawing) => {
    const { width, height, left, under, largest } = drawing;
    return layoutBubbles(chart, { x: left, y: 8, width: width - left - 10, height: height - 8 - under }, largest);
  }) as [BubbleLayout, BubbleLayout];
  return drawForPage(chart, wide, WIDE) + drawForPage(chart, narrow, NARROW, mappingBetween(wide, narrow));
}

function drawForPage(chart: BubbleChart, layout: BubbleLayout, drawing: PageDrawing, mapping?: string): string {
  const { name, width, height } = drawing;
  return tag(
    "svg",
    {
      class: name,
      viewBox: `0 0 ${String(width)} ${String(height)}`,
      role: "img",
      "aria-label": `${chart.title}. ${chart.subtitle}`,
      "data-mapping": mapping,
    },
    drawPlot(
      chart,
      layout,
      tag("g", { class: "bubbles" }, mapping === undefined ? layout.bubbles.map(drawPlainBubble).join("") : ""),
      drawing,
    ),
    tag(
      "g",
      { class: "labels", "data-space": JSON.stringify(labelSpace(layout, drawing)) },
      mapping === undefined ? (drawLabels(layout, "marks", { codes: false, drawing }) ?? "") : "",
    ),
  );
}

/**
 * Without its name, which the table beside has, and the page's program takes from there. A page has hundreds, so that
 * each is written as short as HTML allows.
 */
function drawPlainBubble({ point, x, y, radius, quadrant, clamped }: PlacedBubble): string {
  const code = /^[\w-]+$/.test(point.code) ? point.code : `"${escapeMarkup(point.code)}"`;
  const classes = `${quadrant}${point.emphasis ? " listed" : ""}${clamped ? " beyond" : ""}`;
  const place = [x, y].map((each) => String(Math.round(each)));
  return `<circle class=${classes.includes(" ") ? `"${classes}"` : classes} data-code=${code} cx=${place[0]!} cy=${place[1]!} r=${coordinate(radius)} />`;
}

/**
 * How a place in one drawing becomes the place of the same circle in another: both scales are straight lines of one
 * another, so that two numbers an axis and one for the radius say it.
 */
function mappingBetween(from: BubbleLayout, to: BubbleLayout): string {
  const axis = (start: keyof BubbleLayout & ("zeroX" | "oneY"), ticks: "xTicks" | "yTicks"): readonly number[] => {
    const [one, other] = [from, to].map((layout) => new Map(layout[ticks].map(({ value, at }) => [value, at])));
    const tick = from[ticks].find(({ value, at }) => at !== from[start] && other!.has(value));
    const slope = tick ? (other!.get(tick.value)! - to[start]) / (one!.get(tick.value)! - from[start]) : 1;
    return [slope, to[start] - slope * from[start]];
  };
  const radius = NARROW.largest / WIDE.largest;
  return [...axis("zeroX", "xTicks"), ...axis("oneY", "yTicks"), radius]
    .map((each) => formatSignificant(each, 6))
    .join(" ");
}
