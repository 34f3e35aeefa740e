import { findColumn, findColumns } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Projections Central, the states' common site: a state, a code, base and projected levels, change, percent change. It
 * publishes occupations; files of the same columns by industry are read as such.
 */
export const projectionsCentralLayout = defineLayout({
  label: "Projections Central",
  recognise: (header) => {
    const soc = findColumn(header, /^(?:soc|occ|occupation) ?code$/);
    const industry = findColumn(header, /^(?:naics|ind|industry) ?code$/);
    const base = findColumn(header, /^base(?: emp(?:loyment)?)?$/);
    const projected = findColumn(header, /^(?:proj|projected)(?: emp(?:loyment)?)?$/);
    const area = findColumn(header, /^(?:area|area ?name|state)$/);
    const code = soc ?? industry;
    if (code === undefined || base === undefined || projected === undefined || area === undefined) return undefined;
    return {
      code,
      title: findColumn(header, /^(?:occ ?|occupation |industry |ind ?)?(?:title|name)$/),
      base,
      projected,
      area,
      baseYearColumn: findColumn(header, /^base ?year$/),
      projectedYearColumn: findColumn(header, /^(?:proj|projected) ?year$/),
      period: findColumn(header, /^(?:vintage|period)$/),
      growth: findColumns(header, /^(?:(?:emp )?change|pct change|percent ?change)$/),
      coding: soc === undefined ? "naics" : "soc",
      unit: "jobs",
      subject: soc === undefined ? "industries" : "occupations",
    };
  },
});
