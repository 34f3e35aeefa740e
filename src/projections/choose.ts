import { NAICS_VERSIONS, naicsVersionOfYear, type NaicsVersion } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import { caution, information, type Note } from "../core/notes.js";
import { alignLevels, commonYears, type Years } from "./align.js";
import { listProjectedAreas, chooseProjectionAreas, type ProjectedArea } from "./areas.js";
import type { ChosenProjections, ChosenRow } from "./chosen.js";
import { A_TOTAL, interpretRow, OUTSIDE_NAICS } from "./codes.js";
import { growthNotes, spanNotes } from "./notes.js";
import { contains, contentBetween } from "./content.js";
import { formatProjectionPeriod, type ProjectionRow, type ProjectionTable } from "./records.js";
import { exchangedTitleNotes, industryTitles } from "../naics/printed-titles.js";
import { partsNotes } from "./parts.js";
import { titleOverlap } from "./titles.js";

type RevisionBetween = (from: NaicsVersion, to: NaicsVersion) => Revision;

/**
 * The rows that a ranking uses: of one area, or of several added up, over one span.
 *
 * @throws {InputError} PROJECTION_AREA, PROJECTION_YEARS, PROJECTION_SUBJECT, PROJECTION_DUPLICATE
 */
export function chooseProjections(
  tables: readonly ProjectionTable[],
  asked: readonly string[],
  naics: Naics,
  revisionBetween?: RevisionBetween,
): ChosenProjections {
  const industries = tables.filter(({ subject }) => subject === "industries");
  if (industries.length === 0) throw ofOccupations(tables);
  const areas = chooseProjectionAreas(listProjectedAreas(industries), asked);
  const chosen = areas.flatMap((area) => area.tables);
  const found = findVersion(chosen, naics);
  const { version } = found;
  const years = commonYears(chosen);
  const perArea = areas.map((area) => chooseRows(area, { naics, version, years }));
  const all = perArea.length === 1 ? [...perArea[0]!.values()] : addUp(perArea);
  if (all.length === 0) throw noIndustry(chosen);
  const unsure = revisionBetween ? unsureRows(all, found, naics, revisionBetween) : [];
  const rows = all.map((row) => (unsure.includes(row) ? { ...row, base: undefined, projected: undefined } : row));
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
      ...unsureNotes(unsure, found),
      ...strangeCodeNotes(linesThatAre(OUTSIDE_NAICS, chosen, naics, version)),
      ...(areas.length === 1 ? partsNotes(all, linesThatAre(A_TOTAL, chosen, naics, version), naics) : []),
      ...exchangedTitleNotes(
        all.flatMap(({ codes, ...row }) => (codes.length === 1 ? [{ ...row, code: codes[0]! }] : [])),
        industryTitles(naics),
      ),
    ],
  };
}

/** Lines that are not industries, for a reason. */
function linesThatAre(reason: string, tables: readonly ProjectionTable[], naics: Naics, version: NaicsVersion) {
  return tables.flatMap((table) =>
    table.rows.flatMap((row) => {
      const meaning = interpretRow(row, table.coding, naics, version);
      return meaning.kind === "own" && meaning.reason === reason
        ? [{ ...row, ...row.where, line: row.where.line }]
        : [];
    }),
  );
}

/** Codes with a digit too many or too few are of no industry: their lines are not used. */
function strangeCodeNotes(
  lines: readonly {
    readonly code: string;
    readonly title: string;
    readonly file: string;
    readonly line: number | undefined;
  }[],
): readonly Note[] {
  const numbered = lines.filter(({ code }) => /^\d{4,}$/.test(code));
  if (numbered.length === 0) return [];
  const named = numbered
    .slice(0, 3)
    .map(({ code, title, file, line }) => `${file}, line ${line ?? "?"}: ${code} ${title}`);
  const more = numbered.length > 3 ? `; and ${numbered.length - 3} more` : "";
  const text = `${numbered.length === 1 ? "A line" : `${numbered.length} lines`} of the projections ${numbered.length === 1 ? "has a code" : "have codes"} that no version of NAICS has, and ${numbered.length === 1 ? "is" : "are"} not used: ${named.join("; ")}${more}.`;
  return [caution("projections-codes-unknown", text)];
}

function ofOccupations(tables: readonly ProjectionTable[]): InputError {
  return new InputError("projections of occupations, which say nothing of industries", {
    code: "PROJECTION_SUBJECT",
    ...(tables[0] && { where: { file: tables[0].file } }),
    found: tables[0]?.layout ?? "nothing",
    hint: "give them to `occupations` with --education; for --projections download the publisher's table by industry",
  });
}

/** Not one line is an industry: its codes stand under a heading that is not known, or are of another list. */
function noIndustry(tables: readonly ProjectionTable[]): InputError {
  const rows = tables.flatMap((table) => table.rows);
  const file = tables[0]?.file;
  const shown = rows.slice(0, 3).map(({ code, title }) => `${code} ${title}`.trim());
  return new InputError("no line of the projections is an industry of NAICS", {
    code: "PROJECTION_SUBJECT",
    ...(file !== undefined && { where: { file } }),
    found: shown.join("; ") || "no line with levels",
    hint: "name the column of codes NAICS; occupations go to `occupations` with --education, and codes of the older SIC can't be used",
  });
}

