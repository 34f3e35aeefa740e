import { findColumn, findColumns, parseYear } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Illinois' Department of Employment Security: headings without blanks and with the years in them, figures as text
 * with thousands separators, `N.A.` where confidential, six digits of the state's own beside NAICS, a compound yearly rate.
 */
export const illinoisLayout = defineLayout({
  label: "Illinois",
  recognise: (header) => {
    const code = findColumn(header, /^industry code$/);
    const base = findColumn(header, /^base year employment (?:19|20)\d\d$/);
    const projected = findColumn(header, /^projected year employment (?:19|20)\d\d$/);
    if (code === undefined || base === undefined || projected === undefined) return undefined;
    return {
      code,
      title: findColumn(header, /^industry title$/),
      base,
      projected,
      area: findColumn(header, /^(?:region|area|area name)$/),
      baseYear: parseYear(header.plain[base]!),
      projectedYear: parseYear(header.plain[projected]!),
      growth: findColumns(header, /^(?:employment change|annual compound growth rate|percent change)$/),
      coding: "illinois",
      unit: "jobs",
      subject: "industries",
    };
  },
});
