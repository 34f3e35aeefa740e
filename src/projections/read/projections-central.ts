import { columnOf, columnsOf } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * Projections Central, the states' common site: a state, a code, base and projected levels, change, percent change. It
 * publishes occupations; files of the same columns by industry are read as such.
 */
export const projectionsCentralLayout = defineLayout({
  label: "Projections Central",
  recognise: (header) => {
    const soc = columnOf(header, /^(?:soc|occ|occupation) ?code$/);
    const industry = columnOf(header, /^(?:naics|ind|industry) ?code$/);
    const base = columnOf(header, /^base(?: emp(?:loyment)?)?$/);
    const projected = columnOf(header, /^(?:proj|projected)(?: emp(?:loyment)?)?$/);
    const area = columnOf(header, /^(?:area|area ?name|state)$/);
    const code = soc ?? industry;
    if (code === undefined || base === undefined || projected === undefined || area === undefined) return undefined;
    return {
      code,
      title: columnOf(header, /^(?:occ ?|occupation |industry |ind ?)?(?:title|name)$/),
      base,
      projected,
      area,
      baseYearColumn: columnOf(header, /^base ?year$/),
      projectedYearColumn: columnOf(header, /^(?:proj|projected) ?year$/),
      period: columnOf(header, /^(?:vintage|period)$/),
      growth: columnsOf(header, /^(?:(?:emp )?change|pct change|percent ?change)$/),
      coding: soc === undefined ? "naics" : "soc",
      unit: "jobs",
      subject: soc === undefined ? "industries" : "occupations",
    };
  },
});
