import { knownValue } from "../core/datum.js";
import { BEST_OF_GEOMETRIC, type RankingMethodId } from "../ranking/methods.js";
import { cellName, sheetPrefix } from "./model.js";
import {
  factorDatum,
  INDUSTRIES,
  SCORING,
  SCORING_TOTALS,
  scoringColumn,
  SHEETS,
  type PlannedFactor,
  type PlannedIndustry,
  type RankingPlan,
} from "./plan.js";
import { fact, own } from "./scoring-columns.js";

// The formulas of the sheet Scoring.

/** Those without a value share the last places. */
function lastPlaces(column: number): string {
  const all = cellName(SCORING_TOTALS.ranked.row, SCORING_TOTALS.ranked.column, "both");
  return `${fact("count", column)}+(${all}-${fact("count", column)}+1)/2`;
}

/** The score of an industry without a value, where it counts as the worst. */
export const WORST: Readonly<Record<RankingMethodId, (column: number) => string>> = {
  "mean-rank": lastPlaces,
  copeland: lastPlaces,
  decile: () => "1",
  "geometric-mean": () => "0",
  percentile: () => "0",
  "min-max": () => "0",
  "z-score": (column) =>
    `IF(${fact("most", column)}=${fact("least", column)},0,IF(${fact("sign", column)}=1,${fact("least", column)}-${fact("mean", column)},${fact("mean", column)}-${fact("most", column)})/${fact("deviation", column)})`,
};

/** 0 for the worst value, 1 for the best. */
function positionFormula(value: string, column: number): string {
  const position = `(${value}-${fact("least", column)})/(${fact("most", column)}-${fact("least", column)})`;
  return `IF(${fact("most", column)}=${fact("least", column)},1,IF(${fact("sign", column)}=1,${position},1-${position}))`;
}

/** The score of a value: formulas over the cells of the value and of its rank. */
export const SCORES: Readonly<Record<RankingMethodId, (value: string, rank: string, column: number) => string>> = {
  "mean-rank": (_value, rank) => rank,
  copeland: (_value, rank) => rank,
  decile: (_value, rank, column) => `10-INT(10*(${rank}-1)/${fact("count", column)})`,
  percentile: (_value, rank, column) =>
    `IF(${fact("count", column)}=1,1,(${fact("count", column)}-${rank})/(${fact("count", column)}-1))`,
  "min-max": (value, _rank, column) => positionFormula(value, column),
  "geometric-mean": (value, _rank, column) => `LN(1+${BEST_OF_GEOMETRIC - 1}*${positionFormula(value, column)})`,
  "z-score": (value, _rank, column) =>
    `IF(${fact("most", column)}=${fact("least", column)},0,${fact("sign", column)}*(${value}-${fact("mean", column)})/${fact("deviation", column)})`,
};

/** A figure as it counts: see `Treatment`. The ends of a winsorised one stay as the ranking was made. */
export function treatedFormula(source: string, { treatment, bounds }: PlannedFactor): string {
  if (treatment === "log") return `IF(${source}>0,LN(${source}),"")`;
  return bounds ? `MAX(${bounds.low},MIN(${bounds.high},${source}))` : source;
}

export function countedValue(industry: PlannedIndustry, factor: PlannedFactor): number | undefined {
  const value = knownValue(factorDatum(industry, factor));
  if (value === undefined || (factor.treatment === "log" && value <= 0)) return undefined;
  if (factor.treatment === "log") return Math.log(value);
  return factor.bounds ? Math.max(factor.bounds.low, Math.min(factor.bounds.high, value)) : value;
}

/** Takes figures off that count as missing because they have no logarithm. */
export function withoutLogarithm(plan: RankingPlan, index: number): string {
  const terms = plan.factors.flatMap(({ treatment }, at) => {
    if (treatment !== "log") return [];
    const source = `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, INDUSTRIES.firstValue + at, "column")}`;
    const weight = cellName(SCORING.facts.weight, scoringColumn(plan, "value", at), "both");
    return [`-(${weight}>0)*ISNUMBER(${source})*(${source}<=0)`];
  });
  return terms.join("");
}

/**
 * The part of the others that an industry beats: over all industries at once, the sign of what its better places weigh
 * less what its worse ones do. A blank place is none; N() reads it as 0, and the pair then leaves the factor out.
 */
export function pairScore(plan: RankingPlan, here: (column: number) => string): string {
  const { columns } = SCORING;
  const all = cellName(SCORING_TOTALS.ranked.row, SCORING_TOTALS.ranked.column, "both");
  const votes = plan.factors.flatMap((factor, at) => {
    const column = scoringColumn(plan, "score", at);
    const weight = cellName(SCORING.facts.weight, scoringColumn(plan, "value", at), "both");
    return [
      `${weight}*ISNUMBER(${here(column)})*((${own(column, plan)}>${here(column)})-(${own(column, plan)}<${here(column)}))*ISNUMBER(${own(column, plan)})`,
    ];
  });
  const beaten = `SUMPRODUCT((${own(columns.ranked, plan)}=1)*(SIGN(ROUND(${votes.join("+")},9))+1)/2)`;
  return `IF(${here(columns.ranked)}=1,IF(${all}=1,1,(${beaten}-0.5)/(${all}-1)),"")`;
}
