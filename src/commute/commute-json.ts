import type { Areas } from "../areas/areas.js";
import type { CountyIndustry } from "../counties/places.js";
import type { CommuteAnalysis } from "./analysis.js";
import { JOB_TYPES, SEGMENTS } from "./segments.js";
import type { RegionReview } from "./review.js";

/** What `--json` prints of a region's commuters, at full precision with statuses. */
export function commuteJson(analysis: CommuteAnalysis, review: RegionReview | undefined, areas: Areas) {
  const { flows, region, sheds, extension, series, years, files } = analysis;
  const { year, jobType, segments } = flows.facts;
  return {
    region: { name: region.name, text: region.text, counties: region.counties },
    flows: {
      ...(year !== undefined && { year }),
      years: series.flatMap((one) => one.year ?? []),
      yearsLeftOut: years.leftOut,
      ...(jobType !== undefined && { jobType, jobs: JOB_TYPES[jobType] }),
      segments,
      geography: [...new Set(files.parts.map(({ geography }) => geography))],
      statesOfWork: flows.states("work"),
      statesOfHome: flows.states("home"),
      pairs: flows.pairs.length,
      withheld: flows.withheldPairs,
    },
    containment: sheds.containment,
    otherStates: sheds.otherStates,
    threshold: extension.threshold,
    counties: sheds.ties.map(({ county, isInside, ...figures }) => ({
      county,
      name: areas.nameOf(county),
      inside: isInside,
      advice: extension.advice.get(county) ?? "none",
      ...figures,
    })),
    bySegment: sheds.bySegment.map(({ id, containment }) => ({
      segment: id,
      label: SEGMENTS.find((one) => one.id === id)!.label,
      containment,
    })),
    byYear: series.map((one) => ({ ...(one.year !== undefined && { year: one.year }), containment: one.containment })),
    steps: extension.steps.map(({ action, county, counties, containment }) => ({
      action,
      ...(county !== undefined && { county, name: areas.nameOf(county) }),
      counties: counties.length,
      containment,
    })),
    proposed: { counties: extension.proposed, region: analysis.proposedText },
    ...(review && { review: reviewJson(review) }),
  };
}

function reviewJson({ industries, year, outside, missing }: RegionReview) {
  const county = ({ area, name, isInFiles, industry }: CountyIndustry) => ({
    county: area,
    name,
    inFiles: isInFiles,
    ...(industry && { values: industry.values }),
  });
  return {
    year,
    outside,
    notInFiles: missing,
    industries: industries.map((one) => ({
      naics: one.naics,
      title: one.title,
      jobs: one.jobs,
      ...(one.most && { most: { counties: one.most.counties.map(({ area }) => area), share: one.most.share } }),
      strongOutside: one.strong.map(({ area }) => area),
      inside: one.inside.map(county),
      outside: one.outside.map(county),
    })),
  };
}
