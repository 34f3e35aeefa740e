import type { Level } from "../core/industry-table.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import type { SameContent } from "../suppression/series.js";
import { planOf } from "./start-figures.js";

const FOLLOWED: readonly Level[] = ["sector", "3", "4", "5", "6"];

/**
 * Which codes of a later NAICS version are one code of an earlier version, renamed or untouched: cells of both can be
 * estimated as one. Codes that parts of others came to are not among them.
 */
export function sameContentOf(naics: Naics, revision: Revision): SameContent {
  const codes = new Map<string, string>();
  for (const level of FOLLOWED) {
    for (const { code, whole, parts } of planOf(naics, revision, level).industries.values()) {
      if (parts.length === 0 && whole.length === 1) codes.set(code, whole[0]!);
    }
  }
  // Of BLS's aggregates above the sectors none was touched.
  for (const level of ["supersector"] as const) for (const code of naics.codes(revision.to, level)) codes.set(code, code);
  for (const code of ["10", "101", "102"]) codes.set(code, code);
  return { later: revision.to, codes };
}
