import type { Areas } from "../areas/areas.js";
import type { AreaCode } from "../core/codes.js";
import { hasValue, type Datum } from "../core/datum.js";
import { formatNumber, formatShare, formatSpokenDatum } from "../core/number-format.js";
import type { Level } from "../core/industry-table.js";
import type { Analyses } from "../counties/analyses.js";
import { countiesOfRegion, industryByCounty, type CountyIndustry } from "../counties/places.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { ReportColumn, ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import { shortName } from "./commute-words.js";
import { countCommuters, type Sheds } from "./sheds.js";

/** Counties outside that are looked at: those that exchange the most workers with the region. */
const OUTSIDE = 10;
/** Most of an industry's jobs. */
const MOST = 0.8;

/** An industry of the short list in the counties of a region and in those that it exchanges workers with. */
export interface IndustryReview {
  readonly naics: string;
  readonly title: string;
  /** In the region as a whole. */
  readonly jobs: Datum;
  readonly inside: readonly CountyIndustry[];
  readonly outside: readonly CountyIndustry[];
  /** The fewest counties that hold four in five of its jobs; undefined where withheld figures hide them. */
  readonly most: { readonly counties: readonly CountyIndustry[]; readonly share: number } | undefined;
  /** Counties outside where it is concentrated. */
  readonly strong: readonly CountyIndustry[];
}

export interface RegionReview {
  readonly industries: readonly IndustryReview[];
  readonly counties: readonly AreaCode[];
  /** Counties outside that QCEW files hold, and those that they don't. */
  readonly outside: readonly AreaCode[];
  readonly missing: readonly AreaCode[];
  readonly year: number;
}

/** Looks at each industry of the short list county by county, inside and just outside. */
export function reviewRegion(
  analyses: Analyses,
  level: Level,
  { sheds, areas, thresholds }: { readonly sheds: Sheds; readonly areas: Areas; readonly thresholds: Thresholds },
): RegionReview {
  const { shortList, analysis } = analyses.ranked(level);
  const counties = countiesOfRegion(analysis.table, areas);
  const near = sheds.ties
    .filter(({ county, isInside }) => !isInside && !counties.includes(county))
    .sort((a, b) => countCommuters(b) - countCommuters(a))
    .slice(0, OUTSIDE)
    .map(({ county }) => county);
  const held = new Set<string>(analyses.inputs.qcew.areas);
  const outside = near.filter((county) => held.has(county));
  const industries = shortList.map(({ industry: { candidate } }): IndustryReview => {
    const { naics, title } = candidate;
    const inside = industryByCounty(naics, level, { analyses, areas, counties });
    const around = industryByCounty(naics, level, { analyses, areas, counties: outside });
    const jobs = candidate.values["employment"]!;
    return {
      naics,
      title,
      jobs,
      inside,
      outside: around,
      most: findLargest(inside, jobs),
      strong: around.filter(
        (one) => valueIn(one, "lq") >= thresholds.highLq && valueIn(one, "employment") >= thresholds.smallBase,
      ),
    };
  });
  return {
    industries,
    counties,
    outside,
    missing: near.filter((county) => !held.has(county)),
    year: analysis.table.years.end,
  };
}

function valueIn({ industry }: CountyIndustry, id: string): number {
  const datum = industry?.values[id];
  return datum !== undefined && hasValue(datum) ? datum.value : -Infinity;
}

/** Counties come with the most jobs first. */
function findLargest(inside: readonly CountyIndustry[], jobs: Datum): IndustryReview["most"] {
  if (!hasValue(jobs) || jobs.value <= 0) return undefined;
  let sum = 0;
  for (const [index, county] of inside.entries()) {
    const value = valueIn(county, "employment");
    if (value < 0) return undefined;
    sum += value;
    if (sum >= MOST * jobs.value) return { counties: inside.slice(0, index + 1), share: Math.min(1, sum / jobs.value) };
  }
  return undefined;
}

/** "621 Ambulatory health care: 84% of 65,800 jobs stand in 2 of 10 counties: …" */
export function describeReview({ industries, counties }: RegionReview, areas: Areas): readonly string[] {
  return industries.map(({ naics, title, jobs, most, strong }) => {
    const where =
      counties.length < 2
        ? `${formatSpokenDatum(jobs, "jobs")} jobs`
        : most === undefined
          ? `${formatSpokenDatum(jobs, "jobs")} jobs; withheld figures hide in which counties most of them are`
          : `${formatShare(most.share)} of ${formatSpokenDatum(jobs, "jobs")} jobs are in ${most.counties.length} of ${counties.length} counties (${formatList(most.counties.slice(0, 4).map(({ area }) => shortName(areas, area)))}${most.counties.length > 4 ? ` and ${most.counties.length - 4} more` : ""})`;
    const outside = strong.slice(0, 3).map((one) => {
      const jobsThere = one.industry!.values["employment"]!;
      return `${shortName(areas, one.area)}, outside, has LQ ${formatSpokenDatum(one.industry!.values["lq"]!, "ratio")} with ${formatSpokenDatum(jobsThere, "jobs")} jobs`;
    });
    return `${naics} ${title}: ${[where, ...outside].join("; ")}.`;
  });
}

const FIGURES: readonly ReportColumn[] = [
  { id: "employment", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
  {
    id: "share",
    label: "Of all",
    kind: "number",
    unit: "fraction",
    description: "Of the industry's jobs in the region.",
    priority: 2,
  },
  { id: "establishments", label: "Firms", kind: "number", unit: "establishments", priority: 1 },
  {
    id: "lq",
    label: "LQ",
    kind: "number",
    unit: "ratio",
    description: "The county's own location quotient.",
    priority: 1,
  },
];

/** Jobs, firms and quotient of each industry of the short list in each county. */
export function reviewTable({ industries, year }: RegionReview): ReportTable {
  const rows = industries.flatMap(({ naics, title, jobs, inside, outside }) =>
    [
      ...inside.map((county) => ({ county, place: "inside" })),
      ...outside.filter(({ industry }) => industry !== undefined).map((county) => ({ county, place: "outside" })),
    ].map(({ county, place }) => {
      const figure = (id: string): Datum => county.industry?.values[id] ?? { status: "absent" };
      const of = figure("employment");
      return {
        cells: {
          naics,
          title,
          county: county.area,
          name: county.name,
          place,
          employment: of,
          share:
            place === "inside" && hasValue(of) && hasValue(jobs) && jobs.value > 0 ? of.value / jobs.value : undefined,
          establishments: figure("establishments"),
          lq: figure("lq"),
        },
        emphasis: place === "inside",
      };
    }),
  );
  return {
    id: "review",
    title: `The short list county by county, ${formatNumber(year, "year")} (QCEW)`,
    emphasis: "in the region",
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 3 },
      { id: "county", label: "FIPS", kind: "code", priority: 4 },
      { id: "name", label: "County", kind: "text", priority: 1 },
      { id: "place", label: "Lies", kind: "code", priority: 1 },
      ...FIGURES,
    ],
    rows,
    leading: { rows: 12, rest: `${Math.max(0, rows.length - 12)} more rows: --all-rows shows them, files have all.` },
  };
}
