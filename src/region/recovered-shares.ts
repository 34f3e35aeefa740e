import type { OwnershipCode, Quarter } from "../core/codes.js";
import { disclosed, estimated, undefinedBecause, type Datum } from "../core/datum.js";
import type { Ownership, PeriodFigures } from "../core/industry-table.js";
import { industryDepth, type IndustryDepth } from "../naics/levels.js";
import type { Period } from "../core/codes.js";
import { requireField, PUBLISHED, type QcewField, type QcewTable } from "../qcew/table.js";

/** A published quotient of two decimals stands for anything that rounds to it. */
const HALF_A_HUNDREDTH = 0.005;
/** Guards the ends against the last bit of a division. */
const ROUNDING_SLACK = 1e-9;
/** A month's national jobs differ from the quarter's mean by at most this part (2020 Q2: 3 %). */
const MONTH_SPREAD = 0.04;

/** The interval that a share is known to lie in. */
export interface ShareRange {
  low: number;
  high: number;
}

/** Pairs of a level and the published quotient of it, whose intervals combine to the quantity's. */
interface QuotientColumns {
  readonly level: QcewField;
  readonly quotient: QcewField;
}

const ANNUAL: Readonly<Record<Quantity, readonly QuotientColumns[]>> = {
  establishments: [{ level: "establishments", quotient: "lqEstablishments" }],
  employment: [{ level: "employment", quotient: "lqEmployment" }],
  wages: [{ level: "wages", quotient: "lqWages" }],
};
const QUARTERLY: Readonly<Record<Quantity, readonly QuotientColumns[]>> = {
  ...ANNUAL,
  employment: [
    { level: "month1", quotient: "lqMonth1" },
    { level: "month2", quotient: "lqMonth2" },
    { level: "month3", quotient: "lqMonth3" },
  ],
};

type Quantity = "establishments" | "employment" | "wages";

/**
 * The share of the nation that one published quotient implies, as an interval.
 *
 * share of the area ÷ (quotient ± half a hundredth); a quotient printed as 0.00 leaves it open above.
 *
 * @source BLS publishes LQ = (area industry ÷ area total covered) ÷ (nation industry ÷ nation total covered)
 */
export function shareFromQuotient(areaShare: number, quotient: number): ShareRange {
  const least = quotient - HALF_A_HUNDREDTH - ROUNDING_SLACK;
  return {
    low: areaShare / (quotient + HALF_A_HUNDREDTH + ROUNDING_SLACK),
    high: least > 0 ? areaShare / least : Number.POSITIVE_INFINITY,
  };
}

export interface RecoveredReference {
  /** Shares of the nation's total covered jobs, wages and establishments: its total is 1. */
  figures(industry: string): PeriodFigures;
  /** Codes for which the areas' quotients contradict each other: a sign of mixed releases. */
  readonly contradictory: readonly string[];
  /** Areas whose rows pinned something. */
  readonly areas: number;
}

/**
 * Recovers the nation's shares from the quotients that the publisher prints in every row of any area.
 *
 * Each disclosed row of each area in the table pins its industry's share to an interval; the intervals of
 * several areas intersect. Where they don't, the files are of different releases: the gap between them
 * is then the range, and the code is reported. Where several ownerships are added up and one has no
 * quotient of an industry here, the nation may still have such jobs: the range allows for them.
 *
 * @param codes the ownerships whose shares are added up
 * @returns undefined if no row has a published quotient
 */
export function recoverReference(
  table: QcewTable,
  period: Period,
  codes: readonly OwnershipCode[],
): RecoveredReference | undefined {
  const columns = period.quarter === 0 ? ANNUAL : QUARTERLY;
  const needed = Object.values(columns).flat();
  if (needed.some(({ quotient }) => !table.fields[quotient])) return undefined;

  const contradictory = new Set<string>();
  const areas = new Set<number>();
  const byQuantity = new Map<Quantity, Map<string, ShareRange>[]>();
  for (const quantity of ["establishments", "employment", "wages"] as const) {
    byQuantity.set(
      quantity,
      columns[quantity].map((pair) => intersectQuotients(table, period, codes, pair, areas)),
    );
  }
  if (areas.size === 0) return undefined;

  const range = (quantity: Quantity, code: string): Datum => {
    const known: ShareRange[] = [];
    let hidden = 0;
    const columns = byQuantity.get(quantity)!;
    // The files may print no quotient of a month at all.
    const printed = columns.filter((ranges) => ranges.size > 0);
    if (printed.length === 0) return UNKNOWN_SHARE;
    for (const ranges of printed) {
      const parts = codes.map((own) => ranges.get(`${own}/${code}`));
      const present = parts.filter((part) => part !== undefined);
      if (present.length === 0) return UNKNOWN_SHARE;
      if (present.some((part) => part.low > part.high)) contradictory.add(code);
      known.push(sumRanges(present.map(ordered)));
      const room = codes.map((own, part) => (parts[part] ? 0 : ownershipRoom(ranges, own, industryDepth(code))));
      hidden = Math.max(
        hidden,
        room.reduce((sum, most) => sum + most, 0),
      );
    }
    const unprinted = Array.from({ length: columns.length - printed.length }, () => amongOthers(known));
    const { low, high } = overMonths([...known, ...unprinted]);
    if (!Number.isFinite(high)) return undefinedBecause("the published quotients round to 0.00");
    if (!Number.isFinite(hidden)) return undefinedBecause("no published quotient of some ownerships");
    return estimated((low + high) / 2, { low, high: high + hidden });
  };
  const seen = new Set(
    [...byQuantity.values()].flat().flatMap((ranges) => [...ranges.keys()].map((key) => key.slice(2))),
  );
  const figures = new Map<string, PeriodFigures>();
  for (const code of seen) {
    figures.set(code, {
      establishments: range("establishments", code),
      employment: range("employment", code),
      wages: range("wages", code),
    });
  }
  return {
    figures: (industry) => figures.get(industry) ?? NOT_RECOVERED,
    contradictory: [...contradictory].sort(),
    areas: areas.size,
  };
}

