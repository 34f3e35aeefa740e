import { describe, expect, it } from "vitest";
import { layoutBubbles } from "../../src/render/chart/bubble-layout.js";
import { placeLabels } from "../../src/render/chart/labels.js";
import { drawChart } from "../../src/render/svg.js";
import type { BarsChart, BubbleChart, IntervalsChart } from "../../src/report/chart.js";

const HOSTILE = `</svg><script>bad()</script>"'&\u202e`;
const words = { title: HOSTILE, subtitle: HOSTILE, footnotes: [HOSTILE], source: HOSTILE };
const CLOSE = { x: false, y: false, size: false };
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
    wide: CLOSE,
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

/** So many industries of which the first are named, all growing and concentrated. */
function crowded(points: number, named: number, mark: (index: number) => string): BubbleChart {
  return {
    ...bubble,
    title: "A region",
    emphasisLabel: "Short list",
    points: Array.from({ length: points }, (_, index) => ({
      code: String(1000 + index),
      title: `Industry number ${index + 1}`,
      mark: mark(index),
      x: 0.05 + (index % 17) / 50,
      y: 1.2 + (index % 13) / 10,
      size: 100 + 37 * (index % 29),
      emphasis: index < named,
      estimated: false,
      wide: CLOSE,
    })),
  };
}

describe("a bubble chart", () => {
  it("names each of twenty in its key", () => {
    const svg = drawChart(crowded(300, 20, (index) => String(index + 1)));
    for (let index = 0; index < 20; index++) expect(svg).toContain(`>Industry number ${index + 1}</text>`);
    expect(svg).not.toMatch(/and \d+ more<\/text>/);
  });

  it("distinguishes those that share a rank", () => {
    const svg = drawChart(crowded(40, 4, (index) => (index < 2 ? "1.5" : String(index + 1))));
    // In the chart and in the key.
    for (const mark of ["1.5a", "1.5b", "3", "4"]) {
      expect(svg.match(new RegExp(`>${mark.replace(".", "\\.")}</text>`, "g"))).toHaveLength(2);
    }
    expect(svg).not.toContain(">1.5</text>");
  });

  it("leaves each corner room for its name, and draws every circle within the frame", () => {
    const plot = { x: 0, y: 0, width: 900, height: 500 };
    const { zeroX, oneY, bubbles } = layoutBubbles(
      crowded(300, 10, (index) => String(index + 1)),
      plot,
      40,
    );
    // No industry shrinks, and none has a quotient under 1.
    expect(zeroX).toBeGreaterThan(170);
    expect(plot.height - oneY).toBeGreaterThan(60);
    for (const { x, y, radius } of bubbles) {
      expect(Math.min(x, plot.width - x, y, plot.height - y)).toBeGreaterThanOrEqual(radius - 14);
    }
  });
});

it("no name stands in a circle where a smaller one hides it", () => {
  const large = { x: 200, y: 200, radius: 40, emphasis: true };
  const small = { x: 204, y: 204, radius: 14, emphasis: true };
  const space = {
    bounds: { x: 0, y: 0, width: 400, height: 400 },
    circles: [large, small],
    taken: [],
    lines: [],
    distances: [1, 8, 18],
    overCircles: true,
  };
  const [label] = placeLabels([{ circle: large, width: 20, height: 16 }], space);
  expect(label?.inside).toBe(false);
  // A larger one is drawn under it, and hides nothing.
  const [within] = placeLabels([{ circle: small, width: 16, height: 14 }], space);
  expect(within?.inside).toBe(true);
});
