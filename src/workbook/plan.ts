import { hasValue, type Datum } from "../core/datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import { cautionsAbout } from "../ranking/cautions.js";
import { measureIndustries, type RankCandidate } from "../ranking/criteria.js";
import { markGuesses } from "../ranking/guesses.js";
import { countingNumber, type Direction, type Factor } from "../ranking/factor.js";
import { winsorBounds, type Treatment } from "../ranking/treatment.js";
import { rankingMethod, type RankingMethod } from "../ranking/methods.js";
import { compareCodes, type RankedIndustry } from "../ranking/rank.js";
import { eligibleIndustries } from "../ranking/short-list.js";
import { describeCaution } from "../report/cautions.js";
import { measureColumn } from "../report/measure-columns.js";
import type { RankReportInputs } from "../report/rank-inputs.js";
import type { Unit } from "../core/units.js";
import { cellName, columnRange, sheetPrefix } from "./model.js";
import { TABS } from "./tabs/tab-names.js";
import { TAB } from "./tabs/tab.js";

// Where everything stands in the workbook of a ranking, decided once, so that formulas of one sheet find the cells
// of another. Rows and columns count from 0.

/** A measure or factor of the user's that a weight can be given to. */
export interface PlannedFactor {
  readonly id: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly unit: Unit | undefined;
  readonly description: string;
  /** 0 where the ranking did without it. */
  readonly weight: number;
  readonly direction: Direction;
  /** Ranked industries that have a value, as the ranking was made. */
  readonly count: number;
  readonly treatment?: Treatment | undefined;
  /** The ends to which its figures are winsorised, as the ranking was made. */
  readonly bounds?: { readonly low: number; readonly high: number } | undefined;
}

export interface PlannedIndustry {
  readonly candidate: RankCandidate;
  /** Went into the ranking: no filter left it out. */
  readonly takesPart: boolean;
  readonly ranked: RankedIndustry<RankCandidate> | undefined;
  readonly cautions: string;
}

export interface RankingPlan {
  readonly inputs: RankReportInputs;
  readonly factors: readonly PlannedFactor[];
  /** In order of codes, which settles ties. */
  readonly industries: readonly PlannedIndustry[];
  /** Indices into `industries`: the ranked by rank, then the others by code. */
  readonly order: readonly number[];
  /** Indices of those that may be short-listed, by rank: the short list's first. */
  readonly eligible: readonly number[];
  readonly listed: number;
  /** Rows that the short list has room for. */
  readonly room: number;
  readonly method: RankingMethod;
  /** Whether ranks follow the weights by formulas, or are values. */
  readonly isLive: boolean;
}

/** Ranks by formula take time that grows with the square of the rows. */
export const MOST_LIVE_ROWS = 2000;

/** Rows kept free on the short list for ties and for a longer list. */
const SPARE_ROWS = 5;

/** @param isPlain values are wanted in place of formulas */
export function planRanking(inputs: RankReportInputs, isPlain = false): RankingPlan {
  const { ranking, analysis, thresholds } = inputs;
  const { table } = analysis;
  const ranked = new Map(ranking.industries.map((industry) => [industry.candidate.naics, industry]));
  const measured = measureIndustries(table);
  const taking = [...ranking.industries, ...ranking.unranked].map(({ candidate }) => candidate);
  // Any measure may be given a weight, not only the factors of the run.
  const ids = Object.keys(measured[0]?.values ?? {});
  const marked = inputs.countGuesses === true ? taking : markGuesses(taking, ids);
  const candidates = new Map(marked.map((candidate) => [candidate.naics, candidate]));
  const industries = [...measured]
    .sort((a, b) => compareCodes(a.naics, b.naics))
    .map((one) => candidates.get(one.naics) ?? one)
    .map((candidate) => ({
      candidate,
      takesPart: candidates.has(candidate.naics),
      ranked: ranked.get(candidate.naics),
      cautions: cautionsAbout(candidate, table, thresholds)
        .map((one) => describeCaution(one, thresholds))
        .join("; "),
    }));
  const place = new Map(industries.map(({ candidate }, index) => [candidate.naics, index]));
  const inOrder = ranking.industries.map(({ candidate }) => place.get(candidate.naics)!);
  const others = industries.flatMap((one, index) => (one.ranked ? [] : [index]));
  const factors = plannedFactors(inputs, industries);
  const eligible = eligibleIndustries(ranking, table, thresholds);
  return {
    inputs,
    factors,
    industries,
    order: [...inOrder, ...others],
    eligible: eligible.map(({ candidate }) => place.get(candidate.naics)!),
    listed: inputs.shortList.length,
    room: Math.min(industries.length, Math.max(inputs.top, inputs.shortList.length) + SPARE_ROWS),
    method: rankingMethod(ranking.method),
    isLive: !isPlain && industries.length <= MOST_LIVE_ROWS,
  };
}

