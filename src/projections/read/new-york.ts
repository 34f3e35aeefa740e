import { findColumn, findColumns } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * New York's Department of Labor: codes with a leading apostrophe and of six or seven digits, and a column called
 * growth rate or annual growth rate that is the change over the whole span in some rounds and yearly in others.
 */
export const newYorkLayout = defineLayout({
  label: "New York",
  recognise: (header) => {
    const code = findColumn(header, /^industry code$/);
    const base = findColumn(header, /^base year(?: employment(?: estimate)?)?$/);
    const projected = findColumn(header, /^projected year(?: employment(?: estimate)?)?$/);
    const growth = findColumns(header, /^(?:(?:annual )?growth rate|net change)$/);
    if (code === undefined || base === undefined || projected === undefined || growth.length === 0) return undefined;
    return {
      code,
      title: findColumn(header, /^industry title$/),
      base,
      projected,
      area: findColumn(header, /^area$/),
      period: findColumn(header, /^period$/),
      growth,
      coding: "naics",
      unit: "jobs",
      subject: "industries",
    };
  },
});
