import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../errors.js";
import type { Note } from "../../notes.js";
import type { IndustryStaffing, SourceOfRecords, StaffingTable } from "../../staffing/records.js";
import { checkLevels } from "../occupations/groups.js";
import { openOews, type OewsTable } from "../occupations/oews-table.js";
import { oewsDate } from "../occupations/release.js";
import { TableFinder, unknownLayout } from "../occupations/table-finder.js";
import { readRows, type ReadFile, type TableContext } from "../tables/read-rows.js";

export { shippedStaffing } from "./shipped.js";

export interface StaffingReading {
  readonly table: StaffingTable;
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}

/**
 * Reads staffing patterns of industries: OEWS industry files of any level (CSV or .xlsx, in zips too).
 *
 * @throws {InputError} with file, line, column; up to twenty at once
 */
export async function readStaffing(files: readonly string[], context: TableContext = {}): Promise<StaffingReading> {
  const problems: InputError[] = [];
  const tables: OewsTable[] = [];
  const finder = new TableFinder(
    (found) => openOews(found, { kind: "industries" }, problems, (t) => tables.push(t)),
    problems,
  );
  const read = await readRows(files, finder, context);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (finder.found.length === 0 && finder.unknown[0]) throw unknownLayout(finder.unknown[0], "staffing patterns");

  const industries = new Map<string, IndustryStaffing>();
  const sources: SourceOfRecords[] = [];
  for (const table of tables) {
    if (table.industries.length === 0) continue;
    sources.push({
      file: table.found.text.file,
      label: `BLS OEWS industry staffing, ${oewsDate(table.year)}`,
      year: table.year,
      soc: "2018",
    });
    for (const group of table.industries) {
      const problem = group.total.status === "absent" ? totalMissing(group) : checkLevels(group);
      if (problem) problems.push(problem);
      if (industries.has(group.code)) continue;
      industries.set(group.code, {
        code: group.code,
        title: group.title,
        members: [group.code],
        total: group.total,
        occupations: group.rows,
      });
    }
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return { table: { sources, industries }, files: read, notes: [] };
}

function totalMissing({ file, line, code, title }: OewsTable["industries"][number]): InputError {
  return new InputError(`no row for all occupations together (00-0000) in ${code} ${title}`, {
    code: "STAFFING_TOTAL",
    where: { file, line },
    hint: "keep the row of 00-0000: shares are parts of the published total, since detailed rows add up to less",
  });
}
