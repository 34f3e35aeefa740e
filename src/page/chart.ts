import { drawBubbleLabels, type NamedCircle } from "../render/chart/bubble-labels.js";
import type { Box } from "../render/chart/labels.js";
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

export function liveChart(
  svg: SVGSVGElement,
  titles: ReadonlyMap<string, string>,
  figuresOf: (naics: string) => readonly string[],
  onChoose: (naics: string) => void,
): LiveChart {
  const bubbles = [...svg.querySelectorAll<SVGCircleElement>("circle.bubble")].map((element): Bubble => {
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
  const space = JSON.parse(labels.dataset["space"] ?? "{}") as {
    readonly bounds: Box;
    readonly taken: readonly Box[];
    readonly lines: readonly Box[];
  };
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
      const circles = bubbles
        .map(({ code, title, x, y, radius }): NamedCircle & { readonly rank: number } => {
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
        })
        .sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
      labels.innerHTML = drawBubbleLabels(circles, { ...space, style: "marks", codes: false }) ?? "";
    },
    point(naics) {
      if (pointed?.code === naics) return;
      pointed?.element.classList.remove("pointed");
      pointed = bubbles.find(({ code }) => code === naics);
      pointed?.element.classList.add("pointed");
    },
  };
}
