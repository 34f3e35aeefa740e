import { hasValue } from "../core/datum.js";
import {
  cellName,
  columnRange,
  datumCell,
  faint,
  heading,
  numberHeading,
  type Highlight,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import { datumOf, INDUSTRIES, industryColumn, lastIndustryRow, SHEETS, type RankingPlan } from "./plan.js";

/** START's tabs I and J: every measure of every industry, the best of each column shaded. */
export function industriesSheet(plan: RankingPlan): WorkbookSheet {
  const { factors, industries } = plan;
  const last = lastIndustryRow(INDUSTRIES.first, plan);
  const rows: WorkbookRow[] = [
    [{ value: "Industries", look: "title" }],
    [{ value: "Every measure of every industry, in order of code; nothing here depends on the weights." }],
    [
      faint("Legend"),
      { value: "Italic: estimated; ranges on the sheet Ranges", status: "estimated" },
      { value: "no figure", status: "suppressed" },
      faint("dark green: among the 10 best; green: best third; light green: better than the median"),
    ],
    [],
    [
      heading("NAICS"),
      heading("Industry"),
      ...factors.map(({ shortLabel }) => numberHeading(shortLabel)),
      heading("Be careful"),
      ...factors.map(({ shortLabel }) => heading(`${shortLabel}: status`)),
    ],
    ...industries.map((industry): WorkbookRow => [
      { value: industry.candidate.naics, unit: "code" },
      { value: industry.candidate.title },
      ...factors.map((factor): WorkbookCell => datumCell(datumOf(industry, factor), factor.unit)),
      { value: industry.cautions },
      ...factors.map((factor): WorkbookCell => {
        const datum = datumOf(industry, factor);
        return { value: datum.status === "undefined" ? `undefined: ${datum.reason}` : datum.status };
      }),
    ]),
  ];
  const careful = industryColumn(plan, "careful");
  return {
    name: SHEETS.industries,
    about: "Every measure of every industry, the best of each shaded",
    rows,
    widths: [9, 44, ...factors.map(({ unit }) => (unit === "dollars" ? 16 : 12)), 60, ...factors.map(() => 14)],
    freeze: { rows: INDUSTRIES.first, columns: 2 },
    filter: `${cellName(INDUSTRIES.header, 0)}:${cellName(last, careful + factors.length)}`,
    print: {
      landscape: true,
      titles: `${INDUSTRIES.header + 1}:${INDUSTRIES.header + 1}`,
      area: { firstColumn: 0, lastRow: last, lastColumn: careful - 1 },
    },
    highlights: factors.flatMap((factor, index) => bestOf(plan, index, factor.direction === "lower")),
  };
}

/** The ten best, the best third, and those better than the median, of one column. */
function bestOf(plan: RankingPlan, factor: number, lowIsGood: boolean): readonly Highlight[] {
  const column = INDUSTRIES.firstValue + factor;
  const last = lastIndustryRow(INDUSTRIES.first, plan);
  const all = columnRange(column, INDUSTRIES.first, last);
  const cell = cellName(INDUSTRIES.first, column);
  const range = `${cell}:${cellName(last, column)}`;
  const known = plan.industries.filter((industry) => hasValue(datumOf(industry, plan.factors[factor]!))).length;
  if (known < 3) return [];
  const among = (places: string): string =>
    lowIsGood
      ? `AND(ISNUMBER(${cell}),${cell}<=SMALL(${all},${places}))`
      : `AND(ISNUMBER(${cell}),${cell}>=LARGE(${all},${places}))`;
  const median = `AND(ISNUMBER(${cell}),${cell}${lowIsGood ? "<" : ">"}MEDIAN(${all}))`;
  return [
    { range, formula: among(`MIN(10,COUNT(${all}))`), look: "top-10" as const, stops: true },
    { range, formula: among(`ROUNDUP(COUNT(${all})/3,0)`), look: "top-third" as const, stops: true },
    { range, formula: median, look: "above-median" as const },
    // Where a third is fewer than ten, the ten best are not worth marking.
  ].slice(known <= 20 ? 1 : 0);
}
