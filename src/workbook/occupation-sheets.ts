import { ABSENT, derive, hasValue, valueOf, type Datum } from "../core/datum.js";
import { power } from "../core/power.js";
import type { IndustryRow } from "../core/industry-table.js";
import type { MainOccupations } from "../staffing/main-occupations.js";
import { MATCH_WORDS, type PatternMatch } from "../staffing/match.js";
import type { Occupation, OccupationTable } from "../staffing/occupation-records.js";
import { annualWage } from "../staffing/pay.js";
import type { AreaOccupations, SocCode, Wage, WageDistribution } from "../staffing/records.js";
import { datumCell, faint, type WorkbookCell, type WorkbookSheet } from "./model.js";
import { occupationsSheet } from "./occupations-sheet.js";
import type { PlannedIndustry } from "./plan.js";
import { figureCell, formulaCell, type Book } from "./tabs/book.js";
import { QCEW_COLUMNS } from "./tabs/qcew-tab.js";
import { ownCell, tabCell, tabRange, tabSheet, type TabColumn } from "./tabs/tab.js";

/** What is known of the jobs within industries: patterns, wages and what occupations ask for. */
export interface StaffedIndustries {
  readonly main: MainOccupations;
  readonly patternOf: (row: IndustryRow) => PatternMatch;
  readonly national: AreaOccupations;
  readonly facts: OccupationTable;
}

const OCC = {
  a: "Occ A Staffing",
  b: "Occ B Wages",
  c: "Occ C Characteristics",
  d: "Occ D Combined",
} as const;

/** An occupation of a chosen industry. */
interface StaffedRow {
  readonly index: number;
  readonly industry: PlannedIndustry;
  readonly code: SocCode;
  readonly title: string;
  readonly share: Datum;
  readonly pattern: string;
}

/** An industry counts as needing an occupation from this part of its jobs. */
const SHARED_FROM = 0.01;
const STAFFING_COLUMNS = { key: 0, share: 5, jobs: 6 } as const;
const COMBINED_COLUMNS = { jobs: 2 } as const;

/** At least a hundredth of the industry's jobs. */
const isLarge = ({ share }: StaffedRow): boolean => (valueOf(share) ?? 0) >= SHARED_FROM;

/** Rows of occupations on paper; the sheet has all. */
const PRINTED_OCCUPATIONS = 120;

/** The occupations of the short list as made, tab by tab, then the main ones of every industry. */
export function occupationSheets(book: Book, staffed: StaffedIndustries): readonly WorkbookSheet[] {
  const { plan } = book;
  const rows = plan.eligible
    .slice(0, plan.listed)
    .flatMap((index) => staffedRows(plan.industries[index]!, index, staffed))
    // The first pages hold what matters of every industry.
    .sort((a, b) => Number(isLarge(b)) - Number(isLarge(a)));
  if (rows.length === 0) return [occupationsSheet(plan, staffed.main)];
  const jobsOf = ({ industry, share }: StaffedRow): Datum =>
    derive({ jobs: industry.candidate.row.region.end.employment, share }, (part) => part.jobs * part.share);
  const occupations = distinctOccupations(rows, jobsOf, staffed);
  return [
    staffingSheet(book, rows, jobsOf, staffed),
    wagesSheet(occupations, staffed),
    characteristicsSheet(occupations),
    combinedSheet(occupations, rows.length),
    occupationsSheet(plan, staffed.main),
  ];
}

function staffedRows(
  industry: PlannedIndustry,
  index: number,
  { patternOf }: StaffedIndustries,
): readonly StaffedRow[] {
  const { kind, pattern } = patternOf(industry.candidate.row);
  if (!pattern) return [];
  const words = kind === "own" ? MATCH_WORDS.own : `${MATCH_WORDS[kind]} ${pattern.code} ${pattern.title}`;
  return [...pattern.rows.values()]
    .map(({ occupation, title, share }) => ({ index, industry, code: occupation, title, share, pattern: words }))
    .sort((a, b) => (valueOf(b.share) ?? -1) - (valueOf(a.share) ?? -1) || (a.code < b.code ? -1 : 1));
}

interface ChosenOccupation {
  readonly code: SocCode;
  readonly title: string;
  /** Over the chosen industries, as made; those of industries that withhold it are not among them. */
  readonly jobs: number;
  readonly isEstimated: boolean;
  readonly sharing: number;
  readonly facts: Occupation | undefined;
  readonly wages: { readonly annual: WageDistribution; readonly hourly: WageDistribution } | undefined;
}

