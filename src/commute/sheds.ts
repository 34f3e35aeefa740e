import type { AreaCode } from "../core/codes.js";
import { derive, disclosed, undefinedBecause, type Datum } from "../core/datum.js";
import { NOT_HELD, type CountyFlows, type RegionTies } from "./flows.js";
import { ALL_JOBS, SEGMENTS, type SegmentId } from "./segments.js";

/** Who works in a region and who of its residents does, in jobs. */
export interface Containment {
  /** Jobs in the region. */
  readonly jobs: Datum;
  /** Jobs that the region's residents hold, wherever. */
  readonly workers: Datum;
  /** Jobs in the region that its residents hold. */
  readonly within: Datum;
  readonly inCommuters: Datum;
  readonly outCommuters: Datum;
  /** In-commuters less out-commuters. */
  readonly net: Datum;
  /** Part of the region's jobs that its residents hold. */
  readonly jobsHeld: Datum;
  /** Part of its residents' jobs that are in the region. */
  readonly workersStaying: Datum;
}

/** A county's ties with the region; of a county in the region with the rest of it, apart from the first two. */
export interface CountyTies {
  readonly county: AreaCode;
  readonly isInside: boolean;
  /** Jobs in the region that its residents hold: its part of the labor shed. */
  readonly toRegion: Datum;
  /** Jobs in the county that the region's residents hold: its part of the commute shed. */
  readonly fromRegion: Datum;
  /** All jobs that its residents hold. */
  readonly workers: Datum;
  /** All jobs in it. */
  readonly jobs: Datum;
  /** Part of its residents' jobs that are in the region. */
  readonly workersShare: Datum;
  /** Part of its jobs that the region's residents hold. */
  readonly jobsShare: Datum;
  /** Both parts together: OMB's employment interchange. */
  readonly interchange: Datum;
}

/** The sheds of a region. */
export interface Sheds {
  readonly counties: readonly AreaCode[];
  readonly containment: Containment;
  /** Every county that the region exchanges workers with, and its own: most commuters first. */
  readonly ties: readonly CountyTies[];
  readonly bySegment: readonly { readonly id: SegmentId; readonly containment: Containment }[];
  /** Jobs over the borders of the region's states: in it by people from other states, and of its residents in others. */
  readonly otherStates: { readonly in: Datum; readonly out: Datum };
}

/** Labor shed, commute shed and containment of a set of counties. */
export function findSheds(flows: CountyFlows, counties: readonly AreaCode[]): Sheds {
  const inside = new Set<string>(counties);
  const ties = flows.tiesOf(inside);
  const states = new Set(counties.map(stateCode));
  const beyond = (sums: ReadonlyMap<AreaCode, Float64Array>): Datum => {
    const others = [...sums].filter(([county]) => !states.has(stateCode(county)));
    return others.length === 0 ? NOT_HELD : disclosed(others.reduce((sum, [, counts]) => sum + counts[ALL_JOBS]!, 0));
  };
  const all = new Set([...counties, ...ties.toRegion.keys(), ...ties.fromRegion.keys()]);
  return {
    counties,
    containment: measureContainment(flows, counties, ties),
    ties: [...all]
      .map((county) => tiesOfCounty(flows, counties, { county, isInside: inside.has(county) }, ties))
      .sort(byCommuters),
    bySegment: flows.facts.segments.map((id) => ({
      id,
      containment: measureContainment(
        flows,
        counties,
        ties,
        SEGMENTS.findIndex((segment) => segment.id === id),
      ),
    })),
    otherStates: { in: beyond(ties.toRegion), out: beyond(ties.fromRegion) },
  };
}

export const stateCode = (county: string): string => county.slice(0, 2);

/**
 * Containment both ways: residents working inside ÷ residents working, and jobs held by residents ÷ jobs. Not held where
 * the files don't have the jobs that residents of the region's own states have in these states.
 */
export function measureContainment(
  flows: CountyFlows,
  counties: readonly AreaCode[],
  ties: RegionTies,
  segment = ALL_JOBS,
): Containment {
  const isKnown = counties.every((county) => flows.isWhole(county));
  const [jobs, workers, within] = [ties.jobs, ties.workers, ties.within].map((sums) =>
    isKnown ? disclosed(sums[segment]!) : NOT_HELD,
  ) as [Datum, Datum, Datum];
  const less = (whole: Datum, part: Datum): Datum => derive({ whole, part }, (of) => of.whole - of.part);
  const inCommuters = less(jobs, within);
  const outCommuters = less(workers, within);
  return {
    jobs,
    workers,
    within,
    inCommuters,
    outCommuters,
    net: less(inCommuters, outCommuters),
    jobsHeld: commuterShare(within, jobs),
    workersStaying: commuterShare(within, workers),
  };
}

/** A part of commuters; without an answer where there are none. */
export function commuterShare(part: Datum, whole: Datum): Datum {
  return derive({ part, whole }, (of) => (of.whole === 0 ? undefined : of.part / of.whole));
}

const ALONE = undefinedBecause("the region has no other county");

function tiesOfCounty(
  flows: CountyFlows,
  counties: readonly AreaCode[],
  { county, isInside }: { readonly county: AreaCode; readonly isInside: boolean },
  ties: RegionTies,
): CountyTies {
  const [to, from] = [ties.toRegion, ties.fromRegion].map((sums) => sums.get(county)?.[ALL_JOBS] ?? 0) as [
    number,
    number,
  ];
  // A county is tied to others, not to itself.
  const own = isInside ? flows.within(county) : 0;
  const rest = isInside ? counties.filter((one) => one !== county) : counties;
  const workers = flows.workersOf(county);
  const jobs = flows.jobsIn(county);
  const isAlone = rest.length === 0;
  const workersShare = isAlone ? ALONE : commuterShare(flows.between([county], rest, to - own), workers);
  const jobsShare = isAlone ? ALONE : commuterShare(flows.between(rest, [county], from - own), jobs);
  return {
    county,
    isInside,
    toRegion: flows.between([county], counties, to),
    fromRegion: flows.between(counties, [county], from),
    workers,
    jobs,
    workersShare,
    jobsShare,
    interchange: derive({ workersShare, jobsShare }, (of) => of.workersShare + of.jobsShare),
  };
}

/** Commuters both ways, as far as they are known. */
export function countCommuters({ toRegion, fromRegion }: CountyTies): number {
  return [toRegion, fromRegion].reduce((sum, datum) => sum + (datum.status === "disclosed" ? datum.value : 0), 0);
}

function byCommuters(a: CountyTies, b: CountyTies): number {
  return (
    Number(b.isInside) - Number(a.isInside) || countCommuters(b) - countCommuters(a) || (a.county < b.county ? -1 : 1)
  );
}
