import { derive, hasValue, knownValue, undefinedBecause, type Datum } from "../../core/datum.js";
import type { AreaSet } from "../../core/industry-table.js";
import { locationQuotient, noneThere } from "../../measures/location-quotient.js";
import type { AreaTables, LeftOut } from "../../sweep/area-tables.js";
import { presenceMargin } from "../presence.js";

/** An area's industries as numbers, so that 3,000 areas fit and threads can hand them over. */
export interface AreaPresence {
  /** Numbers of the industries that the area has rows of. */
  readonly industry: Uint16Array;
  readonly margin: Float32Array;
  /** NaN where it is withheld. */
  readonly quotient: Float64Array;
  readonly jobs: Float64Array;
  /** Jobs of all industries; NaN where they are not known. */
  readonly total: number;
  /** Cells whose quotient rests on an estimate, and withheld ones that were not estimated. */
  readonly estimated: number;
  readonly withheld: number;
}

/** Industries by number in order of first appearance. */
export class IndustryNumbers {
  readonly codes: string[] = [];
  readonly #numbers = new Map<string, number>();

  addIndustry(code: string): number {
    const known = this.#numbers.get(code);
    if (known !== undefined) return known;
    this.#numbers.set(code, this.codes.length);
    return this.codes.push(code) - 1;
  }
}

/**
 * How an area's industries stand to a location quotient of 1. Of all that a sweep computes only jobs are asked for.
 *
 * @param least jobs below which an industry does not count as present
 */
export function areaPresence(
  set: AreaSet,
  tables: AreaTables,
  numbers: IndustryNumbers,
  least: number,
): AreaPresence | LeftOut {
  const rows = tables.findRows(set);
  const groups = tables.groups.filter(({ members }) => members.some((code) => rows.end.has(code)));
  if (groups.length === 0) return tables.whyNothing(tables.rowsAmong(set));
  const head = tables.headOrReason(set, rows.total);
  if ("reason" in head) return head;
  const regionTotal = head.total.region.end.employment;
  const referenceTotal = head.total.reference.end.employment;
  const [industry, margin, quotient, jobs] = [
    new Uint16Array(groups.length),
    new Float32Array(groups.length),
    new Float64Array(groups.length),
    new Float64Array(groups.length),
  ];
  let [estimated, withheld] = [0, 0];
  for (const [at, group] of groups.entries()) {
    const own = group.members.flatMap((code) => rows.end.get(code) ?? []);
    const regionIndustry = tables.cells.sum(own, "employment");
    const referenceIndustry = tables.referenceOf(group).end.employment;
    const lq: Datum =
      referenceIndustry.status === "absent"
        ? undefinedBecause(noneThere())
        : derive({ regionIndustry, regionTotal, referenceIndustry, referenceTotal }, locationQuotient, noneThere());
    industry[at] = numbers.addIndustry(group.name);
    margin[at] = presenceMargin(lq, regionIndustry, least);
    quotient[at] = knownValue(lq) ?? NaN;
    jobs[at] = knownValue(regionIndustry) ?? NaN;
    if (lq.status === "estimated") estimated++;
    else if (lq.status === "suppressed") withheld++;
  }
  return {
    industry,
    margin,
    quotient,
    jobs,
    total: hasValue(regionTotal) ? regionTotal.value : NaN,
    estimated,
    withheld,
  };
}
