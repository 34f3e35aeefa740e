import { changeMeasure } from "../../measures/change.js";
import { growthMeasure } from "../../measures/growth.js";
import type { Datum } from "../../core/datum.js";
import { totalRow } from "../../measures/industry-figures.js";
import { faint, type WorkbookCell, type WorkbookSheet } from "../model.js";
import type { PlannedIndustry } from "../plan.js";
import { formulaCell, partWithinSum, pickQuantity, sumCell, type Book } from "./book.js";
import { QCEW_COLUMNS } from "./qcew-tab.js";
import { NAMING_COLUMNS, rangeColumns } from "./shared-columns.js";
import { describeMethods, rawSum, startCodes, type RawQuantity, type RawTable } from "./raw-figures.js";
import { emptyTab, ownCell, tabCell, tabSheet, tabTotal, TAB, type TabColumn } from "./tab.js";
import { TABS } from "./tab-names.js";
import { cellName } from "../model.js";

export const GROWTH_COLUMNS = { start: 2, end: 3, change: 4, growth: 5, establishments: 9, wages: 10 } as const;
/** Where the parts of split codes stand, by quantity. */
const PART_COLUMNS: Readonly<Record<RawQuantity, number>> = { employment: 12, establishments: 13, wages: 14 };

/** Tab D: jobs of both years and growth; the first year brought to the latest year's industries. */
export function growthTab({ plan, names, raw }: Book): WorkbookSheet {
  const { table } = plan.inputs.analysis;
  const { start: startYear, end: endYear } = table.years;
  const { start } = raw;
  if (start === undefined || startYear === undefined) {
    return emptyTab(
      TABS.d,
      "Growth: the files hold one year",
      "The files hold one year, so that nothing can be said of growth.",
    );
  }
  const [first, last] = [GROWTH_COLUMNS.start, GROWTH_COLUMNS.end];
  const totals = table.total.region;
  const grown = (before: string, after: string): string =>
    `IF(COUNT(${before},${after})=2,IF(${before}=0,"",(${after}-${before})/${before}),"")`;
  const changed = (before: string, after: string): string => `IF(COUNT(${before},${after})=2,${after}-${before},"")`;
  const totalCell = (column: number): string => cellName(TAB.total, column);
  const startColumn = (
    header: string,
    id: RawQuantity,
    unit: "jobs" | "establishments" | "dollars",
    width: number,
  ): TabColumn<PlannedIndustry> => ({
    header,
    width,
    total: startCell(start, id, unit, "total", pickQuantity(totals.start, id), undefined),
    cell: ({ candidate: { row } }, index) =>
      startCell(start, id, unit, startCodes(row), pickQuantity(row.region.start, id), { code: row.naics, index }),
  });
  const partColumn = (header: string, id: RawQuantity): TabColumn<PlannedIndustry> => ({
    header,
    width: 10,
    cell: ({ candidate: { row } }) => {
      const sum = rawSum(start, id, startCodes(row));
      const part = partWithinSum(sum, pickQuantity(row.region.start, id));
      return part === undefined || Number.isNaN(part) ? undefined : { value: part, unit: "part" };
    },
  });
  const overall = totalRow(table);
  return tabSheet<PlannedIndustry>({
    name: TABS.d,
    about: `Jobs of ${startYear} and ${endYear}, and growth: ${startYear} from tab C, ${endYear} from tab B`,
    lines: [
      [
        {
          value: `Growth is the change in jobs divided by the jobs of ${startYear}. ${startYear} is the sum of "${names.c}", in the industries of ${endYear}.`,
        },
      ],
      [
        faint(
          `Where NAICS split a code in between, only a part of it counts: "Part counted" times the sum. Italic: estimated; point at the cell for its range.`,
        ),
      ],
    ],
    columns: [
      ...NAMING_COLUMNS,
      startColumn(`Jobs ${startYear}`, "employment", "jobs", 12),
      {
        header: `Jobs ${endYear}`,
        width: 12,
        total: formulaCell(tabTotal(names.b, QCEW_COLUMNS.employment), pickQuantity(totals.end, "employment"), "jobs"),
        cell: ({ candidate: { row } }, index) => {
          const cell = tabCell(names.b, QCEW_COLUMNS.employment, index);
          return formulaCell(`IF(ISNUMBER(${cell}),${cell},"")`, row.region.end.employment, "jobs");
        },
      },
      {
        header: "Change",
        width: 11,
        total: formulaCell(changed(totalCell(first), totalCell(last)), changeMeasure.compute(overall, table), "change"),
        cell: ({ candidate: { row } }, index) =>
          formulaCell(
            changed(ownCell(first, index), ownCell(last, index)),
            changeMeasure.compute(row, table),
            "change",
          ),
      },
      {
        header: "Growth",
        width: 11,
        total: formulaCell(grown(totalCell(first), totalCell(last)), growthMeasure.compute(overall, table), "fraction"),
        cell: ({ candidate: { row } }, index) =>
          formulaCell(
            grown(ownCell(first, index), ownCell(last, index)),
            growthMeasure.compute(row, table),
            "fraction",
          ),
      },
      ...rangeColumns<PlannedIndustry>("Growth", "fraction", ({ candidate: { row } }) =>
        growthMeasure.compute(row, table),
      ),
      startColumn(`Establish-ments ${startYear}`, "establishments", "establishments", 12),
      startColumn(`Wages ${startYear}`, "wages", "dollars", 18),
      {
        header: `Codes of ${startYear}`,
        width: 22,
        isText: true,
        cell: ({ candidate: { row } }) => ({ value: startCodes(row).join(", "), unit: "code" }),
      },
      partColumn("Part counted: jobs", "employment"),
      partColumn("Part counted: firms", "establishments"),
      partColumn("Part counted: wages", "wages"),
      { header: "How", width: 60, isText: true, cell: ({ candidate: { row } }) => ({ value: row.bridge?.text ?? "" }) },
    ],
    items: plan.industries,
    printed: 6,
  });
}

function startCell(
  table: RawTable,
  id: RawQuantity,
  unit: "jobs" | "establishments" | "dollars",
  codes: readonly string[] | "total",
  datum: Datum,
  self: { readonly code: string; readonly index: number } | undefined,
): WorkbookCell {
  return sumCell(rawSum(table, id, codes, self && { code: self.code, cell: ownCell(0, self.index) }), datum, {
    unit,
    method: codes === "total" ? undefined : describeMethods(table, codes),
    share: self && ownCell(PART_COLUMNS[id], self.index),
  });
}
