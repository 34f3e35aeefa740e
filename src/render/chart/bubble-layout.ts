import { scaleLinear, scaleLog, scaleSqrt, type ScaleLinear } from "d3-scale";
import type { BubbleChart, BubblePoint } from "../../report/chart.js";
import { LEAST_RADIUS, type Box, type Circle } from "./labels.js";
import type { ChartQuadrant } from "./palette.js";

/** A point where it is drawn. */
export interface PlacedBubble extends Circle {
  readonly point: BubblePoint;
  readonly quadrant: ChartQuadrant;
  /** It lies beyond the frame and is drawn at its edge. */
  readonly clamped: boolean;
}

export interface BubbleLayout {
  readonly plot: Box;
  /** The largest first, so that none hides another. */
  readonly bubbles: readonly PlacedBubble[];
  readonly zeroX: number;
  readonly oneY: number;
  readonly xTicks: readonly { readonly value: number; readonly at: number }[];
  readonly yTicks: readonly { readonly value: number; readonly at: number }[];
  readonly sizes: readonly { readonly value: number; readonly radius: number }[];
}

/** Where everything of a bubble chart stands. Concentration is on a log scale: half as much is as far from 1 as twice. */
export function layoutBubbles(chart: BubbleChart, plot: Box, largest: number): BubbleLayout {
  const { points } = chart;
  // Room at the edges, so that a circle there is seen whole.
  const edge = Math.min(largest * 0.7, plot.height / 8);
  const growths = frameAxis(points, ({ x }) => x, LEAST_GROWTH);
  const x = wholePlot(
    scaleLinear()
      .domain([growths.low, growths.high])
      .range([plot.x + edge, plot.x + plot.width - edge]),
    [plot.x, plot.x + plot.width],
  );
  const logs = frameAxis(points, ({ y }) => Math.log(Math.max(y, LEAST_QUOTIENT)), Math.log(LEAST_TIMES));
  const logY = wholePlot(
    scaleLinear()
      .domain([logs.low, logs.high])
      .range([plot.y + plot.height - edge, plot.y + edge]),
    [plot.y + plot.height, plot.y],
  );
  const y = scaleLog().domain(logY.domain().map(Math.exp)).range(logY.range());
  const mostJobs = Math.max(1, ...points.map(({ size }) => size));
  const radius = scaleSqrt().domain([0, mostJobs]).range([0, largest]);

  const bubbles = points.map((point): PlacedBubble => {
    const growth = within(point.x, x.domain());
    const quotient = within(point.y, y.domain());
    const own = Math.max(LEAST_RADIUS, radius(Math.max(0, point.size)));
    const clamped = growth !== point.x || quotient !== point.y;
    // One beyond the frame touches its edge from within.
    const inset = clamped ? own : 0;
    return {
      point,
      x: within(x(growth), [plot.x + inset, plot.x + plot.width - inset]),
      y: within(y(quotient), [plot.y + inset, plot.y + plot.height - inset]),
      radius: own,
      quadrant: chartQuadrant(point),
      clamped,
    };
  });
  const [yLow = 0, yHigh = 1] = y.domain();
  return {
    plot,
    bubbles: [...bubbles].sort((a, b) => b.radius - a.radius || (a.point.code < b.point.code ? -1 : 1)),
    zeroX: x(0),
    oneY: y(1),
    xTicks: x.ticks(Math.min(8, Math.round(plot.width / 60))).map((value) => ({ value, at: x(value) })),
    yTicks: quotientTicks(yLow, yHigh).map((value) => ({ value, at: y(value) })),
    sizes: roundSizes(mostJobs).map((value) => ({ value, radius: radius(value) })),
  };
}

const LEAST_QUOTIENT = 0.02;
/** An axis shows so much at least on either side: differences smaller than that are none. */
const LEAST_GROWTH = 0.02;
const LEAST_TIMES = 1.25;
/** Each of the four corners gets this part of the other side's room at least, for its name. */
const LEAST_SIDE = 0.28;

const QUOTIENT_TICKS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const CLOSE_TICKS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4];

/** Round quotients between two, closer together where those of the wide scale are too few to read by. */
function quotientTicks(low: number, high: number): readonly number[] {
  const within = (ticks: readonly number[]): readonly number[] => ticks.filter((tick) => tick > low && tick < high);
  const wide = within(QUOTIENT_TICKS);
  return wide.length < 3 ? within(CLOSE_TICKS) : wide;
}

/** The scale stretched to the whole plot, with what it shows beyond its own ends. */
function wholePlot(scale: ScaleLinear<number, number>, range: [number, number]): ScaleLinear<number, number> {
  return scaleLinear()
    .domain(range.map((at) => scale.invert(at)))
    .range(range);
}

export function chartQuadrant({ x, y }: Pick<BubblePoint, "x" | "y">): ChartQuadrant {
  if (x > 0) return y > 1 ? "star" : "emerging";
  return y > 1 ? "mature" : "transforming";
}

/** Industries with less than this part of the largest one's jobs do not stretch an axis. */
const SMALL = 0.005;

/** The part of an axis that is shown: all points, unless a few lie so far out that they would press the rest together. */
function frameAxis(
  points: readonly BubblePoint[],
  valueOf: (point: BubblePoint) => number,
  least: number,
): { readonly low: number; readonly high: number } {
  const values = points.map(valueOf).sort((a, b) => a - b);
  const fewJobs = SMALL * Math.max(...points.map(({ size }) => size));
  const notSmall = points.filter(({ size }) => size >= fewJobs).map(valueOf);
  const at = (part: number): number => values[Math.round(part * (values.length - 1))] ?? 0;
  const named = points.filter(({ emphasis }) => emphasis).map(valueOf);
  const low = Math.min(Math.max(at(0.04), Math.min(...notSmall)), -least, ...named);
  const high = Math.max(Math.min(at(0.96), Math.max(...notSmall)), least, ...named);
  const span = high - low;
  const shown = {
    low: at(0) < low - span / 4 ? low : Math.min(low, at(0)),
    high: at(1) > high + span / 4 ? high : Math.max(high, at(1)),
  };
  return { low: Math.min(shown.low, -LEAST_SIDE * shown.high), high: Math.max(shown.high, -LEAST_SIDE * shown.low) };
}

function within(value: number, domain: readonly number[]): number {
  const [low = value, high = value] = domain;
  return Math.min(high, Math.max(low, value));
}

/** Two or three round numbers for the legend of areas. */
function roundSizes(most: number): readonly number[] {
  const power = Number(`1e${Math.floor(Math.log10(most))}`);
  const top = [5, 2, 1].map((factor) => factor * power).find((value) => value <= most) ?? power;
  return [top, top / 10].filter((value) => value >= 1);
}
