import { NAICS_VERSIONS, naicsVersionOfYear, type NaicsVersion } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import type { Naics } from "../naics/naics.js";
import { caution, information, type Note } from "../core/notes.js";
import { alignLevels, commonYears, type Years } from "./align.js";
import { areasOf, chooseProjectionAreas, type ProjectedArea } from "./areas.js";
import type { ChosenProjections, ChosenRow } from "./chosen.js";
import { meaningOf } from "./codes.js";
import { growthNotes, spanNotes } from "./notes.js";
import { periodOf, type ProjectionRow, type ProjectionTable } from "./records.js";

/**
 * The rows that a ranking uses: of one area, or of several added up, over one span.
 *
 * @throws {InputError} PROJECTION_AREA, PROJECTION_YEARS, PROJECTION_SUBJECT, PROJECTION_DUPLICATE
 */
export function chooseProjections(
  tables: readonly ProjectionTable[],
  asked: readonly string[],
  naics: Naics,
): ChosenProjections {
  const industries = tables.filter(({ subject }) => subject === "industries");
  if (industries.length === 0) throw ofOccupations(tables);
  const areas = chooseProjectionAreas(areasOf(industries), asked);
  const chosen = areas.flatMap((area) => area.tables);
  const version = versionOf(chosen, naics);
  const years = commonYears(chosen);
  const perArea = areas.map((area) => rowsOf(area, { naics, version, years }));
  const rows = perArea.length === 1 ? [...perArea[0]!.values()] : addUp(perArea);
  return {
    areas: areas.map(({ name }) => name),
    ...years,
    naics: version,
    rows,
    tables: chosen,
    notes: [
      ...areaNotes(areas),
      ...spanNotes(chosen, years),
      ...growthNotes(chosen),
      ...versionNotes(chosen, naics, version),
    ],
  };
}

function ofOccupations(tables: readonly ProjectionTable[]): InputError {
  return new InputError("projections of occupations, which tell nothing of industries", {
    code: "PROJECTION_SUBJECT",
    ...(tables[0] && { where: { file: tables[0].file } }),
    found: tables[0]?.layout ?? "nothing",
    hint: "download the publisher's projections by industry",
  });
}

/** The version whose list has most of the codes; among equals that of the base year's data. */
export function versionOf(tables: readonly ProjectionTable[], naics: Naics): NaicsVersion {
  const ofYear = naicsVersionOfYear(Math.max(...tables.map(({ baseYear }) => baseYear)));
  const codes = tables.flatMap((table) => table.rows.flatMap((row) => industryCodes(row, table, naics, ofYear)));
  const count = (version: NaicsVersion): number => codes.filter((code) => naics.exists(code, version)).length;
  return [...NAICS_VERSIONS].sort(
    (a, b) => count(b) - count(a) || Math.abs(a - ofYear) - Math.abs(b - ofYear) || b - a,
  )[0]!;
}

function industryCodes(
  row: ProjectionRow,
  table: ProjectionTable,
  naics: Naics,
  version: NaicsVersion,
): readonly string[] {
  const meaning = meaningOf(row, table.coding, naics, version);
  return meaning.kind === "industry" ? meaning.codes : [];
}

interface RowContext {
  readonly naics: Naics;
  readonly version: NaicsVersion;
  readonly years: Years;
}

function rowsOf(area: ProjectedArea, { naics, version, years }: RowContext): ReadonlyMap<string, ChosenRow> {
  const rows = new Map<string, ChosenRow>();
  for (const table of area.tables) {
    for (const row of table.rows) {
      const codes = industryCodes(row, table, naics, version).filter((code) => naics.exists(code, version));
      if (codes.length === 0) continue;
      const key = codes.join("+");
      const known = rows.get(key);
      const next = chosenRow(row, codes, table, years);
      if (known && table.coding === "titles") {
        // Two lines of one title: neither is sure to be the industry.
        if (known.base !== next.base || known.projected !== next.projected)
          rows.set(key, { ...next, base: undefined, projected: undefined });
      } else if (known && next.base !== undefined && (known.base !== next.base || known.projected !== next.projected)) {
        if (known.base !== undefined) throw duplicate(known, row, codes);
        rows.set(key, next);
      } else if (!known) rows.set(key, next);
    }
  }
  return rows;
}

function chosenRow(row: ProjectionRow, codes: readonly string[], table: ProjectionTable, years: Years): ChosenRow {
  const { base, projected } = row;
  const levels =
    base === undefined || projected === undefined ? undefined : alignLevels({ base, projected }, table, years);
  return {
    codes,
    code: row.code,
    title: row.title,
    base: levels?.base,
    projected: levels?.projected,
    file: row.where.file,
    line: row.where.line,
  };
}

function duplicate(known: ChosenRow, row: ProjectionRow, codes: readonly string[]): InputError {
  return new InputError(`industry ${codes.join("+")} stands twice with different levels, first in line ${known.line}`, {
    code: "PROJECTION_DUPLICATE",
    where: row.where,
    found: `${row.base} to ${row.projected}, where line ${known.line} has ${known.base} to ${known.projected}`,
    hint: "keep one of the two rows",
  });
}

/** An industry that an area does not publish has no sum: the rest would pass for the whole. */
function addUp(perArea: readonly ReadonlyMap<string, ChosenRow>[]): readonly ChosenRow[] {
  const keys = new Set(perArea.flatMap((rows) => [...rows.keys()]));
  return [...keys].map((key): ChosenRow => {
    const rows = perArea.flatMap((area) => area.get(key) ?? []);
    const total = (of: (row: ChosenRow) => number | undefined): number | undefined => {
      if (rows.length < perArea.length) return undefined;
      return rows.reduce<number | undefined>((sum, row) => {
        const level = of(row);
        return sum === undefined || level === undefined ? undefined : sum + level;
      }, 0);
    };
    return { ...rows[0]!, base: total(({ base }) => base), projected: total(({ projected }) => projected) };
  });
}

function areaNotes(areas: readonly ProjectedArea[]): readonly Note[] {
  if (areas.length === 1) return [];
  const names = areas.map(({ name }) => name).join("; ");
  const notes: Note[] = [
    information(
      "projections-added-up",
      `Projections of ${areas.length} areas were added up: ${names}. An industry that one of them does not publish has no sum.`,
    ),
  ];
  const types = new Set(areas.map(({ areaType }) => areaType));
  if (types.size > 1) {
    notes.push(
      caution(
        "projections-areas-overlap",
        `The areas that were added up are of different kinds (${[...types].map((type) => type ?? "not said").join(", ")}): where one lies in another its jobs count twice.`,
      ),
    );
  }
  return notes;
}

function versionNotes(tables: readonly ProjectionTable[], naics: Naics, version: NaicsVersion): readonly Note[] {
  const strange = tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      industryCodes(row, table, naics, version).filter((code) => !naics.exists(code, version)),
    ),
  );
  const codes = [...new Set(strange)];
  if (codes.length === 0) return [];
  return [
    caution(
      "projections-mixed-naics",
      `The projections of ${tables.map(periodOf)[0]} are of NAICS ${version}, apart from ${codes.slice(0, 12).join(", ")}${codes.length > 12 ? " …" : ""}, which it does not have; these lines are not used.`,
    ),
  ];
}
