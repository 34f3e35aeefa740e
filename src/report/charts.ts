import { ABSENT, CLOSE_RANGE, isWide, knownValue, type Datum } from "../core/datum.js";
import type { JobHistory } from "../region/job-history.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { rankingMethod, type RankingMethodId } from "../ranking/methods.js";
import type { RankInterval } from "../ranking/rank-intervals.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import { formatNumber } from "../core/number-format.js";
import { historyChart } from "./history-table.js";
import type { BarsChart, BubbleChart, BubblePoint, Chart, IntervalsChart } from "./chart.js";
import { tableSource } from "./source-words.js";
import { levelName, formatList, describeOwnership } from "./words.js";

/** How many industries a chart names where no short list says which. */
const NAMED = 12;

/** An industry to draw, with what names it. */
export interface BubbleCandidate {
  readonly candidate: RankCandidate;
  readonly mark: string;
  readonly emphasis: boolean;
}

/** Growth by concentration by size; undefined if no industry has all three. */
export function bubbleChart(
  candidates: readonly BubbleCandidate[],
  table: IndustryTable,
  emphasisLabel: string,
): BubbleChart | undefined {
  const points: BubblePoint[] = [];
  const lacking: string[] = [];
  for (const { candidate, mark, emphasis } of candidates) {
    const data = [candidate.values["growth"], candidate.values["lq"], candidate.values["employment"]];
    const [x, y, size] = data.map((datum) => knownValue(datum ?? ABSENT));
    const [xWide = false, yWide = false, sizeWide = false] = data.map((datum) => isWide(datum ?? ABSENT));
    if (x === undefined || y === undefined || size === undefined) {
      lacking.push(candidate.naics);
      continue;
    }
    const estimated = data.some((datum?: Datum) => datum?.status === "estimated");
    const wide = { x: xWide, y: yWide, size: sizeWide };
    points.push({ code: candidate.naics, title: candidate.title, mark, x, y, size, emphasis, estimated, wide });
  }
  if (points.length === 0) return undefined;
  const estimates = points.filter(({ estimated }) => estimated).length;
  const { years, reference } = table;
  return {
    kind: "bubble",
    title: `Growth, concentration and size of industries: ${table.region.name}`,
    subtitle: `${formatCount(points.length, table)}, ${describeOwnership(table.ownership)}. Growth ${years.start ?? ""}–${years.end}, location quotient ${years.end} against ${reference.name}; a circle's area is its jobs.`,
    x: { label: `Job growth ${years.start ?? ""}–${years.end}`, unit: "fraction" },
    y: { label: "Location quotient (log scale)", unit: "ratio" },
    size: { label: "jobs", unit: "jobs" },
    emphasisLabel,
    points,
    source: tableSource(table),
    footnotes: [
      ...(estimates > 0
        ? [
            `${estimates} of ${points.length} rest in part on estimates, since cells are suppressed; ~ where the 90% range is wider than ±${formatNumber(CLOSE_RANGE, "fraction")}.`,
          ]
        : []),
      ...(lacking.length > 0
        ? [`Not drawn, since growth, location quotient or jobs are not known: ${shortList(lacking)}.`]
        : []),
    ],
  };
}

function formatCount(count: number, table: IndustryTable): string {
  const name = levelName(table);
  return `${formatNumber(count, "count")} ${count === 1 ? name.replace(/ies$/, "y").replace(/s$/, "") : name}`;
}

function shortList(codes: readonly string[]): string {
  return codes.length > 8 ? `${codes.slice(0, 8).join(", ")} and ${codes.length - 8} more` : codes.join(", ");
}

/** The bubble chart of an unranked table, in which the largest are named. */
export function industriesCharts(
  candidates: readonly RankCandidate[],
  table: IndustryTable,
  history: JobHistory | undefined,
): readonly Chart[] {
  const bySize = candidates
    .filter(({ values }) => knownValue(values["employment"] ?? ABSENT) !== undefined)
    .sort((a, b) => countJobs(b) - countJobs(a) || (a.naics < b.naics ? -1 : 1));
  const all = bySize.length <= NAMED * 2;
  const chart = bubbleChart(
    bySize.map((candidate, index) => ({ candidate, mark: String(index + 1), emphasis: all || index < NAMED })),
    table,
    all ? "By jobs" : `The ${NAMED} largest by jobs`,
  );
  const largest = bySize.map(({ naics, title }, index) => ({ naics, title, mark: String(index + 1) }));
  const years = history && historyChart(history, largest, table, "The largest by jobs");
  return [chart, years].filter((one) => one !== undefined);
}

function countJobs(candidate: RankCandidate): number {
  return knownValue(candidate.values["employment"] ?? ABSENT) ?? 0;
}

export interface RankChartInputs {
  readonly ranking: Ranking<RankCandidate>;
  readonly table: IndustryTable;
  readonly listed: ReadonlySet<string>;
  readonly rankIntervals: ReadonlyMap<string, RankInterval> | undefined;
  readonly history: JobHistory | undefined;
}

