import type { IndustryCode } from "../../codes.js";
import { INDUSTRY_LEVELS } from "../../qcew/table.js";
import { industryLevelOf } from "./codes.js";

const MONTH_NAME = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i;
const DATE_PARTS = /^(\d{1,4}|[a-z]{3,9})[-/. ](\d{1,4}|[a-z]{3,9})(?:[-/. ](\d{2,4}))?(?:[ T]\d{1,2}:\d{2}.*)?$/i;

/** The only three industry codes that are written with a hyphen, as a date may be. */
const SECTOR_RANGES = ["31-33", "44-45", "48-49"] as const;

/** Whether a spreadsheet may have made this of a code: `Mar-33`, `31-Mar`, `2033-03-31`, `3/31/33`. */
export function looksLikeDate(text: string): boolean {
  const parts = partsOf(text);
  return parts.length === 3 || parts.some((part) => MONTH_NAME.test(part));
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
  const match = DATE_PARTS.exec(text);
  return match ? match.slice(1).filter((part) => part !== undefined) : [];
}
