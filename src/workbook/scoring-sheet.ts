import { knownValue } from "../core/datum.js";
import type { RankingMethodId } from "../ranking/methods.js";
import {
  cellName,
  columnRange,
  faint,
  heading,
  indented,
  numberHeading,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import {
  GUESS,
  INDUSTRIES,
  industryColumn,
  industryRange,
  isGuess,
  lastIndustryRow,
  SCORING,
  SCORING_TOTALS,
  scoringColumn,
  SHEETS,
  settingCell,
  weightCell,
  type PlannedIndustry,
  type RankingPlan,
} from "./plan.js";
import { sheetPrefix } from "./model.js";
import { topShareHeader } from "./ranking-sheet.js";
import { alsoCells, fact, shortListCells, own, total } from "./scoring-columns.js";
import { countedValue, pairScore, SCORES, treatedFormula, withoutLogarithm, WORST } from "./scoring-formulas.js";
import { QCEW_COLUMNS } from "./tabs/qcew-tab.js";
import { tabNames } from "./tabs/tab-names.js";
import { tabTotal } from "./tabs/tab.js";

// Only functions that Excel and LibreOffice compute alike: RANK, COUNT, SUMPRODUCT, ROUND; no array formula, none
// of later versions. RANK is exact; COUNTIF compares numbers as text of 15 digits, so it is held to whole numbers.

/** The working behind the ranking: what counts of each factor, its rank, its score, the weighted mean, the order. */
export function scoringSheet(plan: RankingPlan): WorkbookSheet {
  const { factors } = plan;
  const rows: WorkbookRow[] = [
    [{ value: "Scoring", look: "title" }],
    [{ value: `The working behind the ranking: ${plan.method.definition}` }],
    [faint("To leave an industry out, set its 1 under Takes part to 0.")],
    ...factRows(plan),
    [
      ...["NAICS", "Industry"].map(heading),
      ...["Takes part", "Ranked", "Score", "Score to compare", "Rank", "Order"].map(numberHeading),
      ...["Enough jobs", "Enough firms", "May be listed", "Order on the list", "On the list"].map(numberHeading),
      ...factors.map(({ shortLabel }) => numberHeading(`${shortLabel}: value`)),
      ...factors.map(({ shortLabel }) => numberHeading(`${shortLabel}: rank`)),
      ...factors.map(({ shortLabel }) => numberHeading(`${shortLabel}: score`)),
      numberHeading("Rank as run"),
      indented(heading("90% ranks as run")),
      numberHeading(topShareHeader(plan)),
      numberHeading("Also consider: key"),
      numberHeading("Also consider: order"),
      ...factors.map(({ shortLabel }) => numberHeading(`${shortLabel}: leads`)),
    ],
    ...plan.industries.map((industry, index) => industryRow(plan, industry, index)),
  ];
  const last = lastIndustryRow(SCORING.first, plan);
  return {
    name: SHEETS.scoring,
    about: "Every step from values to ranks, as formulas",
    rows,
    widths: [
      9,
      46,
      10,
      10,
      10,
      18,
      9,
      9,
      10,
      10,
      10,
      10,
      10,
      ...factors.flatMap(() => [12, 12, 12]),
      10,
      12,
      12,
      14,
      14,
      ...factors.map(() => 12),
    ],
    freeze: { rows: SCORING.first, columns: 2 },
    print: {
      landscape: true,
      titles: `${SCORING.header + 1}:${SCORING.header + 1}`,
      area: { firstColumn: 0, lastRow: last, lastColumn: SCORING.columns.listed },
    },
    validations: [
      {
        range: `${cellName(SCORING.first, SCORING.columns.takesPart)}:${cellName(last, SCORING.columns.takesPart)}`,
        rule: { kind: "list", values: ["1", "0"] },
        prompt: "1: takes part. 0: is left out.",
        error: "Choose 1 or 0.",
      },
    ],
  };
}

/** Facts of every factor over the ranked industries; each stands above the column of the factor's values. */
function factRows(plan: RankingPlan): WorkbookRow[] {
  const { factors, industries, inputs, method } = plan;
  const { takesPart, ranked } = SCORING.columns;
  const rankedCount = inputs.ranking.industries.length;
  const data = sheetPrefix(SHEETS.industries);
  const listValues = (factor: number): number[] =>
    factors[factor]!.weight === 0
      ? []
      : industries.flatMap((one) =>
          one.ranked && !isGuess(one, factors[factor]!) ? (countedValue(one, factors[factor]!) ?? []) : [],
        );
  const row = (
    label: string,
    total: WorkbookCell | undefined,
    name: string,
    cells: (factor: number, column: number) => WorkbookCell,
  ): WorkbookRow => [
    faint(label),
    undefined,
    total,
    ...Array.from({ length: SCORING.columns.listed - 3 }, () => undefined),
    faint(name),
    ...factors.map((_, factor) => cells(factor, scoringColumn(plan, "value", factor))),
  ];
  const values = (factor: number): string => own(scoringColumn(plan, "value", factor), plan);
  const stats = factors.map((_, factor) => statistics(listValues(factor)));
  const lastListed = inputs.shortList.at(-1)?.industry.rank ?? 0;
  const usesMoments = method.id === "z-score";
  const usesSpan = method.id === "min-max" || method.id === "geometric-mean" || usesMoments;
  return [
    row(
      "Industries ranked",
      { formula: `SUM(${own(ranked, plan)})`, value: rankedCount, unit: "count" },
      "Weight that counts",
      (factor) => ({
        // A factor that no industry has a figure for takes no part.
        formula: `IF(SUMPRODUCT((${own(takesPart, plan)}=1)*ISNUMBER(${data}${columnRange(INDUSTRIES.firstValue + factor, INDUSTRIES.first, lastIndustryRow(INDUSTRIES.first, plan))})*(${industryRange(plan, industryColumn(plan, { status: factor }))}<>"${GUESS}"))>0,${weightCell(factor, "weight")},0)`,
        value: factors[factor]!.count > 0 ? factors[factor]!.weight : 0,
      }),
    ),
    row(
      "Last rank of the short list",
      {
        formula: `IF(${total("eligible")}=0,0,INDEX(${own(SCORING.columns.rank, plan)},MATCH(MIN(${settingCell(plan, "top")},${total("eligible")}),${own(SCORING.columns.listOrder, plan)},0)))`,
        value: lastListed,
        unit: "rank",
      },
      "Sense: 1 high is good, -1 low is good",
      (factor) => ({
        formula: `IF(${weightCell(factor, "direction")}="lower",-1,1)`,
        value: factors[factor]!.direction === "lower" ? -1 : 1,
      }),
    ),
    row(
      "Jobs of the region",
      {
        formula: `IF(ISNUMBER(${tabTotal(tabNames(inputs.analysis.table).b, QCEW_COLUMNS.employment)}),${tabTotal(tabNames(inputs.analysis.table).b, QCEW_COLUMNS.employment)},"")`,
        value: knownValue(inputs.analysis.table.total.region.end.employment) ?? "",
        unit: "jobs",
      },
      "Industries with a value",
      (factor) => ({
        formula: `COUNT(${values(factor)})`,
        value: stats[factor]!.count,
        unit: "count",
      }),
    ),
    row(
      "Industries that may be listed",
      { formula: `SUM(${own(SCORING.columns.eligible, plan)})`, value: plan.eligible.length, unit: "count" },
      usesSpan ? "Least" : "",
      (factor) => (usesSpan ? { formula: `MIN(${values(factor)})`, value: stats[factor]!.least } : {}),
    ),
    row(
      "Industries on the list",
      { formula: `SUM(${own(SCORING.columns.listed, plan)})`, value: plan.listed, unit: "count" },
      usesSpan ? "Most" : "",
      (factor) => (usesSpan ? { formula: `MAX(${values(factor)})`, value: stats[factor]!.most } : {}),
    ),
    row("", undefined, usesMoments ? "Mean" : "", (factor, column) =>
      usesMoments
        ? { formula: `IF(${fact("count", column)}=0,0,AVERAGE(${values(factor)}))`, value: stats[factor]!.mean }
        : {},
    ),
    row("", undefined, usesMoments ? "Standard deviation" : "", (factor, column) =>
      usesMoments
        ? { formula: `IF(${fact("count", column)}=0,0,STDEVP(${values(factor)}))`, value: stats[factor]!.deviation }
        : {},
    ),
    row("", undefined, inputs.ranking.missingRule === "worst" ? "Score without a value" : "", (factor, column) =>
      inputs.ranking.missingRule === "worst"
        ? {
            formula: WORST[method.id](column),
            value: worstScore(method.id, stats[factor]!, rankedCount, factors[factor]!.direction),
          }
        : {},
    ),
    row("", undefined, "Best third up to place", (_factor, column) => ({
      formula: `(${fact("count", column)}+2)/3`,
      value: (stats[_factor]!.count + 2) / 3,
      unit: "rank",
    })),
  ].map((cells) => cells.map((cell) => (cell && isBlank(cell) ? undefined : cell)));

  function worstScore(
    id: RankingMethodId,
    { count, least, most, mean, deviation }: Statistics,
    all: number,
    direction: "higher" | "lower",
  ): number {
    if (id === "decile") return 1;
    if (id === "mean-rank" || id === "copeland") return count + (all - count + 1) / 2;
    if (id !== "z-score" || most === least) return 0;
    return direction === "lower" ? (mean - most) / deviation : (least - mean) / deviation;
  }
}

const isBlank = ({ value, formula }: WorkbookCell): boolean =>
  formula === undefined && (value === undefined || value === "");

function industryRow(plan: RankingPlan, industry: PlannedIndustry, index: number): WorkbookRow {
  const { factors, inputs, method } = plan;
  const { columns } = SCORING;
  const row = SCORING.first + index;
  const here = (column: number): string => cellName(row, column, "column");
  const { ranked } = industry;
  const interval = inputs.rankIntervals?.get(industry.candidate.naics);
  const share = inputs.weightSpread?.get(industry.candidate.naics)?.topShare;
  const sense = method.better === "higher" ? 1 : -1;
  const all = cellName(SCORING_TOTALS.ranked.row, SCORING_TOTALS.ranked.column, "both");
  const values = factors.map((_, factor) => scoringColumn(plan, "value", factor));
  const weights = `${cellName(SCORING.facts.weight, values[0]!, "both")}:${cellName(SCORING.facts.weight, values.at(-1)!, "both")}`;
  const across = (first: number): string =>
    `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, first, "column")}:${cellName(INDUSTRIES.first + index, first + factors.length - 1, "column")}`;
  const data = across(INDUSTRIES.firstValue);
  const statuses = across(industryColumn(plan, { status: 0 }));
  const scores = `${here(scoringColumn(plan, "score", 0))}:${here(scoringColumn(plan, "score", factors.length - 1))}`;
  const known = `SUMPRODUCT((${weights}>0)*ISNUMBER(${data})*(${statuses}<>"${GUESS}"))${withoutLogarithm(plan, index)}`;
  const enough =
    inputs.ranking.missingRule === "exclude" ? `AND(${known}>0,${known}=SUMPRODUCT((${weights}>0)*1))` : `${known}>0`;
  const isMissing = (factor: number): boolean =>
    ranked !== undefined && ranked.ranks[factors[factor]!.id] === undefined;
  const missingScore = (factor: number, column: number): string =>
    inputs.ranking.missingRule === "worst"
      ? `IF(AND(${here(columns.ranked)}=1,${cellName(SCORING.facts.weight, values[factor]!, "row")}>0),${fact("worst", column)},"")`
      : `""`;
  const worst = (factor: number): number | "" =>
    ranked && isMissing(factor) && factors[factor]!.count > 0 ? (ranked.scores[factors[factor]!.id] ?? "") : "";
  return [
    { value: industry.candidate.naics, unit: "code" },
    { value: industry.candidate.title },
    { value: industry.takesPart ? 1 : 0, look: "input" },
    { formula: `IF(AND(${here(columns.takesPart)}=1,${enough}),1,0)`, value: ranked ? 1 : 0 },
    {
      formula: method.comparesPairs
        ? pairScore(plan, here)
        : `IF(${here(columns.ranked)}=1,SUMPRODUCT(${weights},${scores})/SUMPRODUCT(${weights}*ISNUMBER(${scores})),"")`,
      value: ranked?.score ?? "",
      unit: method.id === "mean-rank" ? "score" : "ratio",
    },
    {
      // Sums of the same parts in another order differ in their last digits: within a billionth they are ties.
      formula: `IF(${here(columns.ranked)}=1,ROUND(${here(columns.score)}*10^9,0),"")`,
      value: ranked ? Math.round(ranked.score * 1e9) : "",
      unit: "year",
    },
    {
      formula: `IF(${here(columns.ranked)}=1,(${all}+1${signed(sense)}(RANK(${here(columns.key)},${own(columns.key, plan)},0)-RANK(${here(columns.key)},${own(columns.key, plan)},1)))/2,"")`,
      value: ranked?.rank ?? "",
      unit: "rank",
    },
    {
      formula: `IF(${here(columns.ranked)}=1,RANK(${here(columns.key)},${own(columns.key, plan)},${sense === 1 ? 0 : 1})+COUNTIF(${cellName(SCORING.first, columns.key, "both")}:${cellName(row, columns.key, "column")},${here(columns.key)})-1,${all}+COUNTIF(${cellName(SCORING.first, columns.ranked, "both")}:${cellName(row, columns.ranked, "column")},0))`,
      value: plan.order.indexOf(index) + 1,
      unit: "count",
    },
    ...shortListCells(plan, industry, index),
    ...factors.map((factor, at): WorkbookCell => {
      const source = `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, INDUSTRIES.firstValue + at, "column")}`;
      if (isGuess(industry, factor)) return { value: "" };
      const counts = ranked !== undefined && ranked.ranks[factor.id] !== undefined;
      return {
        formula: `IF(AND(${here(columns.ranked)}=1,${cellName(SCORING.facts.weight, values[at]!, "row")}>0,ISNUMBER(${source})),${treatedFormula(source, factor)},"")`,
        value: counts ? countedValue(industry, factor)! : "",
        unit: factor.treatment === "log" ? "ratio" : factor.unit,
      };
    }),
    ...factors.map((factor, at): WorkbookCell => {
      const column = values[at]!;
      const value = here(column);
      return {
        formula: `IF(${value}="","",(${fact("count", column)}+1+${fact("sign", column)}*(RANK(${value},${own(column, plan)},0)-RANK(${value},${own(column, plan)},1)))/2)`,
        value: ranked?.ranks[factor.id] ?? "",
        unit: "rank",
      };
    }),
    ...factors.map((factor, at): WorkbookCell => {
      const value = here(values[at]!);
      const rank = here(scoringColumn(plan, "rank", at));
      return {
        formula: `IF(${value}="",${missingScore(at, values[at]!)},${SCORES[method.id](value, rank, values[at]!)})`,
        value: isMissing(at) ? worst(at) : (ranked?.scores[factor.id] ?? ""),
        unit: method.id === "mean-rank" ? "rank" : "ratio",
      };
    }),
    ranked && { value: ranked.rank, unit: "rank" },
    interval && { value: `${interval.low}–${interval.high}` },
    share === undefined ? undefined : { value: share, unit: "fraction" },
    ...alsoCells(plan, industry, index),
  ];
}

const signed = (sense: 1 | -1): string => (sense === 1 ? "+" : "-");

interface Statistics {
  readonly count: number;
  readonly least: number;
  readonly most: number;
  readonly mean: number;
  readonly deviation: number;
}

function statistics(values: readonly number[]): Statistics {
  const count = values.length;
  if (count === 0) return { count, least: 0, most: 0, mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { count, least: Math.min(...values), most: Math.max(...values), mean, deviation: Math.sqrt(variance) };
}
