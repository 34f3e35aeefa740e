import type { ComparedIndustry, Comparison } from "./compare.js";
import type { Move, Part } from "./decompose.js";
import { formatNumber } from "../core/number-format.js";
import type { BarsChart } from "../report/chart.js";
import { describeSource } from "../report/source-words.js";
import { levelName } from "../report/words.js";

/** How many industries fit on a slide, and how many causes can be distinguished. */
const MOST = 16;
const MOST_CAUSES = 7;

/** A cause, and which parts of a move are its own. */
export interface ChartedCause {
  readonly label: string;
  readonly is: (part: Part) => boolean;
}

/** What moved the industries of either short list, in places; undefined if no industry is ranked on both sides. */
export function compareChart(
  { old, new: recent }: Comparison,
  industries: readonly ComparedIndustry[],
  causes: readonly ChartedCause[],
  title: string,
): BarsChart | undefined {
  const moves = industries.flatMap(({ title: label, move }) => (move ? [{ label, move }] : []));
  if (moves.length === 0) return undefined;
  const shown = moves.slice(0, MOST);
  const totalMove = (cause: ChartedCause): number =>
    shown.reduce((sum, { move }) => sum + Math.abs(sumPlaces(move, cause) ?? 0), 0);
  const acting = causes.filter((cause) => totalMove(cause) > 0);
  const bySize = [...acting].sort((a, b) => totalMove(b) - totalMove(a));
  const named = acting.length > MOST_CAUSES + 1 ? acting.filter((one) => bySize.indexOf(one) < MOST_CAUSES) : acting;
  const rest = acting.filter((one) => !named.includes(one));
  const series = [
    ...named,
    ...(rest.length > 0 ? [{ label: "other causes", is: (part: Part) => rest.some(({ is }) => is(part)) }] : []),
  ];
  return {
    kind: "bars",
    title,
    subtitle: `Places gained (right) and lost (left), by cause: ${shown.length} of the industries on either short list, of ${levelName(recent.scope)}.`,
    axis: { label: "Places gained", unit: "places" },
    series: series.map(({ label }) => label),
    rows: shown.map(({ label, move }) => ({
      mark: formatNumber(move.new.rank, "rank"),
      label,
      parts: series.map((cause) => sumPlaces(move, cause)),
      total: move.moved === 0 ? "0" : formatNumber(move.moved, "places"),
      sum: move.moved,
    })),
    source: describeSource(
      [old, recent].flatMap(({ scope: { years } }) => [...(years.start === undefined ? [] : [years.start]), years.end]),
      recent.scope.quarter,
    ),
    footnotes: [
      "The number before a name is its new rank; the black mark, and the number behind, are its move: parts to the right less parts to the left.",
    ],
  };
}

function sumPlaces({ parts }: Move, { is }: ChartedCause): number | undefined {
  const own = parts.filter(is);
  return own.length === 0 ? undefined : own.reduce((sum, { places }) => sum + places, 0);
}
