import { findColumn, findColumns } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * California's Employment Development Department, long-term and short-term: a column of areas with their counties,
 * a period, series codes of the Current Employment Statistics. Percentage change is a fraction in the long-term files
 * and a percent in the short-term ones; short-term levels are of a quarter. Files of 2026 say NAICS Code and NAICS Level.
 */
export const californiaLayout = defineLayout({
  label: "California",
  recognise: (header) => {
    const series = findColumn(header, /^series code$/);
    const code = series ?? findColumn(header, /^naics code$/);
    const base = findColumn(header, /^base (?:year|quarter) employment estimate$/);
    const projected = findColumn(header, /^projected (?:year|quarter) employment estimate$/);
    const areaType = findColumn(header, /^area type$/);
    if (code === undefined || base === undefined || projected === undefined || areaType === undefined) return undefined;
    return {
      code,
      title: findColumn(header, /^industry title$/),
      base,
      projected,
      area: findColumn(header, /^area name/),
      areaType,
      period: findColumn(header, /^period$/),
      growth: findColumns(header, /^(?:percentage|percent|numeric) change$/),
      coding: "ces",
      unit: "jobs",
      subject: "industries",
    };
  },
});
