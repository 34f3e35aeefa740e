import type { Analysis } from "../region/analysis.js";
import { ABSENT, hasValue } from "../core/datum.js";
import type { IndustryTable } from "../core/industry-table.js";
import { ALL_MEASURES, MEASURES, measuresOf } from "../measures/index.js";
import { caution, information, type Note } from "../core/notes.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankInterval } from "../ranking/rank-intervals.js";
import { rankingMethod } from "../ranking/methods.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import type { FactorStanding, ShortListEntry } from "../ranking/short-list.js";
import type { JobHistory } from "../region/job-history.js";
import { formatNumber } from "../core/number-format.js";
import type { IndustrySpread } from "../sensitivity/sensitivity.js";
import type { RuleResults } from "../ranking/rules/rules.js";
import { quadrantOf } from "../region/context/quadrant.js";
import { regionContext } from "../region/context/region-context.js";
import { contextJson, contextSection, QUADRANT_COLUMN, quadrantText } from "./context-section.js";
import { cautionNotes, cautionWords } from "./cautions.js";
import { rankCharts } from "./charts.js";
import { historyCells, historyColumns, historyJson, historyTable } from "./history-table.js";
import { measureColumn, NAICS_COLUMN, RANK_COLUMN, TITLE_COLUMN } from "./measure-columns.js";
import { projectionCells, projectionColumns, projectionJson } from "./projection-columns.js";
import { industryRulesJson, ruleCells, ruleColumns, ruleNotes, ruleSections, rulesJson } from "./rule-report.js";
import type { Provenance, Report, ReportColumn, ReportRow, ReportSection, ReportTable } from "./report.js";
import { entryWords } from "./short-list-words.js";
import { basisJson, levelName, listWords, lowerFirst, scopeJson, scopeLines, totalsJson } from "./words.js";
import { STANDING_COLUMNS, standingCells, standingNote, type RegionStandings } from "./standings.js";

export interface RankReportInputs {
  readonly analysis: Analysis;
  readonly ranking: Ranking<RankCandidate>;
  readonly shortList: readonly ShortListEntry[];
  /** Where figures are estimates: the ranks of nine in ten draws of them. */
  readonly rankIntervals?: ReadonlyMap<string, RankInterval> | undefined;
  /** Over draws of weights near the stated ones: how often an industry is on top, and its ranks. */
  readonly weightSpread?: ReadonlyMap<string, IndustrySpread> | undefined;
  /** What the user's rules make of the industries; they change no rank. */
  readonly rules?: RuleResults | undefined;
  /** Where the industries stand among the areas of the country, if that was asked for. */
  readonly standings?: RegionStandings | undefined;
  /** Jobs by year, where an output shows them. */
  readonly history?: JobHistory | undefined;
  readonly thresholds: Thresholds;
  /** How many industries the short list asks for; ties at its end are all on it. */
  readonly top: number;
  readonly provenance: Provenance;
  /** The filters in words; empty where all industries are ranked. */
  readonly filters: readonly string[];
  /** From reading and filtering. */
  readonly notes: readonly Note[];
}

