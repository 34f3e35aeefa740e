import { inUseIn } from "../areas/area-changes.js";
import { LATEST, type Areas } from "../areas/areas.js";
import { resolveRegion, type NamedRegionAreas, type Region } from "../areas/region.js";
import type { AreaCode } from "../core/codes.js";
import { InputError, UsageError } from "../core/errors.js";
import { formatList } from "../report/words.js";
import type { CountyFlows } from "./flows.js";

/** A region as the counties that files of flows have. */
export interface FlowRegion {
  readonly name: string;
  /** As the user wrote it. */
  readonly text: string;
  readonly counties: readonly AreaCode[];
  /** What its name was taken to mean, and counties under the codes of the files' year; sentences. */
  readonly remarks: readonly string[];
}

export interface FlowRegionQuestion {
  readonly region: string;
  readonly exclude: readonly string[];
  readonly regions: Readonly<Record<string, NamedRegionAreas>>;
}

const PLANNING_REGION = /^091[1-9]0$/;
const CONNECTICUT = /^09/;
/** QCEW's last year of Connecticut's counties. */
const LAST_OF_COUNTIES = 2023;

/**
 * The counties of a region by the files' year. Connecticut's are counties or planning regions as in the files.
 *
 * @throws {UsageError} those of `resolveRegion`; REGION_EMPTY for a region that is not made of counties
 * @throws {InputError} CONNECTICUT_MIXED, AREA_NOT_IN_FILES
 */
export function regionOfFlows(
  flows: CountyFlows,
  { region: text, exclude, regions }: FlowRegionQuestion,
  areas: Areas,
): FlowRegion {
  const { year } = flows.facts;
  const inFiles = new Set(flows.pairs.flatMap(({ home, work }) => [home, work]));
  const ofConnecticut = [...inFiles].filter((code) => CONNECTICUT.test(code));
  const hasPlanningRegions = ofConnecticut.some((code) => PLANNING_REGION.test(code));
  const areaYear =
    ofConnecticut.length === 0
      ? year
      : hasPlanningRegions
        ? Math.max(year ?? 0, LAST_OF_COUNTIES + 1)
        : Math.min(year ?? LATEST, LAST_OF_COUNTIES);
  const resolved = resolve(
    areas,
    text,
    {
      named: regions,
      exclude,
      ...(areaYear !== undefined && { year: areaYear }),
    },
    hasPlanningRegions,
  );
  const counties = [...new Set(resolved.areas.flatMap((code) => areas.countiesOf(code, areaYear)))].filter(
    (code) => !code.endsWith("999"),
  );
  if (counties.length === 0) {
    throw new UsageError(`${resolved.name} is not a region of counties`, {
      code: "REGION_EMPTY",
      found: text,
      hint: "name counties, a metropolitan area or a state",
    });
  }
  const inUse = inUseIn(counties, areas.changes, year ?? LATEST, (code) => inFiles.has(code));
  requireInFiles(flows, { name: resolved.name, counties: inUse.codes }, areas);
  return {
    name: resolved.name,
    text,
    counties: inUse.codes,
    remarks: [...(resolved.taken ?? []), ...inUse.exact.map(({ what }) => `${what}: the codes of the files are used.`)],
  };
}

function resolve(
  areas: Areas,
  text: string,
  options: Parameters<typeof resolveRegion>[2],
  hasPlanningRegions: boolean,
): Region {
  try {
    return resolveRegion(areas, text, options);
  } catch (error) {
    if (!(error instanceof UsageError) || error.details.code !== "CONNECTICUT_MIXED") throw error;
    const [held, other] = hasPlanningRegions
      ? ["planning regions (09110 to 09190)", "counties"]
      : ["counties (09001 to 09015)", "planning regions"];
    throw new InputError(`the flows are between Connecticut's ${held}, and the region names ${other}`, {
      code: "CONNECTICUT_MIXED",
      found: text,
      hint: `name ${held}, or the state (09000)`,
    });
  }
}

function requireInFiles(
  flows: CountyFlows,
  { name, counties }: { readonly name: string; readonly counties: readonly AreaCode[] },
  areas: Areas,
): void {
  const states = [...new Set(counties.map((county) => county.slice(0, 2)))];
  const missing = states.filter((state) => !flows.states("work").includes(state));
  if (missing.length === 0) {
    const absent = counties.filter((county) => !flows.has(county));
    if (absent.length < counties.length) return;
  }
  const stateName = (fips: string): string => areas.nameOf(`${fips}000`);
  const held = flows.states("work").map(stateName);
  const lacking = missing.length === 0 ? name : formatList(missing.map(stateName));
  throw new InputError(
    `the files hold no jobs in ${lacking}${missing.length === 0 ? "" : `, where ${missing.length === states.length ? name : `a part of ${name}`} lies`}`,
    {
      code: "AREA_NOT_IN_FILES",
      found: `jobs in ${formatList(held)}`,
      hint: "add the od_main and od_aux files of the state: `sector-rank fetch --what lodes --region R` brings them",
    },
  );
}
