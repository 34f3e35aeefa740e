import { changesAround, followBack, inUseIn, type AreaChange, type SameGround } from "../areas/area-changes.js";
import type { AreaCode, Period, Quarter } from "../core/codes.js";
import { requireField, PUBLISHED, type QcewTable } from "../qcew/table.js";

/** The areas that figures are asked of, and how they changed. */
export interface CoveredRegion {
  readonly areas: readonly AreaCode[];
  /** In order of time; none where left out. */
  readonly changes?: readonly AreaChange[];
}

/** Jobs of all industries in an area, where they are known without its rows. */
export type JobsOf = (area: AreaCode, period: Period) => number | undefined;

/** Which areas of a region the files hold in which periods, and how much of its jobs each has. */
export class Coverage {
  /** Periods of which the files hold any area of the region, in order. */
  readonly periods: readonly Period[];
  readonly #region: CoveredRegion;
  readonly #held = new Map<AreaCode, Map<number, number | undefined>>();
  readonly #jobsElsewhere: JobsOf | undefined;

  constructor(table: QcewTable, region: CoveredRegion, jobsOf?: JobsOf) {
    const changes = changesAround(region.areas, region.changes ?? []);
    this.#region = { areas: region.areas, changes };
    const codes = new Set([...region.areas, ...changes.flatMap(({ before, after }) => [...before, ...after])]);
    const keys = new Set<number>();
    for (const [code, periods] of jobsByPeriod(table, codes)) {
      this.#held.set(code, periods);
      for (const key of periods.keys()) keys.add(key);
    }
    this.#jobsElsewhere = jobsOf;
    this.periods = [...keys].sort((a, b) => a - b).map(decodePeriod);
  }

  has(area: AreaCode, { year, quarter }: Period): boolean {
    return this.#held.get(area)?.has(year * 10 + quarter) ?? false;
  }

  /** Whether the files hold an area in any period. */
  hasAny(area: AreaCode): boolean {
    return this.#held.has(area);
  }

  /** The region's areas under the codes that files of the period have. */
  areasIn({ year, quarter }: Period): readonly AreaCode[] {
    return inUseIn(this.#region.areas, this.#region.changes!, year, this.#hasRows(quarter)).codes;
  }

  /** The codes of an earlier period that cover the same ground as areas of a later one. */
  groundBefore(areas: readonly AreaCode[], end: Period, start: Period): readonly SameGround[] {
    return this.follow(areas, end, start).groups;
  }

  follow(areas: readonly AreaCode[], end: Period, start: Period): ReturnType<typeof followBack> {
    const hasRows = this.#hasRows(end.quarter);
    return followBack(areas, this.#region.changes!, { from: start.year, to: end.year, hasRows });
  }

  /** Areas without rows in a period. */
  missingIn(areas: readonly AreaCode[], period: Period): readonly AreaCode[] {
    return areas.filter((area) => !this.has(area, period));
  }

  /**
   * Part of the region's jobs that some of its areas have, 0 to 1: of the latest figures known of each. An area without a
   * known figure counts as the mean of the others.
   */
  share(some: readonly AreaCode[], all: readonly AreaCode[]): number {
    // Looking jobs up takes a while in a store.
    if (some.length === all.length) return 1;
    const known = all.flatMap((area) => this.#jobsOf(area) ?? []);
    const mean = known.length === 0 ? 1 : known.reduce((sum, jobs) => sum + jobs, 0) / known.length;
    const sumJobs = (areas: readonly AreaCode[]): number =>
      areas.reduce((sum, area) => sum + (this.#jobsOf(area) ?? mean), 0);
    const total = sumJobs(all);
    return total === 0 ? some.length / all.length : sumJobs(some) / total;
  }

  /** Whether the jobs of an area are known in any period, so that its share is more than a guess. */
  isShareKnown(area: AreaCode): boolean {
    return this.#jobsOf(area) !== undefined;
  }

  #jobsOf(area: AreaCode): number | undefined {
    const periods = [...(this.#held.get(area) ?? [])].sort(([a], [b]) => b - a);
    const known = periods.find(([, jobs]) => jobs !== undefined)?.[1];
    const [latest] = periods;
    return known ?? (latest && this.#jobsElsewhere?.(area, decodePeriod(latest[0])));
  }

  #hasRows(quarter: Quarter): (code: AreaCode, year: number) => boolean {
    return (code, year) => this.has(code, { year, quarter });
  }
}

function decodePeriod(key: number): Period {
  return { year: Math.floor(key / 10), quarter: (key % 10) as Quarter };
}

const PARTS: ReadonlySet<number> = new Set([1, 2, 3, 5]);

/** By area and period the published jobs of all industries: of all ownerships, or the sum of those there are. */
function jobsByPeriod(
  table: QcewTable,
  codes: ReadonlySet<AreaCode>,
): ReadonlyMap<AreaCode, Map<number, number | undefined>> {
  const { length, area, year, quarter, industry, ownership, disclosure } = table;
  const wanted = Uint8Array.from(table.areas, (code) => (codes.has(code) ? 1 : 0));
  const total = table.industries.findIndex((code) => code === "10");
  const employment = table.fields.employment ? requireField(table, "employment") : undefined;
  const found = new Map<number, Map<number, { whole?: number; parts?: number }>>();
  let [lastArea, lastKey] = [-1, -1];
  for (let row = 0; row < length; row++) {
    const code = area[row]!;
    if (wanted[code] === 0) continue;
    const key = year[row]! * 10 + quarter[row]!;
    const isTotal = industry[row] === total && employment !== undefined && disclosure[row] === PUBLISHED;
    // Rows of an area and period mostly follow each other.
    if (code === lastArea && key === lastKey && !isTotal) continue;
    [lastArea, lastKey] = [code, key];
    let periods = found.get(code);
    if (!periods) found.set(code, (periods = new Map<number, { whole?: number; parts?: number }>()));
    let jobs = periods.get(key);
    if (!jobs) periods.set(key, (jobs = {}));
    if (!isTotal) continue;
    if (ownership[row] === 0) jobs.whole = employment[row]!;
    else if (PARTS.has(ownership[row]!)) jobs.parts = (jobs.parts ?? 0) + employment[row]!;
  }
  return new Map(
    [...found].map(([code, periods]) => [
      table.areas[code]!,
      new Map([...periods].map(([key, { whole, parts }]) => [key, whole ?? parts])),
    ]),
  );
}
