import { decodeIndustryLevel } from "../qcew/read/codes.js";
import type { AreaCode } from "../core/codes.js";
import { PUBLISHED, type QcewTable } from "../qcew/table.js";

/** What a set of files holds for one period. */
export interface PeriodInventory {
  readonly year: number;
  readonly quarter: number;
  readonly rows: number;
  readonly areas: readonly AreaCode[];
  readonly ownerships: readonly number[];
  /** By industry level (the ones digit of the aggregation level code; 0 from 90 on, which are totals): rows, and those suppressed. */
  readonly levels: readonly LevelInventory[];
}

export interface LevelInventory {
  readonly level: number;
  readonly rows: number;
  readonly suppressed: number;
  /** The same for private ownership alone, whose suppression matters most here. */
  readonly privateRows: number;
  readonly privateSuppressed: number;
}

/** Counts rows, areas, ownerships and suppression by period and level, in order of time. */
export function takeInventory(table: QcewTable): readonly PeriodInventory[] {
  const periods = new Map<
    number,
    { rows: number; areas: Set<number>; ownerships: Set<number>; levels: Map<number, Counts> }
  >();
  for (let row = 0; row < table.length; row++) {
    const key = table.year[row]! * 10 + table.quarter[row]!;
    let period = periods.get(key);
    if (!period) {
      period = { rows: 0, areas: new Set(), ownerships: new Set(), levels: new Map() };
      periods.set(key, period);
    }
    period.rows++;
    period.areas.add(table.area[row]!);
    period.ownerships.add(table.ownership[row]!);
    const level = decodeIndustryLevel(table.level[row]!);
    let counts = period.levels.get(level);
    if (!counts) {
      counts = { rows: 0, suppressed: 0, privateRows: 0, privateSuppressed: 0 };
      period.levels.set(level, counts);
    }
    const hidden = table.disclosure[row] === PUBLISHED ? 0 : 1;
    counts.rows++;
    counts.suppressed += hidden;
    if (table.ownership[row] === 5) {
      counts.privateRows++;
      counts.privateSuppressed += hidden;
    }
  }
  return [...periods]
    .sort(([a], [b]) => a - b)
    .map(([key, { rows, areas, ownerships, levels }]) => ({
      year: Math.floor(key / 10),
      quarter: key % 10,
      rows,
      areas: [...areas].map((area) => table.areas[area]!).sort(),
      ownerships: [...ownerships].sort((a, b) => a - b),
      levels: [...levels].sort(([a], [b]) => a - b).map(([level, counts]) => ({ level, ...counts })),
    }));
}

interface Counts {
  rows: number;
  suppressed: number;
  privateRows: number;
  privateSuppressed: number;
}
