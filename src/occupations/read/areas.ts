import { hasValue } from "../../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { caution, information, type Note } from "../../core/notes.js";
import type { AreaOccupations } from "../../staffing/records.js";
import { readRows, type ReadFile, type TableContext } from "../../files/read-rows.js";
import { checkLevels, checkUnits, checkWholePersons, mixedVintages, findVintage } from "./group-checks.js";
import { readAreas } from "../../areas/read-areas.js";
import type { OccupationGroup } from "./groups.js";
import { contradictionNotes } from "./contradictions.js";
import { openOews, type OewsTable } from "./oews-table.js";
import { oewsDate } from "./release.js";
import { shippedNationalWages } from "../../staffing/read/shipped-occupations.js";
import { passedOverNotes, TableFinder, unknownLayout } from "./table-finder.js";

export interface AreaReading {
  readonly areas: readonly AreaOccupations[];
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}

export interface AreaContext extends TableContext {
  /** Over area codes as {@link AreaOccupations} has them; all areas are kept where left out. */
  readonly areas?: (code: string) => boolean;
}

/**
 * Reads jobs and wages by occupation over all industries: OEWS of the nation, states and metropolitan areas, a state's
 * own layout, and what the query system of BLS gives out. A file may hold several areas.
 *
 * @throws {InputError} with file, line, column; up to twenty at once
 */
export async function readAreaOccupations(files: readonly string[], context: AreaContext = {}): Promise<AreaReading> {
  const problems: InputError[] = [];
  const tables: OewsTable[] = [];
  const request = { kind: "areas" as const, ...(context.areas && { areas: context.areas }) };
  const finder = new TableFinder(
    (found) => openOews(found, request, problems, (table) => tables.push(table)),
    problems,
  );
  const read = await readRows(files, finder, context);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (finder.found.length === 0 && finder.unknown[0]) throw unknownLayout(finder.unknown[0], "wages by occupation");

  const areas = tables.flatMap((table) => parseAreas(table, problems));
  const mixed = mixedVintages(areas.map(({ source }) => source));
  if (mixed) problems.push(mixed);
  problems.push(...twice(areas));
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (areas.length === 0) throw noArea(files, tables, context.areas !== undefined);
  return {
    areas,
    files: read,
    notes: [
      ...tables.flatMap(noteContradictions),
      ...buildNotes(tables, areas),
      ...passedOverNotes(finder, "wages by occupation"),
    ],
  };
}

function noteContradictions({ areas: groups, found, year }: OewsTable): readonly Note[] {
  return contradictionNotes(groups, findVintage(groups, found.text.file, year).version);
}

function parseAreas(table: OewsTable, problems: InputError[]): readonly AreaOccupations[] {
  const { file } = table.found.text;
  const { version, problem } = findVintage(table.areas, file, table.year);
  if (problem) problems.push(problem);
  const source = { file, label: `BLS ${table.layout.name}, ${oewsDate(table.year)}`, year: table.year, soc: version };
  return table.areas.map((found): AreaOccupations => {
    const group = withOwnArea(found);
    const total = shippedNationalWages().total;
    const known = group.code === "99" && hasValue(total) ? total.value : undefined;
    const wrong = checkWholePersons(group) ?? checkUnits(group, known) ?? checkLevels(group);
    if (wrong) problems.push(wrong);
    return {
      source,
      area: group.code === "" ? undefined : group.code,
      areaTitle: group.title,
      total: group.total,
      occupations: new Map(group.rows.map((row) => [row.occupation, row])),
    };
  });
}

/** More jobs than any state has, and fewer than the nation has had since 1997. */
const NATION_FROM = 100_000_000;

/**
 * The area that a group is of. National files of 2014 to 2018 and of 2020 have no column of areas: their total shows
 * what they are. States number their regions as the nation numbers states: 10 is Delaware only under that title.
 */
