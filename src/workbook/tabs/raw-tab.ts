import type { Unit } from "../../core/units.js";
import { type WorkbookCell, type WorkbookSheet } from "../model.js";
import { figureCell, type Book } from "./book.js";
import { rawKey, type RawQuantity, type RawRow, type RawTable } from "./raw-figures.js";
import { emptyTab, tabSheet, type TabColumn } from "./tab.js";

/** Tabs A and C: the rows of the region as the files have them, and an estimate where a cell is withheld. */
export function rawTab({ words, plan }: Book, raw: RawTable, year: number): WorkbookSheet {
  const isDerived = plan.inputs.analysis.trail.table.derivedYear === year;
  const isMeanOfQuarters = plan.inputs.analysis.trail.table.ofQuarters !== undefined;
  const figure =
    (quantity: RawQuantity, unit: Unit) =>
    (row: RawRow): WorkbookCell => ({
      ...figureCell(row.figures[quantity], unit, row.method && `Made from ${row.method}.`),
    });
  const text = (header: string, width: number, of: (row: RawRow) => string): TabColumn<RawRow> => ({
    header,
    width,
    isText: true,
    cell: (row) => ({ value: of(row), unit: "code" }),
  });
  const bound = (header: string, of: (row: RawRow) => number | undefined): TabColumn<RawRow> => ({
    header,
    width: 11,
    cell: (row) => {
      const value = of(row);
      return value === undefined ? undefined : { value, unit: "jobs" };
    },
  });
  const jobs = (row: RawRow) => row.figures.employment;
  return tabSheet<RawRow>({
    name: raw.sheet,
    about: `The region's rows of ${year} as the files have them; withheld cells hold an estimate with its range`,
    lines: [
      [
        {
          value: `QCEW ${year}: ${raw.isWhole ? "each row of the files that is in the region's figures" : "one row an industry, the sum of the region's rows, since they are too many for formulas"}. Change a white cell, and the tabs after it follow.`,
        },
      ],
      [
        {
          value:
            "Italic: the publisher withholds it (N), and an estimate stands in; point at the cell for its range and method. Estimates of other cells do not follow a change: run the tool again for that.",
          look: "faint",
        },
      ],
      isDerived || isMeanOfQuarters
        ? [
            {
              value: isDerived
                ? "Computed from the next year's rows and the changes that they print."
                : "Means of the quarters' months, wages summed over the quarters.",
              look: "faint",
            },
          ]
        : [],
    ],
    columns: [
      {
        header: "Key",
        width: 8,
        isText: true,
        isHidden: true,
        cell: (row) => ({ value: rawKey(row.code, row.isTotal) }),
      },
      { header: "Area", width: 30, isText: true, cell: (row) => ({ value: formatArea(row.area, words.area) }) },
      text("Own", 5, ({ ownership }) => ownership),
      text("NAICS", 8, ({ code }) => code),
      {
        header: "Industry",
        width: 40,
        isText: true,
        cell: (row) => ({ value: row.isTotal ? "All industries" : words.industry(row.code, year) }),
      },
      { header: "Establish-ments", width: 11, cell: figure("establishments", "establishments") },
      { header: "Jobs", width: 11, cell: figure("employment", "jobs") },
      { header: "Wages", width: 17, cell: figure("wages", "dollars") },
      text("With-held", 7, ({ isWithheld }) => (isWithheld ? "N" : "")),
      text("Jobs are", 11, (row) => jobs(row).status),
      bound("90% low", (row) => {
        const datum = jobs(row);
        return datum.status === "estimated" ? datum.low : undefined;
      }),
      bound("90% high", (row) => {
        const datum = jobs(row);
        return datum.status === "estimated" ? datum.high : undefined;
      }),
      bound("Least possible", ({ bounds }) => bounds?.low),
      bound("Most possible", ({ bounds }) => bounds?.high),
      text("Made from", 46, ({ method }) => method ?? ""),
      text("File", 34, ({ file }) => file),
      {
        header: "Line",
        width: 9,
        cell: ({ line }) => (line === undefined ? undefined : { value: line, unit: "year" }),
      },
    ],
    items: raw.rows,
    printed: 9,
    frozen: 5,
  });
}

function formatArea(code: string, nameOf: (code: string) => string): string {
  const name = nameOf(code);
  return name === code ? code : `${code} ${name}`;
}

/** Tab C where the files hold one year. */
export function emptyStartTab({ names }: Book): WorkbookSheet {
  return emptyTab(
    names.c,
    "The earlier year's rows: the files hold none",
    "The files hold one year, so that nothing can be said of growth. Give another year's files with --qcew.",
  );
}
