import { findDelineation, type Areas } from "../areas/areas.js";
import type { AreaCode } from "../core/codes.js";
import { hasValue, knownValue, type Datum } from "../core/datum.js";
import type { AreaSet, IndustryTable, Level } from "../core/industry-table.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { RankCandidate } from "../ranking/criteria.js";
import { withStartAreas } from "../region/read/region-in-files.js";
import type { Analyses } from "./analyses.js";

/** An industry in one county. */
export interface CountyIndustry {
  readonly area: AreaCode;
  readonly name: string;
  /** Undefined if the files hold no row of the county, or none of its total. */
  readonly industry: RankCandidate | undefined;
  readonly isInFiles: boolean;
}

/** How a county outside stands to the region, as far as lists of areas say. */
export type Nearness = "same-area" | "same-state";

export interface OutsideCounty extends CountyIndustry {
  readonly nearness: Nearness;
  /** The metropolitan or combined area that both lie in, or the state. */
  readonly within: string;
}

/** Counties outside listed where they share no metropolitan or combined area with the region. */
const MOST_OF_STATE = 5;

/** The counties of a region by the lists of its latest year, in order of code; a state's without the unknown one. */
export function countiesOfRegion({ region, years }: IndustryTable, areas: Areas): readonly AreaCode[] {
  const counties = region.areas.flatMap((code) => areas.countiesOf(code, years.end));
  return [...new Set(counties)].filter((code) => !code.endsWith("999")).sort();
}

/** An industry in the counties of the region, most jobs first; those without a figure last. */
export function industryByCounty(
  code: string,
  level: Level,
  {
    analyses,
    areas,
    counties,
  }: { readonly analyses: Analyses; readonly areas: Areas; readonly counties: readonly AreaCode[] },
): readonly CountyIndustry[] {
  return counties.map((county) => inCounty(county, code, level, { analyses, areas })).sort(byJobs);
}

/**
 * Counties of the files outside the region in which the industry is concentrated.
 *
 * No list of the tool says which counties touch. What is known is who shares a metropolitan or combined statistical
 * area with a county of the region: all such counties that are strong are given. Of the others, which lie somewhere in
 * the region's states, the five with the most jobs.
 */
export function strongOutside(
  code: string,
  level: Level,
  {
    analyses,
    areas,
    counties,
    thresholds,
  }: {
    readonly analyses: Analyses;
    readonly areas: Areas;
    readonly counties: readonly AreaCode[];
    readonly thresholds: Thresholds;
  },
): readonly OutsideCounty[] {
  const { table } = analyses.ranked(level).analysis;
  const { name: delineation } = findDelineation(table.years.end);
  const wholes = areas.areasOver(counties, delineation);
  const near = new Map<string, AreaCode>();
  // Combined areas hold metropolitan ones, so the narrower name is set last.
  for (const whole of [...wholes].sort((a, b) => Number(b.startsWith("CS")) - Number(a.startsWith("CS")))) {
    for (const county of areas.countiesBy(whole, delineation)) near.set(county, whole);
  }
  const states = new Set(counties.map((county) => county.slice(0, 2)));
  const own = new Set<string>(counties);
  const others = analyses.inputs.qcew.areas.filter(
    (area) =>
      /^\d{5}$/.test(area) &&
      !/(?:000|999)$/.test(area) &&
      !own.has(area) &&
      (near.has(area) || states.has(area.slice(0, 2))) &&
      // Codes of other years are not counties of the latest.
      areas.get(area)?.kind === "county",
  );
  const strong = others
    .map((county) => inCounty(county, code, level, { analyses, areas }))
    .filter(({ industry }) => isStrong(industry, thresholds))
    .sort(byJobs)
    .map((found): OutsideCounty => {
      const whole = near.get(found.area);
      return whole === undefined
        ? { ...found, nearness: "same-state", within: areas.nameOf(`${found.area.slice(0, 2)}000`) }
        : { ...found, nearness: "same-area", within: areas.nameOf(whole) };
    });
  const [close, far] = (["same-area", "same-state"] as const).map((one) =>
    strong.filter(({ nearness }) => nearness === one),
  );
  return [...close!, ...far!.slice(0, MOST_OF_STATE)];
}

/** Concentrated by the user's own limit, and with jobs enough for growth to mean something. */
function isStrong(industry: RankCandidate | undefined, { highLq, smallBase }: Thresholds): boolean {
  const quotient = industry?.values["lq"];
  const jobs = industry?.values["employment"];
  return quotient !== undefined && jobs !== undefined && atLeast(quotient, highLq) && atLeast(jobs, smallBase);
}

function atLeast(datum: Datum, least: number): boolean {
  return hasValue(datum) && datum.value >= least;
}

function inCounty(
  county: AreaCode,
  code: string,
  level: Level,
  { analyses, areas }: { readonly analyses: Analyses; readonly areas: Areas },
): CountyIndustry {
  const { span } = analyses.ranked(level).analysis;
  const name = areas.nameOf(county);
  const plain: AreaSet = { name, areas: [county], composed: false };
  const measured = analyses.ofArea(withStartAreas(areas, plain, span, analyses.has), level);
  return {
    area: county,
    name,
    isInFiles: measured !== undefined,
    industry: measured?.industries.find(({ naics }) => naics === code),
  };
}

function byJobs(a: CountyIndustry, b: CountyIndustry): number {
  const jobs = ({ industry }: CountyIndustry): number =>
    knownValue(industry?.values["employment"] ?? { status: "absent" }) ?? -1;
  return jobs(b) - jobs(a) || (a.area < b.area ? -1 : 1);
}
