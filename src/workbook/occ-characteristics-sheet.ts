import { ABSENT, derive, disclosed, type Datum } from "../core/datum.js";
import { power } from "../core/power.js";
import type { ChosenStaffing } from "../report/chosen-staffing.js";
import { bachelorShare, collegeShare } from "../staffing/attainment.js";
import type { Occupation } from "../staffing/occupation-records.js";
import { leadingElements, ONET_ATTRIBUTION, onetOccupation, type RatedElement } from "../staffing/read/shipped-onet.js";
import type { ChosenOccupation } from "./chosen-occupations.js";
import { faint, type WorkbookSheet } from "./model.js";
import { figureCell } from "./tabs/book.js";
import { tabSheet, type TabColumn } from "./tabs/tab.js";

/** The tabs of occupations, as START has them. */
export const OCC = {
  a: "Occ A Staffing",
  b: "Occ B Wages",
  c: "Occ C Characteristics",
  d: "Occ D Combined",
} as const;

/** Rows of occupations on paper; the sheet has all. */
export const PRINTED_OCCUPATIONS = 120;

/** How many skills, fields of knowledge and technologies a cell names. */
const NAMED = 5;

/** What says which occupation a row is. */
export const OCCUPATION_NAMING: readonly TabColumn<ChosenOccupation>[] = [
  { header: "SOC", width: 10, isText: true, cell: ({ code }) => ({ value: code, unit: "code" }) },
  { header: "Occupation", width: 58, isText: true, cell: ({ title }) => ({ value: title }) },
];

/** What occupations ask for, what those who work in them have and use, and how they are projected to grow. */
export function characteristicsSheet(
  occupations: readonly ChosenOccupation[],
  { readingOf }: Pick<ChosenStaffing, "readingOf">,
): WorkbookSheet {
  const text = (
    header: string,
    width: number,
    of: (facts: Occupation) => string | undefined,
  ): TabColumn<ChosenOccupation> => ({
    header,
    width,
    isText: true,
    cell: ({ facts }) => ({ value: (facts && of(facts)) ?? "" }),
  });
  const share = (header: string, of: (facts: Occupation) => number | undefined): TabColumn<ChosenOccupation> => ({
    header,
    width: 14,
    cell: ({ facts }) => {
      const found = facts && of(facts);
      return figureCell(found === undefined ? ABSENT : disclosed(found), "fraction");
    },
  });
  const elements = (header: string, kind: RatedElement["kind"]): TabColumn<ChosenOccupation> => ({
    header,
    width: 52,
    isText: true,
    cell: ({ code }) => ({
      value: leadingElements(code, kind, NAMED)
        .map(({ name }) => name)
        .join("; "),
    }),
  });
  return tabSheet<ChosenOccupation>({
    name: OCC.c,
    about: "What those occupations ask for, and how they are projected to grow in the nation",
    lines: [
      [
        {
          value:
            "Typical entry education, experience and training (BLS Employment Projections, Table 5.4); education of workers of 25 and over (Table 5.3, 2018–19); job zone (O*NET: 1 little preparation, 5 extensive); growth and openings are the nation's.",
        },
      ],
      [
        faint(
          `Openings a year count people who leave the occupation as well as growth. Skills, knowledge and technologies, most important first: ${ONET_ATTRIBUTION}.`,
        ),
      ],
    ],
    columns: [
      ...OCCUPATION_NAMING,
      text("Entry education", 32, (facts) => facts.typicalEducation?.education),
      text("Experience", 18, (facts) => facts.typicalEducation?.experience),
      text("Training", 32, (facts) => facts.typicalEducation?.training),
      share("Workers with some college or more", ({ attainment }) => attainment && collegeShare(attainment)),
      share("With a bachelor's degree or more", ({ attainment }) => attainment && bachelorShare(attainment)),
      ...(readingOf ? [text("Asked and had", 52, readingOf)] : []),
      {
        header: "Job zone",
        width: 8,
        cell: ({ facts }) => (facts?.jobZone === undefined ? undefined : { value: facts.jobZone }),
      },
      { header: "Growth a year, U.S.", width: 11, cell: ({ facts }) => figureCell(projectedGrowth(facts), "fraction") },
      {
        header: "Openings a year, U.S.",
        width: 12,
        cell: ({ facts }) => figureCell(facts?.projection?.openings.total ?? ABSENT, "jobs"),
      },
      elements("Leading skills", "skill"),
      elements("Leading knowledge", "knowledge"),
      {
        header: "Hot technologies",
        width: 52,
        isText: true,
        cell: ({ code }) => ({
          value: (onetOccupation(code)?.technologies ?? [])
            .slice(0, NAMED)
            .map(({ name }) => name)
            .join("; "),
        }),
      },
    ],
    items: occupations,
    isLandscape: true,
    printedRows: PRINTED_OCCUPATIONS,
  });
}

function projectedGrowth(facts: Occupation | undefined): Datum {
  const projection = facts?.projection;
  if (!projection) return ABSENT;
  const years = projection.projectedYear - projection.baseYear;
  return derive({ base: projection.base, projected: projection.projected }, ({ base, projected }) =>
    base > 0 ? power(projected / base, 1 / years) - 1 : undefined,
  );
}