/** The charts of a ranking: where its industries stand, what made them rank, how sure their ranks are. */
export function rankCharts(inputs: RankChartInputs): readonly Chart[] {
  const { ranking, table, listed, history } = inputs;
  const shortList = ranking.industries
    .filter(({ candidate }) => listed.has(candidate.naics))
    .map(({ candidate: { naics, title }, rank }) => ({ naics, title, mark: formatNumber(rank, "rank") }));
  const years = history && historyChart(history, shortList, table, "The short list");
  const bubbles = bubbleChart(
    ranking.industries.map(({ candidate, rank }) => ({
      candidate,
      mark: formatNumber(rank, "rank"),
      emphasis: listed.has(candidate.naics),
    })),
    table,
    "Short list, by rank",
  );
  return [bubbles, factorBars(inputs), intervalsChart(inputs), years].filter((chart) => chart !== undefined);
}

/** What each method's bar is as long as: something that grows with better places and adds up to the score. */
const BAR_AXES: Readonly<Record<RankingMethodId, (industries: number) => string>> = {
  "mean-rank": (industries) => `Places ahead of the last of ${industries}, weighted mean over the factors`,
  percentile: () => "Weighted percentile rank",
  "min-max": () => "Weighted min-max score",
  "z-score": () => "Weighted z-score",
  decile: () => "Weighted mean of deciles",
  "geometric-mean": () => "Weighted logarithm of the scaled figures",
  copeland: (industries) => `Places ahead of the last of ${industries}, weighted mean over the factors`,
};

/** The short list as bars: each factor's part of the score. */
function factorBars({ ranking, table, listed }: RankChartInputs): BarsChart {
  const factors = ranking.factors.filter(({ count }) => count > 0);
  const industries = ranking.industries.length;
  const isByPairs = rankingMethod(ranking.method).comparesPairs === true;
  const hasPlaces = ranking.method === "mean-rank" || isByPairs;
  const scoreParts = (industry: RankedIndustry<RankCandidate>): readonly (number | undefined)[] => {
    const had = factors.filter(({ id }) => industry.scores[id] !== undefined);
    const weights = had.reduce((sum, { weight }) => sum + weight, 0);
    return factors.map(({ id, weight }) => {
      const score = industry.scores[id];
      if (score === undefined) return undefined;
      return (weight / weights) * (hasPlaces ? industries - score : score);
    });
  };
  const shown = ranking.industries.filter(({ candidate }) => listed.has(candidate.naics)).slice(0, 20);
  const isSigned = ranking.method === "z-score";
  return {
    kind: "bars",
    title: `What put them on the short list: ${table.region.name}`,
    subtitle: `${shown.length < listed.size ? `The first ${shown.length} of ${listed.size}. ` : ""}Each factor's part of the score by ${rankingMethod(ranking.method).label}, of ${industries} ${levelName(table)}; weights ${formatList(factors.map(({ label, share }) => `${label.toLowerCase()} ${formatNumber(share, "fraction")}`))}.`,
    axis: { label: BAR_AXES[ranking.method](industries), unit: hasPlaces ? "count" : "ratio" },
    series: factors.map(({ label, direction }) => (direction === "lower" ? `${label} (low is good)` : label)),
    rows: shown.map((industry) => ({
      mark: formatNumber(industry.rank, "rank"),
      label: industry.candidate.title,
      parts: scoreParts(industry),
      total: formatNumber(
        scoreParts(industry).reduce<number>((sum, part) => sum + (part ?? 0), 0),
        hasPlaces ? "score" : "ratio",
      ),
      ...(isSigned && { sum: industry.score }),
    })),
    source: tableSource(table),
    footnotes: [
      isByPairs
        ? "Places by each factor; the order of the list is by pairs, in which distances between places don't count."
        : hasPlaces
          ? `A bar, and the number at its end, is ${industries} less the mean rank that the table has as the score.`
          : "A bar, and the number at its end, is the score that the table has.",
      ...(shown.some(({ missing }) => missing.length > 0)
        ? ["Where a factor's figure is missing, the others' weights are raised in proportion, or it counts worst."]
        : []),
    ],
  };
}

/** Ranks with the range that estimates leave open; undefined if no figure is an estimate. */
function intervalsChart({ ranking, table, listed, rankIntervals }: RankChartInputs): IntervalsChart | undefined {
  if (!rankIntervals) return undefined;
  const shown = ranking.industries.slice(0, Math.min(24, Math.max(listed.size + 8, 18)));
  return {
    kind: "intervals",
    title: `How sure the ranks are: ${table.region.name}`,
    subtitle: `Rank, and the middle 90% of ranks when every estimated figure is drawn again from its range; the first ${shown.length} of ${ranking.industries.length} ${levelName(table)}.`,
    axis: { label: "Rank (1 is best)", unit: "rank" },
    legend: {
      value: "rank",
      emphasis: "rank, on the short list",
      range: "middle 90% when estimates are drawn from their ranges",
    },
    rows: shown.map(({ candidate, rank }) => {
      const { low, high } = rankIntervals.get(candidate.naics) ?? { low: rank, high: rank };
      const place = formatNumber(rank, "rank");
      return {
        mark: place,
        label: candidate.title,
        value: rank,
        low,
        high,
        text: low === high ? place : `${formatNumber(low, "rank")}–${formatNumber(high, "rank")}`,
        emphasis: listed.has(candidate.naics),
      };
    }),
    source: tableSource(table),
    footnotes: [
      "The numbers behind a line are its ends. Weights are held; only suppressed cells move; the command sensitivity moves both.",
    ],
  };
}
