import { drawBubbleLabels, type NamedCircle } from "../render/chart/bubble-labels.js";
import { withOwnMarks } from "../report/shared-ranks.js";
import { LEAST_RADIUS, type Box } from "../render/chart/labels.js";
import { formatNumber } from "../core/number-format.js";
import { plainText } from "../core/plain-text.js";
import type { Reranked } from "./setting.js";

/** The bubbles of a page: their places never change, what is named and what is left out does. */
export interface LiveChart {
  show(reranked: Reranked): void;
  /** Marks one industry, as when its row is pointed at. */
  point(naics: string | undefined): void;
}

interface Bubble {
  readonly element: SVGCircleElement;
  readonly code: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface ChartInputs {
  readonly titles: ReadonlyMap<string, string>;
  readonly figuresOf: (naics: string) => readonly string[];
  readonly onChoose: (naics: string) => void;
}

/** The drawings of a page as one chart: only those that are seen are kept up to date, and all of them on paper. */
export function liveCharts(figure: Element, inputs: ChartInputs): LiveChart {
  const drawings = [...figure.querySelectorAll("svg")];
  for (const svg of drawings) if (svg !== drawings[0]) placeCircles(svg, drawings[0]!);
  const made = new Map<SVGSVGElement, LiveChart>();
  let last: Reranked | undefined;
  const showAll = (isWanted: (svg: SVGSVGElement) => boolean): void => {
    if (!last) return;
    for (const svg of drawings.filter(isWanted)) {
      const chart = made.get(svg) ?? liveChart(svg, inputs);
      made.set(svg, chart);
      chart.show(last);
    }
  };
  const isSeen = (svg: SVGSVGElement): boolean => getComputedStyle(svg).display !== "none";
  addEventListener("resize", () => showAll(isSeen));
  addEventListener("beforeprint", () => showAll(() => true));
  return {
    show(reranked) {
      last = reranked;
      showAll(isSeen);
    },
    point(naics) {
      for (const chart of made.values()) chart.point(naics);
    },
  };
}

/** Puts the circles of one drawing into another, where its mapping says; those at the edge of one to that of the other. */
function placeCircles(svg: SVGSVGElement, first: SVGSVGElement): void {
  const [slopeX = 1, startX = 0, slopeY = 1, startY = 0, scale = 1] = svg.dataset["mapping"]!.split(" ").map(Number);
  const [from, to] = [first, svg].map((each) => parseLabelSpace(each).bounds) as [Box, Box];
  const circles = [...first.querySelectorAll("circle")].map((circle) => {
    const copy = circle.cloneNode() as SVGCircleElement;
    const [cx, cy, r] = [circle.cx, circle.cy, circle.r].map(({ baseVal }) => baseVal.value) as [
      number,
      number,
      number,
    ];
    const radius = Math.max(LEAST_RADIUS, r * scale);
    const isBeyond = circle.classList.contains("beyond");
    const placed = (at: number, mapped: number, [start, end]: Ends, [toStart, toEnd]: Ends): number => {
      if (isBeyond && at - r <= start + 1) return toStart + radius;
      if (isBeyond && at + r >= end - 1) return toEnd - radius;
      return Math.min(toEnd, Math.max(toStart, mapped));
    };
    const x = placed(cx, slopeX * cx + startX, [from.x, from.x + from.width], [to.x, to.x + to.width]);
    const y = placed(cy, slopeY * cy + startY, [from.y, from.y + from.height], [to.y, to.y + to.height]);
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: radius })) copy.setAttribute(name, String(value));
    return copy;
  });
  svg.querySelector(".bubbles")!.append(...circles);
}

type Ends = readonly [start: number, end: number];

interface LabelSpace {
  readonly bounds: Box;
  readonly taken: readonly Box[];
  readonly lines: readonly Box[];
}

function parseLabelSpace(svg: SVGSVGElement): LabelSpace {
  return JSON.parse(svg.querySelector<SVGGElement>("g.labels")!.dataset["space"]!) as LabelSpace;
}

function liveChart(svg: SVGSVGElement, { titles, figuresOf, onChoose }: ChartInputs): LiveChart {
  const bubbles = [...svg.querySelectorAll("circle")].map((element): Bubble => {
    const code = element.dataset["code"] ?? "";
    const name = titles.get(code) ?? code;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = [`${code === name ? "" : `${code} `}${plainText(name)}`, ...figuresOf(code)].join("\n");
    element.append(title);
    return {
      element,
      code,
      title: name,
      x: element.cx.baseVal.value,
      y: element.cy.baseVal.value,
      radius: element.r.baseVal.value,
    };
  });
  const labels = svg.querySelector<SVGGElement>("g.labels")!;
  const space = parseLabelSpace(svg);
  let pointed: Bubble | undefined;
  // What the bubbles show now: only what changes is touched.
  let listed: ReadonlyMap<string, number> = new Map();
  let ranked: ReadonlySet<string> = new Set(bubbles.map(({ code }) => code));
  let named = "";
  svg.addEventListener("click", ({ target }) => {
    const bubble = bubbles.find(({ element }) => element === target);
    if (bubble) onChoose(bubble.code);
  });
  return {
    show({ ranking, shortList }) {
      const before = { listed, ranked };
      listed = new Map(shortList.map(({ industry }) => [industry.candidate.naics, industry.rank]));
      ranked = new Set(ranking.industries.map(({ candidate }) => candidate.naics));
      for (const { element, code } of bubbles) {
        if (before.listed.has(code) !== listed.has(code) || named === "") {
          element.classList.toggle("listed", listed.has(code));
        }
        if (before.ranked.has(code) !== ranked.has(code)) element.classList.toggle("out", !ranked.has(code));
      }
      const names = [...listed].join(" ");
      if (names === named) return;
      named = names;
      const circles = withOwnMarks(
        bubbles.map(({ code, title, x, y, radius }): NamedCircle & { readonly rank: number } => {
          const rank = listed.get(code);
          return {
            code,
            title,
            x,
            y,
            radius,
            mark: rank === undefined ? "" : formatNumber(rank, "rank"),
            emphasis: rank !== undefined,
            rank: rank ?? Infinity,
          };
        }),
      );
      const inOrder = [...circles].sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
      labels.innerHTML = drawBubbleLabels(inOrder, { ...space, style: "marks", codes: false }) ?? "";
    },
    point(naics) {
      if (pointed?.code === naics) return;
      pointed?.element.classList.remove("pointed");
      pointed = bubbles.find(({ code }) => code === naics);
      pointed?.element.classList.add("pointed");
    },
  };
}