function plannedFactors(inputs: RankReportInputs, industries: readonly PlannedIndustry[]): readonly PlannedFactor[] {
  const { ranking, analysis } = inputs;
  const stated = new Map(ranking.factors.map((factor) => [factor.id, factor]));
  const has = (id: string): boolean =>
    industries.some(({ candidate }) => {
      const datum = candidate.values[id];
      return datum !== undefined && hasValue(datum);
    });
  const measures = ALL_MEASURES.filter(({ id }) => has(id)).map((measure): PlannedFactor => {
    const column = measureColumn(measure, { table: analysis.table, isFactor: true });
    const factor = stated.get(measure.id);
    return {
      id: measure.id,
      label: measure.label,
      shortLabel: column.label,
      unit: measure.unit,
      description: column.description ?? "",
      weight: factor?.weight ?? 0,
      direction: factor?.direction ?? measure.better,
      count: factor?.count ?? 0,
      ...planTreatment(factor, inputs),
    };
  });
  const userFactors = Object.keys(industries[0]?.candidate.values ?? {}).filter(
    (id) => has(id) && !ALL_MEASURES.some((measure) => measure.id === id),
  );
  const all = [
    ...measures,
    ...userFactors.map((id): PlannedFactor => {
      const factor = stated.get(id);
      const supplied = analysis.table.supplied?.find((figure) => figure.id === id);
      return {
        id,
        label: supplied?.label ?? factor?.label ?? id,
        shortLabel: supplied?.shortLabel ?? factor?.label ?? id,
        unit: supplied?.unit,
        description: supplied?.definition ?? "A factor of your own.",
        weight: factor?.weight ?? 0,
        direction: factor?.direction ?? supplied?.better ?? "higher",
        count: factor?.count ?? 0,
        ...planTreatment(factor, inputs),
      };
    }),
  ];
  // START's five in its order, then firms, then what else is weighed.
  const factorOrder = ({ id, weight }: PlannedFactor): number => {
    const place = FIRST_FACTORS.indexOf(id);
    return place >= 0 ? place : weight > 0 ? FIRST_FACTORS.length : FIRST_FACTORS.length + 1;
  };
  return all.sort((a, b) => factorOrder(a) - factorOrder(b));
}

function planTreatment(
  factor: Factor | undefined,
  { ranking }: RankReportInputs,
): Pick<PlannedFactor, "treatment" | "bounds"> {
  if (!factor?.treatment) return {};
  const values = ranking.industries.map(({ candidate }) => countingNumber(candidate, factor));
  return { treatment: factor.treatment, bounds: winsorBounds(factor.treatment, values) };
}

/** Factors that a printed page has room for: START's five, firms, and what else is weighed. */
export function printedFactors({ factors }: RankingPlan): number {
  return factors.filter(({ id, weight }) => FIRST_FACTORS.includes(id) || weight > 0).length;
}

const FIRST_FACTORS: readonly string[] = [
  "employment",
  "averagePay",
  "growth",
  "projectedGrowth",
  "lq",
  "establishments",
];

/** Whether an industry, by its index, is on the short list as made. */
export function isShortListed({ eligible, listed }: RankingPlan, industry: number): boolean {
  const place = eligible.indexOf(industry);
  return place >= 0 && place < listed;
}

export function factorDatum({ candidate }: PlannedIndustry, { id }: PlannedFactor): Datum {
  return candidate.values[id] ?? { status: "absent" };
}

/** The status of a figure that is mostly a guess: it is shown, and counts as missing. */
export const GUESS = "estimated: a guess";

/** Whether a figure counts in the ranking. */
export function isGuess({ candidate }: PlannedIndustry, { id }: PlannedFactor): boolean {
  return candidate.guesses?.includes(id) === true;
}

/** Sheets that formulas of other sheets read. */
export const SHEETS = {
  shortList: "Short list",
  alsoConsider: "Also consider",
  weights: "Weights",
  index: "Index",
  ranking: TABS.k,
  highlights: TABS.j,
  industries: TABS.i,
  chart: "Chart",
  scoring: "Scoring",
} as const;

const prefix = {
  ranking: sheetPrefix(SHEETS.ranking),
  weights: sheetPrefix(SHEETS.weights),
  industries: sheetPrefix(SHEETS.industries),
  scoring: sheetPrefix(SHEETS.scoring),
};

/** Weights: one row a factor, then the length of the short list. */
export const WEIGHTS = {
  header: 4,
  first: 5,
  columns: { factor: 0, weight: 1, direction: 2, share: 3 },
} as const;

export function weightCell(factor: number, column: keyof typeof WEIGHTS.columns): string {
  return `${prefix.weights}${cellName(WEIGHTS.first + factor, WEIGHTS.columns[column], "both")}`;
}

