import { findColumn, findColumns, parseYear } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Washington's Employment Security Department: one sheet for each workforce area, titles without codes, levels of
 * three years: the base, five years on, ten years on.
 */
export const washingtonLayout = defineLayout({
  label: "Washington",
  recognise: (header) => {
    const levels = findColumns(header, /^estimated employment (?:19|20)\d\d$/);
    const title = findColumn(header, /^(?:title|industry|industry title)$/);
    if (title === undefined || levels.length < 2) return undefined;
    const byYear = levels
      .map((column) => ({ column, year: parseYear(header.plain[column]!)! }))
      .sort((a, b) => a.year - b.year);
    const [first, last] = [byYear[0]!, byYear.at(-1)!];
    return {
      title,
      base: first.column,
      projected: last.column,
      baseYear: first.year,
      projectedYear: last.year,
      yearsBetween: byYear.slice(1, -1).map(({ year }) => year),
      // Rates over other spans than from first to last are not checked.
      growth: byYear.length > 2 ? [] : findColumns(header, /\b(?:growth rate|percent change)\b/),
      coding: "titles",
      unit: "jobs",
      subject: "industries",
      areaIsSheet: true,
    };
  },
});
