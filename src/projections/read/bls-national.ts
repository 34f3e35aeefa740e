import { columnOf, columnsOf, yearOf } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * BLS Employment Projections by industry for the nation (Table 2.11 and its like): thousands of jobs, codes of the
 * National Employment Matrix, output in dollars beside employment.
 */
export const blsNationalLayout = defineLayout({
  label: "BLS national",
  recognise: (header) => {
    const code = columnOf(header, /\b(?:matrix|industry) code$/);
    const isMatrix = header.plain.some((name) => /\b(?:national employment matrix|industry type)\b/.test(name));
    const levels = columnsOf(
      header,
      /^(?:(?:19|20)\d\d employment|employment (?:19|20)\d\d|employment in thousands (?:19|20)\d\d|projected (?:19|20)\d\d employment)$/,
    )
      .map((column) => ({ column, year: yearOf(header.plain[column]!)! }))
      .sort((a, b) => a.year - b.year);
    const [first, last] = [levels[0], levels.at(-1)];
    if (!isMatrix || code === undefined || !first || !last || levels.length !== 2 || first.year === last.year)
      return undefined;
    return {
      code,
      title: columnOf(header, /\btitle$|^industry(?: sector)?$/),
      base: first.column,
      projected: last.column,
      baseYear: first.year,
      projectedYear: last.year,
      growth: columnsOf(header, /\bemployment\b.*\b(?:change|rate)\b|^(?:change|percent change)\b.*\bemployment\b/),
      coding: "matrix",
      unit: "thousands",
      subject: "industries",
      areaName: "United States",
    };
  },
});
