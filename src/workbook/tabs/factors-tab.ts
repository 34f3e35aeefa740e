import { totalRow } from "../../measures/industry-figures.js";
import { ALL_MEASURES } from "../../measures/index.js";
import { faint, type WorkbookCell, type WorkbookSheet } from "../model.js";
import { factorDatum, printedFactors, type PlannedFactor, type PlannedIndustry, GUESS, isGuess } from "../plan.js";
import { figureCell, formulaCell, type Book } from "./book.js";
import { NAMING_COLUMNS } from "./shared-columns.js";
import { measureFormula, totalFormula } from "./measure-formulas.js";
import { tabSheet } from "./tab.js";
import { TABS } from "./tab-names.js";

/** Tab I: every measure of every industry, START's five first; each is a formula over the tabs before. */
export function factorsTab(book: Book): WorkbookSheet {
  const { plan } = book;
  const { factors, industries } = plan;
  const sheet = tabSheet<PlannedIndustry>({
    name: TABS.i,
    about: "Every measure of every industry, START's five first: formulas over tabs B to H",
    lines: [
      [
        {
          value:
            "All factors of all industries, in order of code. Jobs and pay are of tab B, growth of D, projected growth of E, LQ of H; the others are computed from them.",
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
      ...factors.map((factor) => ({
        header: factor.shortLabel,
        width: factor.unit === "dollars" ? 18 : 12,
        total: totalCell(book, factor),
        cell: ({ candidate }: PlannedIndustry, index: number): WorkbookCell => {
          const datum = factorDatum(industries[index]!, factor);
          const formula = measureFormula(book, factor.id, candidate.row, index);
          return formula === undefined ? figureCell(datum, factor.unit) : formulaCell(formula, datum, factor.unit);
        },
      })),
      { header: "Be careful", width: 60, isText: true, cell: ({ cautions }) => ({ value: cautions }) },
      ...factors.map((factor) => ({
        header: `${factor.shortLabel} is`,
        width: 14,
        isText: true,
        cell: (industry: PlannedIndustry): WorkbookCell => {
          const datum = factorDatum(industry, factor);
          if (isGuess(industry, factor)) return { value: GUESS };
          return { value: datum.status === "undefined" ? `undefined: ${datum.reason}` : datum.status };
        },
      })),
    ],
    items: industries,
    printed: 2 + printedFactors(plan),
    isLandscape: true,
  });
  return sheet;
}

/** A measure of all industries together, as its formula gives it. */
function totalCell(book: Book, factor: PlannedFactor): WorkbookCell | undefined {
  const formula = totalFormula(book, factor.id);
  const measure = ALL_MEASURES.find(({ id }) => id === factor.id);
  if (formula === undefined || !measure) return undefined;
  const { table } = book.plan.inputs.analysis;
  return formulaCell(formula, measure.compute(totalRow(table), table), factor.unit);
}