/** A version of NAICS, and what says that it is the projections' own. */
interface FoundVersion {
  readonly version: NaicsVersion;
  readonly by: "file" | "codes" | "titles" | "year";
  /** Other versions that codes and titles may as well be of. */
  readonly others: readonly NaicsVersion[];
}

/** The version of the codes, as {@link findVersion} finds it. */
export function projectionVersion(tables: readonly ProjectionTable[], naics: Naics): NaicsVersion {
  return findVersion(tables, naics).version;
}

/**
 * The version of NAICS that projections are in: the one that the file names; else the one whose list has most of the
 * codes; among equals the one whose titles are printed (445 was "stores" and is "retailers"); else that of the base
 * year's data.
 */
function findVersion(tables: readonly ProjectionTable[], naics: Naics): FoundVersion {
  const stated = tables.find((table) => table.naics !== undefined)?.naics;
  if (stated !== undefined) return { version: stated, by: "file", others: [] };
  const ofYear = naicsVersionOfYear(Math.max(...tables.map(({ baseYear }) => baseYear)));
  const rows = tables.flatMap((table) =>
    table.rows.map((row) => ({ title: row.title, codes: industryCodes(row, table, naics, ofYear) })),
  );
  const codes = rows.flatMap((row) => row.codes);
  const best = keepHighest(NAICS_VERSIONS, (version) => codes.filter((code) => naics.exists(code, version)).length);
  if (best.length === 1) return { version: best[0]!, by: "codes", others: [] };
  const titled = keepHighest(best, (version) =>
    rows.reduce((sum, row) => {
      const [code] = row.codes;
      return sum + (row.codes.length === 1 ? titleOverlap(row.title, naics.title(code!, version) ?? "") : 0);
    }, 0),
  );
  const nearest = [...titled].sort((a, b) => Math.abs(a - ofYear) - Math.abs(b - ofYear) || b - a)[0]!;
  // Projections are made in the version of their base year's data, or the one before.
  const possible = [ofYear, NAICS_VERSIONS[NAICS_VERSIONS.indexOf(ofYear) - 1]];
  const others = titled.filter((version) => version !== nearest && possible.includes(version));
  return { version: nearest, by: others.length === 0 ? "titles" : "year", others };
}

/** Lines whose code has other content in another version that the projections may be of. */
function unsureRows(
  rows: readonly ChosenRow[],
  { version, others }: FoundVersion,
  naics: Naics,
  revisionBetween: RevisionBetween,
): readonly ChosenRow[] {
  const contents = others.map((other) => contentBetween(naics, { table: version, projection: other }, revisionBetween));
  return rows.filter(({ codes }) =>
    codes.some((code) =>
      contents.some((content) => {
        const [here, there] = [content.ofTable(code), content.ofProjection(code)];
        return there.size > 0 && !(here.size === there.size && contains(here, there));
      }),
    ),
  );
}

function unsureNotes(unsure: readonly ChosenRow[], { version, others }: FoundVersion): readonly Note[] {
  if (unsure.length === 0) return [];
  const codes = [...new Set(unsure.flatMap((row) => row.codes))];
  const versions = [version, ...others].sort().join(" or ");
  const text = `Nothing in the projections says whether their codes are of NAICS ${versions}. Lines of ${listed(codes)}, which are not the same in these, are not used; to use them, name the version in the heading of the codes, such as "NAICS ${version} code".`;
  return [caution("projections-naics-unknown", text, codes)];
}

function listed(codes: readonly string[]): string {
  return `${codes.slice(0, 12).join(", ")}${codes.length > 12 ? " …" : ""}`;
}

function keepHighest(
  versions: readonly NaicsVersion[],
  count: (version: NaicsVersion) => number,
): readonly NaicsVersion[] {
  const counted = versions.map((version) => ({ version, count: count(version) }));
  const most = Math.max(...counted.map((one) => one.count));
  return counted.filter((one) => one.count === most).map(({ version }) => version);
}

function industryCodes(
  row: ProjectionRow,
  table: ProjectionTable,
  naics: Naics,
  version: NaicsVersion,
): readonly string[] {
  const meaning = interpretRow(row, table.coding, naics, version);
  return meaning.kind === "industry" ? meaning.codes : [];
}

interface RowContext {
  readonly naics: Naics;
  readonly version: NaicsVersion;
  readonly years: Years;
}

function chooseRows(area: ProjectedArea, { naics, version, years }: RowContext): ReadonlyMap<string, ChosenRow> {
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
  return new InputError(
    `industry ${codes.join("+")} appears twice with different levels, first in line ${known.line}`,
    {
      code: "PROJECTION_DUPLICATE",
      where: row.where,
      found: `${row.base} to ${row.projected}, where line ${known.line} has ${known.base} to ${known.projected}`,
      hint: "keep one of the two rows",
    },
  );
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
      `The projections of ${tables.map(formatProjectionPeriod)[0]} are of NAICS ${version}, apart from ${listed(codes)}, which it does not have; these lines are not used.`,
    ),
  ];
}
