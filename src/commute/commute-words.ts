import type { Areas } from "../areas/areas.js";
import { hasValue, type Datum } from "../core/datum.js";
import { formatDatum, formatShare } from "../core/number-format.js";
import { formatList } from "../report/words.js";
import type { CommuteAnalysis } from "./analysis.js";
import { JOB_TYPES } from "./segments.js";
import type { RegionStep } from "./extend.js";

export const jobs = (datum: Datum): string => formatDatum(datum, "jobs");
export const share = (datum: Datum): string => formatDatum(datum, "fraction");

/** "Franklin County" of Franklin County, Ohio. */
export function shortName(areas: Areas, code: string): string {
  return areas.nameOf(code).replace(/,.*$/, "");
}

/** "2014, all jobs (JT00)": of what the flows are, as far as the files say it. */
export function describeFlows({ flows, years }: CommuteAnalysis): string {
  const { year, jobType } = flows.facts;
  const of = jobType === undefined ? "kind of jobs not stated" : `${JOB_TYPES[jobType] ?? "jobs"} (${jobType})`;
  const when = year === undefined ? "year not stated" : `${year}${years.undated.length > 0 ? " by --lodes-year" : ""}`;
  return `${when}, ${of}`;
}

/** Whose figures they are. */
export function sourceOfFlows({ files, flows }: CommuteAnalysis): string {
  const isLodes = files.parts.every(({ geography }) => geography === "blocks");
  const when = flows.facts.year === undefined ? "" : `, ${flows.facts.year}`;
  if (isLodes) return `U.S. Census Bureau, LEHD Origin-Destination Employment Statistics (LODES)${when}`;
  const names = [...new Set(files.inputs.map(({ file }) => file.replace(/^.*[/\\]/, "")))];
  const publishers = [...new Set(files.inputs.flatMap(({ publisher }) => publisher ?? []))];
  return `${publishers.length > 0 ? formatList(publishers) : `commuter flows of ${formatList(names.slice(0, 3))}`}${when}`;
}

/** The answer in sentences. */
export function summarizeCommute(analysis: CommuteAnalysis, areas: Areas): readonly string[] {
  const { sheds, region, extension } = analysis;
  const { containment, otherStates } = sheds;
  if (!hasValue(containment.jobs)) {
    const [comes, goes] = [otherStates.in, otherStates.out].map((datum) => (hasValue(datum) ? jobs(datum) : undefined));
    return [
      `The files do not hold the jobs that residents of ${listStates(analysis, areas)} have in their own state, so neither all jobs nor containment are known.`,
      ...(comes === undefined ? [] : [`People from other states hold ${comes} jobs in ${region.name}.`]),
      ...(goes === undefined ? [] : [`Residents of ${region.name} hold ${goes} jobs in other states.`]),
    ];
  }
  const net = hasValue(containment.net) ? containment.net.value : 0;
  return [
    `${region.name} has ${jobs(containment.jobs)} jobs. Its residents hold ${jobs(containment.within)} of them (${share(containment.jobsHeld)}); ${jobs(containment.inCommuters)} are held by people who live elsewhere.`,
    `Its residents hold ${jobs(containment.workers)} jobs in all, ${share(containment.workersStaying)} of them in the region and ${jobs(containment.outCommuters)} elsewhere, so that ${describeNet(net)}.`,
    ...describeExtension(extension.steps, areas, extension.threshold),
  ];
}

function describeNet(net: number): string {
  if (net === 0) return "as many come in as go out";
  const more = jobs({ status: "disclosed", value: Math.abs(net) });
  return net > 0 ? `${more} more come in than go out` : `${more} more go out than come in`;
}

function listStates({ region }: CommuteAnalysis, areas: Areas): string {
  return formatList([...new Set(region.counties.map((county) => areas.nameOf(`${county.slice(0, 2)}000`)))]);
}

/** Counties named before it is said how many there are more. */
const NAMED = 6;

export function namedCounties(codes: readonly string[], areas: Areas): string {
  const names = codes.slice(0, NAMED).map((code) => areas.nameOf(code));
  const more = codes.length - names.length;
  return more > 0 ? `${names.join("; ")} and ${more} more` : names.length > 1 ? names.join("; ") : (names[0] ?? "");
}

function describeExtension(steps: readonly RegionStep[], areas: Areas, threshold: number): readonly string[] {
  const part = formatShare(threshold);
  const of = (action: RegionStep["action"]): readonly string[] =>
    steps.flatMap((step) => (step.action === action && step.county !== undefined ? [step.county] : []));
  const [added, dropped] = [of("add"), of("drop")];
  if (added.length + dropped.length === 0) {
    return [`By the rule of ${part} no county is to be added or dropped.`];
  }
  const { jobsHeld, workersStaying } = steps.at(-1)!.containment;
  return [
    ...(added.length === 0
      ? []
      : [`To add, with ${part} or more of their workers or jobs tied to the region: ${namedCounties(added, areas)}.`]),
    ...(dropped.length === 0
      ? []
      : [`To drop, with less than ${part} of both tied to the rest of it: ${namedCounties(dropped, areas)}.`]),
    `Then residents hold ${share(jobsHeld)} of the jobs, and ${share(workersStaying)} of their jobs are in the region.`,
  ];
}
