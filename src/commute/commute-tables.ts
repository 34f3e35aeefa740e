import type { Areas } from "../areas/areas.js";
import { disclosed, hasValue, type Datum } from "../core/datum.js";
import type { ReportColumn, ReportTable } from "../report/report.js";
import type { CommuteAnalysis } from "./analysis.js";
import { describeFlows } from "./commute-words.js";
import type { CountyAdvice } from "./extend.js";
import { SEGMENTS } from "./segments.js";
import { commuterShare, type Containment, type CountyTies } from "./sheds.js";

const COUNTY: ReportColumn = { id: "county", label: "FIPS", kind: "code", priority: 3 };
const NAME: ReportColumn = { id: "name", label: "County", kind: "text", priority: 1 };

const number = (
  id: string,
  label: string,
  unit: "jobs" | "fraction" | "change" | "year",
  description: string,
  priority: ReportColumn["priority"] = 1,
): ReportColumn => ({ id, label, kind: "number", unit, description, priority });

const ADVICE_WORDS: Readonly<Record<CountyAdvice, string>> = {
  add: "add",
  drop: "drop",
  center: "center",
  unknown: "not known",
  none: "",
};

/** Rows of a table that a terminal shows. */
const LEADING = 10;

function leading(rows: number, most = LEADING): Pick<ReportTable, "leading"> {
  const rest = rows - most;
  return rest <= 2
    ? {}
    : { leading: { rows: most, rest: `${rest} more counties: --all-rows shows them, files have all.` } };
}

/** Every county that exchanges workers with the region, and its own. */
export function countiesTable(analysis: CommuteAnalysis, areas: Areas): ReportTable {
  const { ties } = analysis.sheds;
  const rows = ties.map((one) => ({
    cells: {
      county: one.county,
      name: areas.nameOf(one.county),
      place: one.isInside ? "inside" : "outside",
      to_region: one.toRegion,
      from_region: one.fromRegion,
      workers: one.workers,
      jobs: one.jobs,
      workers_share: one.workersShare,
      jobs_share: one.jobsShare,
      interchange: one.interchange,
      advice: ADVICE_WORDS[analysis.extension.advice.get(one.county) ?? "none"],
    },
    emphasis: one.isInside,
  }));
  const inside = ties.filter(({ isInside }) => isInside).length;
  return {
    id: "counties",
    title: `Counties that exchange workers with ${analysis.region.name}, ${describeFlows(analysis)}`,
    emphasis: "in the region",
    columns: [
      COUNTY,
      NAME,
      { id: "place", label: "Lies", kind: "code", priority: 4 },
      number("to_region", "Come in", "jobs", "Jobs in the region that residents of the county hold."),
      number("from_region", "Go out", "jobs", "Jobs in the county that residents of the region hold."),
      number("workers", "Workers", "jobs", "All jobs that residents of the county hold.", 3),
      number("jobs", "Jobs", "jobs", "All jobs in the county.", 3),
      number(
        "workers_share",
        "Of its workers",
        "fraction",
        "Part of the county's workers who work in the region; of a county in it, in the rest of it.",
      ),
      number(
        "jobs_share",
        "Of its jobs",
        "fraction",
        "Part of the county's jobs that the region's residents hold; of a county in it, residents of the rest of it.",
      ),
      number("interchange", "Interchange", "fraction", "Both parts together (OMB's employment interchange).", 2),
      {
        id: "advice",
        label: "Advice",
        kind: "code",
        description: "add, drop, or center: the county with the most jobs, to which the others are tied.",
        priority: 1,
      },
    ],
    rows,
    ...leading(rows.length, Math.min(inside, 15) + LEADING),
  };
}

