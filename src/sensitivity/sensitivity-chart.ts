import type { IndustryTable } from "../core/industry-table.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { formatNumber } from "../core/number-format.js";
import type { Sensitivity } from "./sensitivity.js";
import type { IntervalsChart } from "../report/chart.js";
import { tableSource } from "../report/source-words.js";
import { levelName } from "../report/words.js";

/** How many industries fit on a slide. */
const MOST = 24;

/** Ranks over draws of weights and of estimated figures: the middle nine in ten near the stated weights, and over all. */
export function sensitivityChart(
  { industries, options, drawsFigures, factors }: Sensitivity<RankCandidate>,
  table: IndustryTable,
): IntervalsChart {
  const { top } = options;
  const shown = industries.slice(0, Math.min(MOST, Math.max(top + 8, 16)));
  const figures = drawsFigures ? ", and of estimated figures within their ranges" : "";
  const hasWeights = factors.length > 1;
  return {
    kind: "intervals",
    title: `How sure the ranks are: ${table.region.name}`,
    subtitle: `Ranks over ${formatNumber(options.draws, "count")} draws of ${hasWeights ? "weights near the stated ones" : "figures"}${hasWeights ? figures : ""}; the first ${shown.length} of ${industries.length} ${levelName(table)}.`,
    axis: { label: "Rank (1 is best)", unit: "rank" },
    legend: {
      value: "rank",
      emphasis: `rank in the top ${formatNumber(top, "count")}`,
      range: hasWeights ? "middle 90%, weights near the stated ones" : "middle 90%",
      ...(hasWeights && { wider: "middle 90%, any weights" }),
      median: "median",
    },
    rows: shown.map(({ industry: { candidate, rank }, spreads: { near, any } }) => ({
      mark: formatNumber(rank, "rank"),
      label: candidate.title,
      value: rank,
      low: near.low,
      high: near.high,
      ...(hasWeights && { wider: { low: any.low, high: any.high } }),
      median: near.median,
      text:
        near.low === near.high
          ? formatNumber(near.low, "rank")
          : `${formatNumber(near.low, "rank")}–${formatNumber(near.high, "rank")}`,
      emphasis: rank <= top,
    })),
    source: tableSource(table),
    footnotes: [
      `The number before a name is its rank, the numbers behind the line the middle 90% near the stated weights: columns rank, near_low and near_high of the table.`,
    ],
  };
}
