import { formatNumber } from "../core/number-format.js";
import type { StandingChart } from "../report/chart.js";
import type { Merged } from "./merge.js";

/** What a picture says of its origin. */
export interface ChartSource {
  /** Not known where only CSV without the result is merged. */
  readonly region: string | undefined;
  readonly words: string;
}

/** LMI rank by readiness; undefined where no industry has both. */
export function mergeChart(merged: Merged, { region, words }: ChartSource): StandingChart | undefined {
  const { industries, form, raters } = merged;
  const points = industries.flatMap(({ naics, title, rank, readiness, list, isEstimated, raters: own }) =>
    rank === undefined || readiness === undefined
      ? []
      : [
          {
            code: naics,
            title,
            mark: formatNumber(rank, "rank"),
            x: rank,
            y: readiness,
            emphasis: list === "short list",
            estimated: isEstimated,
            note: `${formatNumber(readiness, form.id === "ratings" ? "ratio" : "fraction")}, ${String(own.length)} ${own.length === 1 ? "rater" : "raters"}`,
          },
        ],
  );
  if (points.length === 0) return undefined;
  const scores = form.answers.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const listed = points.filter(({ emphasis }) => emphasis).map(({ x }) => x);
  const others = points.filter(({ emphasis }) => !emphasis).map(({ x }) => x);
  const lacking = industries.length - points.length;
  return {
    kind: "standing",
    title: `Figures and people${region === undefined ? "" : `: ${region}`}`,
    subtitle: `Rank by the figures across, the best at the right; readiness as ${String(raters.length)} ${raters.length === 1 ? "person rates" : "people rate"} it upwards.`,
    x: { label: "Rank by the figures (1 is best)", unit: "rank" },
    y: {
      label: form.id === "ratings" ? "Readiness (mean of ratings, 1 to 5)" : "Readiness (part of all items)",
      unit: form.id === "ratings" ? "ratio" : "fraction",
    },
    range: { low, high },
    split: {
      x:
        listed.length === 0 || others.length === 0
          ? middle(points.map(({ x }) => x))
          : middle([Math.max(...listed), Math.min(...others)]),
      y: (low + high) / 2,
    },
    corners: {
      best: "Begin here",
      figures: "Figures say yes: build readiness",
      people: "People are ready: look at the figures again",
      neither: "Not now",
    },
    legend: { emphasis: "short list", other: "also consider", estimated: "some of its figures are estimates" },
    points,
    footnotes: [
      "The upright line stands at the end of the short list, the level one at the middle of the scale.",
      ...(lacking > 0
        ? [`Not drawn, since nobody rated them: ${String(lacking)} of ${String(industries.length)} industries.`]
        : []),
    ],
    source: words,
  };
}

function middle(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}
