import type { AreaCode } from "../core/codes.js";
import { derive, sumData, undefinedBecause, type Datum } from "../core/datum.js";

/** Labor force of one county in one year, annual averages. Persons, by where they live. */
export interface CountyLaborForce {
  readonly county: AreaCode;
  readonly laborForce: Datum;
  readonly employed: Datum;
  readonly unemployed: Datum;
}

/** The same of an area, summed, with the rate from the sums. */
export interface LaborForce extends Omit<CountyLaborForce, "county"> {
  /** Unemployed as a fraction of the labor force. */
  readonly rate: Datum;
  /** Counties that the file does not have; with one there is no sum. */
  readonly missing: readonly AreaCode[];
}

const COUNTS = ["laborForce", "employed", "unemployed"] as const;

/**
 * The labor force of several counties: counts added, the rate from the sums, never a mean of rates.
 *
 * @param rows of one year
 */
export function sumLaborForce(
  counties: readonly AreaCode[],
  rows: ReadonlyMap<AreaCode, CountyLaborForce>,
): LaborForce {
  const missing = counties.filter((county) => !rows.has(county));
  const counts = Object.fromEntries(
    COUNTS.map((name) => [
      name,
      missing.length > 0
        ? undefinedBecause(`${missing.length} of ${counties.length} counties are not in the file`)
        : sumData(counties.map((county) => rows.get(county)![name])),
    ]),
  ) as Record<(typeof COUNTS)[number], Datum>;
  const { unemployed, laborForce } = counts;
  return {
    ...counts,
    rate: derive({ unemployed, laborForce }, (of) => quotient(of.unemployed, of.laborForce)),
    missing,
  };
}

function quotient(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