/** Where those who work in the region live, or where its residents work: all counties; undefined without any. */
export function shedTable(analysis: CommuteAnalysis, areas: Areas, side: "labor" | "commute"): ReportTable | undefined {
  const { sheds, region } = analysis;
  const figure = (ties: CountyTies): Datum => (side === "labor" ? ties.toRegion : ties.fromRegion);
  const whole = side === "labor" ? sheds.containment.jobs : sheds.containment.workers;
  const size = (ties: CountyTies): number => {
    const datum = figure(ties);
    return hasValue(datum) ? datum.value : -1;
  };
  const listed = sheds.ties
    .filter((ties) => size(ties) > 0)
    .sort((a, b) => size(b) - size(a) || (a.county < b.county ? -1 : 1));
  if (listed.length === 0) return undefined;
  let sum = 0;
  const rows = listed.map((ties) => {
    sum += size(ties);
    return {
      cells: {
        county: ties.county,
        name: areas.nameOf(ties.county),
        jobs: figure(ties),
        share: commuterShare(figure(ties), whole),
        cumulative: commuterShare(disclosed(sum), whole),
      },
      emphasis: ties.isInside,
    };
  });
  return {
    id: `${side}-shed`,
    title:
      side === "labor"
        ? `Labor shed: where those who work in ${region.name} live`
        : `Commute shed: where residents of ${region.name} work`,
    emphasis: "in the region",
    columns: [
      COUNTY,
      NAME,
      number("jobs", "Jobs", "jobs", "Jobs, by the worker's county of home or of work."),
      number(
        "share",
        "Share",
        "fraction",
        side === "labor" ? "Of all jobs in the region." : "Of all jobs that its residents hold.",
      ),
      number("cumulative", "Together", "fraction", "Share of this county and those above it."),
    ],
    rows,
    ...leading(rows.length, 6),
  };
}

/** The figures of a containment, as columns. */
const CONTAINMENT_COLUMNS: readonly ReportColumn[] = [
  number("jobs", "Jobs", "jobs", "Jobs in the region."),
  number("workers", "Workers", "jobs", "Jobs that its residents hold, wherever.", 2),
  number("within", "Within", "jobs", "Jobs in the region that its residents hold."),
  number("in_commuters", "In", "jobs", "Jobs in the region that people from elsewhere hold.", 2),
  number("out_commuters", "Out", "jobs", "Jobs elsewhere that its residents hold.", 2),
  number("net", "Net", "change", "In less out.", 3),
  number("jobs_held", "Jobs held", "fraction", "Part of the region's jobs that its residents hold."),
  number("workers_staying", "Staying", "fraction", "Part of its residents' jobs that are in the region."),
];

function containmentCells(of: Containment) {
  return {
    jobs: of.jobs,
    workers: of.workers,
    within: of.within,
    in_commuters: of.inCommuters,
    out_commuters: of.outCommuters,
    net: of.net,
    jobs_held: of.jobsHeld,
    workers_staying: of.workersStaying,
  };
}

/** The region as it grows and shrinks, with containment after each step. */
export function stepsTable({ extension }: CommuteAnalysis, areas: Areas): ReportTable {
  return {
    id: "steps",
    title: "Containment, one county after the other",
    columns: [
      { id: "step", label: "Step", kind: "code", priority: 1 },
      { ...COUNTY, priority: 4 },
      NAME,
      ...CONTAINMENT_COLUMNS,
    ],
    rows: extension.steps.map(({ action, county, containment }) => ({
      cells: {
        step: action,
        county,
        name: county === undefined ? "the region as given" : areas.nameOf(county),
        ...containmentCells(containment),
      },
    })),
  };
}

/** By kind of industry, age and earnings, as LODES has them; undefined where the files count all jobs alone. */
export function kindsTable({ sheds }: CommuteAnalysis): ReportTable | undefined {
  if (sheds.bySegment.length < 2 || !hasValue(sheds.containment.jobs)) return undefined;
  return {
    id: "kinds",
    title: "By kind of industry, age and earnings",
    columns: [
      { id: "segment", label: "LODES", kind: "code", priority: 4 },
      { id: "name", label: "Jobs of", kind: "text", priority: 1 },
      ...CONTAINMENT_COLUMNS,
    ],
    rows: sheds.bySegment
      .map(({ id, containment }) => ({ segment: SEGMENTS.find((one) => one.id === id)!, containment }))
      .sort((a, b) => ORDER.indexOf(a.segment.by) - ORDER.indexOf(b.segment.by))
      .map(({ segment, containment }) => ({
        cells: { segment: segment.id, name: segment.label, ...containmentCells(containment) },
      })),
  };
}

const ORDER: readonly (typeof SEGMENTS)[number]["by"][] = ["all", "industry", "age", "earnings"];

/** Containment by year; undefined of a single one. */
export function yearsTable({ series }: CommuteAnalysis): ReportTable | undefined {
  if (series.length < 2) return undefined;
  return {
    id: "years",
    title: "Containment by year",
    columns: [{ id: "year", label: "Year", kind: "number", unit: "year", priority: 1 }, ...CONTAINMENT_COLUMNS],
    rows: series.map(({ year, containment }) => ({ cells: { year, ...containmentCells(containment) } })),
  };
}