/** What decides the short list beside the ranks, in the order of its cells under the weights. */
const SETTINGS = ["top", "leastPart", "fewest", "alsoPart", "alsoPlaces", "alsoBest"] as const;
export type ListSetting = (typeof SETTINGS)[number];

export function settingRow({ factors }: RankingPlan, setting: ListSetting): number {
  return WEIGHTS.first + factors.length + 2 + SETTINGS.indexOf(setting);
}

export function settingCell(plan: RankingPlan, setting: ListSetting): string {
  return `${prefix.weights}${cellName(settingRow(plan, setting), WEIGHTS.columns.weight, "both")}`;
}

/** Industries: code, title, a column a factor, then what to be careful about, then statuses. */
export const INDUSTRIES = { header: TAB.header, first: TAB.first, firstValue: 2 } as const;

export function lastIndustryRow(first: number, plan: RankingPlan): number {
  return first + plan.industries.length - 1;
}

export function industryColumn(plan: RankingPlan, column: "naics" | "title" | "careful" | { status: number }): number {
  if (column === "naics") return 0;
  if (column === "title") return 1;
  const careful = INDUSTRIES.firstValue + plan.factors.length;
  return column === "careful" ? careful : careful + 1 + column.status;
}

/** A column of the industries' sheet as formulas of others read it. */
export function industryRange(plan: RankingPlan, column: number): string {
  return prefix.industries + columnRange(column, INDUSTRIES.first, lastIndustryRow(INDUSTRIES.first, plan));
}

/**
 * Names of the cells that conditional formats look up: the formula of one must not name another sheet, which Excel allows
 * only in a form of its own that other programs don't read.
 */
export function statusCellName({ id }: PlannedFactor, factor: number): string {
  // A factor of the user's own may be called anything.
  return `Status_${ALL_MEASURES.some((measure) => measure.id === id) ? id : `factor_${factor + 1}`}`;
}

export function formatNames(plan: RankingPlan): readonly { readonly name: string; readonly range: string }[] {
  return [
    ...plan.factors.map((factor, at) => ({
      name: statusCellName(factor, at),
      range: industryRange(plan, industryColumn(plan, { status: at })),
    })),
  ];
}

/** Scoring: one row an industry in order of codes; three blocks of a column a factor each. */
export const SCORING = {
  /** Rows above the table, one fact of every factor each. */
  facts: { weight: 3, sign: 4, count: 5, least: 6, most: 7, mean: 8, deviation: 9, worst: 10, third: 11 },
  header: 12,
  first: 13,
  columns: {
    naics: 0,
    title: 1,
    takesPart: 2,
    ranked: 3,
    score: 4,
    key: 5,
    rank: 6,
    order: 7,
    enoughJobs: 8,
    enoughFirms: 9,
    eligible: 10,
    listOrder: 11,
    listed: 12,
  },
} as const;

/** Cells of totals above the table. */
export const SCORING_TOTALS = {
  ranked: { row: 3, column: 2 },
  lastListed: { row: 4, column: 2 },
  regionJobs: { row: 5, column: 2 },
  eligible: { row: 6, column: 2 },
  listed: { row: 7, column: 2 },
} as const;

export type ScoringBlock = "value" | "rank" | "score";
const BLOCKS: readonly ScoringBlock[] = ["value", "rank", "score"];

export function scoringColumn(plan: RankingPlan, block: ScoringBlock, factor: number): number {
  return 13 + BLOCKS.indexOf(block) * plan.factors.length + factor;
}

/** Beyond the working, the sheet keeps what the run had: rank, and the ranks of 90 % of draws. */
export function runColumn(plan: RankingPlan): number {
  return scoringColumn(plan, "score", plan.factors.length);
}

export function scoringRange(plan: RankingPlan, column: number): string {
  return prefix.scoring + columnRange(column, SCORING.first, lastIndustryRow(SCORING.first, plan));
}

export function scoringCell({ row, column }: { readonly row: number; readonly column: number }): string {
  return prefix.scoring + cellName(row, column, "both");
}

/** K Ranks: one row a place; the first column is the row of the industry in the other sheets. */
export const RANKING = {
  header: TAB.header,
  first: TAB.first,
  columns: { row: 0, rank: 1, naics: 2, title: 3, score: 4, listed: 5 },
} as const;

/** Ranks by factor first, as START's tab K has them, then values, then what the run had. */
export function rankingColumn(
  plan: RankingPlan,
  column: { value: number } | { rank: number } | "topShare" | "run" | "interval" | "careful",
): number {
  const first = RANKING.columns.listed + 1;
  const { length } = plan.factors;
  if (typeof column === "object") return "rank" in column ? first + column.rank : first + length + column.value;
  return first + 2 * length + ["topShare", "run", "interval", "careful"].indexOf(column);
}
