import { derive, disclosed, sumData, knownValue, type Datum } from "../core/datum.js";
import { formatDatum } from "../core/number-format.js";
import type { ReportSection, ReportTable } from "../report/report.js";
import type { OccupationsAnalysis } from "./analysis.js";
import { attainmentReading } from "./attainment.js";
import { EDUCATION_LEVELS, educationRank } from "./education.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { jobsOfGroup } from "./region-jobs.js";

/** Jobs and openings by the education that is typically asked for at entry. */
export function entryEducationTable({ entries, industries, jobs }: OccupationsAnalysis): ReportTable {
  const rankEducation = ({ facts }: OccupationEntry): number | undefined =>
    facts?.typicalEducation && educationRank(facts.typicalEducation.education);
  const groups = [
    ...EDUCATION_LEVELS.map(({ label }, rank) => ({ label, rank })),
    { label: "Not known", rank: undefined },
  ];
  const rows = groups.flatMap(({ label, rank }) => {
    const members = entries.filter((entry) => rankEducation(entry) === rank);
    if (members.length === 0) return [];
    const codes = new Set(members.map(({ code }) => code));
    const held = jobsOfGroup(industries, (code) => codes.has(code));
    return [
      {
        cells: {
          education: label,
          jobs: held,
          share: deriveShare(held, jobs),
          openings: sumData(
            members.map(({ values }) => values["openings"]!).filter((one) => knownValue(one) !== undefined),
          ),
          occupations: members.length,
        },
      },
    ];
  });
  return {
    id: "entryEducation",
    title: "Jobs by entry education",
    columns: [
      { id: "education", label: "Typical entry education", kind: "text", priority: 1 },
      { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
      {
        id: "share",
        label: "Share",
        kind: "number",
        unit: "fraction",
        priority: 1,
        description: "Part of all jobs of the industries; what is in no published occupation has no education.",
      },
      { id: "openings", label: "Openings a year", kind: "number", unit: "jobs", priority: 1 },
      { id: "occupations", label: "Occupations", kind: "number", unit: "count", priority: 2 },
    ],
    rows,
  };
}

/** A part of jobs that belong to the same industries: their estimates cancel out, so that it has no range of its own. */
export function deriveShare(part: Datum, all: Datum): Datum {
  const [one, whole] = [knownValue(part), knownValue(all)];
  if (one === undefined || whole === undefined) return derive({ part, all }, (of) => of.part / of.all);
  return derive({ part: disclosed(one), all: disclosed(whole) }, (of) => of.part / of.all);
}

/** Occupations shown of those whose workers have another education than is asked for. */
const READ = 8;

/** The largest occupations whose workers have mostly another education than is typically asked for. */
export function attainmentSection({ entries }: OccupationsAnalysis): readonly ReportSection[] {
  const items = entries
    .flatMap(({ code, title, jobs, facts }) => {
      const reading = facts && attainmentReading(facts);
      return reading === undefined ? [] : [`${code} ${title}, ${formatDatum(jobs, "jobs")} jobs: ${reading}.`];
    })
    .slice(0, READ);
  return items.length === 0
    ? []
    : [
        {
          heading: "Asked at entry, and what workers have",
          paragraphs: [
            "Typical entry education (BLS Table 5.4) is what gets one in; attainment (Table 5.3, workers of 25 and over, 2018–19) is what one competes with.",
          ],
          items,
        },
      ];
}
