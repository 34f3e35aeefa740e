import type { PatternMatch } from "./match.js";
import type { IndustryStaffing, SourceOfRecords, StaffingTable } from "./records.js";

/** How files of OEWS are labelled; the National Employment Matrix adjusts its patterns, and is another program. */
const OEWS = "BLS OEWS";

/**
 * The user's staffing patterns, and for industries that his files don't hold those that ship with the tool. An industry of
 * both is the user's.
 *
 * @returns the user's alone where a file is of another program or list of occupations than what ships, or does not say its
 *   year, so that nothing can be said of how far the two are apart
 */
export function withShippedPatterns(own: StaffingTable, shipped: StaffingTable): StaffingTable {
  const soc = shipped.sources[0]?.soc;
  const isLike = (source: SourceOfRecords): boolean =>
    source.label.startsWith(OEWS) && source.year !== undefined && source.soc === soc;
  if (!own.sources.every(isLike)) return own;
  const industries = new Map(own.industries);
  for (const industry of shipped.industries.values()) {
    if (!industries.has(industry.code)) industries.set(industry.code, movedSource(industry, own.sources.length));
  }
  return { sources: [...own.sources, ...shipped.sources], industries };
}

/** The same industry in a table with more sources before its own; its rows stay unread until they are asked for. */
function movedSource(industry: IndustryStaffing, by: number): IndustryStaffing {
  const { code, title, members, total, source } = industry;
  return {
    code,
    title,
    members,
    total,
    source: (source ?? 0) + by,
    get occupations() {
      return industry.occupations;
    },
  };
}

/** The sources of the patterns that industries take, in the table's order; all of them where none takes any. */
export function sourcesUsed(table: StaffingTable, matches: readonly PatternMatch[]): readonly SourceOfRecords[] {
  const used = new Set(
    matches.flatMap(({ pattern }) =>
      (pattern?.published ?? []).flatMap((code) => {
        const industry = table.industries.get(code);
        return industry ? [industry.source ?? 0] : [];
      }),
    ),
  );
  return used.size === 0 ? table.sources : table.sources.filter((_, index) => used.has(index));
}
