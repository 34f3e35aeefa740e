import { hasValue } from "../core/datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { ReportTable } from "../report/report.js";
import { cellName, columnRange, type Highlight } from "./model.js";

/** Where a third is fewer than ten, the ten best have no colour of their own. */
const FEW = 20;

/**
 * START's highlights on a table of measures: of each, the ten best, the best third, and what is better than the median.
 *
 * @param first row of the first industry, counting from 0
 */
export function bestOfTable({ columns, rows }: ReportTable, first: number): readonly Highlight[] {
  const last = first + rows.length - 1;
  return columns.flatMap(({ id }, column): readonly Highlight[] => {
    const measure = ALL_MEASURES.find((one) => one.id === id);
    const known = rows.filter(({ cells }) => typeof cells[id] === "object" && hasValue(cells[id])).length;
    if (!measure || known < 3) return [];
    const all = columnRange(column, first, last);
    const cell = cellName(first, column);
    const range = `${cell}:${cellName(last, column)}`;
    const lowIsGood = measure.better === "lower";
    const among = (places: string): string =>
      `AND(ISNUMBER(${cell}),${cell}${lowIsGood ? `<=SMALL` : `>=LARGE`}(${all},${places}))`;
    const rules: readonly Highlight[] = [
      { range, formula: among(`MIN(10,COUNT(${all}))`), look: "top-10", stops: true },
      { range, formula: among(`ROUNDUP(COUNT(${all})/3,0)`), look: "top-third", stops: true },
      {
        range,
        formula: `AND(ISNUMBER(${cell}),${cell}${lowIsGood ? "<" : ">"}MEDIAN(${all}))`,
        look: "above-median",
      },
    ];
    return known <= FEW ? rules.slice(1) : rules;
  });
}
