import type { ReportTable } from "../report/report.js";
import type { OccupationsAnalysis } from "./analysis.js";
import type { OccupationEntry } from "./occupation-entry.js";

/** How many industries have room on a narrow terminal. */
const LEADING_INDUSTRIES = 3;

/**
 * Jobs by occupation and industry: a row an occupation, a column an industry under its code. A cell is empty where the
 * industry's pattern has no such occupation.
 *
 * @param entries in the order shown
 * @param leading how many rows a terminal shows
 */
export function occupationMatrix(
  { industries }: Pick<OccupationsAnalysis, "industries">,
  entries: readonly OccupationEntry[],
  leading: number,
): ReportTable {
  return {
    id: "matrix",
    title: `Jobs in ${entries.length} occupations of ${industries.length} industries`,
    columns: [
      { id: "soc", label: "SOC", kind: "code", priority: 1 },
      { id: "title", label: "Occupation", kind: "text", priority: 1 },
      {
        id: "jobs",
        label: "All",
        kind: "number",
        unit: "jobs",
        priority: 1,
        description: "In all of these industries.",
      },
      ...industries.map(({ naics, title, match }, index) => ({
        id: naics,
        label: naics,
        kind: "number" as const,
        unit: "jobs" as const,
        priority: index < LEADING_INDUSTRIES ? (1 as const) : (2 as const),
        description:
          match.kind === "ancestor"
            ? `${title}, by the pattern of ${match.pattern!.code} that it borrows.`
            : `${title}.`,
      })),
    ],
    rows: entries.map(({ code, title, jobs, parts, withheldIn }) => ({
      cells: {
        soc: code,
        title,
        jobs,
        ...Object.fromEntries(withheldIn.map((naics) => [naics, { status: "suppressed" as const }])),
        ...Object.fromEntries(parts.map((part) => [part.naics, part.jobs])),
      },
    })),
    ...(leading < entries.length && {
      leading: {
        rows: leading,
        rest: `${entries.length - leading} more: --rows N shows more, --format csv lists all.`,
      },
    }),
  };
}
