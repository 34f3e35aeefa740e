import { hasValue, knownValue } from "../core/datum.js";
import {
  cellName,
  columnRange,
  faint,
  heading,
  numberHeading,
  sheetPrefix,
  type Highlight,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import {
  factorDatum,
  INDUSTRIES,
  printedFactors,
  SCORING,
  scoringColumn,
  SHEETS,
  weightCell,
  type RankingPlan,
} from "./plan.js";

// START's tab J stands over tab I: the same columns, with limits above the header that the colours are compared with.

const ROWS = { good: 3, best: 4, third: 5, median: 6, header: 7, first: 8 } as const;
const SETTING = 1;
/** Where fewer industries are compared, ten best would be a third of them. */
const MANY = 30;

/** Tab J: which industries are among the best of each factor, and of how many factors. */
export function highlightsSheet(plan: RankingPlan): WorkbookSheet {
  const { factors, industries } = plan;
  const last = ROWS.first + industries.length - 1;
  const factorColumn = (factor: number): number => INDUSTRIES.firstValue + factor;
  const all = (factor: number): string => columnRange(factorColumn(factor), ROWS.first, last);
  const best = industries.length > MANY ? 10 : Math.max(1, Math.floor(industries.length / 6));
  const limits = factors.map((_, factor) => findLimits(plan, factor, best));
  const setting = (row: number): string => cellName(row, SETTING, "both");
  const low = (factor: number): string => `${weightCell(factor, "direction")}="lower"`;
  const limitRow = (
    row: number,
    label: string,
    cell: WorkbookCell | undefined,
    formula: (factor: number) => string,
    value: (limit: Limits) => number | undefined,
  ): WorkbookRow => [
    { value: label, look: "label" },
    cell,
    ...factors.map((factor, at): WorkbookCell => ({
      formula: formula(at),
      value: value(limits[at]!) ?? "",
      unit: factor.unit,
    })),
  ];
  const place = (factor: number, count: string): string =>
    `IF(COUNT(${all(factor)})=0,"",IF(${low(factor)},SMALL(${all(factor)},${count}),LARGE(${all(factor)},${count})))`;
  const counts = [ROWS.best, ROWS.third, ROWS.median] as const;
  const firstCount = factorColumn(factors.length);
  const rows: WorkbookRow[] = [
    [{ value: SHEETS.highlights, look: "title" }],
    [
      {
        value: `The best of each factor of "${SHEETS.industries}": dark green are the best ones, as many as the yellow cell says; green the best third; light green what is better than the median.`,
      },
    ],
    [
      faint(
        "The last columns count, over the factors with a weight, how often an industry is among the best. Nothing here changes a rank.",
      ),
    ],
    [
      { value: "Good is", look: "label" },
      undefined,
      ...factors.map((factor, at): WorkbookCell => ({
        formula: weightCell(at, "direction"),
        value: factor.direction,
        look: "top",
      })),
    ],
    limitRow(
      ROWS.best,
      "Top, as many as",
      { value: best, look: "input", unit: "count" },
      (factor) => place(factor, `MAX(1,MIN(${setting(ROWS.best)},COUNT(${all(factor)})))`),
      (one) => one.best,
    ),
    limitRow(
      ROWS.third,
      "Best part",
      { formula: "1/3", value: 1 / 3, look: "input", unit: "fraction" },
      (factor) =>
        place(factor, `MAX(1,MIN(ROUNDUP(COUNT(${all(factor)})*${setting(ROWS.third)},0),COUNT(${all(factor)})))`),
      (one) => one.third,
    ),
    limitRow(
      ROWS.median,
      "Median",
      undefined,
      (factor) => `IF(COUNT(${all(factor)})=0,"",MEDIAN(${all(factor)}))`,
      (one) => one.median,
    ),
    [
      heading("NAICS"),
      heading("Industry"),
      ...factors.map(({ shortLabel }) => numberHeading(shortLabel)),
      numberHeading("Times at the top"),
      numberHeading("Times in the best part"),
      numberHeading("Times above the median"),
    ],
    ...industries.map((industry, index): WorkbookRow => [
      { value: industry.candidate.naics, unit: "code" },
      { value: industry.candidate.title },
      ...factors.map((factor, at): WorkbookCell => {
        const datum = factorDatum(industry, factor);
        const cell = `${sheetPrefix(SHEETS.industries)}${cellName(INDUSTRIES.first + index, factorColumn(at), "column")}`;
        return {
          formula: `IF(ISNUMBER(${cell}),${cell},"")`,
          value: hasValue(datum) ? datum.value : "",
          unit: factor.unit,
          status: datum.status,
        };
      }),
      ...counts.map((limit) => timesCell(plan, index, limit, limits)),
    ]),
  ];
  return {
    name: SHEETS.highlights,
    about:
      "The best of each factor in green: top, best third, above the median; and how often an industry is among them",
    rows,
    widths: [16, 44, ...factors.map(({ unit }) => (unit === "dollars" ? 18 : 11)), 10, 10, 10],
    freeze: { rows: ROWS.first, columns: 2 },
    filter: `${cellName(ROWS.header, 0)}:${cellName(last, firstCount + counts.length - 1)}`,
    print: {
      landscape: true,
      titles: `${ROWS.header + 1}:${ROWS.header + 1}`,
      area: { firstColumn: 0, lastRow: last, lastColumn: factorColumn(printedFactors(plan)) - 1 },
    },
    highlights: factors.flatMap((_, factor) => colours(factorColumn(factor), last)),
    validations: [
      {
        range: cellName(ROWS.best, SETTING),
        rule: {
          kind: "formula",
          formula: `AND(ISNUMBER(${cellName(ROWS.best, SETTING)}),${cellName(ROWS.best, SETTING)}>=1)`,
        },
        prompt: "How many of each factor are dark green: 10 or 20, as START does.",
        error: "A number of 1 or more.",
      },
      {
        range: cellName(ROWS.third, SETTING),
        rule: {
          kind: "formula",
          formula: `AND(ISNUMBER(${cellName(ROWS.third, SETTING)}),${cellName(ROWS.third, SETTING)}>0,${cellName(ROWS.third, SETTING)}<=1)`,
        },
        prompt: "The part that is green: a third.",
        error: "A percentage above 0, up to 100.",
      },
    ],
  };
}

/** A column's colours: the darkest that holds. */
function colours(column: number, last: number): readonly Highlight[] {
  const cell = cellName(ROWS.first, column);
  const range = `${cell}:${cellName(last, column)}`;
  const limit = (row: number): string => cellName(row, column, "row");
  const holds = (row: number, or: "=" | ""): string =>
    `AND(ISNUMBER(${cell}),ISNUMBER(${limit(row)}),IF(${limit(ROWS.good)}="lower",${cell}<${or}${limit(row)},${cell}>${or}${limit(row)}))`;
  return [
    { range, formula: holds(ROWS.best, "="), look: "top-10", stops: true },
    { range, formula: holds(ROWS.third, "="), look: "top-third", stops: true },
    { range, formula: holds(ROWS.median, ""), look: "above-median" },
  ];
}

interface Limits {
  readonly best: number | undefined;
  readonly third: number | undefined;
  readonly median: number | undefined;
}

function findLimits({ factors, industries }: RankingPlan, factor: number, best: number): Limits {
  const { direction } = factors[factor]!;
  const values = industries.flatMap((one) => knownValue(factorDatum(one, factors[factor]!)) ?? []);
  if (values.length === 0) return { best: undefined, third: undefined, median: undefined };
  const rising = [...values].sort((a, b) => a - b);
  const inOrder = direction === "lower" ? rising : rising.toReversed();
  const middle = (rising.length - 1) / 2;
  return {
    best: inOrder[Math.max(1, Math.min(best, values.length)) - 1],
    third: inOrder[Math.max(1, Math.ceil(values.length * (1 / 3))) - 1],
    median: (rising[Math.floor(middle)]! + rising[Math.ceil(middle)]!) / 2,
  };
}

/** Over the factors with a weight, how often an industry reaches a limit. */
function timesCell(plan: RankingPlan, index: number, row: number, limits: readonly Limits[]): WorkbookCell {
  const { factors, industries } = plan;
  const from = INDUSTRIES.firstValue;
  const to = from + factors.length - 1;
  const across = (at: number, fixed: "row" | "column" | "both" = "both"): string =>
    `${cellName(at, from, fixed)}:${cellName(at, to, fixed)}`;
  const values = across(ROWS.first + index, "column");
  const weights = `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.facts.weight, scoringColumn(plan, "value", 0), "both")}:${cellName(SCORING.facts.weight, scoringColumn(plan, "value", factors.length - 1), "both")}`;
  const isLow = `(${across(ROWS.good)}="lower")`;
  const [up, down] = row === ROWS.median ? [">", "<"] : [">=", "<="];
  const reaches = `(${isLow}*(${values}${down}${across(row)})+(1-${isLow})*(${values}${up}${across(row)}))`;
  const key = row === ROWS.best ? "best" : row === ROWS.third ? "third" : "median";
  const times = factors.filter((factor, at) => {
    const value = knownValue(factorDatum(industries[index]!, factor));
    const limit = limits[at]![key];
    if (value === undefined || limit === undefined || factor.weight === 0 || factor.count === 0) return false;
    const ahead = factor.direction === "lower" ? limit - value : value - limit;
    return key === "median" ? ahead > 0 : ahead >= 0;
  }).length;
  return { formula: `SUMPRODUCT((${weights}>0)*ISNUMBER(${values})*${reaches})`, value: times, unit: "count" };
}
