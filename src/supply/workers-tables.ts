import { disclosed, type Datum } from "../core/datum.js";
import type { ReportColumn, ReportRow, ReportTable } from "../report/report.js";
import { ATTAINMENT_GROUPS, type WorkersSubject } from "../workers/acs.js";
import { surveyYears } from "../workers/read/acs.js";
import type { ResidentsSubject, ResidentsYear, SubjectOfArea } from "../workers/residents.js";
import { datumOfSurvey, type SurveyFigure } from "../workers/survey.js";
import { openingsByEducation } from "./occupation-supply.js";
import type { SupplyFindings } from "./read-supply.js";

const PERSONS: Pick<ReportColumn, "kind" | "unit"> = { kind: "number", unit: "count" };
const SHARE: Pick<ReportColumn, "kind" | "unit"> = { kind: "number", unit: "fraction" };

/** Labor force by year: the region, its states, the nation. */
export function laborForceTable(years: readonly ResidentsYear[]): ReportTable {
  return {
    id: "labor-force",
    title: "Labor force, by where people live",
    columns: [
      { id: "year", label: "Year", kind: "number", unit: "year", priority: 1 },
      { id: "area", label: "Area", kind: "text", priority: 1 },
      {
        id: "labor_force",
        label: "Labor force",
        ...PERSONS,
        description: "Annual average, employed and unemployed.",
        priority: 1,
      },
      { id: "employed", label: "Employed", ...PERSONS, priority: 1 },
      { id: "unemployed", label: "Unemployed", ...PERSONS, priority: 1 },
      {
        id: "rate",
        label: "Rate",
        ...SHARE,
        description: "Unemployed as a part of the labor force, from the sums.",
        priority: 1,
      },
    ],
    rows: years.flatMap(({ year, areas }) =>
      areas.filter(isKnown).map(({ area, figures }, at) => ({
        cells: {
          year,
          area: area.name,
          labor_force: figures.laborForce,
          employed: figures.employed,
          unemployed: figures.unemployed,
          rate: figures.rate,
        },
        ...(at === 0 && { emphasis: true }),
      })),
    ),
    emphasis: "the region",
  };
}

/** What the region is compared with stands only where the files have it whole; the region always. */
function isKnown({ figures }: ResidentsYear["areas"][number], at: number): boolean {
  return at === 0 || figures.missing.length === 0;
}

/** Residents of one subject: the region's counts with margins, and shares beside state and nation. */
export function subjectTable({ subject, table, areas }: ResidentsSubject): ReportTable {
  const beside = areas.slice(1).filter(({ whole, groups }) => whole !== undefined || groups.size > 0);
  const [region] = areas;
  return {
    id: subject.id,
    title: `${subject.title}, ACS ${surveyYears(table.period)} (${table.id})`,
    columns: [
      { id: "group", label: "Group", kind: "text", priority: 1 },
      { id: "count", label: "Persons", ...PERSONS, priority: 1, statusApart: true },
      {
        id: "margin",
        label: "±",
        ...PERSONS,
        description: "Margin of error, 90 %: root of the sum of squares.",
        priority: 1,
      },
      {
        id: "share",
        label: "Share",
        ...SHARE,
        description: `Of ${subject.whole.label.toLowerCase()}.`,
        priority: 1,
        statusApart: true,
      },
      {
        id: "share_margin",
        label: "± share",
        ...SHARE,
        description: "Margin of error of the share, 90 %.",
        priority: 2,
      },
      ...beside.flatMap(({ area }, at): readonly ReportColumn[] => [
        { id: `share_${at + 1}`, label: area.name, ...SHARE, priority: 1, statusApart: true },
        { id: `share_${at + 1}_margin`, label: `± ${area.name}`, ...SHARE, priority: 3 },
      ]),
    ],
    rows: buildRows(subject, region!, beside),
  };
}

