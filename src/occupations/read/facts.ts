import { resolve } from "node:path";
import { hasValue } from "../../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { caution, information, type Note } from "../../core/notes.js";
import type { OccupationTable } from "../../staffing/occupation-records.js";
import type { SocCode } from "../../staffing/records.js";
import { readSoc, readSocLists } from "./soc.js";
import { projectionCautions } from "./projection-checks.js";
import { readRows, type ReadFile, type TableContext } from "../../files/read-rows.js";
import { factCautions } from "./fact-checks.js";
import { FactsBuilder } from "./facts-builder.js";
import { openFacts } from "./facts-table.js";
import { settleProjections } from "./projection-tables.js";
import { shippedOccupations } from "../../staffing/read/shipped-occupations.js";
import { passedOverNotes, TableFinder, unknownLayout } from "./table-finder.js";

/** Job zones of files of O*NET. */
export interface JobZones {
  readonly files: readonly string[];
  /** Of the database, `29.3`; undefined where neither file nor folder says it. */
  readonly release: string | undefined;
  readonly codes: ReadonlySet<SocCode>;
}

/** How O*NET names the files of a release: `db_29_3_text.zip`, `O*NET 29.3`. */
const ONET_RELEASE = /(?:^|[^a-z])(?:db|o[*-]?net(?:[ _-]?database)?)[ _-]*(\d{2})[._](\d)(?!\d)/i;

export interface FactsReading {
  readonly table: OccupationTable;
  /** Names of the layouts found. */
  readonly layouts: readonly string[];
  readonly jobZones: JobZones | undefined;
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}

/**
 * Reads facts about occupations: BLS projections with openings (Tables 1.2 and 1.10), typical education (Table 5.4),
 * O*NET's job zones, required education and related occupations, and projections of states. Several files are joined;
 * of two that say the same of an occupation the later counts.
 *
 * @param context `area`: whose projections are taken where a file holds several
 * @throws {InputError} with file, line, column; up to twenty at once; PROJECTION_AREA
 */
export async function readOccupationFacts(
  files: readonly string[],
  context: TableContext & { readonly area?: string | undefined } = {},
): Promise<FactsReading> {
  const problems: InputError[] = [];
  const builder = new FactsBuilder();
  const finder = new TableFinder((found) => openFacts(found, builder, problems), problems);
  const read = await readRows(files, finder, context);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  const settled = settleProjections(builder.projected, builder, problems, context.area);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (finder.found.length === 0 && finder.unknown[0]) throw unknownLayout(finder.unknown[0], "facts about occupations");
  const table = builder.finish(readSocLists().combined);
  const file = finder.found[0]?.text.file ?? files.join(", ");
  const isListOnly = builder.tables.every(({ layout }) => layout.id === "crosswalk");
  if (table.occupations.size === 0 && !isListOnly) throw noRows(file);
  const { version, against, decisive } = readSoc().evidenceOf(table.occupations.keys());
  if (against[0] !== undefined) throw mixedCodes(file, against[0], decisive);
  const units = wrongUnits(table, file);
  if (units) throw units;
  const layouts = [...new Set(builder.tables.map(({ layout }) => layout.name))];
  return {
    table: { ...table, soc: version },
    layouts,
    jobZones: findJobZones(builder, table),
    files: read,
    notes: [
      ...settled,
      ...buildNotes(builder, table, version),
      ...projectionCautions(table, file),
      ...factCautions({ ...table, soc: version }, { file, percents: builder.percents, titles: builder.titles }),
      ...passedOverNotes(finder, "facts about occupations"),
    ],
  };
}

function findJobZones(builder: FactsBuilder, { occupations }: OccupationTable): JobZones | undefined {
  const tables = builder.tables.filter(({ layout }) => layout.id === "zones");
  if (tables.length === 0) return undefined;
  const files = tables.map(({ found }) => found.text.file);
  const [, major, minor] = files.map((file) => ONET_RELEASE.exec(resolve(file))).find((one) => one !== null) ?? [];
  return {
    files,
    release: major === undefined ? undefined : `${major}.${minor!}`,
    codes: new Set([...occupations].filter(([, { jobZone }]) => jobZone !== undefined).map(([code]) => code)),
  };
}

function noRows(file: string): InputError {
  return new InputError("a header of facts about occupations, and no row below it", {
    code: "OCCUPATION_NO_ROWS",
    where: { file },
    found: "no occupation",
    hint: "download the file again, or leave it out",
  });
}

function mixedCodes(file: string, odd: string, decisive: readonly string[]): InputError {
  return new InputError("occupation codes of SOC 2010 and of SOC 2018 in one table of facts", {
    code: "SOC_MIXED",
    where: { file },
    found: `${odd} beside ${decisive.slice(0, 3).join(", ")}`,
    hint: "name files of one list of occupations",
  });
}

/** No projection is this many times the nation's, nor so little of it; a state has a thousandth at least. */
const TOO_MANY = 100;

/** Jobs of all occupations in a table of the nation, against those that ship. */
function wrongUnits({ occupations }: OccupationTable, file: string): InputError | undefined {
  const total = "00-0000" as SocCode;
  const base = occupations.get(total)?.projection?.base;
  const nation = shippedOccupations().occupations.get(total)!.projection!.base;
  if (!base || !hasValue(base) || !hasValue(nation)) return undefined;
  const isTooMany = base.value > nation.value * TOO_MANY;
  // The smallest state has 0.2 % of the nation's jobs.
  const isTooFew = base.value < nation.value / (5 * TOO_MANY * 2);
  if (!isTooMany && !isTooFew) return undefined;
  return new InputError(
    `the projection seems to be ${isTooMany ? "persons that are read as thousands" : "thousands that are read as persons"}`,
    {
      code: "OCCUPATION_UNITS",
      where: { file },
      found: `${base.value} jobs in all occupations, where the nation has ${nation.value}`,
      hint: "write persons in a state's layout, and thousands in the layout of the Employment Projections",
    },
  );
}

function buildNotes(builder: FactsBuilder, table: OccupationTable, version: string): readonly Note[] {
  const notes: Note[] = [];
  const crosswalks = builder.tables.filter(({ layout }) => layout.id === "crosswalk");
  for (const { layout, found } of crosswalks) {
    const text = `${found.text.file} is a ${layout.name}, whose content ships with the tool; nothing was taken from it.`;
    notes.push(information("crosswalk-ships", text));
  }
  if (builder.strangeEducation.size > 0) {
    const all = [...builder.strangeEducation];
    const shown = all.slice(0, 5).map(([text, codes]) => `"${text}" (${codes.length})`);
    const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : "";
    const text = `Levels of education in words that BLS does not use, which --max-education can't compare: ${shown.join(", ")}${more}.`;
    notes.push(
      caution(
        "education-unknown",
        text,
        all.flatMap(([, codes]) => codes),
      ),
    );
  }
  for (const file of builder.withoutOpenings) {
    const text = `${file} has jobs of two years and no column of openings a year that is known by its heading: nothing of its projections is used, and openings are those of other files or BLS's for the nation.`;
    notes.push(caution("openings-missing", text));
  }
  if (builder.replaced > 0) {
    const text = `${builder.replaced} occupations have projections in several files; the last one named counts.`;
    notes.push(caution("projections-replaced", text));
  }
  if (version !== "2018") {
    const text = `The facts are by ${version === "2010" ? "SOC 2010" : "the hybrid codes of 2019 and 2020"}: codes that changed since find no match.`;
    notes.push(caution("facts-soc", text));
  }
  return notes;
}
