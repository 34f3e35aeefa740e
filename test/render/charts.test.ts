import { expect, it } from "vitest";
import { drawChart } from "../../src/render/svg.js";
import type { BarsChart, BubbleChart, IntervalsChart } from "../../src/report/chart.js";

const HOSTILE = `</svg><script>bad()</script>"'&\u202e`;
const words = { title: HOSTILE, subtitle: HOSTILE, footnotes: [HOSTILE] };
const axis = { label: HOSTILE, unit: "count" } as const;
const bars: BarsChart = {
  kind: "bars",
  ...words,
  axis,
  series: [HOSTILE, "B"],
  rows: [{ mark: HOSTILE, label: HOSTILE, parts: [2, undefined], total: HOSTILE }],
};
const intervals: IntervalsChart = {
  kind: "intervals",
  ...words,
  axis,
  legend: { value: HOSTILE, range: HOSTILE, emphasis: HOSTILE, wider: HOSTILE, median: HOSTILE },
  rows: [{ mark: HOSTILE, label: HOSTILE, value: 2, low: 1, high: 3, text: HOSTILE, emphasis: true }],
};
const bubble: BubbleChart = {
  kind: "bubble",
  ...words,
  x: axis,
  y: axis,
  size: axis,
  emphasisLabel: HOSTILE,
  points: [1, 2, 3].map((rank) => ({
    code: HOSTILE,
    title: HOSTILE,
    mark: String(rank),
    x: rank / 10,
    y: rank / 2,
    size: rank * 100,
    emphasis: rank === 1,
    estimated: false,
  })),
};

it.each([bars, intervals, bubble])("a $kind chart escapes every text, and is the same twice", (chart) => {
  const svg = drawChart(chart);
  expect(svg).toContain("&lt;script&gt;");
  expect(svg).not.toContain("<script");
  expect(svg.match(/<\/svg>/g)).toHaveLength(1);
  expect(svg).not.toContain("\u202e");
  expect(drawChart(chart)).toBe(svg);
});
