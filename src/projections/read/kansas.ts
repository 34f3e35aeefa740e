import { findColumn, findColumns, parseYear } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Columns of the Workforce Information Database, in which Kansas exports its projections as an HTML table under the
 * name .xls, and which others keep as CSV: pchg is the change in percent, grrate the yearly rate in percent.
 */
export const kansasExportLayout = defineLayout({
  label: "Kansas export",
  recognise: (header) => {
    const code = findColumn(header, /^naicscode$/);
    const base = findColumn(header, /^estindprj$/);
    const projected = findColumn(header, /^projindprj$/);
    if (code === undefined || base === undefined || projected === undefined) return undefined;
    return {
      code,
      title: findColumn(header, /^naicstitle$/),
      base,
      projected,
      area: findColumn(header, /^areaname$/) ?? findColumn(header, /^area$/),
      areaType: findColumn(header, /^areatype$/),
      state: findColumn(header, /^(?:state fips|stfips)$/),
      baseYearColumn: findColumn(header, /^estyear$/),
      projectedYearColumn: findColumn(header, /^projyear$/),
      growth: findColumns(header, /^(?:nchg|pchg|grrate)$/),
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
    const level = findColumn(header, /^industry level$/);
    const code = findColumn(header, /^industry code$/);
    const base = findColumn(header, /^(?:19|20)\d\d employment$/);
    const projected = findColumn(header, /^(?:19|20)\d\d projected employment$/);
    if (level === undefined || code === undefined || base === undefined || projected === undefined) return undefined;
    return {
      code,
      title: findColumn(header, /^industry title$/),
      base,
      projected,
      baseYear: parseYear(header.plain[base]!),
      projectedYear: parseYear(header.plain[projected]!),
      growth: findColumns(header, /^(?:change in employment|percent change|growth rate)$/),
      coding: "naics",
      unit: "jobs",
      subject: "industries",
      areaName: "Kansas",
    };
  },
});
