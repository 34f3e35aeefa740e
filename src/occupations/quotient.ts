import type { AreaOccupations, OccupationRow, SocCode } from "../staffing/records.js";
import { knownValue } from "../core/datum.js";

/** Persons; an area's occupation and all its occupations, and the same of the nation. */
export interface QuotientCounts {
  readonly areaOccupation: number;
  readonly areaTotal: number;
  readonly nationOccupation: number;
  readonly nationTotal: number;
}

/**
 * An occupation's share of an area's jobs over its share of the nation's jobs; 1 is the nation's own.
 *
 * @source BLS OEWS technical notes: "location quotient"
 */
export function occupationQuotient(counts: QuotientCounts): number | undefined {
  const { areaOccupation, areaTotal, nationOccupation, nationTotal } = counts;
  if (areaTotal === 0 || nationOccupation === 0 || nationTotal === 0) return undefined;
  return areaOccupation / areaTotal / (nationOccupation / nationTotal);
}

/** Published employment is rounded to tens, so that each count may be five off. */
const ROUNDING = 5;

/** The quotients that counts rounded to tens may stand for. */
export function quotientInterval(counts: QuotientCounts): { readonly low: number; readonly high: number } | undefined {
  const { areaOccupation, areaTotal, nationOccupation, nationTotal } = counts;
  const low = occupationQuotient({
    areaOccupation: Math.max(0, areaOccupation - ROUNDING),
    areaTotal: areaTotal + ROUNDING,
    nationOccupation: nationOccupation + ROUNDING,
    nationTotal: Math.max(0, nationTotal - ROUNDING),
  });
  const high = occupationQuotient({
    areaOccupation: areaOccupation + ROUNDING,
    areaTotal: Math.max(0, areaTotal - ROUNDING),
    nationOccupation: Math.max(0, nationOccupation - ROUNDING),
    nationTotal: nationTotal + ROUNDING,
  });
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** Published quotients have two decimals. */
const HALF_OF_LAST_DIGIT = 0.005;

/**
 * Whether a published quotient is what the counts give, once the rounding of all of them is allowed for: the
 * interval of the counts and that of the printed figure must meet. A fixed distance would fail small
 * occupations, where ten persons are a large part, and pass wrong large ones.
 */
export function reproduces(published: number, counts: QuotientCounts): boolean | undefined {
  const interval = quotientInterval(counts);
  if (!interval) return undefined;
  const slack = HALF_OF_LAST_DIGIT + 1e-9;
  return published + slack >= interval.low && published - slack <= interval.high;
}

export interface OccupationQuotientCheck {
  readonly compared: number;
  readonly missed: readonly SocCode[];
}

/** Holds every published quotient of an area's file against the counts of that file and of the nation's. */
export function checkOccupationQuotients(area: AreaOccupations, nation: AreaOccupations): OccupationQuotientCheck {
  let compared = 0;
  const missed: SocCode[] = [];
  for (const [code, row] of area.occupations) {
    const published = row.publishedQuotient && knownValue(row.publishedQuotient);
    const counts = pairCounts(row, code, area, nation);
    const agrees = published === undefined || counts === undefined ? undefined : reproduces(published, counts);
    if (agrees === undefined) continue;
    compared += 1;
    if (!agrees) missed.push(code);
  }
  return { compared, missed };
}

/** The four counts of an occupation, where both files have them. */
export function pairCounts(
  row: OccupationRow,
  code: SocCode,
  area: AreaOccupations,
  nation: AreaOccupations,
): QuotientCounts | undefined {
  const national = nation.occupations.get(code);
  const areaOccupation = knownValue(row.employment);
  const nationOccupation = national && knownValue(national.employment);
  const areaTotal = knownValue(area.total);
  const nationTotal = knownValue(nation.total);
  if (
    areaOccupation === undefined ||
    nationOccupation === undefined ||
    areaTotal === undefined ||
    nationTotal === undefined
  ) {
    return undefined;
  }
  return { areaOccupation, areaTotal, nationOccupation, nationTotal };
}