/** What the files say nothing of; the nation may well have such an industry. */
const UNKNOWN_SHARE = undefinedBecause("no published quotient to recover the reference from");
const NOT_RECOVERED: PeriodFigures = { establishments: UNKNOWN_SHARE, employment: UNKNOWN_SHARE, wages: UNKNOWN_SHARE };

/** The nation as its own measure: every share is of this. */
const WHOLE: PeriodFigures = { establishments: disclosed(1), employment: disclosed(1), wages: disclosed(1) };

/** What recovered shares are divided by: the whole, or the recovered share of the ownership itself. */
export function recoveredTotal(recovered: RecoveredReference, denominator: Ownership): PeriodFigures {
  return denominator === "total" ? WHOLE : recovered.figures("10");
}

function intersectQuotients(
  table: QcewTable,
  period: Period,
  codes: readonly OwnershipCode[],
  columns: QuotientColumns,
  areas: Set<number>,
): Map<string, ShareRange> {
  const levels = requireField(table, columns.level);
  const quotients = requireField(table, columns.quotient);
  const totals = areaTotals(table, period, levels);
  const wanted = new Set<number>(codes);
  const ranges = new Map<string, ShareRange>();
  for (let row = 0; row < table.length; row++) {
    if (table.year[row] !== period.year || table.quarter[row] !== period.quarter) continue;
    if (!wanted.has(table.ownership[row]!)) continue;
    if (table.disclosure[row] !== PUBLISHED || table.lqDisclosure[row] !== PUBLISHED) continue;
    const total = totals.get(table.area[row]!);
    const level = levels[row]!;
    const quotient = quotients[row]!;
    if (!total || !(level > 0) || Number.isNaN(quotient)) continue;
    const { low, high } = shareFromQuotient(level / total, quotient);
    areas.add(table.area[row]!);
    const key = `${table.ownership[row]!}/${table.industries[table.industry[row]!]!}`;
    const known = ranges.get(key);
    if (!known) ranges.set(key, { low, high });
    else {
      known.low = Math.max(known.low, low);
      known.high = Math.min(known.high, high);
    }
  }
  return ranges;
}

/**
 * The most that an ownership can have of an industry for which none of its quotients is published here: its
 * own total less what is known of its industries of that level. It may have none.
 */
function ownershipRoom(
  ranges: ReadonlyMap<string, ShareRange>,
  ownership: OwnershipCode,
  depth: IndustryDepth | undefined,
): number {
  let room = ranges.get(`${ownership}/10`)?.high ?? Number.POSITIVE_INFINITY;
  for (const [key, { low }] of ranges) {
    if (Number(key[0]) === ownership && industryDepth(key.slice(2)) === depth) room -= low;
  }
  return Math.max(0, room);
}

/** All industries, all ownerships, by index of area: the base of the published quotient. */
function areaTotals(table: QcewTable, period: Period, levels: Float64Array): Map<number, number> {
  const totals = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    if (table.ownership[row] !== 0 || table.level[row]! % 10 !== 0) continue;
    if (table.year[row] !== period.year || table.quarter[row] !== period.quarter) continue;
    if (table.industries[table.industry[row]!] !== "10" || table.disclosure[row] !== PUBLISHED) continue;
    totals.set(table.area[row]!, levels[row]!);
  }
  return totals;
}

function ordered({ low, high }: ShareRange): ShareRange {
  return low <= high ? { low, high } : { low: high, high: low };
}

function sumRanges(ranges: readonly ShareRange[]): ShareRange {
  return ranges.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
}

/**
 * A quarter's share is the mean of its months' shares weighted by the nation's jobs in each month, which
 * are unknown but differ from a third by at most MONTH_SPREAD of it: the ends allow for any such weights.
 */
function overMonths(months: readonly ShareRange[]): ShareRange {
  if (months.length === 1) return months[0]!;
  const weighted = (values: readonly number[], sign: 1 | -1): number => {
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = values.reduce((sum, value) => sum + Math.abs(value - centre), 0) / values.length;
    return centre + sign * MONTH_SPREAD * spread;
  };
  return {
    low: weighted(
      months.map(({ low }) => low),
      -1,
    ),
    high: weighted(
      months.map(({ high }) => high),
      1,
    ),
  };
}

/** A month whose share is not known is taken to lie among the others, give or take what months differ by. */
function amongOthers(months: readonly ShareRange[]): ShareRange {
  return {
    low: (1 - MONTH_SPREAD) * Math.min(...months.map(({ low }) => low)),
    high: (1 + MONTH_SPREAD) * Math.max(...months.map(({ high }) => high)),
  };
}

/** Codes whose quotients contradict each other in some period, over all ownerships: a sign of mixed releases. */
export function contradictoryQuotients(table: QcewTable): readonly string[] {
  const periods = new Map<number, Period>();
  for (let row = 0; row < table.length; row++) {
    const year = table.year[row]!;
    const quarter = table.quarter[row]! as Quarter;
    periods.set(year * 10 + quarter, { year, quarter });
  }
  const codes = new Set<string>();
  for (const period of periods.values()) {
    for (const ownership of [1, 2, 3, 5] as const) {
      const recovered = recoverReference(table, period, [ownership]);
      for (const code of recovered?.contradictory ?? []) codes.add(`${code} (${period.year})`);
    }
  }
  return [...codes].sort();
}
