import type { AreaCode } from "../core/codes.js";
import { hasValue, type Datum } from "../core/datum.js";
import type { CountyFlows } from "./flows.js";
import { countCommuters, measureContainment, type Containment, type CountyTies, type Sheds } from "./sheds.js";

/**
 * What a county's ties say of where it belongs.
 *
 * - `add`: outside, and one of the shares reaches the threshold
 * - `drop`: inside, and neither share with the rest of the region does
 * - `center`: the region's county with the most jobs, to which others are tied
 * - `unknown`: outside, and the files lack its other commuters, so that there is no share
 */
export type CountyAdvice = "add" | "drop" | "center" | "unknown" | "none";

/** One county more or less, and how the region holds together then. */
export interface RegionStep {
  readonly action: "start" | "add" | "drop";
  readonly county: AreaCode | undefined;
  readonly counties: readonly AreaCode[];
  readonly containment: Containment;
}

export interface Extension {
  readonly threshold: number;
  readonly advice: ReadonlyMap<AreaCode, CountyAdvice>;
  /** From the region as given to the one proposed. */
  readonly steps: readonly [RegionStep, ...RegionStep[]];
  /** Counties of the region proposed, sorted. */
  readonly proposed: readonly AreaCode[];
}

/**
 * Counties to add and to drop: as in OMB's rule for outlying counties, those with at least a quarter of their workers or
 * of their jobs tied to the region as it is given, and those of the region with neither. The region does not grow by
 * what it has just taken in, so that no chain of counties leads away from it.
 *
 * Steps go by commuters: the county that exchanges the most with the region is added first, and the one that exchanges
 * the fewest is dropped first.
 *
 * @param threshold share from which a county is tied, 0.25 for a quarter
 * @source OMB, 2020 Standards for Delineating Core Based Statistical Areas (86 FR 37770), section 3
 */
export function extendRegion(flows: CountyFlows, sheds: Sheds, threshold: number): Extension {
  const center = findCenter(sheds);
  const advice = new Map(sheds.ties.map((ties) => [ties.county, adviceOn(ties, center, threshold)]));
  const wanted = (one: CountyAdvice): readonly AreaCode[] =>
    sheds.ties
      .filter(({ county }) => advice.get(county) === one)
      .sort((a, b) => countCommuters(b) - countCommuters(a) || (a.county < b.county ? -1 : 1))
      .map(({ county }) => county);
  const steps: [RegionStep, ...RegionStep[]] = [
    { action: "start", county: undefined, counties: sheds.counties, containment: sheds.containment },
  ];
  const take = (action: "add" | "drop", county: AreaCode): void => {
    const { counties: before } = steps.at(-1)!;
    const counties = action === "add" ? [...before, county].sort() : before.filter((one) => one !== county);
    steps.push({
      action,
      county,
      counties,
      containment: measureContainment(flows, counties, flows.tiesOf(new Set(counties))),
    });
  };
  for (const county of wanted("add")) take("add", county);
  for (const county of wanted("drop").toReversed()) take("drop", county);
  return { threshold, advice, steps, proposed: steps.at(-1)!.counties };
}

/** Undefined where the files do not hold all jobs. */
function findCenter({ ties }: Sheds): AreaCode | undefined {
  const inside = ties.flatMap(({ isInside, county, jobs }) =>
    isInside && hasValue(jobs) ? [{ county, jobs: jobs.value }] : [],
  );
  return inside.reduce<(typeof inside)[number] | undefined>(
    (most, next) => (!most || next.jobs > most.jobs ? next : most),
    undefined,
  )?.county;
}

function adviceOn(
  { county, isInside, workersShare, jobsShare }: CountyTies,
  center: AreaCode | undefined,
  threshold: number,
): CountyAdvice {
  const reaches = (share: Datum): boolean => hasValue(share) && share.value >= threshold;
  const isTied = reaches(workersShare) || reaches(jobsShare);
  if (county === center) return "center";
  if (isInside) return isTied || !hasValue(workersShare) || !hasValue(jobsShare) ? "none" : "drop";
  if (isTied) return "add";
  return hasValue(workersShare) || hasValue(jobsShare) ? "none" : "unknown";
}
