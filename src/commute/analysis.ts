import type { Areas } from "../areas/areas.js";
import { extendRegion, type Extension } from "./extend.js";
import type { CountyFlows } from "./flows.js";
import { flowsByYear, type FlowYears } from "./flows-of-year.js";
import type { FlowFiles } from "./read/read-flows.js";
import { regionOfFlows, type FlowRegion, type FlowRegionQuestion } from "./region-of-flows.js";
import { measureContainment, findSheds, type Containment, type Sheds } from "./sheds.js";

/** All that files of commuter flows say of a region. */
export interface CommuteAnalysis {
  readonly files: FlowFiles;
  readonly years: FlowYears;
  readonly flows: CountyFlows;
  readonly region: FlowRegion;
  readonly sheds: Sheds;
  readonly extension: Extension;
  /** Containment in the years of the files that hold the same states; one or more. */
  readonly series: readonly { readonly year: number | undefined; readonly containment: Containment }[];
  /** What to write after --region for the region proposed. */
  readonly proposedText: string;
}

export interface CommuteQuestion extends FlowRegionQuestion {
  readonly lodesYear: number | undefined;
  /** Share from which a county is tied, 0.25 for a quarter. */
  readonly threshold: number;
}

/** @throws {InputError} those of `flowsByYear` and `regionOfFlows` */
export function analyzeCommute(files: FlowFiles, question: CommuteQuestion, areas: Areas): CommuteAnalysis {
  const years = flowsByYear(files.parts, question.lodesYear);
  const flows = years.chosen;
  const region = regionOfFlows(flows, question, areas);
  const sheds = findSheds(flows, region.counties);
  const extension = extendRegion(flows, sheds, question.threshold);
  const isAsGiven = extension.steps.length === 1;
  return {
    files,
    years,
    flows,
    region,
    sheds,
    extension,
    series: years.series.map((one) => ({
      year: one.facts.year,
      containment: measureContainment(one, region.counties, one.tiesOf(new Set(region.counties))),
    })),
    proposedText: isAsGiven && question.exclude.length === 0 ? region.text : extension.proposed.join(","),
  };
}
