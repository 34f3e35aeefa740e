import { describeFollowedMethod } from "./followed-words.js";
import { describeWeights } from "./weight-words.js";
import { ABSENT, hasValue } from "../core/datum.js";
import { ALL_MEASURES, listMeasures } from "../measures/index.js";
import { alsoConsider, type Alternative } from "../ranking/also-consider.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { rankingMethod } from "../ranking/methods.js";
import type { RankedIndustry } from "../ranking/rank.js";
import type { ShortListEntry } from "../ranking/short-list.js";
import { formatNumber } from "../core/number-format.js";
import { findQuadrant } from "../region/context/quadrant.js";
import { QUADRANT_COLUMN, quadrantText } from "./context-section.js";
import { historyCells, historyColumns } from "./history-table.js";
import { measureColumn, NAICS_COLUMN, RANK_COLUMN, buildSuppliedColumn, TITLE_COLUMN } from "./measure-columns.js";
import { projectionCells, projectionColumns } from "./projection-columns.js";
import { workforceCells, workforceColumns } from "./workforce-columns.js";
import { ruleCells, ruleColumns } from "./rule-report.js";
import type { Report, ReportColumn, ReportRow, ReportTable } from "./report.js";
import { shortReason } from "./short-list-words.js";
import { levelName, formatList, scopeLines } from "./words.js";
import type { RankTableInputs } from "./rank-inputs.js";
import { STANDING_COLUMNS, standingCells } from "./standings.js";

/** What was ranked and how, line by line. */
export function rankScope({ analysis, ranking, filters, follows }: RankTableInputs): Report["scope"] {
  return [
    ...scopeLines(analysis.table),
    ...(filters.length > 0 ? [["Only", formatList(filters)] as const] : []),
    ["Ranked by", `${describeWeights(ranking)}; ${rankingMethod(ranking.method).label}`],
    ...(follows === undefined ? [] : [["Method", describeFollowedMethod(follows)] as const]),
  ];
}

/** What stands first: the highest-ranked, or where some of these may not be listed, the short list. */
function composeTitle({ ranking, shortList }: RankTableInputs, of: string): string {
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const isFirst = ranking.industries.slice(0, listed.size).every(({ candidate }) => listed.has(candidate.naics));
  if (!isFirst) return `The short list: ${listed.size} of ${of}`;
  return listed.size === 1 ? `The first of ${of}` : `The ${listed.size} highest-ranked of ${of}`;
}

/** All ranked industries; the short list stands first and is marked. */
export function rankTable(inputs: RankTableInputs): ReportTable {
  const { ranking, shortList } = inputs;
  const of = `${ranking.industries.length} ${levelName(inputs.analysis.table)}`;
  const listed = new Map(shortList.map((entry) => [entry.industry.candidate.naics, entry]));
  const alternatives = new Map(
    alsoConsider(ranking, shortList, inputs.analysis.table, inputs.thresholds).map((one) => [
      one.entry.industry.candidate.naics,
      one,
    ]),
  );
  const beside = ({ candidate: { naics } }: RankedIndustry<RankCandidate>): Beside => ({
    entry: listed.get(naics) ?? alternatives.get(naics)?.entry,
    isListed: listed.has(naics),
    alternative: alternatives.get(naics),
  });
  return {
    id: "ranking",
    title: composeTitle(inputs, of),
    columns: rankColumns(inputs),
    rows: ranking.industries.map((industry) => rankRow(industry, beside(industry), inputs)),
    ...(shortList.length < ranking.industries.length && {
      leading: {
        rows: shortList.length,
        emphasised: true,
        rest: `${ranking.industries.length - shortList.length} more: --format csv lists them, --out FILE.csv writes them.`,
      },
    }),
  };
}