/** Every occupation of the rows once, most jobs first. */
function distinctOccupations(
  rows: readonly StaffedRow[],
  jobsOf: (row: StaffedRow) => Datum,
  { national, facts }: StaffedIndustries,
): readonly ChosenOccupation[] {
  const found = new Map<SocCode, { title: string; jobs: number; isEstimated: boolean; sharing: number }>();
  for (const row of rows) {
    const one = found.get(row.code) ?? { title: row.title, jobs: 0, isEstimated: false, sharing: 0 };
    const jobs = jobsOf(row);
    if (hasValue(jobs)) one.jobs += jobs.value;
    if (jobs.status === "estimated") one.isEstimated = true;
    if ((valueOf(row.share) ?? 0) >= SHARED_FROM) one.sharing++;
    found.set(row.code, one);
  }
  return [...found]
    .map(([code, one]) => ({
      ...one,
      code,
      title: facts.occupations.get(code)?.title ?? one.title,
      facts: facts.occupations.get(code),
      wages: national.occupations.get(code)?.wages,
    }))
    .sort((a, b) => b.jobs - a.jobs || (a.code < b.code ? -1 : 1));
}

const NAMING: readonly TabColumn<ChosenOccupation>[] = [
  { header: "SOC", width: 10, isText: true, cell: ({ code }) => ({ value: code, unit: "code" }) },
  { header: "Occupation", width: 50, isText: true, cell: ({ title }) => ({ value: title }) },
];

function staffingSheet(
  { names }: Book,
  rows: readonly StaffedRow[],
  jobsOf: (row: StaffedRow) => Datum,
  { main }: StaffedIndustries,
): WorkbookSheet {
  const large = rows.filter(isLarge).length;
  return tabSheet<StaffedRow>({
    name: OCC.a,
    about: "All occupations of the short list's industries: share of each, and jobs here",
    lines: [
      [
        {
          value: `The nation's staffing pattern of each industry of the short list as the run made it. Jobs here are the industry's jobs on tab B times the share. Occupations with at least ${SHARED_FROM * 100}% of an industry come first, and are printed.`,
        },
      ],
      [
        faint(
          "A pattern borrowed from a wider industry is that of an average of unlike ones. Shares are of the industry's published total, so that small and withheld occupations are not among them.",
        ),
      ],
      [faint(`Sources: ${main.sources.join("; ")}.`)],
    ],
    columns: [
      { header: "Key", width: 10, isText: true, isHidden: true, cell: ({ code }) => ({ value: `S${code}` }) },
      {
        header: "NAICS",
        width: 9,
        isText: true,
        cell: ({ industry }) => ({ value: industry.candidate.naics, unit: "code" }),
      },
      { header: "Industry", width: 36, isText: true, cell: ({ industry }) => ({ value: industry.candidate.title }) },
      { header: "SOC", width: 10, isText: true, cell: ({ code }) => ({ value: code, unit: "code" }) },
      { header: "Occupation", width: 46, isText: true, cell: ({ title }) => ({ value: title }) },
      { header: "Share", width: 9, cell: ({ share }) => datumCell(share, "part") },
      {
        header: "Jobs here",
        width: 11,
        cell: (row, at) => {
          const jobs = tabCell(names.b, QCEW_COLUMNS.employment, row.index);
          const share = ownCell(STAFFING_COLUMNS.share, at);
          const { comment: _comment, ...cell } = formulaCell(
            `IF(COUNT(${jobs},${share})=2,${jobs}*${share},"")`,
            jobsOf(row),
            "jobs",
          );
          void _comment;
          // Thousands of comments would make the file slow to open; the industry's own stands on tab B.
          return cell;
        },
      },
      { header: "Pattern", width: 36, isText: true, cell: ({ pattern }) => ({ value: pattern }) },
    ],
    items: rows,
    isLandscape: true,
    frozen: 5,
    printed: 8,
    printedRows: large,
  });
}

const POINTS = [
  ["mean", "Mean"],
  ["p10", "10th percentile"],
  ["p25", "25th percentile (entry)"],
  ["median", "Median"],
  ["p75", "75th percentile (experienced)"],
  ["p90", "90th percentile"],
] as const;
const MEDIAN_COLUMN = 2 + POINTS.findIndex(([point]) => point === "median");
const ENTRY_COLUMN = 2 + POINTS.findIndex(([point]) => point === "p25");

function wageAt({ wages }: ChosenOccupation, point: keyof WageDistribution): Wage {
  return wages ? annualWage(wages, point) : ABSENT;
}

function wagesSheet(occupations: readonly ChosenOccupation[], { national }: StaffedIndustries): WorkbookSheet {
  return tabSheet<ChosenOccupation>({
    name: OCC.b,
    about: "Yearly wages of those occupations in the nation",
    lines: [
      [{ value: `Wages of the occupation over all industries, dollars a year. ${national.source.label}.` }],
      [
        faint(
          "≥: at or above the publisher's top code, so that only the least it may be is known. Shaded: no yearly wage published. Regional wages: `occupations --wages FILE`.",
        ),
      ],
    ],
    columns: [
      ...NAMING,
      ...POINTS.map(([point, header]): TabColumn<ChosenOccupation> => ({
        header,
        width: 14,
        cell: (occupation) => datumCell(wageAt(occupation, point), "dollars"),
      })),
    ],
    items: occupations,
    isLandscape: true,
    printedRows: PRINTED_OCCUPATIONS,
  });
}

