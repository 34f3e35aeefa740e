import type { IndustryRow, IndustryTable, TableWorkforce } from "../core/industry-table.js";
import type { ReportCell, ReportColumn } from "./report.js";

const COLUMNS: readonly ReportColumn[] = [
  {
    id: "qwi_match",
    label: "QWI of",
    kind: "code",
    description:
      "Where figures of QWI come from: `exact`, the industry's own rows; `sum` of rows that together are it; `ancestor`, a wider industry's rates; `none`.",
    priority: 4,
  },
  {
    id: "qwi_codes",
    label: "QWI codes",
    kind: "code",
    description: "NAICS codes of the rows of QWI that were used.",
    priority: 4,
  },
  {
    id: "qwi_distorted",
    label: "QWI distorted",
    kind: "code",
    description: "Which counts have a cell that QWI marks as significantly distorted (status 9).",
    priority: 4,
  },
  {
    id: "qwi_withheld",
    label: "QWI withheld",
    kind: "code",
    description: "Which counts have a cell that QWI withholds (status 5), so that their sum is not known.",
    priority: 4,
  },
];

/** Columns that say how Quarterly Workforce Indicators were matched and marked, where there are any. */
export function workforceColumns({ workforce }: IndustryTable): readonly ReportColumn[] {
  return workforce ? COLUMNS : [];
}

export function workforceCells({ workforce }: IndustryRow): Readonly<Record<string, ReportCell>> {
  if (!workforce) return {};
  return {
    qwi_match: workforce.match.kind,
    qwi_codes: workforce.match.codes.join(" "),
    qwi_distorted: workforce.distorted.join(" "),
    qwi_withheld: workforce.withheld.join(" "),
  };
}

/** What QWI counts of an industry, with its match and marks. */
export function workforceJson({ workforce }: IndustryRow): Readonly<Record<string, unknown>> {
  return workforce ? { workforce } : {};
}

/** "2022 Q3 to 2023 Q2" */
export function formatQuarters({ quarters }: TableWorkforce): string {
  return quarters.map((quarter) => quarter.replace("-", " ")).join(" to ");
}
