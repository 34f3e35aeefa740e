import { columnOf, columnsOf, yearOf } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Columns of the Workforce Information Database, in which Kansas exports its projections as an HTML table under the
 * name .xls, and which others keep as CSV: pchg is the change in percent, grrate the yearly rate in percent.
 */
export const kansasExportLayout = defineLayout({
  label: "Kansas export",
  recognise: (header) => {
    const code = columnOf(header, /^naicscode$/);
    const base = columnOf(header, /^estindprj$/);
    const projected = columnOf(header, /^projindprj$/);
    if (code === undefined || base === undefined || projected === undefined) return undefined;
    return {
      code,
      title: columnOf(header, /^naicstitle$/),
      base,
      projected,
      area: columnOf(header, /^areaname$/) ?? columnOf(header, /^area$/),
      areaType: columnOf(header, /^areatype$/),
      state: columnOf(header, /^(?:state fips|stfips)$/),
      baseYearColumn: columnOf(header, /^estyear$/),
      projectedYearColumn: columnOf(header, /^projyear$/),
      growth: columnsOf(header, /^(?:nchg|pchg|grrate)$/),
      coding: "naics",
      unit: "jobs",
      subject: "industries",
    };
  },
});

/**
 * The workbook that Kansas publishes: a level in words, years in the headings, line breaks inside them, rates as
 * fractions of the whole span and of a year.
 */
export const kansasWorkbookLayout = defineLayout({
  label: "Kansas workbook",
  recognise: (header) => {
    const level = columnOf(header, /^industry level$/);
    const code = columnOf(header, /^industry code$/);
    const base = columnOf(header, /^(?:19|20)\d\d employment$/);
    const projected = columnOf(header, /^(?:19|20)\d\d projected employment$/);
    if (level === undefined || code === undefined || base === undefined || projected === undefined) return undefined;
    return {
      code,
      title: columnOf(header, /^industry title$/),
      base,
      projected,
      baseYear: yearOf(header.plain[base]!),
      projectedYear: yearOf(header.plain[projected]!),
      growth: columnsOf(header, /^(?:change in employment|percent change|growth rate)$/),
      coding: "naics",
      unit: "jobs",
      subject: "industries",
      areaName: "Kansas",
    };
  },
});
