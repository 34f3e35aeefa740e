import { derive, knownValue, undefinedBecause, type Datum } from "../../core/datum.js";
import type { AreaSet } from "../../core/industry-table.js";
import { locationQuotient, locationQuotientMeasure, noneThere } from "../../measures/location-quotient.js";
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
  /** Cells whose jobs are an estimate, and withheld ones that were not estimated. */
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

/** A quotient with the jobs that it is of. */
interface Quotient {
  readonly naics: string;
  readonly lq: Datum;
  readonly jobs: Datum;
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
  const found = tables.inputs.clusters ? clusterQuotients(set, tables) : codeQuotients(set, tables);
  if ("reason" in found) return found;
  const { quotients, total } = found;
  const count = (status: Datum["status"]): number => quotients.filter(({ jobs }) => jobs.status === status).length;
  return {
    industry: Uint16Array.from(quotients, ({ naics }) => numbers.addIndustry(naics)),
    margin: Float32Array.from(quotients, ({ lq, jobs }) => presenceMargin(lq, jobs, least)),
    quotient: Float64Array.from(quotients, ({ lq }) => knownValue(lq) ?? NaN),
    jobs: Float64Array.from(quotients, ({ jobs }) => knownValue(jobs) ?? NaN),
    total: knownValue(total) ?? NaN,
    estimated: count("estimated"),
    withheld: count("suppressed"),
  };
}

type Found = { readonly quotients: readonly Quotient[]; readonly total: Datum } | LeftOut;

function codeQuotients(set: AreaSet, tables: AreaTables): Found {
  const rows = tables.findRows(set);
  const groups = tables.groups.filter(({ name }) => rows.end.has(name));
  if (groups.length === 0) return tables.whyNothing(tables.rowsAmong(set));
  const head = tables.headOrReason(set, rows.total);
  if ("reason" in head) return head;
  const regionTotal = head.total.region.end.employment;
  const referenceTotal = head.total.reference.end.employment;
  const quotients = groups.map((group): Quotient => {
    const regionIndustry = tables.cells.sum(rows.end.get(group.name)!, "employment");
    const referenceIndustry = tables.referenceOf(group).end.employment;
    const lq =
      referenceIndustry.status === "absent"
        ? undefinedBecause(noneThere())
        : derive({ regionIndustry, regionTotal, referenceIndustry, referenceTotal }, locationQuotient, noneThere());
    return { naics: group.name, lq, jobs: regionIndustry };
  });
  return { quotients, total: regionTotal };
}

/** A cluster is compared with those of its industries that the area has. */
function clusterQuotients(set: AreaSet, tables: AreaTables): Found {
  const table = tables.buildTable(set);
  if ("reason" in table) return table;
  return {
    quotients: table.rows.map((row) => ({
      naics: row.naics,
      lq: locationQuotientMeasure.compute(row, table),
      jobs: row.region.end.employment,
    })),
    total: table.total.region.end.employment,
  };
}
