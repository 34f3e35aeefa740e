import { columnOf, columnsOf, oneColumn, yearOf, type Header } from "./header.js";
import { defineLayout } from "./layout.js";

/**
 * The common form of state tables, as in Texas, Oregon and Michigan: a NAICS code or only a title, the base and the
 * projected level with their years in the headings or called base and projected, then change and percent change.
 */
export const stateWorkbookLayout = defineLayout({
  label: "state table",
  recognise: (header) => {
    const occupation = columnOf(header, /^(?:soc|occ|occupation|occupational)\b.*\bcode$/);
    const codes = columnsOf(
      header,
      /^(?:industry |ind )?(?:naics|industry)(?: industry)?(?: 20\d\d)? ?codes?$|^naics$/,
    );
    const titles = columnsOf(
      header,
      /^(?:naics |industry )?(?:title|name|description)$|^industry$|^industries$|^naicstitle$/,
    );
    if (codes.length + titles.length === 0) return undefined;
    const levels = levelsOf(header);
    if (!levels) return undefined;
    const code = occupation ?? oneColumn(header, codes, "the industry's code");
    return {
      code,
      title: oneColumn(header, titles, "the industry's title"),
      ...levels,
      area: oneColumn(
        header,
        columnsOf(
          header,
          /^(?:area|region|area name|workforce development area|lwda|wda|economic development region)$/,
        ),
        "the area",
      ),
      areaType: columnOf(header, /^area type$/),
      period: columnOf(header, /^(?:period|projection period)$/),
      growth: columnsOf(header, /\b(?:change|growth|rate|cagr)\b/).filter(
        (column) => !/\boutput\b|\bopenings\b/.test(header.plain[column]!),
      ),
      coding: occupation !== undefined ? "soc" : code === undefined ? "titles" : "naics",
      unit: header.plain.some((name) => /\bthousands?\b|\b000s?\b/.test(name)) ? "thousands" : "jobs",
      subject: occupation === undefined ? "industries" : "occupations",
    };
  },
});

/** Words of a heading that is of something else than a level of jobs. */
const NO_LEVEL =
  /\b(?:change|growth|rate|percent|pct|output|openings|wage|exits|transfers|share|cagr|rank|code|level|type)\b/;

/** Base and projected level: by the years in their headings, or by the words base and projected. */
function levelsOf(header: Header): Levels | undefined {
  const dated = header.plain
    .map((name, column) => ({ name, column, year: yearOf(name) }))
    .flatMap((one) => (one.year === undefined || NO_LEVEL.test(one.name) ? [] : [{ ...one, year: one.year }]))
    .sort((a, b) => a.year - b.year);
  const [first, last] = [dated[0], dated.at(-1)];
  if (first && last && first.year < last.year) {
    const of = (year: number, role: string): number =>
      oneColumn(
        header,
        dated.filter((one) => one.year === year).map(({ column }) => column),
        role,
      )!;
    return {
      base: of(first.year, "the base level"),
      projected: of(last.year, "the projected level"),
      baseYear: first.year,
      projectedYear: last.year,
      yearsBetween: [...new Set(dated.map(({ year }) => year))].filter(
        (year) => year !== first.year && year !== last.year,
      ),
    };
  }
  const isLevel = (column: number): boolean => !NO_LEVEL.test(header.plain[column]!);
  const base = oneColumn(header, columnsOf(header, /\b(?:base|current|estimated)\b/).filter(isLevel), "the base level");
  const projected = oneColumn(
    header,
    columnsOf(header, /\b(?:proj|projected|projection)\b/).filter(isLevel),
    "the projected level",
  );
  if (base === undefined || projected === undefined) return undefined;
  return { base, projected };
}

interface Levels {
  readonly base: number;
  readonly projected: number;
  readonly baseYear?: number;
  readonly projectedYear?: number;
  readonly yearsBetween?: readonly number[];
}
