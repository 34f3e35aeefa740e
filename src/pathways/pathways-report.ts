import { formatNumber } from "../core/number-format.js";
import { caution, information, type Note } from "../core/notes.js";
import type { OccupationScope } from "../occupations/occupations-report-inputs.js";
import { stepJson } from "../occupations/occupations-json.js";
import { shortEducation } from "../occupations/education.js";
import { formatYears, sumYears, type StepLimits } from "../occupations/ladders.js";
import { isLicensed } from "../occupations/licences.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportColumn, ReportTable } from "../report/report.js";
import { ONET_ATTRIBUTION } from "../staffing/read/shipped-onet.js";
import { titleOfOccupation } from "../staffing/read/shipped-occupations.js";
import type { SocCode } from "../staffing/records.js";
import type { StepChange, StepFigures } from "./compare-maps.js";
import type { PathwayMap, PathwayStep } from "./map.js";
import { pathwaysChart } from "./pathways-chart.js";

export interface PathwaysReportInputs {
  readonly scope: OccupationScope;
  readonly map: PathwayMap;
  readonly limits: StepLimits;
  readonly changes: { readonly file: string; readonly steps: readonly StepChange[] } | undefined;
  readonly struckFile: string | undefined;
  readonly sources: readonly string[];
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** A map of steps to better pay: its picture, its steps as a list, its occupations, what employers struck, what changed. */
export function buildPathwaysReport(inputs: PathwaysReportInputs): Report {
  const { scope, map, limits, changes, struckFile, sources } = inputs;
  const title = `Pathways to better pay in ${scope.chosen}${scope.isNation ? " of the nation" : `, ${scope.name}`}`;
  const chart = pathwaysChart(map, {
    title,
    subtitle: `${map.steps.length} steps between ${map.occupations.length} occupations of these industries. From the left to the right: what an occupation asks its people to have prepared.`,
    source: sources.join(", "),
  });
  return {
    command: "pathways",
    title,
    ...(chart && { charts: [chart] }),
    scope: [
      ...scope.lines,
      ["Steps", describeLimits(limits)],
      ...(struckFile === undefined ? [] : [["Struck by", struckFile] as const]),
    ],
    tables: [stepsTable(map), occupationsTable(map), ...(changes ? [changesTable(changes)] : [])],
    sections: map.struck.length === 0 ? [] : [struckSection(map)],
    notes: [...pathwayNotes(inputs), ...inputs.notes],
    provenance: inputs.provenance,
    schema: "sector-rank/pathways/1",
    json: {
      scope: scope.json,
      limits,
      occupations: map.occupations.map(({ code, title: name, jobs, openings, pay, asks, jobZone }) => ({
        soc: code,
        title: name,
        jobs,
        ...(openings !== undefined && { openings }),
        pay,
        asks,
        ...(jobZone !== undefined && { jobZone }),
        isLicensed: isLicensed(code),
      })),
      steps: map.steps.map((step) => ({
        ...stepJson(step),
        ...(step.programs && { programs: step.programs }),
      })),
      struck: map.struck.map(({ from, to, reason, gain }) => ({ from, to, reason, gain })),
      ...(changes && { changes }),
    },
  };
}

function describeLimits({ leastJobs, leastOpenings, leastGain, leastOverlap, mostYears }: StepLimits): string {
  return `to ${formatNumber(leastJobs, "jobs")} jobs or more with ${formatNumber(leastOpenings, "jobs")} openings a year, ${formatNumber(leastGain, "fraction")} more pay, ${formatNumber(leastOverlap, "fraction")} of the skills and knowledge, within ${formatYears(mostYears)}`;
}

const text = (id: string, label: string, priority: ReportColumn["priority"] = 1): ReportColumn => ({
  id,
  label,
  kind: "text",
  priority,
});
const number = (
  id: string,
  label: string,
  unit: ReportColumn["unit"],
  description: string,
  priority: ReportColumn["priority"] = 1,
): ReportColumn => ({ id, label, kind: "number", ...(unit && { unit }), description, priority });

/** The list of steps, which `--against` reads again. */
function stepsTable({ steps }: PathwayMap): ReportTable {
  const hasPrograms = steps.some(({ programs }) => programs !== undefined);
  return {
    id: "steps",
    title: steps.length === 1 ? "1 step" : `${steps.length} steps`,
    columns: [
      { id: "from", label: "From", kind: "code", priority: 1 },
      text("from_title", "Occupation"),
      { id: "to", label: "To", kind: "code", priority: 1 },
      text("to_title", "Next occupation"),
      number("gain", "Gain", "fraction", "Median pay of the next occupation over that of the first, less one."),
      number("pay", "Pay", "dollars", "Median annual wage of the next occupation.", 2),
      number("openings", "Openings", "jobs", "Openings a year of the next occupation in these industries."),
      number("years", "Years", "years", "Study, experience and training that the step asks for."),
      number("study", "Study", "years", "Years of study between the typical entry educations.", 3),
      number("experience", "Experience", "years", "Years in a related occupation that are asked for.", 3),
      number("training", "Training", "years", "Years of training on the job.", 3),
      text("education", "Asks for", 2),
      number("overlap", "Skills", "fraction", "Part of the skills and knowledge asked for that the first has.", 2),
      text("closeness", "Why near", 3),
      text("license", "License", 2),
      ...(hasPrograms ? [text("programs", "Programs", 2)] : []),
    ],
    rows: steps.map((step) => ({
      cells: {
        from: step.from.code,
        from_title: step.from.title,
        to: step.to.code,
        to_title: step.to.title,
        gain: step.gain,
        pay: step.to.pay,
        openings: step.to.openings,
        years: sumYears(step.time),
        ...step.time,
        education: shortEducation(step.to.asks.education),
        overlap: step.overlap,
        closeness: step.closeness === "related" ? "related (O*NET)" : "same group",
        license: step.needsLicence ? "most states" : "",
        programs: describePrograms(step),
      },
    })),
  };
}

/** How many programs of a step are named. */
const MOST_PROGRAMS = 3;

function describePrograms({ programs }: PathwayStep): string | undefined {
  if (!programs) return undefined;
  if (programs.length === 0) return "none here";
  const named = programs
    .slice(0, MOST_PROGRAMS)
    .map(({ institution, title, award }) => `${title}, ${award}, ${institution}`);
  const more = programs.length > MOST_PROGRAMS ? `; ${programs.length - MOST_PROGRAMS} more` : "";
  return `${named.join("; ")}${more}`;
}

function occupationsTable({ occupations }: PathwayMap): ReportTable {
  return {
    id: "occupations",
    title: "Occupations on the map",
    columns: [
      { id: "soc", label: "SOC", kind: "code", priority: 1 },
      text("title", "Occupation"),
      number("zone", "Zone", "count", "O*NET job zone, 1 (little preparation) to 5."),
      number("jobs", "Jobs", "jobs", "In these industries."),
      number("openings", "Openings", "jobs", "A year, in these industries."),
      number("pay", "Pay", "dollars", "Median annual wage."),
      text("education", "Entry education", 2),
    ],
    rows: occupations.map(({ code, title, jobZone, jobs, openings, pay, asks }) => ({
      cells: { soc: code, title, zone: jobZone, jobs, openings, pay, education: shortEducation(asks.education) },
    })),
  };
}

function changesTable({ file, steps }: NonNullable<PathwaysReportInputs["changes"]>): ReportTable {
  const counts = (["added", "removed", "changed"] as const).map(
    (kind) => `${steps.filter((step) => step.kind === kind).length} ${kind}`,
  );
  const figures = (of: StepFigures | undefined): string =>
    of === undefined
      ? ""
      : [
          of.gain === undefined ? undefined : `+${formatNumber(of.gain, "fraction")}`,
          of.openings === undefined ? undefined : `${formatNumber(of.openings, "jobs")} openings`,
          of.years === undefined ? undefined : formatYears(of.years),
        ]
          .filter((part) => part !== undefined)
          .join(", ");
  return {
    id: "changes",
    title: `Against ${file}: ${counts.join(", ")}`,
    columns: [
      text("change", "Change"),
      { id: "from", label: "From", kind: "code", priority: 1 },
      text("from_title", "Occupation"),
      { id: "to", label: "To", kind: "code", priority: 1 },
      text("to_title", "Next occupation"),
      text("before", "Before"),
      text("after", "Now"),
    ],
    rows: steps.map(({ kind, from, to, before, after }) => ({
      cells: {
        change: kind,
        from,
        from_title: titleOfOccupation(from),
        to,
        to_title: titleOfOccupation(to),
        before: figures(before),
        after: figures(after),
      },
    })),
  };
}

const named = (code: SocCode): string => `${code} ${titleOfOccupation(code)}`;

function struckSection({ struck }: PathwayMap) {
  return {
    heading: "Struck out by employers",
    items: struck.map(
      ({ from, to, reason, gain }) =>
        `${named(from)} → ${named(to)}, +${formatNumber(gain, "fraction")}${reason === "" ? "" : `: ${reason}`}.`,
    ),
  };
}

function pathwayNotes({ map, struckFile, scope }: PathwaysReportInputs): readonly Note[] {
  return [
    ...(map.steps.length === 0
      ? [
          caution(
            "pathways-none",
            "No occupation leads to another by these limits: loosen them with --steps, or take more industries.",
          ),
        ]
      : []),
    ...(map.unused.length > 0
      ? [
          information(
            "struck-unused",
            `${map.unused.length} of the steps that ${struckFile!} strikes out would not be on the map anyway: ${map.unused
              .slice(0, 5)
              .map(({ from, to, line }) => `${from} to ${to} (line ${line})`)
              .join(", ")}${map.unused.length > 5 ? " and more" : ""}.`,
          ),
        ]
      : []),
    information(
      "pathways-possible",
      `Steps are possibilities made of published facts: jobs and openings are the nation's staffing patterns and projections applied to ${scope.isNation ? "its industries" : `${scope.name}'s jobs`}, pay is of an occupation over all industries. Nobody counted who took them; ask employers, and strike out with --struck.`,
    ),
    information(
      "pathways-license",
      "Licenses are those of occupations that most states license, after BLS's Occupational Outlook Handbook; the list is not complete, and states differ.",
    ),
    information(
      "onet",
      `Skills, knowledge and related occupations: ${ONET_ATTRIBUTION}. Job zones: O*NET 27.0 Database, likewise.`,
    ),
  ];
}
