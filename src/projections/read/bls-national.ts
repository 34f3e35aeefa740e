import { findColumn, findColumns, titlesAbove } from "./header.js";
import { defineLayout } from "./layout.js";
import { chooseLevels, datedLevels } from "./levels.js";

/**
 * BLS Employment Projections by industry for the nation (Table 2.11 and its like): thousands of jobs, codes of the
 * National Employment Matrix, output in dollars beside employment.
 */
export const blsNationalLayout = defineLayout({
  label: "BLS national",
  recognise: (header, sheet) => {
    const code = findColumn(header, /\b(?:matrix|industry) code$/);
    const isMatrix = header.plain.some((name) => /\b(?:national employment matrix|industry type)\b/.test(name));
    const levels = chooseLevels(header, datedLevels(header), titlesAbove(sheet, header));
    if (!isMatrix || code === undefined || !levels) return undefined;
    return {
      code,
      title: findColumn(header, /\btitle$|^industry(?: sector)?$/),
      ...levels,
      growth: findColumns(header, /\bemployment\b.*\b(?:change|rate)\b|^(?:change|percent change)\b.*\bemployment\b/),
      coding: "matrix",
      unit: "thousands",
      subject: "industries",
      areaName: "United States",
    };
  },
});
