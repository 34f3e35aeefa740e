import type { Sheet } from "../../files/read-sheets.js";
import { findColumn, findColumns, oneColumn, titlesAbove, type Header } from "./header.js";
import { defineLayout } from "./layout.js";
import { chooseLevels, datedLevels, NO_LEVEL, type ChosenLevels } from "./levels.js";

/**
 * The common form of state tables, as in Texas, Oregon and Michigan: a NAICS code or only a title, the base and the
 * projected level with their years in the headings or called base and projected, then change and percent change.
 */
export const stateWorkbookLayout = defineLayout({
  label: "state table",
  recognise: (header, sheet) => {
    const occupation = findColumn(
      header,
      /^(?:20\d\d )?(?:soc|occ|occupation|occupational)\b.*\bcode$|^(?:20\d\d )?soc(?: 20\d\d)?$/,
    );
    const codes = findColumns(
      header,
      /^(?:20\d\d )?(?:industry |ind )?(?:naics|industry)(?: industry)?(?: 20\d\d)? ?codes?$|^(?:20\d\d )?naics(?: 20\d\d)?$/,
    );
    const titles = findColumns(
      header,
      /^(?:20\d\d )?(?:(?:naics|industry|occupation|occupational) )?(?:20\d\d )?(?:title|name|description)$|^industry$|^industries$|^occupation$|^naicstitle$/,
    );
    if (occupation === undefined && codes.length + titles.length === 0) return undefined;
    const levels = findLevels(header, sheet);
    if (!levels) return undefined;
    const ofOccupations = titles.length === 1 && /\boccupation/.test(header.plain[titles[0]!]!);
    const code = occupation ?? oneColumn(header, codes, "the industry's code");
    return {
      code,
      title: oneColumn(header, titles, "the industry's title"),
      ...levels,
      area: oneColumn(
        header,
        findColumns(
          header,
          /^(?:area|region|area name|workforce development area|lwda|wda|economic development region)$/,
        ),
        "the area",
      ),
      areaType: findColumn(header, /^area type$/),
      period: findColumn(header, /^(?:period|projection period)$/),
      growth: findColumns(header, /\b(?:change|growth|rate|cagr)\b/).filter(
        (column) => !/\boutput\b|\bopenings\b/.test(header.plain[column]!),
      ),
      coding: occupation !== undefined || ofOccupations ? "soc" : code === undefined ? "titles" : "naics",
      unit: header.plain.some((name) => /\bthousands?\b|\b000s?\b/.test(name)) ? "thousands" : "jobs",
      subject: occupation === undefined && !ofOccupations ? "industries" : "occupations",
    };
  },
});

/** Base and projected level: by the years in their headings, or by the words base and projected. */
function findLevels(
  header: Header,
  sheet: Sheet,
): (Partial<ChosenLevels> & Pick<ChosenLevels, "base" | "projected">) | undefined {
  const dated = chooseLevels(header, datedLevels(header), titlesAbove(sheet, header));
  if (dated) return dated;
  const isLevel = (column: number): boolean => !NO_LEVEL.test(header.plain[column]!);
  const base = oneColumn(
    header,
    findColumns(header, /\b(?:base|current|estimated)\b/).filter(isLevel),
    "the base level",
  );
  const projected = oneColumn(
    header,
    findColumns(header, /\b(?:proj|projected|projection)\b/).filter(isLevel),
    "the projected level",
  );
  if (base === undefined || projected === undefined) return undefined;
  return { base, projected };
}
