import type { IndustryCode } from "../../core/codes.js";
import { sectorsBehindDate } from "../../naics/printed-code.js";
import { INDUSTRY_LEVELS } from "../table.js";
import { decodeIndustryLevel } from "./codes.js";

/**
 * The sector that stood where a spreadsheet put a date, where it can be no other: only in rows of the
 * sector level, and only when the date has a number of one of the three ranges.
 */
export function sectorBehindDate(text: string, aggregationLevel: number): IndustryCode | undefined {
  if (decodeIndustryLevel(aggregationLevel) !== INDUSTRY_LEVELS.sector) return undefined;
  const fitting = sectorsBehindDate(text);
  return fitting.length === 1 ? (fitting[0] as IndustryCode | undefined) : undefined;
}
