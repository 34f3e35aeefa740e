import type { QcewTable } from "../qcew/table.js";
import { buildCells } from "../suppression/cells.js";
import { buildConstraints, type Disagreement } from "../suppression/constraints.js";

export interface TotalsCheck {
  /** Totals whose published parts contradict them beyond rounding. */
  readonly missed: readonly Disagreement[];
  /** How many totals could be compared with their parts. */
  readonly compared: number;
  /** The largest miss that rounding explains, in jobs. */
  readonly largestRounding: number;
}

/**
 * Whether everything published adds up: industries to their parents, ownerships to the total, counties to
 * states and metropolitan areas, states to the nation, as far as the rows are there.
 *
 * @param counties of each metropolitan area's code its counties' codes
 */
export function checkTotals(table: QcewTable, counties: ReadonlyMap<string, readonly string[]>): TotalsCheck {
  const { disagreements, compared, largestRounding } = buildConstraints(buildCells(table), counties);
  return { missed: disagreements, compared, largestRounding };
}
