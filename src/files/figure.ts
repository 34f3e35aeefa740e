/** What publishers and programs print where there is no figure. */
const NO_FIGURE =
  /^(?:|n\.?\/?a\.?|#n\/a|<na>|n\.?d\.?|nan|null|none|\\n|\.|-+|–+|—+|\*+|#+|\(?[dcs]\)?|confidential|suppressed|not available|not disclosed|x)$/i;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
/** A cell that should hold a figure. */
export type Figure =
  | {
      readonly kind: "number";
      readonly value: number;
      /** Decimals that are printed, without zeros at the end. */
      readonly decimals: number;
      readonly unit: "%" | "$" | undefined;
    }
  /** A mark for no figure, or nothing. */
  | { readonly kind: "none" }
  /** A comma or a point that may be a decimal mark or not. */
  | { readonly kind: "ambiguous" }
  | { readonly kind: "text" };

/** What a comma and a point in a figure stand for; unknown where `1,234` may be a thousand or one. */
export type DecimalMark = "." | "," | "unknown";

/** Figures that can only have a decimal point: 1.5, 0.125, 1.2345, 1,234,567 and 1,234.5. */
const WITH_POINT = /^[+-]?(?:\d*\.(?:\d{1,2}|\d{4,})|0?\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3})+\.\d+)$/;
const WITH_COMMA = /^[+-]?(?:\d*,(?:\d{1,2}|\d{4,})|0?,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+,\d+)$/;

/**
 * The decimal mark of a table. Where commas divide the cells it is the point; a semicolon is what spreadsheets take
 * where people write decimal commas, so that there the figures decide.
 */
export function detectDecimalMark(
  rows: readonly { readonly cells: readonly string[] }[],
  { delimiter, isSheet }: { readonly delimiter: string; readonly isSheet: boolean },
): DecimalMark {
  if (delimiter === "," || isSheet) return ".";
  let points = 0;
  let commas = 0;
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (WITH_POINT.test(cell)) points++;
      else if (WITH_COMMA.test(cell)) commas++;
    }
  }
  if (points > 0 && commas > 0) return "unknown";
  if (commas > 0) return ",";
  return points > 0 || delimiter !== ";" ? "." : "unknown";
}

/**
 * A figure as people and publishers print it: thousands separators, `(1,234)` or `−5` for a negative, dollar and percent
 * signs, marks of footnotes behind it, and what spreadsheets put around text that looks like a number.
 */
export function parseFigure(text: string, mark: DecimalMark = "."): Figure {
  const trimmed = text
    .trim()
    .replace(/^="?(.*?)"?$/, "$1")
    .replace(/^'/, "");
  if (NO_FIGURE.test(trimmed)) return { kind: "none" };
  const isBracketed = /^\(\s*\$?\s*[\d.,]+\s*%?\s*\)$/.test(trimmed);
  const unit = trimmed.includes("%") ? "%" : trimmed.includes("$") ? "$" : undefined;
  const plain = trimmed
    .replace(/[()]/g, "")
    .replace(/\s*%$/, "")
    .replace(/(?<=\d)\s*(?:\*+|\[\w\])$/, "")
    .replace(/^[−–](?=[\d.$])/, "-")
    .replace(/^([+-]?)\s*\$\s*/, "$1")
    .replaceAll(/(?<=\d)[\u0020\u00a0\u202f](?=\d{3}(?:\D|$))/g, "")
    .trim();
  const withPoint = mark === "," ? withDecimalPoint(plain) : plain;
  if (mark === "unknown" && AMBIGUOUS.test(plain)) return { kind: "ambiguous" };
  const notation = GROUPED.test(withPoint) ? withPoint.replaceAll(",", "") : withPoint;
  if (!NUMBER.test(notation)) return { kind: "text" };
  const value = Number(notation);
  if (!Number.isFinite(value)) return { kind: "text" };
  // 11.10 beside 7.00 is printed to the tenth.
  const decimals = /\.(\d*?)0*$/.exec(notation)?.[1]?.length ?? 0;
  return { kind: "number", value: isBracketed ? -value : value === 0 ? 0 : value, decimals, unit };
}

/** `1,234`, `0,5` or `1.234` in a table that has both marks, or none that decides. */
const AMBIGUOUS = /^[+-]?\d*[.,]\d+$/;

/** Points and commas exchanged. */
function withDecimalPoint(text: string): string {
  return text.replaceAll(/[.,]/g, (one) => (one === "." ? "," : "."));
}

/** A code without what keeps spreadsheets from reading it as a number: `'102300`, `="11-0000"`. */
export function plainCode(text: string): string {
  return text
    .trim()
    .replace(/^=?"?'?(.*?)"?$/, "$1")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
}
