import { columnOf, columnsOf, yearOf } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Illinois' Department of Employment Security: headings without blanks and with the years in them, figures as text
 * with thousands separators, `N.A.` where confidential, six digits of the state's own beside NAICS, a compound yearly rate.
 */
export const illinoisLayout = defineLayout({
  label: "Illinois",
  recognise: (header) => {
    const code = columnOf(header, /^industry code$/);
    const base = columnOf(header, /^base year employment (?:19|20)\d\d$/);
    const projected = columnOf(header, /^projected year employment (?:19|20)\d\d$/);
    if (code === undefined || base === undefined || projected === undefined) return undefined;
    return {
      code,
      title: columnOf(header, /^industry title$/),
      base,
      projected,
      area: columnOf(header, /^(?:region|area|area name)$/),
      baseYear: yearOf(header.plain[base]!),
      projectedYear: yearOf(header.plain[projected]!),
      growth: columnsOf(header, /^(?:employment change|annual compound growth rate|percent change)$/),
      coding: "illinois",
      unit: "jobs",
      subject: "industries",
    };
  },
});
