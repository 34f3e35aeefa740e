import type { Level } from "../core/industry-table.js";

/** How deep an industry code is: a level that tables are made at, or one above them. */
export type IndustryDepth = "total" | "domain" | Level;

/** Sectors that span several two-digit codes, and which. */
const RANGES: Readonly<Record<string, string>> = {
  "31": "31-33",
  "32": "31-33",
  "33": "31-33",
  "44": "44-45",
  "45": "44-45",
  "48": "48-49",
  "49": "48-49",
};

/**
 * The depth of a code as QCEW writes it. 10, 101, 102 and 1011 to 1029 are BLS aggregates, whatever their
 * length; `31` alone is not a QCEW code.
 */
export function industryDepth(code: string): IndustryDepth | undefined {
  const { length } = code;
  if (length === 5 && code[2] === "-") return RANGES[code.slice(0, 2)] === code ? "sector" : undefined;
  if (length < 2 || length > 6 || !areDigits(code) || code[0] === "0") return undefined;
  if (code[0] === "1" && code[1] === "0") return aggregateDepth(code);
  if (length === 2) return code in RANGES ? undefined : "sector";
  return DIGITS[length - 3];
}

const DIGITS = ["3", "4", "5", "6"] as const;

function aggregateDepth(code: string): IndustryDepth | undefined {
  if (code === "10") return "total";
  if (code === "101" || code === "102") return "domain";
  return code.length === 4 && (code[2] === "1" || code[2] === "2") ? "supersector" : undefined;
}

// Called for every code of every revision: without a regular expression it takes a tenth of the time.
function areDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
}

/** The depth of a QCEW row by the last digit of its aggregation level. */
export const DEPTH_BY_AGGREGATION: readonly IndustryDepth[] = [
  "total",
  "total",
  "domain",
  "supersector",
  "sector",
  "3",
  "4",
  "5",
  "6",
];

/** A depth in words: `sector`, `3-digit`. */
export function formatDepth(depth: IndustryDepth): string {
  return /^\d$/.test(depth) ? `${depth}-digit` : depth;
}

const DEPTHS: readonly IndustryDepth[] = ["total", "domain", "supersector", "sector", "3", "4", "5", "6"];

/** Whether a code is of a more detailed level than another; not for text that is not a code. */
export function isDeeper(code: string, other: string): boolean {
  const [depth, otherDepth] = [industryDepth(code), industryDepth(other)];
  if (depth === undefined || otherDepth === undefined) return false;
  return DEPTHS.indexOf(depth) > DEPTHS.indexOf(otherDepth);
}

/** Whether digits or a range of sectors take a code in: 33, 31-33 and 336 all have 3361 under them. */
export function isUnder(code: string, ancestor: string): boolean {
  const [from, to] = ancestor.split("-");
  if (to === undefined) return code.startsWith(ancestor);
  const sector = code.slice(0, 2);
  return sector >= from! && sector <= to;
}

/** Whether a code is an industry of a level; sectors, not the aggregates above them, at `sector`. */
export function isIndustryAtLevel(code: string, level: Level): boolean {
  return industryDepth(code) === level;
}

/** The sector that a code of two or more digits belongs to, as QCEW writes it: `311` is in `31-33`. */
export function findSector(code: string): string {
  const digits = code.slice(0, 2);
  return RANGES[digits] ?? digits;
}

/** The code that a six-digit (or any finer) code has at a coarser level of digits or at the sector. */
export function ancestorAt(code: string, level: "sector" | "3" | "4" | "5" | "6"): string {
  return level === "sector" ? findSector(code) : code.slice(0, Number(level));
}

/**
 * A code as people type it, in QCEW's way of writing: `31` and `31–33` are `31-33`. Leading and trailing
 * blanks go. Other text is returned as it is.
 */
export function canonicalIndustryCode(text: string): string {
  const trimmed = text.trim().replace(/[\u2010-\u2015]/g, "-");
  return RANGES[trimmed] ?? trimmed;
}

/** Whether a code is an industry's own or that of one above it: 33 and 31-33 cover 336, 336 covers 3361. */
export function covers(
  code: string,
  candidate: { readonly naics: string; readonly row?: { readonly members?: readonly string[] } },
): boolean {
  const codes = candidate.row?.members ?? [candidate.naics];
  return candidate.naics === code || codes.every((member) => isUnder(member, code));
}
