import { hasValue, valueOf } from "../core/datum.js";
import { formatNumber } from "../core/number-format.js";
import { listWords } from "../report/words.js";
import {
  cellName,
  columnRange,
  faint,
  NOT_AVAILABLE,
  numberHeading,
  sheetPrefix,
  type BubbleSeries,
  type ChartValues,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import {
  datumOf,
  RANKING,
  rankingCell,
  rankingColumn,
  scoringCell,
  SCORING_TOTALS,
  SHEETS,
  type RankingPlan,
} from "./plan.js";

/** Columns of the chart's figures, right of the chart. */
const DATA = { first: 5, column: 14 } as const;
/** A title longer than this covers its neighbours. */
const LABEL = 26;

/** A bubble chart of growth and location quotient, sized by jobs, whose labels follow the short list. */
export function chartSheet(plan: RankingPlan): WorkbookSheet | undefined {
  const [growth, lq, jobs] = ["growth", "lq", "employment"].map((id) => plan.factors.findIndex((one) => one.id === id));
  if (growth === -1 || lq === -1 || jobs === -1) return undefined;
  const columns = { growth: growth!, lq: lq!, jobs: jobs! };
  const places = plan.order.map((_, place) => placeCells(plan, place, columns));
  const blank = Array.from({ length: DATA.column }, () => undefined);
  const limits = growthLimits(plan, columns.growth);
  const beyond = plan.industries.filter((industry) => {
    const value = valueOf(datumOf(industry, plan.factors[columns.growth]!));
    return value !== undefined && (value < limits.low || value > limits.high);
  });
  const outside =
    beyond.length === 0
      ? ""
      : `Outside the chart, with growth below ${formatNumber(limits.low, "fraction")} or above ${formatNumber(limits.high, "fraction")}: ${listWords(beyond.slice(0, MOST_NAMED).map(({ candidate }) => candidate.naics))}${beyond.length > MOST_NAMED ? ` and ${beyond.length - MOST_NAMED} more` : ""}.`;
  const head: WorkbookRow = [
    ...blank,
    ...["Label", "Growth", "LQ, short list", "LQ, others", "Jobs"].map(numberHeading),
  ];
  const rows: WorkbookRow[] = [
    [{ value: "Chart", look: "title" }],
    [
      {
        value:
          "Growth and location quotient of every industry; the area of a bubble is its jobs. The short list is labelled, and follows the weights.",
      },
    ],
    [
      faint(
        "Upper right: growing and more concentrated than the reference; upper left: concentrated but shrinking; lower right: growing from a small share.",
      ),
    ],
    [faint(outside)],
    head,
    ...places.map((cells): WorkbookRow => [...blank, ...cells]),
  ];
  const values = (column: number, from: number, to: number): ChartValues => ({
    range: `${sheetPrefix(SHEETS.chart)}${columnRange(DATA.column + column, DATA.first + from, DATA.first + to)}`,
    values: places.slice(from, to + 1).map((cells) => {
      const value = cells[column]!.value;
      return typeof value === "number" ? value : undefined;
    }),
  });
  const series = (place: number): BubbleSeries => ({
    name: {
      range: `${sheetPrefix(SHEETS.chart)}${cellName(DATA.first + place, DATA.column, "both")}`,
      text: String(places[place]![0]!.value),
    },
    labelled: true,
    x: values(1, place, place),
    y: values(2, place, place),
    size: values(4, place, place),
  });
  const all = places.length - 1;
  return {
    name: SHEETS.chart,
    about: "Growth, location quotient and jobs of every industry; labels follow the short list",
    rows,
    widths: [...Array.from({ length: DATA.column }, () => 9), 32, 11, 13, 13, 11],
    print: { landscape: true, onePage: true, area: { firstColumn: 0, lastRow: 38, lastColumn: DATA.column - 1 } },
    chart: {
      title: `Growth, concentration and jobs: ${plan.inputs.analysis.table.region.name}`,
      xTitle: plan.factors[columns.growth]!.label,
      yTitle: plan.factors[columns.lq]!.label,
      xFormat: "fraction",
      yFormat: "ratio",
      crossing: { x: 0, y: 1 },
      xLimits: limits,
      series: [
        {
          name: { range: `${sheetPrefix(SHEETS.chart)}${cellName(4, DATA.column + 3, "both")}`, text: "LQ, others" },
          labelled: false,
          x: values(1, 0, all),
          y: values(3, 0, all),
          size: values(4, 0, all),
        },
        ...Array.from({ length: plan.room }, (_, place) => series(place)),
      ],
      from: { row: 4, column: 0 },
      to: { row: 38, column: DATA.column - 1 },
    },
  };
}

const MOST_NAMED = 12;

/** All but the farthest growth rates, in steps of ten percent; the short list of the run is always inside. */
function growthLimits(plan: RankingPlan, growth: number): { readonly low: number; readonly high: number } {
  const values = plan.industries
    .flatMap((industry) => valueOf(datumOf(industry, plan.factors[growth]!)) ?? [])
    .sort((a, b) => a - b);
  const listed = plan.order
    .slice(0, plan.listed)
    .flatMap((index) => valueOf(datumOf(plan.industries[index]!, plan.factors[growth]!)) ?? []);
  const at = (part: number): number => values[Math.round(part * (values.length - 1))]!;
  return {
    low: Math.floor(Math.min(0, at(0.03), ...listed) * 10) / 10,
    high: Math.ceil(Math.max(0.1, at(0.97), ...listed) * 10) / 10,
  };
}

function placeCells(
  plan: RankingPlan,
  place: number,
  columns: { readonly growth: number; readonly lq: number; readonly jobs: number },
): readonly WorkbookCell[] {
  const industry = plan.industries[plan.order[place]!]!;
  const isListed = place < plan.listed;
  const rank = rankingCell(place, RANKING.columns.rank);
  const listed = `IF(ISNUMBER(${rank}),${rank}<=${scoringCell(SCORING_TOTALS.lastListed)},FALSE)`;
  const figure = (factor: number, condition?: string, holds = true): WorkbookCell => {
    const source = rankingCell(place, rankingColumn(plan, { value: factor }));
    const datum = datumOf(industry, plan.factors[factor]!);
    const known = `ISNUMBER(${source})`;
    return {
      formula: `IF(${condition === undefined ? known : `AND(${known},${condition})`},${source},NA())`,
      value: hasValue(datum) && holds ? datum.value : NOT_AVAILABLE,
      unit: plan.factors[factor]!.unit,
    };
  };
  const { naics, title } = industry.candidate;
  const [code, name] = [rankingCell(place, RANKING.columns.naics), rankingCell(place, RANKING.columns.title)];
  const label = naics === title ? title : `${naics} ${title}`;
  const whole = `IF(${code}=${name},${name},${code}&" "&${name})`;
  return [
    {
      formula: `IF(LEN(${whole})>${LABEL},LEFT(${whole},${LABEL - 1})&"…",${whole})`,
      value: label.length > LABEL ? `${label.slice(0, LABEL - 1)}…` : label,
    },
    figure(columns.growth),
    figure(columns.lq, listed, isListed),
    figure(columns.lq, `ISNUMBER(${rank}),NOT(${listed})`, !isListed && industry.ranked !== undefined),
    figure(columns.jobs),
  ];
}
