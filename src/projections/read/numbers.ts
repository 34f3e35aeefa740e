/** What publishers print where they print no figure. */
const NO_FIGURE =
  /^(?:|n\.?\/?a\.?|n\.?d\.?|nan|null|-+|–+|—+|\*+|#+|\(?[dcs]\)?|confidential|suppressed|not available|not disclosed|x)$/i;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?$/i;

export type Figure =
  { readonly kind: "number"; readonly value: number; readonly decimals: number } | { readonly kind: "none" | "text" };

/** A printed figure: thousands separators, percent signs, `(1,234)` for a negative, footnote marks behind it. */
export function parseFigure(text: string): Figure {
  const trimmed = text
    .trim()
    .replace(/^="?(.*?)"?$/, "$1")
    .replace(/^'/, "");
  if (NO_FIGURE.test(trimmed)) return { kind: "none" };
  const isBracketed = /^\(\s*[\d.,]+\s*%?\s*\)$/.test(trimmed);
  const plain = trimmed
    .replace(/[()]/g, "")
    .replace(/\s*%$/, "")
    .replace(/(?<=\d)\s*(?:\*+|\[\w\])$/, "")
    .replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/g, "")
    .replace(/^[−–](?=[\d.])/, "-")
    .trim();
  if (!NUMBER.test(plain)) return { kind: "text" };
  const value = Number(plain);
  // 11.10 beside 7.00 is printed to the tenth.
  const decimals = /\.(\d*?)0*$/.exec(plain)?.[1]?.length ?? 0;
  return { kind: "number", value: isBracketed ? -value : value, decimals };
}

/** A code without what keeps spreadsheets from reading it as a number: `'102300`, `="11-0000"`. */
export function plainCode(text: string): string {
  return text
    .trim()
    .replace(/^=?"?'?(.*?)"?$/, "$1")
    .replace(/[\u2010-\u2015]/g, "-")
    .trim();
}