function rankColumns(inputs: RankTableInputs): readonly ReportColumn[] {
  const { ranking, rankIntervals, weightSpread, rules, top } = inputs;
  const { table } = inputs.analysis;
  const factors = new Set(ranking.factors.filter(({ count }) => count > 0).map(({ id }) => id));
  const isEmpty = (id: string): boolean =>
    ranking.industries.every(({ candidate }) => !hasValue(candidate.values[id] ?? ABSENT));
  const userFactors = ranking.factors.filter(({ id }) => !ALL_MEASURES.some((measure) => measure.id === id));
  return [
    RANK_COLUMN,
    NAICS_COLUMN,
    TITLE_COLUMN,
    ...listMeasures(table)
      .filter(({ id }) => factors.has(id))
      .map((measure) => measureColumn(measure, { table, isFactor: true })),
    ...userFactors.map(
      ({ id, label }): ReportColumn => buildSuppliedColumn(id, table) ?? { id, label, kind: "number", priority: 1 },
    ),
    {
      id: "score",
      label: "Score",
      kind: "number",
      // Ranks are in tens, the other scores between 0 and 1 or around 0.
      unit: ranking.method === "mean-rank" ? "score" : "ratio",
      description: rankingMethod(ranking.method).definition,
      priority: 1,
    },
    ...(inputs.people?.columns ?? []),
    ...(rankIntervals ? RANK_INTERVAL_COLUMNS : []),
    ...(inputs.standings ? STANDING_COLUMNS : []),
    ...(weightSpread ? [topShareColumn(top)] : []),
    ...ruleColumns(rules),
    ...projectionColumns(table),
    ...workforceColumns(table),
    ...(table.supplied ?? [])
      .filter(({ id }) => !factors.has(id))
      .map(({ id }): ReportColumn => ({ ...buildSuppliedColumn(id, table)!, priority: 2 })),
    ...listMeasures(table)
      .filter(({ id }) => !factors.has(id) && !isEmpty(id))
      .map((measure) => measureColumn(measure, { table, isFactor: false })),
    ...ranking.factors
      .filter(({ count }) => count > 0)
      .map(({ id, label }): ReportColumn => ({
        id: `${id}_rank`,
        label: `#${label}`,
        kind: "number",
        unit: "rank",
        description: `Rank by ${label} alone, 1 best.`,
        priority: 4,
      })),
    // Measures that no industry has a figure for, such as projections where none were given.
    ...listMeasures(table)
      .filter(({ id }) => !factors.has(id) && isEmpty(id))
      .map((measure): ReportColumn => ({
        ...measureColumn(measure, { table, isFactor: false }),
        priority: 4,
      })),
    { ...QUADRANT_COLUMN, priority: 4 },
    ...historyColumns(inputs.history),
    { id: "shortList", label: "Short list", kind: "text", description: "On the short list.", priority: 4 },
    {
      id: "alsoConsider",
      label: "Also consider",
      kind: "text",
      description: "Off the short list, and among the best by a factor or in the best third by all but one.",
      priority: 4,
    },
    WHY_COLUMN,
  ];
}

/** Filled for the short list and for the industries to consider beside it. */
const WHY_COLUMN: ReportColumn = {
  id: "why",
  label: "Why",
  kind: "text",
  description: "Factors in whose best third it stands, and those in whose last third.",
  priority: 4,
  below: true,
};

const RANK_INTERVAL_COLUMNS: readonly ReportColumn[] = [
  {
    id: "rank_interval",
    label: "90% ranks",
    kind: "text",
    description: "Ranks in 90% of draws of the estimated figures.",
    priority: 2,
  },
  { id: "rank_low", label: "Best rank", kind: "number", unit: "rank", description: "Lower end of them.", priority: 4 },
  {
    id: "rank_high",
    label: "Worst rank",
    kind: "number",
    unit: "rank",
    description: "Upper end of them.",
    priority: 4,
  },
];

function topShareColumn(top: number): ReportColumn {
  return {
    id: "top_share",
    label: `Top ${top}`,
    kind: "number",
    unit: "fraction",
    description: `Share of draws of weights near the stated ones, and of the estimated figures, in which it is in the top ${top}.`,
    priority: 3,
    bar: true,
  };
}

/** What is known of an industry beside its figures. */
interface Beside {
  readonly entry: ShortListEntry | undefined;
  readonly isListed: boolean;
  readonly alternative: Alternative | undefined;
}

function rankRow(
  industry: RankedIndustry<RankCandidate>,
  { entry, isListed, alternative }: Beside,
  { rankIntervals, weightSpread, rules, standings, history, people }: RankTableInputs,
): ReportRow {
  const interval = rankIntervals?.get(industry.candidate.naics);
  const ranks = Object.entries(industry.ranks).map(([id, rank]) => [`${id}_rank`, rank] as const);
  return {
    cells: {
      rank: industry.rank,
      naics: industry.candidate.naics,
      title: industry.candidate.title,
      ...industry.candidate.values,
      ...projectionCells(industry.candidate.row),
      ...workforceCells(industry.candidate.row),
      score: industry.score,
      rank_interval: interval && `${formatNumber(interval.low, "rank")}–${formatNumber(interval.high, "rank")}`,
      rank_low: interval?.low,
      rank_high: interval?.high,
      ...standingCells(standings?.standings.get(industry.candidate.naics)),
      top_share: weightSpread?.get(industry.candidate.naics)?.topShare,
      ...Object.fromEntries(ranks),
      quadrant: quadrantText(findQuadrant(industry.candidate.values["growth"], industry.candidate.values["lq"])),
      shortList: isListed,
      alsoConsider: alternative !== undefined,
      why: entry && shortReason(entry),
      ...people?.cells[industry.candidate.naics],
      ...ruleCells(industry.candidate.naics, rules),
      ...historyCells(history, industry.candidate.naics),
    },
    // What was added is shown with the short list, and what was struck stays on it with that word: ranks are not hidden.
    emphasis: isListed || people?.added.includes(industry.candidate.naics) === true,
  };
}
