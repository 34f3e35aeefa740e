import { InputError, type Place } from "../core/errors.js";
import { caution, type Note } from "../core/notes.js";

/** Names that a column of codes may have, with or without the year of NAICS. */
export const CODE_COLUMNS = ["naics", "industry_code", "naics code", "naics_code", "industry code"] as const;

/** Columns of words for people beside a code, in lower case. */
const TITLES = /^(?:(?:industry|naics|sector|cluster)[ _]?)?(?:title|name|description)$|^(?:industry|sector)$/;

export const isTitleColumn = (name: string): boolean => TITLES.test(name.trim().toLowerCase());

/** An industry's code as a cell of a user's table holds it. */
export type PrintedCode =
  | { readonly kind: "code"; readonly code: string; readonly undone?: string }
  | { readonly kind: "date"; readonly sectors: readonly string[] }
  | { readonly kind: "text" };

/**
 * Reads an industry's code as people and spreadsheets write it: 722, 722.0, '722, 3,361 (a code as a number), 31–33,
 * 7.22E+02 (all of its digits are there), 541000 (padded with zeros where no code of NAICS is), NAICS 722. A date that
 * can only have been made of a sector's range is that sector.
 *
 * @param exists whether NAICS has the code, in any version
 */
export function parsePrintedCode(text: string, exists: (code: string) => boolean): PrintedCode {
  const plain = text
    .replace(/^=?["\u201c\u201d\u201e]?['\u2018\u2019]?(.*?)["\u201c\u201d'\u2018\u2019]?$/, "$1")
    .replace(/^NAICS\s+/i, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  if (/^\d\d-\d\d$/.test(plain)) return { kind: "code", code: plain };
  const digits = wholeDigits(plain)
    .replace(/^(\d{2,6})\.0+$/, "$1")
    .replace(/^(\d{1,3}),(\d{3})$/, "$1$2");
  if (/^\d{2,6}$/.test(digits)) return { kind: "code", code: withoutPadding(digits, exists) };
  // Business patterns write 54---- and 722///.
  const filled = /^(\d{2,5})[-/]+$/.exec(plain)?.[1];
  if (filled !== undefined && plain.length === 6) return { kind: "code", code: filled };
  if (!looksLikeDate(plain)) return { kind: "text" };
  const sectors = sectorsBehindDate(plain);
  return sectors.length === 1 ? { kind: "code", code: sectors[0]!, undone: plain } : { kind: "date", sectors };
}

/** 7.22E+02 is 722. Where digits were cut, as in 7.2E+02 or 5.42E+05, it is left as it is. */
function wholeDigits(text: string): string {
  const [, first, rest = "", exponent] = /^(\d)(?:[.,](\d+))?E\+?0*([1-5])$/i.exec(text) ?? [];
  return first === undefined || rest.length !== Number(exponent) ? text : `${first}${rest}`;
}

/** 541000 is 541: no code of NAICS ends in two zeros. */
function withoutPadding(digits: string, exists: (code: string) => boolean): string {
  if (exists(digits) || !digits.endsWith("00") || digits.length < 6) return digits;
  for (let code = digits; code.endsWith("0") && code.length > 2;) {
    code = code.slice(0, -1);
    if (exists(code)) return code;
  }
  return digits;
}

/** The ways in which spreadsheets write dates: `Mar-33`, `31-Mar`, `31-Mar-33`, `2033-03-31`, `3/31/2033`, `31.03.33`. */
const DATES = [
  /^([A-Za-z]{3,9})-(\d{2}|\d{4})$/,
  /^(\d{1,2})-([A-Za-z]{3,9})(?:-(\d{2}|\d{4}))?$/,
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/,
  /^(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})$/,
];

/** The only three industry codes that are written with a hyphen, as a date may be. */
const SECTOR_RANGES = ["31-33", "44-45", "48-49"] as const;

/** Whether a spreadsheet may have made this of a code. */
export function looksLikeDate(text: string): boolean {
  return DATES.some((pattern) => pattern.test(text));
}

/** The sectors with two codes whose range a spreadsheet may have turned into a date: those with one of its numbers. */
export function sectorsBehindDate(text: string): readonly string[] {
  const match = DATES.map((pattern) => pattern.exec(text)).find((found) => found !== null);
  const parts = match ? match.slice(1).filter((part) => part !== undefined) : [];
  // 2033 and 33 are the same second number of a range.
  const numbers = new Set(parts.map((part) => part.slice(-2).padStart(2, "0")));
  return SECTOR_RANGES.filter((range) => range.split("-").some((end) => numbers.has(end)));
}

/** The error for a cell that holds no code. */
export function codeProblem(
  text: string,
  printed: Exclude<PrintedCode, { readonly kind: "code" }>,
  code: "FACTOR_FILE" | "CLUSTER_FILE",
  where: Place,
): InputError {
  if (printed.kind === "text") {
    const [message, hint] = problemWithText(text);
    return new InputError(message, { code, where, found: text || "an empty cell", hint });
  }
  return new InputError("a date where a code should stand: a spreadsheet makes dates of codes with a hyphen", {
    code,
    where,
    found: text,
    hint: `format the column as text and type the code again: ${printed.sectors.length > 0 ? printed.sectors.join(" or ") : "31-33, 44-45 and 48-49 are the only codes with a hyphen"}`,
  });
}

/** What a cell without a code may hold instead, and what to do about it. */
function problemWithText(text: string): readonly [message: string, hint: string] {
  const plain = "write 2 to 6 digits, or a sector such as 31-33";
  if (/^\d\d-\d{4}(?:\.\d\d)?$/.test(text)) {
    return ["the code of an occupation (SOC) where an industry's should stand", "name industries by their NAICS codes"];
  }
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) {
    return [
      "a code that a spreadsheet shortened to a power of ten",
      "format the column as text and type the code again",
    ];
  }
  return ["not a NAICS code", plain];
}

/** What is said of a code that a spreadsheet had turned into a date. */
export function undoneNote(date: string, code: string, { file, line }: Place): Note {
  return caution("date-undone", `${file}, line ${line}: the date ${date} is read as the sector ${code} again.`, [code]);
}
