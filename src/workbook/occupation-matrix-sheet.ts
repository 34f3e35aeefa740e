import { knownValue } from "../core/datum.js";
import type { ChosenStaffing } from "../report/chosen-staffing.js";
import { distinctOccupations, jobsAtShare, staffedRows, type StaffedRow } from "./chosen-occupations.js";
import { OCCUPATION_NAMING, PRINTED_OCCUPATIONS } from "./occ-characteristics-sheet.js";
import { datumCell, faint, type WorkbookSheet } from "./model.js";
import { tabSheet, type TabColumn } from "./tabs/tab.js";

/** Jobs of every occupation in every chosen industry: occupations down, industries across. None without a pattern. */
export function occupationMatrixSheet(staffed: ChosenStaffing): readonly WorkbookSheet[] {
  const rows = staffed.industries.flatMap(staffedRows);
  if (rows.length === 0) return [];
  const cells = new Map<string, StaffedRow>(rows.map((row) => [`${row.code} ${row.industry.naics}`, row]));
  const occupations = distinctOccupations(rows, staffed);
  return [
    tabSheet<(typeof occupations)[number]>({
      name: "Occ Matrix",
      about: "Jobs of every occupation in every chosen industry",
      lines: [
        [
          {
            value: `Jobs here by occupation and industry: ${staffed.chosen}. Each industry's jobs times the occupation's share of its staffing pattern.`,
          },
        ],
        [faint(`Shaded: withheld, or not in the industry's pattern. Borrowed patterns: ${describeBorrowed(staffed)}.`)],
      ],
      columns: [
        ...OCCUPATION_NAMING,
        {
          header: "All",
          width: 10,
          cell: ({ jobs, isEstimated }) => ({
            value: jobs,
            unit: "jobs",
            ...(isEstimated && { status: "estimated" as const }),
          }),
        },
        ...staffed.industries.map(({ naics, title }): TabColumn<(typeof occupations)[number]> => ({
          header: `${naics} ${title}`,
          width: 14,
          cell: ({ code }) => {
            const row = cells.get(`${code} ${naics}`);
            if (!row) return undefined;
            const { comment: _range, ...cell } = datumCell(jobsAtShare(row), "jobs");
            void _range;
            // Thousands of comments would make the file slow to open.
            return cell;
          },
        })),
      ],
      items: occupations,
      isLandscape: true,
      frozen: 2,
      printedRows: Math.min(PRINTED_OCCUPATIONS, occupations.filter(({ jobs }) => jobs >= 1).length),
    }),
  ];
}

function describeBorrowed({ industries }: ChosenStaffing): string {
  const borrowed = industries.filter(({ match, jobs }) => match.kind === "ancestor" && knownValue(jobs) !== undefined);
  if (borrowed.length === 0) return "none";
  return borrowed.map(({ naics, match }) => `${naics} takes that of ${match.pattern!.code}`).join(", ");
}
