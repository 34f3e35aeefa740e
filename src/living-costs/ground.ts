import type { AreaCode } from "../core/codes.js";
import type { Areas } from "../areas/areas.js";
import { requireField, PUBLISHED } from "../qcew/table.js";
import type { Analysis } from "../region/analysis.js";

/** A region by its counties and their covered jobs, by which figures of counties are weighed. */
export interface Ground {
  readonly name: string;
  readonly areas: readonly AreaCode[];
  /** Sorted; without unknown ones. */
  readonly counties: readonly AreaCode[];
  /** Of the counties whose jobs the files publish. */
  readonly jobs: ReadonlyMap<AreaCode, number>;
}

export function buildGround({ table, trail }: Analysis, areas: Areas): Ground {
  const rows = trail.regionTotal.end;
  const employment = requireField(trail.table, "employment");
  const jobs = new Map<AreaCode, number>();
  for (const row of rows) {
    if (trail.table.disclosure[row] !== PUBLISHED) continue;
    const area = trail.table.areas[trail.table.area[row]!]!;
    jobs.set(area, (jobs.get(area) ?? 0) + employment[row]!);
  }
  return { ...buildGroundWithoutJobs(table.region, table.years.end, areas), jobs };
}

/** A region whose counties count alike, where only its areas are known. */
export function buildGroundWithoutJobs(
  region: { readonly name: string; readonly areas: readonly string[] },
  year: number,
  areas: Areas,
): Ground {
  const counties = region.areas.flatMap((code) => areas.countiesOf(code, year));
  return {
    name: region.name,
    areas: region.areas as readonly AreaCode[],
    counties: [...new Set(counties)].filter((code) => !code.endsWith("999")).sort(),
    jobs: new Map(),
  };
}

/** A figure of a region made of its counties'. */
export interface RegionalFigure {
  readonly value: number;
  /** The lowest and the highest of the places it is made of. */
  readonly low: number;
  readonly high: number;
  /** Places that it is made of: one where the table has the region itself. */
  readonly places: readonly AreaCode[];
  /** Counties of the region without a figure. */
  readonly lacking: readonly AreaCode[];
  /** The counties count by their covered jobs; all alike where the files have no jobs of them. */
  readonly weighed: "jobs" | "alike";
}

/**
 * The mean over a region's counties, weighed by their covered jobs; the table's own figure where it has the region itself.
 *
 * @param figureOf a place's figure, if the table has it
 * @returns undefined where no place of the region has one
 */
export function weighPlaces(
  { areas, counties, jobs }: Ground,
  figureOf: (area: AreaCode) => number | undefined,
): RegionalFigure | undefined {
  const [only, another] = areas;
  const own = only !== undefined && another === undefined ? figureOf(only) : undefined;
  if (own !== undefined) return { value: own, low: own, high: own, places: [only!], lacking: [], weighed: "jobs" };
  const known = counties.flatMap((area) => {
    const figure = figureOf(area);
    return figure === undefined ? [] : [{ area, figure, jobs: jobs.get(area) }];
  });
  if (known.length === 0) return undefined;
  const weighed = known.every((one) => one.jobs !== undefined && one.jobs > 0) ? "jobs" : "alike";
  const countyWeight = (one: (typeof known)[number]): number => (weighed === "jobs" ? one.jobs! : 1);
  const all = known.reduce((sum, one) => sum + countyWeight(one), 0);
  const figures = known.map(({ figure }) => figure);
  return {
    value: known.reduce((sum, one) => sum + one.figure * countyWeight(one), 0) / all,
    low: Math.min(...figures),
    high: Math.max(...figures),
    places: known.map(({ area }) => area),
    lacking: counties.filter((area) => !known.some((one) => one.area === area)),
    weighed,
  };
}
