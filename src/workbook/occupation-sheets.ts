import { ABSENT, knownValue } from "../core/datum.js";
import type { IndustryRow } from "../core/industry-table.js";
import type { MainOccupations } from "../staffing/main-occupations.js";
import { SHARED_FROM, type ChosenStaffing } from "../report/chosen-staffing.js";
import {
  distinctOccupations,
  jobsAtShare,
  staffedRows,
  type ChosenOccupation,
  type SheetIndustry,
  type StaffedRow,
  type Wages,
} from "./chosen-occupations.js";
import { MATCH_WORDS, type PatternMatch } from "../staffing/match.js";
import type { Occupation, OccupationTable } from "../staffing/occupation-records.js";
import { annualWage } from "../staffing/pay.js";
import type { AreaOccupations, Wage, WageDistribution } from "../staffing/records.js";
import { characteristicsSheet, OCC, OCCUPATION_NAMING, PRINTED_OCCUPATIONS } from "./occ-characteristics-sheet.js";
import { datumCell, faint, indented, type WorkbookCell, type WorkbookSheet } from "./model.js";
import { occupationsSheet } from "./occupations-sheet.js";
import { formulaCell, type Book } from "./tabs/book.js";
import { QCEW_COLUMNS } from "./tabs/qcew-tab.js";
import { ownCell, tabCell, tabRange, tabSheet, type TabColumn } from "./tabs/tab.js";

/** What is known of the jobs within industries: patterns, wages and what occupations ask for. */
export interface StaffedIndustries {
  readonly main: MainOccupations;
  readonly patternOf: (row: IndustryRow) => PatternMatch;
  readonly national: AreaOccupations;
  readonly facts: OccupationTable;
}

const STAFFING_COLUMNS = { share: 4, jobs: 5, pattern: 6, key: 7, industryJobs: 8 } as const;
const COMBINED_COLUMNS = { jobs: 2 } as const;

/** At least a hundredth of the industry's jobs. */
const isLarge = ({ share }: StaffedRow): boolean => (knownValue(share) ?? 0) >= SHARED_FROM;

/** The occupations of the short list as made, tab by tab, then the main ones of every industry. */
export function occupationSheets(
  { plan, names }: Book,
  { main, patternOf, national, facts }: StaffedIndustries,
): readonly WorkbookSheet[] {
  const industries = plan.eligible.slice(0, plan.listed).map((index): SheetIndustry => {
    const { naics, title, row } = plan.industries[index]!.candidate;
    return {
      naics,
      title,
      jobs: row.region.end.employment,
      match: patternOf(row),
      jobsCell: tabCell(names.b, QCEW_COLUMNS.employment, index),
    };
  });
  const sheets = staffingSheets(
    {
      chosen: "the short list as the run made it",
      industries,
      national,
      regional: undefined,
      facts,
      sources: main.sources,
    },
    `the industry's jobs on tab B`,
  );
  return [...sheets, occupationsSheet(plan, main)];
}

/**
 * What chosen industries need, as START has it: all rows of their patterns, wages, what occupations ask for, and all of
 * it combined. None where no pattern holds any of them.
 *
 * @param jobsWords where the jobs of an industry stand
 */
export function staffingSheets(
  staffed: Omit<ChosenStaffing, "industries"> & { readonly industries: readonly SheetIndustry[] },
  jobsWords = "the industry's jobs, further right,",
): readonly WorkbookSheet[] {
  const rows = staffed.industries
    .flatMap(staffedRows)
    // The first pages hold what matters of every industry.
    .sort((a, b) => Number(isLarge(b)) - Number(isLarge(a)));
  if (rows.length === 0) return [];
  const occupations = distinctOccupations(rows, staffed);
  return [
    staffingSheet(rows, staffed, jobsWords),
    wagesSheet(occupations, staffed),
    characteristicsSheet(occupations, staffed),
    combinedSheet(occupations, rows.length, staffed),
  ];
}

function staffingSheet(
  rows: readonly StaffedRow[],
  { chosen, sources }: Pick<ChosenStaffing, "chosen" | "sources">,
  jobsWords: string,
): WorkbookSheet {
  const isLinked = rows.every(({ industry }) => industry.jobsCell !== undefined);
  const large = rows.filter(isLarge).length;
  return tabSheet<StaffedRow>({
    name: OCC.a,
    about: "All occupations of the chosen industries: share of each, and jobs here",
    lines: [
      [
        {
          value: `The nation's staffing patterns of the industries: ${chosen}. Jobs here are ${jobsWords} times the share. Occupations with at least ${SHARED_FROM * 100}% of an industry come first, and are printed.`,
        },
      ],
      [
        faint(
          "A pattern borrowed from a wider industry, as the row says, is that of an average of unlike ones. Shares are of the industry's published total, so that small and withheld occupations are not among them.",
        ),
      ],
      [faint(`Sources: ${sources.join("; ")}.`)],
    ],
    columns: [
      {
        header: "NAICS",
        width: 9,
        isText: true,
        cell: ({ industry }) => ({ value: industry.naics, unit: "code" }),
      },
      { header: "Industry", width: 44, isText: true, cell: ({ industry }) => ({ value: industry.title }) },
      {
        header: "SOC",
        width: 11,
        isText: true,
        cell: ({ code }) => indented({ value: code, unit: "code" }),
      },
      { header: "Occupation", width: 46, isText: true, cell: ({ title }) => ({ value: title }) },
      { header: "Share", width: 9, cell: ({ share }) => datumCell(share, "part") },
      {
        header: "Jobs here",
        width: 11,
        cell: (row, at) => {
          const jobs = row.industry.jobsCell ?? ownCell(STAFFING_COLUMNS.industryJobs, at);
          const share = ownCell(STAFFING_COLUMNS.share, at);
          const { comment: _comment, ...cell } = formulaCell(
            `IF(COUNT(${jobs},${share})=2,${jobs}*${share},"")`,
            jobsAtShare(row),
            "jobs",
          );
          void _comment;
          // Thousands of comments would make the file slow to open; the industry's own stands on tab B.
          return cell;
        },
      },
      { header: "Pattern", width: 36, isText: true, cell: ({ pattern }) => ({ value: pattern }) },
      // Not the first column, whose title would be hidden with it.
      { header: "Key", width: 10, isText: true, isHidden: true, cell: ({ code }) => ({ value: `S${code}` }) },
      ...(isLinked
        ? []
        : [
            {
              header: "Industry's jobs",
              width: 11,
              cell: ({ industry }: StaffedRow) => datumCell(industry.jobs, "jobs"),
            },
            ...industryWageColumns(rows),
          ]),
    ],
    items: rows,
    isLandscape: true,
    frozen: 4,
    printedRows: large,
  });
}

