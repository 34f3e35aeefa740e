import type { QcewTable } from "../qcew/table.js";
import { AREA_KINDS } from "../suppression/cells.js";
import { checkAreas, checkOwnerships } from "./area-checks.js";
import { groupIntoBlocks, nationIsWorkedOut, slicesByIndustry } from "./blocks.js";
import type { Finding } from "./finding.js";
import { checkRows } from "./row-checks.js";
import { SumChecks } from "./sum-checks.js";
import { checkTrees } from "./tree-checks.js";
import { checkYears } from "./year-checks.js";

/** Private rows, of which nothing is withheld in the nation. */
const PRIVATE = 5;

/**
 * Whether the rows of QCEW files contradict each other or themselves, which damaged files do and published ones don't.
 *
 * It takes time linear in the rows, under a tenth of reading them, and looks at what was read: fields that were not
 * are left out. What no check can see is listed in docs/errors.md.
 *
 * @param counties of each metropolitan area's code its counties' codes
 * @param hasAllLevels false for rows of chosen industries, of which none has its parts
 */
export function checkConsistency(
  table: QcewTable,
  counties: ReadonlyMap<string, readonly string[]>,
  { hasAllLevels = true }: { readonly hasAllLevels?: boolean } = {},
): readonly Finding[] {
  // A mean of quarters is a figure of ours, that need not be whole: the files are checked against what they print.
  if (table.ofQuarters) return checkConsistency(table.ofQuarters.table, counties, { hasAllLevels });
  const { establishments, employment, wages } = table.fields;
  if (!establishments || !employment || !wages) return [];
  const isWorkedOut = nationIsWorkedOut(table);
  const blocks = groupIntoBlocks(table).filter(
    ({ kind, ownership }) => !isWorkedOut || kind !== AREA_KINDS.nation || ownership === PRIVATE,
  );
  const isSlice = slicesByIndustry(table);
  const sums = new SumChecks(table, isWorkedOut);
  const trees = hasAllLevels ? checkTrees(table, blocks, { sums, isSlice }) : [];
  const uncovered = checkOwnerships(table, blocks, sums);
  checkAreas(table, blocks, { sums, counties });
  const added = [sums.fewer, sums.more, sums.parts, uncovered].filter(({ compared }) => compared > 0);
  return [
    ...checkRows(table),
    ...added.map((tally) => tally.finding()),
    ...trees,
    ...(hasAllLevels ? checkYears(table, blocks, isSlice) : []),
  ];
}
