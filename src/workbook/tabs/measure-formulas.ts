import { hasValue, type Datum } from "../../core/datum.js";
import type { IndustryRow, PeriodFigures } from "../../core/industry-table.js";
import { buildTrail } from "../../measures/trail.js";
import { ALL_MEASURES } from "../../measures/index.js";
import type { TrailInput } from "../../measures/trail.js";
import type { Book } from "./book.js";
import { GROWTH_COLUMNS } from "./growth-tab.js";
import { JOBS_COLUMNS, QUOTIENT_COLUMNS } from "./jobs-tabs.js";
import { LEVEL_COLUMNS, RATE_COLUMN } from "./projections-tab.js";
import { QCEW_COLUMNS } from "./qcew-tab.js";
import { tabCell, tabTotal } from "./tab.js";
import { TABS } from "./tab-names.js";

/** Measures that have a tab of their own: what stands there is linked. */
function linked({ names }: Book, id: string): { readonly sheet: string; readonly column: number } | undefined {
  switch (id) {
    case "employment":
      return { sheet: names.b, column: QCEW_COLUMNS.employment };
    case "establishments":
      return { sheet: names.b, column: QCEW_COLUMNS.establishments };
    case "averagePay":
      return { sheet: names.b, column: QCEW_COLUMNS.pay };
    case "growth":
      return { sheet: TABS.d, column: GROWTH_COLUMNS.growth };
    case "projectedGrowth":
      return { sheet: TABS.e, column: RATE_COLUMN };
    case "lq":
      return { sheet: TABS.h, column: QUOTIENT_COLUMNS.lq };
    default:
      return undefined;
  }
}

/** All industries together, of the measures that have a tab. */
export function totalFormula(book: Book, id: string): string | undefined {
  const link = linked(book, id);
  if (!link || id === "projectedGrowth") return undefined;
  const cell = tabTotal(link.sheet, link.column);
  return `IF(ISNUMBER(${cell}),${cell},"")`;
}

/**
 * A measure of one industry as a formula over the tabs: a link where it has a tab, else its own expression with cells in
 * place of names. Undefined if an input has no cell and no value, so that it can't be computed whatever changes.
 */
export function measureFormula(book: Book, id: string, row: IndustryRow, index: number): string | undefined {
  const link = linked(book, id);
  if (link) {
    const cell = tabCell(link.sheet, link.column, index);
    return `IF(ISNUMBER(${cell}),${cell},"")`;
  }
  const measure = ALL_MEASURES.find((one) => one.id === id);
  if (!measure) return undefined;
  const { expression, inputs } = buildTrail(measure.calculation, row, book.plan.inputs.analysis.table);
  // A figure that is not given although all that it is made of is known: no formula may give it.
  const isWithheld = !hasValue(measure.compute(row, book.plan.inputs.analysis.table));
  if (isWithheld && Object.values(inputs).every(({ datum }) => hasValue(datum))) return undefined;
  const cells: string[] = [];
  let isComputable = true;
  const formula = expression.replaceAll(/[A-Za-z]+/g, (name) => {
    const input = inputs[name];
    const cell = input && cellOfInput(book, input, row, index);
    if (cell !== undefined) {
      cells.push(cell);
      return cell;
    }
    if (input && hasValue(input.datum)) return String(input.datum.value);
    isComputable = false;
    return "0";
  });
  if (!isComputable) return undefined;
  const plain = formula.replaceAll("÷", "/").replaceAll("×", "*").replaceAll("−", "-");
  const used = [...new Set(cells)];
  return used.length === 0 ? undefined : `IF(COUNT(${used.join(",")})=${used.length},IFERROR(${plain},""),"")`;
}

/** The cell that an input stands in; undefined if it stands in none, or in one that is empty while it has a value. */
function cellOfInput(book: Book, input: TrailInput, row: IndustryRow, index: number): string | undefined {
  const { place } = input;
  if (!place) return projectedCell(input, row, index);
  const { side, end, isTotal, quantity } = place;
  const column = COLUMNS[side][end][quantity];
  if (column === undefined) return undefined;
  const figures = isTotal ? book.plan.inputs.analysis.table.total[side][end] : row[side][end];
  if (hasValue(input.datum) && !hasFigure(figures, quantity)) return undefined;
  const sheet = side === "reference" ? TABS.g : end === "start" ? TABS.d : book.names.b;
  return isTotal ? tabTotal(sheet, column) : tabCell(sheet, column, index);
}

type Quantity = NonNullable<TrailInput["place"]>["quantity"];

const COLUMNS: Readonly<Record<"region" | "reference", Record<"start" | "end", Partial<Record<Quantity, number>>>>> = {
  region: {
    end: {
      employment: QCEW_COLUMNS.employment,
      establishments: QCEW_COLUMNS.establishments,
      wages: QCEW_COLUMNS.wages,
    },
    start: {
      employment: GROWTH_COLUMNS.start,
      establishments: GROWTH_COLUMNS.establishments,
      wages: GROWTH_COLUMNS.wages,
    },
  },
  reference: {
    end: { employment: JOBS_COLUMNS.jobs, wages: JOBS_COLUMNS.wages },
    start: { employment: JOBS_COLUMNS.startJobs },
  },
};

function hasFigure(figures: PeriodFigures | undefined, quantity: Quantity): boolean {
  const datum: Datum | undefined = figures?.[quantity];
  return datum !== undefined && hasValue(datum);
}

/** Levels of a projection, by which of the row's two they are. */
function projectedCell(input: TrailInput, { projection }: IndustryRow, index: number): string | undefined {
  if (!projection || projection.match.kind === "ancestor") return undefined;
  if (input.datum === projection.base) return tabCell(TABS.e, LEVEL_COLUMNS.base, index);
  return input.datum === projection.projected ? tabCell(TABS.e, LEVEL_COLUMNS.projected, index) : undefined;
}