function characteristicsSheet(occupations: readonly ChosenOccupation[]): WorkbookSheet {
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
  return tabSheet<ChosenOccupation>({
    name: OCC.c,
    about: "What those occupations ask for, and how they are projected to grow in the nation",
    lines: [
      [
        {
          value:
            "Typical entry education, experience and training (BLS Employment Projections, Table 5.4); job zone (O*NET: 1 little preparation, 5 extensive); growth and openings are the nation's.",
        },
      ],
      [faint("Openings a year count people who leave the occupation as well as growth.")],
    ],
    columns: [
      ...NAMING,
      text("Entry education", 32, (facts) => facts.typicalEducation?.education),
      text("Experience", 18, (facts) => facts.typicalEducation?.experience),
      text("Training", 32, (facts) => facts.typicalEducation?.training),
      {
        header: "Job zone",
        width: 8,
        cell: ({ facts }) => (facts?.jobZone === undefined ? undefined : { value: facts.jobZone }),
      },
      { header: "Growth a year, U.S.", width: 11, cell: ({ facts }) => figureCell(growthOf(facts), "fraction") },
      {
        header: "Openings a year, U.S.",
        width: 12,
        cell: ({ facts }) => figureCell(facts?.projection?.openings.total ?? ABSENT, "jobs"),
      },
    ],
    items: occupations,
    isLandscape: true,
    printedRows: PRINTED_OCCUPATIONS,
  });
}

function growthOf(facts: Occupation | undefined): Datum {
  const projection = facts?.projection;
  if (!projection) return ABSENT;
  const years = projection.projectedYear - projection.baseYear;
  return derive({ base: projection.base, projected: projection.projected }, ({ base, projected }) =>
    base > 0 ? power(projected / base, 1 / years) - 1 : undefined,
  );
}

function combinedSheet(occupations: readonly ChosenOccupation[], rows: number): WorkbookSheet {
  const keys = tabRange(OCC.a, STAFFING_COLUMNS.key, rows);
  const link = (sheet: string, column: number, index: number): string => tabCell(sheet, column, index);
  const wage = (header: string, point: "p25" | "median", column: number): TabColumn<ChosenOccupation> => ({
    header,
    width: 13,
    cell: (occupation, index): WorkbookCell => {
      const made = datumCell(wageAt(occupation, point), "dollars");
      return {
        ...made,
        formula: `IF(${link(OCC.b, column, index)}="","",${link(OCC.b, column, index)})`,
        value: made.value ?? "",
      };
    },
  });
  return tabSheet<ChosenOccupation>({
    name: OCC.d,
    about:
      "The occupations of the short list together: jobs here, pay, entry education, and how many industries need them",
    lines: [
      [
        {
          value: `Jobs here add up Occ A over the chosen industries; pay is of Occ B, education of Occ C. Industries: those with at least ${SHARED_FROM * 100}% of their jobs in the occupation.`,
        },
      ],
      [
        faint(
          "Jobs are the nation's shares applied to the region's jobs, so estimates of a kind, whatever the jobs are.",
        ),
      ],
    ],
    columns: [
      ...NAMING,
      {
        header: "Jobs here",
        width: 11,
        cell: ({ code, jobs, isEstimated }) => ({
          formula: `SUMIFS(${tabRange(OCC.a, STAFFING_COLUMNS.jobs, rows)},${keys},"S${code}")`,
          value: jobs,
          unit: "jobs",
          ...(isEstimated && { status: "estimated" as const }),
        }),
      },
      {
        header: "Industries",
        width: 11,
        cell: ({ code, sharing }) => ({
          formula: `COUNTIFS(${keys},"S${code}",${tabRange(OCC.a, STAFFING_COLUMNS.share, rows)},">=${SHARED_FROM}")`,
          value: sharing,
          unit: "count",
        }),
      },
      wage("Entry pay", "p25", ENTRY_COLUMN),
      wage("Median pay", "median", MEDIAN_COLUMN),
      {
        header: "Entry education",
        width: 34,
        isText: true,
        cell: ({ facts }, index) => ({
          formula: `${link(OCC.c, 2, index)}&""`,
          value: facts?.typicalEducation?.education ?? "",
        }),
      },
      {
        header: "Openings a year here",
        width: 13,
        cell: ({ jobs, facts }, index) => {
          const openings = openingsRate(facts);
          return openings === undefined
            ? undefined
            : { formula: `${ownCell(COMBINED_COLUMNS.jobs, index)}*${openings}`, value: jobs * openings, unit: "jobs" };
        },
      },
    ],
    items: occupations,
    isLandscape: true,
    printedRows: PRINTED_OCCUPATIONS,
  });
}

/** The nation's projected openings a year for each of its jobs. */
function openingsRate(facts: Occupation | undefined): number | undefined {
  const openings = facts?.projection && valueOf(facts.projection.openings.total);
  const base = facts?.projection && valueOf(facts.projection.base);
  return openings === undefined || base === undefined || base === 0 ? undefined : openings / base;
}
