import { hasValue, knownValue } from "../core/datum.js";
import { formatNumber } from "../core/number-format.js";
import { formatList } from "../report/words.js";
import {
  cellName,
  columnRange,
  faint,
  heading,
  indented,
  NOT_AVAILABLE,
  numberHeading,
  sheetPrefix,
  type BubbleSeries,
  type ChartValues,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import { sourceLine } from "./source-line.js";
import {
  factorDatum,
  INDUSTRIES,
  industryColumn,
  industryRange,
  isShortListed,
  SCORING,
  scoringCell,
  scoringRange,
  SCORING_TOTALS,
  SHEETS,
  type RankingPlan,
} from "./plan.js";

/** Columns right of the chart: the key of its labels, then the figures of its bubbles. */
const COLUMNS = { chart: 11, mark: 12, industry: 13, row: 15, growth: 16, listed: 17, others: 18, jobs: 19 } as const;
const FIRST = 5;
const LAST_ROW = 38;
const MOST_NAMED = 12;

/** Places of the chart's three measures among the factors. */
interface Axes {
  readonly growth: number;
  readonly lq: number;
  readonly jobs: number;
}

/** A bubble chart of growth and location quotient, sized by jobs, whose labels follow the short list. */
export function chartSheet(plan: RankingPlan): WorkbookSheet | undefined {
  const [growth, lq, jobs] = ["growth", "lq", "employment"].map((id) => plan.factors.findIndex((one) => one.id === id));
  if (growth === -1 || lq === -1 || jobs === -1) return undefined;
  const axes: Axes = { growth: growth!, lq: lq!, jobs: jobs! };
  const labelled = Array.from({ length: plan.room }, (_, place) => listedBubble(plan, place, axes));
  const others = plan.industries.map((_, index) => otherBubble(plan, index, axes));
  const bubbles = [...labelled, ...others];
  const limits = growthLimits(plan, axes.growth);
  const head = placeCells({
    [COLUMNS.mark]: numberHeading("Label"),
    [COLUMNS.industry]: indented(heading("Industry")),
    [COLUMNS.row]: numberHeading("Row"),
    [COLUMNS.growth]: numberHeading("Growth"),
    [COLUMNS.listed]: numberHeading("LQ, short list"),
    [COLUMNS.others]: numberHeading("LQ, others"),
    [COLUMNS.jobs]: numberHeading("Jobs"),
  });
  const rows: WorkbookRow[] = [
    [{ value: "Chart", look: "title" }],
    [
      {
        value:
          "Growth and location quotient of every industry; the area of a bubble is its jobs. The short list is labelled by rank, and follows the weights.",
      },
    ],
    [
      faint(
        "Upper right: growing and more concentrated than the reference; upper left: concentrated but shrinking; lower right: growing from a small share.",
      ),
    ],
    [faint([describeOutside(plan, axes.growth, limits), sourceLine(plan)].filter(Boolean).join(" "))],
    head,
    ...bubbles,
  ];
  const values = (column: number, from: number, to: number): ChartValues => ({
    range: `${sheetPrefix(SHEETS.chart)}${columnRange(column, FIRST + from, FIRST + to)}`,
    values: bubbles.slice(from, to + 1).map((cells) => {
      const value = cells[column]?.value;
      return typeof value === "number" ? value : undefined;
    }),
  });
  const series = (place: number): BubbleSeries => ({
    name: {
      range: `${sheetPrefix(SHEETS.chart)}${cellName(FIRST + place, COLUMNS.mark, "both")}`,
      text: String(labelled[place]![COLUMNS.mark]!.value),
    },
    labelled: true,
    x: values(COLUMNS.growth, place, place),
    y: values(COLUMNS.listed, place, place),
    size: values(COLUMNS.jobs, place, place),
  });
  const [firstOther, lastOther] = [plan.room, bubbles.length - 1];
  return {
    name: SHEETS.chart,
    about: "Growth, location quotient and jobs of every industry; labels follow the short list",
    rows,
    widths: [...Array.from({ length: COLUMNS.chart }, () => 9), 2, 8, 54, 3, 8, 11, 13, 13, 11],
    hiddenColumns: [COLUMNS.row],
    print: {
      landscape: true,
      onePage: true,
      area: { firstColumn: 0, lastRow: LAST_ROW, lastColumn: COLUMNS.industry },
    },
    chart: {
      title: `Growth, concentration and jobs: ${plan.inputs.analysis.table.region.name}`,
      xTitle: plan.factors[axes.growth]!.label,
      yTitle: plan.factors[axes.lq]!.label,
      xFormat: "fraction",
      yFormat: "ratio",
      crossing: { x: 0, y: 1 },
      xLimits: limits,
      series: [
        {
          name: { range: `${sheetPrefix(SHEETS.chart)}${cellName(4, COLUMNS.others, "both")}`, text: "LQ, others" },
          labelled: false,
          x: values(COLUMNS.growth, firstOther, lastOther),
          y: values(COLUMNS.others, firstOther, lastOther),
          size: values(COLUMNS.jobs, firstOther, lastOther),
        },
        ...labelled.map((_, place) => series(place)),
      ],
      from: { row: 4, column: 0 },
      to: { row: LAST_ROW, column: COLUMNS.chart },
    },
  };
}

/** A row from its cells by column. */
function placeCells(cells: Readonly<Record<number, WorkbookCell>>): WorkbookRow {
  return Array.from({ length: COLUMNS.jobs + 1 }, (_, column) => cells[column]);
}

/** Which industries have growth beyond the chart's ends. */
function describeOutside(plan: RankingPlan, growth: number, { low, high }: { low: number; high: number }): string {
  const beyond = plan.industries.filter((industry) => {
    const value = knownValue(factorDatum(industry, plan.factors[growth]!));
    return value !== undefined && (value < low || value > high);
  });
  if (beyond.length === 0) return "";
  const named = formatList(beyond.slice(0, MOST_NAMED).map(({ candidate }) => candidate.naics));
  const more = beyond.length > MOST_NAMED ? ` and ${beyond.length - MOST_NAMED} more` : "";
  return `Outside the chart, with growth below ${formatNumber(low, "fraction")} or above ${formatNumber(high, "fraction")}: ${named}${more}.`;
}

/** All but the farthest growth rates, in steps of ten percent; the short list of the run is always inside. */
function growthLimits(plan: RankingPlan, growth: number): { readonly low: number; readonly high: number } {
  const values = plan.industries
    .flatMap((industry) => knownValue(factorDatum(industry, plan.factors[growth]!)) ?? [])
    .sort((a, b) => a - b);
  const listed = plan.eligible
    .slice(0, plan.listed)
    .flatMap((index) => knownValue(factorDatum(plan.industries[index]!, plan.factors[growth]!)) ?? []);
  const at = (part: number): number => values[Math.round(part * (values.length - 1))]!;
  return {
    low: Math.floor(Math.min(0, at(0.03), ...listed) * 10) / 10,
    high: Math.ceil(Math.max(0.1, at(0.97), ...listed) * 10) / 10,
  };
}

/** A bubble of the short list's place, counted from 0: its label, and the figures of whichever industry has the place. */
function listedBubble(plan: RankingPlan, place: number, axes: Axes): WorkbookRow {
  const index = place < plan.listed ? plan.eligible[place]! : undefined;
  const industry = index === undefined ? undefined : plan.industries[index]!;
  const row = FIRST + place;
  const source = cellName(row, COLUMNS.row, "column");
  const find = (range: string): string => `INDEX(${range},${source})`;
  const rank = find(scoringRange(plan, SCORING.columns.rank));
  const figure = (factor: number): WorkbookCell => {
    const found = find(industryRange(plan, INDUSTRIES.firstValue + factor));
    const datum = industry && factorDatum(industry, plan.factors[factor]!);
    return {
      formula: `IF(${source}="",NA(),IF(ISNUMBER(${found}),${found},NA()))`,
      value: datum && hasValue(datum) ? datum.value : NOT_AVAILABLE,
      unit: plan.factors[factor]!.unit,
    };
  };
  const [code, title] = (["naics", "title"] as const).map((column) =>
    find(industryRange(plan, industryColumn(plan, column))),
  );
  const { naics = "", title: name = "" } = industry?.candidate ?? {};
  return placeCells({
    [COLUMNS.mark]: {
      formula: `IF(${source}="","",${rank}&IF(COUNTIFS(${listedColumn(plan)},1,${scoringRange(plan, SCORING.columns.rank)},${rank})>1,CHAR(96+${place + 1}-COUNTIFS(${listedColumn(plan)},1,${scoringRange(plan, SCORING.columns.rank)},"<"&${rank})),""))`,
      value: rankMark(plan, place),
      look: "centered",
    },
    [COLUMNS.industry]: indented({
      formula: `IF(${source}="","",IF(${code}=${title},${title},${code}&" "&${title}))`,
      value: naics === name ? name : `${naics} ${name}`,
    }),
    [COLUMNS.row]: {
      formula: `IF(${place + 1}<=${scoringCell(SCORING_TOTALS.listed)},MATCH(${place + 1},${scoringRange(plan, SCORING.columns.listOrder)},0),"")`,
      value: index === undefined ? "" : index + 1,
    },
    [COLUMNS.growth]: figure(axes.growth),
    [COLUMNS.listed]: figure(axes.lq),
    [COLUMNS.jobs]: figure(axes.jobs),
  });
}

const listedColumn = (plan: RankingPlan): string => scoringRange(plan, SCORING.columns.listed);

/** The rank as made; those of equal rank get a letter. */
function rankMark(plan: RankingPlan, place: number): string {
  if (place >= plan.listed) return "";
  const ranks = plan.eligible.slice(0, plan.listed).map((index) => plan.industries[index]!.ranked!.rank);
  const rank = ranks[place]!;
  const isTied = ranks.filter((one) => one === rank).length > 1;
  return `${rank}${isTied ? String.fromCharCode(97 + place - ranks.indexOf(rank)) : ""}`;
}

/** A bubble of one industry, in order of code, which is drawn while it is ranked and off the short list. */
function otherBubble(plan: RankingPlan, index: number, axes: Axes): WorkbookRow {
  const industry = plan.industries[index]!;
  const scoring = (column: number): string =>
    `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.first + index, column)}`;
  const isShown = industry.ranked !== undefined && !isShortListed(plan, index);
  const figure = (factor: number, condition?: string, holds = true): WorkbookCell => {
    const source = `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, INDUSTRIES.firstValue + factor)}`;
    const datum = factorDatum(industry, plan.factors[factor]!);
    const known = `ISNUMBER(${source})`;
    return {
      formula: `IF(${condition === undefined ? known : `AND(${known},${condition})`},${source},NA())`,
      value: hasValue(datum) && holds ? datum.value : NOT_AVAILABLE,
      unit: plan.factors[factor]!.unit,
    };
  };
  const off = `${scoring(SCORING.columns.ranked)}=1,${scoring(SCORING.columns.listed)}=0`;
  return placeCells({
    [COLUMNS.growth]: figure(axes.growth),
    [COLUMNS.others]: figure(axes.lq, off, isShown),
    [COLUMNS.jobs]: figure(axes.jobs),
  });
}