function withOwnArea(group: OccupationGroup): OccupationGroup {
  const { code, title, total } = group;
  if (code === "" && title === "" && hasValue(total) && total.value >= NATION_FROM) {
    return { ...group, code: "99", title: "U.S." };
  }
  if (!/^\d{2}$/.test(code) || code === "99" || title === "") return group;
  const state = readAreas().nameOf(`${code}000`);
  return title.toLowerCase().includes(state.toLowerCase())
    ? group
    : { ...group, code: "", title: `${title} (area ${code})` };
}

/** An area of two files: it is not clear whose figures count. */
function twice(areas: readonly AreaOccupations[]): readonly InputError[] {
  const seen = new Map<string, AreaOccupations>();
  const problems: InputError[] = [];
  for (const one of areas) {
    const key = `${one.area ?? ""} ${one.area === undefined ? one.areaTitle : ""}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, one);
    else {
      problems.push(
        new InputError(`the area ${one.area ?? ""} ${one.areaTitle} appears twice`, {
          code: "OCCUPATION_DUPLICATE",
          where: { file: one.source.file },
          found: `also in ${before.source.file}`,
          hint: "name one release of an area's file",
        }),
      );
    }
  }
  return problems;
}

function noArea(files: readonly string[], tables: readonly OewsTable[], isChosen: boolean): InputError {
  const passed = tables.reduce((sum, table) => sum + table.passed, 0);
  return new InputError(
    isChosen ? "the files hold none of the areas asked for" : "no area's jobs and wages by occupation in the files",
    {
      code: "OCCUPATION_NO_ROWS",
      missing: "wages",
      where: { file: files.join(", ") },
      ...(passed > 0 && { found: `${passed} rows of industries` }),
      hint:
        passed > 0
          ? "name it as a file of staffing patterns; wages of areas cover all industries together"
          : "name the OEWS file of the nation, a state, or a metropolitan area",
    },
  );
}

function buildNotes(tables: readonly OewsTable[], areas: readonly AreaOccupations[]): readonly Note[] {
  const notes: Note[] = [];
  const years = new Set(areas.map(({ source }) => source.year));
  if (years.has(undefined)) {
    const text =
      "Nothing in a file of wages says of which year it is: neither a title nor its name (…_M2024_dl). Where it prints # the lowest top code of all years is used.";
    notes.push(caution("wages-year-unknown", text));
  }
  if (years.size > 1) {
    const text = `Wages of several years are used together: ${[...years].map((year) => year ?? "unknown").join(", ")}. They are in dollars of their own years.`;
    notes.push(caution("wages-years", text));
  }
  if (areas.some(({ total }) => total.status === "absent")) {
    const text = "A file of wages has no row for all occupations together (00-0000), so it gives no total of jobs.";
    notes.push(information("wages-total-missing", text));
  }
  if (tables.some(({ levelsTold, areas: groups }) => !levelsTold && groups.length > 0)) {
    const text =
      "A file of wages has no column of levels. They were inferred from the zeros of the codes: a broad occupation counts as detailed where none of its parts is there.";
    notes.push(information("wages-levels-inferred", text));
  }
  const derived = areas.filter(({ occupations }) =>
    [...occupations.values()].some(({ wages }) => wages.isAnnualDerived),
  );
  if (derived.length > 0) {
    const files = [...new Set(derived.map(({ source }) => source.file))].join(", ");
    const text = `Annual wages of ${files} are derived: the file has percentiles by the hour, times 2,080 hours, a full-time year. Occupations without a full-time year's wage have none.`;
    notes.push(caution("wages-derived", text));
  }
  if (tables.some(({ layout, areas: groups }) => layout.isWithoutUnit && groups.length > 0)) {
    const text =
      "The headers of a file of wages do not say whether they are of an hour or of a year; they are taken as annual by their size.";
    notes.push(caution("wages-unit-inferred", text));
  }
  const old = areas.find(({ source }) => source.soc !== "2018");
  if (old) {
    const text = `Occupation codes of ${old.source.file} are not of SOC 2018 (${old.source.soc === "2010" ? "SOC 2010" : "the hybrid of 2019 and 2020"}): codes that changed since find no match.`;
    notes.push(caution("wages-soc", text));
  }
  return notes;
}