function buildRows(
  subject: WorkersSubject,
  region: SubjectOfArea,
  beside: readonly SubjectOfArea[],
): readonly ReportRow[] {
  const whole = { label: subject.whole.label, count: region.whole, share: undefined, id: undefined };
  const groups = subject.groups.map(({ id, label }) => ({ label, id, ...region.groups.get(id) }));
  return [whole, ...groups].map(({ label, id, count, share }) => ({
    cells: {
      group: label,
      count: datumOfSurvey(count),
      margin: count?.margin,
      share: id === undefined ? undefined : datumOfSurvey(share),
      share_margin: share?.margin,
      ...Object.fromEntries(
        beside.flatMap(({ groups: own }, at): readonly (readonly [string, Datum | number | undefined])[] => {
          const theirs: SurveyFigure | undefined = id === undefined ? undefined : own.get(id)?.share;
          return [
            [`share_${at + 1}`, id === undefined ? undefined : datumOfSurvey(theirs)],
            [`share_${at + 1}_margin`, theirs?.margin],
          ];
        }),
      ),
    },
  }));
}

/** What each level of BLS's classification is called among residents. BLS's nondegree award is to the survey some college. */
const OF_LEVEL: Readonly<Record<(typeof ATTAINMENT_GROUPS)[number]["id"], readonly string[]>> = {
  "below-high-school": ["none"],
  "high-school": ["high-school"],
  "some-college": ["some-college", "award"],
  associate: ["associate"],
  bachelor: ["bachelor"],
  graduate: ["master", "doctoral"],
};

/** Education of adults beside what the region's openings ask for. */
export interface EducationBeside {
  readonly id: string;
  readonly label: string;
  readonly openings: number;
  /** Of openings whose entry education is known. */
  readonly openingsShare: number;
  readonly adults: SurveyFigure | undefined;
  readonly share: SurveyFigure | undefined;
}

/** Undefined without both. */
export function educationBeside({ demand, residents }: SupplyFindings): readonly EducationBeside[] | undefined {
  const adults = residents?.subjects.find(({ subject }) => subject.id === "education")?.areas[0];
  if (!demand || !adults) return undefined;
  const { levels } = openingsByEducation(demand);
  const all = levels.reduce((sum, { openings }) => sum + openings, 0);
  return ATTAINMENT_GROUPS.map(({ id, label }) => {
    const openings = levels
      .filter((level) => OF_LEVEL[id].includes(level.id))
      .reduce((sum, one) => sum + one.openings, 0);
    const found = adults.groups.get(id);
    return {
      id,
      // Of openings these ask for no credential.
      label: id === "below-high-school" ? "None; below high school" : label,
      openings,
      openingsShare: all === 0 ? 0 : openings / all,
      adults: found?.count,
      share: found?.share,
    };
  });
}

export function educationTable(rows: readonly EducationBeside[], surveyed: ResidentsSubject): ReportTable {
  return {
    id: "education-asked",
    title: "What openings ask for, and what adults have",
    columns: [
      { id: "group", label: "Education", kind: "text", priority: 1 },
      {
        id: "openings",
        label: "Openings",
        kind: "number",
        unit: "jobs",
        description:
          "A year, by typical entry education; a nondegree award counts as some college, as the survey counts it.",
        priority: 1,
      },
      { id: "openings_share", label: "Of openings", ...SHARE, priority: 1 },
      {
        id: "adults",
        label: "Adults 25+",
        ...PERSONS,
        description: `ACS ${surveyYears(surveyed.table.period)}.`,
        priority: 1,
        statusApart: true,
      },
      { id: "adults_margin", label: "±", ...PERSONS, priority: 2 },
      { id: "adults_share", label: "Of adults", ...SHARE, priority: 1, statusApart: true },
      { id: "adults_share_margin", label: "± share", ...SHARE, priority: 3 },
    ],
    rows: rows.map(({ label, openings, openingsShare, adults, share }) => ({
      cells: {
        group: label,
        openings: disclosed(openings),
        openings_share: openingsShare,
        adults: datumOfSurvey(adults),
        adults_margin: adults?.margin,
        adults_share: datumOfSurvey(share),
        adults_share_margin: share?.margin,
      },
    })),
  };
}

/** Labor force, residents by subject, and education beside what openings ask for. */
export function workersTables(findings: SupplyFindings): readonly ReportTable[] {
  const { residents } = findings;
  if (!residents) return [];
  const beside = educationBeside(findings);
  const surveyed = residents.subjects.find(({ subject }) => subject.id === "education");
  return [
    ...(residents.laborForce.length > 0 ? [laborForceTable(residents.laborForce)] : []),
    ...residents.subjects.map(subjectTable),
    ...(beside && surveyed ? [educationTable(beside, surveyed)] : []),
  ];
}
