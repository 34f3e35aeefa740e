import { ABSENT, disclosed, type Datum } from "../core/datum.js";
import type { ReportCell, ReportColumn } from "../report/report.js";
import { ATTAINMENT_LEVELS, bachelorShare, collegeShare } from "../staffing/attainment.js";
import { leadingElements, onetOccupation, ONET_RELEASE, type RatedElement } from "../staffing/read/shipped-onet.js";
import { attainmentReading } from "./attainment.js";
import type { OccupationEntry } from "./occupation-entry.js";

// What occupations ask for and what their workers have, beyond the typical education: columns of a table.

type ColumnWithCell = readonly [column: ReportColumn, cell: (entry: OccupationEntry) => ReportCell];

/** How many skills, fields of knowledge and technologies a cell names. */
const SKILLS_NAMED = 5;
const KNOWLEDGE_NAMED = 3;
const TECHNOLOGIES_NAMED = 6;
const TASKS_NAMED = 5;

const fraction = (
  id: string,
  label: string,
  priority: ReportColumn["priority"],
  description: string,
): ReportColumn => ({
  id,
  label,
  kind: "number",
  unit: "fraction",
  priority,
  description,
});

const words = (id: string, label: string, description: string): ReportColumn => ({
  id,
  label,
  kind: "text",
  priority: 4,
  description,
});

const WHOSE = "of workers of 25 and over, 2018–19 (BLS Table 5.3)";

function share(of: (entry: OccupationEntry) => number | undefined): (entry: OccupationEntry) => Datum {
  return (entry) => {
    const found = of(entry);
    return found === undefined ? ABSENT : disclosed(found);
  };
}

/** Columns of attainment, O*NET and work, those of the user's files only where some occupation has them. */
export function qualificationColumns(entries: readonly OccupationEntry[]): readonly ColumnWithCell[] {
  const has = (key: "partTime" | "unemployment" | "tasks"): boolean =>
    entries.some(({ facts }) => facts?.[key] !== undefined);
  const element = (kind: RatedElement["kind"], most: number) => (entry: OccupationEntry) =>
    leadingElements(entry.code, kind, most)
      .map(({ name }) => name)
      .join("; ");
  return [
    [
      fraction("someCollegeOrMore", "College", 3, `Part ${WHOSE}, who have some college or more.`),
      share(({ facts }) => facts?.attainment && collegeShare(facts.attainment)),
    ],
    [
      fraction("bachelorOrMore", "Bach.+", 3, `Part ${WHOSE}, who have a bachelor's degree or more.`),
      share(({ facts }) => facts?.attainment && bachelorShare(facts.attainment)),
    ],
    [
      words(
        "educationReading",
        "Asked and had",
        "Where most workers have another education than is typically asked for at entry.",
      ),
      ({ facts }) => facts && attainmentReading(facts),
    ],
    ...(has("partTime")
      ? [
          [
            fraction("partTime", "Part-time", 3, "Part of those who work in it who work part-time, in the file given."),
            share(({ facts }) => facts?.partTime),
          ] satisfies ColumnWithCell,
        ]
      : []),
    ...(has("unemployment")
      ? [
          [
            fraction("unemployment", "Unempl.", 3, "Unemployment rate of the occupation, in the file given."),
            share(({ facts }) => facts?.unemployment),
          ] satisfies ColumnWithCell,
        ]
      : []),
    [
      words("skills", "Skills", `The most important skills, most important first (O*NET ${ONET_RELEASE}).`),
      element("skill", SKILLS_NAMED),
    ],
    [
      words("knowledge", "Knowledge", `The most important fields of knowledge (O*NET ${ONET_RELEASE}).`),
      element("knowledge", KNOWLEDGE_NAMED),
    ],
    [
      words(
        "technologies",
        "Hot technologies",
        `Software that many employers ask for, that in demand in the occupation first (O*NET ${ONET_RELEASE}).`,
      ),
      ({ code }) =>
        (onetOccupation(code)?.technologies ?? [])
          .slice(0, TECHNOLOGIES_NAMED)
          .map(({ name }) => name)
          .join("; "),
    ],
    ...(has("tasks")
      ? [
          [
            words("tasks", "Tasks", "Core tasks, in the order of the O*NET file given."),
            ({ facts }: OccupationEntry) => facts?.tasks?.slice(0, TASKS_NAMED).join(" "),
          ] satisfies ColumnWithCell,
        ]
      : []),
    ...ATTAINMENT_LEVELS.map(({ id, label }, level): ColumnWithCell => [
      {
        ...fraction(`attainment_${id}`, label, 4, `Part ${WHOSE}, whose highest education it is.`),
        // Published or absent, all seven alike.
        statusApart: true,
      },
      share(({ facts }) => facts?.attainment?.shares[level]),
    ]),
  ];
}
