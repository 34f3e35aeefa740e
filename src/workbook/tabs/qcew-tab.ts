import { hasValue, type Datum } from "../../core/datum.js";
import type { PeriodFigures } from "../../core/industry-table.js";
import { averagePayMeasure } from "../../measures/average-pay.js";
import { totalRow } from "../../measures/industry-figures.js";
import { faint, type WorkbookSheet } from "../model.js";
import type { PlannedIndustry } from "../plan.js";
import { formulaCell, figureCell, pickQuantity, sumCell, type Book } from "./book.js";
import { NAMING_COLUMNS, rangeColumns } from "./shared-columns.js";
import { endCodes, describeMethods, rawSum, type RawQuantity } from "./raw-figures.js";
import { ownCell, TAB, tabSheet, type TabColumn } from "./tab.js";
import { cellName } from "../model.js";

export const QCEW_COLUMNS = { establishments: 2, employment: 3, wages: 4, pay: 5 } as const;

/** Tab B: the region's industries, each the sum of its rows of tab A, with average pay. */
export function qcewTab({ plan, names, raw }: Book): WorkbookSheet {
  const { table } = plan.inputs.analysis;
  const { end } = table.total.region;
  const quantity = (
    header: string,
    id: RawQuantity,
    unit: "establishments" | "jobs" | "dollars",
    width: number,
  ): TabColumn<PlannedIndustry> => ({
    header,
    width,
    total: sumCell(rawSum(raw.end, id, "total"), pickQuantity(end, id), { unit }),
    cell: ({ candidate: { row } }, index) =>
      sumCell(rawSum(raw.end, id, endCodes(row), { code: row.naics, cell: ownCell(0, index) }), row.region.end[id], {
        unit,
        method: describeMethods(raw.end, endCodes(row)),
      }),
  });
  const payFormula = (wages: string, jobs: string): string =>
    `IF(COUNT(${wages},${jobs})=2,IF(${jobs}=0,"",${wages}/${jobs}),"")`;
  return tabSheet<PlannedIndustry>({
    name: names.b,
    about: `Establishments, jobs, wages and average pay of the region's industries in ${table.years.end}: sums of tab A`,
    lines: [
      [
        {
          value: `${table.region.name}, ${table.years.end}: every figure is the sum of the rows of its industry on "${names.a}"; average pay is wages divided by jobs.`,
        },
      ],
      [
        faint(
          "Italic: estimated at least in part; point at the cell for its range. Shaded: no figure, which is not zero.",
        ),
      ],
    ],
    columns: [
      ...NAMING_COLUMNS,
      quantity("Establish-ments", "establishments", "establishments", 12),
      quantity("Jobs", "employment", "jobs", 12),
      quantity("Wages", "wages", "dollars", 18),
      {
        header: payHeader(table),
        width: 12,
        total: payCell(
          averagePayMeasure.compute(totalRow(table), table),
          end,
          payFormula(totalCell(QCEW_COLUMNS.wages), totalCell(QCEW_COLUMNS.employment)),
        ),
        cell: ({ candidate: { row } }, index) =>
          payCell(
            averagePayMeasure.compute(row, table),
            row.region.end,
            payFormula(ownCell(QCEW_COLUMNS.wages, index), ownCell(QCEW_COLUMNS.employment, index)),
          ),
      },
      ...rangeColumns<PlannedIndustry>("Jobs", "jobs", ({ candidate: { row } }) => row.region.end.employment),
      ...rangeColumns<PlannedIndustry>("Pay", "dollars", ({ candidate: { row } }) =>
        averagePayMeasure.compute(row, table),
      ),
    ],
    items: plan.industries,
    printed: 6,
  });
}

const totalCell = (column: number): string => cellName(TAB.total, column);

function payHeader({ quarter, annualised }: { readonly quarter: number; readonly annualised: boolean }): string {
  if (quarter === 0) return "Average pay";
  return annualised ? "Average pay, quarter × 4" : "Average pay, quarter";
}

function payCell(pay: Datum, figures: PeriodFigures, formula: string) {
  // Pay may be left without a figure where wages and jobs have one each.
  const isWithheld = !hasValue(pay) && hasValue(figures.wages) && hasValue(figures.employment);
  return pay.status === "absent" || isWithheld ? figureCell(pay, "dollars") : formulaCell(formula, pay, "dollars");
}
