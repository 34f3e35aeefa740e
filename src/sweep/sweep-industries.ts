import { readNaics } from "../naics/read-naics.js";
import { canonicalIndustryCode, industryDepth, type IndustryDepth } from "../naics/levels.js";

/** Levels that the codes of industries show; of a sector the codes under it are meant as well. */
const SHOWN = ["6", "5", "4", "3", "supersector"] as const satisfies readonly IndustryDepth[];
const LATEST_NAICS = 2022;

/** The level at which all these industries are themselves or have parts, where their codes show one. */
export function commonLevel(codes: readonly string[]): (typeof SHOWN)[number] | undefined {
  const depths = codes.map((code) => industryDepth(code));
  return SHOWN.find((level) => depths.includes(level));
}

/**
 * The industries asked for, in the files' way of writing: among sectors 31 is 31-33, elsewhere what starts with 31.
 *
 * @throws {UsageError} NAICS_UNKNOWN for what is not a code of any revision
 */
export function industriesAsked({
  industry,
  level,
}: {
  readonly industry: readonly string[];
  readonly level: string;
}): readonly string[] {
  if (industry.length === 0) return industry;
  const naics = readNaics();
  return industry.map((text) => {
    const code = canonicalIndustryCode(text);
    // Industries that a bridge groups have names that are not codes.
    if (/^[\d-]+$/.test(code) && naics.versions(code).length === 0) naics.require(text, LATEST_NAICS);
    return level === "2" || level === "sector" ? code : text.trim();
  });
}
