import type { IndustryCode } from "../../core/codes.js";
import { INDUSTRY_LEVELS } from "../table.js";
import { industryLevelOf } from "./codes.js";

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

/**
 * The sector that stood where a spreadsheet put a date, where it can be no other: only in rows of the
 * sector level, and only when the date has a number of one of the three ranges.
 */
export function sectorBehindDate(text: string, aggregationLevel: number): IndustryCode | undefined {
  if (industryLevelOf(aggregationLevel) !== INDUSTRY_LEVELS.sector) return undefined;
  // 2033 and 33 are the same second number of a range.
  const numbers = new Set(partsOf(text).map((part) => part.slice(-2).padStart(2, "0")));
  const fitting = SECTOR_RANGES.filter((range) => range.split("-").some((end) => numbers.has(end)));
  return fitting.length === 1 ? (fitting[0] as IndustryCode | undefined) : undefined;
}

function partsOf(text: string): string[] {
  const match = DATES.map((pattern) => pattern.exec(text)).find((found) => found !== null);
  return match ? match.slice(1).filter((part) => part !== undefined) : [];
}