/** The ranking with its short list, why each industry is on it, and what to be careful about. */
export function buildRankReport(inputs: RankReportInputs): Report {
  const { analysis, ranking, shortList, thresholds, history } = inputs;
  const { table } = analysis;
  const context = regionContext(analysis);
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const notes = [
    ...analysis.notes,
    ...inputs.notes,
    ...(inputs.standings ? [standingNote(inputs.standings)] : []),
    ...factorNotes(ranking, table),
    ...unrankedNotes(ranking),
    ...thinFactorNotes(ranking),
    ...ruleNotes(inputs.rules),
    ...cautionNotes(
      ranking.industries.map(({ candidate }) => candidate),
      table,
      thresholds,
    ),
  ];
  const notesOf = (naics: string) => notes.filter(({ industries }) => industries.includes(naics)).map(({ id }) => id);
  return {
    command: "rank",
    title: `Target industries of ${table.region.name}`,
    scope: rankScope(inputs),
    tables: [
      rankTable(inputs),
      ...(history
        ? [
            historyTable(
              history,
              ranking.industries.map(({ candidate }) => candidate),
              shortList.length,
            ),
          ]
        : []),
    ],
    sections: [
      ...shortListSections(shortList, thresholds),
      ...ruleSections(inputs.rules, ranking),
      contextSection(context, table),
    ],
    notes,
    provenance: inputs.provenance,
    ranked: inputs,
    charts: rankCharts({ ranking, table, listed, rankIntervals: inputs.rankIntervals, history }),
    schema: "sector-rank/rank/1",
    json: {
      scope: scopeJson(table),
      totals: totalsJson(table),
      context: contextJson(context),
      method: ranking.method,
      missing: ranking.missingRule,
      factors: ranking.factors.map(({ id, share, weight, direction, effectiveWeight, count }) => ({
        id,
        weight: share,
        statedWeight: weight,
        direction,
        effectiveWeight,
        industries: count,
      })),
      industries: ranking.industries.map((industry) => ({
        naics: industry.candidate.naics,
        title: industry.candidate.title,
        ...(industry.candidate.row.members && { members: industry.candidate.row.members }),
        rank: industry.rank,
        ...(inputs.standings && { standing: inputs.standings.standings.get(industry.candidate.naics) }),
        ...(inputs.rankIntervals && { rankInterval: inputs.rankIntervals.get(industry.candidate.naics) }),
        ...(inputs.weightSpread && { weightSpread: inputs.weightSpread.get(industry.candidate.naics) }),
        score: industry.score,
        shortList: listed.has(industry.candidate.naics),
        ...industryRulesJson(industry.candidate.naics, inputs.rules),
        values: industry.candidate.values,
        ...projectionJson(industry.candidate.row),
        ranks: industry.ranks,
        scores: industry.scores,
        quadrant: quadrantOf(industry.candidate.values["growth"], industry.candidate.values["lq"]),
        missing: industry.missing,
        notes: notesOf(industry.candidate.naics),
      })),
      unranked: ranking.unranked.map(({ candidate, missing }) => ({
        naics: candidate.naics,
        title: candidate.title,
        values: candidate.values,
        ...industryRulesJson(candidate.naics, inputs.rules),
        ...projectionJson(candidate.row),
        missing,
        notes: notesOf(candidate.naics),
      })),
      shortList: shortList.map(({ industry, lifted, heldBack, cautions }) => ({
        naics: industry.candidate.naics,
        lifted: lifted.map(standingJson),
        heldBack: heldBack.map(standingJson),
        cautions: cautions.map((one) => cautionWords(one, thresholds)),
      })),
      ...rulesJson(inputs.rules),
      ...(history && { history: historyJson(history) }),
      basis: basisJson(table),
    },
  };
}

/** What the table and the words about it need; a page that ranks anew has no more. */
export type RankTableInputs = Omit<RankReportInputs, "analysis"> & { readonly analysis: Pick<Analysis, "table"> };

/** What was ranked and how, line by line. */
export function rankScope({ analysis, ranking, filters }: RankTableInputs): Report["scope"] {
  return [
    ...scopeLines(analysis.table),
    ...(filters.length > 0 ? [["Only", listWords(filters)] as const] : []),
    ["Ranked by", `${weightWords(ranking)}; ${rankingMethod(ranking.method).label}`],
  ];
}

/** All ranked industries; the short list stands first and is marked. */
export function rankTable(inputs: RankTableInputs): ReportTable {
  const { ranking, shortList } = inputs;
  const of = `${ranking.industries.length} ${levelName(inputs.analysis.table)}`;
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  return {
    id: "ranking",
    title: shortList.length === 1 ? `The first of ${of}` : `The ${shortList.length} highest-ranked of ${of}`,
    columns: rankColumns(inputs),
    rows: ranking.industries.map((industry) => rankRow(industry, listed.has(industry.candidate.naics), inputs)),
    ...(shortList.length < ranking.industries.length && {
      leading: {
        rows: shortList.length,
        rest: `${ranking.industries.length - shortList.length} more: --format csv lists them, --out FILE.csv writes them.`,
      },
    }),
  };
}

function standingJson({ id, rank, of }: FactorStanding) {
  return { factor: id, rank, of };
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
    ...measuresOf(table)
      .filter(({ id }) => factors.has(id))
      .map((measure) => measureColumn(measure, { table, isFactor: true })),
    ...userFactors.map(({ id, label }): ReportColumn => ({ id, label, kind: "number", priority: 1 })),
    {
      id: "score",
      label: "Score",
      kind: "number",
      // Ranks are in tens, the other scores between 0 and 1 or around 0.
      unit: ranking.method === "mean-rank" ? "score" : "ratio",
      description: rankingMethod(ranking.method).definition,
      priority: 1,
    },
    ...(rankIntervals ? RANK_INTERVAL_COLUMNS : []),
    ...(inputs.standings ? STANDING_COLUMNS : []),
    ...(weightSpread ? [topShareColumn(top)] : []),
    ...ruleColumns(rules),
    ...projectionColumns(table),
    ...measuresOf(table)
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
    ...measuresOf(table)
      .filter(({ id }) => !factors.has(id) && isEmpty(id))
      .map((measure): ReportColumn => ({
        ...measureColumn(measure, { table, isFactor: false }),
        priority: 4,
      })),
    { ...QUADRANT_COLUMN, priority: 4 },
    ...historyColumns(inputs.history),
    { id: "shortList", label: "Short list", kind: "text", description: "On the short list.", priority: 4 },
  ];
}

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
  };
}

