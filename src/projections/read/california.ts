import { columnOf, columnsOf } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * California's Employment Development Department, long-term and short-term: a column of areas with their counties,
 * a period, series codes of the Current Employment Statistics. Percentage change is a fraction in the long-term files
 * and a percent in the short-term ones; short-term levels are of a quarter. Files of 2026 say NAICS Code and NAICS Level.
 */
export const californiaLayout = defineLayout({
  label: "California",
  recognise: (header) => {
    const series = columnOf(header, /^series code$/);
    const code = series ?? columnOf(header, /^naics code$/);
    const base = columnOf(header, /^base (?:year|quarter) employment estimate$/);
    const projected = columnOf(header, /^projected (?:year|quarter) employment estimate$/);
    const areaType = columnOf(header, /^area type$/);
    if (code === undefined || base === undefined || projected === undefined || areaType === undefined) return undefined;
    return {
      code,
      title: columnOf(header, /^industry title$/),
      base,
      projected,
      area: columnOf(header, /^area name/),
      areaType,
      period: columnOf(header, /^period$/),
      growth: columnsOf(header, /^(?:percentage|percent|numeric) change$/),
      coding: "ces",
      unit: "jobs",
      subject: "industries",
    };
  },
});