/** What the occupation earns in the industry itself, where the pattern has it. */
function industryWageColumns(rows: readonly StaffedRow[]): readonly TabColumn<StaffedRow>[] {
  const points = POINTS.filter(([point]) =>
    rows.some(
      ({ meanWage, annual }) => (point === "mean" ? meanWage : (annual?.[point] ?? ABSENT)).status !== "absent",
    ),
  );
  return points.map(([point, header]) => ({
    header: `${header.replace(/ \(.*/, "")} pay in the industry, U.S.`,
    width: 14,
    cell: ({ meanWage, annual }) => datumCell(point === "mean" ? meanWage : (annual?.[point] ?? ABSENT), "dollars"),
  }));
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

function wageAt(wages: Wages | undefined, point: keyof WageDistribution): Wage {
  return wages ? annualWage(wages, point) : ABSENT;
}

function wagesSheet(
  occupations: readonly ChosenOccupation[],
  { national, regional }: Pick<ChosenStaffing, "national" | "regional">,
): WorkbookSheet {
  const wageColumns = (
    words: string,
    of: (one: ChosenOccupation) => Wages | undefined,
  ): TabColumn<ChosenOccupation>[] =>
    POINTS.map(([point, header]) => ({
      header: `${header}${words}`,
      // Two lines at most.
      width: header.includes("(") ? 20 : 14,
      cell: (occupation) => datumCell(wageAt(of(occupation), point), "dollars"),
    }));
  const labels = [national, regional].flatMap((area) => (area ? [area.source.label] : []));
  const areas = regional ? ` The first of the nation, the others of ${regional.areaTitle}.` : "";
  return tabSheet<ChosenOccupation>({
    name: OCC.b,
    about: regional
      ? `Yearly wages of those occupations in the nation and in ${regional.areaTitle}`
      : "Yearly wages of those occupations in the nation",
    lines: [
      [
        {
          value: `Wages of the occupation over all industries, dollars a year. ${[...new Set(labels)].join("; ")}.${areas}`,
        },
      ],
      [
        faint(
          `≥: at or above the publisher's top code, so that only the least it may be is known. Shaded: no yearly wage published.${regional ? "" : " Regional wages: `occupations --wages FILE`."}`,
        ),
      ],
    ],
    columns: [
      ...OCCUPATION_NAMING,
      ...wageColumns("", ({ wages }) => wages),
      ...(regional ? wageColumns(", region", (one) => one.regional) : []),
    ],
    items: occupations,
    isLandscape: true,
    printedRows: PRINTED_OCCUPATIONS,
  });
}

function combinedSheet(
  occupations: readonly ChosenOccupation[],
  rows: number,
  { regional }: Pick<ChosenStaffing, "regional">,
): WorkbookSheet {
  const keys = tabRange(OCC.a, STAFFING_COLUMNS.key, rows);
  // The region's wages stand to the right of the nation's.
  const firstWage = regional ? POINTS.length : 0;
  const link = (sheet: string, column: number, index: number): string => tabCell(sheet, column, index);
  const wage = (header: string, point: "p25" | "median", column: number): TabColumn<ChosenOccupation> => ({
    header,
    width: 13,
    cell: (occupation, index): WorkbookCell => {
      const made = datumCell(wageAt(regional ? occupation.regional : occupation.wages, point), "dollars");
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
      "The occupations of those industries together: jobs here, pay, entry education, and how many industries need them",
    lines: [
      [
        {
          value: `Jobs here add up Occ A over the chosen industries; pay is of Occ B, education of Occ C. Industries: those with at least ${SHARED_FROM * 100}% of their jobs in the occupation, without those that borrow a pattern.`,
        },
      ],
      [
        faint(
          "Jobs are the nation's shares applied to the region's jobs, so estimates of a kind, whatever the jobs are.",
        ),
      ],
    ],
    columns: [
      ...OCCUPATION_NAMING,
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
          formula: `COUNTIFS(${keys},"S${code}",${tabRange(OCC.a, STAFFING_COLUMNS.share, rows)},">=${SHARED_FROM}",${tabRange(OCC.a, STAFFING_COLUMNS.pattern, rows)},"<>${MATCH_WORDS.ancestor}*")`,
          value: sharing,
          unit: "count",
        }),
      },
      wage("Entry pay", "p25", ENTRY_COLUMN + firstWage),
      wage("Median pay", "median", MEDIAN_COLUMN + firstWage),
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
  const openings = facts?.projection && knownValue(facts.projection.openings.total);
  const base = facts?.projection && knownValue(facts.projection.base);
  return openings === undefined || base === undefined || base === 0 ? undefined : openings / base;
}