function rankRow(
  industry: RankedIndustry<RankCandidate>,
  isListed: boolean,
  { rankIntervals, weightSpread, rules, standings, history }: RankTableInputs,
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
      score: industry.score,
      rank_interval: interval && `${formatNumber(interval.low, "rank")}–${formatNumber(interval.high, "rank")}`,
      rank_low: interval?.low,
      rank_high: interval?.high,
      ...standingCells(standings?.standings.get(industry.candidate.naics)),
      top_share: weightSpread?.get(industry.candidate.naics)?.topShare,
      ...Object.fromEntries(ranks),
      quadrant: quadrantText(quadrantOf(industry.candidate.values["growth"], industry.candidate.values["lq"])),
      shortList: isListed,
      ...ruleCells(industry.candidate.naics, rules),
      ...historyCells(history, industry.candidate.naics),
    },
    emphasis: isListed,
  };
}

function weightWords(ranking: Ranking<RankCandidate>): string {
  const taking = ranking.factors.filter(({ count }) => count > 0);
  const first = taking[0];
  const isEqual = first !== undefined && taking.every(({ weight }) => weight === first.weight);
  const names = taking.map(({ label, direction, share }) => {
    const low = direction === "lower" ? " (low is good)" : "";
    return isEqual ? `${lowerFirst(label)}${low}` : `${lowerFirst(label)} ${formatNumber(share, "fraction")}${low}`;
  });
  return `${listWords(names)}${isEqual && taking.length > 1 ? ", equally weighted" : ""}`;
}

/** Heads the reasons of the short list. */
export const WHY = "Why each industry is on the short list";

export function shortListSections(
  shortList: readonly ShortListEntry[],
  thresholds: Thresholds,
): readonly ReportSection[] {
  if (shortList.length === 0) return [];
  return [
    {
      heading: WHY,
      items: shortList.map((entry) => entryWords(entry, thresholds)),
    },
  ];
}

const NEEDS_PRICES = new Set(ALL_MEASURES.filter((measure) => !MEASURES.includes(measure)).map(({ id }) => id));

function factorNotes(ranking: Ranking<RankCandidate>, table: IndustryTable): readonly Note[] {
  const hasProjections = table.rows.some(({ projection }) => projection);
  return ranking.factors
    .filter(({ count }) => count === 0)
    .map(({ id, label }) =>
      information(
        `factor-without-figures-${id}`,
        id.startsWith("projected")
          ? `${label} takes no part: ${hasProjections ? "the projections match no industry" : "no projections were given"}.`
          : NEEDS_PRICES.has(id) && !table.prices
            ? `${label} takes no part: no price index was given with an earlier year (--price-index).`
            : `${label} takes no part: no industry has a figure for it.`,
      ),
    );
}

/** Below this part of the industries a mean rank gives a factor's places too much or too little say. */
const THIN = 0.5;

function thinFactorNotes(ranking: Ranking<RankCandidate>): readonly Note[] {
  if (ranking.method !== "mean-rank" || ranking.missingRule !== "reweight") return [];
  const all = ranking.industries.length;
  return ranking.factors
    .filter(({ count }) => count > 0 && count < THIN * all)
    .map(({ id, label, count }) =>
      caution(
        `factor-thin-${id}`,
        `Only ${count} of ${all} industries have a figure for ${lowerFirst(label)}: even the last of ${count} places is a good mean rank among ${all}. --method percentile or --missing worst compares them fairly.`,
      ),
    );
}

function unrankedNotes(ranking: Ranking<RankCandidate>): readonly Note[] {
  const notes: Note[] = [];
  if (ranking.unranked.length > 0) {
    const codes = ranking.unranked.map(({ candidate }) => candidate.naics);
    notes.push(
      information(
        "unranked",
        `Not ranked, since figures are missing: ${codes.length > 12 ? `${codes.slice(0, 12).join(", ")} …` : codes.join(", ")}.`,
        codes,
      ),
    );
  }
  const partly = ranking.industries.filter(({ missing }) => missing.length > 0).map(({ candidate }) => candidate.naics);
  if (partly.length > 0) {
    const rule =
      ranking.missingRule === "worst"
        ? "counted worst on that factor"
        : "ranked on the other factors, whose weights were raised in proportion";
    notes.push(
      information(
        "ranked-with-gaps",
        `${partly.length === 1 ? "1 industry lacks a factor's figure and was" : `${partly.length} industries lack a factor's figure and were`} ${rule}.`,
        partly,
      ),
    );
  }
  return notes;
}
