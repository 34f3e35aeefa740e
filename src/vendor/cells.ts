import { SUPPRESSED, undefinedBecause, type Datum } from "../core/datum.js";
import { parseFigure, type DecimalMark } from "../files/figure.js";
import { describeFigure, type FigureKind } from "./figures.js";

/** What a cell of figures holds. */
export type VendorCell =
  /** `isPercent` says that the cell has a percent sign; without one a growth may be a percentage or a fraction. */
  | { readonly kind: "figure"; readonly value: number; readonly isPercent: boolean }
  | { readonly kind: "few" | "insufficient" | "empty" | "zero"; readonly datum: Datum }
  | { readonly kind: "problem"; readonly message: string; readonly hint: string };

/** Fewer jobs than the vendor shows: `<10`, `< 10`, `Less than 10`. */
const FEW = /^(?:<|less than|fewer than)\s*\d+$/i;
const INSUFFICIENT = /^insf\.?\s*data$|^insufficient data$/i;

const INSUFFICIENT_DATA = undefinedBecause("insufficient data, by the vendor's table");
const EMPTY = undefinedBecause("no figure in the vendor's table");
/** Nobody earns nothing: in its CSV Lightcast writes 0 for what a table shows as `Insf. Data`. */
const NO_PAY = undefinedBecause("0 in the vendor's table, which is no pay");

/**
 * Reads a cell of figures. What the vendor does not show is suppressed or undefined, never the number in the mark.
 *
 * @param mark what commas and points stand for in this file
 */
export function parseVendorCell(text: string, figure: FigureKind, mark: DecimalMark): VendorCell {
  const { unit, isCount } = { isCount: false, ...describeFigure(figure) };
  if (FEW.test(text)) return { kind: "few", datum: SUPPRESSED };
  if (INSUFFICIENT.test(text)) return { kind: "insufficient", datum: INSUFFICIENT_DATA };
  const parsed = parseFigure(text, mark);
  if (parsed.kind === "none") return { kind: "empty", datum: EMPTY };
  if (parsed.kind === "ambiguous") {
    return problem("a number that can be read in two ways", "export it again as .xlsx, or with decimal points");
  }
  if (parsed.kind === "text") return problem("not a number", "export the table again, and leave its cells as they are");
  const { value, unit: sign } = parsed;
  if (sign === "%" && unit !== "fraction") return problem("a percentage where a number should stand", COLUMNS);
  if (sign === "$" && unit !== "dollars") return problem("an amount where a number should stand", COLUMNS);
  if (value < 0 && isCount) return problem("a negative number where none can be", COLUMNS);
  if (value === 0 && unit === "dollars") return { kind: "zero", datum: NO_PAY };
  return { kind: "figure", value, isPercent: sign === "%" };
}

const COLUMNS = "check that the cells stand under their own headings";

function problem(message: string, hint: string): VendorCell {
  return { kind: "problem", message, hint };
}
