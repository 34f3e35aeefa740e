import { scaleLinear, scaleLog, scaleSqrt } from "d3-scale";
import type { BubbleChart, BubblePoint } from "../../report/chart.js";
import type { Box, Circle } from "./labels.js";
import type { Quadrant } from "./palette.js";

/** A point where it is drawn. */
export interface PlacedBubble extends Circle {
  readonly point: BubblePoint;
  readonly quadrant: Quadrant;
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
  const growths = frameOf(points, ({ x }) => x, 0);
  const x = scaleLinear()
    .domain([growths.low - (growths.high - growths.low) * 0.06, growths.high + (growths.high - growths.low) * 0.06])
    .range([plot.x, plot.x + plot.width]);
  const logs = frameOf(points, ({ y }) => Math.log(Math.max(y, LEAST_QUOTIENT)), 0);
  const pad = (logs.high - logs.low) * 0.08;
  const y = scaleLog()
    .domain([Math.exp(logs.low - pad), Math.exp(logs.high + pad)])
    .range([plot.y + plot.height, plot.y]);
  const mostJobs = Math.max(1, ...points.map(({ size }) => size));
  const radius = scaleSqrt().domain([0, mostJobs]).range([0, largest]);

  const bubbles = points.map((point): PlacedBubble => {
    const growth = within(point.x, x.domain());
    const quotient = within(point.y, y.domain());
    return {
      point,
      x: x(growth),
      y: y(quotient),
      radius: Math.max(3, radius(Math.max(0, point.size))),
      quadrant: quadrantOf(point),
      clamped: growth !== point.x || quotient !== point.y,
    };
  });
  const [yLow = 0, yHigh = 1] = y.domain();
  return {
    plot,
    bubbles: [...bubbles].sort((a, b) => b.radius - a.radius || (a.point.code < b.point.code ? -1 : 1)),
    zeroX: x(0),
    oneY: y(1),
    xTicks: x.ticks(8).map((value) => ({ value, at: x(value) })),
    yTicks: QUOTIENT_TICKS.filter((value) => value > yLow && value < yHigh).map((value) => ({ value, at: y(value) })),
    sizes: roundSizes(mostJobs).map((value) => ({ value, radius: radius(value) })),
  };
}

const LEAST_QUOTIENT = 0.02;
const QUOTIENT_TICKS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

export function quadrantOf({ x, y }: Pick<BubblePoint, "x" | "y">): Quadrant {
  if (x > 0) return y > 1 ? "star" : "emerging";
  return y > 1 ? "mature" : "transforming";
}

/** Industries with less than this part of the largest one's jobs do not stretch an axis. */
const SMALL = 0.005;

/** The part of an axis that is shown: all points, unless a few lie so far out that they would press the rest together. */
function frameOf(
  points: readonly BubblePoint[],
  valueOf: (point: BubblePoint) => number,
  always: number,
): { readonly low: number; readonly high: number } {
  const values = points.map(valueOf).sort((a, b) => a - b);
  const least = SMALL * Math.max(...points.map(({ size }) => size));
  const notSmall = points.filter(({ size }) => size >= least).map(valueOf);
  const at = (part: number): number => values[Math.round(part * (values.length - 1))] ?? always;
  const named = points.filter(({ emphasis }) => emphasis).map(valueOf);
  const low = Math.min(Math.max(at(0.04), Math.min(...notSmall)), always, ...named);
  const high = Math.max(Math.min(at(0.96), Math.max(...notSmall)), always, ...named);
  const span = high - low || 1;
  return {
    low: at(0) < low - span / 4 ? low : Math.min(low, at(0)),
    high: at(1) > high + span / 4 ? high : Math.max(high, at(1)),
  };
}

function within(value: number, domain: readonly number[]): number {
  const [low = value, high = value] = domain;
  return Math.min(high, Math.max(low, value));
}

/** Two or three round numbers for the legend of areas. */
function roundSizes(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const top = [5, 2, 1].map((factor) => factor * power).find((value) => value <= most) ?? power;
  return [top, top / 10].filter((value) => value >= 1);
}
