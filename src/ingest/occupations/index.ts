import { type InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../errors.js";
import type { Note } from "../../notes.js";
import type { AreaOccupations } from "../../staffing/records.js";
import { readRows, type ReadFile, type TableContext } from "../tables/read-rows.js";
import { checkLevels } from "./groups.js";
import { openOews, type OewsTable } from "./oews-table.js";
import { oewsDate } from "./release.js";
import { TableFinder, unknownLayout } from "./table-finder.js";

export { shippedNationalWages, shippedOccupations } from "./shipped.js";

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
  const areas: AreaOccupations[] = [];
  for (const table of tables) {
    for (const group of table.areas) {
      const problem = checkLevels(group);
      if (problem) problems.push(problem);
      areas.push({
        source: {
          file: table.found.text.file,
          label: `BLS ${table.layout.name}, ${oewsDate(table.year)}`,
          year: table.year,
          soc: "2018",
        },
        area: group.code === "" ? undefined : group.code,
        areaTitle: group.title,
        total: group.total,
        occupations: new Map(group.rows.map((row) => [row.occupation, row])),
      });
    }
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return { areas, files: read, notes: [] };
}
